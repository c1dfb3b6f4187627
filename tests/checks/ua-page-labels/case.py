"""Pages without labels; pages with one label passes."""

from __future__ import annotations

from drafts import ScreenDraft
from pikepdf import Dictionary

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    del draft.pdf.Root.PageLabels


def passes(draft: ScreenDraft) -> None:
    draft.pdf.Root.PageLabels = Dictionary(Nums=[0, Dictionary(P="A01")])
