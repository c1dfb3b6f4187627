"""Columns of tables: their widths, and numbers one below the other."""

import pytest
from lxml import etree

from exporter.engine.typeface import Typeface
from exporter.layouts.table_columns import set_columns
from tests.printed import printed

FACE = Typeface(("Noto Sans CJK SC", "sans-serif"), "zh")


def table(*rows, language="zh-Hans"):
    head, *body = ("".join(f"<{{0}}>{cell}</{{0}}>" for cell in row.split("|")) for row in rows)
    made = f"<thead><tr>{head.format('th')}</tr></thead><tbody>"
    made += "".join(f"<tr>{row.format('td')}</tr>" for row in body) + "</tbody>"
    return etree.fromstring(printed(f"<table>{made}</table>", language))


def widths(made, room):
    return [
        float(cell.get("style").rpartition("width:")[2].rstrip("%")) * room / 100
        for cell in made.iter("th")
    ]


def test_words_of_cells_have_room():
    made = table(
        "线路|经过|首班", "微1路|市中医院、实验小学、澜州大学、石渡区政府|6:30", "快8线|码头|6:00"
    )
    set_columns(made, 12, FACE)
    line, way, first = widths(made, 12)
    assert line > 2.5
    assert way > 4.6
    assert first > 2.5
    assert "table-layout:fixed" in made.get("style")


def test_room_that_is_left_is_shared_alike():
    made = table("甲|乙乙乙", "一|二")
    set_columns(made, 20, FACE)
    one, other = widths(made, 20)
    assert other - one == pytest.approx(2, abs=0.3)


def test_a_table_that_has_too_little_room_is_set_smaller():
    made = table("市中医院|开放时间|负责人们", "一|二|三")
    set_columns(made, 8, FACE)
    assert 0.7 < float(made.get("style").partition("font-size:")[2].partition("em")[0]) < 0.9


@pytest.mark.parametrize(
    ("rows", "fillers", "aligned"),
    [
        (("港|产量", "甲|1,203.5", "乙|84", "丙|7.25"), ["0", ".00", ""], True),
        (("港|产量", "甲|1,203", "乙|84"), ["", ""], True),
        (("港|时间", "甲|6:30", "乙|12:05"), ["", ""], False),
        (("港|说明", "甲|3", "乙|很多"), ["", ""], False),
        (("港|变化", "甲|+2.3%", "乙|−13.7%", "丙|—"), ["", "", ""], True),
    ],
)
def test_numbers_stand_below_one_another(rows, fillers, aligned):
    made = table(*rows)
    set_columns(made, 20, FACE)
    cells = [row[1] for row in made.iter("tr")][1:]
    assert [cell.get("class") == "align-right" for cell in cells] == [aligned] * len(cells)
    hidden = ["".join(span.text for span in cell.findall("span")) for cell in cells]
    assert list(map(len, hidden)) == list(map(len, fillers))


def test_what_an_author_aligned_stays():
    made = table("港|产量", "甲|3", "乙|84")
    for row in made.iter("tr"):
        row[1].set("class", "align-center")
    set_columns(made, 20, FACE)
    assert {row[1].get("class") for row in made.iter("tr")} == {"align-center"}


def test_cells_that_span_others_are_left_alone():
    made = etree.fromstring('<table><tr><td colspan="2">A</td></tr><tr><td/><td/></tr></table>')
    set_columns(made, 20, FACE)
    assert made.get("style") is None


def test_cells_have_room_before_heads_that_stand_in_one_row():
    made = table("线路全程里程|起讫站|发车平均间隔", "4.2|新桥镇至第九中学|12")
    set_columns(made, 16, FACE)
    far, stations, every = widths(made, 16)
    assert stations > 8
    assert far == pytest.approx(every, abs=0.2)


def test_the_gaps_of_latin_beside_chinese_are_counted():
    made = table("日期|说明", "7月1日|很长很长很长的一段说明")
    set_columns(made, 9, FACE)
    assert widths(made, 9)[0] > FACE.ems("7月1日") + 2 * 0.25
