"""The best plan of a page.

Plans are slicing plans: a rectangle holds one story, or is cut into two by one straight cut, and
stories keep their order, first left or above. For each run of stories, each number of columns and
each height the best plan is kept: with few stories that is every plan there is, with many it is a
beam. Nothing is random.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from exporter.layouts.makeup.plan.best import Best
from exporter.layouts.makeup.plan.frame_book import FrameBook
from exporter.layouts.makeup.plan.grid import GAP, SheetGrid
from exporter.layouts.makeup.plan.heights import Heights, Useful
from exporter.layouts.makeup.plan.slicing import Node, neighbours_cost
from exporter.layouts.makeup.plan.story import Story
from exporter.layouts.makeup.plan.whole_page import Plans, WholePage
from exporter.model import PageLayout, Place

MISPLACED = 100_000.0
LOOSE = 2.5  # cost of an empty line more between stacked rectangles, by column
LOWEST = 6  # rectangles of the least heights that are kept, whatever they cost
REVERSED = 3.0  # cost of a later run of stories set before an earlier one
Key = tuple[int, int, int]  # a run of stories, and a number of columns
Run = tuple[int, int]  # the first story of a run and the first one after it


def search(
    stories: Sequence[Story],
    grid: SheetGrid,
    layout: PageLayout = PageLayout.AUTO,
    thrift: float = 1,
    book: FrameBook | None = None,
    *,
    free: bool = False,
) -> Plans:
    """Return whole plans of a page, for each height the best, from the highest down.

    A `layout` other than auto admits plans of one shape only: `strips` sets every story over the
    whole width, `tower` the lead at the left over the whole height, `shelf` the lead over the
    whole width at the top.

    A plan's height counts the empty line below each frame, so one that fills the sheet has one
    line more than the grid. Empty if the stories do not fit. `book` has the frames of earlier
    searches of the same stories. A `free` search lets runs of stories change places, but for the
    first story: that finds room where the order of the stories leaves none.
    """
    return _Search(tuple(stories), layout, thrift, book or FrameBook(grid), free).plans()


def is_possible(
    stories: Sequence[Story],
    layout: PageLayout,
    book: FrameBook,
    *,
    free: bool = False,
) -> bool:
    """Whether any cuts at all make the stories fit, without a search for the best."""
    return _Search(tuple(stories), layout, 1, book, free).is_possible()


class _Search:
    """One search, from short runs of stories to the whole page."""

    def __init__(
        self,
        stories: tuple[Story, ...],
        layout: PageLayout,
        thrift: float,
        book: FrameBook,
        free: bool,
    ) -> None:
        self.free = free
        self.whole = 0, len(stories), book.grid.columns
        self.stories, self.layout, self.thrift, self.book = stories, layout, thrift, book
        self.grid = book.grid
        self.most = book.grid.lines + GAP
        self.beam = 40 if len(stories) <= 5 else 26 if len(stories) <= 8 else 14
        self.useful = Useful()
        self.single: dict[Key, Best] = {}
        self.stacks: dict[Key, Best] = {}
        self.rows: dict[Key, Best] = {}
        self.every: dict[Key, Best] = {}

    def plans(self) -> Plans:
        if not self.book.has_room(self.stories):
            return Plans()
        heights = self.heights()
        if not heights.of_whole():
            return Plans()
        self.useful = heights.useful()
        number = len(self.stories)
        for length in range(1, number):
            for start in range(number - length + 1):
                for columns in range(1, self.grid.columns + 1):
                    self.settle(start, start + length, columns)
        whole = self.settled()
        return whole.plans()

    def is_possible(self) -> bool:
        """Whether any cuts at all make the stories fit: most pages with too much end here."""
        return self.book.has_room(self.stories) and self.heights().of_whole() > 0

    def heights(self) -> Heights:
        """Return the heights of the stories, alone and together."""
        single = [
            [self.book.heights(story, columns, self.thrift) for story in self.stories]
            for columns in range(1, self.grid.columns + 1)
        ]
        return Heights(single, self.most, self.admits, self.free)

    def settle(self, start: int, end: int, columns: int) -> None:
        key = start, end, columns
        stacks, rows = Best(), Best()
        self.join_all(stacks, rows, start, end, columns)
        self.single[key] = self.alone(start, columns) if end - start == 1 else Best()
        self.stacks[key], self.rows[key] = self.cut(stacks), self.cut(rows)
        self.every[key] = merged = Best()
        for best in (self.single[key], self.stacks[key], self.rows[key]):
            merged.merge(best)

    def settled(self) -> WholePage:
        """Return the plans of the whole page.

        Every height is wanted: what is left over at the foot has its own cost.
        """
        found, (_, number, columns) = WholePage(self.grid), self.whole
        if number == 1:
            for node in self.alone(0, columns).values():
                found.keep(node)
        self.join_all(found, found, 0, number, columns)
        return found

    def join_all(self, stacks: Best, rows: Best, start: int, end: int, columns: int) -> None:
        """Cut a run of stories at each place into a stack and into a row."""
        for middle in range(start + 1, end):
            one, other = (start, middle), (middle, end)
            self.join(stacks, rows, one, other, columns)
            if self.free and start:
                self.join(stacks, rows, other, one, columns)

    def alone(self, number: int, columns: int) -> Best:
        """Return the frames of one story."""
        best, story = Best(), self.stories[number]
        only = self.useful.single[number, number + 1, columns]
        for frame in self.book.frames(story, columns, self.thrift, only).values():
            best.keep(Node(frame))
        if columns < self.grid.columns:
            for frame in self.book.others(story, columns, self.thrift, only):
                best.keep(Node(frame))
        return self.cut(best, 1.5)

    def join(self, stacks: Best, rows: Best, one: Run, other: Run, columns: int) -> None:
        """Set one run of stories above another, and at its left."""
        run = min(one[0], other[0]), max(one[1], other[1]), columns
        if self.useful.stacks[run] and self.admits(False, one, other, columns):
            self.stack(stacks, one, other, columns, self.useful.stacks[run])
        if self.useful.rows[run] and self.admits(True, one, other, columns):
            self.row(rows, one, other, columns, self.useful.rows[run])

    def admits(self, row: bool, one: Run, other: Run, columns: int) -> bool:
        """Whether the layout that is asked for admits a cut."""
        middle, end = other
        whole = one[0] == 0 and end == len(self.stories) and columns == self.grid.columns
        if self.layout is PageLayout.STRIPS:
            return not row
        if self.layout is PageLayout.TOWER:
            return not whole or (row and middle == 1)
        if self.layout is PageLayout.SHELF:
            return not whole or (not row and middle == 1)
        return True

    def stack(self, into: Best, one: Run, other: Run, columns: int, only: int) -> None:
        lost, leads = self.lost(one, other, row=False), one[0] == 0
        loose = self.thrift * LOOSE * columns
        below = sorted(self.every[*other, columns].items())
        limits = into.limits
        for above in (self.single[*one, columns], self.rows[*one, columns]):
            # What stands over the whole width has no neighbour.
            whole = columns == self.grid.columns
            for first in above.values() if whole else above.choices():
                spent = first.cost + lost
                for more, second in below:
                    height, cost = first.lines + more, spent + second.cost
                    if height > self.most:
                        break
                    fits, may_be_looser = only >> height & 1, only >> height + 1 & 1
                    if not (fits or may_be_looser):
                        continue
                    # Most pairs end here, before what is dearer to judge.
                    looser = may_be_looser and cost + loose < limits.get(height + 1, math.inf)
                    if not (looser or (fits and cost < limits.get(height, math.inf))):
                        continue
                    cost += neighbours_cost(first, second, False, leads)
                    if fits and into.admits(height, cost, first.tops):
                        into.put(Node.join(first, second, False, cost))
                    cost += loose
                    if looser and into.admits(height + 1, cost, first.tops):
                        into.put(Node.join(first, second, False, cost, 1))

    def row(self, into: Best, one: Run, other: Run, columns: int, only: int) -> None:
        for width in range(1, columns):
            right = self.every[*other, columns - width]
            for left in (self.single[*one, width], self.stacks[*one, width]):
                self.beside(into, left, right, one, other, only)

    def beside(self, into: Best, left: Best, right: Best, one: Run, other: Run, only: int) -> None:
        """Set each of some plans beside each of others that is as high."""
        lost, leads = self.lost(one, other, row=True), one[0] == 0
        limits = into.limits
        for first in left.choices():
            lines = first.lines
            for second in right.of_height(lines) if only >> lines & 1 else ():
                cost = first.cost + second.cost + lost
                # The next ones cost more.
                if cost >= limits.get(lines, math.inf):
                    break
                cost += neighbours_cost(first, second, True, leads)
                if into.admits(lines, cost, (first.tops[0], second.tops[1])):
                    into.put(Node.join(first, second, True, cost))

    def lost(self, one: Run, other: Run, row: bool) -> float:
        """Return the cost of a cut: stories kept from the edge they ask for, or out of order."""
        first = Place.RIGHT if row else Place.BOTTOM
        second = Place.LEFT if row else Place.TOP
        wrong = sum(story.place is first for story in self.stories[slice(*one)])
        wrong += sum(story.place is second for story in self.stories[slice(*other)])
        return MISPLACED * wrong + REVERSED * (one > other)

    def cut(self, best: Best, slack: float = 1.0) -> Best:
        """Keep the cheapest ones, and the lowest."""
        size = int(self.beam * slack)
        if len(best) <= size:
            return best
        cheapest = sorted(best, key=lambda lines: (best[lines].cost, lines))[:size]
        return best.only({*cheapest, *sorted(best)[:LOWEST]})
