"""The grid of a table: which columns its cells take, and how large it is."""

import pytest

from exporter.table_grid import grid, grid_size, span
from exporter.xhtml import parse


def columns(rows):
    """Return the words of each column of each row; "-" where there is no cell."""
    return [
        ["-" if cell is None else "".join(cell.itertext()) for cell in row.by_column()]
        for row in grid(parse(f"<table>{rows}</table>")[0])
    ]


def test_cells_that_span_stand_in_each_column_and_row():
    rows = '<tr><td rowspan="2">a</td><td colspan="2">b</td></tr><tr><td>c</td><td>d</td></tr>'
    assert columns(rows) == [["a", "b", "b"], ["a", "c", "d"]]


def test_a_cell_ends_with_its_group_of_rows():
    body = "<tbody><tr><td>1</td><td>2</td></tr></tbody>"
    rows = f'<thead><tr><th rowspan="9">h</th><th>i</th></tr></thead>{body}'
    assert columns(rows) == [["h", "i"], ["1", "2"]]


def test_a_row_that_is_short_has_no_cell_before_one_from_above():
    rows = '<tr><td>a</td><td>b</td><td rowspan="0">c</td></tr><tr/><tr><td>d</td></tr>'
    assert columns(rows) == [["a", "b", "c"], ["-", "-", "c"], ["d", "-", "c"]]


def test_rows_of_a_table_inside_of_a_cell_are_its_own():
    rows = "<tr><td><table><tr><td>x</td></tr><tr><td>y</td></tr></table></td></tr>"
    assert columns(rows) == [["xy"]]


@pytest.mark.parametrize(
    "rows",
    [
        "",
        "<tr/>",
        '<tr><td rowspan="2">a</td><td colspan="2">b</td></tr><tr><td>c</td><td>d</td></tr>',
        '<thead><tr><th rowspan="3">a</th></tr></thead><tr><td>b</td><td>c</td></tr>',
        '<tr><td rowspan="2">a</td></tr>' * 5,
    ],
)
def test_the_size_is_that_of_the_grid(rows):
    made = columns(rows)
    assert grid_size(parse(f"<table>{rows}</table>")[0]) == (
        len(made),
        max(map(len, made), default=0),
    )


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("colspan", "3", 3),
        ("colspan", "0", 1),
        ("colspan", "x", 1),
        ("colspan", "99999", 1000),
        ("colspan", "9" * 9000, 1000),
        ("rowspan", "0", 65534),
        ("rowspan", "-2", 1),
    ],
)
def test_a_span_is_what_html_takes_it_for(name, value, expected):
    assert span(parse(f'<td {name}="{value}"/>')[0], name) == expected
