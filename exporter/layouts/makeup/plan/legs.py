"""The legs (columns) of a story, and how to align their feet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from exporter.layouts.makeup.plan.story import Story

FEW = 3  # lines of text that a leg looks empty with
BRIEF = 16  # lines of a text of which a leg may end with the first line of a paragraph, to be even


class Leg(NamedTuple):
    """A leg: slices `first` up to `last`, `last` not included; none in a column left empty.

    A tuple, because tens of thousands are made per page.
    """

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
    rooms = [leg.lines for leg in legs]
    for least in range(max(0, share - spread), share + 2):
        cuts = _Pouring(story, rooms, least, spread).cuts_from(0, legs[0].first)
        if cuts:
            return tuple(
                Leg(leg.column, leg.top, leg.lines, first, last)
                for leg, (first, last) in zip(legs, pairwise((legs[0].first, *cuts)), strict=True)
            )
    return legs


class _Pouring:
    """Text poured into legs, each with from `least` to `least + spread` lines empty at its foot."""

    def __init__(self, story: Story, rooms: Sequence[int], least: int, spread: int) -> None:
        self.story, self.rooms = story, rooms
        self.least, self.most = least, least + spread
        self.after = list(accumulate(reversed(rooms), initial=0))
        # Many ways lead to one leg and one place in the text.
        self.hopeless: set[tuple[int, int]] = set()

    def cuts_from(self, number: int = 0, first: int = 0) -> tuple[int, ...]:
        """Return where legs end, from one on, with the text from a slice on; empty if nowhere."""
        if (number, first) in self.hopeless or not self.may_fit(number, first):
            return ()
        story, room = self.story, self.rooms[number]
        is_last = number == len(self.rooms) - 1
        tried = 0
        for empty in range(self.least, self.most + 1):
            last = story.pour(first, room - max(empty, story.tail * is_last))
            if last <= first or last == tried:
                continue
            tried = last
            if not self.least <= room - story.taken(first, last) <= self.most:
                continue
            if is_last:
                return (last,) if last == len(story.slices) else ()
            if others := self.cuts_from(number + 1, last):
                return (last, *others)
        self.hopeless.add((number, first))
        return ()

    def may_fit(self, number: int, first: int) -> bool:
        """Whether the rest of the text has about as many lines as the rest of the legs."""
        count, story = len(self.rooms) - number, self.story
        room = self.after[count]
        above = story.ends[first - 1] if first else 0
        return (
            story.bare[-1] - story.bare[first] <= room - count * self.least
            and story.lines - above >= room - count * self.most
        )


class Evened(NamedTuple):
    """Legs with their feet aligned, their unevenness, and how many end with a first line."""

    legs: tuple[Leg, ...]
    uneven: int
    orphans: int = 0


class Filled(NamedTuple):
    """Legs filled one after another, the lines that stay empty, how many legs look empty."""

    legs: tuple[Leg, ...]
    white: int
    poor: int


class Pourer:
    """Pours the text of a story into rooms side by side; what was poured once is kept.

    Rooms are the lines free in each column, 0 where there is no room. The legs begin at line 0.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self._filled: dict[tuple[int, ...], Filled | None] = {}
        self._evened: dict[tuple[int, ...], Evened] = {}

    def fill(self, rooms: tuple[int, ...]) -> Filled | None:
        """Fill one leg after another; None if the text does not fit."""
        if rooms not in self._filled:
            self._filled[rooms] = self._fill(rooms)
        return self._filled[rooms]

    def _fill(self, rooms: tuple[int, ...]) -> Filled | None:
        story, end = self.story, len(self.story.slices)
        legs, first, white, poor = [], 0, 0, 0
        for column, room in enumerate(rooms):
            if room < 1:
                continue
            last = story.pour(first, room)
            if last == end and first < last and story.tail:
                # The tail is below the last line: “continued on …”.
                last = story.pour(first, room - story.tail)
            used = story.taken(first, last)
            # An empty column is a foot of its own: a hole as high as its room.
            if used or room >= FEW:
                legs.append(Leg(column, 0, room, first, last))
                poor += used < FEW
            white += room - used
            first = last
        return Filled(tuple(legs), white, poor) if first == end else None

    def even(self, rooms: tuple[int, ...], filled: Filled) -> Evened:
        """Return the legs of filled rooms with their feet aligned."""
        if rooms not in self._evened:
            self._evened[rooms] = self._even(filled.legs)
        return self._evened[rooms]

    def _even(self, filled: tuple[Leg, ...]) -> Evened:
        """Align the feet of legs; those of a brief may have no other way than an orphan."""
        story = self.story
        legs = evened(story, filled)
        uneven = unevenness(story, legs)
        if uneven and story.lines <= BRIEF:
            others = evened(story.loosened, filled)
            if not unevenness(story, others):
                orphans = sum(story.slices[leg.last - 1].tied for leg in others[:-1])
                return Evened(others, 0, orphans)
        return Evened(legs, uneven)
