"""The legs (columns) of a story, and how to align their feet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    most = 1 + unevenness(story, legs)
    spread = _Cuts(story, legs).least_spread(_share(story, legs), most) if most > 2 else most
    return _spread(story, legs, spread) if spread < most else legs


def _share(story: Story, legs: Sequence[Leg]) -> int:
    """Return the empty lines of a leg if all had as many.

    Space dropped at the tops of legs changes the sum a little.
    """
    return sum(empty_lines(story, legs)) // len(legs)


def _spread(story: Story, legs: tuple[Leg, ...], spread: int) -> tuple[Leg, ...]:
    """Return legs whose empty lines differ by at most so many."""
    share = _share(story, legs)
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


class _Cuts:
    """Every way to part the text of some legs among them: how even their feet may be at all."""

    def __init__(self, story: Story, legs: Sequence[Leg]) -> None:
        self.story, self.begin = story, legs[0].first
        self.rooms = [leg.lines for leg in legs]
        self.known: dict[tuple[int, int], list[tuple[int, int]]] = {}

    def least_spread(self, share: int, most: int) -> int:
        """Return by how many lines, from 2 on, the empty lines of legs differ at least, or `most`.

        None has fewer than that below the `share`, or all of them more, as in `_spread`.
        """
        for least in range(share + 1, -1, -1):
            if share - least >= most:
                break
            highest = self.highest(0, self.begin, least, least + most - 1, {})
            if highest < least + most:
                most = max(highest - least, share - least, 2)
        return most

    def highest(
        self, number: int, first: int, least: int, limit: int, known: dict[tuple[int, int], int]
    ) -> int:
        """Return the most empty lines of a leg from one on, at its least; `limit` + 1 if more.

        None has fewer than `least`.
        """
        if number == len(self.rooms):
            return least if first == len(self.story.slices) else limit + 1
        key = number, first
        if key not in known:
            best = limit + 1
            for last, empty in self.ends(number, first):
                if least <= empty < best:
                    best = min(
                        best, max(empty, self.highest(number + 1, last, least, limit, known))
                    )
            known[key] = best
        return known[key]

    def ends(self, number: int, first: int) -> list[tuple[int, int]]:
        """Return where a leg may end that begins with a slice, and the lines left empty then."""
        key = number, first
        if key not in self.known:
            self.known[key] = list(self.find_ends(self.rooms[number], first, number + 1))
        return self.known[key]

    def find_ends(self, room: int, first: int, following: int) -> Iterator[tuple[int, int]]:
        """Yield them from the last on."""
        story, whole = self.story, len(self.story.slices)
        is_last = following == len(self.rooms)
        last = story.pour(first, room - story.tail * is_last)
        while last > first:
            taken = story.taken(first, last)
            if last == whole or not is_last:
                yield last, room - taken
            last = story.pour(first, taken - 1)


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
    `whole` is the text of which the story is a part.
    """

    def __init__(self, story: Story, whole: Story | None = None) -> None:
        self.story = story
        self.is_brief = (whole or story).lines <= BRIEF
        self._filled: dict[tuple[int, ...], Filled | None] = {}
        self._evened: dict[tuple[int, ...], Evened] = {}
        self._balanced: dict[tuple[int, ...], Evened] = {}

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

    def balance(self, rooms: tuple[int, ...], filled: Filled) -> Evened:
        """Return the legs of filled rooms with their feet as close to each other as can be."""
        if rooms not in self._balanced:
            legs = balanced(self.story, self.even(rooms, filled).legs)
            self._balanced[rooms] = Evened(legs, unevenness(self.story, legs))
        return self._balanced[rooms]

    def _even(self, filled: tuple[Leg, ...]) -> Evened:
        """Align the feet of legs; those of a brief may have no other way than an orphan."""
        story = self.story
        legs = evened(story, filled)
        uneven = unevenness(story, legs)
        if uneven and self.is_brief:
            others = evened(story.loosened, filled)
            if not unevenness(story, others):
                orphans = sum(story.slices[leg.last - 1].tied for leg in others[:-1])
                return Evened(others, 0, orphans)
        return Evened(legs, uneven)
