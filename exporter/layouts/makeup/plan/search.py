"""The best plan of a page.

Plans are slicing plans: a rectangle holds one story, or is cut into two by one straight cut, and
stories keep their order, first left or above. For each run of stories, each number of columns and
each height the best plan is kept: with few stories that is every plan there is, with many it is a
beam. Nothing is random.
"""

from __future__ import annotations

from collections.abc import Sequence

from exporter.layouts.makeup.plan.frame import GAP, FrameBook
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.slicing import Node, neighbours_cost
from exporter.layouts.makeup.plan.story import Story
from exporter.model import PageLayout, Place

MISPLACED = 100_000.0
LOOSE = 2.5  # cost of an empty line more between stacked rectangles, by column
LOWEST = 6  # rectangles of the least heights that are kept, whatever they cost
REVERSED = 3.0  # cost of a later run of stories set before an earlier one
Best = dict[int, Node]
Run = tuple[int, int]  # the first story of a run and the first one after it


def search(
    stories: Sequence[Story],
    grid: SheetGrid,
    layout: PageLayout = PageLayout.AUTO,
    thrift: float = 1,
    book: FrameBook | None = None,
    *,
    free: bool = False,
) -> list[Node]:
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
        self.single: dict[tuple[int, int, int], Best] = {}
        self.stacks: dict[tuple[int, int, int], Best] = {}
        self.rows: dict[tuple[int, int, int], Best] = {}
        self.every: dict[tuple[int, int, int], Best] = {}

    def plans(self) -> list[Node]:
        number = len(self.stories)
        for length in range(1, number + 1):
            for start in range(number - length + 1):
                for columns in range(1, self.grid.columns + 1):
                    self.settle(start, start + length, columns)
        whole = self.every[self.whole]
        return [whole[lines] for lines in sorted(whole, reverse=True)]

    def settle(self, start: int, end: int, columns: int) -> None:
        key = start, end, columns
        alone: Best = {}
        stacks: Best = {}
        rows: Best = {}
        if end - start == 1:
            found = self.book.frames(self.stories[start], columns, self.thrift)
            alone = self.cut({lines: Node(frame) for lines, frame in found.items()}, 1.5)
        for middle in range(start + 1, end):
            one, other = (start, middle), (middle, end)
            self.join(stacks, rows, one, other, columns)
            if self.free and start:
                self.join(stacks, rows, other, one, columns)
        self.single[key] = alone
        # Of whole pages every height is wanted: what is left over at the foot has its own cost.
        cut = dict if key == self.whole else self.cut
        self.stacks[key], self.rows[key] = cut(stacks), cut(rows)
        merged = dict(alone)
        for best in (self.stacks[key], self.rows[key]):
            for lines, node in best.items():
                keep(merged, lines, node)
        self.every[key] = merged

    def join(self, stacks: Best, rows: Best, one: Run, other: Run, columns: int) -> None:
        """Set one run of stories above another, and at its left."""
        if self.admits(False, one, other, columns):
            self.stack(stacks, one, other, columns)
        if self.admits(True, one, other, columns):
            self.row(rows, one, other, columns)

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

    def stack(self, into: Best, one: Run, other: Run, columns: int) -> None:
        lost, loose, leads = self.lost(one, other, row=False), LOOSE * columns, one[0] == 0
        below = self.every[*other, columns]
        for above in (self.single[*one, columns], self.rows[*one, columns]):
            for lines, first in above.items():
                for more, second in below.items():
                    height = lines + more
                    if height > self.most:
                        continue
                    cost = first.cost + second.cost + lost
                    known = into.get(height)
                    wider = into.get(height + 1)
                    if (known and known.cost <= cost) and (wider and wider.cost <= cost + loose):
                        continue
                    cost += neighbours_cost(first, second, False, leads)
                    if known is None or cost < known.cost:
                        into[height] = Node.join(first, second, False, cost)
                    cost += loose
                    if height < self.most and (wider is None or cost < wider.cost):
                        into[height + 1] = Node.join(first, second, False, cost, 1)

    def row(self, into: Best, one: Run, other: Run, columns: int) -> None:
        lost, leads = self.lost(one, other, row=True), one[0] == 0
        for width in range(1, columns):
            right = self.every[*other, columns - width]
            for left in (self.single[*one, width], self.stacks[*one, width]):
                for lines, first in left.items():
                    second = right.get(lines)
                    if second is None:
                        continue
                    cost = first.cost + second.cost + lost
                    cost += neighbours_cost(first, second, True, leads)
                    known = into.get(lines)
                    if known is None or cost < known.cost:
                        into[lines] = Node.join(first, second, True, cost)

    def lost(self, one: Run, other: Run, row: bool) -> float:
        """Judge a cut: stories that it keeps from the edge they are wanted at, and their order."""
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
        cheapest = sorted(best.items(), key=lambda item: (item[1].cost, item[0]))[:size]
        return dict(cheapest) | {lines: best[lines] for lines in sorted(best)[:LOWEST]}


def keep(best: Best, lines: int, node: Node) -> None:
    """Put a plan among the best of their heights."""
    known = best.get(lines)
    if known is None or node.cost < known.cost:
        best[lines] = node
