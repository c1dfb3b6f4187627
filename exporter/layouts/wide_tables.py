"""Tables wider than a sheet, split between columns: each part repeats the first column.

So every row keeps its name, no column is too narrow to be read, and nothing leaves the sheet.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence

from exporter.engine.typeface import Typeface
from exporter.languages.characters import WIDE
from exporter.layouts.tall_rows import BOLD, PADDING
from exporter.layouts.trees import put_after
from exporter.table_grid import Row, grid
from exporter.xhtml import Element

LONGEST = 12.0  # ems of a word that stands on one line: a longer one breaks
IDEOGRAPHS = 3  # of a cell that stand on one line: fewer look like a column of signs
REPEATED = 1 / 3  # of the room that the first column takes at most, to stand in every part
INSET = 2.0  # ems of indentation in a quotation, box or list
STEP = 1.05  # by which parts grow until there are as few as can be


def part_wide(table: Element, room: float, face: Typeface) -> list[Element]:
    """Split a table whose columns need more than `room` ems; return the tables it becomes.

    The first is the table itself. A table that contains another table is not split.
    """
    if table.find(".//table") is not None:
        return [table]
    rows = grid(table)
    widths = _widths(rows, face)
    if sum(widths) <= room or len(widths) < 3:
        return [table]
    for columns in table.findall("colgroup"):
        table.remove(columns)
    kept = 1 if widths[0] <= room * REPEATED else 0
    runs = _runs(widths[kept:], room - sum(widths[:kept]))
    parts = [_copied(table) for _ in runs[1:]]
    grids = [rows, *map(grid, parts)]
    begin = kept
    for number, (part, rows, run) in enumerate(zip([table, *parts], grids, runs, strict=True)):
        _keep_columns(rows, {*range(kept), *range(begin, begin + run)})
        if number:
            _remove_first(part)
        begin += run
    return [table, *parts]


def part_enclosed(body: Element, column: float, face: Typeface) -> None:
    """Split wide tables inside quotations, boxes and lists to the width of one column.

    `column` is the column width in ems, before the indentation of the enclosing elements.
    """
    for table in list(body.iter("table")):
        depth = list(table.iterancestors()).index(body)
        if depth:
            room = max(column - INSET * depth, column / 2)
            put_after(table, part_wide(table, room, face)[1:])


def _copied(table: Element) -> Element:
    """Return a copy of a table without the text after it."""
    made = copy.deepcopy(table)
    made.tail = None
    return made


def _widths(rows: Iterable[Row], face: Typeface) -> list[float]:
    """Return the least width of each column in ems."""
    widths: dict[int, float] = {}
    for cell in (cell for row in rows for cell in row.cells):
        least = _least(cell.element, face) / cell.columns
        for column in range(cell.column, cell.end):
            widths[column] = max(widths.get(column, PADDING), least + PADDING)
    return [widths.get(column, PADDING) for column in range(max(widths, default=-1) + 1)]


def _least(cell: Element, face: Typeface) -> float:
    """Return the width of the longest word of a cell, or of a few ideographs."""
    words = "".join(cell.itertext()).split()
    factor = BOLD if cell.tag == "th" else 1
    return max((min(LONGEST, _word(word, face)) * factor for word in words), default=0)


def _word(word: str, face: Typeface) -> float:
    if not WIDE.search(word):
        return face.ems(word)
    return float(min(len(word), IDEOGRAPHS))


def _runs(widths: Sequence[float], room: float) -> list[int]:
    """Return how many columns each part has: as few parts as can be, about as wide."""
    fewest = len(_filled(widths, room))
    wide = sum(widths) / fewest
    while len(runs := _filled(widths, min(wide, room))) > fewest and wide < room:
        wide *= STEP
    return runs


def _filled(widths: Sequence[float], room: float) -> list[int]:
    runs, used = [0], 0.0
    for width in widths:
        if runs[-1] and used + width > room:
            runs.append(0)
            used = 0
        runs[-1] += 1
        used += width
    return runs


def _keep_columns(rows: Iterable[Row], columns: set[int]) -> None:
    """Remove the cells of other columns; cells that span both get a smaller span."""
    for row in rows:
        for cell in row.cells:
            left = len(columns.intersection(range(cell.column, cell.end)))
            if not left:
                row.element.remove(cell.element)
            elif cell.columns > 1:
                cell.element.set("colspan", str(left))


def _remove_first(part: Element) -> None:
    """Remove what only the first part has: the title, and the names that links lead to."""
    for caption in part.findall("caption"):
        part.remove(caption)
    for element in part.iter():
        element.attrib.pop("id", "")
