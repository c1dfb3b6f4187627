"""Tab order by rows; of a page without annotations passes."""

from __future__ import annotations

from drafts import ScreenDraft
from pikepdf import Name

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.pages[0].Tabs = Name.R


def passes(draft: ScreenDraft) -> None:
    draft.pages[1].Tabs = Name.R
