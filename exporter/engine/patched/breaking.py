"""Chooses where the lines of a paragraph end: the sum of the costs of its lines is least.

So do Knuth and Plass, “Breaking paragraphs into lines” (1981). A line of Chinese may be looser, or
hold one character more for which the blank halves of its marks are squeezed (CLREQ §3.1.6, 推入). A
line of words may have wider or narrower spaces, and end with a hyphen.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from exporter.engine.patched.han_lines import Gaps, share_gaps
from exporter.engine.patched.justify import TIGHT, WIDEST_GAP
from exporter.engine.patched.paragraph import Paragraph
from exporter.engine.patched.spacing import GAP
from exporter.engine.patched.word_lines import NARROWER, TRACKING, share
from exporter.languages.punctuation import OPENING, blank_after

# Costs, where 1 is a line whose gaps are wider by LOOSE ems, or whose spaces are by LOOSE_SPACE.
# Twice as wide costs eight times as much: one such line is worse than some that are a little loose.
LOOSE, LOOSE_SPACE = 0.08, 0.2
SQUEEZED = (
    1.0  # a line whose marks have lost all of their blank halves, or its spaces what they can
)
PUSHED = 0.2  # a line whose marks are squeezed at all
HYPHENATED, HYPHENATED_WORDS = 2.0, 1.0
NAMED = 20.0  # a hyphen in a name
STUB = 6.0  # a last line that is the end of a word
SHORT = 3.0  # a last line shorter than this many ems costs as much
PARTED = 12.0  # a number on the line before its unit
LONE = 40.0  # a last line of one character (CLREQ §3.2.5)
RAGGED = 1_000.0  # a line that can't be set flush
MOST_HYPHENS = 2  # one below the other
FULL_WIDTH = 0.9
CLOSE = 0.05  # ems by which a line may be too wide: its gaps take them, and widths are rounded
HOPELESS = 1e6  # a word that is wider than the line
UNIT = re.compile(
    "(?<=[0-9])(?=[万亿年月日号时点分秒元角岁米克吨升度亩公千毫厘小美欧港])"
    "|(?<=[0-9][公千毫厘小分美欧港])(?=[里斤顷克米升时钟元])"
)
BLANK = " \u00a0\u00ad\u200b\u2060\ufeff"


class _Node(NamedTuple):
    """The best way to a place: its cost, the hyphens that its last lines end with, and whence."""

    cost: float
    hyphens: int
    place: int
    before: _Node | None = None


def plan(paragraph: Paragraph, start: int, first: float, others: float) -> dict[int, int]:
    """Return the lines of a text from a place on, the end of each by its start.

    `first` and `others` are the widths of the first line and of the others in pixels.
    """
    cost = _cost if paragraph.is_han else _words_cost
    places = [start, *(place for place in paragraph.breaks if place > start)]
    best: dict[int, list[_Node]] = {start: [_Node(0.0, 0, start)]}
    oldest = 0
    for number, end in enumerate(places[1:], 1):
        ways: list[_Node] = []
        for before in range(number - 1, oldest - 1, -1):
            begin = places[before]
            if begin not in best:
                continue
            room = first if begin == start else others
            line = cost(paragraph, begin, end, room, begin == start and first < others)
            if math.isinf(line):
                # Longer lines do not fit either.
                if before < number - 1:
                    oldest = before + 1
                    break
                line = HOPELESS
            ways += _ways(best[begin], line, end, end in paragraph.hyphens)
        if ways:
            best[end] = _fewest(ways)
    return _lines(min(best[places[-1]])) if places[-1] in best else {}


def _ways(nodes: list[_Node], cost: float, end: int, hyphenated: bool) -> list[_Node]:
    return [
        _Node(node.cost + cost, (node.hyphens + 1) * hyphenated, end, node)
        for node in nodes
        if not hyphenated or node.hyphens < MOST_HYPHENS
    ]


def _fewest(ways: list[_Node]) -> list[_Node]:
    """Return the best of the ways to a place, and those of less hyphens."""
    if len(ways) == 1:
        return ways
    found: list[_Node] = []
    for way in sorted(ways, key=lambda way: way[:2]):
        if not found or way.hyphens < found[-1].hyphens:
            found.append(way)
    return found


def _lines(node: _Node) -> dict[int, int]:
    lines: dict[int, int] = {}
    while node.before is not None:
        lines[node.before.place] = node.place
        node = node.before
    return lines


def natural(paragraph: Paragraph, start: int, end: int) -> float:
    """Return how wide a line is before it is set flush, in pixels."""
    first, stop = _first(paragraph, start, end), last(paragraph, start, end)
    width = paragraph.ends[stop] - paragraph.ends[first]
    if paragraph.between:
        # WeasyPrint knows no gap between the texts of two boxes.
        between = sum(first <= index < stop - 1 for index in paragraph.between)
        width += between * GAP * paragraph.size
    return width + paragraph.hyphen * (end in paragraph.hyphens)


def _first(paragraph: Paragraph, start: int, end: int) -> int:
    while start < end and paragraph.text[start] in BLANK:
        start += 1
    return start


def last(paragraph: Paragraph, start: int, end: int) -> int:
    """Return the end of what is seen of a line, itself not included."""
    while end > start and paragraph.text[end - 1] in BLANK:
        end -= 1
    return end


def _words_cost(paragraph: Paragraph, start: int, end: int, room: float, _indented: bool) -> float:
    """Return what a line of words costs: infinite if it does not fit."""
    size, stop = paragraph.size, last(paragraph, start, end)
    slack = (room - natural(paragraph, start, end)) / size
    spaces = paragraph.spaces[stop] - paragraph.spaces[start]
    if slack < -CLOSE and -slack > spaces * NARROWER:
        return math.inf
    hyphens = HYPHENATED_WORDS * (end in paragraph.hyphens) + NAMED * (end in paragraph.in_names)
    if slack < 0:
        return SQUEEZED * (slack / (spaces or 1) / NARROWER) ** 2 + hyphens
    if end == len(paragraph.text) and not paragraph.is_flush:
        width = room / size - slack
        return SHORT * max(0.0, 1 - width / SHORT) + STUB * (start in paragraph.hyphens)
    shared = share(slack, spaces, paragraph.letters[stop] - paragraph.letters[start])
    if shared is None:
        return RAGGED + float(slack**2) + hyphens
    return (shared.space / LOOSE_SPACE) ** 3 + shared.letter / TRACKING + hyphens


def _cost(paragraph: Paragraph, start: int, end: int, room: float, indented: bool) -> float:
    """Return what a line of Chinese costs: infinite if it does not fit."""
    text, size = paragraph.text, paragraph.size
    first, stop = _first(paragraph, start, end), last(paragraph, start, end)
    if first >= stop:
        return 0
    over = natural(paragraph, start, end) - room
    over -= size / 2 * _has_blank(paragraph, stop - 1, blank_after(paragraph.language))
    over -= size / 2 * (not indented and _has_blank(paragraph, first, OPENING))
    gaps = paragraph.gaps[stop - 1] - paragraph.gaps[first]
    if over > (CLOSE + TIGHT * gaps) * size:
        blank = _blanks(paragraph, first, stop) * size / 2
        if over > blank:
            return math.inf
        return PUSHED + SQUEEZED * (over / blank) ** 2 + _penalty(paragraph, end)
    if end == len(text) and not paragraph.is_flush:
        return LONE * (start > 0 and sum(map(str.isalnum, text[first:stop])) < 2)
    if over > 0:
        return _penalty(paragraph, end)
    if -over > WIDEST_GAP * size * gaps:
        return RAGGED + (over / size) ** 2 + _penalty(paragraph, end)
    latin = paragraph.latin[stop - 1] - paragraph.latin[first]
    marks = paragraph.marks[stop - 1] - paragraph.marks[first]
    letters = paragraph.letters[stop - 1] - paragraph.letters[first] - latin // 2
    count = Gaps(gaps - latin - marks, marks, latin, max(letters, 0))
    return (share_gaps(-over / size, count).plain / LOOSE) ** 3 + _penalty(paragraph, end)


def _blanks(paragraph: Paragraph, first: int, stop: int) -> int:
    """Return how many blank halves of marks inside a line may be squeezed."""
    closing = blank_after(paragraph.language)
    inside = [index for index in range(first, stop) if index in paragraph.lone]
    after = sum(index < stop - 1 and _has_blank(paragraph, index, closing) for index in inside)
    return after + sum(index > first and _has_blank(paragraph, index, OPENING) for index in inside)


def _has_blank(paragraph: Paragraph, index: int, marks: str) -> bool:
    """Whether a character is one of these marks, and takes a whole em."""
    wide = FULL_WIDTH * paragraph.size
    return paragraph.text[index] in marks and _advance(paragraph, index) > wide


def _penalty(paragraph: Paragraph, end: int) -> float:
    unit = UNIT.match(paragraph.text, end)
    return PARTED * bool(unit) + HYPHENATED * (end in paragraph.hyphens)


def _advance(paragraph: Paragraph, index: int) -> float:
    return paragraph.ends[index + 1] - paragraph.ends[index]
