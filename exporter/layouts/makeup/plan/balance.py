"""Legs that end on about one line: what a story leaves empty is shared among its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exporter.layouts.makeup.plan.frame import Frame, Leg
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.plan.story import Story


def balanced(placed: Placement) -> Placement:
    """Return a frame on the sheet whose legs end as near to one line as the text lets them.

    The search fills leg after leg, and leaves the last one short. No leg ends before a widow or
    after a subhead, so that not all can end within a line of each other.
    """
    frame = placed.frame
    empty = empty_lines(frame)
    for spread in range(1, max(empty, default=0) - min(empty, default=0)):
        for least in range(max(empty) + 1):
            legs = _poured(frame.story, frame.legs, 0, range(least, least + spread + 1))
            if legs:
                return replace(placed, frame=replace(frame, legs=legs))
    return placed


def empty_lines(frame: Frame) -> list[int]:
    """Return the lines at the foot of each leg that stay empty."""
    return [leg.lines - frame.story.taken(leg.first, leg.last) for leg in frame.legs]


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
