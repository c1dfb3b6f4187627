"""Two columns of type: a line that runs over the other column; lines as they should be."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"
LEFT, RIGHT = 10, 60  # where the columns begin, in points
LETTERS = 9  # of a line: each is half as wide as the type is high
LEADING = 10


def broken(draft: PressDraft) -> None:
    columns(draft)
    line(draft, LEFT, 50, LETTERS + 6)


def passes(draft: PressDraft) -> None:
    columns(draft)
    line(draft, LEFT, 40 + 6 * LEADING, 18)  # a line over both columns
    line(draft, LEFT + 0.5, 40, LETTERS)  # a shadow
    draft.paint("/Over gs 0 0 0 1 k BT /F1 36 Tf 20 50 Td (AB) Tj ET")  # a large one behind


def columns(draft: PressDraft) -> None:
    for row in range(5):
        if row != 1:
            line(draft, LEFT, 40 + row * LEADING, LETTERS)
        line(draft, RIGHT, 40 + row * LEADING, LETTERS)


def line(draft: PressDraft, left: float, foot: float, letters: int, font: str = "F1") -> None:
    draft.paint(f"/Over gs 0 0 0 1 k BT /{font} 9 Tf {left} {foot} Td ({'A' * letters}) Tj ET")
