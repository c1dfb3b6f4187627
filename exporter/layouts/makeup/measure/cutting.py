"""The part of a text between two places, copied: what stands in one leg of a frame."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

from lxml import etree

from exporter.engine.line_ends import INVISIBLE, LINE_ENDS
from exporter.languages.typography import list_style
from exporter.layouts.makeup.plan.story import Position
from exporter.layouts.trees import add_class, remove_class
from exporter.xhtml import Element

EMPTY = frozenset(("br", "img"))  # never with a text: `<br></br>` would be two of them
CELLS = frozenset(("td", "th"))  # an empty one keeps its column from the others
UNSEEN = frozenset(("rt", "rp"))
UNSEEN_CLASSES = frozenset(("footnote-backref",))
OBJECT = "\ufffc"
FIRST, FINAL = "first", "final"  # classes of the first and the last paragraph of a text


def is_seen(element: Element) -> bool:
    """Whether the text of an element is in the lines of the text."""
    classes = set((element.get("class") or "").split())
    return element.tag not in UNSEEN and not classes & UNSEEN_CLASSES


class Cutter:
    """Copies the part of a text between two places.

    `lines` are the places where its lines begin, as they were measured: they are not broken again.
    Composed for itself, the part of a paragraph would have other lines than the whole had.
    """

    def __init__(
        self,
        start: Position,
        end: Position | None,
        hyphen: str,
        lines: Sequence[Position] = (),
    ) -> None:
        self.start, self.end, self.hyphen = start, end or (1 << 30, 0), hyphen
        self.lines = lines
        self.seen: dict[int, int] = {}
        self.passed = 0  # characters before the part, so far

    def cut(self, body: Element) -> list[Element]:
        """Return copies of the top-level blocks, or of their parts, in order."""
        copies = (self.block(block) for block in self.touched(body))
        return [block for block in copies if block is not None]

    def touched(self, body: Element) -> Iterator[Element]:
        """Yield the top-level blocks that may be in the part, by the numbers before and after."""
        blocks = list(body)
        numbers = [int(block.get("data-b") or 0) for block in blocks]
        for block, number, following in zip(blocks, numbers, (*numbers[1:], 0), strict=True):
            is_before = number and 0 < following <= self.start[0]
            if not (is_before or number > self.end[0]):
                yield block

    def has(self, position: Position) -> bool:
        """Whether a place is in the part."""
        return self.start <= position < self.end

    def block(self, element: Element) -> Element | None:
        """Return a copy of a block, None if no part of it is inside."""
        made, kept = self.copy(element, 0)
        return made if kept else None

    def copy(self, element: Element, number: int) -> tuple[Element, bool]:
        """Return a copy of an element with what is in the part, and whether that is anything.

        `number` is that of the block it is in.
        """
        own = element.get("data-b")
        number = int(own) if own else number
        passed = self.passed
        made = etree.Element(element.tag, dict(element.attrib))
        if element.tag in EMPTY:
            return made, self.take(OBJECT if element.tag == "img" else " ", number) != ""
        if not is_seen(element):
            made = copy.deepcopy(element)
            made.tail = None
            return made, self.has((number, max(self.seen.get(number, 0) - 1, 0)))
        kept = len(element) == 0 and bool(own) and self.has((number, 0))
        made.text = self.take(element.text or "", number)
        kept = kept or bool(made.text.strip())
        for place, child in enumerate(element):
            part, wanted = self.copy(child, number)
            if wanted and place and element.tag == "ol" and not len(made):
                made.set("style", list_style(dict(element.attrib), place))
            tail = self.take(child.tail or "", number)
            if wanted or (child.tag in CELLS and self.has((number, 0))):
                made.append(part)
                part.tail = tail
                kept = kept or wanted
            elif len(made):
                made[-1].tail = (made[-1].tail or "") + tail
            else:
                made.text += tail
            kept = kept or bool(tail.strip())
        if own and kept:
            self.mark(made, int(own), self.passed > passed)
        return made, kept

    def take(self, text: str, number: int) -> str:
        """Return what is in the part of a run of text of block `number`."""
        count = self.seen.get(number, 0)
        total = self.seen[number] = count + shown(text)
        if not self.start[0] <= number <= self.end[0]:
            self.passed += (total - count) * (number < self.start[0])
            return ""
        first = self.start[1] if number == self.start[0] else 0
        last = self.end[1] if number == self.end[0] else total + 1
        self.passed += max(0, min(first, total) - count)
        if total - count == len(text):
            return text[max(0, first - count) : max(0, last - count)]
        return "".join(_between(text, count, first, last))

    def mark(self, made: Element, number: int, continued: bool) -> None:
        """Mark block `number` if it began before the part, or continues after it."""
        classes = []
        if continued:
            classes.append("continued")
            made.attrib.pop("id", None)
            remove_class(made, FIRST)
        if self.end[0] == number and self.end[1] > 0:
            remove_class(made, FINAL)
            # Its last line is flush; lines that the author ended are not pulled apart for that.
            if made.find(".//br") is None:
                classes.append("broken")
            # A space at the end of a paragraph makes WeasyPrint break its last line again.
            _append_text(made, self.hyphen)
        if classes:
            add_class(made, *classes)
        if self.lines:
            self.keep_lines(made, number)

    def keep_lines(self, made: Element, number: int) -> None:
        """Note the ends of the lines of a block's part, in visible characters of its own.

        Those of a box that stands as a whole were not measured one by one: they break as they fall.
        """
        if self.end[0] != number and not any(block == number for block, _ in self.lines):
            return
        first = self.start[1] if self.start[0] == number else 0
        is_broken = self.end[0] == number
        last = (self.end[1] if is_broken else self.seen[number]) - first
        ends = (place - first for block, place in self.lines if block == number)
        inner = sorted(end for end in ends if 0 < end < last)
        shown = last + len(self.hyphen) * is_broken
        made.set(LINE_ENDS, " ".join(map(str, (*inner, shown))))


def _between(text: str, count: int, first: int, last: int) -> Iterator[str]:
    """Yield the characters from number `first` up to `last`, of which `count` are before the text.

    One that is not seen goes with the one before it.
    """
    for character in text:
        is_unseen = INVISIBLE.match(character) is not None
        if first <= max(count - is_unseen, 0) < last:
            yield character
        count += not is_unseen


def _append_text(element: Element, text: str) -> None:
    """Put text after the last character of an element, inside its last inline child."""
    while len(element) and element[-1].tag not in EMPTY and not (element[-1].tail or "").strip():
        element = element[-1]
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + text
    else:
        element.text = (element.text or "").rstrip() + text


def visible(element: Element) -> dict[int, int]:
    """Count the visible characters of each numbered block's own."""
    seen: dict[int, int] = {}
    for block in element:
        _count(block, 0, seen)
    return seen


def _count(element: Element, number: int, seen: dict[int, int]) -> None:
    """Count the characters of an element, which is in block `number`, as a `Cutter` does."""
    own = element.get("data-b")
    number = int(own) if own else number
    if element.tag in EMPTY:
        seen[number] = seen.get(number, 0) + (element.tag == "img")
    elif is_seen(element):
        seen[number] = seen.get(number, 0) + shown(element.text or "")
        for child in element:
            _count(child, number, seen)
            seen[number] += shown(child.tail or "")


def shown(text: str) -> int:
    """Return the number of visible characters of a text."""
    return len(INVISIBLE.sub("", text))


def cut(
    body: Element,
    start: Position,
    end: Position | None,
    hyphen: str,
    lines: Sequence[Position] = (),
) -> list[Element]:
    """Return the blocks of a text from one place up to another, the last one not included.

    `lines` are the places where its lines begin, as they were measured.
    """
    return Cutter(start, end, hyphen, lines).cut(body)
