"""Columns of tables: how wide they get, and numbers one below the other.

A column takes what its longest word needs at least, and what its longest cell needs at most. Room
that is left is shared by all alike. Where there is too little, the cells below the heads get it
first, and of them those that want least: a head of two lines makes one row higher, not all. Where
words would break, the table is set smaller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from lxml import etree

from exporter.engine.typeface import Typeface
from exporter.languages.characters import WIDE_RANGE
from exporter.languages.punctuation import NO_LINE_END, NO_LINE_START
from exporter.languages.segmentation import JOINER
from exporter.layouts.tall_rows import BOLD, CELLS, PADDING, SMALL
from exporter.layouts.trees import add_class, add_style
from exporter.patterns import pattern
from exporter.xhtml import Element, has_class

SMALLEST = 0.82  # of its size, to which a table is set smaller so that words stay whole
WIDEST_WORD = 0.6  # of the table: a longer word, an address as a rule, breaks
SPARE = 0.15  # ems of a column for rounding
BESIDE_LATIN = 0.25  # ems for a gap between wide characters and Latin ones (CLREQ), at most
MEETING = pattern(rf"(?<=[{WIDE_RANGE}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{WIDE_RANGE}])")
UNSEEN = re.compile(f"[{JOINER}\u200b\u00ad]")
# Where a line of a cell may end: at a space, where print allows it, and between wide characters.
BREAK = pattern(
    rf"\s+|\u200b|(?<=[{WIDE_RANGE}])(?<![{NO_LINE_END}])(?![{JOINER}{NO_LINE_START}])"
    rf"|(?<=[^\s{JOINER}{NO_LINE_END}])(?=[{WIDE_RANGE}])(?![{NO_LINE_START}])"
)
NUMBER = re.compile(r"[-+−±]?\s?[£$€¥￥]?[0-9][0-9,  ]*(?:[.,·٫][0-9]+)?\s?(?:[%％‰]|[a-z]{1,2})?")
DECIMALS = re.compile(r"[.,·][0-9]{1,2}$|\.[0-9]+$")
GROUPED = re.compile(r",[0-9]{3}$")
FIXED = "table-layout:fixed"
SHARE = "data-share"  # of a cell in the first row: the width of its column, in per cent
SMALLER = "smaller"  # class of a table that is set smaller, for the style
LISTED = ("grid", "crossword", "listing")  # kinds of tables that have columns of their own


class Width(NamedTuple):
    """What a column needs in ems: for its longest word, its longest cell, heads apart or not."""

    least: float
    cells: float
    most: float


def set_columns(table: Element, room: float, face: Typeface) -> None:
    """Set the column widths of a table, `room` ems wide, and align its numbers.

    A table whose cells span others, or that holds tables, is left as it is.
    """
    columns = list(_columns(table))
    if len(columns) < 2 or FIXED in (table.get("style") or ""):
        return
    for column in columns[1:]:
        _align(column)
    needs = [_width(column, face, room) for column in columns]
    least = sum(need.least for need in needs)
    if least > room:
        add_class(table, SMALLER)
        add_style(table, f"font-size:{max(SMALLEST, room / least) * SMALL:.3f}em")
    widths = _shared(needs, room)
    whole = sum(widths)
    for column, width in zip(columns, widths, strict=True):
        # Not on a `col`: boxes of columns can't be sent from one process to another.
        column[0].set(SHARE, f"{100 * width / whole:.2f}")
        add_style(column[0], f"box-sizing:border-box;width:{column[0].get(SHARE)}%")
    add_style(table, FIXED)


def _columns(table: Element) -> Iterator[list[Element]]:
    """Yield the cells of each column; nothing if they are not one below the other."""
    rows = [[cell for cell in row if cell.tag in CELLS] for row in table.iter("tr")]
    spans = any(cell.get("colspan") or cell.get("rowspan") for row in rows for cell in row)
    if (
        spans
        or table.find(".//table") is not None
        or any(has_class(table, each) for each in LISTED)
    ):
        return
    for column in zip_longest(*rows):
        yield [cell for cell in column if cell is not None]


def _shared(needs: Sequence[Width], room: float) -> list[float]:
    least, most = sum(need.least for need in needs), sum(need.most for need in needs)
    if least >= room:
        return [need.least for need in needs]
    if most <= room:
        return [need.most + (room - most) / len(needs) for need in needs]
    widths = _widened(needs, room - least)
    share = (room - sum(widths)) / (most - sum(widths))
    return [width + share * (need.most - width) for width, need in zip(widths, needs, strict=True)]


def _widened(needs: Sequence[Width], left: float) -> list[float]:
    """Return widths of columns that have room for their cells, those first that want least."""
    found = [need.least for need in needs]
    order = sorted(range(len(needs)), key=lambda column: needs[column].cells - found[column])
    for number, column in enumerate(order):
        more = min(needs[column].cells - found[column], left / (len(order) - number))
        found[column] += more
        left -= more
    return found


def _width(column: Sequence[Element], face: Typeface, room: float) -> Width:
    least, cells, most = 0.0, 1.0, 1.0
    for cell in column:
        text, bold = "".join(cell.itertext()).strip(), BOLD if cell.tag == "th" else 1
        whole = bold * _ems(text, face)
        cells, most = max(cells, whole * (cell.tag == "td")), max(most, whole)
        least = max(least, *(bold * _ems(word, face) for word in BREAK.split(text) if word), 0.0)
    own, least = PADDING + SPARE, min(least, room * WIDEST_WORD)
    return Width(least + own, max(cells, least) + own, max(most, least) + own)


def _ems(text: str, face: Typeface) -> float:
    text = UNSEEN.sub("", text)
    return face.ems(text) + BESIDE_LATIN * len(MEETING.findall(text))


def _align(column: Sequence[Element]) -> None:
    """Put numbers one below the other, by their decimal points, unless an author aligned them."""
    if any("align-" in (cell.get("class") or "") for cell in column):
        return
    cells = [cell for cell in column if cell.tag == "td"]
    texts = [UNSEEN.sub("", "".join(cell.itertext())).strip() for cell in cells]
    numbers = [bool(NUMBER.fullmatch(text)) for text in texts]
    if sum(numbers) < 2 or not all(
        number or not text or len(text) == 1 for number, text in zip(numbers, texts, strict=True)
    ):
        return
    for cell in column:
        add_class(cell, "align-right")
    ends = [_decimals(text) for text in texts]
    longest = max(ends, key=len)
    for cell, number, end in zip(cells, numbers, ends, strict=True):
        if number and len(end) < len(longest):
            filler = etree.SubElement(cell, "span", {"style": "visibility:hidden"})
            filler.text = longest[len(end) :]


def _decimals(number: str) -> str:
    """Return the decimal point of a number and what follows; nothing where commas group digits."""
    found = DECIMALS.search(number)
    return found[0] if found and not GROUPED.search(number) else ""
