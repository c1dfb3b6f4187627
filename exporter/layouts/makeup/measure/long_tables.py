"""Long tables split between rows: each part repeats the heads and is a story of its own.

So a table continues in the next frame, on the same sheet or on another, as any story does.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Sequence
from html import escape

from lxml import etree

from exporter.edition.parts import PrintedArticle, set_for_print
from exporter.edition.table_titles import is_title
from exporter.engine.typeface import Typeface
from exporter.languages.labels import labels
from exporter.layouts.makeup.measure.marked import plain_line
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.table_columns import set_columns, widest
from exporter.layouts.tall_rows import HIGHEST, SMALL, part_tall_rows, row_lines
from exporter.layouts.trees import cells, is_wide, put_after
from exporter.layouts.wide_tables import part_enclosed, part_wide
from exporter.model import Kind
from exporter.table_grid import span
from exporter.xhtml import Element

CELLS = 3  # cells a column, about
BOXED = 0.94  # size of the type of a box, in body sizes, and its padding in ems, as in print.css
BOX_PADDING = 0.8
TEXTS = ("p", "ul", "ol", "blockquote")
MOST_TABLES = 2  # wide ones of an article that stand in one frame
SHORT = 600  # letters of a text after a long table, at most, that stands below its last rows


def parted(printed: PrintedArticle, grid: SheetGrid) -> list[PrintedArticle]:
    """Return an article whose tables fit a frame, and the rests of its wide tables as articles.

    A short text after such a table stands below its last rows. With too many wide tables for one
    frame, what begins with the next one is an article too.
    """
    if printed.body.find(".//table") is None:
        return [printed]
    whole = printed.copied()
    rests: list[Element] = []
    part_enclosed(whole.body, grid.span(1) / (grid.type.size * SMALL), grid.faces.label)
    for body in _of_few_tables(whole.body):
        if body is not whole.body:
            rests.append(body)
        for table in body.findall("table"):
            rests += _fitted(table, grid)
    return [whole, *(_rest(printed, body, number) for number, body in enumerate(rests, 2))]


def _of_few_tables(body: Element) -> list[Element]:
    """Part a text before each wide table that is one too many, and before its title."""
    wide = [table for table in body.findall("table") if is_wide(table)]
    found = [body]
    for table in wide[MOST_TABLES::MOST_TABLES]:
        title = table.getprevious()
        begin = title if title is not None and is_title(title) else table
        found.append(_body(begin, *begin.itersiblings()))
    return found


def _fitted(table: Element, grid: SheetGrid) -> list[Element]:
    """Make a table fit a frame in its place; return the texts that its rests are, if it is wide."""
    first, *others = _parts(table, grid)
    if not others:
        return []
    if first is not table:
        first.tail = table.tail
        table.getparent().replace(table, first)
    if not is_wide(first):
        put_after(first, others)
        return []
    bodies = [_body(other) for other in others]
    bodies[-1].extend(_short_text_after(first))
    return bodies


def _short_text_after(table: Element) -> list[Element]:
    """Return all that follows a table, if it is a short text alone."""
    after = list(table.itersiblings())
    letters = sum(len("".join(each.itertext())) for each in after)
    is_text = all(each.find(".//img") is None and each.tag in TEXTS for each in after)
    return after if is_text and letters <= SHORT else []


def _body(*elements: Element) -> Element:
    body: Element = etree.Element("div", {"class": "body"})
    body.extend(elements)
    return body


def table_room(table: Element, grid: SheetGrid) -> float:
    """Return the width of a table in ems, at least: a wide one stands over several columns."""
    wide = max(1, math.ceil(cells(table) / CELLS)) if is_wide(table) else 1
    return room_in(table, min(grid.columns, wide), grid)


def room_in(table: Element, columns: int, grid: SheetGrid) -> float:
    """Return the width in ems that a table has over so many columns; a box has padding."""
    is_boxed = any(around.tag == "aside" for around in table.iterancestors())
    size, padding = (BOXED, 2 * BOX_PADDING) if is_boxed else (1.0, 0.0)
    return (grid.span(columns) / grid.type.size / size - padding) / SMALL


def most_columns(exhibit: Element, least: int, grid: SheetGrid) -> int:
    """Return how many columns tables stand over at most, for their rows to be read as such."""
    room = max(widest(each, grid.faces.label, grid.table_gap) for each in exhibit.iter("table"))
    fits = (each for each in range(grid.columns, least, -1) if room_in(exhibit, each, grid) <= room)
    return next(fits, least)


def with_columns(exhibit: Element, columns: int, grid: SheetGrid) -> Element:
    """Set the columns of the tables in what stands over so many columns of a sheet; return it."""
    for table in exhibit.iter("table"):
        set_columns(table, room_in(table, columns, grid), grid.faces.label)
    return exhibit


def _parts(table: Element, grid: SheetGrid) -> list[Element]:
    """Part a table between columns if a sheet is too narrow for it, and each part between rows."""
    if not is_wide(table):
        return _chunks(table, grid)
    room = grid.span(grid.columns) / (grid.type.size * SMALL)
    parts = part_wide(table, room, grid.faces.label)
    return [chunk for part in parts for chunk in _chunks(part, grid)]


def _chunks(table: Element, grid: SheetGrid) -> list[Element]:
    """Split a table into tables of at most this many lines, the first with the caption."""
    room = table_room(table, grid)
    part_tall_rows(table, room, grid.lines * HIGHEST, grid.faces.label)
    rows = [row for row in table.iter("tr") if row.getparent().tag not in ("thead", "tfoot")]
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
        lines = row_lines(row, room, face)
        if run and not held and taken + lines > most:
            yield run
            run, taken = [], 0
        run.append(row)
        taken += lines
        held = max(held - 1, *(span(cell, "rowspan") - 1 for cell in row), 0)
    yield run


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


def _rest(whole: PrintedArticle, body: Element, number: int) -> PrintedArticle:
    """Return the rest of a table as an article; its id is that of the whole and a number."""
    title = labels(whole.language).table_continued.format(whole.article.headline[0])
    article = whole.article.model_copy(
        update={"id": f"{whole.article.id}.table{number}", "headline": (title,)}
        | {"body": escape("".join(body.itertext())), "figures": (), "rank": 0}
        | {"kicker": "", "deck": "", "byline": (), "column": "", "columns": 0}
        | {"kind": Kind.BRIEF}
    )
    head = _head(whole.head, title, whole.language)
    return PrintedArticle(article, whole.language, None, head, (), body)


def _head(whole: Element, title: str, language: str) -> Element:
    """Return a head with a headline of one line alone."""
    head = copy.deepcopy(whole)
    headline = next(head.iter("h1"))
    for around in list(headline.iterancestors()):
        around[:] = [each for each in around if each is headline or headline in each.iter()]
    line = plain_line(title)
    set_for_print(line, language)
    headline[:] = [line]
    headline.text = headline.tail = None
    return head
