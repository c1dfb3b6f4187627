"""Tables that fit a phone: as they are, set smaller, or as lists of their rows."""

import pytest
from lxml import etree

from exporter.languages.labels import labels
from exporter.writers.epub.xhtml_document import XhtmlDocument

OPS = "http://www.idpf.org/2007/ops"
PAGE = f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="{OPS}">{{}}</html>'


def made(body):
    return etree.fromstring(XhtmlDocument(PAGE.format(body), "en").data)


def found(tree, path):
    return tree.xpath(path, namespaces={"x": "http://www.w3.org/1999/xhtml"})


def table(columns, cell="word"):
    head = "".join(f"<th>Head {number}</th>" for number in range(columns))
    row = "".join(f"<td>{cell}</td>" for _ in range(columns))
    return f"<table><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>"


@pytest.mark.parametrize(("columns", "kind"), [(4, ""), (10, "small"), (12, "records")])
def test_a_table_has_the_form_that_fits_its_words(columns, kind):
    tree = made(table(columns))
    names = found(tree, "//x:table/@class") or [""] if found(tree, "//x:table") else []
    assert names == ([kind] if kind != "records" else [])
    assert len(found(tree, "//x:ul[@class='records']")) == (kind == "records")


def test_a_list_of_rows_says_the_head_before_each_value():
    tree = made(table(12, "<em>a value</em>"))
    pairs = ["".join(each.itertext()) for each in found(tree, "//x:dl/x:div")]
    assert pairs == [f"Head {number} a value" for number in range(12)]


def test_cells_of_several_columns_and_rows_stand_once_in_each_row():
    rows = (
        '<tr><td rowspan="2">Both</td><td colspan="3">Three</td>' + "<td>Longer word</td>" * 9,
        "<tr>" + "<td>Longer word</td>" * 12,
    )
    tree = made(f"<table>{'</tr>'.join(rows)}</tr></table>")
    first, second = found(tree, "//x:dl")
    values = ["".join(each.itertext()) for each in found(first, "x:div/x:dd")]
    assert values == ["Both", "Three", *["Longer word"] * 9]
    assert found(second, "string(x:div/x:dd)") == "Both"


def test_caption_and_id_stay():
    tree = made(table(12).replace("<table>", '<table id="t"><caption>Cap</caption>'))
    assert found(tree, "string(//x:p[@id='t'])") == "Cap"


def test_a_cell_keeps_its_place_its_language_and_its_direction():
    cell = '<td id="c" lang="ar" xml:lang="ar" dir="rtl" class="x">'
    tree = made(table(12).replace("<td>", cell, 1))
    (value,) = found(tree, "//x:dd[@id='c']")
    assert (value.get("lang"), value.get("dir"), value.get("class")) == ("ar", "rtl", None)


def test_no_id_stands_twice():
    cell = '<td rowspan="2"><span id="s">Both</span></td>'
    rows = f"<tr>{cell}{'<td>Longer word</td>' * 12}</tr><tr>{'<td>Longer word</td>' * 12}</tr>"
    assert found(made(f"<table>{rows}</table>"), "count(//*[@id='s'])") == 1


def test_an_empty_head_is_a_plain_cell():
    tree = made('<table><tr><th scope="col"/><th>A</th></tr><tr><td>1</td><td>2</td></tr></table>')
    assert found(tree, "count(//x:th)") == 1
    assert found(tree, "count(//x:tr[1]/x:td[not(@scope)])") == 1


def test_squares_of_puzzles_stay():
    tree = made(table(60).replace("<table>", '<table class="grid">'))
    assert found(tree, "count(//x:table)") == 1


def test_a_wide_table_inside_of_a_cell_is_a_list_too():
    tree = made(f"<table><tr><td>{table(12)}</td></tr></table>")
    assert found(tree, "count(//x:ul[@class='records'])") == 1
    assert found(tree, "count(//x:table)") == 1


def test_notes_say_what_they_are():
    back = '<p><a role="doc-backlink">↑</a></p>'
    notes = f'<section role="doc-endnotes"><ol><li id="n">{back}</li></ol></section>'
    tree = made(f'<p><a href="#n" role="doc-noteref">1</a></p>{notes}')
    kind = f"{{{OPS}}}type"
    (note,) = found(tree, "//x:li/x:aside[@id='n' and @role='doc-footnote']")
    assert note.get(kind) == "footnote"
    assert found(tree, "//x:a")[0].get(kind) == "noteref"
    assert found(note, "string(.//x:a/@aria-label)") == labels("en").back_to_text


@pytest.mark.parametrize(
    ("columns", "cell", "boxes"),
    [
        (3, "word", ["table fits-16"]),
        (4, "Saltmere", ["table fits-18"]),
        (4, "Saltmeres", ["table"]),
        (5, "Saltmere", ["table fits-18"]),  # in small type
        (3, "averylongwordwithoutanyplacetobreak", []),
    ],
)
def test_words_of_a_narrow_table_are_whole_where_they_fit(columns, cell, boxes):
    """The style lets no word break in such a box, so no word may be wider than was counted."""
    tree = made(f"<body><p>Before.</p>{table(columns, cell)}<p>After.</p></body>")
    assert found(tree, "//x:div[x:table]/@class") == boxes
    assert len(found(tree, "//x:table")) == 1
    assert "".join(tree.itertext()).endswith("After.")


def test_a_short_chinese_name_and_a_range_are_on_one_line_where_they_fit():
    cells = ["石渡区", "石渡区中心", "", "18—30岁", "60岁 以上"]
    tree = made(f"<table><tr>{''.join(f'<td>{each}</td>' for each in cells)}</tr></table>")
    short = found(tree, "//x:div[@class='table fits-16']//x:td[@class='short']/text()")
    assert short == ["石渡区", "18—30岁"]


def test_a_head_of_two_kept_words_is_as_wide_as_the_wider():
    kept = '<span class="kept">201年度</span>'
    tree = made(f"<table><tr>{f'<td>{kept}<b>{kept}</b></td>' * 4}</tr></table>")
    assert found(tree, "//x:div/@class") == ["table fits-16"]
