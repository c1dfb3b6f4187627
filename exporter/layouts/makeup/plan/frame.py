"""The ways to set one story in a rectangle of whole columns and lines.

A frame has a head over its columns, pictures and the legs of the text. Its last line
is empty: it parts the frame from what is below.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from exporter.layouts.makeup.plan import costs
from exporter.layouts.makeup.plan.drafts import Draft, Drafts
from exporter.layouts.makeup.plan.gallery import Gallery, PlacedShot
from exporter.layouts.makeup.plan.grid import GAP, SheetGrid
from exporter.layouts.makeup.plan.legs import Leg, Pourer
from exporter.layouts.makeup.plan.story import Head, Story

SHORT_LEG, FAIR_LEG, LONG_LEG, TALL_LEG = 6, 9, 40, 52
HIGHER = 9  # lines more than the text takes that are tried
MOST_WHITE = 3  # lines a column that may stay empty
BELOW_ASIDE = 2  # lines that may stay empty below a headline at the left of its text
DISOBEDIENT = 100_000.0  # columns other than the author asked for


@dataclass(frozen=True)
class Frame:
    """One way to set a story; `white` is what stays empty, in lines of one column."""

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

    @property
    def size(self) -> float:
        """Size of the headline in points."""
        return self.head.size if self.head else 0

    @property
    def texts(self) -> list[Leg]:
        """The legs that have a text."""
        return [leg for leg in self.legs if leg.first < leg.last]

    @property
    def tops(self) -> tuple[int, int]:
        """Lines of the head above the first and the last column; 0 where no head is on top."""
        lines = self.head_lines
        return lines * (self.top_left == "head"), lines * (self.top_right == "head")


def sheet_room(area: SheetGrid) -> int:
    """Return the lines of one column that a sheet has room for, the empty ones below included."""
    return area.columns * (area.lines + GAP)


@dataclass
class FrameBook:
    """The frames of the stories of one area, set once for all searches.

    The greater the `thrift`, the more an empty line costs beside all else.
    """

    grid: SheetGrid
    known: dict[tuple[int, int, float], tuple[Story, dict[int, Frame], list[Frame]]] = field(
        default_factory=dict
    )
    pourers: dict[int, Pourer] = field(default_factory=dict)

    def frames(self, story: Story, columns: int, thrift: float = 1) -> dict[int, Frame]:
        """Return the best frame of a story over a number of columns, for each height."""
        return self._set(story, columns, thrift)[1]

    def others(self, story: Story, columns: int, thrift: float = 1) -> list[Frame]:
        """Return frames that are little worse than the best, whose texts begin on other lines."""
        return self._set(story, columns, thrift)[2]

    def _set(
        self, story: Story, columns: int, thrift: float
    ) -> tuple[Story, dict[int, Frame], list[Frame]]:
        key = id(story), columns, thrift
        if key not in self.known:
            pourer = self.pourers.setdefault(id(story), Pourer(story))
            setter = _Setter(pourer, columns, self.grid, thrift)
            setter.set()
            self.known[key] = story, *setter.frames()
        return self.known[key]

    def least(self, story: Story) -> float:
        """Return the lines of one column that a story takes at its smallest, if it fits at all."""
        spans = range(1, self.grid.columns + 1)
        found = (frame for columns in spans for frame in self.frames(story, columns).values())
        return min((frame.columns * frame.lines - frame.white for frame in found), default=math.inf)


class _Found(NamedTuple):
    """A frame that was found: its text fits the rooms of its columns."""

    cost: float
    draft: Draft
    height: int
    rooms: tuple[int, ...]


class _Setter:
    """Sets one story over one number of columns."""

    def __init__(self, pourer: Pourer, columns: int, grid: SheetGrid, thrift: float) -> None:
        self.pourer, self.story = pourer, pourer.story
        self.columns, self.grid = columns, grid
        self.most, self.thrift = grid.lines + GAP, thrift
        self.least_cost = self.width_cost()
        self.plains: dict[int, Frame] = {}
        self.best: dict[int, _Found] = {}
        self.by_top: dict[tuple[int, int, int], _Found] = {}
        self.outlines: dict[int, tuple[float, ...]] = {}

    def set(self) -> None:
        """Find the best frame of each height, and for each place where its text begins."""
        if self.story.filler:
            self.plains = {frame.lines: frame for frame in self.fillers()}
        elif self.story.box:
            self.plains = {frame.lines: frame for frame in self.boxes()}
        else:
            drafts = Drafts(self.story, self.columns, self.grid, self.thrift)
            seen = set()
            for draft in sorted(drafts.all(), key=lambda draft: draft.cost):
                # Of drafts that leave the text the same rooms the cheapest is enough.
                shape = self.room_tops(draft), draft.low.columns, draft.low.lines, draft.tops
                if shape not in seen:
                    seen.add(shape)
                    self.pour(draft, shape[0])

    def frames(self) -> tuple[dict[int, Frame], list[Frame]]:
        """Return the best frame of each height, and others that are not much worse."""
        others = [
            self.frame(found)
            for (lines, *_), found in self.by_top.items()
            if found is not self.best[lines]
            and found.cost < self.best[lines].cost + costs.UNEVEN_TOPS
        ]
        best = {lines: self.frame(found) for lines, found in self.best.items()}
        return self.plains | best, others

    def keep(self, found: _Found) -> None:
        lines = found.height + GAP
        if lines not in self.best or found.cost < self.best[lines].cost:
            self.best[lines] = found
        key = lines, *found.draft.tops
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
        assert self.story.box
        columns, lines = self.story.box
        if columns == self.columns:
            yield self.plain(lines + GAP, 0)

    def fillers(self) -> Iterator[Frame]:
        """Set a house box of any size; a small one of good shape is the best."""
        for lines in range(5, self.most + 1):
            width, height = self.grid.span(self.columns), (lines - GAP) * self.grid.line
            area = self.columns * lines / (self.grid.columns * self.grid.lines)
            shape = max(0.0, abs(math.log(width / height)) - 1.0) * costs.BOX_SHAPE
            yield self.plain(lines, costs.BOX + costs.BOX_SHEET * area + shape)

    def plain(self, lines: int, cost: float) -> Frame:
        return Frame(self.story, self.columns, lines, None, 0, 0, 0, (), (), 0, cost, "box", "box")

    # Text ---------------------------------------------------------------------------------

    def pour(self, draft: Draft, tops: tuple[int, ...]) -> None:
        """Keep the frames of a draft, from the smallest height that holds the text."""
        pictures = sum(shot.columns * shot.lines for shot in draft.shots)
        pictures += draft.low.columns * draft.low.lines
        columns, taken = self.columns, draft.head_columns * draft.head_lines + pictures
        if draft.is_aside:
            columns, taken = columns - draft.head_columns, 0
        text = self.story.lines + self.story.tail
        foot = draft.head_top + draft.head_lines + bool(text and not draft.is_aside)
        lines = max(math.ceil((text + taken) / columns), foot, *tops)
        most = min(self.most - GAP, lines + HIGHER)
        if draft.is_aside:
            most = min(most, draft.head_lines + BELOW_ASIDE)
        for height in range(lines, most + 1):
            # As much stays empty at least: spaces at the tops of legs fall away.
            white = columns * height - taken - self.story.lines
            if self.is_too_white(white):
                break
            least = draft.cost + self.least_cost + self.white_cost(white)
            if self.serves(height + GAP, least, draft):
                self.pour_into(draft, height, tops)

    def pour_into(self, draft: Draft, height: int, tops: tuple[int, ...]) -> None:
        """Pour the text into the legs, and keep the frame if it fits and no other is better.

        The cheap checks come first: evening the feet costs most.
        """
        rooms = rooms_of(tops, draft.low, height)
        if draft.is_aside:
            rooms = (0,) * draft.head_columns + rooms[draft.head_columns :]
        if min(rooms) < 0:
            return
        lines = height + GAP
        cost = draft.cost + self.shape_cost(rooms, height)
        if not self.serves(lines, cost + self.white_cost(sum(rooms) - self.story.lines), draft):
            return
        filled = self.pourer.fill(rooms)
        if filled is None or self.is_too_white(filled[1]):
            return
        cost += self.white_cost(filled[1]) + costs.POOR * filled[2]
        if not self.serves(lines, cost, draft):
            return
        cost += costs.UNEVEN_FEET * self.pourer.even(rooms)[1]
        if self.serves(lines, cost, draft):
            self.keep(_Found(cost, draft, height, rooms))

    def frame(self, found: _Found) -> Frame:
        """Return the frame that was found."""
        draft, tops = found.draft, self.room_tops(found.draft)
        filled = self.pourer.fill(found.rooms)
        assert filled
        return Frame(
            self.story,
            self.columns,
            found.height + GAP,
            draft.head,
            draft.head_columns,
            draft.head_top,
            draft.head_lines,
            (*draft.shots, *draft.low.at(found.height - draft.low.lines)),
            tuple(
                Leg(leg.column, tops[leg.column], leg.lines, leg.first, leg.last)
                for leg in self.pourer.even(found.rooms)[0]
            ),
            filled[1],
            found.cost,
            draft.top_left,
            draft.top_right,
        )

    def is_too_white(self, white: int) -> bool:
        return white > self.columns * (MOST_WHITE + 1)

    def room_tops(self, draft: Draft) -> tuple[int, ...]:
        """Return the first line below head and pictures in each column."""
        tops = [0] * self.columns
        tops[: draft.head_columns] = [draft.head_top + draft.head_lines] * draft.head_columns
        for shot in draft.shots:
            for column in range(shot.column, shot.column + shot.columns):
                tops[column] = max(tops[column], shot.top + shot.lines)
        return tuple(tops)

    def white_cost(self, white: int) -> float:
        """Return the cost of empty lines; fewer than one a column are unavoidable."""
        over = max(0, white - self.columns + 1)
        more = costs.MORE_WHITE * over**costs.WORSE_WHITE
        return self.thrift * float(costs.WHITE * white + more)

    def shape_cost(self, columns: Sequence[int], height: int) -> float:
        cost = 0.0
        if self.story.slices:
            rooms = [room for room in columns if room > 0]
            shortest, longest = (min(rooms), max(rooms)) if rooms else (0, 0)
            if len(rooms) > 1 and shortest < FAIR_LEG:
                cost += costs.SHORTEST * max(0, SHORT_LEG - shortest)
                cost += costs.SHORT * (FAIR_LEG - shortest)
            if longest > LONG_LEG:
                cost += costs.TALL * (longest - LONG_LEG)
                cost += costs.TALLEST * max(0, longest - TALL_LEG)
        if height not in self.outlines:
            self.outlines[height] = tuple(self.outline_costs(height))
        for each in self.outlines[height]:
            cost += each
        return cost + self.least_cost

    def outline_costs(self, height: int) -> Iterator[float]:
        """Yield what a height costs, whatever is inside: too flat, narrow, or heavy a lead."""
        wide = self.grid.span(self.columns) / (height * self.grid.line)
        yield costs.TOO_WIDE * max(0.0, wide - costs.WIDE)
        yield costs.TOO_HIGH * max(0.0, 1 / wide - costs.HIGH)
        if self.story.rank == 1:
            share = self.columns * height / (self.grid.columns * self.grid.lines)
            yield costs.TOO_HEAVY_LEAD * max(0.0, share - costs.HEAVY_LEAD)

    def width_cost(self) -> float:
        """Return the cost of the number of columns for the length and rank of the story."""
        story, all_columns = self.story, self.grid.columns
        if story.columns and story.columns != self.columns:
            return DISOBEDIENT
        text = story.lines
        wanted = 1.0 if text < costs.ONE_COLUMN else 2.0 if text < costs.TWO_COLUMNS else 3.0
        if story.small:
            wanted = 1
        if story.rank == 1:
            wanted = max(wanted, all_columns - 1)
        cost = costs.COLUMNS * abs(self.columns - wanted)
        if story.rank == 1:
            cost += costs.NARROW_LEAD * max(0, math.ceil(all_columns / 2) - self.columns)
        return cost


def rooms_of(tops: Sequence[int], low: Gallery, height: int) -> tuple[int, ...]:
    """Return the lines free for text in each column of a height; less than 0 means no room.

    One line parts the text from pictures below; none without text.
    """
    above = [height - low.lines - top for top in tops[: low.columns]]
    below = [height - top for top in tops[low.columns :]]
    return tuple([room - (room > 0) for room in above] + below)
