"""The head and the pictures of a frame, whatever its height."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from exporter.layouts.makeup.plan.gallery import Gallery, PlacedShot
from exporter.layouts.makeup.plan.legs import Leg
from exporter.layouts.makeup.plan.story import Head, Shot

NONE = Gallery()


class Lead(NamedTuple):
    """The text above the last table that stands as it is written, in legs between head and tables.

    It takes `lines` of one column, of which `white` stay empty.
    """

    legs: tuple[Leg, ...] = ()
    lines: int = 0
    white: int = 0


NO_LEAD = Lead()


class Arrangement(NamedTuple):
    """A head, and where the first picture stands: over the last columns, its height still open.

    `heights` are the lines that the picture may have, from the least on, each with what head and
    picture cost then; without a picture these are 0 lines. It begins at the line `top`, or above
    the head.
    """

    head: Head
    head_columns: int
    head_lines: int
    heights: Sequence[tuple[int, float]]
    top_left: str = "head"
    top_right: str = "head"
    shot: Shot | None = None
    columns: int = 0
    top: int = 0
    is_above: bool = False

    @property
    def is_aside(self) -> bool:
        """Whether the text is at the right of the head, not below it."""
        return self.top_right == "aside"


class Draft(NamedTuple):
    """An arrangement with a picture of so many lines, and the other pictures at the foot.

    `taken` are the lines of one column that stand above the text, `foot` and `lowest` the lines
    with which the head and the lowest picture there end. `lead` is the text above tables that stand
    as they are written.

    A tuple, because thousands are made per page: a frozen dataclass takes three times as long.
    """

    arrangement: Arrangement
    lines: int
    cost: float
    taken: int
    foot: int
    lowest: int
    low: Gallery = NONE
    lead: Lead = NO_LEAD
    tables: tuple[PlacedShot, ...] = ()

    def above(self, low: Gallery, cost: float) -> Draft:
        """Return the draft above other pictures, `cost` with those."""
        return self._replace(low=low, cost=cost, taken=self.taken + low.columns * low.lines)

    @property
    def head_top(self) -> int:
        """The line with which the head begins."""
        return self.foot - self.arrangement.head_lines

    @property
    def text_tops(self) -> tuple[int, int]:
        """Lines of the head above the first and the last column; 0 where no head is on top."""
        _, _, lines, _, left, right, *_ = self.arrangement
        return lines * (left == "head"), lines * (right == "head")

    def tops(self, columns: int) -> tuple[int, ...]:
        """Return the first line below head and pictures in each column."""
        if self.tables:
            return (self.lowest,) * columns
        head, picture = self.arrangement.head_columns, self.arrangement.columns
        tops = (self.foot,) * head + (0,) * (columns - head)
        if not picture or self.arrangement.is_above:
            return tops
        return tops[: columns - picture] + (self.lowest,) * picture

    def rooms(self, columns: int, height: int) -> tuple[int, ...]:
        """Return the lines free for text in each column of a height; less than 0 means no room."""
        return self.rooms_below(self.tops(columns), height)

    def rooms_below(self, tops: tuple[int, ...], height: int) -> tuple[int, ...]:
        """Return them by the first line below head and pictures in each column.

        One line parts the text from pictures below; none without text.
        """
        low = self.low
        if low.columns:
            above = [height - low.lines - top for top in tops[: low.columns]]
            below = [height - top for top in tops[low.columns :]]
            rooms = tuple([room - (room > 0) for room in above] + below)
        else:
            rooms = tuple([height - top for top in tops])
        if self.arrangement.is_aside:
            aside = self.arrangement.head_columns
            return (0,) * aside + rooms[aside:]
        return rooms

    def shots(self, columns: int) -> tuple[PlacedShot, ...]:
        """Return the pictures above the text of a frame over some columns, then the tables."""
        made = self.arrangement
        if not made.shot:
            return self.tables
        first = PlacedShot(made.shot, columns - made.columns, made.columns, made.top, self.lines)
        return (first, *self.tables)


def draft_of(made: Arrangement, lines: int, cost: float) -> Draft:
    """Return an arrangement with a picture of so many lines."""
    foot = made.head_lines + lines * made.is_above
    taken = 0 if made.is_aside else made.head_columns * made.head_lines + made.columns * lines
    return Draft(made, lines, cost, taken, foot, made.top + lines)
