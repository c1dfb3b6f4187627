"""The best plans of a run of stories, by their height."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from operator import attrgetter

from exporter.layouts.makeup.plan.costs import UNEVEN_TOPS
from exporter.layouts.makeup.plan.slicing import Node

ALTERNATIVES = 3  # plans of one height that are kept beside the best, their texts on other lines


class Best(dict[int, Node]):
    """The best plan of each height, and others little worse whose texts begin on other lines.

    Those others stand beside neighbours whose texts begin on the same lines.
    """

    def __init__(self) -> None:
        super().__init__()
        self.others: dict[int, dict[tuple[int, int], Node]] = {}
        # Costs by height from which on nothing is kept.
        self.limits: dict[int, float] = {}
        self.near: dict[int, list[Node]] = {}  # what `of_height` returned

    def admits(self, lines: int, cost: float, tops: tuple[int, int]) -> bool:
        """Whether a plan of such a height and cost would be kept."""
        known = self.get(lines)
        if known is None or cost < known.cost:
            return True
        if known.tops == tops or cost >= known.cost + UNEVEN_TOPS:
            return False
        same = self.others.get(lines, {}).get(tops)
        return same is None or cost < same.cost

    def keep(self, node: Node) -> None:
        """Keep a plan if it is the best of its height, or of those whose text begins there."""
        if self.admits(node.lines, node.cost, node.tops):
            self.put(node)

    def put(self, node: Node) -> None:
        """Keep a plan that is admitted."""
        known = self.get(node.lines)
        others = self.others.setdefault(node.lines, {})
        self.near.pop(node.lines, None)
        if known is None or node.cost < known.cost:
            self[node.lines] = node
            self.limits[node.lines] = node.cost + UNEVEN_TOPS
            others.pop(node.tops, None)
            if known is not None and known.tops != node.tops:
                others[known.tops] = known
        else:
            others[node.tops] = node

    def of_height(self, lines: int) -> list[Node]:
        """Return the best plan of a height, in lines, and the best of the others by their cost."""
        found = self.near.get(lines)
        if found is None:
            found = self.near[lines] = self._of_height(lines)
        return found

    def _of_height(self, lines: int) -> list[Node]:
        if lines not in self:
            return []
        best, others = self[lines], self.others.get(lines)
        if not others:
            return [best]
        near = [node for node in others.values() if node.cost < best.cost + UNEVEN_TOPS]
        return [best, *sorted(near, key=attrgetter("cost"))[:ALTERNATIVES]]

    def choices(self) -> Iterator[Node]:
        """Yield all that is kept."""
        for lines in self:
            yield from self.of_height(lines)

    def merge(self, other: Best) -> None:
        """Keep the best of another, too."""
        for lines in other:
            best, *others = other.of_height(lines)
            if lines in self:
                self.keep(best)
                for node in others:
                    self.keep(node)
            else:
                self[lines], self.limits[lines] = best, best.cost + UNEVEN_TOPS
                self.others[lines] = {node.tops: node for node in others}
                self.near.pop(lines, None)

    def only(self, heights: Collection[int]) -> Best:
        """Return the plans of some heights."""
        made = Best()
        for lines in heights:
            made[lines], made.others[lines] = self[lines], self.others.get(lines, {})
            made.limits[lines] = self.limits[lines]
        return made
