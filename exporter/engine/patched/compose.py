"""Breaks paragraphs of Chinese and Japanese where all of their lines together look best.

WeasyPrint fills line after line: where a mark or a long word does not fit, what is left is spread
over the line. Here the breaks of a paragraph are chosen as in Knuth and Plass, “Breaking paragraphs
into lines” (1981): the sum of the costs of its lines is least. A line may be looser, or hold one
character more for which the blank halves of its marks are squeezed (CLREQ §3.1.6, 推入).

WeasyPrint still makes the lines: each gets the width that makes it end at the break chosen. What
it can't know (floats, pictures in lines, lines from right to left) is left to it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.ffi import FROM_UNITS, ffi
from weasyprint.text.line_break import create_layout, get_log_attrs, line_size

from exporter.engine.patched.justify import COLLAPSING, HAS_IDEOGRAPH, find_gaps, lone_marks
from exporter.engine.patched.patches import Patches
from exporter.engine.patched.spacing import GAP, beside_latin
from exporter.languages.punctuation import OPENING, blank_after

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

# Costs, where 1 is a line whose gaps are wider by LOOSE, in ems. Twice as wide costs eight times
# as much: one such line is worse than some that are a little loose.
LOOSE = 0.08
SQUEEZED = 1.0  # a line whose marks have lost all of their blank halves
PUSHED = 0.2  # a line whose marks are squeezed at all
HYPHENATED = 2.0
PARTED = 12.0  # a number on the line before its unit
LONE = 40.0  # a last line of one character (CLREQ §3.2.5)
WIDEST_LATIN = 0.25  # ems beside Latin, which widen first
FULL_WIDTH = 0.9
CLOSE = 0.05  # ems by which a line may be too wide: its gaps take them, and widths are rounded
SPARE = 0.05  # ems by which a line is given more room than it takes
HOPELESS = 1e6  # a word that is wider than the line
MOST = 4_000  # characters of a paragraph that is composed
UNIT = re.compile("(?<=[0-9])(?=[万亿年月日号时点分秒元角岁米克吨升度亩公千毫厘小美欧港])")
BLANK = " \u00a0\u00ad\u200b\u2060\ufeff"

SkipStack = dict[int, Any] | None


@dataclass
class Paragraph:
    """The text of a line box, where each of its texts begins, and where its characters stand.

    `ends` are the sums of the advances up to each character, in pixels; `breaks` the characters
    that a line may begin with.
    """

    texts: list[tuple[tuple[int, ...], int, Box]]
    text: str
    ends: list[float]
    breaks: list[int]
    size: float
    language: str
    is_flush: bool
    hyphen: float = 0
    plans: dict[tuple[int, float, float], dict[int, int]] = field(default_factory=dict)
    latin: frozenset[int] = frozenset()
    gaps: frozenset[int] = frozenset()
    lone: frozenset[int] = frozenset()
    between: frozenset[int] = frozenset()

    def is_current(self) -> bool:
        """Whether its texts still are what they were: counters in them may be filled in."""
        return "".join(box.text for _, _, box in self.texts) == self.text

    def place(self, skip_stack: SkipStack) -> int:
        """Return the character that a skip stack of WeasyPrint stands for."""
        path: list[int] = []
        while skip_stack is not None:
            [(index, skip_stack)] = skip_stack.items()
            path.append(index)
        for own, start, box in self.texts:
            if own == tuple(path[: len(own)]):
                skipped = path[len(own)] if len(path) > len(own) else 0
                return start + len(box.text.encode()[:skipped].decode(errors="ignore"))
            if own > tuple(path):
                return start
        return len(self.text)


def install(patches: Patches) -> None:
    """Replace the making of a line by one that ends where its paragraph looks best."""
    patches.function(inline.split_inline_box, Composer().composed(inline.split_inline_box))


class Composer:
    """The paragraphs that were composed, by their line boxes."""

    def __init__(self) -> None:
        self._paragraphs: WeakKeyDictionary[Box, Paragraph | None] = WeakKeyDictionary()

    def composed(self, split_inline_box: Callable[..., object]) -> Callable[..., object]:
        """Return ``split_inline_box`` that gives a line the width to end at a break."""

        def split(
            context: LayoutContext,
            box: Box,
            left: float,
            right: float,
            bottom_space: float,
            skip_stack: SkipStack,
            *others: object,
        ) -> object:
            if isinstance(box, boxes.LineBox) and not context.excluded_shapes:
                right = self._right(context, box, left, right, skip_stack)
            return split_inline_box(context, box, left, right, bottom_space, skip_stack, *others)

        return split

    def _right(
        self, context: LayoutContext, box: Box, left: float, right: float, skip_stack: SkipStack
    ) -> float:
        paragraph = self._paragraph(context, box)
        if paragraph is None or right - left < 3 * paragraph.size:
            return right
        start = paragraph.place(skip_stack)
        indent = box.text_indent if isinstance(box.text_indent, (int, float)) else 0
        end = _end(paragraph, start, right - left, right - left + indent)
        if not end:
            return right
        wanted = left + _natural(paragraph, start, end) + SPARE * paragraph.size
        return max(right, wanted) if end == len(paragraph.text) else wanted

    def _paragraph(self, context: LayoutContext, box: Box) -> Paragraph | None:
        known = self._paragraphs.get(box)
        if known is None or not known.is_current():
            known = self._paragraphs[box] = _read(context, box)
        return known


def _end(paragraph: Paragraph, start: int, first: float, others: float) -> int:
    """Return the character that ends a line, itself not included; 0 if there is no good one."""
    for plan in paragraph.plans.values():
        if start in plan and start:
            return plan[start]
    key = start, first, others
    if key not in paragraph.plans:
        paragraph.plans[key] = _plan(paragraph, start, first, others)
    return paragraph.plans[key].get(start, 0)


def _plan(paragraph: Paragraph, start: int, first: float, others: float) -> dict[int, int]:
    """Return the lines of a text from a place on, the end of each by its start."""
    places = [start, *(place for place in paragraph.breaks if place > start)]
    best: dict[int, tuple[float, int]] = {start: (0.0, start)}
    oldest = 0
    for number, end in enumerate(places[1:], 1):
        for before in range(number - 1, oldest - 1, -1):
            begin = places[before]
            if begin not in best:
                continue
            room = first if begin == start else others
            cost = _cost(paragraph, begin, end, room, begin == start and first < others)
            if math.isinf(cost):
                # Longer lines do not fit either.
                if before < number - 1:
                    oldest = before + 1
                    break
                cost = HOPELESS
            total = best[begin][0] + cost
            if end not in best or total < best[end][0]:
                best[end] = total, begin
    plan: dict[int, int] = {}
    place = places[-1]
    while place in best and place > start:
        plan[best[place][1]] = place
        place = best[place][1]
    return plan


def _natural(paragraph: Paragraph, start: int, end: int) -> float:
    """Return how wide a line is before it is set flush, in pixels."""
    last = _last(paragraph, start, end)
    first = start
    while first < last and paragraph.text[first] in BLANK:
        first += 1
    width = paragraph.ends[last] - paragraph.ends[first]
    is_hyphenated = paragraph.text[end - 1] == "\u00ad"
    # WeasyPrint knows no gap between the texts of two boxes.
    between = sum(first <= index < last - 1 for index in paragraph.between)
    return width + between * GAP * paragraph.size + paragraph.hyphen * is_hyphenated


def _last(paragraph: Paragraph, start: int, end: int) -> int:
    while end > start and paragraph.text[end - 1] in BLANK:
        end -= 1
    return end


def _cost(paragraph: Paragraph, start: int, end: int, room: float, indented: bool) -> float:
    """Return what a line costs: infinite if it does not fit."""
    text, size = paragraph.text, paragraph.size
    last = _last(paragraph, start, end)
    seen = [index for index in range(start, last) if text[index] not in BLANK]
    if not seen:
        return 0
    closing = blank_after(paragraph.language)

    def has_blank(index: int, marks: str) -> bool:
        return text[index] in marks and _advance(paragraph, index) > FULL_WIDTH * size

    over = _natural(paragraph, start, end) - room
    over -= size / 2 * has_blank(seen[-1], closing)
    over -= size / 2 * (not indented and has_blank(seen[0], OPENING))
    if over > CLOSE * size:
        lone = paragraph.lone
        marks = sum(has_blank(index, closing) for index in seen[:-1] if index in lone)
        marks += sum(has_blank(index, OPENING) for index in seen[1:] if index in lone)
        if over > marks * size / 2:
            return math.inf
        return PUSHED + SQUEEZED * (over / (marks * size / 2)) ** 2 + _penalty(text, end)
    if end == len(text) and not paragraph.is_flush:
        return LONE * (start > 0 and len([each for each in seen if text[each].isalnum()]) < 2)
    inside = range(start, seen[-1])
    gaps = sum(index in paragraph.gaps for index in inside)
    latin = sum(index in paragraph.latin for index in inside)
    slack = max(0.0, -over / size - latin * (WIDEST_LATIN - GAP))
    return float((slack / max(gaps - latin, 1) / LOOSE) ** 3) + _penalty(text, end)


def _penalty(text: str, end: int) -> float:
    return PARTED * bool(UNIT.match(text, end)) + HYPHENATED * (text[end - 1] == "\u00ad")


def _advance(paragraph: Paragraph, index: int) -> float:
    return paragraph.ends[index + 1] - paragraph.ends[index]


def _read(context: LayoutContext, box: Box) -> Paragraph | None:
    """Read the text of a line box; None if it is not one to compose."""
    style = box.style
    if style["text_align_all"] != "justify" or style["white_space"] not in COLLAPSING:
        return None
    if style["direction"] != "ltr" or style["font_size"] == 0:
        return None
    found = list(_texts(box, ()))
    if None in found:
        return None
    texts: list[tuple[tuple[int, ...], int, Box]] = []
    whole = ""
    for path, each in filter(None, found):
        texts.append((path, len(whole), each))
        whole += each.text
    if not HAS_IDEOGRAPH.search(whole) or len(whole) > MOST or "\n" in whole:
        return None
    ends = [0.0]
    for _, _, each in texts:
        for advance in _advances(context, each):
            ends.append(ends[-1] + advance)
    attributes = get_log_attrs(whole, style["lang"])
    breaks = [index for index in range(1, len(whole)) if attributes[index].is_line_break]
    latin = frozenset(beside_latin(whole))
    return Paragraph(
        texts,
        whole,
        ends,
        [*breaks, len(whole)],
        float(style["font_size"]),
        style["lang"] or "",
        style["text_align_last"] == "justify",
        _hyphen(context, texts[-1][2]) if "\u00ad" in whole else 0,
        latin=latin,
        gaps=frozenset(find_gaps(whole)),
        lone=frozenset(lone_marks(whole)),
        between=latin & {start - 1 for _, start, _ in texts},
    )


def _texts(parent: Box, path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Box] | None]:
    """Yield the texts in a box and their paths; None for anything else."""
    for index, child in enumerate(parent.children):
        if isinstance(child, boxes.TextBox):
            yield (*path, index), child
        elif type(child) is boxes.InlineBox and _is_plain(child):
            yield from _texts(child, (*path, index))
        else:
            yield None


def _is_plain(box: Box) -> bool:
    """Whether an inline box takes no room of its own."""
    style = box.style
    sides = ("margin_left", "margin_right", "padding_left", "padding_right")
    takes = (getattr(style[side], "value", 0) for side in sides)
    borders = style["border_left_width"] or style["border_right_width"]
    return bool(box.is_in_normal_flow()) and not any(takes) and not borders


def _hyphen(context: LayoutContext, box: Box) -> float:
    """Return the width of the hyphen of a text in pixels."""
    layout = create_layout(box.style["hyphenate_character"], box.style, context, None, 0)
    return float(line_size(layout.get_first_line()[0], box.style)[0])


def _advances(context: LayoutContext, box: Box) -> list[float]:
    """Return the advance of each character of a text in pixels."""
    layout = create_layout(box.text, box.style, context, None, 0)
    line, _ = layout.get_first_line()
    by_byte: dict[int, float] = {}
    run = line.runs
    while run != ffi.NULL:
        item = run.data
        run = run.next
        count = item.glyphs.num_glyphs
        clusters = ffi.unpack(item.glyphs.log_clusters, count)
        for number in range(count):
            place = item.item.offset + clusters[number]
            width = item.glyphs.glyphs[number].geometry.width * FROM_UNITS
            by_byte[place] = by_byte.get(place, 0) + width
    advances, offset = [], 0
    for character in box.text:
        advances.append(by_byte.get(offset, 0.0))
        offset += len(character.encode())
    return advances
