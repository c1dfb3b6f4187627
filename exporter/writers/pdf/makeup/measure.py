"""True sizes: WeasyPrint lays out every part of a page's articles once, and says how high it is."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from exporter.makeup.grid import SheetGrid
from exporter.makeup.story import Head, Position, Shot, Slice, Story
from exporter.model import Kind
from exporter.writers.pdf.makeup.heads import SMALL_KINDS, HeadlineSize, headline_sizes
from exporter.writers.pdf.makeup.parts import INVISIBLE, Element, Exhibit, Parts, visible
from exporter.writers.pdf.makeup.styling import points

PX = 0.75  # points a CSS pixel
HIGHEST = 30  # lines from which a table or a box may be parted
ATOMS = ("table", "figure", "aside", "hr", "pre")
HEAD_SPACE = 0.4  # lines between a head and the text, at least
AIR = 0.3  # cost of a line of one column that a headline leaves empty


def head_element(parts: Parts, size: HeadlineSize | Head) -> Element:
    """Return the head of an article with its headline set at a size."""
    head = copy.deepcopy(parts.head)
    headline = head.find("h1[@class='headline']")
    headline.set("style", f"font-size:{size.size}pt")
    if size.run_on:
        headline.set("class", "headline run-on joined" if size.joined else "headline run-on")
    return head


def to_html(element: Element) -> str:
    """Serialise an element as HTML."""
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)


def measuring_html(parts: Sequence[Parts], ranks: Sequence[int], grid: SheetGrid) -> str:
    """Return every part of the articles in a box of its own, one below another."""
    return "".join(_boxes(parts, ranks, grid))


def _boxes(parts: Sequence[Parts], ranks: Sequence[int], grid: SheetGrid) -> Iterator[str]:
    for number, (part, rank) in enumerate(zip(parts, ranks, strict=True)):
        attributes = (
            f'class="article {part.article.kind} rank-{min(rank, 4)}" lang="{part.language}"'
        )
        yield f"<article {attributes}>"
        yield _box(f"t-{number}", "leg body", grid.column, "".join(map(to_html, part.body)))
        for columns in range(1, grid.columns + 1):
            sizes = headline_sizes(part.article, rank, columns, grid)
            width = grid.span(columns)
            for choice, size in enumerate(sizes):
                headline = to_html(head_element(part, size).find("h1"))
                yield _box(f"h-{number}-{columns}-{choice}", "head", width, headline)
            yield _box(f"o-{number}-{columns}", "head", width, to_html(_without_headline(part)))
            for place, exhibit in enumerate(part.exhibits):
                if exhibit.words:
                    html = to_html(_words(exhibit))
                    yield _box(f"e-{number}-{columns}-{place}", "shot", grid.span(columns), html)
        yield "</article>"


def _box(name: str, kind: str, width: float, html: str) -> str:
    return f'<div class="measured {kind}" id="{name}" style="width:{points(width)}">{html}</div>'


def _without_headline(parts: Parts) -> Element:
    """Return a head without its headline: what is left has one height at all sizes of that."""
    head = copy.deepcopy(parts.head)
    head.remove(head.find("h1"))
    return head


def _words(exhibit: Exhibit) -> Element:
    """Return an exhibit without its picture: what is left has the height of its words."""
    element = copy.deepcopy(exhibit.element)
    picture = element.find("img")
    if exhibit.ratio and picture is not None:
        element.remove(picture)
    return element


@dataclass(frozen=True)
class Measured:
    """The boxes of a measuring document by name."""

    boxes: dict[str, Any]

    @classmethod
    def of(cls, document: Any) -> Measured:
        """Take the boxes of WeasyPrint's document."""
        boxes: dict[str, Any] = {}
        for page in document.pages:
            body = page._page_box.children[0].children[0]
            for article in body.children:
                for box in article.children:
                    if box.element is not None and box.element.get("id"):
                        boxes.setdefault(box.element.get("id"), box)
        return cls(boxes)

    def height(self, *names: str) -> float:
        """Height of boxes, one below another, in points."""
        return sum(float(self.boxes[name].height) * PX for name in names if name in self.boxes)


def stories(
    parts: Sequence[Parts], ranks: Sequence[int], grid: SheetGrid, measured: Measured
) -> list[Story]:
    """Return the stories of a page as they were measured."""
    return [
        _story(number, part, rank, grid, measured)
        for number, (part, rank) in enumerate(zip(parts, ranks, strict=True))
    ]


def _story(number: int, parts: Parts, rank: int, grid: SheetGrid, measured: Measured) -> Story:
    heads = {
        columns: tuple(
            _head(
                size,
                columns,
                measured.height(f"h-{number}-{columns}-{choice}") / grid.line,
                measured.height(f"o-{number}-{columns}") / grid.line,
            )
            for choice, size in enumerate(headline_sizes(parts.article, rank, columns, grid))
        )
        for columns in range(1, grid.columns + 1)
    }
    shots = tuple(
        _shot(number, place, exhibit, grid, measured)
        for place, exhibit in enumerate(parts.exhibits)
    )
    article = parts.article
    return Story(
        id=article.id,
        rank=rank,
        heads=heads,
        slices=tuple(_slices(measured.boxes[f"t-{number}"], parts, grid)),
        shots=shots,
        small=article.kind in (*SMALL_KINDS, Kind.ADVERTISEMENT),
    )


def _head(size: HeadlineSize, columns: int, headline: float, others: float) -> Head:
    """Return a head of which the headline and the other parts take so many lines."""
    height = headline + others
    return Head(
        size=size.size,
        lines=math.ceil(height + HEAD_SPACE),
        run_on=size.run_on,
        joined=size.joined,
        loss=size.loss + AIR * max(0.0, size.air) * columns * headline,
        height=height,
    )


def rest_heads(grid: SheetGrid) -> dict[int, tuple[Head, ...]]:
    """Return the head of a rest, one line with a space below, by number of columns."""
    return {columns: (Head(grid.type.size, 2),) for columns in range(1, grid.columns + 1)}


def _shot(number: int, place: int, exhibit: Exhibit, grid: SheetGrid, measured: Measured) -> Shot:
    spans = range(1, grid.columns + 1)
    heights = {
        columns: measured.height(f"e-{number}-{columns}-{place}") / grid.line for columns in spans
    }
    if exhibit.ratio:
        below = {columns: math.ceil(heights[columns] - 0.02) + 1 for columns in spans}
        return Shot(place, exhibit.ratio, below, exhibit.rigid)
    fixed = {columns: math.ceil(heights[columns] - 0.02) for columns in spans}
    # A table gets as many columns as its rows want.
    least = min(grid.columns, max(2, math.ceil(_cells(exhibit.element) / 3)))
    fixed = {columns: lines for columns, lines in fixed.items() if columns >= least}
    return Shot(place, 0, dict.fromkeys(spans, 1), True, fixed)


def _cells(table: Element) -> int:
    row = next(table.iter("tr"), None)
    return len(row) if row is not None else 1


# Text ---------------------------------------------------------------------------------------


@dataclass
class _Piece:
    """A line or an unbreakable box: place and edges in CSS pixels from the top of the text."""

    start: Position
    top: float
    bottom: float
    text: str = ""
    block: str = ""
    ends_block: bool = False
    hyphen: bool = False

    @property
    def is_parted(self) -> bool:
        """Whether it begins a paragraph that goes on."""
        return bool(self.text) and self.start[1] == 0 and not self.ends_block


def _slices(box: Any, parts: Parts, grid: SheetGrid) -> Iterator[Slice]:
    """Yield the slices of a text from the boxes that WeasyPrint made of it."""
    line = grid.line / PX
    blocks = {block.get("data-b"): block for block in parts.body}
    counts = visible(parts.body)
    bottom = box.position_y
    for child in box.children:
        element = blocks.get(child.element.get("data-b")) if child.element is not None else None
        if element is None:
            continue
        pieces = _pieces(child, counts, line)
        whole = child.position_y + child.margin_height() - child.margin_bottom
        top_edge = child.position_y + child.margin_top
        before = max(0, round((top_edge - bottom) / line))
        aligned = all(
            _whole((piece.top - top_edge) / line) and _whole((piece.bottom - top_edge) / line)
            for piece in pieces
        )
        if not aligned and (whole - top_edge) / line <= HIGHEST:
            pieces = [_Piece((int(element.get("data-b")), 0), top_edge, whole, block=element.tag)]
        if not aligned:
            _set_height(element, math.ceil((whole - top_edge) / line - 0.02) * grid.line)
        tag = element.tag
        last = top_edge
        for number, piece in enumerate(pieces):
            above = before if number == 0 else round((piece.top - last) / line)
            end = math.ceil((piece.bottom - top_edge) / line - 0.02)
            begin = math.ceil((piece.top - top_edge) / line - 0.02)
            final = number == len(pieces) - 1
            if final and not aligned:
                end = math.ceil((whole - top_edge) / line - 0.02)
            yield Slice(
                start=piece.start,
                lines=max(end - begin, 1),
                before=max(above, 0),
                tied=tag in ("h2", "h3", "h4", "h5", "h6") or piece.is_parted,
                hyphen=piece.hyphen,
                inside=piece.start[1] > 0,
                widow=piece.ends_block and piece.start[1] > 0,
            )
            last = piece.bottom
        bottom = whole


def _whole(lines: float) -> bool:
    return abs(lines - round(lines)) < 0.03


def _set_height(element: Element, height: float) -> None:
    """Let a block end on the grid."""
    style = element.get("style")
    element.set("style", f"{style};" * bool(style) + f"min-height:{points(height)}")


def _pieces(box: Any, counts: dict[int, int], line: float) -> list[_Piece]:
    """Return the lines and unbreakable boxes of a block; one for all where they can't be told."""
    found: list[_Piece] = []
    reader = _Reader(counts, line)
    reader.read(box, 0, found)
    number = int(box.element.get("data-b"))
    starts = [piece.start for piece in found]
    top = box.position_y + box.margin_top
    bottom = box.position_y + box.margin_height() - box.margin_bottom
    if not found or not reader.is_sure() or starts != sorted(set(starts)):
        return [_Piece((number, 0), top, bottom, block=box.element_tag)]
    found[0].start = (number, 0)
    found[0].top = min(found[0].top, top)
    found[-1].bottom = max(found[-1].bottom, bottom)
    return found


class _Reader:
    """Reads the boxes of a block from top to bottom, counting the characters of its elements."""

    def __init__(self, counts: dict[int, int], line: float) -> None:
        self.counts, self.line = counts, line
        self.seen: dict[int, int] = {}

    def is_sure(self) -> bool:
        """Whether as many characters were seen as the text has."""
        return all(self.counts.get(number) == seen for number, seen in self.seen.items())

    def read(self, box: Any, number: int, found: list[_Piece]) -> None:
        from weasyprint.formatting_structure import boxes

        element = box.element
        own = element.get("data-b") if element is not None else None
        number = int(own) if own else number
        height = box.margin_height() - box.margin_top - box.margin_bottom
        if own and box.element_tag in ATOMS and height <= HIGHEST * self.line:
            top = box.position_y + box.margin_top
            found.append(_Piece((number, 0), top, top + height, block=box.element_tag))
            return
        if isinstance(box, boxes.TableRowBox):
            found.append(_Piece((number, 0), box.position_y, box.position_y + box.height))
            return
        for child in box.children:
            if isinstance(child, boxes.LineBox):
                self.line_box(child, number, found)
            elif isinstance(child, boxes.ParentBox) and child.is_in_normal_flow():
                self.read(child, number, found)

    def line_box(self, line: Any, number: int, found: list[_Piece]) -> None:
        text = "".join(_texts(line))
        start = self.seen.get(number, 0)
        count = sum(not INVISIBLE.match(character) for character in text)
        total = self.counts.get(number, 0)
        # WeasyPrint ends a line inside a word with a hyphen of its own.
        hyphen = text.rstrip().endswith("\u2010")
        count -= hyphen
        self.seen[number] = start + count
        if count == 0 and not text.strip():
            return
        piece = _Piece(
            (number, start),
            line.position_y,
            line.position_y + line.height,
            text,
            ends_block=start + count >= total,
            hyphen=hyphen,
        )
        found.append(piece)


def _texts(box: Any) -> Iterator[str]:
    """Yield the text of a line, a character standing for each picture."""
    from weasyprint.formatting_structure import boxes

    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child.text
        elif child.element_tag in ("rt", "rp") or not child.is_in_normal_flow():
            continue
        elif isinstance(child, boxes.ReplacedBox):
            yield "\ufffc"
        elif isinstance(child, boxes.ParentBox) and "::" not in child.element_tag:
            yield from _texts(child)
