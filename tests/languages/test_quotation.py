"""Typographic quotation marks for straight ones, by language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.languages.quotation import Quoting, marks_of, with_inner_marks

STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def quoted(text, language="en", wish="auto"):
    marks = marks_of(language, wish)
    return Quoting(marks).set(text) if marks else text


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ('"Hello," she said.', "“Hello,” she said."),
        ("It's the dogs' day, isn't it?", "It’s the dogs’ day, isn’t it?"),
        ("\"He said 'no' twice.\"", "“He said ‘no’ twice.”"),
        ("\"'No,' he said.\"", "“‘No,’ he said.”"),
        ('("x") and ["y"]', "(“x”) and [“y”]"),
        ('"Wait—" he began.', "“Wait—” he began."),
        ('the film—"Tides"—opens', "the film—“Tides”—opens"),
        ('href="a"', "href=“a”"),
        ("the '90s, 'tis, rock 'n' roll", "the ’90s, ’tis, rock ’n’ roll"),
        ("O'Neill's Hawai'i", "O’Neill’s Hawai’i"),
        ('"Apollo 13" is on', "“Apollo 13” is on"),
        ('an unclosed "quotation goes on', "an unclosed “quotation goes on"),
    ],
)
def test_straight_marks_become_those_of_english(typed, made):
    assert quoted(typed) == made


@pytest.mark.parametrize(
    "typed",
    [
        "6'2\" tall",
        'a 12" record',
        "51°30'26\" N",
        "\"", "a ' b",
        "see https://example.org/it's?q=a'b for",
    ],
)  # fmt: skip
def test_measures_and_addresses_stay_as_typed(typed):
    assert quoted(typed) == typed


def test_many_marks_are_set_in_one_pass():
    """With a search for the end of a quotation from each of them, this takes many minutes."""
    assert quoted(" 'a" * 30_000) == " ’a" * 30_000


def test_a_measure_in_a_quotation_stays_as_typed():
    assert quoted('"He is 6\'2" tall," she said.') == "“He is 6'2\" tall,” she said."


@pytest.mark.parametrize(
    ("language", "made"),
    [
        ("fr", "«\u202fL’eau ‘a’\u202f»".replace("‘a’", "“a”")),
        ("de", "„L’eau ‚a‘“"),
        ("en-US", "“L’eau ‘a’”"),
        ("ru", "«L’eau „a“»"),
        ("fa", "«L’eau “a”»"),
    ],
)
def test_each_language_has_its_own_marks(language, made):
    assert quoted("\"L'eau 'a'\"", language) == made


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant-TW", "ja", "he", "xx"])
def test_other_languages_stay_as_typed(language):
    assert quoted('"水"', language) == '"水"'


def test_marks_within_hebrew_words_stay_as_typed():
    assert quoted('The "רמטכ"ל" and צה"ל, ג\'ירפה') == 'The “רמטכ"ל” and צה"ל, ג\'ירפה'


@pytest.mark.parametrize(("language", "made"), [("zh-Hans", "“水”"), ("zh-Hant-TW", "「水」")])
def test_chinese_has_its_marks_where_they_are_asked_for(language, made):
    assert quoted('"水"', language, "typographic") == made
    assert marks_of(language, "typed") is None


@given(st.text(alphabet="ab1 \"'.,—(", max_size=40), st.integers(0, 40))
def test_nothing_but_marks_changes_and_pieces_make_no_difference(text, cut):
    made = quoted(text)
    assert made.translate(STRAIGHT) == text
    marks = marks_of("en")
    quoting = Quoting(marks)
    first, second = text[:cut], text[cut:]
    assert quoting.set(first, second) + quoting.set(second) == made


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nobody looked up", "“Nobody looked up”"),
        ("“We had boots”, he said", "“‘We had boots’, he said”"),
        ("„Wir hatten Stiefel“", "“‚Wir hatten Stiefel‘”"),
        ("« Personne » n’a levé les yeux", "“« Personne » n’a levé les yeux”"),
        ("六条“微巴”开进窄巷", "“六条‘微巴’开进窄巷”"),
    ],
)
def test_a_title_that_a_message_quotes_has_inner_marks(text, shown):
    assert f"“{with_inner_marks(text)}”" == shown
