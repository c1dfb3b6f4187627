"""Where a line of a headline should not end, by language."""

import pytest

from exporter.languages.segmentation import glued
from exporter.languages.weak_ends import (
    AFTER_MARK,
    AFTER_NUMBER,
    AFTER_WEAK,
    INSIDE_NAME,
    end_costs,
    held_together,
)


def costs(text, language):
    """Return the cost of a line's end after each word of a text but the last."""
    return [cost for _, cost in end_costs(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("A lock on homes", "en", [AFTER_WEAK, 0, AFTER_WEAK]),
        ("Boats, and “the” quay", "en", [AFTER_MARK, AFTER_WEAK, AFTER_WEAK]),
        ("Shut 72 minutes", "en-GB", [0, AFTER_NUMBER]),
        ("After 2026 Reed left", "en", [0, 0, 0]),
        ("After Mary left town", "en", [0, 0, 0]),  # the first word has a capital anyway
        ("Council and Mary Reed agree", "en", [0, AFTER_WEAK, INSIDE_NAME, 0]),
        ("Reed Wins In Court", "en", [0, 0, AFTER_WEAK]),
        ("Der Hafen für die Stadt", "de", [AFTER_WEAK, 0, AFTER_WEAK, AFTER_WEAK]),
    ],
)
def test_ends_after_small_words_and_inside_names_cost(text, language, expected):
    assert costs(text, language) == expected


@pytest.mark.parametrize("language", ["zh-Hans", "ja", "fi", ""])
def test_languages_whose_small_words_are_not_known_break_anywhere(language):
    assert costs("A lock on homes", language) == []


@pytest.mark.parametrize(
    "held",
    [
        "Last pair bat 14~overs to~save~a~point",
        "Chess club draws at~the~library",
        "What is~on~this~week",
        "Short of a day",
        "Every evening with~two~needles mending",
    ],
)
def test_small_words_stay_with_what_they_belong_to(held):
    assert held_together(held.replace("~", " "), "en") == held.replace("~", "\u00a0")


def test_a_compound_stays_on_one_line_of_a_small_headline():
    found = held_together("Swimmers meet for the round-the-bar race", "en")
    assert "round-\u2060the-\u2060bar" in found
    assert held_together("A match at Stow-on-the-Wold-by-the-Sea today", "en").count("\u2060") == 0
    assert "7-5" in held_together("Menon and Deacon won it 7-5 at last", "en")


def test_a_last_line_has_more_than_one_short_word_of_chinese():
    pytest.importorskip("rjieba")
    found = held_together(glued("30辆无障碍出租车19日上路", "zh-Hans"), "zh-Hans")
    assert found.endswith("租\u2060车19\u2060日\u2060上\u2060路")
    assert held_together("短标题上路", "zh-Hans") == "短标题上路"
