"""The ways to set one story over a number of columns: its frames, of each height the best."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from exporter.layouts.makeup.plan import costs
from exporter.layouts.makeup.plan.arrangements import Drafts
from exporter.layouts.makeup.plan.as_written import AsWritten
from exporter.layouts.makeup.plan.drafts import Draft
from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.grid import GAP, SheetGrid
from exporter.layouts.makeup.plan.heights import bits, heights
from exporter.layouts.makeup.plan.legs import Filled, Leg, Pourer
from exporter.layouts.makeup.plan.shapes import (
    box_cost,
    height_costs,
    legs_cost,
    white_cost,
    width_cost,
)
from exporter.layouts.makeup.plan.story import Story

HIGHER = 9  # lines more than the text takes that are tried
MOST_WHITE = 3  # lines a column that may stay empty
BELOW_ASIDE = 2  # lines that may stay empty below a headline at the left of its text


class _Found(NamedTuple):
    """A frame that was found: its text fits the rooms of its columns."""

    cost: float
    draft: Draft
    height: int
    rooms: tuple[int, ...]
    filled: Filled


@dataclass(slots=True)
class _Poured:
    """The text in the rooms of its columns, if it fits, and what that costs.

    `legs` is the cost of their lengths, `white` that of what stays empty, `uneven` that of their
    feet, which are aligned last: that takes most.
    """

    filled: Filled
    legs: float
    white: float
    uneven: float | None = None


PouredRooms = dict[tuple[int, ...], _Poured | None]
"""A text in the rooms of its columns, by these."""


class Setter:
    """Sets one story over one number of columns, in each of its drafts.

    With `tables`, it sets the rest of the story below them. `pourer` and `poured` are of all
    stories with the same text: those with other pictures, too.
    """

    def __init__(
        self,
        story: Story,
        pourer: Pourer,
        drafts: Drafts,
        grid: SheetGrid,
        tables: AsWritten | None = None,
        poured: PouredRooms | None = None,
    ) -> None:
        self.pourer, self.story, self.tables = pourer, story, tables
        self.whole, self.begin = (tables.story, tables.begin) if tables else (self.story, 0)
        self.known, self.columns, self.thrift = drafts, drafts.columns, drafts.thrift
        self.grid, self.most = grid, grid.lines + GAP
        self.text_lines = self.story.lines + self.story.tail
        self.least_cost = width_cost(self.whole, self.columns, grid)
        self.has_text = not (self.story.filler or self.story.box)
        self.most_white = self.columns * (MOST_WHITE + 1)
        self.best: dict[int, _Found] = {}
        self.by_top: dict[tuple[int, int, int], _Found] = {}
        self.poured: PouredRooms = {} if poured is None else poured
        self.known_costs: dict[tuple[float, int], float] = {}
        self.white_costs: dict[int, float] = {}
        self.set_heights = 0
        self.made: dict[tuple[int, int, int], Frame] = {}

    @cached_property
    def plain_frames(self) -> dict[int, Frame]:
        """Frames of a box, which has no text, by height."""
        frames = self.fillers() if self.story.filler else self.boxes()
        return {frame.lines: frame for frame in frames}

    @cached_property
    def drafts(self) -> Sequence[tuple[Draft, int]]:
        """All that may be above the text and beside it, each with the heights to try as bits."""
        found = self.tables.drafts(self.known) if self.tables else self.known.all
        return [(draft, self.tried(draft)) for draft in found]

    def set(self, only: int) -> None:
        """Find the best frame of some heights, and for each place where its text begins."""
        missing = only & ~self.set_heights
        self.set_heights |= only
        if not (missing and self.has_text):
            return
        wanted = [(draft, tried & missing) for draft, tried in self.drafts if tried & missing]
        # The cheapest first: what is dearer is given up before its text is poured.
        wanted.sort(key=lambda each: each[0].cost)
        for draft, tried in wanted:
            self.pour(draft, tried)

    def heights(self) -> int:
        """Return the heights of all frames as bits, each tried until one way to it is found."""
        if not self.has_text:
            return heights(self.plain_frames)
        found = 0
        for draft, tried in self.drafts:
            for lines in bits(tried & ~found):
                if self.holds(draft, lines - GAP):
                    found |= 1 << lines
        return found

    def least(self) -> float:
        """Return lines of one column than which no frame takes less."""
        if not self.has_text:
            return 0
        drafts = [draft for draft, _ in self.drafts] if self.tables else self.known.smallest
        taken = min((draft.taken - draft.lead.white for draft in drafts), default=math.inf)
        return taken + self.story.bare[-1] + self.columns * GAP

    def fewest(self, found: float) -> float:
        """Return the lines of one column that the frame of the least takes, `found` if less.

        Frames are set of those heights alone that may take less.
        """
        if not self.has_text:
            taken = (frame.lines * frame.columns for frame in self.plain_frames.values())
            return min(found, *taken, math.inf)
        around, done = self.story.bare[-1] + self.columns * GAP, 0
        for draft, tried in sorted(self.drafts, key=lambda each: each[0].taken):
            if draft.taken + around >= found:
                break
            if new := tried & ~done:
                done |= new
                self.set(new)
                best = (self.best.get(lines) for lines in bits(new))
                found = min(found, *(self.taken(each) for each in best if each), math.inf)
        return found

    def taken(self, found: _Found) -> int:
        """Return the lines of one column that a frame takes."""
        white = found.filled.white + found.draft.lead.white
        return self.columns * (found.height + GAP) - white

    def lowest(self) -> int | None:
        """Return the lines than which no frame is lower; None if there is no frame."""
        found = (self.lowest_of(draft, self.wide(draft)) for draft in self.known.smallest)
        return min((least + GAP for least in found), default=None)

    def frames(self, only: int) -> dict[int, Frame]:
        """Return the best frame of each of some heights, from the lowest on."""
        self.set(only)
        if not self.has_text:
            return {lines: each for lines, each in self.plain_frames.items() if only >> lines & 1}
        known = sorted(self.best.items())
        return {lines: self.frame(found) for lines, found in known if only >> lines & 1}

    def others(self, only: int) -> list[Frame]:
        """Return frames of some heights that are not much worse than the best."""
        self.set(only)
        return [
            self.frame(found)
            for (lines, *_), found in sorted(self.by_top.items())
            if only >> lines & 1
            and found is not self.best[lines]
            and found.cost < self.best[lines].cost + costs.UNEVEN_TOPS
        ]

    def keep(self, found: _Found) -> None:
        """Keep a frame if it is the best of its height, or of those whose text begins there."""
        lines = found.height + GAP
        if lines not in self.best or found.cost < self.best[lines].cost:
            self.best[lines] = found
        key = lines, *found.draft.text_tops
        if key not in self.by_top or found.cost < self.by_top[key].cost:
            self.by_top[key] = found

    def serves(self, lines: int, cost: float, begins: tuple[int, int]) -> bool:
        """Whether a frame of such a height and cost may be set beside others on their line."""
        known = self.best.get(lines)
        if known is None or cost < known.cost:
            return True
        if cost >= known.cost + costs.UNEVEN_TOPS:
            return False
        same = self.by_top.get((lines, *begins))
        return same is None or cost < same.cost

    def boxes(self) -> Iterator[Frame]:
        """Set an advertisement, which has one size."""
        columns, lines = self.story.box or (0, 0)
        if columns == self.columns:
            yield self.plain(lines + GAP, 0)

    def fillers(self) -> Iterator[Frame]:
        """Set a house box of any size; a small one of good shape is the best."""
        for lines in range(5, self.most + 1):
            yield self.plain(lines, box_cost(self.columns, lines, self.grid))

    def plain(self, lines: int, cost: float) -> Frame:
        """Return the frame of a box, which has neither head nor text."""
        return Frame(self.story, self.columns, lines, None, 0, 0, 0, (), (), 0, cost, "box", "box")

    # Text ---------------------------------------------------------------------------------

    def wide(self, draft: Draft) -> int:
        """Return the columns of the text: all, or those at the right of the head."""
        made = draft.arrangement
        return self.columns - made.head_columns * made.is_aside

    def tried(self, draft: Draft) -> int:
        """Return the heights to try as bits, from the smallest that holds the text on."""
        columns, taken = self.wide(draft), draft.taken
        least = self.lowest_of(draft, columns)
        # As much stays empty at least: spaces at the tops of legs fall away.
        most = (taken + self.story.lines + self.most_white) // columns
        most = min(most, least + HIGHER, self.most - GAP)
        if columns < self.columns:
            most = min(most, draft.foot + BELOW_ASIDE)
        return (2 << most - least) - 1 << least + GAP if most >= least else 0

    def lowest_of(self, draft: Draft, columns: int) -> int:
        """Return the smallest height that holds the text over its columns."""
        text, least = self.text_lines, draft.foot
        if text and columns == self.columns:
            least += 1  # the text is below the head
        # Comparing takes less than `max`: it is asked tens of thousands of times per page.
        filled = -(-(text + draft.taken) // columns)
        least = filled if filled > least else least
        return least if least > draft.lowest else draft.lowest

    def pour(self, draft: Draft, tried: int) -> None:
        """Keep the frames of a draft, from the smallest height that holds the text."""
        # A line may part the text from pictures below.
        columns, taken = self.wide(draft), draft.taken + self.story.lines + draft.low.columns
        tops, begins = draft.tops(self.columns), draft.text_tops
        for lines in bits(tried):
            height = lines - GAP
            cost = draft.cost + aside_cost(draft, height) + self.shape_cost(0.0, height)
            if self.serves(lines, cost + self.white_cost(columns * height - taken), begins):
                self.pour_into(draft, height, draft.rooms_below(tops, height), begins)

    def holds(self, draft: Draft, height: int) -> bool:
        """Whether the text fits a height."""
        return self.poured_into(draft.rooms(self.columns, height)) is not None

    def pour_into(
        self, draft: Draft, height: int, rooms: tuple[int, ...], begins: tuple[int, int]
    ) -> None:
        """Pour the text into the legs, and keep the frame if it fits and no other is better.

        Its text `begins` below the first and the last column's head.
        """
        poured, lines = self.poured_into(rooms), height + GAP
        if poured is None:
            return
        cost = draft.cost + aside_cost(draft, height)
        cost += self.shape_cost(poured.legs, height) + poured.white
        if poured.uneven is None:
            if not self.serves(lines, cost, begins):
                return
            evened = self.pourer.even(rooms, poured.filled)
            poured.uneven = costs.UNEVEN_FEET * evened.uneven + costs.ORPHAN * evened.orphans
        cost += poured.uneven
        if self.serves(lines, cost, begins):
            self.keep(_Found(cost, draft, height, rooms, poured.filled))

    def poured_into(self, rooms: tuple[int, ...]) -> _Poured | None:
        """Return the text in rooms, which those of many drafts are; None if it does not fit."""
        if rooms not in self.poured:
            self.poured[rooms] = self._poured_into(rooms)
        return self.poured[rooms]

    def _poured_into(self, rooms: tuple[int, ...]) -> _Poured | None:
        filled = self.pourer.fill(rooms) if min(rooms) >= 0 else None
        if filled is None or filled.white > self.most_white:
            return None
        legs = legs_cost(rooms, self.story.lines) if self.story.slices else 0.0
        return _Poured(filled, legs, self.white_cost(filled.white) + costs.POOR * filled.poor)

    def frame(self, found: _Found) -> Frame:
        """Return the frame that was found, made once."""
        key = found.height + GAP, *found.draft.text_tops
        if key not in self.made:
            self.made[key] = self.make(found)
        return self.made[key]

    def make(self, found: _Found) -> Frame:
        """Return a frame that was found, with its pictures and legs."""
        draft, begin = found.draft, self.begin
        made, tops = draft.arrangement, draft.tops(self.columns)
        return Frame(
            self.whole,
            self.columns,
            found.height + GAP,
            made.head,
            made.head_columns,
            draft.head_top,
            made.head_lines,
            (*draft.shots(self.columns), *draft.low.at(found.height - draft.low.lines)),
            tuple(
                Leg(leg.column, tops[leg.column], leg.lines, begin + leg.first, begin + leg.last)
                for leg in self.pourer.even(found.rooms, found.filled).legs
            ),
            found.filled.white + draft.lead.white,
            found.cost,
            made.top_left,
            made.top_right,
            draft.lead.legs,
        )

    def white_cost(self, white: int) -> float:
        """Return the cost of empty lines."""
        if white not in self.white_costs:
            self.white_costs[white] = self.thrift * white_cost(white, self.columns)
        return self.white_costs[white]

    def shape_cost(self, legs: float, height: int) -> float:
        """Return the cost of a frame's shape, and of its legs."""
        key = legs, height
        if key not in self.known_costs:
            cost = legs
            for each in height_costs(self.story, self.columns, height, self.grid):
                cost += each
            self.known_costs[key] = cost + self.least_cost
        return self.known_costs[key]


def aside_cost(draft: Draft, height: int) -> float:
    """Return the cost of what a head at the left of its text leaves empty, beside it and below.

    Its columns are all its own: a hole in them is one however full the page is.
    """
    made = draft.arrangement
    if not made.is_aside:
        return 0.0
    empty = made.head.void + made.head_columns * (height - draft.foot)
    return float(costs.ASIDE_WHITE * max(0.0, empty - costs.CAPTION) ** costs.WORSE_WHITE)
