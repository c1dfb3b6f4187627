"""Text in the black of an RGB picture; text in navy blue passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.text("0.75 0.68 0.67 0.9 k")


def passes(draft: PressDraft) -> None:
    draft.text("1 0.8 0 0.4 k")
