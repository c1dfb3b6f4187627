"""Words of Chinese and Japanese, written without spaces: no headline breaks inside one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise, zip_longest
from typing import Any

from exporter.languages import dictionary
from exporter.languages.characters import HAN
from exporter.languages.dictionary import chinese_words
from exporter.languages.tags import script
from exporter.patterns import pattern

JOINER = "\u2060"  # WORD JOINER: no line breaks at it
# A number, in figures or in characters, and whether what it counts is one character.
FIGURES = pattern(r"[0-9][0-9.,:：%]*")
NUMERAL = pattern("[一二三四五六七八九十百千万亿两半几零〇]+")
PARTICLES = frozenset("的了着們们吗嗎呢吧")
# What makes a place or a person of the word before: 等候区, 值班室. Few are in the dictionary.
ENDINGS = frozenset("区區站室馆館厅廳场場所院员員者")
# Bunsetsu, about: what is written in kanji, katakana or figures, and the hiragana after it.
BUNSETSU = pattern(f"[{HAN}\u30a1-\u30ffー0-9]+[\u3041-\u3096]*|[\u3041-\u3096]+|.")
LONGEST = 9  # characters of a piece of Japanese that is kept whole
ASIAN = pattern(f"[{HAN}\u3041-\u30ff]")
HAN_WORD = pattern(f"[{HAN}]+")
# 2018年7月3日, 7月3日, 十月一日: with spaces or without.
DATE = pattern(
    "(?:[0-9〇零一二三四五六七八九]{2,4} ?年 ?)?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})"
    " ?月 ?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?[日号號]"
)

Spans = tuple[tuple[int, int], ...]


@lru_cache(maxsize=4096)  # a headline stands on its page, in lists and over its article
def word_spans(text: str, language: str) -> Spans:
    """Return the pairs of characters of a text that no line of a headline parts, by index.

    They are those inside words and dates, between a number and what it counts, and before a
    particle; none in other languages than Chinese and Japanese.
    """
    parts = _PARTERS.get(script(language))
    if parts is None or not ASIAN.search(text):
        return ()
    words = parts(text)
    if "".join(words) != text:
        return ()
    return (*_pairs(words), *_pairs_of_dates(text))


def load_ahead(language: str) -> None:
    """Load the dictionary of a language, if it has one, in a process beside this one."""
    if script(language) in _DICTIONARY_FORM:
        dictionary.load_beside()


def expect(headlines: Iterable[str], language: str) -> None:
    """Let the process beside this one, if there is one, part headlines before they are needed."""
    form = _DICTIONARY_FORM.get(script(language))
    if form:
        dictionary.expect(map(form, headlines))


def are_known(headlines: Iterable[str], language: str) -> bool:
    """Whether no headline is to be looked up in the dictionary of its language."""
    form = _DICTIONARY_FORM.get(script(language))
    return form is None or dictionary.are_known(map(form, headlines))


def glued(text: str, language: str) -> str:
    """Return a text with a WORD JOINER inside the pairs that no line parts."""
    starts = {start for start, _ in word_spans(text, language)}
    return "".join(mark + JOINER * (index in starts) for index, mark in enumerate(text))


def repeated(text: str, article: str) -> Spans:
    """Return the pairs of characters of a text that come again in an article.

    Such a pair is a word, or part of one: a guess that takes no dictionary.
    """
    counts = Counter(map("".join, pairwise(article)))
    return tuple(
        (index, index + 2)
        for index, (one, other) in enumerate(pairwise(text))
        if counts[one + other] > 1 and ASIAN.match(one) and ASIAN.match(other)
    )


def _pairs(words: list[str]) -> Iterator[tuple[int, int]]:
    end = 0
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        for index, (one, other) in enumerate(pairwise(word), end):
            if _is_inside(one, other):
                yield index, index + 2
        end += len(word)
        if following and _holds(word, following):
            yield end - 1, end + 1


def _pairs_of_dates(text: str) -> Iterator[tuple[int, int]]:
    for date in DATE.finditer(text):
        for index, (one, other) in enumerate(pairwise(date[0]), date.start()):
            if not (one.isdigit() and other.isdigit()):  # no line parts figures anyway
                yield index, index + 2


def _is_inside(one: str, other: str) -> bool:
    """Whether neighbours in a word stay together; Latin letters always do."""
    both = one.isalnum() and other.isalnum()
    return both and bool(ASIAN.match(one) or ASIAN.match(other))


def _holds(word: str, following: str) -> bool:
    """Whether two words stay together."""
    if following in PARTICLES:
        return word[-1].isalnum()
    if following in ENDINGS and len(word) > 1 and HAN_WORD.fullmatch(word):
        return True
    if FIGURES.fullmatch(word):
        return bool(ASIAN.match(following))
    return bool(NUMERAL.fullmatch(word)) and len(following) == 1 and following.isalnum()


def _traditional(text: str) -> list[str]:
    """Part Traditional Chinese by its Simplified form: the dictionary has that."""
    ends = [0]
    for word in chinese_words(_simplified(text)):
        ends.append(ends[-1] + len(word))
    return [text[start:end] for start, end in pairwise(ends)]


def _simplified(text: str) -> str:
    made = str(_simplifier().convert(text))
    return made if len(made) == len(text) else text


def _japanese(text: str) -> list[str]:
    found = BUNSETSU.findall(text)
    return [part for each in found for part in ([each] if len(each) <= LONGEST else each)]


@cache
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


_PARTERS: dict[str, Callable[[str], list[str]]] = {
    "zh-hans": chinese_words,
    "zh-hant": _traditional,
    "ja": _japanese,
}
# What is looked up of a text in Chinese.
_DICTIONARY_FORM: dict[str, Callable[[str], str]] = {"zh-hans": str, "zh-hant": _simplified}
