"""Headlines made larger where their heads have lines to spare, so that no hole is below them.

One that is larger than the lead's, because no other plan fits the page, is made smaller, and so is
one that is too near to it, as far as its head does not look empty then. Heads side by side have as
many lines as the highest of them, for their texts to begin on one line: a brief's headline beside a
higher head is larger than others or takes a line more, rather than stand above a hole.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from exporter.layouts.makeup.plan.costs import HEAD_AIR
from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.slicing import BELOW_LEAD, Placement, rows
from exporter.layouts.makeup.plan.story import Head
from exporter.units import half_points

MOST_ENLARGED = 1.2  # sizes of a headline that it is enlarged to, at most
LEAST_REDUCED = 0.85  # sizes of a headline that it is reduced to, at least, to be below the lead's
WIDEST = 0.985  # share of its columns' width that a headline takes
GROWN = 1.35  # sizes of its rank that a headline beside a higher head has, at most
LEAST_BRIEF = 0.92  # sizes of a brief's headline that one of more lines has, at least
LEAST_AIR = 0.5  # lines between such a headline and its text, at least
WIDOW = 0.4  # the width of a line beside the widest, below which it looks lost


def with_larger_heads(placed: Sequence[Placement], area: SheetGrid) -> tuple[Placement, ...]:
    """Return frames with headlines as large as there is room, none made larger than one before."""
    if area.fold:
        return tuple(placed)  # a head over the middle of a spread is broken where it is drawn
    ranked = sorted(placed, key=lambda each: each.frame.story.rank)
    # Below a lead that is a brief, no headline is larger than those of the lowest rank.
    ranks = area.scale.ranks
    least, largest = ranks[-1] * area.type.size, ranks[0] * area.type.size
    most = least if ranked and ranked[0].frame.story.small else largest
    found: dict[str, Placement] = {}
    lead = math.inf
    for each in ranked:
        frame, head = each.frame, each.frame.head
        if head is None or not head.wording:  # a rest has its headline where it begins
            pass
        elif frame.story.small and _is_beside(each, placed):
            frame = replace(frame, head=_filling(head, frame, most, area))
        elif not frame.story.small and not head.upright:
            head = _enlarged(head, frame.head_columns, frame.head_lines, most, area)
            below = max(_step(frame.story.rank, area) * lead, least, LEAST_REDUCED * head.size)
            head = _of_size(head, min(head.size, below))
            if frame.story.rank == 1:
                lead = head.size
                most, largest = BELOW_LEAD * head.size, max(head.size, least)
            head = _of_size(head, min(head.size, largest))
            most = min(most, head.size)
            frame = replace(frame, head=head)
        found[frame.story.id] = replace(each, frame=frame)
    return tuple(found[each.frame.story.id] for each in placed)


def _is_beside(each: Placement, placed: Sequence[Placement]) -> bool:
    """Whether a frame has its head at its top, beside another one's."""
    return any(each.frame in pair for pair in rows(placed))


def _filling(head: Head, frame: Frame, most: float, area: SheetGrid) -> Head:
    """Return the head of a brief that leaves no hole above its text, as far as there is one.

    Its height follows from that which was measured: a headline's lines are of one height.
    """
    own = head.height - head.others
    if frame.head_lines - head.height <= HEAD_AIR or own <= 0:
        return head
    line = own / len(head.wording) / head.size
    room = frame.head_lines - LEAST_AIR - head.others
    width = WIDEST * (area.span(frame.head_columns) - 2 * frame.story.inset)
    largest = max(head.size, min(GROWN * area.scale.brief * area.type.size, most))
    best = head
    for wording in frame.story.wordings:
        widths = [area.faces.headline.ems(each) or 1.0 for each in wording]
        if min(widths) < WIDOW * max(widths):
            continue
        size = half_points(min(largest, width / max(widths), room / len(wording) / line))
        height = head.others + len(wording) * size * line
        if size >= LEAST_BRIEF * head.size and height > best.height:
            best = replace(head, wording=wording, size=size, height=height)
    return best


def _step(rank: int, area: SheetGrid) -> float:
    """Return the share of the lead's size that a headline has at most, by its rank."""
    shares = (1.0, *area.scale.below_lead)
    return shares[min(rank, len(shares)) - 1]


def _enlarged(head: Head, columns: int, lines: int, most: float, area: SheetGrid) -> Head:
    """Return a head of some columns and lines with the largest size up to `most` points."""
    own = head.height - head.others
    if own <= 0 or lines - head.height <= area.scale.air:
        return head
    widest = max(map(area.faces.headline.ems, head.wording)) or 1.0
    size = min(
        MOST_ENLARGED * head.size,
        head.size * (lines - area.scale.air - head.others) / own,
        WIDEST * area.span(columns) / widest,
        most,
    )
    return _of_size(head, max(half_points(size), head.size))


def _of_size(head: Head, size: float) -> Head:
    """Return a head whose headline has a size in points."""
    if size == head.size:
        return head
    own = head.height - head.others
    return replace(head, size=size, height=head.others + own * size / head.size)
