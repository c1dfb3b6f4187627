"""Where a head stands in its lines: what it has to spare is above it, not between it and the text.

White below a headline parts it from its text; above it, the same white parts two stories.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from exporter.edition.style.definition import Headlines
from exporter.layouts.makeup.plan.slicing import Placement

KICKER = 1.5  # lines of a kicker, as the style sheet has them


def lowered(
    placed: Placement,
    placements: Sequence[Placement],
    scale: Headlines,
    kicked: Container[str] = (),
    parted: Container[str] = (),
) -> float:
    """Return the lines by which the head of a frame stands lower than its place.

    Heads side by side are lowered by the same, so that their first lines stay on one line; none
    beside a picture's top, nor at the top of the sheet. Beside stories that have a kicker, those
    of `kicked`, headlines without one stand on the line of the others' headlines, if all can.
    Heads that are `parted` at a fold may take all of their lines. `scale` has what stays below.
    """
    row = _row(placed, placements)
    if placed.line == 0 or any(each.frame.story.id in parted for each in row):
        return 0.0
    least = min(_spare(each, scale) for each in row)
    plain = [each for each in row if _is_plain(each, kicked)]
    may = all(_spare(each, scale) - least >= KICKER for each in plain)
    return least + KICKER * (may and placed in plain and _has_kicker(row, kicked))


def _is_plain(placed: Placement, kicked: Container[str]) -> bool:
    return placed.frame.top_left == "head" and placed.frame.story.id not in kicked


def _has_kicker(row: Sequence[Placement], kicked: Container[str]) -> bool:
    """Whether a head of a row has a kicker above its headline; a lead's is higher."""
    tops = (each.frame for each in row if each.frame.top_left == "head")
    return any(frame.story.id in kicked and frame.story.rank > 1 for frame in tops)


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


def _spare(placed: Placement, scale: Headlines) -> float:
    """Return the lines that a frame's head can do without; 0 if no head is all along its top."""
    frame = placed.frame
    if frame.head is None or not frame.texts or {frame.top_left, frame.top_right} != {"head"}:
        return 0.0
    kept = scale.air + scale.part_air * (frame.head.others > 0)
    return max(0.0, frame.head_lines - frame.head.height - kept)
