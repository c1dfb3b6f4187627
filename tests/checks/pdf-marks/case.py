"""A line beyond the bleed for a plant that takes no marks; within the bleed it passes."""

from __future__ import annotations

from drafts import BLEED, MM, PressDraft

USE = "press"
PROFILE = {"marks": "none"}


def broken(draft: PressDraft) -> None:
    draft.paint(f"0 0 0 1 K 1 w 50 {-BLEED - 4 * MM} m 50 {-BLEED - 2 * MM} l S")


def passes(draft: PressDraft) -> None:
    draft.paint("0 0 0 1 K 1 w 50 -2 m 50 20 l S")
