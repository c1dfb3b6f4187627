"""Blocks of text that need no layout: one of their kind was laid out, and tells how they stand.

A block with another text in the same styles has the same margins, indent and height of lines. Its
lines follow from its text alone, so that elements, styles and boxes need not be made for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, repeat, takewhile
from typing import TYPE_CHECKING, NamedTuple

from weasyprint.formatting_structure import boxes as kinds
from weasyprint.text import line_break

from exporter.engine import boxes
from exporter.engine.patched.advances import known_advances
from exporter.engine.patched.compose import line_ends
from exporter.engine.patched.counted import is_level, is_of_one_kind, own_texts, paragraph_of
from exporter.engine.patched.known_paragraphs import known_paragraphs
from exporter.engine.patched.line_heights import SAME
from exporter.engine.patched.paragraph import Texts, is_composed, is_plain, shaped
from exporter.engine.text_widths import TextWidth, lines_made

if TYPE_CHECKING:
    from weasyprint.css import ComputedStyle
    from weasyprint.formatting_structure.boxes import Box

SPARE = 0.02  # pixels that a line may be wider where it is made: it is left to WeasyPrint then
PSEUDO = "::"


class Words(NamedTuple):
    """A text in a style; stands for the box that WeasyPrint would make of it."""

    text: str
    style: ComputedStyle
    element_tag: str = ""


class _Parent(NamedTuple):
    """Stands for the box of a block's lines."""

    style: ComputedStyle
    element: None = None


class _Context:
    """Stands for the context of a layout."""

    def __init__(self, style: ComputedStyle) -> None:
        self.font_config = style.font_config


@dataclass(frozen=True)
class BlockKind:
    """What blocks have in common, in pixels, whatever their texts.

    `lead` is the room above one that is the first in its box, `left` where its lines begin, `line`
    how high they are, `final` what generated content ends it with. `is_composed` are paragraphs:
    all of their lines are chosen together.
    """

    lead: float
    margins: tuple[float, float]
    insets: tuple[float, float]
    left: float
    width: float
    indent: float
    line: float
    parent: _Parent
    context: _Context
    is_composed: bool
    final: tuple[Words, ...] = ()

    def lines(self, texts: Sequence[Words]) -> list[str] | None:
        """Return the lines of such a block; None if it has to be laid out."""
        whole = "".join(each.text for each in texts)
        if not is_of_one_kind(whole, self.parent.style["lang"] or ""):
            return None
        return self._composed(texts) if self.is_composed else self._filled(whole, texts)

    def _composed(self, words: Sequence[Words]) -> list[str] | None:
        texts: Texts = []
        whole = ""
        for each in (*words, *self.final):
            texts.append(((), len(whole), each))
            whole += each.text
        if not is_composed(whole):
            return None
        paragraph = known_paragraphs.read_texts(self.context, self.parent, texts, keep=True)
        ends = line_ends(paragraph, self.indent, self.left, self.left + self.width)
        return [
            "".join(text for _, text in own_texts(paragraph, start, end))
            for start, end in ends.items()
        ] or None

    def _filled(self, whole: str, texts: Sequence[Words]) -> list[str] | None:
        """Return lines each as long as it has room for, if there is one, or all is in one style."""
        room = self.width - self.indent - SPARE
        if sum(TextWidth(each.style)(each.text) for each in texts) <= room:
            return [whole]
        if len(texts) > 1 or texts[0].style["hyphens"] == "auto":
            return None
        return _broken(whole, texts[0].style, self.width - self.indent, self.width)


def expect(words: Iterable[Words]) -> None:
    """Shape what is not known of texts that are to be broken into lines, all at once."""
    texts: dict[int, list[Words]] = {}
    for each in words:
        texts.setdefault(id(each.style), []).append(each)
    for found in texts.values():
        style = found[0].style
        known_advances.expect((each.text for each in found), style, partial(shaped, style))


def learn(box: Box, top: float | None) -> tuple[BlockKind, list[Words]] | None:
    """Return the kind of a block that was laid out, and its texts, one of each element.

    `top` is that of the box around it, if it is the first in that. None if there is more to it than
    lines of one height.
    """
    lines = list(box.children)
    if not (
        type(box) is kinds.BlockBox and lines and all(map(boxes.is_line, lines)) and _is_fixed(box)
    ):
        return None
    line, _ = line_break.strut(lines[0].style)
    are_even = all(abs(each.height - line) < SAME for each in lines)
    texts = _texts(lines, line)
    final = tuple(takewhile(_is_generated, reversed(texts)))[::-1]
    own = texts[: len(texts) - len(final)]
    if not are_even or not texts or any(map(_is_generated, own)):
        return None
    kind = _kind(box, lines, top, line, final)
    firsts: dict[int, Box] = {}
    for each in own:
        firsts.setdefault(id(each.element), each)
    return (kind, list(map(_words, firsts.values()))) if kind else None


def _words(text: Box) -> Words:
    return Words(text.text, text.style, text.element_tag)


def _kind(
    box: Box, lines: Sequence[Box], top: float | None, line: float, final: Sequence[Box]
) -> BlockKind | None:
    """Return the kind of a block of lines of one height; None if more is around them."""
    edges = box.position_y + box.margin_top, boxes.bottom(box)
    insets = lines[0].position_y - edges[0], edges[1] - lines[-1].position_y - lines[-1].height
    own = box.padding_top + box.border_top_width, box.padding_bottom + box.border_bottom_width
    indent = boxes.text_indent(lines[0])
    if indent is None or math.dist(insets, own) > SAME:
        return None
    return BlockKind(
        lead=0.0 if top is None else edges[0] - top,
        margins=(box.margin_top, box.margin_bottom),
        insets=own,
        left=box.content_box_x(),
        width=box.width,
        indent=indent,
        line=line,
        parent=_Parent(lines[0].style),
        context=_Context(lines[0].style),
        is_composed=paragraph_of(lines[0]) is not None,
        final=tuple(map(_words, final)),
    )


def _is_fixed(box: Box) -> bool:
    """Whether a block is as high as its lines, and where they put it."""
    style = box.style
    least = getattr(style["min_height"], "value", 0)
    is_free = style["height"] == "auto" and not least and style["max_height"].value == math.inf
    return bool(is_free and style["position"] == "static" and style["float"] == "none")


def _texts(lines: Sequence[Box], height: float) -> list[Box]:
    """Return the texts of lines; none if they do not all stand on their baselines."""
    paragraph = paragraph_of(lines[0])
    if paragraph is not None:
        found = [each for _, _, each in paragraph.texts]
    elif lines[0].style["text_align_all"] == "justify":
        return []
    elif all(is_level(line, height) and _is_plain(line) for line in lines):
        found = [each for line in lines for each in boxes.texts_in(line)]
    else:
        return []
    return found if all(map(_is_usual, found)) else []


def _is_plain(parent: Box) -> bool:
    inlines = [each for each in parent.children if not isinstance(each, kinds.TextBox)]
    return all(
        type(each) is kinds.InlineBox and is_plain(each) and _is_plain(each) for each in inlines
    )


def _is_usual(text: Box) -> bool:
    """Whether a text is shown as it is written."""
    style = text.style
    is_as_written = style["text_transform"] == "none" and style["white_space"] == "normal"
    return bool(is_as_written and style["direction"] == "ltr")


def _is_generated(text: Box) -> bool:
    return PSEUDO in text.element_tag


def _broken(text: str, style: ComputedStyle, first: float, others: float) -> list[str] | None:
    """Return the lines of a text, each as long as it may be, as WeasyPrint breaks them.

    None if one is too long for its room in pixels.
    """
    found = list(lines_made(text, style, chain((first,), repeat(others))))
    fits = found[0][1] <= first and all(width <= others for _, width in found[1:])
    return [line for line, _ in found] if fits else None
