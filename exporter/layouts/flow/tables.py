"""Tables of the flow layout: long ones break between rows, wide ones stand over all columns."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from exporter.engine.typeface import Typeface
from exporter.layouts.papers import Grid
from exporter.layouts.table_columns import set_columns
from exporter.layouts.tall_rows import HIGHEST, SMALL, part_tall_rows, row_lines
from exporter.layouts.trees import is_wide, put_after
from exporter.layouts.wide_tables import part_enclosed, part_wide
from exporter.xhtml import Element

PADDING = 0.8  # ems of a cell beside its words, with what bold heads take more
MANY_ROWS = 20  # of a table that is not kept on one sheet


@dataclass(frozen=True)
class Section:
    """Blocks of a body that stand in columns, or a table between them that is `unparted`."""

    blocks: list[Element]
    unparted: bool = False


def mark_long(body: Element, grid: Grid) -> None:
    """Allow long tables to break between rows, none of which is taller than a column.

    Tables wider than their room are split between columns first.
    """
    face = grid.faces.label
    whole, column = (width / (grid.type.size * SMALL) for width in (grid.width, grid.column))
    for table in filter(is_wide, body.findall("table")):
        put_after(table, part_wide(table, whole, face)[1:])
    part_enclosed(body, column, face)
    for table in list(body.iter("table")):
        room = whole if is_wide(table) and table.getparent() is body else column
        set_columns(table, room, face)
        part_tall_rows(table, room, grid.lines * HIGHEST, face)
        rows = list(table.iter("tr"))
        lines = sum(row_lines(row, room, face) for row in rows)
        if len(rows) > MANY_ROWS or lines > grid.lines * HIGHEST:
            table.set("data-rows", "many")


def make_sections(body: Element, column: float, face: Typeface) -> list[Section]:
    """Split a body into text in columns and tables over all columns.

    Wide tables go over all columns, and so do long ones: only there can they begin on one sheet
    and continue on the next. `column` is the width of a column of text in ems; a table of many
    cells that fits it stays in the column.
    """
    sections = [Section([])]
    for block in list(body):
        if block.tag == "table" and is_wide(block) and block.get("data-rows"):
            sections += [Section([block], unparted=True), Section([])]
            continue
        spans = block.tag == "table" and is_wide(block) and _ems(block, face) > column
        sections[-1].blocks.append(_spanning(block) if spans else block)
    return sections


def _ems(table: Element, face: Typeface) -> float:
    """Return the width that a table takes without breaking a line, in sizes of the body type."""
    widest: dict[int, float] = {}
    for row in table.iter("tr"):
        for number, cell in enumerate(row):
            words = face.ems(" ".join("".join(cell.itertext()).split()))
            widest[number] = max(widest.get(number, 0), words + PADDING)
    return sum(widest.values()) * SMALL


def _spanning(table: Element) -> Element:
    """Return a table in a box over all columns."""
    around = etree.Element("div", {"class": "spanning"})
    table.getparent().replace(table, around)
    around.tail, table.tail = table.tail, None
    around.append(table)
    return around
