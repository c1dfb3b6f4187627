"""A row of one cell below one of two; a row whose cell spans both columns passes."""

from __future__ import annotations

from drafts import ScreenDraft
from pikepdf import Dictionary, Name

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.words("TD", 100, draft.element("TR", draft.table))


def passes(draft: ScreenDraft) -> None:
    cell = draft.words("TD", 100, draft.element("TR", draft.table))
    cell.A = Dictionary(O=Name.Table, ColSpan=2)
