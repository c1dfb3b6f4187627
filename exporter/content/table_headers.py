"""Header cells of tables that have none, or do not say what they head.

A screen reader announces the headers of each cell (WCAG 2.2, 1.3.1; ISO 14289-1 §7.5); tables of
office programs and web editors mark no cell as a header.
"""

from __future__ import annotations

from lxml import etree

GROUPS = ("thead", "tbody", "tfoot")


def mark_headers(table: etree._Element) -> None:
    """Make headers of the first row if it has only words, else of the first cell of each row.

    Header cells that are there stay; those without a scope get one.
    """
    rows = [row for row in _rows(table) if len(row)]
    if any(cell.tag == "th" for row in rows for cell in row):
        for row in rows:
            _set_scopes(row)
    elif len(rows) > 1 and _is_of_words(rows[0]):
        for cell in rows[0]:
            _make_header(cell, "col")
    else:
        for row in rows:
            _make_header(row[0], "row")


def _rows(table: etree._Element) -> list[etree._Element]:
    """Return the rows of a table, not those of tables inside it."""
    groups = [table, *table.iterchildren(*GROUPS)]
    return [row for group in groups for row in group.iterchildren("tr")]


def _set_scopes(row: etree._Element) -> None:
    """Set the scope of headers: `col` in a row of headers, `row` in any other."""
    parent = row.getparent()
    is_head = parent is not None and parent.tag == "thead"
    scope = "col" if is_head or all(cell.tag == "th" for cell in row) else "row"
    for cell in row.iterchildren("th"):
        if not cell.get("scope"):
            cell.set("scope", scope)


def _is_of_words(row: etree._Element) -> bool:
    """Whether every cell of a row has words, and none a number."""
    texts = ["".join(map(str, cell.itertext())).strip() for cell in row]
    return all(text and not any(map(str.isdigit, text)) for text in texts)


def _make_header(cell: etree._Element, scope: str) -> None:
    if cell.tag == "td":
        cell.tag = "th"
        cell.set("scope", scope)
