"""Text of 4 pt; text of 5 pt passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.text("/Over gs 0 0 0 1 k", size=4)


def passes(draft: PressDraft) -> None:
    draft.text("/Over gs 0 0 0 1 k", size=5)
