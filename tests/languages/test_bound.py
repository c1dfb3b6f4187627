"""Spaces at which no line of a head ends: of dates, and before what a number counts."""

import pytest

from exporter.edition.typesetting import typeset
from exporter.languages.bound import bound, whole_spans
from exporter.languages.weak_ends import held_together
from exporter.layouts.makeup.measure.headline_breaks import broken
from exporter.xhtml import parse, to_html


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("100 years ago: 19~June~1926", "en"),
        ("June~19,~1926 and 7~Sept. and May~1968", "en-US"),
        ("Costs £7~million after 5~pm; it may rain", "en"),
        ("12~km/h and 5~m² of 4 people", "fr"),
        ("Am 19.~Juni~2026 kamen 12~Millionen", "de"),
        ("Le 1er~juin, 12~% de plus", "fr"),
        ("El 19~de~junio~de~1926", "es"),
        ("Dal 3~giugno 12~miliardi", "it"),
        ("19~июня~2026", "ru"),
        ("6월~23일 서울", "ko"),
        ("19~يونيو~2026", "ar"),
        ("ב-19~ביוני~2026", "he"),
        ("19 whatever 1926", "xx"),
    ],
)
def test_dates_and_units_stay_whole_in_all_languages(text, language):
    assert bound(text.replace("~", " "), language) == text.replace("~", "\u00a0")


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja"])
@pytest.mark.parametrize("text", ["第408期（6月23日）看点", "2018年7月3日开会", "在 7 月 3 日开会"])
def test_a_date_of_characters_stays_whole(text, language):
    date = text[text.index("月") - 1 : text.index("日") + 1]
    for number in range(2, 8):
        assert any(date in line for line in broken(text, number, len, whole_spans(text, language)))


def test_lines_of_a_headline_end_outside_of_dates():
    text = "What the harbour said on 19 June 1926 of herring"
    for number in range(2, 6):
        lines = broken(text, number, len, whole_spans(text, "en"))
        assert len(lines) == number
        assert any("19 June 1926" in line for line in lines)


def test_subheads_have_their_dates_whole_in_print():
    root = parse("<div><h2>100 years ago: 19 June 1926</h2><p>On 19 June 1926.</p></div>")
    typeset(root, "en")
    assert "19\u00a0June\u00a01926</h2><p>On 19\u00a0June 1926" in to_html(root)
    assert "19\u00a0June\u00a01926" in held_together(root.findtext(".//h2"), "en")
