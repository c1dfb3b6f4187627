"""Chooses the line ends of a paragraph by the least total cost of its lines.

As in Knuth and Plass, “Breaking paragraphs into lines” (1981). A line of Chinese may be looser, or
hold one character more for which the blank halves of its marks are squeezed (CLREQ §3.1.6, 推入). A
line of words may have wider or narrower spaces, letters that stand a little apart or closer, and
end with a hyphen.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from exporter.engine.beside_latin import GAP
from exporter.engine.patched.han_costs import BLANK, RAGGED, SQUEEZED, HanCosts, ragged
from exporter.engine.patched.han_lines import CLOSE
from exporter.engine.patched.han_plan import shortest
from exporter.engine.patched.paragraph import Paragraph
from exporter.engine.patched.word_lines import APART, CLOSER, NARROWER, Room, closest, share

# Costs of a line of words, where 1 is a line whose spaces are wider by LOOSE ems. Twice as wide
# costs eight times as much: one such line is worse than some that are a little loose.
LOOSE = 0.2
HYPHENATED = 1.0
NAMED = 150.0  # a hyphen in a name: more than any line that can be justified
STUB = 6.0  # a last line that is the end of a word
SHORT = 3.0  # a last line shorter than this many ems costs as much
MOST_HYPHENS = 2  # one below the other
HOPELESS = 1e6  # a word that is wider than the line


class _Node(NamedTuple):
    """The best way to a place: its cost, the hyphens that its last lines end with, and the place
    before it.
    """

    cost: float
    hyphens: int
    place: int
    before: _Node | None = None


def plan(paragraph: Paragraph, start: int, first: float, others: float) -> dict[int, int]:
    """Return the lines of a text from a place on, the end of each by its start.

    `first` and `others` are the widths of the first line and of the others in pixels.
    """
    is_simple = paragraph.is_han and not paragraph.hyphens
    lines = shortest(paragraph, start, first, others) if is_simple else {}
    return lines or _of_all(paragraph, start, first, others)


def _of_all(paragraph: Paragraph, start: int, first: float, others: float) -> dict[int, int]:
    """Return the best of all lines that a text can have."""
    cost = _cost(paragraph)
    places = [start, *(place for place in paragraph.breaks if place > start)]
    best: dict[int, list[_Node]] = {start: [_Node(0.0, 0, start)]}
    least = [0.0, *([math.inf] * (len(places) - 1))]  # cost of the best way to each place
    oldest = 0
    for number, end in enumerate(places[1:], 1):
        ways: dict[int, _Node] = {}
        hyphenated = end in paragraph.hyphens
        may_stop = not hyphenated and end < places[-1]
        former = math.inf
        # From the longest line on: after the first ragged one, all shorter ones are ragged too.
        for before in range(oldest, number):
            begin = places[before]
            if begin not in best:
                continue
            room = first if begin == start else others
            line = cost(begin, end, room, begin == start and first < others)
            if line == math.inf:
                if before < number - 1:
                    oldest = before + 1  # it does not fit any later end either
                    continue
                line = HOPELESS
            if line >= RAGGED and any(
                way.cost <= line and hyphens <= hyphenated for hyphens, way in ways.items()
            ):
                break
            _add(ways, best[begin], line, end, hyphenated)
            # Looser lines cost more: soon no shorter one can be the best.
            if may_stop and line > former and ways:
                least[number] = min(way.cost for way in ways.values())
                if line + min(least[before + 1 : number], default=math.inf) > least[number]:
                    break
            former = line
        if ways:
            best[end] = _fewest(ways)
            least[number] = best[end][0].cost
    return _lines(min(best[places[-1]])) if places[-1] in best else {}


def _add(
    ways: dict[int, _Node], nodes: list[_Node], cost: float, end: int, hyphenated: bool
) -> None:
    """Add the ways to a place over nodes, by number of hyphens, if they are the best so far.

    Of ways with the same cost, the one with the shortest line is kept.
    """
    for node in reversed(nodes):
        if hyphenated and node.hyphens >= MOST_HYPHENS:
            continue
        total, hyphens = node.cost + cost, (node.hyphens + 1) * hyphenated
        known = ways.get(hyphens)
        if known is None or total <= known.cost:
            ways[hyphens] = _Node(total, hyphens, end, node)


def _fewest(ways: dict[int, _Node]) -> list[_Node]:
    """Return the best of the ways to a place, and those with fewer hyphens."""
    if len(ways) == 1:
        return list(ways.values())
    found: list[_Node] = []
    for way in sorted(ways.values(), key=lambda way: way[:2]):
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


def is_too_long(paragraph: Paragraph, start: int, end: int, room: float, *, indented: bool) -> bool:
    """Whether a line is a single word that the room, in pixels, does not hold, even squeezed."""
    if natural(paragraph, start, end) <= room:
        return False
    if any(start < each < end for each in paragraph.breaks):
        return False
    return _cost(paragraph)(start, end, room, indented) == math.inf


def _cost(paragraph: Paragraph) -> Callable[[int, int, float, bool], float]:
    """Return what tells the cost of a line of a paragraph."""
    return HanCosts(paragraph) if paragraph.is_han else partial(_words_cost, paragraph)


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
    letters = 0 if paragraph.is_spaced else paragraph.letters[stop] - paragraph.letters[start]
    if slack < -CLOSE and -slack > closest(spaces, letters):
        return math.inf
    hyphens = HYPHENATED * (end in paragraph.hyphens) + NAMED * (end in paragraph.in_names)
    if slack < 0:
        narrowed = share(slack, spaces, letters) or Room(slack)
        return SQUEEZED * (narrowed.space / NARROWER) ** 2 - narrowed.letter / CLOSER + hyphens
    if end == len(paragraph.text) and not paragraph.is_flush:
        width = room / size - slack
        return SHORT * max(0.0, 1 - width / SHORT) + STUB * (start in paragraph.hyphens)
    shared = share(slack, spaces, letters)
    if shared is None:
        return ragged(float(slack)) + hyphens
    return (shared.space / LOOSE) ** 3 + shared.letter / APART + hyphens
