"""Text of 9 pt in rich black; a headline in it passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.text("0.4 0.3 0.3 1 k", size=9)


def passes(draft: PressDraft) -> None:
    draft.text("0.4 0.3 0.3 1 k", size=24)
