"""Columns of a table that give each other room, as long as that saves lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from typing import Protocol

STEPS = tuple(step / 2 for step in range(1, 13))  # ems that a column gives another
ROUNDING = 1e-6
MOST_ROWS = 60  # of a table, which stand for all
MOST_COLUMNS = 12  # of a table that is tried: ways grow with their square


class Least(Protocol):
    """What a column needs."""

    @property
    def least(self) -> float:
        """The ems of its longest word, with what is empty."""


def with_fewest_lines(
    cells: Sequence[Sequence[Sequence[float]]],
    needs: Sequence[Least],
    empty: Sequence[float],
    widths: Sequence[float],
) -> list[float]:
    """Return widths of columns by which the rows of a table have fewer lines, if there are any.

    `cells` are by column and row the ems of parts in which no line ends, `empty` is what a column
    has beside its words.
    """
    if len(cells) > MOST_COLUMNS:
        return list(widths)
    cells = [column[:MOST_ROWS] for column in cells]

    @cache
    def lines(column: int, width: float) -> tuple[int, ...]:
        return tuple(lines_of(parts, width - empty[column]) for parts in cells[column])

    def cost(made: Sequence[float]) -> tuple[int, int]:
        """Return the lines of all rows, and of all cells."""
        found = (lines(column, width) for column, width in enumerate(made))
        rows = list(zip_longest(*found, fillvalue=1))
        return sum(map(max, rows)), sum(map(sum, rows))

    best = list(widths)
    least = cost(best)
    while True:
        takers = [column for column, width in enumerate(best) if max(lines(column, width)) > 1]
        ways = _moved(best, needs, takers)
        moved = min(((cost(made), made) for made in ways), default=(least, best))
        if moved[0] >= least:
            return best
        least, best = moved


def _moved(
    widths: Sequence[float], needs: Sequence[Least], takers: Sequence[int]
) -> list[list[float]]:
    """Return the widths after each gift of a column to another that has cells of several lines."""
    found = []
    for giver, need in enumerate(needs):
        for step in STEPS:
            if round(widths[giver] - step, 3) < need.least:
                break
            for taker in takers:
                if taker != giver:
                    made = list(widths)
                    made[giver] = round(made[giver] - step, 3)
                    made[taker] = round(made[taker] + step, 3)
                    found.append(made)
    return found


def lines_in(
    cells: Sequence[Sequence[Sequence[float]]], empty: Sequence[float], widths: Sequence[float]
) -> int:
    """Return the lines of all rows of a table of such columns; see `with_fewest_lines`."""
    found = (
        [lines_of(parts, width - blank) for parts in column[:MOST_ROWS]]
        for column, blank, width in zip(cells, empty, widths, strict=True)
    )
    return sum(map(max, zip_longest(*found, fillvalue=1)))


def lines_of(parts: Sequence[float], width: float) -> int:
    """Return the lines that parts take one after the other."""
    count, used = 1, 0.0
    for part in parts:
        if used and used + part > width + ROUNDING:
            count, used = count + 1, 0.0
        used += part
    return count
