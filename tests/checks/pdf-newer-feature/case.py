"""Layers in a file of PDF/X-1a; an article thread, which PDF 1.4 knows, passes."""

from __future__ import annotations

from drafts import PDF_1_4, X1A, PressDraft
from pikepdf import Array, Dictionary

USE = "press"
PROFILE, SAVE = X1A, PDF_1_4


def broken(draft: PressDraft) -> None:
    draft.state_x1a()
    draft.pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary())


def passes(draft: PressDraft) -> None:
    draft.state_x1a()
    draft.pdf.Root.Threads = Array([])
