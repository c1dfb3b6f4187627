"""The ways to set one story in a rectangle of whole columns and lines.

A frame has a head over its columns, pictures and the legs of the text. Its last line
is empty: it parts the frame from what is below.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import attrgetter, or_
from typing import NamedTuple

from exporter.layouts.makeup.plan import costs
from exporter.layouts.makeup.plan.arrangements import Draft, Drafts, Wanted, every
from exporter.layouts.makeup.plan.as_written import AsWritten, as_written
from exporter.layouts.makeup.plan.gallery import PlacedShot
from exporter.layouts.makeup.plan.grid import GAP, SheetGrid
from exporter.layouts.makeup.plan.heights import heights
from exporter.layouts.makeup.plan.legs import Filled, Leg, Pourer
from exporter.layouts.makeup.plan.outlines import Outline, room_tops
from exporter.layouts.makeup.plan.shapes import box_cost, height_costs, legs_cost, width_cost
from exporter.layouts.makeup.plan.story import Head, Story

HIGHER = 9  # lines more than the text takes that are tried
MOST_WHITE = 3  # lines a column that may stay empty
BELOW_ASIDE = 2  # lines that may stay empty below a headline at the left of its text
EVERY = -1  # the bits of all heights


@dataclass(frozen=True)
class Frame:
    """One way to set a story; `white` is what stays empty, in lines of one column.

    `lead` are the legs above tables that stand as they are written, `legs` those below.
    """

    story: Story
    columns: int
    lines: int
    head: Head | None
    head_columns: int
    head_top: int
    head_lines: int
    shots: tuple[PlacedShot, ...]
    legs: tuple[Leg, ...]
    white: int
    cost: float
    top_left: str
    top_right: str
    lead: tuple[Leg, ...] = ()

    @property
    def size(self) -> float:
        """Size of the headline in points."""
        return self.head.size if self.head else 0

    @property
    def texts(self) -> list[Leg]:
        """The legs that have a text."""
        return [leg for leg in (*self.lead, *self.legs) if leg.first < leg.last]

    @property
    def tops(self) -> tuple[int, int]:
        """Lines of the head above the first and the last column; 0 where no head is on top."""
        lines = self.head_lines
        return lines * (self.top_left == "head"), lines * (self.top_right == "head")


@dataclass
class FrameBook:
    """The frames of the stories of one area, set once for all searches.

    The greater the `thrift`, the more an empty line costs beside all else. Frames are set of those
    heights alone that are asked for, each a bit of `only`.
    """

    grid: SheetGrid
    pourers: dict[int, Pourer] = field(default_factory=dict)
    tables: dict[int, AsWritten | None] = field(default_factory=dict)
    setters: dict[tuple[int, int, float], list[_Setter]] = field(default_factory=dict)
    known_heights: dict[tuple[int, int], int] = field(default_factory=dict)

    def frames(
        self, story: Story, columns: int, thrift: float = 1, only: int = EVERY
    ) -> dict[int, Frame]:
        """Return the best frame of a story over a number of columns, for each height."""
        best: dict[int, Frame] = {}
        for setter in self._setters(story, columns, thrift) if only else ():
            for lines, frame in setter.frames(only).items():
                if lines not in best or frame.cost < best[lines].cost:
                    best[lines] = frame
        return best

    def others(
        self, story: Story, columns: int, thrift: float = 1, only: int = EVERY
    ) -> list[Frame]:
        """Return frames that are little worse than the best, whose texts begin on other lines."""
        best = self.frames(story, columns, thrift, only)
        setters = self._setters(story, columns, thrift) if only else ()
        others = (frame for setter in setters for frame in setter.others(only))
        return [one for one in others if one.cost < best[one.lines].cost + costs.UNEVEN_TOPS]

    def heights(self, story: Story, columns: int, thrift: float = 1) -> int:
        """Return the heights of the frames as bits, which takes less than to set them.

        Thrift makes no difference; that of the frames that may be set next takes least.
        """
        key = id(story), columns
        if key not in self.known_heights:
            found = (each.heights() for each in self._setters(story, columns, thrift))
            self.known_heights[key] = reduce(or_, found)
        return self.known_heights[key]

    def least(self, story: Story) -> float:
        """Return the lines of one column that a story takes at its smallest, if it fits at all."""
        found = math.inf
        for columns in range(1, self.grid.columns + 1):
            if min(each.least() for each in self._setters(story, columns, 1)) < found:
                frames = self.frames(story, columns).values()
                taken = (frame.columns * frame.lines - frame.white for frame in frames)
                found = min(found, *taken, math.inf)
        return found

    def _setters(self, story: Story, columns: int, thrift: float) -> list[_Setter]:
        """Return what sets a story over a number of columns; then its tables where written."""
        key = id(story), columns, thrift
        if key not in self.setters:
            pourer = self.pourers.setdefault(id(story), Pourer(story))
            self.setters[key] = [_Setter(pourer, columns, self.grid, thrift)]
            if id(story) not in self.tables:
                self.tables[id(story)] = as_written(story)
            if tables := self.tables[id(story)]:
                below = _Setter(tables.below, columns, self.grid, thrift, tables)
                self.setters[key].append(below)
        return self.setters[key]


class _Found(NamedTuple):
    """A frame that was found: its text fits the rooms of its columns."""

    cost: float
    outline: Outline
    height: int
    rooms: tuple[int, ...]
    filled: Filled


class _Setter:
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

    def drafts(self, wanted: Wanted = every) -> Iterator[Draft]:
        """Yield all that may be above the text and beside it; those of one picture if `wanted`."""
        if self.tables:
            return self.tables.drafts(self.columns, self.grid, self.thrift)
        wanted = wanted if len(self.story.shots) == 1 else every
        return Drafts(self.story, self.columns, self.grid, self.thrift, wanted).all()

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

        for draft in self.drafts(is_new):
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

        found += [self.room(draft)[1] - draft.lead.white for draft in self.drafts(note)]
        return min(found) + self.story.bare[-1] + self.columns * GAP

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
        text, columns = self.story.lines + self.story.tail, beside or self.columns
        below = foot + bool(text and not beside)
        least = max(math.ceil((text + taken) / columns), below, lowest)
        most = min(self.most - GAP, least + HIGHER)
        if beside:
            most = min(most, foot + BELOW_ASIDE)
        # As much stays empty at least: spaces at the tops of legs fall away.
        most = min(most, (taken + self.story.lines + self.most_white) // columns)
        return range(least, most + 1)

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
        cost += costs.UNEVEN_FEET * self.pourer.even(rooms, filled)[1]
        if self.serves(lines, cost, draft):
            self.keep(_Found(cost, outline, height, rooms, filled))

    def frame(self, found: _Found) -> Frame:
        """Return the frame that was found, made once."""
        key = found.height + GAP, *found.outline.draft.tops
        if key not in self.made:
            self.made[key] = self.make(found)
        return self.made[key]

    def make(self, found: _Found) -> Frame:
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
                for leg in self.pourer.even(found.rooms, found.filled)[0]
            ),
            found.filled.white + draft.lead.white,
            found.cost,
            draft.top_left,
            draft.top_right,
            draft.lead.legs,
        )

    def white_cost(self, white: int) -> float:
        """Return the cost of empty lines; fewer than one a column are unavoidable."""
        more = costs.MORE_WHITE * max(0, white - self.columns + 1) ** costs.WORSE_WHITE
        return self.thrift * float(costs.WHITE * white + more)

    def shape_cost(self, columns: Sequence[int], height: int) -> float:
        cost = legs_cost(columns) if self.story.slices else 0.0
        if height not in self.known_costs:
            found = height_costs(self.story, self.columns, height, self.grid)
            self.known_costs[height] = tuple(found)
        for each in self.known_costs[height]:
            cost += each
        return cost + self.least_cost
