"""The legs (columns) of a story, and how to align their feet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from exporter.layouts.makeup.plan.story import Story


@dataclass(frozen=True)
class Leg:
    """A leg: slices `first` up to `last`, `last` not included."""

    column: int
    top: int
    lines: int
    first: int
    last: int


def empty_lines(story: Story, legs: Sequence[Leg]) -> list[int]:
    """Return the empty lines at the foot of each leg."""
    return [leg.lines - story.taken(leg.first, leg.last) for leg in legs]


def unevenness(story: Story, legs: Sequence[Leg]) -> int:
    """Return by how many lines the feet of the legs differ, minus one."""
    empty = empty_lines(story, legs)
    return max(0, max(empty, default=0) - min(empty, default=0) - 1)


def evened(story: Story, legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """Return legs whose feet are within a line of each other, or the legs unchanged if impossible.

    Filling leg after leg leaves the last one short. No leg ends before a widow, after a subhead or
    after the first line of a paragraph, so exact alignment is not always possible.
    """
    return _spread(story, legs, 1) if unevenness(story, legs) else legs


def balanced(story: Story, legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """Return legs with feet as close to each other as the text allows."""
    for spread in range(2, 1 + unevenness(story, legs)):
        found = _spread(story, legs, spread)
        if found != legs:
            return found
    return legs


def _spread(story: Story, legs: tuple[Leg, ...], spread: int) -> tuple[Leg, ...]:
    """Return legs whose empty lines differ by at most so many."""
    # Space dropped at the tops of legs changes the sum a little.
    share = sum(empty_lines(story, legs)) // len(legs)
    for least in range(max(0, share - spread), share + 2):
        empty = range(least, least + spread + 1)
        poured = _Pouring(story, legs, empty).legs_from()
        if poured:
            return poured
    return legs


class _Pouring:
    """Text poured into legs, of which each has one of the numbers of lines empty at its foot."""

    def __init__(self, story: Story, legs: Sequence[Leg], empty: range) -> None:
        self.story, self.legs, self.empty = story, legs, empty
        self.rooms = list(accumulate((leg.lines for leg in reversed(legs)), initial=0))
        # Many ways lead to one leg and one place in the text.
        self.hopeless: set[tuple[int, int]] = set()

    def legs_from(self, number: int = 0, first: int = 0) -> tuple[Leg, ...]:
        """Return the legs from one on, with the text from a slice on; nothing if it can't be."""
        key = number, first
        if key in self.hopeless or not self.may_fit(number, first):
            return ()
        leg, is_last, story = self.legs[number], number == len(self.legs) - 1, self.story
        for lines in self.empty:
            room = leg.lines - max(lines, story.tail * is_last)
            last = story.pour(first, room)
            if last <= first or leg.lines - story.taken(first, last) not in self.empty:
                continue
            poured = replace(leg, first=first, last=last)
            if is_last:
                return (poured,) if last == len(story.slices) else ()
            if others := self.legs_from(number + 1, last):
                return (poured, *others)
        self.hopeless.add(key)
        return ()

    def may_fit(self, number: int, first: int) -> bool:
        """Whether the rest of the text has about as many lines as the rest of the legs."""
        count, story = len(self.legs) - number, self.story
        most = self.rooms[count] - count * self.empty[0]
        least = self.rooms[count] - count * self.empty[-1]
        above = story.ends[first - 1] if first else 0
        return story.bare[-1] - story.bare[first] <= most and story.lines - above >= least
