"""The cost of a line of Chinese or Japanese, given its first and last character.

Thousands of lines are tried for a paragraph, so all counts are prefix sums, computed once: a line
needs only differences.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from exporter.engine.patched.han_lines import CLOSE, TIGHT, Gaps, share_gaps
from exporter.engine.patched.justify import WIDEST_GAP
from exporter.engine.patched.paragraph import Paragraph
from exporter.engine.patched.spacing import GAP
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
        text, size = paragraph.text, paragraph.size
        self.paragraph, self.half, self.length = paragraph, size / 2, len(text)
        self.firsts, self.stops = _firsts(text), _stops(text)
        closing = set(_blanks(paragraph, blank_after(paragraph.language)))
        opening = set(_blanks(paragraph, OPENING))
        self.closing, self.opening = _flags(closing, len(text)), _flags(opening, len(text))
        self.after = [0, *accumulate(_flags(closing & paragraph.lone, len(text)))]
        self.before = [0, *accumulate(_flags(opening & paragraph.lone, len(text)))]
        self.between = [0, *accumulate(_flags(paragraph.between, len(text)))]
        self.penalties = _penalties(paragraph)

    def __call__(self, start: int, end: int, room: float, indented: bool) -> float:
        """Return the cost of a line in a width of `room` pixels; infinite if it does not fit."""
        paragraph, size = self.paragraph, self.paragraph.size
        first, stop = self.firsts[start], self.stops[end]
        if first >= stop:
            return 0
        final = stop - 1
        width = paragraph.ends[stop] - paragraph.ends[first]
        width += (self.between[final] - self.between[first]) * GAP * size
        over = width + paragraph.hyphen * (end in paragraph.hyphens) - room
        over -= self.half * self.closing[final]
        over -= self.half * (not indented and self.opening[first])
        gaps = paragraph.gaps[final] - paragraph.gaps[first]
        close = (CLOSE + TIGHT * gaps) * size
        if over > close:
            cost = self.pushed(over, first, stop)
            if cost == math.inf and indented and self.opening[first]:
                over -= self.half
                cost = DRAWN_IN + (self.pushed(over, first, stop) if over > close else 0)
            if cost == math.inf:
                cost = self.tightened(over - close, first, stop)
            return cost + self.penalties[end]
        if end == self.length and not paragraph.is_flush:
            return LONE * (start > 0 and sum(map(str.isalnum, paragraph.text[first:stop])) < 2)
        if over > 0:
            return self.penalties[end]
        if -over > WIDEST_GAP * size * gaps:
            return ragged(-over / size) + self.penalties[end]
        return self.loose(-over / size, gaps, first, final) + self.penalties[end]

    def pushed(self, over: float, first: int, stop: int) -> float:
        """Return the cost of squeezing the marks inside a line by `over` pixels."""
        blank = self.blank(first, stop)
        return math.inf if over > blank else PUSHED + SQUEEZED * (over / blank) ** 2

    def tightened(self, over: float, first: int, stop: int) -> float:
        """Return the cost of a line whose marks are squeezed and whose Latin stands closer, too."""
        latin, letters = self.beside(first, stop - 1)
        able = (latin * GAP + letters * TRACKING) * self.paragraph.size
        over -= self.blank(first, stop)
        if not latin or over > able:
            return math.inf
        return TIGHTENED + TIGHTEST * (max(over, 0.0) / able) ** 2

    def blank(self, first: int, stop: int) -> float:
        """Return what the marks inside a line can lose, in pixels."""
        inside = self.after[stop - 1] - self.after[first]
        inside += self.before[stop] - self.before[first + 1]
        return inside * self.half

    def beside(self, first: int, final: int) -> tuple[int, int]:
        """Return the gaps beside the Latin of a line, and the letters that may move."""
        paragraph = self.paragraph
        latin = paragraph.latin[final] - paragraph.latin[first]
        letters = paragraph.letters[final] - paragraph.letters[first] - latin // 2
        return latin, max(letters, 0)

    def loose(self, slack: float, gaps: int, first: int, final: int) -> float:
        """Return the cost of widening the gaps of a line, in ems in total."""
        marks = self.paragraph.marks[final] - self.paragraph.marks[first]
        latin, letters = self.beside(first, final)
        return _loose(slack, Gaps(gaps - latin - marks, marks, latin, letters))


@lru_cache(maxsize=MOST_LOOSE)
def _loose(slack: float, count: Gaps) -> float:
    """Return the cost of widening some gaps; lines of full-width characters have the same slack."""
    return float(share_gaps(slack, count).plain / LOOSE) ** 3


def ragged(slack: float) -> float:
    """Return the cost of a line that can't be justified, by the ems that it lacks."""
    return RAGGED + STUNTED * slack**2


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


def _blanks(paragraph: Paragraph, marks: str) -> Iterator[int]:
    """Yield the indexes of the characters that are one of these marks and a full em wide."""
    wide, ends = FULL_WIDTH * paragraph.size, paragraph.ends
    for mark in re.finditer(f"[{re.escape(marks)}]", paragraph.text):
        index = mark.start()
        if ends[index + 1] - ends[index] > wide:
            yield index


def _flags(indexes: Iterable[int], length: int) -> list[int]:
    found = [0] * length
    for index in indexes:
        found[index] = 1
    return found


def _penalties(paragraph: Paragraph) -> dict[int, float]:
    """Return the cost of a break at each place."""
    found = dict.fromkeys(paragraph.breaks, 0.0)
    for unit in UNIT.finditer(paragraph.text):
        if unit.end() in found:
            found[unit.end()] = PARTED
    for end in paragraph.hyphens:
        found[end] += HYPHENATED
    return found
