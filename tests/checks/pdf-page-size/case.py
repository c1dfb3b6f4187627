"""A page 1 mm narrower; one of the same size elsewhere passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    left, bottom, right, top = (float(value) for value in draft.pages[1].TrimBox)
    draft.pages[1].TrimBox = [left, bottom, right - 72 / 25.4, top]


def passes(draft: PressDraft) -> None:
    for key in ("/MediaBox", "/BleedBox", "/TrimBox"):
        box = [float(value) for value in draft.pages[1][key]]
        draft.pages[1][key] = [value + 10 for value in box]
    draft.paint("1 0 0 1 10 10 cm 0 0 0 1 k 50 50 20 20 re f", 1)
