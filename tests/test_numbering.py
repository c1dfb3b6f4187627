"""How issues are counted: text in, parts out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.edition.phrases import count_of_issue
from exporter.languages.labels import labels
from exporter.numbering import Numbering, number_value, read_numbering, with_parts

READ = {
    "407": Numbering("407"),
    "第52期": Numbering("52"),
    "第五十二期": Numbering("52"),
    "第１２期": Numbering("12"),
    "#52": Numbering("52"),
    "Nr. 7/8": Numbering("7", "8"),
    "n.º 12": Numbering("12"),
    "407-8": Numbering("407", "408"),
    "24-25合刊": Numbering("24", "25"),
    "第24期、第25期合刊": Numbering("24", "25"),
    "第24、25、26期": Numbering("24", "26"),
    "37・38合併号": Numbering("37", "38"),
    "12 and 13": Numbering("12", "13"),
    "½": Numbering("½"),
    "12½": Numbering("12½"),
    "7a": Numbering("7a"),
    "XLII": Numbering("XLII"),
    "Vol. XLII, No. 7": Numbering("7", volume="XLII"),
    "Vol. CLXX, No. 58,912": Numbering("58912", volume="CLXX"),
    "12. Jahrgang, Heft 3": Numbering("3", volume="12"),
    "2026年第6期": Numbering("6", volume="2026"),
    "6/2026": Numbering("6", volume="2026"),
    "第24期（总第1024期）": Numbering("24", total="1024"),
    "第24～25期（总第1024～1025期）": Numbering("24", "25", "1024～1025"),
    "第12卷 第3号 通巻144号": Numbering("3", total="144", volume="12"),
    "No. 24 (whole No. 1024)": Numbering("24", total="1024"),
    "总第1024期": Numbering(total="1024"),
    "2026年第3-4期合刊（总第310-311期）": Numbering("3", "4", "310-311", "2026"),
    "第卅二期": Numbering("32"),
    "제14호": Numbering("14"),
    "№ 14 (1024)": Numbering("14", total="1024"),
    "العدد ١٤": Numbering("14"),
    "شماره ۱۴": Numbering("14"),
}


def test_what_is_parted_once_stays_when_it_is_read_again():
    once = with_parts({"number": "第3-4期（总第310-311期）"})
    assert with_parts(once) == once and once["total_number"] == "310-311"


@pytest.mark.parametrize("text", READ)
def test_a_count_is_parted(text):
    assert read_numbering(text) == READ[text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "端午特刊",
        "Summer special",
        "第24期增刊",
        "12-5",
        "A12",
        "2018-19",
        "1999/00",
        "2018–2019",
        "No.",
        "第期",
        "·",
        "Vol",
    ],
)
def test_what_is_no_count_stays_text(text):
    assert read_numbering(text) is None


@given(st.text(alphabet="第期号总（）0123456789.,-–—/½XVI十四〇年卷 NoVlA", max_size=30))
def test_any_text_is_parted_or_left(text):
    count = read_numbering(text)
    assert count is None or any((count.number, count.total, count.volume))
    assert not (count and count.number) or number_value(count.number) is not None


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("zh-Hans", "24", "第24期"),
        ("zh-Hans", "24-25", "第24—25期"),
        ("zh-Hans", "第24期（总第1024期）", "第24期（总第1024期）"),
        ("zh-Hans", "2026年第6期（总第1024期）", "2026年第6期（总第1024期）"),
        ("zh-Hans", "第1024期（总第1024期）", "第1024期"),
        ("zh-Hans", "第42卷第7期", "第42卷第7期"),
        ("zh-Hant", "总第1024期", "總第1024期"),
        ("ja", "37-38", "第37・38合併号"),
        ("ja", "第12巻第3号（通巻144号）", "第12巻第3号（通巻144号）"),
        ("en", "Vol. XLII, No. 7", "Vol. XLII, No. 7"),
        ("en", "12–13", "Nos. 12–13"),
        ("en", "24 (whole No. 1024)", "No. 24 (whole No. 1024)"),
        ("en", "whole No. 1024", "Whole No. 1024"),
        ("en", "½", "No. ½"),
        ("en", "Summer special", "Summer special"),
        ("de", "Jg. 12, Heft 3", "Jg. 12, Nr. 3"),
        ("fr", "7-8", "N°s 7–8"),
        ("es", "7", "N.º 7"),
    ],
)
def test_a_count_is_shown_as_the_language_has_it(language, text, shown):
    count = read_numbering(text) or Numbering(text)
    assert count_of_issue(count, labels(language)) == shown
