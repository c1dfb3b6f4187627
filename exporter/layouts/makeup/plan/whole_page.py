"""The best plans of a whole page: of each height, and of each archetype."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from exporter.layouts.makeup.plan.archetypes import REPEATED, archetype
from exporter.layouts.makeup.plan.best import Best
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.slicing import Node, placements

EMPTY = 14.0  # cost of an empty line at the foot, by column


class WholePage(Best):
    """The best plan of a page of each height, and of each archetype that is little worse."""

    def __init__(self, grid: SheetGrid) -> None:
        super().__init__()
        self.grid = grid
        self.archetypes: dict[str, Node] = {}
        self.least = math.inf

    def admits(self, lines: int, cost: float, tops: tuple[int, int]) -> bool:  # noqa: ARG002
        """Whether a plan is the best of its height, or may be that of its archetype."""
        return cost < self.get_cost(lines) or self.score(lines, cost) < self.least + REPEATED

    def put(self, node: Node) -> None:
        """Keep a plan that is admitted."""
        if node.cost < self.get_cost(node.lines):
            self[node.lines], self.limits[node.lines] = node, node.cost + REPEATED
        score = self.score(node.lines, node.cost)
        self.least = min(self.least, score)
        if score < self.least + REPEATED:
            name = archetype(list(placements(node)), self.grid.columns, self.grid.lines)
            known = self.archetypes.get(name)
            if known is None or score < self.score(known.lines, known.cost):
                self.archetypes[name] = node

    def get_cost(self, lines: int) -> float:
        """Return the cost of the best plan of a height, infinite if there is none."""
        return self[lines].cost if lines in self else math.inf

    def score(self, lines: int, cost: float) -> float:
        """Return the cost of a plan with what is left over at the foot of the sheet."""
        return _score(lines, cost, self.grid)

    def plans(self) -> Plans:
        """Return all plans, the highest first."""
        return Plans(
            (self[lines] for lines in sorted(self, reverse=True)), self.archetypes.values()
        )


class Plans(list[Node]):
    """Whole plans, for each height the best, and beside them the best of each archetype."""

    def __init__(self, plans: Iterable[Node] = (), archetypes: Iterable[Node] = ()) -> None:
        super().__init__(plans)
        self.archetypes = tuple(archetypes)

    def best(self, grid: SheetGrid) -> Node:
        """Return the best plan of a page."""
        return min(self, key=lambda plan: (_score(plan.lines, plan.cost, grid), plan.lines))

    def others(self, grid: SheetGrid) -> Iterator[tuple[Node, float]]:
        """Yield plans of archetypes that are little worse, each with what it costs more."""
        best = self.best(grid)
        least = _score(best.lines, best.cost, grid)
        for plan in self.archetypes:
            more = _score(plan.lines, plan.cost, grid) - least
            if plan is not best and more < REPEATED:
                yield plan, more


def _score(lines: int, cost: float, grid: SheetGrid) -> float:
    """Return the cost of a plan of so many lines with what is left over at the foot."""
    return cost - EMPTY * grid.columns * lines
