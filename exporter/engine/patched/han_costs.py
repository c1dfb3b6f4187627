"""The cost of a line of Chinese or Japanese, given its first and last character.

Thousands of lines are tried for a paragraph, so all counts are prefix sums, computed once: a line
needs only differences.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from exporter.engine.beside_latin import GAP
from exporter.engine.patched.han_lines import CLOSE, TIGHT, Gaps, share_gaps
from exporter.engine.patched.justify import WIDEST_GAP
from exporter.engine.patched.line_places import MOST_TEXTS
from exporter.engine.patched.paragraph import Paragraph
from exporter.engine.patched.word_lines import TRACKING
from exporter.languages.punctuation import OPENING, blank_after

LOOSE = 0.08  # ems added to each gap in a line with cost 1
SQUEEZED = 1.0  # cost of a line whose marks lost all their blank halves
PUSHED = 0.2  # cost of a line with any squeezed marks
DRAWN_IN = 8.0  # cost of a paragraph whose first mark has lost its blank half
TIGHTENED = 16.0  # cost of a line whose Latin stands closer: rather than gaps wider by 0.2 em
TIGHTEST = 8.0  # and more, where all of it is as close as it may be
HYPHENATED = 2.0
PARTED = 12.0  # cost of a break between a number and its unit
LONE = 40.0  # cost of a last line of one character (CLREQ §3.2.5)
RAGGED = 1_000.0  # cost of a line that can't be justified
STUNTED = 20.0  # and of each square em it lacks: rather two short lines than one of a word
FULL_WIDTH = 0.9
MOST_LOOSE = 1 << 15  # kinds of loose lines whose cost is kept
UNIT = re.compile(
    "(?<=[0-9])(?=[万亿年月日号时点分秒元角岁米克吨升度亩公千毫厘小美欧港])"
    "|(?<=[0-9][公千毫厘小分美欧港])(?=[里斤顷克米升时钟元])"
)
BLANK = " \u00a0\u00ad\u200b\u2060\ufeff"
BLANKS = re.compile(f"[{BLANK}]+")


class HanCosts:
    """The costs of lines in a paragraph."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.text, self.size, self.half = paragraph.text, paragraph.size, paragraph.size / 2
        self.is_flush, self.ends, self.places = paragraph.is_flush, paragraph.ends, paragraph.places
        self.hyphen, self.hyphens = paragraph.hyphen, paragraph.hyphens
        known = marks_of(self.text, paragraph.language, paragraph.lone)
        wide, ends = FULL_WIDTH * self.size, self.ends
        narrow = {place for place in known.places if ends[place + 1] - ends[place] <= wide}
        marks = known.without(narrow) if narrow else known
        self.firsts, self.stops = marks.firsts, marks.stops
        self.closing, self.opening = marks.closing, marks.opening
        self.after, self.before = marks.after, marks.before
        self.gaps, self.latin, self.marks = paragraph.gaps, paragraph.latin, paragraph.marks
        self.letters = paragraph.letters
        between = paragraph.between
        self.between = [0, *accumulate(_flags(between, len(self.text)))] if between else []
        self.penalties = known.penalties
        if self.hyphens:
            more = {end: known.penalties.get(end, 0.0) + HYPHENATED for end in self.hyphens}
            self.penalties = {**known.penalties, **more}

    def __call__(self, start: int, end: int, room: float, indented: bool) -> float:
        """Return the cost of a line in a width of `room` pixels; infinite if it does not fit."""
        first, stop = self.firsts[start], self.stops[end]
        if first >= stop:
            return 0
        final, size = stop - 1, self.size
        over = self.ends[stop] - self.ends[first]
        if self.between:
            over += (self.between[final] - self.between[first]) * GAP * size
        if end in self.hyphens:
            over += self.hyphen
        over -= room
        if self.closing[final]:
            over -= self.half
        if self.opening[first] and not indented:
            over -= self.half
        gaps = self.gaps[final] - self.gaps[first]
        close = (CLOSE + TIGHT * gaps) * size
        if over > close:
            is_drawn = indented and self.opening[first] > 0
            return self.tight(over, close, first, stop, is_drawn) + self.penalties.get(end, 0.0)
        if end == len(self.text) and not self.is_flush:
            return LONE * (start > 0 and sum(map(str.isalnum, self.text[first:stop])) < 2)
        if over > 0:
            return self.penalties.get(end, 0.0)
        if -over > WIDEST_GAP * size * gaps:
            return ragged(-over / size) + self.penalties.get(end, 0.0)
        return self.loose(-over / size, gaps, first, final) + self.penalties.get(end, 0.0)

    def tight(self, over: float, close: float, first: int, stop: int, is_drawn: bool) -> float:
        """Return the cost of a line that is too wide by `over` pixels, where `close` are no harm.

        The first mark may be drawn in.
        """
        cost = self.pushed(over, first, stop)
        if cost == math.inf and is_drawn:
            over -= self.half
            cost = DRAWN_IN + (self.pushed(over, first, stop) if over > close else 0)
        return self.tightened(over - close, first, stop) if cost == math.inf else cost

    def pushed(self, over: float, first: int, stop: int) -> float:
        """Return the cost of squeezing the marks inside a line by `over` pixels."""
        blank = self.blank(first, stop)
        return math.inf if over > blank else PUSHED + SQUEEZED * (over / blank) ** 2

    def tightened(self, over: float, first: int, stop: int) -> float:
        """Return the cost of a line whose marks are squeezed and whose Latin stands closer, too."""
        latin, letters = self.beside(first, stop - 1)
        if not latin:
            return math.inf
        able = (latin * GAP + letters * TRACKING) * self.size
        over -= self.blank(first, stop)
        return math.inf if over > able else TIGHTENED + TIGHTEST * (max(over, 0.0) / able) ** 2

    def blank(self, first: int, stop: int) -> float:
        """Return what the marks inside a line can lose, in pixels."""
        inside = self.after[stop - 1] - self.after[first]
        inside += self.before[stop] - self.before[first + 1]
        return inside * self.half

    def beside(self, first: int, final: int) -> tuple[int, int]:
        """Return the gaps beside the Latin of a line, and the letters that may move."""
        latin = self.latin[final] - self.latin[first]
        letters = self.letters[final] - self.letters[first] - latin // 2
        return latin, max(letters, 0)

    def loose(self, slack: float, gaps: int, first: int, final: int) -> float:
        """Return the cost of widening the gaps of a line, in ems in total."""
        marks = self.marks[final] - self.marks[first]
        latin, letters = self.beside(first, final)
        return _loose(slack, gaps - latin - marks, marks, latin, letters)


@lru_cache(maxsize=MOST_LOOSE)
def _loose(slack: float, plain: int, marks: int, latin: int, letters: int) -> float:
    """Return the cost of widening some gaps; lines of full-width characters have the same slack."""
    return float(share_gaps(slack, Gaps(plain, marks, latin, letters)).plain / LOOSE) ** 3


def ragged(slack: float) -> float:
    """Return the cost of a line that can't be justified, by the ems that it lacks."""
    return RAGGED + STUNTED * slack**2


class Marks(NamedTuple):
    """What the costs of lines take from a text, at any size.

    `firsts` and `stops` are where lines begin and end to be seen that begin or end at a character,
    `closing` and `opening` tell which characters have a blank half, `after` and `before` count
    those that can lose it, `places` are all of these. `penalties` are the costs of breaks.
    """

    firsts: list[int]
    stops: list[int]
    closing: list[int]
    opening: list[int]
    after: list[int]
    before: list[int]
    places: list[int]
    penalties: dict[int, float]
    lone: frozenset[int]

    def without(self, narrow: set[int]) -> Marks:
        """Return them where some marks are narrower than an em: they have no blank half."""
        closing = {place for place in self.places if self.closing[place]} - narrow
        opening = {place for place in self.places if self.opening[place]} - narrow
        closed, opened, after, before = _counted(closing, opening, self.lone, len(self.closing))
        return self._replace(closing=closed, opening=opened, after=after, before=before)


@lru_cache(maxsize=MOST_TEXTS)
def marks_of(text: str, language: str, lone: frozenset[int]) -> Marks:
    """Return what the costs of lines take from a text; `lone` are marks that stand alone."""
    closing, opening = _places(text, blank_after(language)), _places(text, OPENING)
    penalties = {unit.end(): PARTED for unit in UNIT.finditer(text)}
    closed, opened, after, before = _counted(closing, opening, lone, len(text))
    places = sorted(closing | opening)
    return Marks(
        _firsts(text), _stops(text), closed, opened, after, before, places, penalties, lone
    )


def _counted(
    closing: set[int], opening: set[int], lone: frozenset[int], length: int
) -> tuple[list[int], ...]:
    """Return which marks have a blank half after and before them, and the counts of lone ones."""
    return (
        _flags(closing, length),
        _flags(opening, length),
        [0, *accumulate(_flags(closing & lone, length))],
        [0, *accumulate(_flags(opening & lone, length))],
    )


def _firsts(text: str) -> list[int]:
    """Return the first visible character of a line that begins at each character."""
    found = list(range(len(text) + 1))
    for blanks in BLANKS.finditer(text):
        start, end = blanks.span()
        found[start:end] = [end] * (end - start)
    return found


def _stops(text: str) -> list[int]:
    """Return the end of the visible part of a line that ends at each character."""
    found = list(range(len(text) + 1))
    for blanks in BLANKS.finditer(text):
        start, end = blanks.span()
        found[start + 1 : end + 1] = [start] * (end - start)
    return found


def _places(text: str, marks: str) -> set[int]:
    """Return where any of these marks are."""
    return {mark.start() for mark in re.finditer(f"[{re.escape(marks)}]", text)}


def _flags(indexes: Iterable[int], length: int) -> list[int]:
    found = [0] * length
    for index in indexes:
        found[index] = 1
    return found
