"""The frames of all stories of a page, set once for all searches."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from exporter.layouts.makeup.plan import costs
from exporter.layouts.makeup.plan.arrangements import Drafts
from exporter.layouts.makeup.plan.as_written import AsWritten, as_written
from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.grid import SheetGrid, sheet_room
from exporter.layouts.makeup.plan.legs import Pourer
from exporter.layouts.makeup.plan.set_story import PouredRooms, Setter
from exporter.layouts.makeup.plan.story import Story

EVERY = -1  # the bits of all heights


@dataclass
class FrameBook:
    """The frames of the stories of one area, set once for all searches.

    The greater the `thrift`, the more an empty line costs beside all else. Frames are set of those
    heights alone that are asked for, each a bit of `only`.
    """

    grid: SheetGrid
    pourers: dict[tuple[int, int], Pourer] = field(default_factory=dict)
    poured: dict[tuple[int, int, float], PouredRooms] = field(default_factory=dict)
    tables: dict[int, AsWritten | None] = field(default_factory=dict)
    setters: dict[tuple[int, int, float], list[Setter]] = field(default_factory=dict)
    drafts: dict[tuple[float, ...], Drafts] = field(default_factory=dict)
    known_heights: dict[tuple[int, int], int] = field(default_factory=dict)
    bounds: dict[int, float] = field(default_factory=dict)

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
        setters = self._setters(story, columns, thrift) if only else ()
        others = [frame for setter in setters for frame in setter.others(only)]
        if len(setters) < 2:
            return others
        best = self.frames(story, columns, thrift, only)
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
        widths = [self._setters(story, each, 1) for each in range(1, self.grid.columns + 1)]
        bounds = [min(each.least() for each in setters) for setters in widths]
        self.bounds[id(story)] = min(bounds)
        # The lowest bound first: the others need not be set as a rule.
        for columns in sorted(range(len(widths)), key=bounds.__getitem__):
            if bounds[columns] >= found:
                break
            if len(widths[columns]) == 1:
                found = widths[columns][0].fewest(found)
            else:
                frames = self.frames(story, columns + 1).values()
                taken = (frame.columns * frame.lines - frame.white for frame in frames)
                found = min(found, *taken, math.inf)
        return found

    def has_room(self, stories: Iterable[Story]) -> bool:
        """Whether the sheet has room for the least that stories take, of which that is known."""
        return sum(self.bounds.get(id(each), 0) for each in stories) <= sheet_room(self.grid)

    def _setters(self, story: Story, columns: int, thrift: float) -> list[Setter]:
        """Return what sets a story over a number of columns; then its tables where written."""
        key = id(story), columns, thrift
        if key not in self.setters:
            pourer = self._pourer(story)
            poured = self.poured.setdefault((id(pourer), columns, thrift), {})
            drafts = self._drafts(story, columns, thrift)
            self.setters[key] = [Setter(story, pourer, drafts, self.grid, poured=poured)]
            if id(story) not in self.tables:
                self.tables[id(story)] = as_written(story)
            if tables := self.tables[id(story)]:
                below = Setter(tables.below.story, tables.below, drafts, self.grid, tables)
                self.setters[key].append(below)
        return self.setters[key]

    def _pourer(self, story: Story) -> Pourer:
        """Return what pours the text of a story: stories with other pictures share it."""
        key = id(story.slices), story.tail
        if key not in self.pourers:
            self.pourers[key] = Pourer(story)
        return self.pourers[key]

    def _drafts(self, story: Story, columns: int, thrift: float) -> Drafts:
        """Return the drafts of a story, which are those of its parts, too."""
        key = id(story.heads), id(story.shots), id(story.upright), story.rank, columns, thrift
        if key not in self.drafts:
            self.drafts[key] = Drafts(story, columns, self.grid.inset(story.inset), thrift)
        return self.drafts[key]


class LowestFrames(FrameBook):
    """The frames of stories of which only the least is known: as high as that, or higher."""

    def heights(self, story: Story, columns: int, thrift: float = 1) -> int:
        """Return all heights from the lowest on as bits."""
        if story.box or story.filler:
            return super().heights(story, columns, thrift)
        key = id(story), columns
        if key not in self.known_heights:
            drafts = self._drafts(story, columns, thrift)
            lowest = Setter(story, Pourer(story), drafts, self.grid).lowest()
            self.known_heights[key] = EVERY << lowest if lowest is not None else 0
        return self.known_heights[key]
