"""Rules of what structure elements hold, and where they stand (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from exporter.amounts import amount
from exporter.checks.pdf.document import Document
from exporter.checks.pdf.rules.structure import element_hit
from exporter.checks.pdf.structure import Element
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.profiles import Profile

ERROR = Severity.ERROR
GROUPS = ("THead", "TBody", "TFoot")
MOST_COLUMNS = 1000  # of a cell or row: more is damage, and would take long to lay out


class Place(NamedTuple):
    """The allowed children and parents of an element; empty means any."""

    holds: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()


def _place(holds: str = "", inside: str = "") -> Place:
    return Place(frozenset(holds.split()), frozenset(inside.split()))


TABLES = {
    "Table": _place("TR THead TBody TFoot Caption"),
    **dict.fromkeys(GROUPS, _place("TR", "Table")),
    "TR": _place("TH TD", "Table THead TBody TFoot"),
    "TH": _place(inside="TR"),
    "TD": _place(inside="TR"),
}
LISTS = {
    "L": _place("L LI Caption"),
    "LI": _place("Lbl LBody", "L"),
    "LBody": _place(inside="LI"),
    "TOC": _place("TOC TOCI Caption"),
    "TOCI": _place(inside="TOC"),
}
NAMES = {
    "Table": "a table",
    "THead": "a table head",
    "TBody": "a table body",
    "TFoot": "a table foot",
    "TR": "a table row",
    "TH": "a header cell",
    "TD": "a cell",
    "L": "a list",
    "LI": "a list item",
    "LBody": "the body of a list item",
    "TOC": "a table of contents",
    "TOCI": "an entry of the contents",
}


def _misplaced(document: Document, places: dict[str, Place]) -> Iterator[Hit]:
    """Yield the elements with a wrong parent or wrong children."""
    for element in document.structure:
        inside = places.get(element.kind, Place()).inside
        parent = element.parent.kind if element.parent else ""
        holds = places.get(parent, Place()).holds
        if inside and parent not in inside:
            where = " or ".join(NAMES[each] for each in sorted(inside))
            yield element_hit(document, element, f"{NAMES[element.kind]} is not in {where}")
        elif holds and element.kind not in holds:
            yield element_hit(document, element, f"{NAMES[parent]} holds {element.own}")


def _captions(document: Document, element: Element, last: bool) -> Iterator[Hit]:
    """Find captions that are not the one first child, or the last where that is allowed."""
    kinds = [kid.kind for kid in element.kids]
    places = [number for number, kind in enumerate(kinds) if kind == "Caption"]
    if len(places) > 1:
        yield element_hit(document, element, f"{NAMES[element.kind]} has {len(places)} captions")
    elif places and places[0] != 0 and not (last and places[0] == len(kinds) - 1):
        yield element_hit(document, element, f"{NAMES[element.kind]} has its caption in the middle")


@rule(
    "ua-list",
    "Invalid list or table of contents",
    clause="ISO 14289-1, 7.2 and 7.6; ISO 32000-1, 14.8.4.2 and 14.8.4.3.3",
    advice="build lists of items (LI) with bodies (LBody), tables of contents of entries (TOCI)",
    screen=ERROR,
    archive=ERROR,
)
def lists(document: Document, _: Profile) -> Iterator[Hit]:
    """Find lists and contents with other children than items, and items outside of them."""
    yield from _misplaced(document, LISTS)
    for element in document.structure:
        if element.kind in ("L", "TOC"):
            yield from _captions(document, element, last=False)


@rule(
    "ua-table-structure",
    "Irregular table",
    clause="ISO 14289-1, 7.2 and 7.5; ISO 32000-1, 14.8.4.3.4 and 14.8.5.7",
    advice="build tables of rows (TR) of cells (TH, TD), all of the same number of columns",
    screen=ERROR,
    archive=ERROR,
)
def table_structure(document: Document, _: Profile) -> Iterator[Hit]:
    """Find tables whose parts are out of place, and rows that take another number of columns."""
    yield from _misplaced(document, TABLES)
    for element in document.structure:
        if element.kind == "Table":
            yield from _captions(document, element, last=True)
            for message in (_wrong_groups(element), _irregular(element)):
                if message:
                    yield element_hit(document, element, message)


def _wrong_groups(table: Element) -> str:
    """Return what is wrong with the head, body and foot of a table; empty if nothing is."""
    kinds = [kid.kind for kid in table.kids]
    for kind in ("THead", "TFoot"):
        if kinds.count(kind) > 1:
            return f"a table has {kinds.count(kind)} elements {kind}"
        if kind in kinds and "TBody" not in kinds:
            return f"a table has {kind} but no TBody"
    return ""


def _irregular(table: Element) -> str:
    """Return why the cells of a table do not form a grid; empty if they do."""
    taken: list[set[int]] = [set() for _ in _rows(table)]
    for number, row in enumerate(_rows(table)):
        column = 0
        for cell in row.kids:
            while column in taken[number]:
                column += 1
            wide, high = _span(cell, "/ColSpan"), _span(cell, "/RowSpan")
            if column + wide > MOST_COLUMNS:
                return f"row {number + 1} of a table has more than {MOST_COLUMNS} columns"
            if number + high > len(taken):
                return f"a cell of row {number + 1} reaches beyond the last row of its table"
            columns = range(column, column + wide)
            if not taken[number].isdisjoint(columns):
                return f"cells of row {number + 1} of a table overlap"
            for below in taken[number : number + high]:
                below.update(columns)
    widths = [len(columns) for columns in taken]
    odd = next((number for number, width in enumerate(widths) if width != widths[0]), 0)
    return (
        f"row {odd + 1} of a table has {amount(widths[odd], 'column')}, not {widths[0]}"
        if odd
        else ""
    )


def _rows(table: Element) -> list[Element]:
    """Return the rows of a table, not those of tables inside it."""
    holders = [[kid] if kid.kind == "TR" else kid.kids for kid in table.kids]
    return [row for rows in holders for row in rows if row.kind == "TR"]


def _span(cell: Element, key: str) -> int:
    """Return how many columns or rows a cell takes."""
    given = cell.attribute(key)
    return max(1, given) if isinstance(given, int) else 1
