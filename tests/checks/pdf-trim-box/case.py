"""A TrimBox that extends beyond the BleedBox; one whose corners are the other two passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    left, bottom, right, top = (float(value) for value in draft.pages[1].BleedBox)
    draft.pages[1].TrimBox = [left - 2, bottom - 2, right + 2, top + 2]


def passes(draft: PressDraft) -> None:
    left, bottom, right, top = (float(value) for value in draft.pages[1].TrimBox)
    draft.pages[1].TrimBox = [right, top, left, bottom]
