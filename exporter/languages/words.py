"""Words of Chinese and Japanese, written without spaces: no headline breaks inside one."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, lru_cache
from itertools import pairwise, zip_longest
from threading import Thread
from typing import Any

from exporter.languages.characters import HAN
from exporter.languages.tags import script
from exporter.patterns import pattern

JOINER = "\u2060"  # WORD JOINER: no line breaks at it
# A number, in figures or in characters, and whether what it counts is one character.
FIGURES = re.compile(r"[0-9][0-9.,:：%]*")
NUMERAL = re.compile("[一二三四五六七八九十百千万亿两半几零〇]+")
PARTICLES = frozenset("的了着們们吗嗎呢吧")
# Bunsetsu, about: what is written in kanji, katakana or figures, and the hiragana after it.
BUNSETSU = pattern(f"[{HAN}\u30a1-\u30ffー0-9]+[\u3041-\u3096]*|[\u3041-\u3096]+|.")
LONGEST = 9  # characters of a piece of Japanese that is kept whole
ASIAN = re.compile(f"[{HAN}\u3041-\u30ff]")


Spans = tuple[tuple[int, int], ...]


@lru_cache(maxsize=4096)  # a headline stands on its page, in lists and over its article
def word_spans(text: str, language: str) -> Spans:
    """Return the pairs of characters of a text that no line of a headline parts, by index.

    They are those inside words, between a number and what it counts, and before a particle; none
    in other languages than Chinese and Japanese.
    """
    parts = _PARTERS.get(script(language))
    if parts is None or not ASIAN.search(text):
        return ()
    words = parts(text)
    return tuple(_pairs(words)) if "".join(words) == text else ()


def load_ahead(language: str) -> None:
    """Load the dictionary of a language, if it has one, in a thread beside other work.

    That takes 0.1 s, in which the rest of the program goes on: the library lets go of Python.
    """
    if script(language) not in ("zh-hans", "zh-hant") or "rjieba" in sys.modules:
        return
    thread = Thread(target=_load, name="words")
    with suppress(RuntimeError):  # no thread can be had: it is loaded when it is needed
        thread.start()
        if hasattr(os, "register_at_fork"):  # a forked process would wait for it for ever
            os.register_at_fork(before=thread.join)


def _load() -> None:
    with suppress(MemoryError):  # who needs it says so
        chinese_words("")


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


def _is_inside(one: str, other: str) -> bool:
    """Whether neighbours in a word stay together; Latin letters always do."""
    both = one.isalnum() and other.isalnum()
    return both and bool(ASIAN.match(one) or ASIAN.match(other))


def _holds(word: str, following: str) -> bool:
    """Whether two words stay together."""
    if following in PARTICLES:
        return word[-1].isalnum()
    if FIGURES.fullmatch(word):
        return bool(ASIAN.match(following))
    return bool(NUMERAL.fullmatch(word)) and len(following) == 1 and following.isalnum()


def _traditional(text: str) -> list[str]:
    """Part Traditional Chinese by its Simplified form: the dictionary has that."""
    simplified = _simplifier().convert(text)
    words = chinese_words(simplified if len(simplified) == len(text) else text)
    ends = [0]
    for word in words:
        ends.append(ends[-1] + len(word))
    return [text[start:end] for start, end in pairwise(ends)]


def _japanese(text: str) -> list[str]:
    found = BUNSETSU.findall(text)
    return [part for each in found for part in ([each] if len(each) <= LONGEST else each)]


def chinese_words(text: str, *, guess: bool = True) -> list[str]:
    """Part a Chinese text into words; into characters without a dictionary.

    `guess` takes characters that often stand together for a word that the dictionary lacks.
    """
    try:
        import rjieba  # only here: its dictionary takes 0.1 s to load; see `load_ahead`
    except ImportError:  # there is no wheel of it for this machine: a line may break anywhere
        return list(text)
    return list(rjieba.cut(text, hmm=guess))


def chinese_names(text: str) -> list[str]:
    """Return the words of a text that the dictionary, or a guess, takes for names of people."""
    try:
        import rjieba
    except ImportError:
        return []
    return [word for word, kind in rjieba.tag(text) if kind == "nr"]


@cache
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


_PARTERS: dict[str, Callable[[str], list[str]]] = {
    "zh-hans": chinese_words,
    "zh-hant": _traditional,
    "ja": _japanese,
}
