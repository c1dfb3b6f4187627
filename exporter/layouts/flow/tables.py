"""Tables of the flow layout: long ones break between rows, wide ones stand over all columns."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from exporter.edition.parts import Element
from exporter.layouts.trees import is_wide

MANY_ROWS = 20  # of a table that is not kept on one sheet


@dataclass(frozen=True)
class Section:
    """Blocks of a body that stand in columns, or a table between them that is `unparted`."""

    blocks: list[Element]
    unparted: bool = False


def mark_long(body: Element) -> None:
    """Let long tables break between their rows."""
    for table in body.iter("table"):
        if sum(1 for _ in table.iter("tr")) > MANY_ROWS:
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
