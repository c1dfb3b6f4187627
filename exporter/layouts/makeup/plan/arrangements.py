"""The ways to set the head and the pictures of a story over a number of columns."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from exporter.layouts.makeup.plan import costs
from exporter.layouts.makeup.plan.gallery import (
    GROW,
    Gallery,
    PlacedShot,
    galleries,
    table_cost,
)
from exporter.layouts.makeup.plan.grid import GAP, SheetGrid
from exporter.layouts.makeup.plan.legs import Leg
from exporter.layouts.makeup.plan.story import Head, Shot, Story

MOST_EXTRA = 3  # extra lines in a head, to align its text with the neighbour's
STRIP = 4  # columns from which a story over all of them looks like a strip
NONE = Gallery()
Wanted = Callable[[int, int, int], bool]
AnyWanted = Callable[[int, int, int, int, int], bool]


class Lead(NamedTuple):
    """The text above the last table that stands as it is written, in legs between head and tables.

    It takes `lines` of one column, of which `white` stay empty.
    """

    legs: tuple[Leg, ...] = ()
    lines: int = 0
    white: int = 0


class Draft(NamedTuple):
    """A head, its position, and the pictures of a frame of unknown height.

    `lead` is the text above tables.

    A tuple, because thousands are made per page: a frozen dataclass takes three times as long.
    """

    head: Head | None
    head_columns: int
    head_top: int
    head_lines: int
    shots: tuple[PlacedShot, ...]
    low: Gallery
    cost: float
    top_left: str
    top_right: str
    lead: Lead = Lead()

    @property
    def is_aside(self) -> bool:
        """Whether the text is at the right of the head, not below it."""
        return self.top_right == "aside"

    @property
    def tops(self) -> tuple[int, int]:
        """Lines of the head above the first and the last column; 0 where no head is on top."""
        lines = self.head_lines
        return lines * (self.top_left == "head"), lines * (self.top_right == "head")


def every(*_: int) -> bool:
    """Want every draft."""
    return True


@dataclass
class Drafts:
    """The drafts of one story over one number of columns of an area.

    Of those with one picture only the `wanted` are made: it is asked with the lines of one column
    that head and picture take, and the lines down to the foot of the head and of the picture. For
    all heights of a picture below a head `any_wanted` is asked before, with the least and the most
    of those lines, the lines of the head, the lowest and the highest foot of the picture.
    """

    story: Story
    columns: int
    grid: SheetGrid
    thrift: float
    wanted: Wanted = every
    any_wanted: AnyWanted = every
    known_heights: dict[tuple[int, int], list[tuple[int, float]]] = field(default_factory=dict)

    def all(self) -> Iterator[Draft]:
        """Yield every head with every place of the first picture; then the other pictures."""
        for draft in self.first_drafts():
            if len(self.story.shots) > 1:
                yield from self.with_others(draft)
            else:
                yield draft

    def first_drafts(self) -> Iterator[Draft]:
        """Yield every head with every place of the first picture, without the other pictures."""
        shots = self.story.shots
        for head, lines, cost in self.heads():
            if shots:
                yield from self.with_shot(head, lines, cost, shots[0])
            else:
                yield Draft(head, self.columns, 0, lines, (), NONE, cost, "head", "head")
        if shots:
            yield from self.beside(shots[0])
        if self.columns >= STRIP and self.story.rank > 1 and not shots:
            yield from self.aside()
        if self.story.upright and self.columns > 1:
            yield from self.upright(self.story.upright)

    def heads(self) -> list[tuple[Head, int, float]]:
        """Return heads over all columns, their lines and costs: of each height the cheapest."""
        heads = self.story.heads.get(self.columns, ())
        best: dict[int, tuple[Head, int, float]] = {}
        for extra in range(MOST_EXTRA + 1):
            # The last size is used when room is short: no extra space is put above it.
            for head in heads[:2] if extra else heads:
                lines = head.lines + extra
                cost = self.head_cost(head, lines) + self.loss(head)
                if lines not in best or cost < best[lines][2]:
                    # The later one stands later, where costs are the same.
                    best.pop(lines, None)
                    best[lines] = head, lines, cost
        return list(best.values())

    def aside(self) -> Iterator[Draft]:
        """Set the head at the left of the text: above it, a short text over many columns is thin.

        The columns of the head are all its own.
        """
        for width in range(1, self.columns // 2 + 1):
            for head in self.story.heads.get(width, ())[:2]:
                cost = self.loss(head) + costs.ASIDE
                yield Draft(head, width, 0, head.lines, (), NONE, cost, "head", "aside")

    def upright(self, head: Head) -> Iterator[Draft]:
        """Set a vertical head over the first column, the first picture at the top right."""
        if not self.story.shots:
            yield Draft(head, 1, 0, head.lines, (), NONE, 0, "upright", "text")
        for columns in range(1, self.columns) if self.story.shots else ():
            for lines, more in self.heights(self.story.shots[0], columns):
                placed = (
                    PlacedShot(self.story.shots[0], self.columns - columns, columns, 0, lines),
                )
                yield Draft(head, 1, 0, head.lines, placed, NONE, more, "upright", "shot")

    def head_cost(self, head: Head, lines: int) -> float:
        """Return the cost of spare lines in a head, as high as for lines below a text."""
        spare = max(0.0, lines - head.height - costs.HEAD_AIR) if head.height else 0.0
        return self.thrift * costs.HEAD_WHITE * spare * (spare + 1) / 2 * self.columns

    def with_shot(self, head: Head, height: int, cost: float, shot: Shot) -> Iterator[Draft]:
        """Head over all columns, the first picture below it at the right, or above it."""
        for columns in range(1, self.columns + 1):
            column, known = self.columns - columns, self.heights(shot, columns)
            if not (known and self.is_any_wanted(height, columns, known[0][0], known[-1][0])):
                continue
            for lines, more in known:
                taken, whole = self.columns * height + columns * lines, cost + more
                if self.wanted(taken, height, height + lines):
                    below = (PlacedShot(shot, column, columns, height, lines),)
                    yield Draft(head, self.columns, 0, height, below, NONE, whole, "head", "head")
                if column == 0 and shot.ratio and self.wanted(taken, lines + height, lines):
                    above = (PlacedShot(shot, 0, columns, 0, lines),)
                    yield Draft(head, columns, lines, height, above, NONE, whole, "shot", "shot")

    def is_any_wanted(self, height: int, columns: int, least: int, most: int) -> bool:
        """Whether a draft with a picture of some height, from `least` to `most`, is wanted."""
        head = self.columns * height
        return self.any_wanted(
            head + columns * least, head + columns * most, height, height + least, height + most
        )

    def with_others(self, draft: Draft) -> Iterator[Draft]:
        """Set the other pictures at the foot: a second one of the first columns, rows over all."""
        first = max((shot.area for shot in draft.shots if shot.shot.ratio), default=0)
        for gallery in self.low:
            cost = draft.cost + gallery.cost
            if len(gallery.shots) > 1 and first:
                areas = (shot.area for shot in gallery.shots if shot.shot.ratio)
                cost += costs.OUTDONE * max(0.0, max(areas, default=0) / first - 1)
            yield draft._replace(low=gallery, cost=cost)

    @cached_property
    def low(self) -> list[Gallery]:
        """The ways to set the pictures other than the first."""
        if len(self.story.shots) > 2:
            return [
                # Over one column of several, they are small: only if there is no room for more.
                replace(gallery, cost=gallery.cost + costs.SHRUNK * (columns == 1 < self.columns))
                for columns in range(1, self.columns + 1)
                for gallery in galleries(self.story.shots[1:], columns, self.grid)
            ]
        shot = self.story.shots[1]
        most = self.columns if self.columns < 3 else self.columns - 1
        return [
            Gallery((PlacedShot(shot, 0, columns, 0, lines),), columns, lines, cost)
            for columns in range(1, most + 1)
            for lines, cost in self.heights(shot, columns)
        ]

    def beside(self, shot: Shot) -> Iterator[Draft]:
        """Set the head over the first columns, the picture beside it at the right.

        A sidebar of one column would push up beside the headline what belongs to the text.
        """
        for columns in range(1 + bool(shot.fixed), self.columns):
            width = self.columns - columns
            for head in self.story.heads.get(width, ())[:2]:
                for lines, cost in self.heights(shot, columns):
                    if lines < head.lines + 2:
                        continue
                    placed = (PlacedShot(shot, width, columns, 0, lines),)
                    whole = cost + self.loss(head) + costs.BESIDE
                    yield Draft(head, width, 0, head.lines, placed, NONE, whole, "head", "shot")

    def loss(self, head: Head) -> float:
        """Return the cost of a horizontal headline by itself."""
        return head.loss + self.dwarfed(head) + costs.LEVEL * bool(self.story.upright)

    def dwarfed(self, head: Head) -> float:
        """Return the cost of a lead's headline that is smaller than the largest possible."""
        if self.story.rank > 1:
            return 0
        # Do not shrink the lead's headline to fill a page.
        return self.thrift * costs.DWARFED * (1 - head.size / self.largest)

    @cached_property
    def largest(self) -> float:
        """The largest size of a headline of the story."""
        return max(each.size for heads in self.story.heads.values() for each in heads)

    def heights(self, shot: Shot, columns: int) -> list[tuple[int, float]]:
        """Return the possible heights of a picture over a number of columns, each with its cost."""
        key = shot.number, columns
        if key not in self.known_heights:
            self.known_heights[key] = list(self.find_heights(shot, columns))
        return self.known_heights[key]

    def find_heights(self, shot: Shot, columns: int) -> Iterator[tuple[int, float]]:
        """Yield the possible heights of a picture, as `heights` keeps them."""
        if shot.fixed:
            if columns in shot.fixed:
                yield shot.high(columns), table_cost(shot, columns)
            return
        width = self.grid.span(columns)
        if 0 < shot.sharp < width and columns > 1:
            return
        ideal = width * shot.ratio / self.grid.line
        below = shot.below[columns]
        size = self.size_cost(columns, ideal)
        highest = (self.grid.lines + GAP) * costs.HIGHEST_PICTURE - below
        if ideal > highest:
            # Too high for the sheet: it is set smaller than its columns, and only as a last resort.
            yield math.floor(highest) + below, size + costs.SHRUNK + costs.SHRUNK_COLUMN * columns
            return
        if shot.rigid:
            size += costs.TINY * (columns == 1 < self.columns)
            yield math.ceil(ideal - 0.05) + below, size
            return
        whole = 1 - self.grid.crop
        least = math.ceil(ideal * whole)
        greatest = max(least, math.floor(ideal * min(GROW, 1 / whole)))
        # With two pictures every second height is enough: together they have all.
        step = 2 if len(self.story.shots) > 1 and greatest - least > 5 else 1
        if 0 < width <= shot.sharp:
            # Set higher than its shape, a picture is enlarged, and its sides are cut off.
            greatest = min(greatest, math.floor(shot.sharp * shot.ratio / self.grid.line))
        for lines in range(least, greatest + 1, step):
            yield lines + below, size + costs.CROPPED * abs(lines / ideal - 1)

    def size_cost(self, columns: int, lines: float) -> float:
        """Return the cost of a picture's size.

        Best is about half the columns of its story, and more for a lead.
        """
        is_lead = self.story.rank == 1
        wanted = self.columns * (costs.LEAD_PICTURE if is_lead else costs.PICTURE)
        cost = costs.PICTURE_WIDTH * abs(columns - max(1.0, wanted))
        if columns == 1 and self.columns > 2:
            cost += costs.NARROW_LEAD_PICTURE if is_lead else costs.NARROW_PICTURE
        share = columns * lines / (self.grid.columns * self.grid.lines)
        large = costs.LARGE_LEAD_PICTURE if is_lead else costs.LARGE_PICTURE
        cost += costs.TOO_LARGE_PICTURE * max(0.0, share - large)
        return cost + max(0.0, lines - costs.HIGH_PICTURE) * costs.TOO_HIGH_PICTURE
