"""Headlines made larger where their heads have lines to spare, so that no hole is below them.

One that is larger than the lead's, because no other plan fits the page, is made smaller, and so is
one that is too near to it, as far as its head does not look empty then. Heads side by side have as
many lines as the highest of them, for their texts to begin on one line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.slicing import BELOW_LEAD, Placement
from exporter.layouts.makeup.plan.story import Head

MOST_ENLARGED = 1.2  # sizes of a headline that it is enlarged to, at most
LEAST_REDUCED = 0.85  # sizes of a headline that it is reduced to, at least, to be below the lead's
WIDEST = 0.985  # share of its columns' width that a headline takes


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
        frame = each.frame
        if frame.head and frame.head.wording and not frame.story.small and not frame.head.upright:
            head = _enlarged(frame.head, frame.head_columns, frame.head_lines, most, area)
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
    size = int(2 * size) / 2
    return _of_size(head, max(size, head.size))


def _of_size(head: Head, size: float) -> Head:
    """Return a head whose headline has a size in points."""
    if size == head.size:
        return head
    own = head.height - head.others
    return replace(head, size=size, height=head.others + own * size / head.size)
