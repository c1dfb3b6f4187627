"""Layers in a file of PDF/X-1a; an article thread, which PDF 1.4 knows, passes."""

from __future__ import annotations

from drafts import PressDraft
from pikepdf import Array, Dictionary

USE = "press"
PROFILE = {"variant": "pdf/x-1a"}
SAVE = {"min_version": "1.4"}


def _named(draft: PressDraft) -> None:
    draft.pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-1a:2003"
    draft.properties = ""


def broken(draft: PressDraft) -> None:
    _named(draft)
    draft.pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary())


def passes(draft: PressDraft) -> None:
    _named(draft)
    draft.pdf.Root.Threads = Array([])
