"""Pieces of the same elements that differ in words: one is laid out, and the others computed.

On one line, the height of a headline, a byline or a caption depends on its elements and their
classes, not on its words, and its width is that of the words and of what the elements add. The
size of a headline is in the class of its element: all of it is in proportion to that. What breaks
is higher by a line for each that its words take.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import unescape
from itertools import pairwise

from exporter.engine import boxes
from exporter.engine.boxes import ParentBox
from exporter.engine.text_widths import TextWidth, break_height, lines_of, width_of
from exporter.layouts.makeup.measure.asked import Called
from exporter.layouts.makeup.measure.known_texts import KnownTexts
from exporter.layouts.makeup.measure.one_line import DECIMALS, UNSURE, Whole, height_of, lines_in
from exporter.layouts.trees import PX

MOST = 1_000  # kinds of pieces that are kept
SAME = 0.01  # pixels
EVEN = 1e-6  # pixels: what may differ by rounding
WORDS = re.compile(r">([^<]*[^<\s][^<]*)<")
CLASSES = re.compile(r' class="([^"]*)"')
# The greatest width of a deck, whose lines are balanced.
DECK = re.compile(r' style="max-width:([0-9.]+)em"')
SIZE = re.compile(r"(?<= size-)[0-9]+(?=\")")
# The lines of a headline, their texts blanked: one, some, and what stands for some of any number.
LINE, ROW = '<span class="line">00</span>', '<span class="line">+</span>'
LINES = re.compile(f"{LINE}(?: {LINE})*")
CALLED = "span", frozenset(("line",))
BLANK = re.compile(">[01][01]<")
# An element in what `_elements` of the ruler has; the second one stands for the box of the piece.
ELEMENT = re.compile(r"<([a-z]\w*)([^<>]*)>")


@dataclass(frozen=True)
class Line:
    """A line of a piece: what measures its texts, and the pixels that it takes besides.

    If its texts may break, each of their lines has that `height` in pixels. A deck has an `em`: the
    pixels of its type, which its greatest width is given in.
    """

    texts: tuple[TextWidth, ...]
    others: float
    height: float = 0.0
    em: float = 0.0

    def width(self, texts: Iterator[str]) -> float:
        """Return its width with the next ones of some texts."""
        return self.others + sum(measure(next(texts)) for measure in self.texts)

    def more(self, texts: Iterator[str], room: float, ems: float) -> float | None:
        """Return the pixels that its other lines take, in a room and with a deck of some ems.

        None if it has to be laid out.
        """
        own = [(measure, next(texts)) for measure in self.texts]
        room = min(room - self.others, ems * self.em or math.inf)
        lines = lines_of(own, room)
        if lines is None or (lines > 1 and not self.height):
            return None
        return (lines - 1) * self.height


@dataclass(frozen=True)
class Kind:
    """What pieces have in common: the height in points, their lines, the size of a headline.

    A row of lines has any number of them, each of which takes `more` points: it has one here, and
    is as high as with that.
    """

    height: float
    lines: tuple[Line, ...]
    size: float
    more: float = 0.0

    def whole(self, texts: Sequence[str], size: float) -> Whole:
        """Return how large a piece with these texts is."""
        rest, scale = iter(texts), size / self.size
        lines, height = self.lines, self.height
        if self.more:
            lines *= len(texts)
            height = round(height + self.more * (len(texts) - 1), DECIMALS)
        width = max((line.width(rest) for line in lines), default=0.0)
        return Whole(round(height * scale, DECIMALS), width * scale * PX)

    def height_in(self, texts: Sequence[str], room: float, ems: float) -> float | None:
        """Return how high a piece with these texts is in a room, both in points.

        Of a deck no line is wider than so many ems, if there are any. None if it has to be laid
        out.
        """
        if self.more or (ems and not any(line.em for line in self.lines)):
            return None
        rest, height = iter(texts), self.height
        for line in self.lines:
            more = line.more(rest, room / PX, ems)
            if more is None:
                return None
            height += more * PX
        return round(height, DECIMALS)


@dataclass
class Alike:
    """The kinds of pieces that were laid out in one style; None is one like no other.

    Classes that the `style` does not name make no difference.
    """

    style: str = ""
    kinds: dict[str, Kind | None] = field(default_factory=dict)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def texts(self) -> KnownTexts:
        """What was learned of the texts of articles."""
        return KnownTexts(self.style)

    @cached_property
    def names_all(self) -> bool:
        """Whether all classes that the style depends on stand in it."""
        return bool(self.style) and "[class" not in self.style and "@import" not in self.style

    def size_of(self, html: str) -> Whole | None:
        """Return how large a piece is on lines that do not break; None if it has to be laid out."""
        names, texts, size = self._parted(html)
        kind = next(filter(None, map(self.kinds.get, names)), None)
        return kind.whole(texts, size) if kind and texts else None

    def names_of(self, html: str) -> tuple[str, ...]:
        """Return what is the same of pieces of the same elements.

        A headline of one line has a second name, that of those of several: it is told from them.
        """
        return self._parted(html)[0]

    def height_in(self, html: str, room: float) -> float | None:
        """Return how high a piece is in a room, both in points; None if it has to be laid out."""
        deck = DECK.search(html)
        (name, *_), texts, size = self._parted(DECK.sub("", html))
        kind = self.kinds.get(name)
        if not kind or not texts or size != kind.size or "first-line" in self.style:
            return None
        return kind.height_in(texts, room, float(deck[1]) if deck else 0.0)

    def learn(self, html: str, box: ParentBox) -> None:
        """Learn from a box that was laid out, if each of its blocks is on one line."""
        (name, *_), texts, size = self._parted(html)
        if name in self.kinds or not texts or len(self.kinds) >= MOST:
            return
        found = list(lines_in(box, box.width))
        if all(math.isfinite(width) for *_, width in found):
            kind = _kind(box, found, texts, size)
            self.kinds[name] = kind and _row(kind, box, found) if name.endswith(ROW) else kind

    def _parted(self, html: str) -> tuple[tuple[str, ...], list[str], float]:
        """Return the names of a piece, its texts, none if they are not sure, and its size."""
        texts = [unescape(text) for text in WORDS.findall(html)]
        size = SIZE.search(html)
        elements = SIZE.sub("", WORDS.sub(_blank, html))
        if elements not in self.named:
            self.named[elements] = tuple(self._names(elements))
        sure = not any(map(UNSURE.search, texts))
        return self.named[elements], texts if sure else [], float(size[0]) if size else 1

    def _names(self, elements: str) -> Iterator[str]:
        """Yield the names of a piece with blanked texts."""
        asked = self.texts.asked.names(_called(elements))

        def is_named(name: str) -> bool:
            return not self.names_all or f".{name}" in (self.style if asked is None else asked)

        def named(classes: re.Match[str]) -> str:
            """Return an attribute with those of its classes that the rules ask for."""
            return f' class="{" ".join(filter(is_named, classes[1].split()))}"'

        name = CLASSES.sub(named, elements)
        lines = LINES.search(elements)
        if (
            lines
            and len(BLANK.findall(elements)) == lines[0].count(LINE)
            and self._is_row(elements)
        ):
            row = CLASSES.sub(named, elements.replace(lines[0], "")) + ROW
            yield from (row,) if lines[0] != LINE else (name, row)
        else:
            yield name

    def _is_row(self, elements: str) -> bool:
        """Whether the lines of a headline can't be told apart by the rules of the style."""
        called = list(_called(elements))
        return self.texts.asked.are_equal(called[: called.index(CALLED) + 1])


def has_balanced_deck(html: str) -> bool:
    """Whether a piece has a deck of a greatest width."""
    return bool(DECK.search(html))


def _blank(match: re.Match[str]) -> str:
    """Return what stands for a text: whether it begins and ends with a space."""
    text = match[1]
    return f">{text[:1].isspace():d}{text[-1:].isspace():d}<"


def _kind(
    box: ParentBox,
    found: Sequence[tuple[ParentBox, ParentBox, float]],
    texts: Sequence[str],
    size: float,
) -> Kind | None:
    """Return what a box has in common with others; None if its texts are not as written."""
    lines, rest = [], iter(texts)
    for line, block, width in found:
        shown = [text for text in boxes.texts_in(line) if text.text.strip()]
        measures = tuple(filter(None, map(width_of, shown)))
        if len(measures) < len(shown):
            return None
        for text, measure in zip(shown, measures, strict=True):
            is_same = text.text == next(rest, "")
            if not is_same or abs(measure(text.text) - text.width) > SAME:
                return None
        others = width - sum(text.width for text in shown)
        is_bare = abs(others - (box.width - block.width)) < SAME
        height = break_height(line) if is_bare else 0.0
        is_deck = "deck" in boxes.attribute(block, "class").split()
        lines.append(Line(measures, others, height, boxes.type_size(line) if is_deck else 0.0))
    return None if next(rest, "") else Kind(height_of(box), tuple(lines), size)


def _row(
    kind: Kind, box: ParentBox, found: Sequence[tuple[ParentBox, ParentBox, float]]
) -> Kind | None:
    """Return the kind of a row from one of some lines; None if these are not all alike."""
    first, steps = (
        kind.lines[0],
        [b.position_y - a.position_y for (a, *_), (b, *_) in pairwise(found)],
    )
    styles = {id(measure.style) for line in kind.lines for measure in line.texts}
    others = [line.others for line in kind.lines]
    if len(styles) > 1 or max(steps) - min(steps) > EVEN or max(others) - min(others) > EVEN:
        return None
    return replace(kind, lines=(first,), height=(box.height - sum(steps)) * PX, more=steps[0] * PX)


def _called(elements: str) -> Iterator[Called]:
    """Yield what the elements of a piece are called, and the box that it is measured in."""
    for number, (tag, attributes) in enumerate(ELEMENT.findall(elements)):
        if number == 1:
            *others, columns = attributes.split()
            yield "div", frozenset(("measured", tag, *others, f"over-{columns}"))
        else:
            classes = CLASSES.search(attributes)
            yield tag, frozenset(classes[1].split() if classes else ())
