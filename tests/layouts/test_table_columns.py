"""Columns of tables: their widths, and numbers one below the other."""

from dataclasses import replace

import pytest
from lxml import etree

from exporter.engine.typeface import Typeface
from exporter.layouts.makeup.measure.long_tables import most_columns
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.table_columns import set_columns, widest
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


def test_a_column_gives_room_where_that_saves_lines():
    made = table("线路|起讫站|运营时间", "微1路|学宫路—滨江步道|6:00", language="zh-Hans")
    set_columns(made, 17, FACE)
    line, way, hours = widths(made, 17)
    assert way > FACE.ems("学宫路—滨江步道") + 0.6
    assert min(line, hours) > 3.2


def test_numbers_stand_apart_from_words_behind_them():
    made = table("港|分钟|日期", "甲|12|7月1日", "乙|15|8月1日")
    set_columns(made, 20, FACE)
    air = [
        float(row[1].get("style").rpartition("padding-right:")[2].rstrip("em"))
        for row in made.iter("tr")
    ]
    assert min(air) >= 0.3 + 0.5
    assert "padding-right" not in (made.find(".//tbody/tr")[0].get("style") or "")


def test_a_no_break_space_ends_no_line_of_a_cell():
    made = table("Day|Boats", "19\u00a0September|many of them came back", language="en")
    set_columns(made, 14, FACE)
    assert widths(made, 14)[0] > FACE.ems("19 September") + 0.6


def test_a_table_is_as_wide_as_its_cells_and_the_gaps_between_them():
    made = table("甲|乙|丙", "一一一一|二|三")
    assert widest(made, FACE, 3) - widest(made, FACE, 1) == pytest.approx(4)
    assert 4 + 1 + 1 < widest(made, FACE, 0) < 9


def test_lines_of_cells_end_after_marks_where_that_takes_no_more():
    made = table("线路|起讫站", "微巴1路|橡胶厂宿舍—东浦医院", "微2|柳荫里—三桥北")
    set_columns(made, 10, FACE)
    cells = [
        "".join(cell.itertext()).replace("\u2060", "").partition("—") for cell in made.iter("td")
    ]
    assert cells[1] == ("橡胶厂宿舍", "—", "东浦医院")
    held = "".join(made.findall(".//td")[1].itertext())
    assert held.count("\u2060") == len("橡胶厂宿舍—东浦医院") - 2


@pytest.mark.parametrize("room,is_smaller", [(13.5, False), (14.5, True), (16, False)])
def test_a_table_a_little_too_wide_for_rows_of_one_line_is_set_smaller(room, is_smaller):
    made = table("线路|起讫站", "微巴1路|橡胶厂宿舍—东浦医院")
    set_columns(made, room, FACE)
    assert ("font-size" in made.get("style")) == is_smaller


def test_a_table_is_set_smaller_where_that_saves_many_lines():
    """Nine rows of one line instead of two: but no smaller for two rows of them."""
    long, short = "橡胶厂宿舍—东浦医院", "柳荫里"
    rows = [f"微巴{number}路|{long}" for number in range(1, 9)]
    made = table("线路|起讫站", *rows)
    set_columns(made, 13.5, FACE)
    assert "font-size:0.7" in made.get("style")
    few = table("线路|起讫站", *rows[:2], *[f"微巴{number}路|{short}" for number in range(1, 7)])
    set_columns(few, 13.5, FACE)
    assert "font-size" not in few.get("style")


def test_the_last_character_of_a_cell_is_not_alone():
    made = table("线路|起讫站", "微巴1路|柳荫里三桥北")
    assert made.findall(".//td")[1].text.endswith("桥\u2060北")


def test_a_table_of_short_cells_stands_over_few_columns_of_a_page():
    grid = sheet_grid("broadsheet", "zh-Hans")
    short = table("区县|一|二|三|四", "石渡区|1|2|3|4")
    long = table("区县|一|二|三|四", "|".join(["这一格里有很长很长很长很长很长的说明文字"] * 5))
    assert most_columns(short, 2, replace(grid, table_gap=3)) == 2
    assert most_columns(long, 2, replace(grid, table_gap=3)) > 3
    assert most_columns(short, 2, replace(grid, table_gap=50)) == grid.columns
