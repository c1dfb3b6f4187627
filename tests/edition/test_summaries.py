"""The beginning of an article, as lists and feeds show it."""

import pytest

from exporter.edition.summaries import beginning, minutes, prose, summary
from exporter.model import Article


def test_a_beginning_is_of_whole_sentences():
    text = "The water stands high. No one was hurt. The quay is shut until Monday."
    assert beginning(text, 50) == "The water stands high. No one was hurt."


def test_a_wide_character_counts_for_two_and_paragraphs_follow_each_other():
    text = "江水涨了。\n无人受伤。\n码头关闭。"
    assert beginning(text, 20) == "江水涨了。无人受伤。"


def test_a_first_sentence_that_is_too_long_is_cut_at_a_word():
    assert beginning("The water stands high above the quay", 18) == "The water stands…"
    assert beginning("江水涨过了码头的石阶", 8) == "江水涨过…"


TABLE = "<table><tr><th>Place</th><th>Boat</th></tr><tr><td>1</td><td>Heron</td></tr></table>"


def article(body: str) -> Article:
    return Article(id="a", headline=("Boats",), body=body, source="a.md")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"{TABLE}<p>All came home.</p>", "All came home."),
        (f"<p>All</p>{TABLE}<p>came home.</p>", "All came home."),
        (TABLE, "Place Boat 1 Heron"),
        ("<h3>Harbour</h3><p>All came home.</p>", "Harbour All came home."),
        ("<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>", "One Two Three"),
        ("<p>One<br/>two</p><p>three</p>", "One two three"),
        ("<h3>渡口</h3><p>灯亮了。</p><p>船来了。</p>", "渡口 灯亮了。船来了。"),
    ],
)
def test_words_of_a_summary_are_never_joined(body: str, said: str) -> None:
    assert beginning(prose(article(body)), 200) == said
    assert summary(article(body)).replace(" ", "") in said.replace(" ", "")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>{'字' * 1000}</p>", 2),  # 2.5 minutes, rounded to even
        (f"<p>{'<ruby>字<rt>zi zi zi</rt></ruby>' * 400}</p>", 1),
        (f"<p title='{'word ' * 900}'>{'a &amp; b ' * 115}</p>", 1),
        (f"<table><tr>{'<td>one</td>' * 690}</tr></table>", 3),
        (f"<p>{'one<br/>' * 690}</p>", 3),
        (f"<p>{'wo<b>rd</b> ' * 690}</p>", 3),
    ],
)
def test_the_minutes_are_those_of_what_is_read(body, expected):
    assert minutes(article(body)) == expected
