"""The legs (columns) of a story, and how to align their feet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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


def orphans(story: Story, legs: Sequence[Leg]) -> int:
    """Count the legs that end with an orphan: the first line of a paragraph."""
    return sum(story.slices[leg.last - 1].orphan for leg in legs if leg.last > leg.first)


def unevenness(story: Story, legs: Sequence[Leg]) -> int:
    """Return by how many lines the feet of the legs differ, minus one."""
    empty = empty_lines(story, legs)
    return max(0, max(empty, default=0) - min(empty, default=0) - 1)


def evened(story: Story, legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """Return legs whose feet are within a line of each other, or the legs unchanged if impossible.

    Filling leg after leg leaves the last one short. No leg ends before a widow or after a subhead,
    so exact alignment is not always possible; a leg may end with an orphan if that aligns the feet.
    """
    if not unevenness(story, legs):
        return legs
    found = _spread(story, legs, 1)
    return found if found != legs else _spread(story, legs, 1, orphans=True)


def balanced(story: Story, legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """Return legs with feet as close to each other as the text allows."""
    for spread in range(2, 1 + unevenness(story, legs)):
        found = _spread(story, legs, spread)
        if found != legs:
            return found
    return legs


def _spread(
    story: Story, legs: tuple[Leg, ...], spread: int, *, orphans: bool = False
) -> tuple[Leg, ...]:
    """Return legs whose empty lines differ by at most so many."""
    # Space dropped at the tops of legs changes the sum a little.
    share = sum(empty_lines(story, legs)) // len(legs)
    for least in range(max(0, share - spread), share + 2):
        poured = _poured(story, legs, 0, range(least, least + spread + 1), orphans)
        if poured:
            return poured
    return legs


def _poured(
    story: Story, legs: Sequence[Leg], first: int, empty: range, orphans: bool
) -> tuple[Leg, ...]:
    """Pour the text so that the empty lines at the foot of each leg are in `empty`.

    Returns nothing if that is impossible.
    """
    leg, others = legs[0], legs[1:]
    for lines in empty:
        last = story.pour(first, leg.lines - max(lines, 0 if others else story.tail), orphans)
        if last <= first or leg.lines - story.taken(first, last) not in empty:
            continue
        poured = replace(leg, first=first, last=last)
        if not others:
            return (poured,) if last == len(story.slices) else ()
        rest = _poured(story, others, last, empty, orphans)
        if rest:
            return (poured, *rest)
    return ()
