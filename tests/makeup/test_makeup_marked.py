"""Headlines with markup, parted into the lines that makeup chooses."""

import pytest

from exporter.content.inline_markdown import inline_from_markdown
from exporter.inline import plain_text
from exporter.languages.characters import join_lines
from exporter.layouts.makeup.measure.headline_breaks import broken
from exporter.layouts.makeup.measure.heads import find_wordings
from exporter.layouts.makeup.measure.marked import held
from exporter.layouts.makeup.measure.marked import marked_lines as marked
from exporter.xhtml import inside


def headline(*lines: str) -> tuple[str, ...]:
    return tuple(inline_from_markdown(line)[0] for line in lines)


def marked_lines(headline: tuple[str, ...], wording: tuple[str, ...]) -> list[str]:
    """Return what is inside of each line."""
    return [inside(line) for line in marked(headline, wording)]


def test_an_element_goes_on_in_the_next_line() -> None:
    lines = marked_lines(headline("Why *all of them* left"), ("Why all", "of them left"))
    assert lines == ["Why <em>all</em>", "<em>of them</em> left"]


def test_lines_of_the_author_are_joined_and_parted_anew() -> None:
    parted = marked_lines(headline("*一*二", "三**四**"), ("一二　三", "四"))
    assert parted == ["<em>一</em>二　三", "<strong>四</strong>"]


def test_plain_lines_are_only_escaped() -> None:
    assert marked_lines(("a < b", "c"), ("a < b c",)) == ["a &lt; b c"]


@pytest.mark.parametrize("number", range(1, 7))
def test_no_line_parts_what_has_a_reading(number: int) -> None:
    words = headline("{渡船場|とせんば}の{灯|ひ}、{二十年|にじゅうねん}ぶりに{点|とも}る")
    lines = marked_lines(words, broken(words[0], number, len, held=held(words)))
    assert "".join(map(plain_text, lines)) == words[0]
    assert sum(line.count("<rt>") for line in lines) == 4
    assert all(line.count("<ruby") == line.count("<rt>") for line in lines)


def test_every_wording_keeps_words_and_markup() -> None:
    words = headline("Council asks *why* CO<sub>2</sub> rose", "past 10<sup>6</sup> **tonnes**")
    text = join_lines(words).replace(" ", "")
    for wording, _ in find_wordings(words, len, held=held(words)):
        lines = marked_lines(words, wording)
        assert len(lines) == len(wording)
        assert "".join(map(plain_text, lines)).replace(" ", "") == text
        assert "".join(lines).count("<sub>2</sub>") == 1
