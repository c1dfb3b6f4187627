"""Text over the edge of the trimmed page; beside it, in the slug and in a frame, it passes."""

from __future__ import annotations

from drafts import WIDTH, PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    write(draft, WIDTH - 20)


def passes(draft: PressDraft) -> None:
    # A WORD is 6 boxes, half as wide as the type is high.
    write(draft, WIDTH - 6 * 4.5 - 1)
    write(draft, 20, "15 35 60 20 re W n")
    draft.paint("/Over gs 0 0 0 1 k BT /F1 9 Tf 20 -25 Td (A WORD) Tj ET")


def write(draft: PressDraft, left: float, frame: str = "") -> None:
    """Set a word from a place on, within a frame."""
    draft.paint(f"{frame} /Over gs 0 0 0 1 k BT /F1 9 Tf {left} 40 Td (A WORD) Tj ET")
