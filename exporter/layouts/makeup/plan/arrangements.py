"""The ways to set the head and the pictures of a story over a number of columns."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from exporter.layouts.makeup.plan import costs
from exporter.layouts.makeup.plan.drafts import Arrangement, Draft, draft_of
from exporter.layouts.makeup.plan.gallery import (
    GROW,
    Gallery,
    PlacedShot,
    galleries,
    table_cost,
)
from exporter.layouts.makeup.plan.grid import GAP, SheetGrid
from exporter.layouts.makeup.plan.story import Head, Shot, Story

MOST_EXTRA = 3  # extra lines in a head, to align its text with the neighbour's
STRIP = 4  # columns from which a story over all of them looks like a strip


@dataclass
class Drafts:
    """The drafts of one story over one number of columns of an area, whatever its text."""

    story: Story
    columns: int
    grid: SheetGrid
    thrift: float
    known_heights: dict[tuple[int, int], list[tuple[int, float]]] = field(default_factory=dict)

    @cached_property
    def all(self) -> Sequence[Draft]:
        """Every head with every place and height of the first picture; then the other pictures."""
        firsts = (draft_of(made, *each) for made in self.arrangements for each in made.heights)
        if len(self.story.shots) > 1:
            return [draft for first in firsts for draft in self.with_others(first)]
        return list(firsts)

    @cached_property
    def smallest(self) -> Sequence[Draft]:
        """Of each arrangement the draft that takes least."""
        firsts = [draft_of(made, *made.heights[0]) for made in self.arrangements]
        if len(self.story.shots) < 2 or not self.low:
            return firsts if len(self.story.shots) < 2 else ()
        low = min(self.low, key=lambda each: each.columns * each.lines)
        return [first.above(low, first.cost) for first in firsts]

    @cached_property
    def arrangements(self) -> Sequence[Arrangement]:
        """Every head with every place of the first picture, that place with a height at least."""
        return [made for made in self.find_arrangements() if made.heights]

    def find_arrangements(self) -> Iterator[Arrangement]:
        """Yield them with those that have no height, as `arrangements` keeps them."""
        shots = self.story.shots
        for head, lines, cost in self.heads():
            if shots:
                yield from self.with_shot(head, lines, cost, shots[0])
            else:
                yield Arrangement(head, self.columns, lines, [(0, cost)])
        if shots:
            yield from self.beside(shots[0])
        elif not (self.story.small or self.grid.tight):
            yield from self.wrapped()
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

    def aside(self) -> Iterator[Arrangement]:
        """Set the head at the left of the text: above it, a short text over many columns is thin.

        The columns of the head are all its own.
        """
        for width in range(1, self.columns // 2 + 1):
            for head in self.story.heads.get(width, ())[:2]:
                cost = self.loss(head) + costs.ASIDE
                yield Arrangement(head, width, head.lines, [(0, cost)], "head", "aside")

    def wrapped(self) -> Iterator[Arrangement]:
        """Set a head that leaves a void beside it over no more columns than it fills.

        The text beside it begins at the top. In tight type that is not tried: on such a page it
        counts whether all fits.
        """
        widest = self.story.heads.get(self.columns, ())[:1]
        if not any(head.void > costs.CAPTION for head in widest):
            return
        for width in range(1, self.columns):
            for head in self.story.heads.get(width, ())[:1]:
                if head.size >= costs.WRAPPED_SIZE * widest[0].size:
                    cost = self.loss(head) + costs.WRAPPED
                    yield Arrangement(head, width, head.lines, [(0, cost)], "head", "text")
                    return

    def upright(self, head: Head) -> Iterator[Arrangement]:
        """Set a vertical head over the first column, the first picture at the top right."""
        if not self.story.shots:
            yield Arrangement(head, 1, head.lines, [(0, 0)], "upright", "text")
        for columns in range(1, self.columns) if self.story.shots else ():
            shot = self.story.shots[0]
            known = self.heights(shot, columns)
            yield Arrangement(head, 1, head.lines, known, "upright", "shot", shot, columns)

    def head_cost(self, head: Head, lines: int) -> float:
        """Return the cost of spare lines in a head, as high as for lines below a text."""
        spare = max(0.0, lines - head.height - costs.HEAD_AIR) if head.height else 0.0
        return self.thrift * costs.HEAD_WHITE * spare * (spare + 1) / 2 * self.columns

    def with_shot(self, head: Head, height: int, cost: float, shot: Shot) -> Iterator[Arrangement]:
        """Head over all columns, the first picture below it at the right, or above it."""
        whole = self.columns
        for columns in range(1, whole + 1):
            known = [(lines, cost + more) for lines, more in self.heights(shot, columns)]
            below = Arrangement(head, whole, height, known, "head", "head", shot, columns, height)
            yield below
            if columns == whole and shot.ratio:
                yield below._replace(top_left="shot", top_right="shot", top=0, is_above=True)

    def with_others(self, draft: Draft) -> Iterator[Draft]:
        """Set the other pictures at the foot: a second one of the first columns, rows over all."""
        first = max((shot.area for shot in draft.shots(self.columns) if shot.shot.ratio), default=0)
        for gallery in self.low:
            cost = draft.cost + gallery.cost
            if len(gallery.shots) > 1 and first:
                areas = (shot.area for shot in gallery.shots if shot.shot.ratio)
                cost += costs.OUTDONE * max(0.0, max(areas, default=0) / first - 1)
            yield draft.above(gallery, cost)

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

    def beside(self, shot: Shot) -> Iterator[Arrangement]:
        """Set the head over the first columns, the picture beside it at the right.

        A sidebar of one column would push up beside the headline what belongs to the text.
        """
        for columns in range(1 + bool(shot.fixed), self.columns):
            width = self.columns - columns
            for head in self.story.heads.get(width, ())[:2]:
                loss = self.loss(head)
                known = [
                    (lines, cost + loss + costs.BESIDE)
                    for lines, cost in self.heights(shot, columns)
                    if lines >= head.lines + 2
                ]
                yield Arrangement(head, width, head.lines, known, "head", "shot", shot, columns)

    def loss(self, head: Head) -> float:
        """Return the cost of a horizontal headline by itself.

        Thrift, which fills a page, makes no void dearer: one of a fuller page is not worse.
        """
        beyond: float = max(0.0, head.void - costs.CAPTION) ** costs.WORSE_WHITE
        void = costs.VOID * beyond
        return head.loss + void + self.dwarfed(head) + costs.LEVEL * bool(self.story.upright)

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
            found = list(self.find_heights(shot, columns))
            if shot.most:
                most = shot.most / columns + shot.below[columns]
                found = [each for each in found if each[0] <= most]
            self.known_heights[key] = found
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
            over = self.share_of(columns, ideal) - costs.LARGE_DRAWING
            size += costs.TOO_LARGE_DRAWING * max(0.0, over)
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

    def share_of(self, columns: int, lines: float) -> float:
        """Return the share of the sheet that a picture takes."""
        return columns * lines / (self.grid.columns * self.grid.lines)

    def size_cost(self, columns: int, lines: float) -> float:
        """Return the cost of a picture's size.

        Best is about half the columns of its story, and more for a lead.
        """
        is_lead = self.story.rank == 1
        wanted = self.columns * (costs.LEAD_PICTURE if is_lead else costs.PICTURE)
        cost = costs.PICTURE_WIDTH * abs(columns - max(1.0, wanted))
        if columns == 1 and self.columns > 2:
            cost += costs.NARROW_LEAD_PICTURE if is_lead else costs.NARROW_PICTURE
        share = self.share_of(columns, lines)
        large = costs.LARGE_LEAD_PICTURE if is_lead else costs.LARGE_PICTURE
        cost += costs.TOO_LARGE_PICTURE * max(0.0, share - large)
        return cost + max(0.0, lines - costs.HIGH_PICTURE) * costs.TOO_HIGH_PICTURE
