"""Where a head stands in its lines: what it has to spare is above it, not between it and the text.

White below a headline parts it from its text; above it, the same white parts two stories.
"""

from __future__ import annotations

from collections.abc import Sequence

from exporter.layouts.makeup.plan.slicing import Placement

KEPT = 0.8  # lines that stay below the headline
EACH = 0.2  # lines that stay for the space above each further part of a head


def lowered(placed: Placement, placements: Sequence[Placement]) -> float:
    """Return the lines by which the head of a frame stands lower than its place.

    Heads side by side are lowered by the same, so that their first lines stay on one line; none
    beside a picture's top, nor at the top of the sheet.
    """
    if placed.line == 0:
        return 0.0
    return min(map(_spare, _row(placed, placements)))


def _row(placed: Placement, placements: Sequence[Placement]) -> list[Placement]:
    """Return the frames that begin on the line of one, each beside the next, with that one."""
    row, found = [other for other in placements if other.line == placed.line], [placed]
    for one in found:
        beside = (other for other in row if _touch(one, other) and other not in found)
        found.extend(beside)
    return found


def _touch(one: Placement, other: Placement) -> bool:
    ends = one.column + one.frame.columns, other.column + other.frame.columns
    return ends[0] == other.column or ends[1] == one.column


def _spare(placed: Placement) -> float:
    """Return the lines that a frame's head can do without; 0 if no head is all along its top."""
    frame = placed.frame
    if frame.head is None or not frame.texts or {frame.top_left, frame.top_right} != {"head"}:
        return 0.0
    parts = EACH * (frame.head.others > 0)
    return max(0.0, frame.head_lines - frame.head.height - KEPT - parts)
