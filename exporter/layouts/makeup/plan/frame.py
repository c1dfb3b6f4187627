"""One way to set a story in a rectangle of whole columns and lines.

A frame has a head over its columns, pictures and the legs of the text. Its last line
is empty: it parts the frame from what is below.
"""

from __future__ import annotations

from dataclasses import dataclass

from exporter.layouts.makeup.plan.gallery import PlacedShot
from exporter.layouts.makeup.plan.legs import Leg
from exporter.layouts.makeup.plan.story import Head, Story


@dataclass(frozen=True)
class Frame:
    """One way to set a story; `white` is what stays empty, in lines of one column.

    `lead` are the legs above tables that stand as they are written, `legs` those below.
    """

    story: Story
    columns: int
    lines: int
    head: Head | None
    head_columns: int
    head_top: int
    head_lines: int
    shots: tuple[PlacedShot, ...]
    legs: tuple[Leg, ...]
    white: int
    cost: float
    top_left: str
    top_right: str
    lead: tuple[Leg, ...] = ()

    @property
    def size(self) -> float:
        """Size of the headline in points."""
        return self.head.size if self.head else 0

    @property
    def texts(self) -> list[Leg]:
        """The legs that have a text."""
        return [leg for leg in (*self.lead, *self.legs) if leg.first < leg.last]

    @property
    def tops(self) -> tuple[int, int]:
        """Lines of the head above the first and the last column; 0 where no head is on top."""
        lines = self.head_lines
        return lines * (self.top_left == "head"), lines * (self.top_right == "head")
