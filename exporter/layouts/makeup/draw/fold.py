"""Type at the fold of a spread: heads and captions keep out of the gutter between its pages.

A headline stands whole on one page if it is not much smaller so; else it is parted between words at
the fold, line by line. Kicker, deck, byline and captions stand on one page, and so do tables, or
they are parted between columns (`folded_tables`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from exporter.languages.characters import join_lines
from exporter.layouts.makeup.measure.headline_breaks import Ems, line_ends
from exporter.layouts.makeup.measure.heads import FULL
from exporter.layouts.makeup.measure.parts import Parts
from exporter.layouts.makeup.measure.sizes import head_element
from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.gallery import PlacedShot
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.plan.story import Head
from exporter.layouts.makeup.stylesheet import points
from exporter.layouts.trees import add_style
from exporter.units import half_points
from exporter.xhtml import Element

LEAST_PART = 0.2  # of a line, on each side of the fold
WHOLE = 0.8  # the size of a headline on one page, beside that of one that is parted


@dataclass(frozen=True)
class Fold:
    """What a box over both pages has on the page where it begins, between them, and on the other.

    Lengths are in points; `before` and `after` are whole columns.
    """

    grid: SheetGrid
    first: float
    second: float
    before: int
    after: int

    @property
    def gutter(self) -> float:
        """Width in points of the inner margins between the columns of both pages."""
        return self.grid.gap + self.grid.fold

    @property
    def is_first_wider(self) -> bool:
        """Whether the page where the box begins has as much of it as the other, or more."""
        return self.first >= self.second

    @property
    def wider(self) -> int:
        """The columns on the page that has more of the box."""
        return max(self.before, self.after)

    def keep(self, element: Element, first: bool) -> None:
        """Keep an element as wide as the box on one of the pages."""
        is_end = first != self.grid.mirrored
        away = self.second if first else self.first
        add_style(element, f"padding-{'right' if is_end else 'left'}:{points(away + self.gutter)}")


def fold_in(grid: SheetGrid, column: int, columns: int) -> Fold | None:
    """Return what a box of whole columns has on both sides of the fold; None off the fold."""
    before = grid.columns // 2 - column
    after = columns - before
    if not grid.fold or before <= 0 or after <= 0:
        return None
    return Fold(grid, grid.span(before), grid.span(after), before, after)


# Heads --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Parted:
    """A head whose lines have a part before the fold, and one after it that may be empty.

    Its kicker, deck and byline stand on the `first` of both pages, or on the other.
    """

    head: Head
    lines: tuple[tuple[str, str], ...]
    first: bool


def head_over(parts: Parts, frame: Frame, head: Head, fold: Fold) -> tuple[Head, Element]:
    """Return the head of a frame with no type in the gutter, and what it measures then."""
    parted = _parted(parts, frame, head, fold)
    if parted.head.size < WHOLE * head.size and not fold.is_first_wider:
        # A deck takes fewer lines on the wider page, and leaves more of them to the headline.
        other = _parted(parts, frame, head, fold, first=False)
        parted = max(parted, other, key=lambda each: each.head.size)
    least = WHOLE * parted.head.size
    for is_first in dict.fromkeys((True, fold.is_first_wider)):
        columns = fold.before if is_first else fold.after
        whole = _whole(frame, columns)
        if whole and whole.size >= least:
            element = head_element(parts, whole, columns, fold.grid)
            for child in element:
                fold.keep(child, is_first)
            return whole, element
    same = _parted(parts, frame, head, replace(fold, second=0))
    parted = same if same.head.size >= least else parted
    return parted.head, _draw(parts, parted, fold)


def _whole(frame: Frame, columns: int) -> Head | None:
    """Return the largest head that has room on one page, if there is one."""
    heads = frame.story.heads.get(columns, ())
    fitting = (head for head in heads if head.lines <= frame.head_lines)
    return max(fitting, key=lambda head: head.size, default=None)


def _parted(parts: Parts, frame: Frame, head: Head, fold: Fold, first: bool = True) -> _Parted:
    """Part the lines of a headline at the fold, as large as both sides and the frame allow."""
    ways = [
        _ways(text, ends, fold, parts.face.ems) for text, ends in _line_ends(parts, head.wording)
    ]
    heads = frame.story.heads.get(fold.before if first else fold.after, ())
    others = max((each.others for each in heads[:1]), default=head.others)
    own = head.height - head.others
    high = head.size * (frame.head_lines - others) / own if own else head.size
    size = half_points(min(head.size, high, *(max(each) for each in ways)))
    lines = tuple(_first_fitting(each, size) for each in ways)
    wording = tuple(text for line in lines for text in line if text)
    height = others + own * size / head.size
    return _Parted(replace(head, size=size, wording=wording, height=height), lines, first)


def _line_ends(parts: Parts, wording: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
    """Yield the lines of a headline, each with the places where a word ends."""
    joined, start = join_lines(parts.article.headline), 0
    for line in wording:
        start = max(joined.find(line, start), start)
        held = tuple((first - start, last - start) for first, last in parts.held)
        yield line, line_ends(line, held)
        start += len(line)


def _ways(text: str, ends: Sequence[int], fold: Fold, ems: Ems) -> dict[float, tuple[str, str]]:
    """Return the ways to part a line by the largest size in points that has room.

    A line that has no word after the fold is not parted, nor one with next to nothing there.
    """
    first, second, whole = fold.first * FULL, fold.second * FULL, ems(text) or 1
    ways = {first / whole: (text, "")}
    for end in ends if second else ():
        one, other = text[:end].strip(), text[end:].strip()
        if min(ems(one), ems(other)) >= LEAST_PART * whole:
            ways[min(first / ems(one), second / ems(other))] = one, other
    return ways


def _first_fitting(ways: Mapping[float, tuple[str, str]], size: float) -> tuple[str, str]:
    """Return the way with the most before the fold at a size; the largest if none has room."""
    fitting = [way for limit, way in ways.items() if limit >= size]
    return max(fitting or [ways[max(ways)]], key=lambda way: len(way[0]))


def _draw(parts: Parts, parted: _Parted, fold: Fold) -> Element:
    """Return the head: what goes on after the fold stands beside what is before it."""
    columns = fold.before if parted.first else fold.after
    element = head_element(parts, parted.head, columns, fold.grid)
    is_over = any(other for _, other in parted.lines)
    start = "right" if fold.grid.mirrored else "left"
    headline = next(element.iter("h1"))
    for child in element:
        if child is not headline or not is_over:
            fold.keep(child, parted.first)
        if is_over:
            add_style(child, f"text-align:{start};margin-left:0;margin-right:0")
    spans = iter(headline)
    for _, other in parted.lines:
        line = next(spans)
        add_style(line, "clear:both")
        if other:
            add_style(line, f"float:{start};width:{points(fold.first + fold.gutter)}")
            next(spans)
    return element


# Pictures -----------------------------------------------------------------------------------


def shot_fold(grid: SheetGrid, placed: Placement, shot: PlacedShot) -> Fold | None:
    """Return what a picture has on both sides of the fold; None off the fold."""
    frame = fold_in(grid, placed.column, placed.frame.columns)
    if not frame or not shot.width:
        return fold_in(grid, placed.column + shot.column, shot.columns)
    first, second = frame.first - shot.left, shot.left + shot.width - frame.first - grid.gap
    if first <= 0 or second <= 0:
        return None
    return Fold(grid, first, second, _columns(grid, first), _columns(grid, second))


def is_beyond(grid: SheetGrid, placed: Placement, shot: PlacedShot) -> bool:
    """Whether a picture in a row begins on the other page than the row."""
    frame = fold_in(grid, placed.column, placed.frame.columns)
    return frame is not None and shot.width > 0 and frame.first <= shot.left


def below(shot: PlacedShot, fold: Fold | None) -> int:
    """Return the lines of a caption and the space below, on one page if it is at the fold."""
    lines = shot.shot.below[shot.columns]
    return max(lines, shot.shot.below.get(fold.wider, lines)) if fold else lines


def keep_words(element: Element, fold: Fold) -> None:
    """Keep the caption of a picture or a table, and its title, on one page."""
    for words in element.iter("figcaption", "caption", "p"):
        if not any(each.tag == "td" for each in words.iterancestors()):
            fold.keep(words, fold.is_first_wider)


def fits_one_page(shot: PlacedShot, fold: Fold) -> bool:
    """Whether a table has the lines that it takes on the page with more of it."""
    room = shot.lines - below(shot, fold)
    return shot.shot.fixed.get(fold.wider, room + 1) <= room


def _columns(grid: SheetGrid, width: float) -> int:
    """Return the whole columns in a width."""
    return int((width + grid.gap + 1) / (grid.column + grid.gap))
