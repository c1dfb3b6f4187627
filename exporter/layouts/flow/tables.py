"""Tables of the flow layout: long ones break between rows, wide ones stand over all columns."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from exporter.edition.elements import Element
from exporter.layouts.papers import Grid
from exporter.layouts.table_columns import set_columns
from exporter.layouts.tall_rows import HIGHEST, SMALL, part_tall_rows, row_lines
from exporter.layouts.trees import is_wide, put_after
from exporter.layouts.wide_tables import part_wide

MANY_ROWS = 20  # of a table that is not kept on one sheet


@dataclass(frozen=True)
class Section:
    """Blocks of a body that stand in columns, or a table between them that is `unparted`."""

    blocks: list[Element]
    unparted: bool = False


def mark_long(body: Element, grid: Grid) -> None:
    """Let long tables break between their rows, which are never higher than a column.

    Tables wider than the sheet are parted between columns first.
    """
    face = grid.faces.label
    for table in filter(is_wide, list(body.iter("table"))):
        put_after(table, part_wide(table, grid.width / (grid.type.size * SMALL), face)[1:])
    for table in list(body.iter("table")):
        room = (grid.width if is_wide(table) else grid.column) / (grid.type.size * SMALL)
        set_columns(table, room, face)
        part_tall_rows(table, room, grid.lines * HIGHEST, face)
        rows = list(table.iter("tr"))
        lines = sum(row_lines(row, room, face) for row in rows)
        if len(rows) > MANY_ROWS or lines > grid.lines * HIGHEST:
            table.set("data-rows", "many")


def make_sections(body: Element) -> list[Section]:
    """Let wide tables stand over all columns, long ones between two texts in columns.

    Only such a one can begin on a sheet and go on on the next.
    """
    sections = [Section([])]
    for block in list(body):
        if block.tag == "table" and is_wide(block) and block.get("data-rows"):
            sections += [Section([block], unparted=True), Section([])]
            continue
        sections[-1].blocks.append(_spanning(block) if block.tag == "table" else block)
        for table in list(block.iterdescendants("table")):
            _spanning(table)
    return sections


def _spanning(table: Element) -> Element:
    """Return a table, in a box over all columns if it is wide."""
    if not is_wide(table):
        return table
    around = etree.Element("div", {"class": "spanning"})
    table.getparent().replace(table, around)
    around.tail, table.tail = table.tail, None
    around.append(table)
    return around
