"""An area on the white outer edge of page 1, its right; on its inner edge it passes."""

from __future__ import annotations

from drafts import MM, WIDTH, PressDraft

USE = "press"
PROFILE = {"clear_mm": [0, 6, 0, 0]}


def broken(draft: PressDraft) -> None:
    draft.paint(f"0 .5 .5 0 k {WIDTH - 5 * MM} 150 8 8 re f")


def passes(draft: PressDraft) -> None:
    draft.paint(f"0 .5 .5 0 k {2 * MM} 150 8 8 re f")
    draft.paint(f"0 .5 .5 0 k {WIDTH - 5 * MM} 150 8 8 re f", page=1)
