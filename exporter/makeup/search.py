"""The best plan of a page.

Plans are slicing plans: a rectangle holds one story, or is cut into two by one straight cut, and
stories keep their order, first left or above. For each run of stories, each number of columns and
each height the best plan is kept: with few stories that is every plan there is, with many it is a
beam. Nothing is random.
"""

from __future__ import annotations

from collections.abc import Sequence

from exporter.makeup.frame import frames
from exporter.makeup.grid import SheetGrid
from exporter.makeup.plan import Node, neighbours_cost
from exporter.makeup.story import Story
from exporter.model import PageLayout, Place

MISPLACED = 100_000.0
Best = dict[int, Node]


def search(
    stories: Sequence[Story],
    grid: SheetGrid,
    layout: PageLayout = PageLayout.AUTO,
    thrift: float = 1,
) -> list[Node]:
    """Return whole plans of a page, for each height the best, from the highest down.

    A `layout` other than auto admits plans of one shape only: `strips` sets every story over the
    whole width, `tower` the lead at the left over the whole height, `shelf` the lead over the
    whole width at the top.

    A plan's height counts the empty line below each frame, so one that fills the sheet has one
    line more than the grid. Empty if the stories do not fit.
    """
    return _Search(tuple(stories), grid, layout, thrift).plans()


class _Search:
    """One search, from short runs of stories to the whole page."""

    def __init__(
        self, stories: tuple[Story, ...], grid: SheetGrid, layout: PageLayout, thrift: float
    ) -> None:
        self.stories, self.grid, self.layout, self.thrift = stories, grid, layout, thrift
        self.most = grid.lines + 1
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
        whole = self.every[0, number, self.grid.columns]
        return [whole[lines] for lines in sorted(whole, reverse=True)]

    def settle(self, start: int, end: int, columns: int) -> None:
        key = start, end, columns
        alone: Best = {}
        stacks: Best = {}
        rows: Best = {}
        if end - start == 1:
            found = frames(self.stories[start], columns, self.grid, self.most, self.thrift)
            alone = self.cut({lines: Node(frame) for lines, frame in found.items()}, 1.5)
        for middle in range(start + 1, end):
            if self.admits(False, start, middle, end, columns):
                self.stack(stacks, start, middle, end, columns)
            if self.admits(True, start, middle, end, columns):
                self.row(rows, start, middle, end, columns)
        self.single[key] = alone
        self.stacks[key] = self.cut(stacks)
        self.rows[key] = self.cut(rows)
        merged = dict(alone)
        for best in (self.stacks[key], self.rows[key]):
            for lines, node in best.items():
                keep(merged, lines, node)
        self.every[key] = merged

    def admits(self, row: bool, start: int, middle: int, end: int, columns: int) -> bool:
        """Whether the layout that is asked for admits a cut."""
        whole = end - start == len(self.stories) and columns == self.grid.columns
        if self.layout is PageLayout.STRIPS:
            return not row
        if self.layout is PageLayout.TOWER:
            return not whole or (row and middle == 1)
        if self.layout is PageLayout.SHELF:
            return not whole or (not row and middle == 1)
        return True

    def stack(self, into: Best, start: int, middle: int, end: int, columns: int) -> None:
        lost = self.misplaced(start, middle, end, row=False)
        below = self.every[middle, end, columns]
        for above in (self.single[start, middle, columns], self.rows[start, middle, columns]):
            for lines, first in above.items():
                for more, second in below.items():
                    height = lines + more
                    if height > self.most:
                        continue
                    cost = first.cost + second.cost + lost
                    known = into.get(height)
                    if known is not None and known.cost <= cost:
                        continue
                    cost += neighbours_cost(first, second, False, start == 0)
                    if known is None or cost < known.cost:
                        into[height] = Node.join(first, second, False, cost)

    def row(self, into: Best, start: int, middle: int, end: int, columns: int) -> None:
        lost = self.misplaced(start, middle, end, row=True)
        for width in range(1, columns):
            right = self.every[middle, end, columns - width]
            for left in (self.single[start, middle, width], self.stacks[start, middle, width]):
                for lines, first in left.items():
                    second = right.get(lines)
                    if second is None:
                        continue
                    cost = first.cost + second.cost + lost
                    cost += neighbours_cost(first, second, True, start == 0)
                    known = into.get(lines)
                    if known is None or cost < known.cost:
                        into[lines] = Node.join(first, second, True, cost)

    def misplaced(self, start: int, middle: int, end: int, row: bool) -> float:
        """Count the stories that a cut keeps from the edge that they are wanted at."""
        first = Place.RIGHT if row else Place.BOTTOM
        second = Place.LEFT if row else Place.TOP
        lost = sum(story.place is first for story in self.stories[start:middle])
        lost += sum(story.place is second for story in self.stories[middle:end])
        return MISPLACED * lost

    def cut(self, best: Best, slack: float = 1.0) -> Best:
        """Keep the cheapest ones."""
        size = int(self.beam * slack)
        if len(best) <= size:
            return best
        cheapest = sorted(best.items(), key=lambda item: (item[1].cost, item[0]))[:size]
        return dict(cheapest)


def keep(best: Best, lines: int, node: Node) -> None:
    """Put a plan among the best of their heights."""
    known = best.get(lines)
    if known is None or node.cost < known.cost:
        best[lines] = node
