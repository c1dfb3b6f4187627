"""The ways to set one story over a number of columns: its frames, of each height the best."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import NamedTuple

from exporter.layouts.makeup.plan import costs
from exporter.layouts.makeup.plan.arrangements import AnyWanted, Draft, Drafts, Wanted, every
from exporter.layouts.makeup.plan.as_written import AsWritten
from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.grid import GAP, SheetGrid
from exporter.layouts.makeup.plan.heights import heights
from exporter.layouts.makeup.plan.legs import Filled, Leg, Pourer
from exporter.layouts.makeup.plan.outlines import Outline, room_tops
from exporter.layouts.makeup.plan.shapes import (
    box_cost,
    height_costs,
    legs_cost,
    white_cost,
    width_cost,
)

HIGHER = 9  # lines more than the text takes that are tried
MOST_WHITE = 3  # lines a column that may stay empty
BELOW_ASIDE = 2  # lines that may stay empty below a headline at the left of its text


class _Found(NamedTuple):
    """A frame that was found: its text fits the rooms of its columns."""

    cost: float
    outline: Outline
    height: int
    rooms: tuple[int, ...]
    filled: Filled


class Setter:
    """Sets one story over one number of columns.

    With `tables`, it sets the rest of the story below them.
    """

    def __init__(
        self,
        pourer: Pourer,
        columns: int,
        grid: SheetGrid,
        thrift: float,
        tables: AsWritten | None = None,
    ) -> None:
        self.pourer, self.story, self.tables = pourer, pourer.story, tables
        self.whole, self.begin = (tables.story, tables.begin) if tables else (self.story, 0)
        self.columns, self.grid = columns, grid
        self.most, self.thrift = grid.lines + GAP, thrift
        self.text_lines = self.story.lines + self.story.tail
        self.least_cost = width_cost(self.whole, columns, grid)
        self.has_text = not (self.story.filler or self.story.box)
        self.most_white = columns * (MOST_WHITE + 1)
        self.best: dict[int, _Found] = {}
        self.by_top: dict[tuple[int, int, int], _Found] = {}
        self.known_costs: dict[int, tuple[float, ...]] = {}
        self.set_heights = 0
        self.made: dict[tuple[int, int, int], Frame] = {}

    @cached_property
    def plain_frames(self) -> dict[int, Frame]:
        """Frames of a box, which has no text, by height."""
        frames = self.fillers() if self.story.filler else self.boxes()
        return {frame.lines: frame for frame in frames}

    @cached_property
    def outlines(self) -> list[Outline]:
        """What leaves the text different rooms, of each the cheapest draft; the cheapest first."""
        found: dict[object, Outline] = {}
        for draft in sorted(self.drafts(), key=attrgetter("cost")):
            tops = room_tops(draft, self.columns)
            shape = tops, draft.low.columns, draft.low.lines, draft.tops
            if shape not in found:
                found[shape] = Outline(draft, tops, *self.room(draft))
        return list(found.values())

    def drafts(self, wanted: Wanted = every, any_wanted: AnyWanted = every) -> Iterator[Draft]:
        """Yield all that may be above the text and beside it; those of one picture if `wanted`."""
        if self.tables:
            return self.tables.drafts(self.columns, self.grid.inset(self.story.inset), self.thrift)
        asked = (wanted, any_wanted) if len(self.story.shots) == 1 else ()
        grid = self.grid.inset(self.story.inset)
        return Drafts(self.story, self.columns, grid, self.thrift, *asked).all()

    def set(self, only: int) -> None:
        """Find the best frame of some heights, and for each place where its text begins."""
        missing = only & ~self.set_heights
        self.set_heights |= only
        if missing and self.has_text:
            for outline in self.outlines:
                self.pour(outline, missing)

    def heights(self) -> int:
        """Return the heights of all frames as bits, each tried until one way to it is found."""
        if not self.has_text:
            return heights(self.plain_frames)
        found = 0

        def is_new(taken: int, foot: int, lowest: int) -> bool:
            tried = self.tried(taken, foot, lowest)
            return bool(tried) and ~found >> tried.start + GAP & (1 << len(tried)) - 1 != 0

        def is_any_new(least: int, most: int, head: int, lowest: int, highest: int) -> bool:
            first = self.lowest_of(least, head, lowest)
            last = self.tried(most, highest, highest).stop - 1
            return ~found >> first + GAP & (1 << max(last - first + 1, 0)) - 1 != 0

        for draft in self.drafts(is_new, is_any_new):
            outline = Outline(draft, room_tops(draft, self.columns), *self.room(draft))
            for height in outline.heights:
                if not found >> height + GAP & 1 and self.holds(outline, height):
                    found |= 1 << height + GAP
        return found

    def least(self) -> float:
        """Return lines of one column than which no frame takes less."""
        if not self.has_text:
            return 0
        found = [math.inf]

        def note(taken: int, *_others: int) -> bool:
            found.append(taken)
            return False

        drafts = self.drafts(any_wanted=note)
        found += [self.room(draft)[1] - draft.lead.white for draft in drafts]
        return min(found) + self.story.bare[-1] + self.columns * GAP

    def fewest(self, found: float) -> float:
        """Return the lines of one column that the frame of the least takes, `found` if less.

        Frames are set of those heights alone that may take less.
        """
        if not self.has_text:
            taken = (frame.lines * frame.columns for frame in self.plain_frames.values())
            return min(found, *taken, math.inf)
        around = self.story.bare[-1] + self.columns * GAP
        bounds = [(each.taken - each.draft.lead.white + around, each) for each in self.outlines]
        for bound, outline in sorted(bounds, key=itemgetter(0)):
            if bound >= found:
                break
            self.set(heights(lines + GAP for lines in outline.heights))
            best = (self.best.get(lines + GAP) for lines in outline.heights)
            found = min(found, *(self.taken(each) for each in best if each), math.inf)
        return found

    def taken(self, found: _Found) -> int:
        """Return the lines of one column that a frame takes."""
        white = found.filled.white + found.outline.draft.lead.white
        return self.columns * (found.height + GAP) - white

    def lowest(self) -> int | None:
        """Return the lines than which no frame is lower; None if there is no frame."""
        found: list[int] = []

        def note(taken: int, _most: int, foot: int, lowest: int, _highest: int) -> bool:
            found.append(self.lowest_of(taken, foot, lowest))
            return False

        for draft in self.drafts(any_wanted=note):
            found.append(self.room(draft)[2].start)
        return min(found) + GAP if found else None

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
        key = lines, *found.outline.draft.tops
        if key not in self.by_top or found.cost < self.by_top[key].cost:
            self.by_top[key] = found

    def serves(self, lines: int, cost: float, draft: Draft) -> bool:
        """Whether a frame of such a height and cost may be set beside others on their line."""
        known = self.best.get(lines)
        if known is None or cost < known.cost:
            return True
        same = self.by_top.get((lines, *draft.tops))
        return cost < known.cost + costs.UNEVEN_TOPS and (same is None or cost < same.cost)

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

    def room(self, draft: Draft) -> tuple[int, int, range]:
        """Return the columns of the text below a draft, what is taken there, the heights to try."""
        taken, lowest = draft.low.columns * draft.low.lines + draft.lead.lines, 0
        for shot in draft.shots:
            taken += shot.columns * shot.lines
            lowest = max(lowest, shot.top + shot.lines)
        if draft.is_aside:
            columns = self.columns - draft.head_columns
            return columns, 0, self.tried(0, draft.head_lines, lowest, columns)
        taken += draft.head_columns * draft.head_lines
        tried = self.tried(taken, draft.head_top + draft.head_lines, lowest)
        return self.columns, taken, tried

    def tried(self, taken: int, foot: int, lowest: int, beside: int = 0) -> range:
        """Return the heights to try, from the smallest that holds the text.

        Head and pictures take so many lines of one column, and end with those lines; the text is
        below the head, or in columns `beside` it.
        """
        columns = beside or self.columns
        least = self.lowest_of(taken, foot, lowest, beside)
        # As much stays empty at least: spaces at the tops of legs fall away.
        most = (taken + self.story.lines + self.most_white) // columns
        most = min(most, least + HIGHER)
        if beside and most > foot + BELOW_ASIDE:
            most = foot + BELOW_ASIDE
        return range(least, (most if most < self.most else self.most - GAP) + 1)

    def lowest_of(self, taken: int, foot: int, lowest: int, beside: int = 0) -> int:
        """Return the smallest height that holds the text, as `tried` begins with."""
        text = self.text_lines
        # Comparing takes less than `max`: it is asked a hundred thousand times per page.
        least = -(-(text + taken) // (beside or self.columns))
        below = foot + 1 if text and not beside else foot
        least = least if least >= below else below
        return least if least >= lowest else lowest

    def pour(self, outline: Outline, only: int) -> None:
        """Keep the frames of a draft, from the smallest height that holds the text."""
        draft, cost = outline.draft, outline.draft.cost + self.least_cost
        for height in outline.heights:
            if not only >> height + GAP & 1:
                continue
            white = outline.columns * height - outline.taken - self.story.lines
            if self.serves(height + GAP, cost + self.white_cost(white), draft):
                self.pour_into(outline, height)

    def holds(self, outline: Outline, height: int) -> bool:
        """Whether the text fits a height."""
        rooms = outline.rooms(height)
        filled = self.pourer.fill(rooms) if min(rooms) >= 0 else None
        return filled is not None and filled.white <= self.most_white

    def pour_into(self, outline: Outline, height: int) -> None:
        """Pour the text into the legs, and keep the frame if it fits and no other is better.

        The cheap checks come first: evening the feet costs most.
        """
        draft, rooms = outline.draft, outline.rooms(height)
        if min(rooms) < 0:
            return
        lines = height + GAP
        cost = draft.cost + self.shape_cost(rooms, height)
        if not self.serves(lines, cost + self.white_cost(sum(rooms) - self.story.lines), draft):
            return
        filled = self.pourer.fill(rooms)
        if filled is None or filled.white > self.most_white:
            return
        cost += self.white_cost(filled.white) + costs.POOR * filled.poor
        if not self.serves(lines, cost, draft):
            return
        evened = self.pourer.even(rooms, filled)
        cost += costs.UNEVEN_FEET * evened.uneven + costs.ORPHAN * evened.orphans
        if self.serves(lines, cost, draft):
            self.keep(_Found(cost, outline, height, rooms, filled))

    def frame(self, found: _Found) -> Frame:
        """Return the frame that was found, made once."""
        key = found.height + GAP, *found.outline.draft.tops
        if key not in self.made:
            self.made[key] = self.make(found)
        return self.made[key]

    def make(self, found: _Found) -> Frame:
        """Return a frame that was found, with its pictures and legs."""
        draft, tops, begin = found.outline.draft, found.outline.tops, self.begin
        return Frame(
            self.whole,
            self.columns,
            found.height + GAP,
            draft.head,
            draft.head_columns,
            draft.head_top,
            draft.head_lines,
            (*draft.shots, *draft.low.at(found.height - draft.low.lines)),
            tuple(
                Leg(leg.column, tops[leg.column], leg.lines, begin + leg.first, begin + leg.last)
                for leg in self.pourer.even(found.rooms, found.filled).legs
            ),
            found.filled.white + draft.lead.white,
            found.cost,
            draft.top_left,
            draft.top_right,
            draft.lead.legs,
        )

    def white_cost(self, white: int) -> float:
        """Return the cost of empty lines."""
        return self.thrift * white_cost(white, self.columns)

    def shape_cost(self, columns: Sequence[int], height: int) -> float:
        """Return the cost of a frame's shape and of its legs, by the lines free in each column."""
        cost = legs_cost(columns, self.story.lines) if self.story.slices else 0.0
        if height not in self.known_costs:
            found = height_costs(self.story, self.columns, height, self.grid)
            self.known_costs[height] = tuple(found)
        for each in self.known_costs[height]:
            cost += each
        return cost + self.least_cost
