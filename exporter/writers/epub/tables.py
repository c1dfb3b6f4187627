"""Make tables fit a phone: a page of an e-reader can't have scrolling boxes.

A table whose words fit a phone's width stays as it is, one that nearly does is set smaller, and a
wider one becomes a list: one item per row, with the column's head before each value. Rows of any
table may break across screens.
"""

from __future__ import annotations

import copy
from collections.abc import Callable

from lxml import etree

from exporter.languages.characters import WIDE, average_ems
from exporter.table_grid import grid
from exporter.writers.epub.unbroken import CLASS as KEPT_WORD
from exporter.xhtml import XHTML, XML_LANG, Element, has_class

# The type of a table and of one set smaller, in ems of the body's; epub.css has them.
USUAL_TYPE, SMALL_TYPE = 0.88, 0.7
# Ems of the table's type on a phone of 360 pixels.
USUAL_WIDTH, SMALL_WIDTH = 24.0, 30.0
# Where no word breaks: the class that says the least width of the screen in ems of the body's
# type, for `@container` in epub.css, and how wide the longest words may be together.
WHOLE_WIDTHS = {"table fits-16": 15.9, "table fits-18": 17.95, "table": 20.25}
PADDING = 0.6  # ems beside a cell's words; epub.css has it
WIDE_WORD = 3  # Chinese breaks anywhere: so many characters of a line look like a column still
KEPT = ("id", "lang", XML_LANG, "dir")  # attributes of a cell that its place in a list has too
LONGEST = 8.0  # ems that a word claims at most; it is broken where it is longer


def fit_tables(root: Element) -> None:
    """Make the tables below an element fit a phone, in place."""
    # Inner tables first: an outer one may become a list, with a copy of them.
    for table in reversed(list(root.iter(f"{XHTML}table"))):
        if not has_class(table, "grid"):
            _fit(table)
    for table in root.iter(f"{XHTML}table"):
        _leave_empty_heads(table)


def _fit(table: Element) -> None:
    rows = [row.by_column() for row in grid(table)]
    width = _width(rows, _text)
    if width > SMALL_WIDTH:
        _replace(table, _records(table, rows))
        return
    if width > USUAL_WIDTH:
        table.set("class", f"{table.get('class', '')} small".strip())
    if _longest(rows) < LONGEST:
        size = SMALL_TYPE if width > USUAL_WIDTH else USUAL_TYPE
        _wrap(table, _width(rows, _words) * size)


Cells = list[Element | None]  # of a row, by column


def _leave_empty_heads(table: Element) -> None:
    """Turn empty header cells into plain cells unless all are: screen readers announce them."""
    heads = list(table.iter(f"{XHTML}th"))
    empty = [head for head in heads if not len(head) and not (head.text or "").strip()]
    for head in empty if len(empty) < len(heads) else ():
        head.tag = f"{XHTML}td"
        head.attrib.pop("scope", "")


def _width(rows: list[Cells], text: Callable[[Element], str]) -> float:
    """Return the total width in ems of the longest words of all columns, by the text of a cell."""
    columns = max(map(len, rows), default=0)
    widest = [0.0] * columns
    for row in rows:
        for column, cell in enumerate(row):
            if cell is not None and "colspan" not in cell.attrib:
                widest[column] = max(widest[column], _longest_word(text(cell)))
    return sum(widest) + columns * PADDING


def _longest(rows: list[Cells]) -> float:
    cells = (_words(cell) for row in rows for cell in row if cell is not None)
    return max(map(_longest_word, cells), default=0.0)


def _longest_word(text: str) -> float:
    return min(LONGEST, max(map(_em, text.split()), default=0.0))


def _words(cell: Element) -> str:
    """Return the text of a cell; of a longer one with blanks around what `keep_words` keeps."""
    text = "".join(cell.itertext())
    return text if len(WIDE.findall(text)) <= WIDE_WORD else _split(cell)


def _split(element: Element) -> str:
    blank = " " * (element.get("class") == KEPT_WORD)
    inside = "".join(f"{_split(each)}{each.tail or ''}" for each in element)
    return f"{blank}{element.text or ''}{inside}{blank}"


def _em(word: str) -> float:
    wide = len(WIDE.findall(word))
    return average_ems(word) - max(0, wide - WIDE_WORD)


def _records(table: Element, rows: list[Cells]) -> list[Element]:
    """Return a table as a list of its rows, after its caption."""
    heads, body = _parted(rows)
    made = []
    caption = table.find(f"{XHTML}caption")
    if caption is not None:
        made.append(_filled("p", caption, {"class": "records-title"}))
    records = etree.Element(f"{XHTML}ul", {"class": "records"})
    for row in body:
        records.append(_record(heads, row))
    if "id" in table.attrib:
        (made[0] if made else records).set("id", table.get("id"))
    return [*made, records]


def _parted(rows: list[Cells]) -> tuple[list[str], list[Cells]]:
    """Return the head of each column, and the rows below the heads."""
    count = 0
    while count < len(rows) - 1 and all(
        cell is not None and cell.tag == f"{XHTML}th" for cell in rows[count]
    ):
        count += 1
    columns = max(map(len, rows), default=0)
    heads = []
    for column in range(columns):
        words = [_text(row[column]) for row in rows[:count] if column < len(row)]
        heads.append(" ".join(dict.fromkeys(filter(None, words))))
    return heads, rows[count:]


def _text(cell: Element | None) -> str:
    return "" if cell is None else " ".join("".join(cell.itertext()).split())


def _record(heads: list[str], row: Cells) -> Element:
    record = etree.Element(f"{XHTML}li")
    pairs = etree.SubElement(record, f"{XHTML}dl")
    before: Element | None = None
    for column, cell in enumerate(row):
        if cell is None or cell is before:
            continue
        before = cell
        pair = etree.SubElement(pairs, f"{XHTML}div")
        etree.SubElement(pair, f"{XHTML}dt").text = heads[column] or f"{column + 1}"
        pair[-1].tail = " "
        pair.append(_filled("dd", cell, {}))
    return record


def _filled(tag: str, source: Element, attributes: dict[str, str]) -> Element:
    """Return an element with what another one holds, in its language and direction.

    An id that stands elsewhere already goes.
    """
    kept = {name: source.get(name) for name in KEPT if source.get(name)}
    made = etree.Element(f"{XHTML}{tag}", kept | attributes)
    made.text = source.text
    made.extend(copy.deepcopy(child) for child in source)
    for each in (source, *source.iter()):
        each.attrib.pop("id", None)
    return made


def _replace(table: Element, made: list[Element]) -> None:
    for each in made:
        table.addprevious(each)
    made[-1].tail = table.tail
    table.getparent().remove(table)


def _wrap(table: Element, width: float) -> None:
    """Put a table into a box, by whose width the style decides whether words may break.

    A cell whose words `_em` counts whole becomes `short`: 石渡区, 18—30岁.
    """
    kind = next((name for name, most in WHOLE_WIDTHS.items() if width <= most), None)
    if kind is None:
        return
    for cell in table.iter(f"{XHTML}td", f"{XHTML}th"):
        if "colspan" not in cell.attrib and _is_short(_words(cell)):
            cell.set("class", f"{cell.get('class', '')} short".strip())
    box = etree.Element(f"{XHTML}div", {"class": kind})
    box.tail, table.tail = table.tail, None
    table.addprevious(box)
    box.append(table)


def _is_short(words: str) -> bool:
    return len(words.split()) == 1 and len(WIDE.findall(words)) <= WIDE_WORD
