"""White text that overprints; white text that knocks out passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.text("/Over gs 0 0 0 0 k")


def passes(draft: PressDraft) -> None:
    draft.text("/Knock gs 0 0 0 0 k")
