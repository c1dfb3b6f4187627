"""True sizes: WeasyPrint lays out every part of a page's articles once, and says how high it is."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from lxml import etree

from exporter.edition.parts import set_for_print
from exporter.engine.boxes import Document
from exporter.languages.tags import direction
from exporter.layouts.kinds import SHORT_KINDS
from exporter.layouts.makeup.measure.alike import Alike
from exporter.layouts.makeup.measure.cache import Store
from exporter.layouts.makeup.measure.headline_breaks import broken, filled
from exporter.layouts.makeup.measure.headline_limits import heads_of, limited_grids
from exporter.layouts.makeup.measure.heads import HeadlineSize, plain_wordings
from exporter.layouts.makeup.measure.long_tables import CELLS, most_columns, with_columns
from exporter.layouts.makeup.measure.marked import marked_lines
from exporter.layouts.makeup.measure.measured_heads import measured_heads
from exporter.layouts.makeup.measure.parts import (
    Exhibit,
    Parts,
)
from exporter.layouts.makeup.measure.ruler import Piece, Ruler
from exporter.layouts.makeup.measure.slices import slices
from exporter.layouts.makeup.measure.vertical_heads import upright_head, upright_style
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.story import Head, Shot, Slice, Story
from exporter.layouts.makeup.stylesheet import points, size_class
from exporter.layouts.trees import add_class, cells, find_class
from exporter.xhtml import Element, to_html

MANY_ROWS = 12
MOST_HEADLINES = 4_096  # in lines of their own, that are kept
DECK = 0.98  # of its room that a line of a deck takes: what nearly fills it may have one line more


def head_element(parts: Parts, head: Head, columns: int, grid: SheetGrid) -> Element:
    """Return the head of an article with its headline set at a size, over a number of columns."""
    element = copy.deepcopy(parts.head)
    _balance_deck(element, columns, grid)
    headline = next(element.iter("h1"))
    _reword(headline, marked_lines(parts.article.headline, head.wording), parts.language)
    headline.set("style", upright_style(head) if head.upright else f"font-size:{head.size}pt")
    return element


@lru_cache(maxsize=MOST_HEADLINES)
def _headline(
    html: str, headline: tuple[str, ...], wording: tuple[str, ...], language: str
) -> tuple[str, str]:
    """Return the `html` of a headline in those lines: what stands before its size, and after it.

    It is the same in all body types. Elements share the styles of classes: a style of its own
    would be worked out for each.
    """
    element = etree.fromstring(html)
    _reword(element, marked_lines(headline, wording), language)
    add_class(element, size_class(0))
    before, _, after = to_html(element).partition(size_class(0))
    return before, after


def _reword(headline: Element, lines: Sequence[Element], language: str) -> None:
    """Break a headline into lines."""
    for line in list(headline):
        headline.remove(line)
    headline.text = ""
    for number, line in enumerate(lines, 1):
        set_for_print(line, language)
        line.tail = " " if number < len(lines) else ""
        headline.append(line)


def _balance_deck(head: Element, columns: int, grid: SheetGrid) -> None:
    """Let a deck that takes several lines take as much of each."""
    deck = find_class(head, "deck")
    if deck is None:
        return
    words = "".join(deck.itertext())
    room, ems = grid.span(columns) / grid.type.size / grid.scale.deck, grid.faces.deck.ems
    lines = filled(words, DECK * room, ems) if words else ()
    if len(lines) > 1:
        width = max(map(ems, broken(words, len(lines), ems)))
        deck.set("style", f"max-width:{width + 0.3:.2f}em")


@dataclass(frozen=True)
class Size:
    """What was measured of an article: its story, the heights of blocks that don't end on the grid.

    Those are in points, by the number of the block; they are given to it (`settle`) to be drawn.
    `heads` are the heights of headlines and of what stands with them, by the names of the pieces.
    """

    story: Story
    heights: dict[int, float]
    heads: dict[str, float] = field(default_factory=dict)

    def settle(self, part: Parts) -> None:
        """Align the ends of the article's blocks to the grid."""
        for block in part.body:
            number = int(block.get("data-b") or 0)
            if number in self.heights:
                _set_height(block, self.heights[number])


class Measuring:
    """What is to be measured of the articles of a page, the first of rank 1."""

    def __init__(self, parts: Sequence[Parts], grid: SheetGrid) -> None:
        self.parts, self.grid = parts, grid
        self.grids = [
            own.inside(part.article.kind)
            for own, part in zip(limited_grids(parts, grid), parts, strict=True)
        ]
        self.tags = [_tag(part, rank) for rank, part in enumerate(parts, 1)]
        self.heads = [
            heads_of(part, rank, own)
            for rank, (part, own) in enumerate(zip(parts, self.grids, strict=True), 1)
        ]
        self.pieces = [
            [
                replace(piece, inset=grid.column - own.column)
                for piece in _pieces_of(number, part, self.heads[number], own)
            ]
            for number, (part, own) in enumerate(zip(parts, self.grids, strict=True))
        ]
        self.wholes = [
            list(_wholes(number, part, ours, grid))
            for number, (part, ours) in enumerate(zip(parts, self.pieces, strict=True))
        ]

    def keys(self, store: Store, *known: str) -> list[str]:
        """Return the names of what is kept of each article; empty ones if nothing is.

        The sizes come from the article and what else is `known`.
        """
        numbers = range(len(self.parts))
        return [store.key(*known, *self.source(each)) if store.folder else "" for each in numbers]

    def source(self, number: int) -> Iterator[str]:
        """Yield all that the sizes of an article depend on, but for the style and the program.

        The largest sizes of headlines follow from those of others: what is lost by smaller ones is
        computed anew (`_with_heads`).
        """
        part, scale = self.parts[number], self.grids[number].scale
        yield f"{number} {self.tags[number]} {part.article.id} {part.article.kind}"
        yield repr(scale.model_dump(exclude={"ranks"}))
        for columns, sizes in self.heads[number].items():
            yield f"{columns} {[(each.size, each.wording) for each in sizes]!r}"
        yield from (repr((each.ratio, each.rigid, each.words)) for each in part.shown)
        yield from (piece.box for piece in (*self.pieces[number], *self.wholes[number]))

    def sizes(
        self,
        lay_out: Callable[[str], Document],
        numbers: Sequence[int],
        alike: Alike | None = None,
    ) -> Mapping[int, Size]:
        """Measure the articles of those numbers; `lay_out` makes the document of HTML.

        `alike` has learned from others that were laid out in the same style.
        """
        ruler = Ruler(self.grid, lay_out, alike)
        texts = [
            ruler.read(f"t-{each}", self.tags[each], self.parts[each].body) for each in numbers
        ]
        ruler.compute_texts(texts)
        ruler.measure([(self.tags[number], self._first(number, ruler)) for number in numbers])
        ruler.learn_texts(texts)
        for wanted in (self._others, self._broken):
            ruler.measure([(self.tags[number], wanted(number, ruler)) for number in numbers])
        return {number: self._size(number, ruler) for number in numbers}

    def _first(self, number: int, ruler: Ruler) -> list[Piece]:
        """Return what of an article is laid out first: the first of each kind."""
        tag = self.tags[number]
        return [piece for piece in self.wholes[number] if ruler.is_first(tag, piece)]

    def _others(self, number: int, ruler: Ruler) -> list[Piece]:
        """Return what could not be computed from the first of its kind; also what breaks then."""
        tag = self.tags[number]
        unknown = [piece for piece in self.wholes[number] if not ruler.compute(tag, piece)]
        return unknown + [
            each for each in self._broken(number, ruler) if each.whole in ruler.wholes
        ]

    def _broken(self, number: int, ruler: Ruler) -> list[Piece]:
        """Return the pieces of an article that have to be laid out at their own width."""
        tag = self.tags[number]
        return [piece for piece in self.pieces[number] if ruler.known(tag, piece) is None]

    def kept_or_measured(
        self,
        keys: Sequence[str],
        store: Store,
        lay_out: Callable[[str], Document],
        alike: Alike | None = None,
    ) -> list[Size]:
        """Return the sizes of all articles, those in the store by their keys, others measured."""
        sizes = dict(enumerate(store.load(key, Size) for key in keys))
        missing = [number for number, size in sizes.items() if size is None]
        found = self.sizes(lay_out, missing, alike) if missing else {}
        for number, size in found.items():
            store.save(keys[number], size)
        sizes = {number: size and self._with_heads(number, size) for number, size in sizes.items()}
        sizes.update(found)
        return [size for size in sizes.values() if size is not None]

    def _size(self, number: int, ruler: Ruler) -> Size:
        heights: dict[int, float] = {}
        known = ruler.heights(self.tags[number], self.pieces[number])
        part, own = self.parts[number], self.grids[number]
        story = _story(number, part, own, ruler, known, heights)
        heads = {
            piece.name: known[piece.name] for piece in self.pieces[number] if piece.kind == "head"
        }
        return self._with_heads(number, Size(story, heights, heads))

    def _with_heads(self, number: int, size: Size) -> Size:
        """Give an article its heads, of the heights that were measured."""
        grid = self.grids[number]
        heads = {
            columns: tuple(measured_heads(number, columns, sizes, grid, size.heads))
            for columns, sizes in self.heads[number].items()
        }
        wordings = plain_wordings(self.parts[number].wordings)
        return replace(size, story=replace(size.story, heads=heads, wordings=wordings))


def _tag(part: Parts, rank: int) -> str:
    kind, language = part.article.kind, part.language
    return (
        f'<article class="article {kind} rank-{min(rank, 4)}" '
        f'lang="{language}" dir="{direction(language)}">'
    )


def _pieces_of(
    number: int, part: Parts, sizes: Mapping[int, Sequence[HeadlineSize]], grid: SheetGrid
) -> Iterator[Piece]:
    """Yield what of an article may be set over several columns, at each number of them."""
    largest: dict[tuple[str, ...], float] = {}
    for size in (size for choices in sizes.values() for size in choices):
        largest[size.wording] = max(largest.get(size.wording, 0), size.size)
    names = {wording: f"h-{number}-{place}" for place, wording in enumerate(largest)}
    headline = to_html(part.headline)
    headlines = {
        wording: _headline(headline, part.article.headline, wording, part.language)
        for wording in largest
    }
    # A deck that is balanced over fewer columns has lines of its own.
    has_deck = find_class(part.head, "deck") is not None
    unbroken = to_html(_without_headline(part, grid.columns, grid))
    for columns, choices in sizes.items():
        for choice, size in enumerate(choices):
            name = f"h-{number}-{columns}-{choice}"
            html = size_class(size.size).join(headlines[size.wording])
            scale = size.size / largest[size.wording]
            yield Piece(name, "head", columns, html, names[size.wording], scale)
        others = to_html(_without_headline(part, columns, grid)) if has_deck else unbroken
        whole = f"o-{number}-{grid.columns}" if others == unbroken else ""
        yield Piece(f"o-{number}-{columns}", "head", columns, others, whole)
    for place, exhibit in enumerate(part.shown):
        html = to_html(_words(exhibit)) if exhibit.words else ""
        has_tables = exhibit.words and exhibit.element.find(".//table") is not None
        whole = f"e-{number}-{place}-{grid.columns}" if exhibit.ratio else ""
        for columns in _spans(exhibit, grid) if exhibit.words else ():
            if has_tables:
                html = to_html(with_columns(_words(exhibit), columns, grid))
            yield Piece(f"e-{number}-{place}-{columns}", "shot", columns, html, whole)


def _wholes(number: int, part: Parts, pieces: Sequence[Piece], grid: SheetGrid) -> Iterator[Piece]:
    """Yield the text, and the pieces on lines that need not break; those that have none, too."""
    yield Piece(f"t-{number}", "leg body", 1, "".join(map(to_html, part.body)))
    yield from (piece for piece in pieces if piece.whole in ("", piece.name))
    # The lines of a headline are the same at all sizes: the largest stands for all.
    largest = {piece.whole: piece for piece in pieces if piece.scale == 1}
    for name, piece in largest.items():
        if name.startswith("h-"):
            yield replace(piece, name=piece.whole, kind="head unbroken", columns=grid.columns)


def _without_headline(parts: Parts, columns: int, grid: SheetGrid) -> Element:
    """Return a head without its headline: what is left has one height at all sizes of that."""
    head = copy.deepcopy(parts.head)
    _balance_deck(head, columns, grid)
    _remove(next(head.iter("h1")))
    return head


def _remove(element: Element) -> None:
    element.getparent().remove(element)


def _words(exhibit: Exhibit) -> Element:
    """Return an exhibit without its picture: what is left has the height of its words."""
    element = copy.deepcopy(exhibit.element)
    picture = element.find(".//img")
    if exhibit.ratio and picture is not None:
        _remove(picture)
    return element


def _story(
    number: int,
    parts: Parts,
    grid: SheetGrid,
    ruler: Ruler,
    heights: Mapping[str, float],
    blocks: dict[int, float],
) -> Story:
    rank, inset = number + 1, (ruler.grid.column - grid.column) / 2
    text = tuple(_marked(slices(ruler.text(f"t-{number}"), parts, grid, blocks), parts))
    shots = tuple(
        replace(_shot(number, place, exhibit, grid, heights), written=_written(exhibit, text))
        for place, exhibit in enumerate(parts.exhibits)
    )
    quote = len(parts.exhibits)
    return Story(
        id=parts.article.id,
        rank=rank,
        heads={},
        slices=text,
        shots=shots,
        small=parts.article.kind in SHORT_KINDS,
        inset=inset,
        quote=_shot(number, quote, parts.quote, grid, heights) if parts.quote else None,
        upright=upright_head(parts, rank, grid, heights[f"o-{number}-1"] / grid.line),
    )


def _marked(found: Iterator[Slice], parts: Parts) -> Iterator[Slice]:
    """Yield slices, and tell which are the marks of tables."""
    marks = {int(each.mark.get("data-b")) for each in parts.exhibits if each.mark is not None}
    for piece in found:
        yield replace(piece, mark=True) if piece.start[0] in marks else piece


def _written(exhibit: Exhibit, text: Sequence[Slice]) -> int:
    """Return the slice before which a table was written, or all; 0 before the first."""
    if exhibit.mark is None:
        return len(text) * exhibit.ends
    number = int(exhibit.mark.get("data-b"))
    return next(place for place, piece in enumerate(text) if piece.start[0] >= number)


def _shot(
    number: int, place: int, exhibit: Exhibit, grid: SheetGrid, heights: Mapping[str, float]
) -> Shot:
    lines = {
        columns: math.ceil(heights.get(f"e-{number}-{place}-{columns}", 0) / grid.line - 0.02)
        for columns in _spans(exhibit, grid)
    }
    if exhibit.ratio:
        below = {columns: high + 1 for columns, high in lines.items()}
        return Shot(place, exhibit.ratio, below, exhibit.rigid)
    return Shot(place, 0.0, dict.fromkeys(range(1, grid.columns + 1), 1), True, lines)


def _spans(exhibit: Exhibit, grid: SheetGrid) -> range:
    """Return the numbers of columns to set an exhibit over: a table gets what its rows want.

    A sidebar gets one or two.
    """
    if exhibit.ratio:
        return range(1, grid.columns + 1)
    if exhibit.element.tag == "aside":
        return range(1, min(2, grid.columns) + 1)
    least = min(grid.columns, max(2, math.ceil(cells(exhibit.element) / CELLS)))
    # Tables take long to measure: one of many rows has two widths to choose from.
    many = len(exhibit.element.findall(".//tr")) > MANY_ROWS
    most = most_columns(exhibit.element, least, grid)
    return range(least, min(most, least + 1 if many else most) + 1)


# Text ---------------------------------------------------------------------------------------


def _set_height(element: Element, height: float) -> None:
    """Align the end of a block to the grid."""
    style = element.get("style")
    element.set("style", f"{style};" * bool(style) + f"min-height:{points(height)}")
