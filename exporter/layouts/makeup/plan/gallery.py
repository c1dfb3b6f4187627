"""Several pictures of one story set together: rows of one height, which fill their columns.

A table among them has a row of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from exporter.layouts.makeup.plan import costs
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.story import Shot

MOST_GALLERIES = 3  # ways to set the pictures of a story over a number of columns that are kept
GROW = 1.16  # how much higher than its shape a photograph may be set at most, its sides cut off


@dataclass(frozen=True)
class PlacedShot:
    """A picture in a frame: columns and lines are counted from the frame's corner.

    In a row of pictures, one is `width` points wide and `left` points from the frame's edge;
    `columns` are then the columns that it is at least as wide as. A table may stand `as_written`:
    below the text before it, above that after it.
    """

    shot: Shot
    column: int
    columns: int
    top: int
    lines: int
    left: float = 0
    width: float = 0
    breadth: float = 0  # the same in columns
    as_written: bool = False

    @property
    def area(self) -> float:
        """The area of the picture without its caption, in lines of one column."""
        return (self.breadth or self.columns) * (self.lines - self.shot.below[self.columns])


@dataclass(frozen=True)
class Gallery:
    """Pictures in rows over some columns; their tops are counted from the gallery's."""

    shots: tuple[PlacedShot, ...] = ()
    columns: int = 0
    lines: int = 0
    cost: float = 0

    def at(self, top: int) -> tuple[PlacedShot, ...]:
        """Return the pictures with the gallery at a line of the frame."""
        return tuple(replace(shot, top=shot.top + top) for shot in self.shots)


def table_cost(shot: Shot, columns: int) -> float:
    """Return the cost of a table over columns, away from its place in the text."""
    return spanning_cost(shot, columns) + costs.ELSEWHERE * bool(shot.written)


def spanning_cost(shot: Shot, columns: int) -> float:
    """Return the cost of a table over columns, in its place."""
    # Rows that break make a table higher than it would be.
    broken = shot.fixed[columns] - min(shot.fixed.values())
    return costs.FIXED_WIDTH * (columns - 1) + costs.BROKEN_ROWS * broken


def galleries(shots: Sequence[Shot], columns: int, grid: SheetGrid) -> list[Gallery]:
    """Return the best ways to set pictures in their order over a number of columns."""
    known: dict[int, Gallery] = {}
    for rows in _partitions(shots):
        for gallery in _set(rows, columns, grid):
            same = known.get(gallery.lines)
            if same is None or gallery.cost < same.cost:
                known[gallery.lines] = gallery
    best = sorted(known.values(), key=lambda each: each.cost)[:MOST_GALLERIES]
    lowest = min(known.values(), key=lambda each: each.lines, default=None)
    return best if lowest is None or lowest in best else [*best, lowest]


def _partitions(shots: Sequence[Shot]) -> Iterator[list[Sequence[Shot]]]:
    """Yield every way to part pictures into rows."""
    for count in range(len(shots)):
        for cuts in combinations(range(1, len(shots)), count):
            yield [shots[start:end] for start, end in pairwise((0, *cuts, len(shots)))]


def _set(rows: Sequence[Sequence[Shot]], columns: int, grid: SheetGrid) -> Iterator[Gallery]:
    """Yield galleries of some rows: as their pictures are, as low and as high as they may be cut.

    Nothing if one of the rows can't be.
    """
    if not all(_may_be_row(row, columns) for row in rows):
        return
    made = [_Row(row, columns, grid) if row[0].ratio else _Table(row[0], columns) for row in rows]
    if not all(row.is_possible for row in made):
        return
    for scale in (1.0, 1 - grid.crop, min(GROW, 1 / (1 - grid.crop))):
        gallery = Gallery(columns=columns)
        for row in made:
            gallery = row.below(gallery, scale)
        yield gallery


def _may_be_row(row: Sequence[Shot], columns: int) -> bool:
    """Whether shots may stand side by side: a table has a row of its own."""
    return all(shot.ratio for shot in row) or (len(row) == 1 and columns in row[0].fixed)


@dataclass(frozen=True)
class _Table:
    """A table over all columns, which has one height."""

    shot: Shot
    columns: int
    is_possible = True

    def below(self, gallery: Gallery, _scale: float) -> Gallery:
        """Return a gallery with this table below."""
        high = self.shot.high(self.columns)
        placed = PlacedShot(self.shot, 0, self.columns, gallery.lines, high)
        cost = gallery.cost + table_cost(self.shot, self.columns)
        return Gallery((*gallery.shots, placed), gallery.columns, gallery.lines + high, cost)


class _Row:
    """Pictures side by side over all columns: uncut, all are equally high."""

    def __init__(self, shots: Sequence[Shot], columns: int, grid: SheetGrid) -> None:
        self.shots, self.grid = shots, grid
        room = grid.span(columns) - grid.gap * (len(shots) - 1)
        self.height = room / sum(1 / shot.ratio for shot in shots)
        self.widths = [self.height / shot.ratio for shot in shots]

    @property
    def is_possible(self) -> bool:
        """Whether no picture is narrower than a column, for its caption, or too coarse."""
        return all(
            width > self.grid.column - 1 and not 0 < shot.sharp < width
            for shot, width in zip(self.shots, self.widths, strict=True)
        )

    def lines(self, scale: float) -> int:
        """Return the whole lines of the pictures, cut to a share of their height, or of width."""
        ideal = self.height / self.grid.line
        if any(shot.rigid for shot in self.shots):
            return math.ceil(ideal - 0.05)
        return (math.ceil if scale < 1 else math.floor)(ideal * scale)

    def below(self, gallery: Gallery, scale: float) -> Gallery:
        """Return a gallery with this row below."""
        lines, left = self.lines(scale), 0.0
        placed: list[PlacedShot] = []
        for shot, width in zip(self.shots, self.widths, strict=True):
            columns = self.columns_in(width)
            high = lines + shot.below[columns]
            breadth = (width + self.grid.gap) / (self.grid.column + self.grid.gap)
            at = gallery.lines
            placed.append(PlacedShot(shot, 0, columns, at, high, left, width, breadth))
            left += width + self.grid.gap
        foot = gallery.lines + max(each.lines for each in placed)
        area = (foot - gallery.lines) * gallery.columns
        cut = costs.CROPPED * abs(lines * self.grid.line / self.height - 1)
        cost = gallery.cost + cut + costs.GALLERY * area
        return Gallery((*gallery.shots, *placed), gallery.columns, foot, cost)

    def columns_in(self, width: float) -> int:
        """Return the columns that a width holds: a caption takes no more lines than over these."""
        held = (n for n in range(1, self.grid.columns + 1) if self.grid.span(n) <= width + 1)
        return max(held, default=1)
