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
from itertools import chain, pairwise
from typing import NamedTuple

from exporter.engine import boxes
from exporter.engine.boxes import ParentBox
from exporter.engine.known_blocks import BlockKind, Words, expect, learn
from exporter.layouts.makeup.measure.asked import Around, Asked, Key, asked_of
from exporter.layouts.makeup.measure.one_line import UNSURE
from exporter.layouts.makeup.measure.slices import Lines, line_texts
from exporter.xhtml import Element

MOST = 2_000  # kinds that are kept
SAME = 0.001  # pixels

# What holds a text that is measured.
LEG = Around("div", frozenset(("measured", "leg", "body", "over-1")))
ATTRIBUTE = re.compile(r'([-\w]+)="([^"]*)"')


class Block(NamedTuple):
    """A block of a text: what decides how it looks, and its texts.

    Each text is beside the element that it is in, and what decides how that looks.
    """

    element: Element
    key: Key | None
    texts: list[tuple[Element, Key | None, str]]


@dataclass
class KnownTexts:
    """The kinds of blocks that were laid out in a style, and the styles of the texts in them."""

    style: str
    kinds: dict[Key | None, BlockKind] = field(default_factory=dict)
    words: dict[Key | None, Words] = field(default_factory=dict)

    def read(self, tag: str, body: Element) -> list[Block]:
        """Return the blocks of a text; `tag` is that of the article."""
        above = _article(tag), LEG
        return [
            Block(
                block,
                self.asked.key(above, (block,)),
                [(path[-1], self.asked.key(above, path), text) for path, text in _texts(block)],
            )
            for block in body
        ]

    def missing(self, text: Sequence[Block]) -> set[tuple[str, Key | None]]:
        """Return what is not known of the blocks of a text and of their texts."""
        kinds = {("block", block.key) for block in text if block.key not in self.kinds}
        keys = {key for block in text for _, key, _ in block.texts}
        return kinds | {("words", key) for key in keys if key not in self.words}

    def expect(self, texts: Iterable[Sequence[Block]]) -> None:
        """Prepare for the lines of texts of which nothing is missing."""
        blocks = (block for text in texts for block in text if self.kinds[block.key].is_composed)
        expect(chain.from_iterable(map(self._words, blocks)))

    def lines(self, text: Sequence[Block]) -> list[Lines] | None:
        """Return the lines of all blocks of a text; None if it has to be laid out.

        Nothing is missing of it. Places are in pixels from the top of the text.
        """
        found: list[Lines] = []
        margin = bottom = 0.0
        for block in text:
            kind, words = self.kinds[block.key], self._words(block)
            lines = kind.lines(words) if _is_sure(words) else None
            if lines is None:
                return None
            lead = _collapsed(margin, kind.margins[0]) if found else kind.lead
            found.append(_placed(block.element, kind, lines, bottom + lead))
            margin, bottom = kind.margins[1], found[-1].bottom
        return found or None

    def learn(self, text: Sequence[Block], box: ParentBox) -> None:
        """Learn from the box of a text that was laid out, where what would be told is the same."""
        blocks = {block.element.get("data-b"): block for block in text}
        before: ParentBox | None = None
        for child in box.children:
            block = blocks.get(boxes.attribute(child, "data-b"))
            if block is None or not boxes.is_parent(child) or len(self.kinds) >= MOST:
                return
            if self.missing((block,)) and (before is None or _are_apart(before, child)):
                self._learn(block, child, None if before else box.position_y)
            before = child

    def _learn(self, block: Block, child: ParentBox, top: float | None) -> None:
        owners = {owner: key for owner, key, _ in block.texts}
        learned = learn(child, top)
        if None in (block.key, *owners.values()) or not learned or len(owners) != len(learned[1]):
            return
        kind, words = learned
        styled = dict(zip(owners, words, strict=True))
        shown = [
            Words(text, styled[owner].style, styled[owner].element_tag)
            for owner, _, text in block.texts
        ]
        laid_out = ["".join(line_texts(line)).rstrip() for line in boxes.descend(child)]
        lines = kind.lines(shown) if _is_sure(shown) else None
        if lines is not None and [line.rstrip() for line in lines] == laid_out:
            self.kinds.setdefault(block.key, kind)
            for owner, each in styled.items():
                self.words.setdefault(owners[owner], each)

    def _words(self, block: Block) -> list[Words]:
        """Return the texts of a block in their styles, which are known."""
        words = self.words
        return [
            Words(text, words[key].style, words[key].element_tag) for _, key, text in block.texts
        ]

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


def _texts(*path: Element) -> Iterator[tuple[tuple[Element, ...], str]]:
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
