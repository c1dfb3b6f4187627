"""Text of 3.9 pt; text of 4 pt passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.text("/Over gs 0 0 0 1 k", size=3.9)


def passes(draft: PressDraft) -> None:
    draft.text("/Over gs 0 0 0 1 k", size=4)
