"""Wide tables that stand where they were written: legs, the table over all columns, legs again."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from exporter.layouts.makeup.plan import costs
from exporter.layouts.makeup.plan.arrangements import Drafts
from exporter.layouts.makeup.plan.drafts import Draft, Lead
from exporter.layouts.makeup.plan.gallery import PlacedShot, spanning_cost
from exporter.layouts.makeup.plan.legs import (
    Leg,
    Pourer,
    empty_lines,
    unevenness,
)
from exporter.layouts.makeup.plan.shapes import strip_cost, white_cost
from exporter.layouts.makeup.plan.story import Shot, Story

STACK_HIGHER = 6  # lines more than its text takes that are tried for a stack of legs
PARTED = 1  # lines between a text and the table below it


@dataclass(frozen=True)
class _Above:
    """What is above the text after the last table, down to the first line of that text."""

    lead: Lead
    tables: tuple[PlacedShot, ...]
    cost: float


@dataclass
class AsWritten:
    """A story with tables in its text, and the ways to set what is above the text after them."""

    story: Story
    known: dict[tuple[int, ...], _Above | None] = field(default_factory=dict)
    pourers: dict[tuple[int, int], Pourer] = field(default_factory=dict)

    @cached_property
    def tables(self) -> tuple[Shot, ...]:
        """The tables in their order."""
        return tuple(shot for shot in self.story.shots if shot.written)

    @cached_property
    def texts(self) -> tuple[tuple[int, int], ...]:
        """The slices above each table, from the first up to one, that one not included."""
        ends = [table.written for table in self.tables]
        begins = [0, *(self.after(end) for end in ends)]
        return tuple(zip(begins, ends, strict=False))

    @cached_property
    def begin(self) -> int:
        """The first slice below the last table."""
        return self.after(self.tables[-1].written)

    @cached_property
    def below(self) -> Pourer:
        """Pours the text below the last table."""
        return Pourer(replace(self.story, slices=self.story.slices[self.begin :]), self.story)

    def after(self, end: int) -> int:
        """Return the slice after that where a table was written: its mark is not set."""
        slices = self.story.slices
        return end + (end < len(slices) and slices[end].mark)

    @cached_property
    def without(self) -> Story:
        """The story without its tables in the text."""
        shots = tuple(shot for shot in self.story.shots if not shot.written)
        return replace(self.story, shots=shots)

    def drafts(self, whole: Drafts) -> Iterator[Draft]:
        """Yield the ways to set all that is above the text after the last table."""
        columns, thrift = whole.columns, whole.thrift
        if any(columns not in table.fixed for table in self.tables):
            return
        for draft in Drafts(self.without, columns, whole.grid, thrift).all:
            tops = draft.tops(columns)
            if tops not in self.known:
                self.known[tops] = self.above(tops)
            above = self.known[tops]
            if above and not draft.arrangement.is_aside:
                white = thrift * white_cost(above.lead.white, columns)
                tables = sum(table.columns * table.lines for table in above.tables)
                yield draft._replace(
                    cost=draft.cost + above.cost + white,
                    taken=draft.taken + tables + above.lead.lines,
                    lowest=above.tables[-1].top + above.tables[-1].lines,
                    lead=above.lead,
                    tables=above.tables,
                )

    def above(self, tops: Sequence[int]) -> _Above | None:
        """Set the texts and tables from the line where each column begins; None if one can't be."""
        columns, cost = len(tops), 0.0
        legs: list[Leg] = []
        tables: list[PlacedShot] = []
        lines = white = 0
        for (first, last), table in zip(self.texts, self.tables, strict=True):
            stack = self.stack(first, last, tops)
            if stack is None:
                return None
            foot = max(*tops, *(leg.top + leg.lines + PARTED for leg in stack), 0)
            lines += columns * foot - sum(tops)
            white += sum(empty_lines(self.story, stack)) + _beside(stack, tops, foot)
            cost += costs.UNEVEN_ABOVE * unevenness(self.story, stack)
            cost += strip_cost(len(stack), self.story.taken(first, last))
            cost += spanning_cost(table, columns)
            high = table.high(columns)
            tables.append(PlacedShot(table, 0, columns, foot, high, as_written=True))
            legs += stack
            tops = [foot + high] * columns
        return _Above(Lead(tuple(legs), lines, white), tuple(tables), cost)

    def stack(self, first: int, last: int, tops: Sequence[int]) -> list[Leg] | None:
        """Set some slices in legs as low as can be; None if they don't fit at all.

        Few lines stand in fewer columns than there are, where one of them would have one line.
        """
        if first >= last:
            return []
        ways = (self._stack(first, last, tops[:count]) for count in range(len(tops), 0, -1))
        found = [legs for legs in ways if legs is not None]
        return next((legs for legs in found if not self._is_torn(legs)), next(iter(found), None))

    def _is_torn(self, legs: Sequence[Leg]) -> bool:
        """Whether a leg among others has one line."""
        return len(legs) > 1 and any(self.story.taken(leg.first, leg.last) == 1 for leg in legs)

    def _stack(self, first: int, last: int, tops: Sequence[int]) -> list[Leg] | None:
        key = first, last
        if key not in self.pourers:
            part = replace(self.story, slices=self.story.slices[first:last], tail=0)
            self.pourers[key] = Pourer(part, self.story)
        pourer = self.pourers[key]
        least = math.ceil((sum(tops) + pourer.story.bare[-1]) / len(tops))
        found: list[tuple[int, int, list[Leg]]] = []
        for foot in range(max(least, *tops), max(least, *tops) + STACK_HIGHER):
            rooms = tuple(foot - top for top in tops)
            if (filled := pourer.fill(rooms)) is not None:
                legs, uneven, _ = pourer.balance(rooms, filled)
                found.append((uneven, foot, [_moved(leg, first, tops) for leg in legs]))
                if not uneven:
                    break
        return min(found, key=lambda each: each[:2])[2] if found else None


def as_written(story: Story) -> AsWritten | None:
    """Return a story with its tables where they were written; None if there are none.

    A text that goes on elsewhere has to pass them all.
    """
    found = AsWritten(story)
    ends = [table.written for table in found.tables]
    in_order = all(one <= other for one, other in pairwise(ends))
    if not ends or not in_order or ends[-1] > len(story.slices):
        return None
    return None if story.end and found.begin >= len(story.slices) else found


def _moved(leg: Leg, first: int, tops: Sequence[int]) -> Leg:
    return Leg(leg.column, tops[leg.column], leg.lines, first + leg.first, first + leg.last)


def _beside(stack: Sequence[Leg], tops: Sequence[int], foot: int) -> int:
    """Return the empty lines of the columns that have no leg, above a table at a line."""
    used = {leg.column for leg in stack}
    parted = PARTED if stack else 0
    return sum(foot - parted - top for column, top in enumerate(tops) if column not in used)
