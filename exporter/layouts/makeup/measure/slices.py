"""Slices of a text: its lines as the boxes that the engine makes have them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from exporter.edition.parts import MUGSHOT
from exporter.engine import boxes
from exporter.engine.boxes import ParentBox
from exporter.layouts.makeup.measure.cutting import OBJECT, shown, visible
from exporter.layouts.makeup.measure.parts import INITIAL, Parts
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.story import Position, Slice
from exporter.layouts.trees import PX
from exporter.patterns import pattern
from exporter.xhtml import Element

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
ATOMS = ("table", "figure", "aside", "hr", "pre")
HIGHEST = 30  # lines from which a table or a box may be split
HYPHENS = ("\u2010", "\u2011")  # with which the engine ends lines inside words, by the style
FLOATS = (INITIAL, MUGSHOT)  # classes of what has lines beside it
SIGNATURE = pattern("\\s*(——?|–\\s)")


@dataclass
class _Piece:
    """A line or an unbreakable box: place and edges in CSS pixels from the top of the text."""

    start: Position
    top: float
    bottom: float
    text: str = ""
    block: str = ""
    ends_block: bool = False
    hyphen: str = ""
    beside_float: bool = False

    @property
    def is_parted(self) -> bool:
        """Whether it begins a paragraph that goes on."""
        return bool(self.text) and self.start[1] == 0 and not self.ends_block


class Lines(NamedTuple):
    """The lines of a block: its edges, and the text of each line with its edges, in pixels."""

    element: Element
    top: float
    bottom: float
    lines: list[tuple[str, float, float]]


class _Block(NamedTuple):
    """A block of a text: its edges in pixels, and its pieces."""

    element: Element
    top: float
    bottom: float
    pieces: list[_Piece]


def slices(
    text: ParentBox | Sequence[Lines], parts: Parts, grid: SheetGrid, heights: dict[int, float]
) -> Iterator[Slice]:
    """Yield the slices of a text from the boxes that WeasyPrint made of it; note heights.

    A text that needed no boxes is given as the lines of its blocks, the first of them at its top.
    """
    line, counts = grid.line / PX, visible(parts.body)
    if isinstance(text, Sequence):
        return _slices(0.0, [_of_lines(block, counts, line) for block in text], grid, heights)
    return _slices(text.position_y, _of_boxes(text, parts, counts, line), grid, heights)


def _of_boxes(
    box: ParentBox, parts: Parts, counts: dict[int, int], line: float
) -> Iterator[_Block]:
    """Yield the blocks of a text that was laid out."""
    blocks = {block.get("data-b"): block for block in parts.body}
    for child in box.children:
        element = blocks.get(boxes.attribute(child, "data-b"))
        if element is not None and boxes.is_parent(child):
            top, bottom = child.position_y + child.margin_top, boxes.bottom(child)
            yield _Block(element, top, bottom, _pieces(child, counts, line))


def _of_lines(block: Lines, counts: dict[int, int], line: float) -> _Block:
    """Return a block of which the lines are known."""
    number, reader = int(block.element.get("data-b")), _Reader(counts, line)
    found: list[_Piece] = []
    for text, top, bottom in block.lines:
        reader.add(text, top, bottom, number, found)
    whole = _Piece((number, 0), block.top, block.bottom, block=block.element.tag)
    return _Block(block.element, block.top, block.bottom, _sure(found, reader, whole))


def _slices(
    bottom: float, blocks: Iterable[_Block], grid: SheetGrid, heights: dict[int, float]
) -> Iterator[Slice]:
    """Yield the slices of blocks, of which the first is below `bottom`, in pixels."""
    line = grid.line / PX
    heading = False
    for element, top_edge, whole, found in blocks:
        pieces = found
        before = max(0, round((top_edge - bottom) / line))
        aligned = all(
            _is_whole((piece.top - top_edge) / line) and _is_whole((piece.bottom - top_edge) / line)
            for piece in pieces
        )
        if not aligned and (whole - top_edge) / line <= HIGHEST:
            pieces = [_Piece((int(element.get("data-b")), 0), top_edge, whole, block=element.tag)]
        if not aligned:
            number = int(element.get("data-b"))
            heights[number] = math.ceil((whole - top_edge) / line - 0.02) * grid.line
        below_head = element.tag == "p" and heading and len(pieces) > 1
        heading = element.tag in HEADINGS or (len(pieces) == 1 and _is_subhead(element))
        end = whole if not aligned else None
        for number, made in enumerate(_of_block(pieces, top_edge, line, end)):
            tied = heading or made.tied or (below_head and number == 0)
            above = before if number == 0 else made.before
            is_same = (above, tied) == (made.before, made.tied)
            yield made if is_same else replace(made, before=above, tied=tied)
        bottom = whole


def _of_block(
    pieces: list[_Piece], top: float, line: float, whole: float | None
) -> Iterator[Slice]:
    """Yield the slices of one block, lines counted from its `top`; it ends at `whole`, in px.

    Without `whole`, it ends where its last piece does.
    """
    last = top
    for number, piece in enumerate(pieces):
        final = number == len(pieces) - 1
        bottom = piece.bottom if whole is None or not final else whole
        end = math.ceil((bottom - top) / line - 0.02)
        begin = math.ceil((piece.top - top) / line - 0.02)
        yield Slice(
            start=piece.start,
            lines=max(end - begin, 1),
            before=max(round((piece.top - last) / line), 0),
            tied=piece.is_parted or piece.beside_float or _is_signed(pieces[number + 1 :]),
            hyphen=piece.hyphen,
            inside=piece.start[1] > 0,
            widow=piece.ends_block and piece.start[1] > 0,
        )
        last = piece.bottom


def _is_signed(below: list[_Piece]) -> bool:
    """Whether what is below a line is who said it: “— A. Reed”, the last paragraph of a block."""
    starts = [piece for piece in below if piece.start[1] == 0]
    return starts == below[:1] and any(SIGNATURE.match(piece.text) for piece in starts)


def _is_subhead(element: Element) -> bool:
    """Whether a paragraph is all bold and the next one is not: a head, as authors type it."""
    after = element.getnext()
    return _is_bold(element) and after is not None and not _is_bold(after)


def _is_bold(element: Element) -> bool:
    alone = element.tag == "p" and len(element) == 1 and element[0].tag in ("strong", "b")
    return alone and not (element.text or "").strip() and not (element[0].tail or "").strip()


def _is_whole(lines: float) -> bool:
    return abs(lines - round(lines)) < 0.03


def _pieces(box: ParentBox, counts: dict[int, int], line: float) -> list[_Piece]:
    """Return the lines and unbreakable boxes of a block; one for all if they can't be separated."""
    found: list[_Piece] = []
    reader = _Reader(counts, line)
    reader.read(box, 0, found)
    number = int(boxes.attribute(box, "data-b"))
    top, bottom = box.position_y + box.margin_top, boxes.bottom(box)
    whole = _Piece((number, 0), top, bottom, block=box.element_tag)
    return _sure(found, reader, whole)


def _sure(found: list[_Piece], reader: _Reader, whole: _Piece) -> list[_Piece]:
    """Return the pieces of a block if all of its text is in them; the block as a piece if not."""
    starts = [piece.start for piece in found]
    if not found or not reader.is_sure() or starts != sorted(set(starts)):
        return [whole]
    found[0].start = whole.start
    found[0].top = min(found[0].top, whole.top)
    found[-1].bottom = max(found[-1].bottom, whole.bottom)
    return found


class _Reader:
    """Reads the boxes of a block from top to bottom, counting the characters of its elements."""

    def __init__(self, counts: dict[int, int], line: float) -> None:
        self.counts, self.line = counts, line
        self.seen: dict[int, int] = {}
        self.foot = 0.0  # where the last large initial, or portrait, ends

    def is_sure(self) -> bool:
        """Whether as many characters were seen as the text has."""
        return all(self.counts.get(number) == seen for number, seen in self.seen.items())

    def read(self, box: ParentBox, number: int, found: list[_Piece]) -> None:
        own = boxes.attribute(box, "data-b")
        number = int(own) if own else number
        height = boxes.inner_height(box)
        if own and box.element_tag in ATOMS and height <= HIGHEST * self.line:
            top = box.position_y + box.margin_top
            found.append(_Piece((number, 0), top, top + height, block=box.element_tag))
            return
        if boxes.is_row(box):
            found.append(_Piece((number, 0), box.position_y, box.position_y + box.height))
            return
        for child in box.children:
            if boxes.is_line(child):
                text, top = "".join(line_texts(child)), child.position_y
                self.add(text, top, top + child.height, number, found)
            elif boxes.is_parent(child) and child.is_in_normal_flow():
                self.read(child, number, found)
            elif boxes.is_parent(child) and boxes.attribute(child, "class") in FLOATS:
                text = "".join(_text_in(child))
                self.seen[number] = self.seen.get(number, 0) + shown(text)
                self.foot = max(self.foot, boxes.bottom(child))

    def add(self, text: str, top: float, bottom: float, number: int, found: list[_Piece]) -> None:
        start = self.seen.get(number, 0)
        count = shown(text)
        total = self.counts.get(number, 0)
        hyphen = text.rstrip()[-1:] if text.rstrip().endswith(HYPHENS) else ""
        count -= len(hyphen)
        self.seen[number] = start + count
        if count == 0 and not text.strip():
            return
        piece = _Piece(
            (number, start),
            top,
            bottom,
            text,
            ends_block=start + count >= total,
            hyphen=hyphen,
            # A leg must not end above the foot of a large initial or a portrait.
            beside_float=bottom < self.foot - 0.5 * self.line,
        )
        found.append(piece)


def _text_in(box: ParentBox) -> Iterator[str]:
    """Yield the text of the lines of a block, a character standing for each picture."""
    for child in box.children:
        if boxes.is_replaced(child):
            yield OBJECT
        elif boxes.is_line(child):
            yield from line_texts(child)
        elif boxes.is_parent(child):
            yield from _text_in(child)


def line_texts(box: ParentBox) -> Iterator[str]:
    """Yield the text of a line, a character standing for each picture."""
    for child in box.children:
        if boxes.is_text(child):
            yield child.text
        elif child.element_tag in ("rt", "rp") or not child.is_in_normal_flow():
            continue
        elif boxes.is_replaced(child):
            yield OBJECT
        elif boxes.is_parent(child) and "::" not in child.element_tag:
            yield from line_texts(child)
