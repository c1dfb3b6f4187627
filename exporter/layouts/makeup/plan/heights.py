"""The heights that stories can be set to at all, whatever that costs.

They are the bits of a number, bit n for n lines: to set one run of stories above another is a few
shifts, to set it beside another one `&`. So a page that no cuts make fit is given up in a
thousandth of the time that the search for the best cuts takes.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

Key = tuple[int, int, int]  # a run of stories, and a number of columns
Known = dict[Key, int]
Run = tuple[int, int]  # the first story of a run and the first one after it
# Whether a cut is admitted: into a row or a stack, the first run, the second, their columns.
Admits = Callable[[bool, Run, Run, int], bool]


@dataclass
class Useful:
    """The heights of runs by which a whole page can come about, by run and columns.

    A run may be a `single` story, `stacks` or `rows`; of `every` kind are those that it has as the
    second part of a cut.
    """

    single: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    stacks: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    rows: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    every: dict[Key, int] = field(default_factory=lambda: defaultdict(int))


class Heights:
    """The heights of runs of stories over a number of columns.

    `single` has those of each story over one column, over two, …; none is more than `most`.
    Runs change places where they are `free`, as in the search.
    """

    def __init__(
        self, single: Sequence[Sequence[int]], most: int, admits: Admits, free: bool
    ) -> None:
        self.single, self.admits, self.free = single, admits, free
        self.most, self.mask = most, (1 << most + 1) - 1
        self.known: tuple[Known, Known] = {}, {}

    def of_whole(self) -> int:
        """Return the heights of all stories over all columns."""
        number, columns = len(self.single[0]), len(self.single)
        if self.least() > columns * self.most:
            return 0  # as on most pages with too much, in whatever order
        # From short runs on, so that none of many stories goes too deep for Python.
        for length in range(1, number):
            for start in range(number - length + 1):
                for width in range(1, columns + 1):
                    self.of((start, start + length), width)
        return self.of((0, number), columns)

    def least(self) -> float:
        """Return the least lines of one column that the stories take beside each other."""
        return sum(
            min((width * lowest(each) for width, each in enumerate(story, 1)), default=math.inf)
            for story in zip(*self.single, strict=True)
        )

    def useful(self) -> Useful:
        """Return the heights that parts of a whole page can have, from the page to its stories.

        Where a page has little room to spare, those are few of all.
        """
        number, widest, found = len(self.single[0]), len(self.single), Useful()
        found.every[0, number, widest] = self.mask
        for length in range(number, 0, -1):
            for start in range(number - length + 1):
                for columns in range(widest, 0, -1):
                    self._part((start, start + length), columns, found)
        return found

    def _part(self, run: Run, columns: int, found: Useful) -> None:
        """Add what the parts of a run are good for, once that is known of the run itself."""
        key = *run, columns
        found.single[key] = (found.single[key] | found.every[key]) & self.alone(run, columns)
        found.stacks[key] = (found.stacks[key] | found.every[key]) & self.stacks(run, columns)
        found.rows[key] = (found.rows[key] | found.every[key]) & self.rows(run, columns)
        for one, other in self.parts(run):
            if found.stacks[key] and self.admits(False, one, other, columns):
                self._part_stack(found.stacks[key], one, other, columns, found)
            if found.rows[key] and self.admits(True, one, other, columns):
                for width in range(1, columns):
                    self._part_row(found.rows[key], one, width, other, columns - width, found)

    def _part_stack(self, whole: int, one: Run, other: Run, columns: int, found: Useful) -> None:
        above = self.alone(one, columns) | self.rows(one, columns)
        below = self.of(other, columns)
        whole |= whole >> 1  # a line more may be between the two
        useful = _differences(whole, below) & above
        found.single[*one, columns] |= useful
        found.rows[*one, columns] |= useful
        found.every[*other, columns] |= _differences(whole, above) & below

    def _part_row(
        self, whole: int, one: Run, width: int, other: Run, rest: int, found: Useful
    ) -> None:
        left = self.alone(one, width) | self.stacks(one, width)
        useful = left and whole & left & self.of(other, rest)
        found.single[*one, width] |= useful
        found.stacks[*one, width] |= useful
        found.every[*other, rest] |= useful

    def of(self, run: Run, columns: int) -> int:
        """Return the heights of a run over a number of columns."""
        return self.alone(run, columns) | self.stacks(run, columns) | self.rows(run, columns)

    def alone(self, run: Run, columns: int) -> int:
        """Return the heights of a single story."""
        start, end = run
        return self.single[columns - 1][start] & self.mask if end - start == 1 else 0

    def stacks(self, run: Run, columns: int) -> int:
        """Return the heights of a run as stacks."""
        known, key = self.known[0], (*run, columns)
        if key not in known:
            known[key] = self._stacks(run, columns)
        return known[key]

    def rows(self, run: Run, columns: int) -> int:
        """Return the heights of a run as rows."""
        known, key = self.known[1], (*run, columns)
        if key not in known:
            known[key] = self._rows(run, columns)
        return known[key]

    def _stacks(self, run: Run, columns: int) -> int:
        found = 0
        for one, other in self.parts(run):
            if self.admits(False, one, other, columns) and (below := self.of(other, columns)):
                above = self.alone(one, columns) | self.rows(one, columns)
                found |= _sums(above, below) & self.mask
        # A line more may be between the two.
        return (found | found << 1) & self.mask

    def _rows(self, run: Run, columns: int) -> int:
        found = 0
        for one, other in self.parts(run):
            if self.admits(True, one, other, columns):
                for width in range(1, columns):
                    left = self.alone(one, width) | self.stacks(one, width)
                    found |= left and left & self.of(other, columns - width)
        return found

    def parts(self, run: Run) -> Iterator[tuple[Run, Run]]:
        """Yield both parts of a run for each place where it may be cut."""
        start, end = run
        for middle in range(start + 1, end):
            yield (start, middle), (middle, end)
            if self.free and start:
                yield (middle, end), (start, middle)


def heights(lines: Iterable[int]) -> int:
    """Return numbers of lines as bits."""
    return sum(1 << each for each in set(lines))


def bits(found: int) -> Iterator[int]:
    """Yield the numbers of lines of some heights, the least first."""
    while found:
        lowest = found & -found
        yield lowest.bit_length() - 1
        found ^= lowest


def lowest(found: int) -> float:
    """Return the least of some heights, infinite if there is none."""
    return (found & -found).bit_length() - 1 if found else math.inf


def _sums(one: int, other: int) -> int:
    """Return all sums of one height and another."""
    if one.bit_count() > other.bit_count():
        one, other = other, one
    found = 0
    while one:
        lowest = one & -one
        found |= other * lowest
        one ^= lowest
    return found


def _differences(whole: int, part: int) -> int:
    """Return what is left of each of some heights without each of others."""
    found = 0
    while part:
        lowest = part & -part
        found |= whole >> lowest.bit_length() - 1
        part ^= lowest
    return found
