"""Breaks paragraphs where all of their lines together look best.

WeasyPrint fills line after line: where a mark or a long word does not fit, what is left is spread
over the line. Here the breaks of a paragraph are chosen (see ``breaking``), and WeasyPrint still
makes the lines: each gets the width that makes it end at the break chosen. Lines beside floats or
with pictures are left to WeasyPrint.

WeasyPrint finds the end of a line by laying out four times the text that the line holds. A line
that is a part of one text is laid out alone instead, and once: as it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from exporter.engine.patched.breaking import is_too_long, last, natural, plan
from exporter.engine.patched.justify import COLLAPSING
from exporter.engine.patched.known_paragraphs import known_paragraphs
from exporter.engine.patched.paragraph import Paragraph, SkipStack
from exporter.engine.patched.patches import Patches
from exporter.engine.patched.spacing import set_text

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

SPARE = 0.05  # ems by which a line is given more room than it takes
HYPHEN_SPARE = 0.5  # the same of a line with a hyphen, whose width is not known
LEAST_ROOM = 3  # ems of a line that is composed


def install(patches: Patches) -> None:
    """Replace the making of a line by one that ends where its paragraph looks best."""
    composer = Composer()
    patches.function(inline.split_inline_box, composer.composed(inline.split_inline_box))
    patches.function(inline.split_text_box, composer.cut(inline.split_text_box))


class Composer:
    """The ends of the line that is made.

    These are known until the first text of the line is laid out: if it is tried again, as the line
    is too wide, that is WeasyPrint's.
    """

    def __init__(self) -> None:
        self._line: tuple[Paragraph, int, int] | None = None

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
            if isinstance(box, boxes.LineBox):
                self._line = None
                if not _is_beside_float(context, box):
                    right = self._right(context, box, left, right, skip_stack)
            return split_inline_box(context, box, left, right, bottom_space, skip_stack, *others)

        return split

    def cut(self, split_text_box: Callable[..., object]) -> Callable[..., object]:
        """Return ``split_text_box`` that ends a text where its line ends."""

        def split(
            context: LayoutContext, box: Box, width: float | None, skip: int, **how: object
        ) -> object:
            line, self._line = self._line, None
            found = _cut(*line, box, width, skip) if line and width is not None else None
            return found or split_text_box(context, box, width, skip, **how)

        return split

    def _right(
        self, context: LayoutContext, box: Box, left: float, right: float, skip_stack: SkipStack
    ) -> float:
        paragraph = known_paragraphs.of(context, box)
        if paragraph is None or right - left < LEAST_ROOM * paragraph.size:
            return right
        start = paragraph.place(skip_stack)
        indent = box.text_indent if isinstance(box.text_indent, (int, float)) else 0
        end = line_end(paragraph, start, right - left, right - left + indent)
        # A word that is wider than the line is not given its width: it is to be broken.
        indented = not start and indent > 0
        if not end or is_too_long(paragraph, start, end, right - left, indented=indented):
            return right
        spare = SPARE
        if end not in paragraph.hyphens:
            self._line = paragraph, start, end
        elif is_known_hyphen(paragraph, start, end):
            self._line = paragraph, start, end
            spare = HYPHEN_SPARE
        # WeasyPrint measures a text with the space at its end.
        space = paragraph.ends[end] - paragraph.ends[last(paragraph, start, end)]
        wanted = left + natural(paragraph, start, end) + space + spare * paragraph.size
        return max(right, wanted) if end == len(paragraph.text) else wanted


def _cut(
    paragraph: Paragraph, start: int, end: int, box: Box, width: float, skip: int
) -> tuple[Box, int | None, bool] | None:
    """Return what ``split_text_box`` makes of a line of one text; None for any other line."""
    begin = next((first for _, first, each in paragraph.texts if each is box), end)
    rest = len(box.text) - (end - begin)
    text = box.text[start - begin : end - begin]
    is_from = start - begin == len(box.text.encode()[:skip].decode())
    if not is_from or rest < 0 or not text.strip() or box.style["white_space"] not in COLLAPSING:
        return None
    made = box.copy_with_text(shown(paragraph, box, text, end) if rest else text)
    set_text(made, width)
    return made, skip + len(text.encode()) if rest else None, False


def is_known_hyphen(paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether a line is known to end with a hyphen inside of a text."""
    return start in paragraph.given and any(
        begin < end < begin + len(box.text) for _, begin, box in paragraph.texts
    )


def shown(paragraph: Paragraph, box: Box, text: str, end: int) -> str:
    """Return the text of a box up to the end of a line as it is seen, with a hyphen if need be."""
    if end in paragraph.hyphens:
        return text + str(box.style["hyphenate_character"])
    return text.rstrip(" ")


def _is_beside_float(context: LayoutContext, box: Box) -> bool:
    """Whether a float ends below the top of a line that is to be made."""
    return any(
        shape.position_y + shape.margin_height() > box.position_y
        for shape in context.excluded_shapes
    )


def line_end(paragraph: Paragraph, start: int, first: float, others: float) -> int:
    """Return the character that ends a line, itself not included; 0 if there is no good one."""
    if start in paragraph.given:
        return paragraph.given[start]
    for (_, _, width), known in paragraph.plans.items():
        if start in known and start and abs(width - others) < paragraph.size / 100:
            return known[start]
    key = start, first, others
    if key not in paragraph.plans:
        if key not in paragraph.known_plans:
            paragraph.known_plans[key] = plan(paragraph, start, first, others)
        paragraph.plans[key] = paragraph.known_plans[key]
    return paragraph.plans[key].get(start, 0)


def line_ends(paragraph: Paragraph, indent: float, left: float, right: float) -> dict[int, int]:
    """Return the ends of all lines by their starts; nothing if WeasyPrint has to break one.

    `indent` is that of the first line, `left` and `right` are the sides of the column, in pixels.
    """
    text, start, found = paragraph.text, 0, {}
    while start < len(text):
        if text[start] == " ":
            start += 1
            continue
        room = right - (left + indent)
        if room < LEAST_ROOM * paragraph.size:
            return {}
        end = line_end(paragraph, start, room, room + indent)
        if not end or not _is_sure(paragraph, start, end, room, indented=indent > 0):
            return {}
        found[start] = end
        start, indent = end, 0
    return found


def _is_sure(paragraph: Paragraph, start: int, end: int, room: float, *, indented: bool) -> bool:
    """Whether a line would end there if WeasyPrint made it.

    It does not hyphenate every word where the composer would, and breaks words that are too long.
    """
    if end in paragraph.hyphens:
        return is_known_hyphen(paragraph, start, end)
    is_known = start in paragraph.given
    return is_known or not is_too_long(paragraph, start, end, room, indented=indented)
