"""Texts of articles whose lines are known without a layout: blocks of their kinds were laid out.

The kind of a block is all that the rules of a style can ask of it: the article that it is in, its
element and those in it, what stands before and after it. A text that has a block of another kind is
laid out, and teaches the kinds of its blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from exporter.engine import boxes
from exporter.engine.boxes import ParentBox
from exporter.engine.known_blocks import BlockKind, Words, learn
from exporter.layouts.makeup.measure.asked import Around, Asked, asked_of
from exporter.layouts.makeup.measure.one_line import UNSURE
from exporter.layouts.makeup.measure.slices import Lines, line_texts
from exporter.xhtml import Element

MOST = 2_000  # kinds that are kept
SAME = 0.001  # pixels

# What holds a text that is measured.
LEG = Around("div", frozenset(("measured", "leg", "body", "over-1")))
ATTRIBUTE = re.compile(r'([-\w]+)="([^"]*)"')

Key = tuple[object, ...]
Text = tuple[tuple[Element, ...], str]  # the elements that it is in, from the block on


@dataclass
class KnownTexts:
    """The kinds of blocks that were laid out in a style, and the styles of the texts in them."""

    style: str
    kinds: dict[Key | None, BlockKind] = field(default_factory=dict)
    words: dict[Key | None, Words] = field(default_factory=dict)

    def lines(self, tag: str, body: Element) -> list[Lines] | None:
        """Return the lines of all blocks of a text; None if it has to be laid out.

        `tag` is that of the article. Places are in pixels from the top of the text.
        """
        found: list[Lines] = []
        margin = 0.0
        for block in body:
            kind = self.kinds.get(self._key(tag, block))
            texts = self._words(tag, _texts(block)) if kind else []
            lines = kind.lines(texts) if kind and texts else None
            if kind is None or lines is None:
                return None
            lead = _collapsed(margin, kind.margins[0]) if found else kind.lead
            found.append(_placed(block, kind, lines, (found[-1].bottom if found else 0.0) + lead))
            margin = kind.margins[1]
        return found or None

    def missing(self, tag: str, body: Element) -> set[Key | None]:
        """Return what is not known of the blocks of a text and of their texts."""
        kinds = {key for block in body if (key := self._key(tag, block)) not in self.kinds}
        paths = (path for block in body for path, _ in _texts(block))
        return kinds | {key for path in paths if (key := self._key(tag, *path)) not in self.words}

    def learn(self, tag: str, body: Element, box: ParentBox) -> None:
        """Learn from the box of a text that was laid out, where what would be told is the same."""
        blocks = {block.get("data-b"): block for block in body}
        before: ParentBox | None = None
        for child in box.children:
            block = blocks.get(boxes.attribute(child, "data-b"))
            if block is None or not boxes.is_parent(child) or len(self.kinds) >= MOST:
                return
            if before is None or _are_apart(before, child):
                self._learn(tag, block, child, None if before else box.position_y)
            before = child

    def _learn(self, tag: str, block: Element, child: ParentBox, top: float | None) -> None:
        key, texts = self._key(tag, block), list(_texts(block))
        is_known = key in self.kinds and self._words(tag, texts)
        learned = None if is_known or key is None else learn(child, top)
        owners = list(dict.fromkeys(path for path, _ in texts))
        if key is None or learned is None or len(owners) != len(learned[1]):
            return
        kind, words = learned
        styled = dict(zip(owners, words, strict=True))
        shown = [Words(text, styled[path].style, styled[path].element_tag) for path, text in texts]
        laid_out = ["".join(line_texts(line)).rstrip() for line in boxes.descend(child)]
        lines = kind.lines(shown) if _is_sure(shown) else None
        if lines is not None and [line.rstrip() for line in lines] == laid_out:
            self.kinds.setdefault(key, kind)
            for path, each in styled.items():
                self.words.setdefault(self._key(tag, *path), each)

    def _words(self, tag: str, texts: Iterable[Text]) -> list[Words]:
        """Return texts in their styles; nothing if these are not known."""
        found = []
        for path, text in texts:
            known = self.words.get(self._key(tag, *path))
            if known is None:
                return []
            found.append(Words(text, known.style, known.element_tag))
        return found if _is_sure(found) else []

    def _key(self, tag: str, *path: Element) -> Key | None:
        """Return what decides how an element looks, but for its texts; None if too much does."""
        return self.asked.key((_article(tag), LEG), path)

    @cached_property
    def asked(self) -> Asked:
        """What the rules of the style ask for."""
        return asked_of(self.style)


@lru_cache
def _article(tag: str) -> Around:
    """Return the article that has an opening tag."""
    given = dict(ATTRIBUTE.findall(tag))
    classes = frozenset(given.pop("class", "").split())
    return Around("article", classes, tuple(given.items()))


def _texts(*path: Element) -> Iterator[Text]:
    """Yield the texts of an element, each with the elements that it is in."""
    if path[-1].text:
        yield path, path[-1].text
    for child in path[-1]:
        yield from _texts(*path, child)
        if child.tail:
            yield path, child.tail


def _placed(block: Element, kind: BlockKind, lines: Sequence[str], top: float) -> Lines:
    """Return the lines of a block whose upper edge is at `top`, in pixels."""
    first = top + kind.insets[0]
    edges = [first + kind.line * number for number in range(len(lines) + 1)]
    shown = [(text, *place) for text, place in zip(lines, pairwise(edges), strict=True)]
    return Lines(block, top, edges[-1] + kind.insets[1], shown)


def _is_sure(texts: list[Words]) -> bool:
    """Whether texts stand in their lines as they are written."""
    whole = "".join(text for text, *_ in texts)
    return bool(whole) and whole == whole.strip(" ") and not UNSURE.search(whole)


def _are_apart(one: ParentBox, other: ParentBox) -> bool:
    """Whether there is the larger one of their margins between two boxes."""
    gap = other.position_y + other.margin_top - boxes.bottom(one)
    return abs(gap - _collapsed(one.margin_bottom, other.margin_top)) < SAME


def _collapsed(one: float, other: float) -> float:
    """Return the room that two margins take (CSS 2.1 §8.3.1)."""
    return max(one, other, 0.0) + min(one, other, 0.0)
