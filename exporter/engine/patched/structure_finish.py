"""Finish a complete structure tree: empty nodes, levels of headings, tables."""

from __future__ import annotations

from exporter.engine.patched.structure_nodes import Node, child

# Empty cells stay: every row of a table has the same number.
KEPT_EMPTY = ("TH", "TD")
LAST_LEVEL = 6


def finish(root: Node) -> None:
    """Drop what is empty, number notes, set the levels of headings and the shape of tables."""
    _prune(root)
    _number_headings(root)
    notes = (node for node in root.walk() if node.role == "Note")
    for number, note in enumerate(notes, start=1):
        note.identifier = f"note-{number}"
    for node in root.walk():
        if node.role == "Table":
            _shape_table(node)


def _prune(node: Node) -> bool:
    """Drop nodes without content below `node`; return whether it has any itself."""
    node.kids = [kid for kid in node.kids if not isinstance(kid, Node) or _prune(kid)]
    return bool(node.kids) or node.role in KEPT_EMPTY


def _number_headings(root: Node) -> None:
    """Give each heading its level: the first is 1, and no level is skipped (ISO 14289-1 §7.4.2)."""
    last = 0
    for node in root.walk():
        if node.role == "H":
            last = min(node.level, last + 1, LAST_LEVEL)
            node.role, node.level = f"H{last}", last


def _shape_table(table: Node) -> None:
    """Fill rows to the same width, keep spans inside the table, give headers a scope.

    ISO 14289-1 §7.5: headers have a scope; a table is regular (ISO 32000-1 §14.8.4.3.4).
    """
    groups = [node for node in table.nodes if node.role in ("THead", "TBody", "TFoot")]
    if groups and not any(group.role == "TBody" for group in groups):
        groups[0].role = "TBody"
    for holder in groups or [table]:
        rows = [node for node in holder.nodes if node.role == "TR"]
        for index, row in enumerate(rows):
            for cell in row.nodes:
                cell.rows = min(cell.rows, len(rows) - index)
    rows = [node for holder in groups or [table] for node in holder.nodes if node.role == "TR"]
    taken = _taken(rows)
    width = max((len(row) for row in taken), default=0)
    for row, columns in zip(rows, taken, strict=True):
        for _ in range(width - len(columns)):
            child(row, "TD")
    for index, row in enumerate(rows):
        for cell in row.nodes:
            if cell.role == "TH" and not cell.scope:
                in_head = cell.inside("THead") is not None or index == 0
                cell.scope = "Column" if in_head else "Row"


def _taken(rows: list[Node]) -> list[list[int]]:
    """Return the occupied columns of each row, by its own cells or from above.

    A cell that would reach over one from above, as HTML allows, ends before it.
    """
    taken: list[set[int]] = [set() for _ in rows]
    for index, row in enumerate(rows):
        column = 0
        for cell in row.nodes:
            while column in taken[index]:
                column += 1
            beyond = (wide for wide in range(1, cell.columns) if column + wide in taken[index])
            cell.columns = next(beyond, cell.columns)
            for below in range(index, min(index + cell.rows, len(rows))):
                taken[below].update(range(column, column + cell.columns))
            column += cell.columns
    return [sorted(columns) for columns in taken]
