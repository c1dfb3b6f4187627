"""Header cells: those that are there say what they head, those that are missing are made."""

import pytest
from lxml import etree

from exporter.content.bars import broken_tables
from exporter.content.body import body_from_markdown
from exporter.content.table_headers import mark_headers


def headers(rows: str) -> list[tuple[str, str]]:
    """Return the words and the scope of the header cells of a table."""
    table = etree.fromstring(f"<table>{rows}</table>")
    mark_headers(table)
    return [(cell.text or "", cell.get("scope", "")) for cell in table.iter("th")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "<tr><td>Port</td><td>Depth</td></tr><tr><td>Ashby</td><td>4</td></tr>",
            [("Port", "col"), ("Depth", "col")],
        ),
        (
            "<tbody><tr><td>Ashby</td><td>4</td></tr><tr><td>Corin</td><td>7</td></tr></tbody>",
            [("Ashby", "row"), ("Corin", "row")],
        ),
        ("<tr><td>Alone</td><td>here</td></tr>", [("Alone", "row")]),
        ("<thead><tr><th>Port</th></tr></thead><tr><td>4</td></tr>", [("Port", "col")]),
        ("<tr><th>Port</th><td>4</td></tr>", [("Port", "row")]),
        ("<tr><th scope='rowgroup'>Port</th><td>4</td></tr>", [("Port", "rowgroup")]),
        ("", []),
    ],
)
def test_every_table_has_headers_that_say_what_they_head(rows, expected):
    assert headers(rows) == expected


def test_a_table_inside_a_cell_is_another_table():
    inner = "<table><tr><td>in</td></tr></table>"
    table = etree.fromstring(f"<table><tr><td>A{inner}</td><td>2</td></tr></table>")
    mark_headers(table)
    assert [cell.text for cell in table.iter("th")] == ["A"]


TABLE = "| a | b |\n|---|---|\n| 1 | 2 | lost words |\n| 3 | 4 |\n| 5 |\n| 6 | 7 |  |\n"


def test_words_of_a_row_with_more_cells_than_its_head_are_named():
    made = body_from_markdown(TABLE, "a", no_picture)
    (remark,) = made.remarks
    assert remark.rule == "issue-table"
    assert remark.message.endswith("it loses: lost words")
    assert remark.needle == "| 1 | 2 | lost words |"
    assert not body_from_markdown(f"```\n{TABLE}```\n", "a", no_picture).remarks


def no_picture(name):
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Quay | Boats\nNorth | 4\nSouth | 7", ["Quay | Boats"]),
        ("Home | News | About", []),
        ("He said yes | or no.\nThen he left.", []),
        ("a | b | c\nd | e", []),
    ],
)
def test_rows_without_a_line_of_dashes_are_a_broken_table(text, lines):
    assert list(broken_tables(f"<p>{text}</p>")) == lines
