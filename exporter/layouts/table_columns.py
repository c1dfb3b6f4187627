"""Columns of tables: how wide they get, and numbers one below the other.

A column takes what its longest word needs at least, and what its longest cell needs at most. Room
that is left is shared by all alike. Where there is too little, the cells below the heads get it
first, and of them those that want least: a head of two lines makes one row higher, not all. Where
words would break, the table is set smaller.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from lxml import etree

from exporter.engine.typeface import Typeface
from exporter.languages.characters import WIDE_RANGE
from exporter.languages.punctuation import NO_LINE_END, NO_LINE_START
from exporter.languages.segmentation import JOINER
from exporter.layouts.fewest_lines import lines_in, lines_of, with_fewest_lines
from exporter.layouts.tall_rows import BOLD, CELLS, PADDING, SMALL
from exporter.layouts.trees import add_class, add_style
from exporter.patterns import pattern
from exporter.xhtml import Element, has_class

SMALLEST = 0.82  # of its size, to which a table is set smaller so that words stay whole
LITTLE = 0.9  # of its size, to which it is set smaller so that rows have one line
# Lines that a smaller type has to save, and how many more a row, by what it is smaller: a tenth is
# worth a line in every four rows.
SMALLER_COST = (2.0, 2.5)
WIDEST_WORD = 0.6  # of the table: a longer word, an address as a rule, breaks
APART = 0.5  # ems more between numbers that are flush right and words behind them
SPARE = 0.1  # ems of a column for rounding
BESIDE_LATIN = 0.25  # ems for a gap between wide characters and Latin ones (CLREQ), at most
MEETING = pattern(rf"(?<=[{WIDE_RANGE}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{WIDE_RANGE}])")
UNSEEN = pattern(f"[{JOINER}\u200b\u00ad]")
# Where a line of a cell may end: at a space, where print allows it, and between wide characters.
BREAK = pattern(
    rf"[^\S\u00a0]+|\u200b|(?<=[{WIDE_RANGE}])(?<![{NO_LINE_END}])(?![{JOINER}{NO_LINE_START}])"
    rf"|(?<=[^\s{JOINER}{NO_LINE_END}])(?=[{WIDE_RANGE}])(?![{NO_LINE_START}])"
)
# What a line of a cell ends after best, and the places inside of that where it may end else.
CLAUSE = pattern("[^—–，、；：/ ]*[—–，、；：/ ]+|[^—–，、；：/ ]+")
IDEOGRAPH = pattern(f"[{WIDE_RANGE}]")
INSIDE = pattern(f"(?<=[{WIDE_RANGE}])(?=[{WIDE_RANGE}])")
PARTS = pattern("[^\u200b]+")
NUMBER = pattern(r"[-+−±]?\s?[£$€¥￥]?[0-9][0-9,  ]*(?:[.,·٫][0-9]+)?\s?(?:[%％‰]|[a-z]{1,2})?")
DECIMALS = pattern(r"[.,·][0-9]{1,2}$|\.[0-9]+$")
GROUPED = pattern(r",[0-9]{3}$")
FIXED = "table-layout:fixed"
SHARE = "data-share"  # of a cell in the first row: the width of its column, in per cent
SMALLER = "smaller"  # class of a table that is set smaller, for the style
Cells = Sequence[Sequence[Sequence[float]]]
LISTED = ("grid", "crossword", "listing")  # kinds of tables that have columns of their own


class Width(NamedTuple):
    """What a column needs in ems: for its longest word, its longest cell, heads apart or not."""

    least: float
    cells: float
    most: float
    apart: float = 0.0  # of it, between numbers and the words of the next column

    @property
    def empty(self) -> float:
        """What is beside the words of the column."""
        return PADDING + SPARE + self.apart


def set_columns(table: Element, room: float, face: Typeface) -> None:
    """Set the column widths of a table, `room` ems wide, and align its numbers.

    A table whose cells span others, or that holds tables, is left as it is.
    """
    columns = list(_columns(table))
    if len(columns) < 2 or FIXED in (table.get("style") or ""):
        return
    for column in columns[1:]:
        _align(column)
    needs = _needs(columns, face, room)
    parts = [[_parts(cell, face) for cell in column] for column in columns]
    scale, widths = _best(needs, parts, room)
    if scale < 1:
        add_class(table, SMALLER)
        add_style(table, f"font-size:{scale * SMALL:.3f}em")
    whole = sum(widths)
    for column, need, width in zip(columns, needs, widths, strict=True):
        _break_after_marks(column, width - need.empty, face)
        # Not on a `col`: boxes of columns can't be sent from one process to another.
        column[0].set(SHARE, f"{100 * width / whole:.2f}")
        add_style(column[0], f"box-sizing:border-box;width:{column[0].get(SHARE)}%")
        if need.apart:
            air = PADDING / 2 + need.apart + max(0.0, width - need.most)
            for cell in column:
                add_style(cell, f"padding-right:{air:.2f}em")
    add_style(table, FIXED)


def _best(needs: Sequence[Width], parts: Cells, room: float) -> tuple[float, list[float]]:
    """Return the scale that a table is set at, and the widths of its columns in ems of that."""
    least, cells = sum(need.least for need in needs), sum(need.cells for need in needs)
    if least > room:
        scale = max(SMALLEST, room / least)
        return scale, _widths(needs, parts, room / scale)
    if room < cells and room / cells > LITTLE:
        return room / cells, _widths(needs, parts, cells)  # rows of one line
    empty = [need.empty for need in needs]
    rows = max(map(len, parts))

    def cost(found: tuple[float, list[float]]) -> float:
        scale, widths = found
        less = SMALLER_COST[0] + SMALLER_COST[1] * rows * (1 - scale) if scale < 1 else 0
        return lines_in(parts, empty, widths) + less

    scales = {1.0, LITTLE, max(SMALLEST, room / cells)} if room < cells else {1.0}
    ways = ((scale, _widths(needs, parts, room / scale)) for scale in sorted(scales, reverse=True))
    return min(ways, key=cost)


def _widths(needs: Sequence[Width], parts: Cells, room: float) -> list[float]:
    """Return the widths of columns in `room` ems."""
    widths = _shared(needs, room)
    if sum(need.most for need in needs) > room > sum(need.least for need in needs):
        widths = with_fewest_lines(parts, needs, [need.empty for need in needs], widths)
    return widths


def widest(table: Element, face: Typeface, gap: float) -> float:
    """Return the ems that a table takes whose columns stand `gap` ems apart."""
    needs = _needs(list(_columns(table)), face, math.inf)
    return sum(need.most for need in needs) + gap * (len(needs) - 1) if needs else math.inf


def _needs(columns: Sequence[Sequence[Element]], face: Typeface, room: float) -> list[Width]:
    needs = [_width(column, face, room) for column in columns]
    for number, (one, other) in enumerate(pairwise(columns)):
        if _is_flush_right(one) and not _is_flush_right(other):
            least, cells, most, _ = needs[number]
            needs[number] = Width(least + APART, cells + APART, most + APART, APART)
    return needs


def _is_flush_right(column: Sequence[Element]) -> bool:
    return all(has_class(cell, "align-right") for cell in column if cell.tag == "td")


def _parts(cell: Element, face: Typeface) -> list[float]:
    """Return how wide the parts of a cell are, in ems: no line ends inside one."""
    text = "".join(cell.itertext()).strip()
    # A mark where a line may end between wide characters parts them.
    marked = BREAK.sub(lambda found: found[0].replace("\u200b", "") + "\u200b", text)
    return [_ems_in(cell, part, face) for part in PARTS.findall(marked)]


def _break_after_marks(column: Sequence[Element], width: float, face: Typeface) -> None:
    """Let the lines of cells end after marks alone where that takes no more of them: 东浦—/医院."""
    for cell in column:
        words = cell.text or ""
        if len(cell) or not IDEOGRAPH.search(words):
            continue
        clauses = CLAUSE.findall(words)
        ems = [_ems_in(cell, clause, face) for clause in clauses]
        lines = lines_of(_parts(cell, face), width)
        if 1 < lines == lines_of(ems, width) and max(ems) <= width:
            cell.text = "".join(INSIDE.sub(JOINER, clause) for clause in clauses)


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
        text = "".join(cell.itertext()).strip()
        whole = _ems_in(cell, text, face)
        cells, most = max(cells, whole * (cell.tag == "td")), max(most, whole)
        least = max(least, *(_ems_in(cell, word, face) for word in BREAK.split(text) if word), 0.0)
    own, least = PADDING + SPARE, min(least, room * WIDEST_WORD)
    return Width(least + own, max(cells, least) + own, max(most, least) + own)


def _ems_in(cell: Element, text: str, face: Typeface) -> float:
    """Return how wide a text is in the type of a cell: bold in a header."""
    text = UNSEEN.sub("", text)
    ems = face.ems(text) + BESIDE_LATIN * len(MEETING.findall(text))
    return (BOLD if cell.tag == "th" else 1) * ems


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
