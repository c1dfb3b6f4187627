"""Characters that a conversion to Traditional Chinese may get wrong: one stands for several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from exporter.languages.dictionary import chinese_words
from exporter.model import Article, Issue
from exporter.repair.changes import Change
from exporter.repair.exceptions import Exceptions
from exporter.repair.joins import doubtful_joins

# Each stands for several Traditional ones, and a dictionary tells them apart by words alone; those
# that are nearly always one of them by themselves (里, 后, 只, 须) are left out.
SEVERAL = frozenset("干发谷斗征余松郁姜范仆卷复冲丑签表折系面")
AROUND = 4  # characters shown on both sides
SENTENCE = re.compile(r"[^。！？；\n]+")
KIND = "script-doubtful"

Convert = Callable[[str], str]


def doubts(issue: Issue, exceptions: Exceptions, convert: Convert) -> tuple[Change, ...]:
    """Return the places of an issue in Simplified Chinese to look at after its conversion.

    Such a character is a word by itself there, so no dictionary knew the word it is in, or it was
    taken with another word; and it is in none of the `exceptions`. `convert` converts a text.
    """
    return tuple(
        each for article in issue.articles for each in _of_article(article, exceptions, convert)
    )


def _of_article(article: Article, exceptions: Exceptions, convert: Convert) -> Iterator[Change]:
    text = "\n".join((*article.headline, str(article.deck), article.text))
    seen: set[str] = set()
    for sentence in SENTENCE.findall(text):
        for start in _doubtful(sentence, exceptions, convert):
            around = sentence[max(0, start - AROUND) : start + AROUND + 1].strip()
            if around not in seen:
                seen.add(around)
                yield Change(KIND, around, convert(around), 0, article.source)


def _doubtful(sentence: str, exceptions: Exceptions, convert: Convert) -> Iterator[int]:
    """Yield where a character is doubtful, and in no exception."""
    found = exceptions.pattern.finditer(sentence)
    known = {place for each in found for place in range(*each.span())}
    alone = _alone(sentence) if SEVERAL.intersection(sentence) else ()
    yield from sorted({*alone, *doubtful_joins(sentence, convert)} - known)


def _alone(sentence: str) -> Iterator[int]:
    """Yield where a character that stands for several is a word by itself."""
    words = chinese_words(sentence, guess=False)
    for word, end in zip(words, accumulate(map(len, words)), strict=True):
        place = end - len(word)
        if word in SEVERAL:
            yield place
