"""Long tables parted between rows: each part has the heads, and is a story of its own.

So a table continues in the next frame, on the same sheet or on another, as any story does.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from lxml import etree

from exporter.edition import ArticleDocument
from exporter.engine.typeface import Typeface
from exporter.languages.labels import labels
from exporter.layouts.flow.rows import WIDEST_TABLE
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.model import Kind

Element = Any  # lxml's
HIGHEST = 0.42  # of a sheet's lines that a part takes, so that two fit below each other
CELLS = 3  # cells a column, about
SMALL = 0.9  # size of tables in body sizes, as in print.css
PADDING = 0.6  # ems of a cell that are empty


def parted(document: ArticleDocument, grid: SheetGrid) -> list[ArticleDocument]:
    """Return an article whose tables fit a frame, and the rests of its wide tables as articles."""
    if "<table" not in document.body:
        return [document]
    root: Element = etree.fromstring(f"<root>{document.body}</root>")
    body = root.find("article/div[@class='body']")
    rests: list[Element] = []
    for table in [each for each in body if each.tag == "table"]:
        first, *others = _chunks(table, grid)
        if others:
            body.replace(table, first)
            if cells(first) > WIDEST_TABLE:
                rests += others
            else:
                _put_after(first, others)
    if not rests and len(root.findall(".//table")) == document.body.count("<table"):
        return [document]
    whole = replace(document, body=_inside(root))
    return [whole, *(_rest(document, table, number) for number, table in enumerate(rests, 2))]


def cells(table: Element) -> int:
    """Return the cells of the first row of a table, or of what holds one."""
    row = next(table.iter("tr"), None)
    return len(row) if row is not None else 1


def is_title(element: Element | None) -> bool:
    """Whether a block is the title of the table after it: a heading, or a bold paragraph."""
    if element is None:
        return False
    if element.tag in ("h2", "h3", "h4", "h5", "h6"):
        return True
    bold = element.find("strong")
    alone = bold is not None and len(element) == 1 and not (element.text or "").strip()
    return element.tag == "p" and alone and not (bold.tail or "").strip()


def _put_after(table: Element, others: Sequence[Element]) -> None:
    for other in reversed(others):
        table.addnext(other)


def _chunks(table: Element, grid: SheetGrid) -> list[Element]:
    """Split a table into tables of at most this many lines, the first with the caption."""
    rows = [row for row in table.iter("tr") if row.getparent().tag not in ("thead", "tfoot")]
    wide = max(1, math.ceil(cells(table) / CELLS)) if cells(table) > WIDEST_TABLE else 1
    room = grid.span(min(grid.columns, wide)) / (grid.type.size * SMALL)
    runs = list(_runs(rows, room, grid.lines * HIGHEST, grid.faces.label))
    if len(runs) < 2:
        return [table]
    return [_chunk(table, run, number == 0, run is runs[-1]) for number, run in enumerate(runs)]


def _runs(
    rows: Sequence[Element], room: float, most: float, face: Typeface
) -> Iterator[list[Element]]:
    """Part rows where no cell spans several, into runs of `most` lines at most if they can be."""
    run: list[Element] = []
    taken = held = 0
    for row in rows:
        lines = _lines(row, room, face)
        if run and not held and taken + lines > most:
            yield run
            run, taken = [], 0
        run.append(row)
        taken += lines
        spans = [
            int(cell.get("rowspan") or 1) for cell in row if (cell.get("rowspan") or "1").isdigit()
        ]
        held = max(held - 1, *(span - 1 for span in spans), 0)
    yield run


def _span(cell: Element) -> int:
    """Return the rows that a cell spans."""
    span = cell.get("rowspan") or ""
    return int(span) if span.isdecimal() else 1


def _lines(row: Element, room: float, face: Typeface) -> int:
    """Estimate the lines of a row of this width in ems."""
    width = max(1.5, room / max(1, len(row)) - PADDING)
    texts = ("".join(cell.itertext()).strip() for cell in row)
    return max((math.ceil(face.ems(text) / width) for text in texts if text), default=1)


def _chunk(table: Element, rows: Sequence[Element], first: bool, last: bool) -> Element:
    """Return a table of some rows with the heads of the whole."""
    made = etree.Element("table", dict(table.attrib))
    for part in table:
        kept = part.tag in ("thead", "colgroup") or (part.tag == "caption" and first)
        if kept or (part.tag == "tfoot" and last):
            made.append(copy.deepcopy(part))
    body = etree.SubElement(made, "tbody")
    body.extend(map(copy.deepcopy, rows))
    foot = made.find("tfoot")
    if foot is not None:
        made.append(foot)
    return made


def _rest(document: ArticleDocument, table: Element, number: int) -> ArticleDocument:
    """Return the rest of a table as an article; its id is that of the whole and a number."""
    whole = document.article
    title = labels(document.language).table_continued.format(whole.headline[0])
    article = whole.model_copy(
        update={"id": f"{whole.id}.table{number}", "headline": (title,), "kind": Kind.BRIEF}
        | {"body": etree.tostring(table, encoding="unicode"), "figures": (), "rank": 0}
        | {"kicker": "", "deck": "", "byline": (), "column": "", "columns": 0}
    )
    made: Element = etree.Element("article", {"class": "article brief", "id": article.id})
    header = etree.SubElement(made, "header", {"class": "article-head"})
    headline = etree.SubElement(header, "h1", {"class": "headline"})
    etree.SubElement(headline, "span", {"class": "line"}).text = title
    etree.SubElement(made, "div", {"class": "body"}).append(table)
    return replace(document, body=etree.tostring(made, encoding="unicode"), article=article)


def _inside(root: Element) -> str:
    """Return what is inside an element."""
    return (root.text or "") + "".join(etree.tostring(each, encoding="unicode") for each in root)
