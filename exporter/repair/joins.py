"""Phrases that OpenCC finds across the ends of words: it takes the longest, wherever words end.

明了 is a phrase, so 写明了 became 寫明瞭; and 一出 is one, so 一出门 became 一齣門. A phrase that
begins inside a word of the dictionary, or ends inside the word that it changes, is none: that word
is converted by itself. Where a phrase joins whole words, such as 每只 or 是干的, it is what tells
the right character, and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from itertools import accumulate

from exporter.languages.dictionary import chinese_words

LONGEST = 6  # characters of a phrase
COUNTS = frozenset("0123456789一二三四五六七八九十百千万亿两几数半多")  # 第一|只, 三分半|钟
# What a phrase makes of these is doubtful where it joins words, but after what is counted.
OFTEN_JOINED = frozenset("后只了云")
COUNTED = COUNTS | frozenset("每这那哪某整各")

Convert = Callable[[str], str]


def by_words(text: str, convert: Convert) -> str:
    """Convert a text, without the phrases that cut a word."""
    made = convert(text)
    if len(made) != len(text):  # whose characters are not known then
        return made
    signs = list(made)
    for place, alone, joins in _differing(text, made, convert):
        if not joins:
            signs[place] = alone
    return "".join(signs)


def doubtful_joins(text: str, convert: Convert) -> Iterator[int]:
    """Yield the places of characters that phrases of several words decide, and may get wrong."""
    made = convert(text) if OFTEN_JOINED.intersection(text) else ""
    if len(made) == len(text):
        for place, _, joins in _differing(text, made, convert):
            is_counted = place > 0 and text[place - 1] in COUNTED
            if joins and text[place] in OFTEN_JOINED and not is_counted:
                yield place


def _differing(text: str, made: str, convert: Convert) -> Iterator[tuple[int, str, bool]]:
    """Yield each character that is made something else in its text than in its word alone.

    It comes as its place, what it becomes alone, and whether the phrase is of whole words.
    """
    words = chinese_words(text, guess=False)
    inside = _inside(words)
    for word, end in zip(words, accumulate(map(len, words)), strict=True):
        alone = "" if word.isascii() else convert(word)
        if len(alone) == len(word):
            for place, sign in enumerate(alone, end - len(word)):
                if sign != made[place]:
                    ends = inside if len(word) > 1 else frozenset[int]()
                    yield place, sign, _joins(text, place, made[place], inside, ends, convert)


def _inside(words: list[str]) -> set[int]:
    """Return the places inside words, numerals excepted, where no phrase begins."""
    return {
        end - back
        for word, end in zip(words, accumulate(map(len, words)), strict=True)
        if COUNTS.isdisjoint(word)
        for back in range(1, len(word))
    }


def _joins(
    text: str, place: int, wanted: str, inside: Set[int], no_end: Set[int], convert: Convert
) -> bool:
    """Whether the shortest phrase that makes a character what is wanted is of whole words.

    It begins at no place `inside` a word, and ends at none of `no_end`.
    """
    for length in range(2, LONGEST + 1):
        starts = range(max(0, place - length + 1), place + 1)
        pieces = {start: text[start : start + length] for start in starts}
        found = [
            start
            for start, piece in pieces.items()
            if convert(piece)[place - start : place - start + 1] == wanted
        ]
        if found:
            return any(start not in inside and start + length not in no_end for start in found)
    return True
