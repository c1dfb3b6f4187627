"""The legs of a story's text, and how they end on about one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exporter.layouts.makeup.plan.story import Story


@dataclass(frozen=True)
class Leg:
    """A piece of a column of text: slices `first` up to `last`, `last` not included."""

    column: int
    top: int
    lines: int
    first: int
    last: int


def empty_lines(story: Story, legs: Sequence[Leg]) -> list[int]:
    """Return the lines at the foot of each leg that stay empty."""
    return [leg.lines - story.taken(leg.first, leg.last) for leg in legs]


def unevenness(story: Story, legs: Sequence[Leg]) -> int:
    """Return the lines by which the legs end apart, beyond one."""
    empty = empty_lines(story, legs)
    return max(0, max(empty, default=0) - min(empty, default=0) - 1)


def evened(story: Story, legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """Return legs that end within a line of each other, or as they are if there are none.

    What fills leg after leg leaves the last one short. No leg ends before a widow, after a subhead
    or after the first line of a paragraph, so that not all can end within a line of each other.
    """
    return _spread(story, legs, 1) if unevenness(story, legs) else legs


def balanced(story: Story, legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """Return legs that end as near to one line as the text lets them."""
    for spread in range(2, 1 + unevenness(story, legs)):
        found = _spread(story, legs, spread)
        if found != legs:
            return found
    return legs


def _spread(story: Story, legs: tuple[Leg, ...], spread: int) -> tuple[Leg, ...]:
    """Return legs of which one has at most so many lines more left empty than another."""
    # Spaces that fall away at the tops of legs change the sum a little.
    share = sum(empty_lines(story, legs)) // len(legs)
    for least in range(max(0, share - spread), share + 2):
        poured = _poured(story, legs, 0, range(least, least + spread + 1))
        if poured:
            return poured
    return legs


def _poured(story: Story, legs: Sequence[Leg], first: int, empty: range) -> tuple[Leg, ...]:
    """Pour the text so that each leg has one of the numbers of lines left empty at its foot.

    Returns nothing if it can't be.
    """
    leg, others = legs[0], legs[1:]
    for lines in empty:
        last = story.pour(first, leg.lines - max(lines, 0 if others else story.tail))
        if last <= first or leg.lines - story.taken(first, last) not in empty:
            continue
        poured = replace(leg, first=first, last=last)
        if not others:
            return (poured,) if last == len(story.slices) else ()
        rest = _poured(story, others, last, empty)
        if rest:
            return (poured, *rest)
    return ()
