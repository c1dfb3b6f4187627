"""Rows of tables that are higher than a frame, split into rows that fit.

A cell goes on in the cell below, so a table breaks between rows however long its texts are.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from exporter.engine.typeface import Typeface
from exporter.xhtml import Element

# Of the lines of a sheet that a row takes, or a table in one piece: two fit below each other.
HIGHEST = 0.42
SMALL = 0.9  # size of tables in body sizes, as in print.css
BOLD = 1.07  # approximate width of bold type relative to regular
PADDING = 0.6  # ems of a cell that are empty
NEAR = 24  # characters in which a space is looked for to part a text at
CELLS = ("td", "th")


def row_lines(row: Element, room: float, face: Typeface) -> int:
    """Estimate the lines of a table row that is `room` ems wide."""
    width = max(1.5, room / max(1, len(row)) - PADDING)
    texts = ("".join(cell.itertext()).strip() for cell in row)
    return max((math.ceil(face.ems(text) / width) for text in texts if text), default=1)


def part_tall_rows(table: Element, room: float, most: float, face: Typeface) -> None:
    """Split each row that takes more than `most` lines in a table `room` ems wide.

    A table with a cell that spans rows or contains another table is not changed.
    """
    cells = list(table.iter(*CELLS))
    if table.find(".//table") is not None or any(each.get("rowspan", "1") != "1" for each in cells):
        return
    for row in list(table.iter("tr")):
        count = math.ceil(row_lines(row, room, face) / most)
        if count > 1 and row.getparent().tag != "thead":
            for part in reversed(list(_parts(row, count))):
                row.addnext(part)
            row.getparent().remove(row)


def _parts(row: Element, count: int) -> Iterator[Element]:
    cells = [list(_cell_parts(cell, count)) for cell in row]
    for parts in zip(*cells, strict=True):
        made = etree.Element("tr", dict(row.attrib))
        made.extend(parts)
        yield made


def _cell_parts(cell: Element, count: int) -> Iterator[Element]:
    """Yield a cell in parts of about the same length; a short one is whole in the first."""
    text = "".join(cell.itertext())
    ends = _ends(text, count) if len(text) > NEAR * count else [len(text)] * count
    for start, end in zip([0, *ends], ends, strict=False):
        made = _Part(start, end, end == len(text)).of(cell)
        if start and made.tag == "th":
            made.tag = "td"
            made.attrib.pop("scope", "")
        yield made


def _ends(text: str, count: int) -> Sequence[int]:
    """Return where parts of a text end: at a space if one is near."""
    wanted = (len(text) * number // count for number in range(1, count))
    return [*(max(text.rfind(" ", end - NEAR, end) + 1, 0) or end for end in wanted), len(text)]


@dataclass
class _Part:
    """Copies what stands between two characters of an element; of the last part also its end."""

    start: int
    end: int
    last: bool
    seen: int = 0

    def of(self, element: Element) -> Element:
        """Return a copy of an element with what of it is in the part."""
        made = etree.Element(element.tag, dict(element.attrib))
        if self.seen < self.start:
            made.attrib.pop("id", "")
        made.text = self.take(element.text)
        for child in element:
            before = self.seen
            part = copy.deepcopy(child) if not len(child) and not child.text else self.of(child)
            # What has no text, such as a line break, is in the part that its place is in.
            inside = self.start <= before < self.end or (self.last and before == self.end)
            if inside or "".join(part.itertext(with_tail=False)):
                made.append(part)
            tail = self.take(child.tail)
            part.tail = None
            if len(made):
                made[-1].tail = (made[-1].tail or "") + tail
            else:
                made.text += tail
        return made

    def take(self, text: str | None) -> str:
        """Return what of a text is in the part, and go on behind it."""
        begin = self.seen
        self.seen += len(text or "")
        return (text or "")[max(0, self.start - begin) : max(0, self.end - begin)]
