"""The lines of a Chinese or Japanese paragraph, found from its start on by the shortest path.

A place in the text is a node, a line from one place to another an edge as long as the line costs.
Most lines cost nothing or little, so that the best way to the end is known when few of the places
were looked at: a quarter of the lines are judged that `breaking.plan` judges, with the same result.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush

from exporter.engine.patched.han_costs import RAGGED, HanCosts
from exporter.engine.patched.paragraph import Paragraph

MISSES = 2  # lines one shorter than the other that cost too much: the shorter ones cost more still


def shortest(paragraph: Paragraph, start: int, first: float, others: float) -> dict[int, int]:
    """Return the lines of a text from a place on, the end of each by its start.

    `first` and `others` are the widths of the first line and of the others in pixels. Empty if one
    of the lines can't be justified, or is a single word that is too long.
    """
    return _Path(paragraph, start, first, others).lines()


@dataclass
class _Path:
    paragraph: Paragraph
    start: int
    first: float
    others: float
    costs: dict[int, float] = field(default_factory=dict)
    before: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        paragraph = self.paragraph
        after = bisect_right(paragraph.breaks, self.start)
        self.places = [self.start, *paragraph.breaks[after:]]
        self.widths = [paragraph.ends[place] for place in self.places]
        self.cost = HanCosts(paragraph)
        self.last = len(self.places) - 1

    def lines(self) -> dict[int, int]:
        limit = self.limit()
        if limit >= RAGGED:
            return {}
        waiting = [(0.0, 0)]
        self.costs[0] = 0.0
        done: set[int] = set()
        while waiting:
            cost, place = heappop(waiting)
            if place == self.last:
                return self.found()
            if place in done:
                continue
            done.add(place)
            for end, total in self.ways(place, cost, limit):
                known = self.costs.get(end, math.inf)
                # Of ways with the same cost, the one with the shortest line is kept.
                if total < known or (total == known and place > self.before[end]):
                    self.costs[end], self.before[end] = total, place
                    heappush(waiting, (total, end))
        return {}

    def limit(self) -> float:
        """Return the cost of the lines where each is as long as it may be: the best cost less."""
        place, total = 0, 0.0
        while place < self.last and total < RAGGED:
            end, cost = next(self.fitting(place), (self.last, math.inf))
            place, total = end, total + cost
        return total

    def ways(self, place: int, cost: float, limit: float) -> Iterator[tuple[int, float]]:
        """Yield the ends of lines from a place on, and what the whole way there costs."""
        loose = self.widths[place] + self.room(place) - self.paragraph.size
        misses = 0
        for end, own in self.fitting(place):
            if cost + own <= limit:
                yield end, cost + own
                misses = 0
            elif self.widths[end] < loose:
                misses += 1
                if misses == MISSES:
                    return

    def fitting(self, place: int) -> Iterator[tuple[int, float]]:
        """Yield the ends of lines that fit, from the longest on, and what each line costs."""
        begin, room, costs, places = self.places[place], self.room(place), self.cost, self.places
        indented = place == 0 and self.first < self.others
        longest = bisect_right(self.widths, self.widths[place] + room, place + 1)
        found: list[tuple[int, float]] = []
        # Marks may be squeezed: some lines fit that are wider than the room.
        for end in range(longest, self.last + 1):
            cost = costs(begin, places[end], room, indented)
            if cost == math.inf:
                break
            found.append((end, cost))
        yield from reversed(found)
        for end in range(min(longest, self.last + 1) - 1, place, -1):
            cost = costs(begin, places[end], room, indented)
            if cost < math.inf:
                yield end, cost

    def room(self, place: int) -> float:
        return self.others if place else self.first

    def found(self) -> dict[int, int]:
        lines, place = {}, self.last
        while place:
            before = self.before[place]
            lines[self.places[before]] = self.places[place]
            place = before
        return lines
