"""White text of 7 pt on ink where 8 pt are asked for; beside the ink it passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"
PROFILE = {"reversed_from_pt": 8}


def broken(draft: PressDraft) -> None:
    draft.paint("1 0 0 0 k 15 35 80 20 re f")
    draft.text("0 0 0 0 k", size=7)


def passes(draft: PressDraft) -> None:
    draft.paint("1 0 0 0 k 15 120 80 20 re f")
    draft.text("0 0 0 0 k", size=7)
    draft.text("0 0 0 0 k", size=8, y=125)
