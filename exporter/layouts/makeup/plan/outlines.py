"""Where the text of a draft stands in each column, and the room that it has there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from exporter.layouts.makeup.plan.arrangements import Draft
from exporter.layouts.makeup.plan.gallery import Gallery


class Outline(NamedTuple):
    """A draft and where its text begins in each column, in lines from the top.

    `columns` are those of the text, `taken` the lines of one column that head and pictures take
    there; `heights` are the lines to try.
    """

    draft: Draft
    tops: tuple[int, ...]
    columns: int
    taken: int
    heights: range

    def rooms(self, height: int) -> tuple[int, ...]:
        """Return the lines free for text in each column of a height; less than 0 means no room."""
        rooms = rooms_of(self.tops, self.draft.low, height)
        if self.draft.is_aside:
            aside = self.draft.head_columns
            return (0,) * aside + rooms[aside:]
        return rooms


def room_tops(draft: Draft, columns: int) -> tuple[int, ...]:
    """Return the first line below head and pictures in each column."""
    tops = [0] * columns
    tops[: draft.head_columns] = [draft.head_top + draft.head_lines] * draft.head_columns
    for shot in draft.shots:
        for column in range(shot.column, shot.column + shot.columns):
            tops[column] = max(tops[column], shot.top + shot.lines)
    return tuple(tops)


def rooms_of(tops: Sequence[int], low: Gallery, height: int) -> tuple[int, ...]:
    """Return the lines free for text in each column of a height; less than 0 means no room.

    One line parts the text from pictures below; none without text.
    """
    above = [height - low.lines - top for top in tops[: low.columns]]
    below = [height - top for top in tops[low.columns :]]
    return tuple([room - (room > 0) for room in above] + below)
