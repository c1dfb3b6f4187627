"""A CropBox smaller than the sheet; one as large as the sheet passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.pages[1].CropBox = draft.pages[1].TrimBox


def passes(draft: PressDraft) -> None:
    draft.pages[1].CropBox = draft.pages[1].MediaBox
