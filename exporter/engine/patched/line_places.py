"""Where the lines of a paragraph can be widened, found when a line is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from exporter.engine.beside_latin import beside_latin
from exporter.engine.patched.line_text import SPACE, find_gaps, lone_marks, mark_gaps
from exporter.engine.patched.word_lines import LETTER

MOST_TEXTS = 200  # of which the places are kept: those of a page
WORD = re.compile("[^\\W\\d_]+(?:['’][^\\W\\d_]+)*")
# A capital letter that no sentence begins with: a name, but in German.
NAME = re.compile("(?<![.!?:…][ \u00a0])(?<=[\\w,;’”)][ \u00a0])[^\\W\\d_]")


class Places:
    """Where the lines of a text can be widened.

    `letters`, `spaces` and the lists of gaps count them up to each character. The gaps are those of
    Chinese and Japanese: all, of these those beside Latin, and those at marks.
    """

    def __init__(
        self, text: str, language: str, starts: Sequence[int], hyphens: frozenset[int]
    ) -> None:
        self._text, self._language, self._starts, self._hyphens = text, language, starts, hyphens

    @cached_property
    def letters(self) -> list[int]:
        """How many letters can stand further apart."""
        return self._counts(each.start() for each in LETTER.finditer(self._text))

    @cached_property
    def spaces(self) -> list[int]:
        """How many spaces can be wider."""
        return self._counts(each.start() for each in SPACE.finditer(self._text))

    @cached_property
    def _gaps(self) -> frozenset[int]:
        return frozenset(find_gaps(self._text))

    @cached_property
    def _latin(self) -> frozenset[int]:
        return frozenset(beside_latin(self._text))

    @cached_property
    def gaps(self) -> list[int]:
        """How many gaps there are."""
        return self._counts(self._gaps)

    @cached_property
    def latin(self) -> list[int]:
        """How many of the gaps are beside Latin."""
        return self._counts(self._latin & self._gaps)

    @cached_property
    def lone(self) -> frozenset[int]:
        """The marks that have no other beside their blank half."""
        return frozenset(lone_marks(self._text))

    @cached_property
    def marks(self) -> list[int]:
        """How many of the gaps are at marks."""
        return self._counts((set(mark_gaps(self._text, self.lone)) & self._gaps) - self._latin)

    @cached_property
    def between(self) -> frozenset[int]:
        """The characters that end a text and have a gap beside Latin after them."""
        return self._latin & {start - 1 for start in self._starts}

    @cached_property
    def in_names(self) -> frozenset[int]:
        """The hyphens inside names; German has capitals elsewhere too."""
        if self._language.lower().startswith("de"):
            return frozenset()
        return frozenset(_in_names(self._text, self._hyphens))

    def _counts(self, places: Iterable[int]) -> list[int]:
        return _counts(len(self._text), places)


@lru_cache(maxsize=MOST_TEXTS)
def places(text: str, language: str, starts: tuple[int, ...], hyphens: frozenset[int]) -> Places:
    """Return where the lines of a text can be widened, which is the same at any size."""
    return Places(text, language, starts, hyphens)


def _counts(length: int, places: Iterable[int]) -> list[int]:
    found = [0] * length
    for place in places:
        found[place] = 1
    return [0, *accumulate(found)]


def _in_names(text: str, hyphens: frozenset[int]) -> Iterator[int]:
    for word in WORD.finditer(text):
        if word[0][0].isupper() and NAME.match(text, word.start()):
            yield from (index for index in range(*word.span()) if index in hyphens)
