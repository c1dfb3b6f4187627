"""The XHTML of an article → paragraphs and tables with the styles of a story."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from exporter.languages.quotation import Marks
from exporter.table_grid import Row, grid
from exporter.writers.icml.named_styles import LOOKS, alignment
from exporter.writers.icml.story_parts import (
    Anchor,
    Block,
    Cell,
    Grid,
    Note,
    Paragraph,
    Piece,
    Run,
)
from exporter.xhtml import FIGURE, Element, has_class

BLOCKS = frozenset(
    "aside blockquote caption dd div dl dt figcaption figure h2 h3 h4 h5 h6 hr li ol p pre section"
    " table ul".split()
)
SPACE = re.compile(r"[ \t\r\n]+")
BREAK = "\u2028"  # a new line in the same paragraph
AROUND_BREAK = re.compile(f" ?{BREAK} ?")
MOST_HEADER_ROWS, MOST_COLUMNS, MOST_ROWS = 25, 200, 10_000  # of a table in InDesign
Figures = Callable[[int], Sequence[Block]]


@dataclass(frozen=True)
class Place:
    """Where a block stands: the style of plain paragraphs, the level of its list, inline notes."""

    style: str = "Body"
    level: int = 0
    notes: bool = True


class BodyReader:
    """Reads the parts of one article.

    `figures` gives the blocks of a figure by its number; `targets` are the ids that links of the
    article lead to, `marks` the quotation marks of its language.
    """

    def __init__(self, figures: Figures, targets: frozenset[str], marks: Marks) -> None:
        self.figures, self.targets, self.marks = figures, targets, marks
        self.notes: dict[str, Element] = {}
        self.numbers: dict[str, str] = {}
        self.placed: set[str] = set()

    def read(self, root: Element) -> list[Block]:
        """Return the blocks of a body; notes that have no place at a mark stand at its end."""
        for section in [each for each in root.iter("section") if has_class(each, "footnotes")]:
            self._take_notes(section)
        found = self.blocks(root, Place())
        for name in [each for each in self.notes if each not in self.placed]:
            found += self._note_at_end(name)
        return found

    def _take_notes(self, section: Element) -> None:
        for number, item in enumerate(section.iter("li"), 1):
            name = item.get("id", f"-{number}")
            self.notes[name], self.numbers[name] = item, str(number)
        for back in [each for each in section.iter("a") if has_class(each, "footnote-backref")]:
            back.text = ""

    # Blocks -------------------------------------------------------------------------------

    def blocks(self, element: Element, place: Place) -> list[Block]:
        """Return the blocks in an element; text between them is a paragraph of its own."""
        found: list[Block] = []
        line: list[Piece] = self._anchors(element) + self._text(element.text, ())
        for child in element:
            if child.tag in BLOCKS:
                found += self._paragraph(line, place.style)
                line = []
                found += self.block(child, place)
            else:
                line += self.inline(child, (), place)
            line += self._text(child.tail, ())
        return [*found, *self._paragraph(line, place.style)]

    def block(self, node: Element, place: Place) -> list[Block]:
        """Return what one block becomes."""
        tag = str(node.tag)
        if FIGURE in node.attrib:
            return list(self.figures(int(node.get(FIGURE))))
        if tag == "section" and has_class(node, "footnotes"):
            return []
        if tag in ("ul", "ol"):
            return list(self._list(node, place))
        if tag == "table":
            return self._table(node, place)
        if tag == "pre":
            return self._verbatim(node)
        if tag == "hr":
            return [Paragraph("Separator")]
        if tag == "aside":
            style = "Pull quote" if has_class(node, "pullquote") else "Box"
            return self.blocks(node, replace(place, style=style))
        return self.blocks(node, replace(place, style=_style(node, tag, place)))

    def _paragraph(self, line: list[Piece], style: str) -> list[Block]:
        pieces = _trimmed(line)
        return [Paragraph(style, pieces)] if any(not isinstance(p, Anchor) for p in pieces) else []

    def _verbatim(self, node: Element) -> list[Block]:
        style = "Verse" if "verse" in node.get("class", "") else "Code"
        text = "".join(node.itertext()).strip("\n").replace("\n", BREAK)
        return [Paragraph(style, [Run(text)])] if text else []

    def _list(self, node: Element, place: Place) -> Iterator[Block]:
        """Yield the items: their first paragraph is numbered, the others are not."""
        level = place.level + 1
        end = f" {level}" if level > 1 else ""
        kind = "List number" if node.tag == "ol" else "List bullet"
        inner = replace(place, style=f"List continued{end}", level=level)
        numbers = _numbers(node)
        for count, item in enumerate(each for each in node if each.tag == "li"):
            number, follows = next(numbers)
            blocks = self.blocks(item, inner)
            first = blocks[0] if blocks else None
            if not isinstance(first, Paragraph) or first.style != inner.style:
                first = Paragraph(inner.style)
                blocks.insert(0, first)
            first.style = kind + end
            if kind == "List number" and (count == 0 or not follows):
                first.number = number
            yield from blocks

    # Tables -------------------------------------------------------------------------------

    def _table(self, node: Element, place: Place) -> list[Block]:
        inner = replace(place, level=0, notes=False)
        caption = next((each for each in node if each.tag == "caption"), None)
        named = replace(inner, style="Table title")
        titles = [] if caption is None else self.blocks(caption, named)
        rows = grid(node)
        columns = max((cell.end for row in rows for cell in row.cells), default=0)
        if not columns:
            return titles
        if _is_odd(rows, columns):
            return [*titles, *self._lines(rows, inner)]
        header, footer = _leading(rows, "thead"), _leading(rows[::-1], "tfoot")
        cells = self._cells(rows, columns, inner)
        return [*titles, Grid(len(rows), columns, header, footer, cells)]

    def _cells(self, rows: Sequence[Row], columns: int, place: Place) -> list[Cell]:
        taken = set(_squares(rows))
        cells = [
            Cell(cell.column, number, cell.columns, cell.rows, self._cell(cell.element, place))
            for number, row in enumerate(rows)
            for cell in row.cells
        ]
        gaps = (
            (row, column)
            for row in range(len(rows))
            for column in range(columns)
            if (row, column) not in taken
        )
        return cells + [Cell(column, row, 1, 1, [Paragraph("Table cell")]) for row, column in gaps]

    def _cell(self, element: Element, place: Place) -> list[Block]:
        style = ("Table head" if element.tag == "th" else "Table cell") + alignment(element)
        return self.blocks(element, replace(place, style=style)) or [Paragraph(style)]

    def _lines(self, rows: Sequence[Row], place: Place) -> Iterator[Block]:
        """Yield the rows of a table that InDesign can't show, as paragraphs."""
        for row in rows:
            for cell in row.cells:
                yield from self.blocks(cell.element, replace(place, style="Table cell"))

    # Inline text ----------------------------------------------------------------------------

    def words(self, root: Element, looks: tuple[str, ...] = ()) -> list[Piece]:
        """Return the pieces of words with inline markup."""
        return _trimmed(list(self._inside(root, looks, Place(notes=False))))

    def inline(
        self, node: Element, looks: tuple[str, ...], place: Place, link: str = ""
    ) -> list[Piece]:
        """Return the pieces of one inline element."""
        tag = str(node.tag)
        if FIGURE in node.attrib:
            blocks = self.figures(int(node.get(FIGURE)))
            pictures = [each for each in blocks if isinstance(each, Paragraph)][:1]
            return [piece for each in pictures for piece in each.pieces]
        if has_class(node, "noteref"):
            return self._mark(node, looks, place)
        if tag == "br":
            return [Run(BREAK, looks, "", link)]
        if tag == "ruby":
            return self._anchors(node) + list(_ruby(node, looks, link))
        if tag == "a":
            link = node.get("href", "") or link
        look = LOOKS.get(tag)
        if look and look not in looks:
            looks = (*looks, look)
        inside = list(self._inside(node, looks, place, link))
        if tag == "q":
            opening, closing = Run(self.marks.opening, looks), Run(self.marks.closing, looks)
            inside = [opening, *inside, closing]
        return self._anchors(node) + inside

    def _inside(
        self, node: Element, looks: tuple[str, ...], place: Place, link: str = ""
    ) -> Iterator[Piece]:
        yield from self._text(node.text, looks, link)
        for child in node:
            yield from self.inline(child, looks, place, link)
            yield from self._text(child.tail, looks, link)

    def _text(self, text: str | None, looks: tuple[str, ...], link: str = "") -> list[Piece]:
        return [Run(SPACE.sub(" ", text), looks, "", link)] if text else []

    def _anchors(self, node: Element) -> list[Piece]:
        name = node.get("id", "")
        return [Anchor(name)] if name in self.targets else []

    # Notes --------------------------------------------------------------------------------

    def _mark(self, mark: Element, looks: tuple[str, ...], place: Place) -> list[Piece]:
        """Return a footnote, or its number: InDesign has none in tables and none twice."""
        name = mark.get("href", "").removeprefix("#")
        if name in self.placed or name not in self.notes or not place.notes:
            number = self.numbers.get(name, "".join(mark.itertext()))
            return [Run(number, (*looks, "Superscript"))]
        self.placed.add(name)
        blocks = self.blocks(self.notes[name], Place("Footnote", notes=False))
        return [Note(tuple(blocks or [Paragraph("Footnote")]))]

    def _note_at_end(self, name: str) -> list[Block]:
        self.placed.add(name)
        blocks = self.blocks(self.notes[name], Place("Footnote", notes=False))
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph):
            first.pieces.insert(0, Run(f"{self.numbers[name]} "))
        return blocks


def _style(node: Element, tag: str, place: Place) -> str:
    """Return the style of the paragraphs in a block."""
    if tag in ("h2", "h3", "h4", "h5", "h6"):
        name = "Box head" if place.style == "Box" else "Subhead"
        return name if tag == "h2" else f"{name} {int(tag[1]) - 1}"
    if tag == "p" and has_class(node, "verse"):
        return "Verse"
    if tag == "p" and has_class(node, "summary"):
        return "Subhead"
    names = {"blockquote": "Quote", "dt": "Term", "dd": "Definition", "figcaption": "Caption"}
    return names.get(tag, place.style)


def _numbers(node: Element) -> Iterator[tuple[int, bool]]:
    """Yield the number of each item, and whether it follows from that before (HTML §4.4.5)."""
    items = [each for each in node if each.tag == "li"]
    back = "reversed" in node.attrib
    step = -1 if back else 1
    following = _whole(node.get("start"), len(items) if back else 1)
    for item in items:
        number = _whole(item.get("value"), following)
        yield number, number == following and not back
        following = number + step


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch("-?[0-9]{1,9}", text) else otherwise


def _is_odd(rows: Sequence[Row], columns: int) -> bool:
    """Whether a table is too large for InDesign, or has cells that overlap."""
    if columns > MOST_COLUMNS or len(rows) > MOST_ROWS:
        return True
    squares = list(_squares(rows))
    return len(set(squares)) < len(squares)


def _squares(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield the row and column of each square that a cell takes."""
    for number, row in enumerate(rows):
        for cell in row.cells:
            columns = range(cell.column, cell.end)
            yield from ((number + down, one) for down in range(cell.rows) for one in columns)


def _leading(rows: Sequence[Row], group: str) -> int:
    """Return how many rows from the first are in a group; none if InDesign can't repeat them."""
    of_group = [row.element.getparent().tag == group for row in rows]
    count = of_group.index(False) if False in of_group else 0
    return count if count <= MOST_HEADER_ROWS else 0


def _ruby(node: Element, looks: tuple[str, ...], link: str) -> Iterator[Piece]:
    """Yield each base with its reading; the brackets for programs without ruby are left out."""
    base = node.text or ""
    for child in node:
        if child.tag == "rt":
            yield Run(base, (*looks, "Ruby"), "".join(child.itertext()), link)
            base = ""
        elif child.tag != "rp":
            base += "".join(child.itertext())
        base += child.tail or ""
    if base.strip():
        yield Run(base, looks, "", link)


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with single spaces, and none at the edges and around line breaks."""
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Run):
            _add(found, piece)
        else:
            found.append(piece)
    while found and isinstance(found[-1], Run):
        text = found[-1].text.rstrip(f" {BREAK}")
        if text:
            found[-1] = replace(found[-1], text=text)
            break
        found.pop()
    return [each for each in found if not isinstance(each, Run) or each.text]


def _add(found: list[Piece], run: Run) -> None:
    """Add a run without the space that its neighbour before makes needless."""
    before = next((each for each in reversed(found) if not isinstance(each, Anchor)), None)
    end = " " if before is None else before.text[-1:] if isinstance(before, Run) else ""
    text = AROUND_BREAK.sub(BREAK, run.text)
    text = text.lstrip(" ") if end in (" ", BREAK) else text
    last = found[-1] if found else None
    if not isinstance(last, Run):
        found += [replace(run, text=text)] if text else []
        return
    kept = last.text.rstrip(" ") if text[:1] == BREAK else last.text
    if run == replace(last, text=run.text) and not run.ruby:
        found[-1] = replace(last, text=kept + text)
    else:
        found[-1:] = [
            each for each in (replace(last, text=kept), replace(run, text=text)) if each.text
        ]
