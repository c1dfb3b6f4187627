"""Plans: frames cut out of the sheet in rows and stacks, and what is ugly about neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from exporter.layouts.makeup.plan.arrangements import STRIP
from exporter.layouts.makeup.plan.costs import UNEVEN_TOPS
from exporter.layouts.makeup.plan.frame import Frame
from exporter.model import Place

TOMBSTONE = 7.0  # headlines side by side
TWINS = 9.0  # pictures side by side
STRIPS = 10.0  # two strips one below the other
OVER = 40.0  # a headline larger than one before it
OVER_LEAD = 240.0  # a headline twice as large as it should be beside the lead's
BELOW_LEAD = 0.85  # the size of other headlines beside the lead's, at most
INVERTED = 100.0  # a headline larger than the lead's, and a picture; one twice as large twice that
RIVAL = 30.0  # a picture as large as the lead's; in proportion above `RIVAL_FROM`
RIVAL_FROM = 0.6  # the size of a picture beside the lead's, up to which it leaves that its weight


class Node:
    """A rectangle of a plan: one frame, or two rectangles side by side or one above the other."""

    __slots__ = (
        "columns",
        "cost",
        "gap",
        "holds",
        "largest",
        "largest_picture",
        "lines",
        "picture",
        "row",
        "size",
        "small",
        "strip",
        "top_left",
        "top_right",
        "tops",
    )

    def __init__(self, frame: Frame) -> None:
        self.holds: Frame | tuple[Node, Node] = frame
        self.row, self.gap = False, 0
        self.columns, self.lines, self.cost = frame.columns, frame.lines, frame.cost
        self.size = self.largest = frame.size
        self.small = frame.story.small
        self.picture = self.largest_picture = picture_area(frame)
        self.strip = not (frame.story.box or frame.story.filler)
        self.tops = frame.tops
        self.top_left = (frame.top_left, frame.size)
        self.top_right = (frame.top_right, frame.size)

    @classmethod
    def join(cls, first: Node, second: Node, row: bool, cost: float, gap: int = 0) -> Node:
        """Return two rectangles as one; `cost` is that of both, `gap` the lines between them."""
        node = cls.__new__(cls)
        node.holds = first, second
        node.row, node.gap = row, gap
        node.columns = first.columns + second.columns if row else first.columns
        node.lines = first.lines if row else first.lines + gap + second.lines
        node.cost, node.size = cost, first.size
        node.small, node.picture = first.small, first.picture
        # Comparing takes less than `max`: a hundred thousand are made per page.
        one, other = first.largest_picture, second.largest_picture
        node.largest_picture = one if one >= other else other
        node.largest = first.largest if first.largest >= second.largest else second.largest
        node.strip = not row and first.strip
        node.tops = first.tops[0], (second if row else first).tops[1]
        node.top_left = first.top_left
        node.top_right = second.top_right if row else first.top_right
        return node


def neighbours_cost(first: Node, second: Node, row: bool, lead: bool) -> float:
    """Return the cost of two neighbours; with `lead`, the first begins with the page's lead."""
    cost = 0.0
    if row:
        (left, left_size), (right, right_size) = first.top_right, second.top_left
        if left == right == "head":
            close = min(left_size, right_size) / max(left_size, right_size, 1)
            cost += TOMBSTONE * max(0.0, close - 0.45) * 1.8
            cost += UNEVEN_TOPS * (first.tops[1] != second.tops[0])
        elif left == right == "shot":
            cost += TWINS
    if (
        not row
        and first.columns >= STRIP
        and isinstance(first.holds, Frame)
        and first.strip
        and second.strip
    ):
        cost += STRIPS
    most = first.size * BELOW_LEAD if lead else first.size
    if second.largest > most and second.largest > 1 and (lead or not first.small):
        over = second.largest / max(most, 1) - 1
        cost += (OVER_LEAD if lead else OVER) * min(over, 1.0)
    if lead:
        cost += _inverted(first.size, second.largest)
        cost += _inverted(first.picture, second.largest_picture)
        cost += _rival(first.picture, second.largest_picture)
    return cost


def _rival(lead: float, other: float) -> float:
    """Judge a picture that is not much smaller than the lead's: a page has one that dominates."""
    if not lead:
        return 0.0
    return RIVAL * max(0.0, min(other / lead, 1.0) - RIVAL_FROM) / (1 - RIVAL_FROM)


def _inverted(lead: float, other: float) -> float:
    """Judge what is larger than the lead's, if the lead has it."""
    return INVERTED * min(other / lead, 2.0) if 0 < lead < other else 0.0


def picture_area(frame: Frame) -> float:
    """Return the area of a frame's largest picture, in lines of one column; tables don't count."""
    return max((shot.area for shot in frame.shots if shot.shot.ratio), default=0)


@dataclass(frozen=True)
class Placement:
    """A frame on the sheet: column and line of its corner, counted in the type area from 0."""

    frame: Frame
    column: int
    line: int

    def lines_below(self, others: Iterable[Placement]) -> int | None:
        """Return the lines between this frame and the nearest one below it; None without one."""
        foot, right = self.line + self.frame.lines, self.column + self.frame.columns
        return min(
            (
                other.line - foot
                for other in others
                if other.line >= foot
                and self.column < other.column + other.frame.columns
                and other.column < right
            ),
            default=None,
        )


def rows(placed: Iterable[Placement]) -> Iterator[tuple[Frame, Frame]]:
    """Yield each two frames with a head that begin side by side on one line."""
    for one, other in permutations(placed, 2):
        side_by_side = one.column + one.frame.columns == other.column and one.line == other.line
        if side_by_side and one.frame.top_right == other.frame.top_left == "head":
            yield one.frame, other.frame


def placements(node: Node, column: int = 0, line: int = 0) -> Iterator[Placement]:
    """Yield the frames of a plan in reading order; its corner is at `column` and `line`, from 0."""
    if isinstance(node.holds, Frame):
        yield Placement(node.holds, column, line)
        return
    first, second = node.holds
    yield from placements(first, column, line)
    if node.row:
        yield from placements(second, column + first.columns, line)
    else:
        yield from placements(second, column, line + first.lines + node.gap)


def with_house_box(box: Frame, foot: int, placed: Sequence[Placement]) -> tuple[Placement, ...]:
    """Put a house box at the foot of a page, above what is wanted there if all else ends above."""
    low = [each for each in placed if each.frame.story.place is Place.BOTTOM]
    rest = [each for each in placed if each not in low]
    top = min((each.line for each in low), default=foot)
    if any(each.line + each.frame.lines > top for each in rest):
        return *placed, Placement(box, 0, foot)
    lowered = (replace(each, line=each.line + box.lines) for each in low)
    return *rest, Placement(box, 0, top), *lowered
