"""Black text that knocks out; grey text, and a headline passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.text("/Knock gs 0 0 0 1 k")


def passes(draft: PressDraft) -> None:
    draft.text("/Knock gs 0 0 0 0.7 k")
    draft.text("/Knock gs 0 0 0 1 k", size=24, y=80)
