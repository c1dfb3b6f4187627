"""Rows of tables that no frame has room for are parted, and nothing of them is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exporter.layouts.tall_rows import part_tall_rows, row_lines


class Ruler:
    """A typeface all of whose characters are as wide as high."""

    def ems(self, text):
        return len(text)


FACE = Ruler()


def table(*rows):
    """Make a table of rows of XHTML cells, under a row of heads."""
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    heads = "".join(f"<th>{n}</th>" for n in range(len(rows[0])))
    return etree.fromstring(f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>")


def column(made, number):
    return "".join("".join(row[number].itertext()) for row in made.find("tbody"))


def test_a_tall_row_goes_on_in_rows_below():
    words = " ".join(f"word{number}" for number in range(200))
    made = table(["<td>tall</td>", f"<td>{words}</td>"], ["<td>last</td>", "<td>end</td>"])
    part_tall_rows(made, 40, 20, FACE)
    rows = list(made.find("tbody"))
    assert len(rows) > 3
    assert all(row_lines(row, 40, FACE) <= 22 for row in rows)
    assert column(made, 1) == words + "end"
    assert [row[0].text or "" for row in rows] == ["tall", *[""] * (len(rows) - 2), "last"]
    # Words stay whole.
    assert all((row[1].text or "").strip().split()[0] in [*words.split(), "end"] for row in rows)


def test_markup_and_line_breaks_are_kept():
    cell = f"<td><p>{'a' * 90}<br/><em id='x'>{'b' * 90}</em></p><img src='i.png'/></td>"
    made = table([cell])
    part_tall_rows(made, 5, 10, FACE)
    assert len(made.find("tbody")) > 2
    assert column(made, 0) == "a" * 90 + "b" * 90
    assert [len(list(made.iter(tag))) for tag in ("br", "img")] == [1, 1]
    assert len(made.xpath("//*[@id='x']")) == 1


def test_heads_of_rows_are_not_said_again():
    made = table([f"<th scope='row'>{'h ' * 100}</th>", f"<td>{'t ' * 300}</td>"])
    part_tall_rows(made, 20, 10, FACE)
    assert [row[0].tag for row in made.find("tbody")][:2] == ["th", "td"]
    assert len(made.xpath("//tbody//th[@scope='row']")) == 1


@pytest.mark.parametrize(
    "cell", ["<td rowspan='2'>{}</td>", "<td><table><tr><td>{}</td></tr></table></td>"]
)
def test_what_can_not_be_parted_stays_whole(cell):
    made = table([cell.format("t " * 400)])
    before = etree.tostring(made)
    part_tall_rows(made, 20, 10, FACE)
    assert etree.tostring(made) == before


CELLS = st.lists(st.text("ab 江，", max_size=400), min_size=1, max_size=3)


@given(CELLS)
def test_no_character_is_lost(texts):
    made = table([f"<td><b>{text}</b></td>" for text in texts])
    part_tall_rows(made, 12, 6, FACE)
    assert [column(made, number) for number in range(len(texts))] == texts
