"""What was measured of an article: its text line by line, its heads and its pictures.

All heights are whole lines of the page's grid.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, chain

from exporter.model import Place

Position = tuple[int, int]
"""A place in a text: number of the block, and characters into it."""


@dataclass(frozen=True)
class Slice:
    """What a column break can't part: a line of text, a table, a picture in the text.

    `before` are lines of space above it that fall away at the top of a leg; `tied` forbids a
    break after it, as after a subhead or the first line of a longer paragraph; `hyphen` is what it
    ends with inside a word; `inside` begins inside a paragraph; `widow` is the last line of a
    paragraph, with which no leg should begin. A `mark` says where a table was written that stands
    elsewhere.
    """

    start: Position
    lines: int
    before: int = 0
    tied: bool = False
    hyphen: str = ""
    inside: bool = False
    widow: bool = False
    mark: bool = False


@dataclass(frozen=True)
class Head:
    """Kicker, headline, deck and byline over a number of columns, at a size in points.

    `wording` are the lines of the headline. `loss` is what is ugly about it, `height` its own
    height in lines, not rounded, `others` that of all but the headline. An `upright` one is
    vertical, over one column.
    """

    size: float
    lines: int
    wording: tuple[str, ...] = ()
    loss: float = 0.0
    height: float = 0.0
    others: float = 0.0
    upright: bool = False
    void: float = 0.0


@dataclass(frozen=True)
class Shot:
    """A picture or table that may be set over several columns.

    `ratio` is height by width. `below` gives by number of columns the lines of its caption and of
    the space below. A table, a drawing or a chart is `rigid`: it is not cropped. `fixed` are the
    lines of what has no ratio, by number of columns. `sharp` is the width in points up to which it
    has the pixels that its profile asks for; 0 is any. `written` is the slice that a table stands
    before, or all of them; 0 is none. `most` is the area that it takes at most, in lines of one
    column; 0 is any.
    """

    number: int
    ratio: float
    below: Mapping[int, int]
    rigid: bool = False
    fixed: Mapping[int, int] = field(default_factory=dict)
    sharp: float = 0.0
    written: int = 0
    most: float = 0.0

    def high(self, columns: int) -> int:
        """Return the lines of what has no ratio over columns, with its caption and the space."""
        return self.fixed[columns] + self.below[columns]


@dataclass(frozen=True)
class Story:
    """An article, or the rest of one, as it was measured for one grid.

    `heads` are its possible heads by number of columns, the best first, `upright` is a vertical
    one; `rank` counts from 1.
    `box` is set for an advertisement: its columns and lines. `filler` is a house box, which takes
    what room there is. `quote` is a quotation that may be its only shot. `tail` are lines kept
    free after the text, which stops before `end`. `inset` are the points by which its columns are
    narrower on both sides, in a panel.
    `wordings` are the ways to part its headline into lines that end well.
    """

    id: str
    rank: int
    heads: Mapping[int, tuple[Head, ...]]
    slices: tuple[Slice, ...] = ()
    shots: tuple[Shot, ...] = ()
    small: bool = False
    columns: int = 0
    place: Place = Place.ANY
    box: tuple[int, int] | None = None
    filler: bool = False
    tail: int = 0
    end: Position | None = None
    upright: Head | None = None
    quote: Shot | None = None
    inset: float = 0.0
    wordings: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def quoted(self) -> Story:
        """The story with its quotation as the only shot."""
        return replace(self, shots=(self.quote,)) if self.quote else self

    def below(self, most: float) -> Story:
        """Return the story with no picture of more than an area, in lines of one column."""
        if not any(shot.ratio for shot in self.shots):
            return self
        shots = (replace(shot, most=most if shot.ratio else 0) for shot in self.shots)
        return replace(self, shots=tuple(shots))

    @cached_property
    def loosened(self) -> Story:
        """The story with paragraphs whose first line may end a leg; subheads still may not."""
        after = chain((piece.inside for piece in self.slices[1:]), (False,))
        slices = (
            replace(piece, tied=piece.tied and not inside)
            for piece, inside in zip(self.slices, after, strict=False)  # there may be no text
        )
        return replace(self, slices=tuple(slices))

    @cached_property
    def ends(self) -> list[int]:
        """Lines from the top of the text to the bottom of each slice, in one endless column."""
        return list(accumulate(piece.before + piece.lines for piece in self.slices))

    @cached_property
    def bare(self) -> list[int]:
        """Lines of the text before each slice, and of all of it, without the spaces between."""
        return list(accumulate((piece.lines for piece in self.slices), initial=0))

    @cached_property
    def lines(self) -> int:
        """Lines of the text in one endless column."""
        return self.ends[-1] if self.slices else 0

    def taken(self, first: int, last: int) -> int:
        """Lines that slices take in a leg which they begin, from `first` up to `last`."""
        if last <= first:
            return 0
        return self.ends[last - 1] - self.ends[first] + self.slices[first].lines

    def pour(self, first: int, room: int) -> int:
        """Return the first slice that no longer fits `room` lines, beginning with `first`.

        No leg ends with what is tied to the next slice, with a hyphen, or so that the next begins
        with a widow; a leg of two lines may end with a hyphen.
        """
        if first >= len(self.slices):
            return first
        top = self.ends[first] - self.slices[first].lines
        stop = bisect_right(self.ends, top + room, first)
        if stop >= len(self.slices):
            return stop
        return self._legal(first, stop)

    def _legal(self, first: int, stop: int) -> int:
        """Step back from `stop` to where a leg may end; `first` if nowhere."""
        slices = self.slices
        cut = stop
        while cut > first and (
            slices[cut - 1].tied
            or slices[cut].widow
            or (slices[cut - 1].hyphen and cut - first > 2)
        ):
            cut -= 1
        return cut
