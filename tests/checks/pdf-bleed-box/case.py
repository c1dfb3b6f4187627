"""A bleed of 2 mm on one side; a bleed of 4 mm passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    left, bottom, right, top = (float(value) for value in draft.pages[1].BleedBox)
    draft.pages[1].BleedBox = [left, bottom, right, top - 72 / 25.4]


def passes(draft: PressDraft) -> None:
    left, bottom, right, top = (float(value) for value in draft.pages[1].BleedBox)
    draft.pages[1].BleedBox = [left, bottom, right, top + 72 / 25.4]
