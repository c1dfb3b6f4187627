"""The grid of a table: the columns and rows of each cell (HTML §4.9.12, forming a table)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exporter.xhtml import Element

GROUPS = ("thead", "tbody", "tfoot")
LONGEST_NUMBER = 100  # digits, with zeros before them
MOST_COLUMNS, MOST_ROWS = 1000, 65534  # HTML §4.9.11: largest spans


@dataclass(frozen=True)
class Cell:
    """A cell, its first column, and the columns and rows it spans."""

    element: Element
    column: int
    columns: int
    rows: int

    @property
    def end(self) -> int:
        """The column after its last."""
        return self.column + self.columns


@dataclass(frozen=True)
class Row:
    """A row, the cells that start in it, and cells of earlier rows that span it."""

    element: Element
    cells: tuple[Cell, ...]
    from_above: tuple[Cell, ...]

    def by_column(self) -> list[Element | None]:
        """Return the cell of each column, repeated for each column it spans; None for a gap."""
        cells = sorted((*self.cells, *self.from_above), key=lambda cell: cell.column)
        columns: list[Element | None] = [None] * max((cell.end for cell in cells), default=0)
        for cell in cells:
            columns[cell.column : cell.end] = [cell.element] * cell.columns
        return columns


def grid(table: Element) -> list[Row]:
    """Return the rows of a table, in any namespace, without those of nested tables.

    A cell ends with its row group. Cells may overlap, which HTML calls an error.
    """
    return [row for group in _groups(table) for row in _rows(group)]


def grid_size(table: Element) -> tuple[int, int]:
    """Return an upper bound of a table's rows and columns, in linear time."""
    count = widest = 0
    for group in _groups(table):
        ends: dict[int, int] = {}  # columns that become free, by row
        held = 0
        for number, row in enumerate(group):
            held -= ends.pop(number, 0)
            spans = [(span(cell, "colspan"), span(cell, "rowspan")) for cell in _cells(row)]
            widest = max(widest, held + sum(columns for columns, _ in spans))
            for columns, rows in spans:
                held += columns
                ends[number + rows] = ends.get(number + rows, 0) + columns
        count += len(group)
    return count, widest


def span(cell: Element, name: str) -> int:
    """Return the value of a cell's `colspan` or `rowspan`."""
    value = cell.get(name) or ""
    most = MOST_COLUMNS if name == "colspan" else MOST_ROWS
    if name == "rowspan" and value == "0":  # down to the end of its group
        return MOST_ROWS
    if not value.isdecimal():
        return 1
    # Python refuses to read numbers of thousands of digits.
    return min(max(1, int(value)), most) if len(value) <= LONGEST_NUMBER else most


def _groups(table: Element) -> list[list[Element]]:
    """Return the rows of a table by group; rows outside any group form one."""
    groups: list[list[Element]] = [[]]
    for child in table.iterchildren("{*}tr", *(f"{{*}}{name}" for name in GROUPS)):
        if child.tag.endswith("tr"):
            groups[-1].append(child)
        else:
            groups += [list(child.iterchildren("{*}tr")), []]
    return groups


def _rows(group: list[Element]) -> Iterator[Row]:
    held: list[tuple[Cell, int]] = []  # cells of earlier rows, each with the row it ends before
    for number, element in enumerate(group):
        held = [(cell, end) for cell, end in held if end > number]
        above = tuple(cell for cell, _ in held)
        cells = tuple(_placed(element, above, len(group) - number))
        held += [(cell, number + cell.rows) for cell in cells if cell.rows > 1]
        yield Row(element, cells, above)


def _placed(row: Element, above: tuple[Cell, ...], rows_left: int) -> Iterator[Cell]:
    """Yield the cells of a row, each in the first free column."""
    taken = {column for cell in above for column in range(cell.column, cell.end)}
    column = 0
    for element in _cells(row):
        while column in taken:
            column += 1
        columns, rows = span(element, "colspan"), min(span(element, "rowspan"), rows_left)
        cell = Cell(element, column, columns, rows)
        yield cell
        column = cell.end


def _cells(row: Element) -> Iterator[Element]:
    yield from row.iterchildren("{*}td", "{*}th")
