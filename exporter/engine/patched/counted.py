"""Lines of paragraphs that are only counted: where each begins and ends, without their glyphs.

To measure a text takes the ends of its lines and their height, and those are known as soon as its
paragraphs are composed. So inside of `counting_lines` a paragraph gets lines that hold their text
and nothing to draw. Any other than a plain one, whose lines are all equally high, is left to
WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, inline, percent
from weasyprint.text import line_break

from exporter.engine.line_ends import COUNTED
from exporter.engine.patched.compose import line_ends, shown
from exporter.engine.patched.known_paragraphs import known_paragraphs
from exporter.engine.patched.line_heights import SAME
from exporter.engine.patched.paragraph import Paragraph
from exporter.engine.patched.patches import Patches
from exporter.engine.patched.whole_paragraphs import Made, whole
from exporter.languages.characters import WIDE
from exporter.languages.tags import is_ideographic
from exporter.patterns import pattern

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

    from exporter.engine.patched.paragraph import SkipStack

# Soft hyphens, text from right to left and two kinds of space in a row: their lines end otherwise
# than they are composed.
UNSURE = pattern("[\u00ad\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]| \u00a0|\u00a0 ")

_is_on = False


def install(patches: Patches) -> None:
    """Replace the making of a paragraph's lines."""
    patches.function(inline.iter_line_boxes, whole(inline.iter_line_boxes, _make))
    patches.function(background.layout_backgrounds, _unseen(background.layout_backgrounds))


@contextmanager
def counting_lines() -> Iterator[None]:
    """Count the lines of texts laid out inside, where their elements have the attribute for it."""
    global _is_on  # noqa: PLW0603 - the patches act on the whole process
    before, _is_on = _is_on, True
    try:
        yield
    finally:
        _is_on = before


def _unseen(layout_backgrounds: Callable[..., None]) -> Callable[..., None]:
    """Return ``layout_backgrounds`` that leaves out those of boxes that are only measured."""

    def lay_out(*arguments: object) -> None:
        if not _is_on:
            layout_backgrounds(*arguments)

    return lay_out


def _make(
    context: LayoutContext, box: Box, containing_block: Box, skip_stack: SkipStack, top: float
) -> Iterator[Made] | None:
    """Return the lines of a paragraph if they are to be counted, and can be."""
    is_whole = skip_stack is None and box.element is not None
    if not (_is_on and is_whole and box.element.get(COUNTED) is not None):
        return None
    if box.style["direction"] != "ltr":
        return None
    height = line_break.strut(box.style)[0]
    level = is_level(box, height)
    paragraph = known_paragraphs.read(context, box, keep=True) if level else None
    if paragraph is None or not is_of_one_kind(paragraph.text, box.style["lang"] or ""):
        return None
    percent.resolve_percentages(box, containing_block)
    percent.resolve_one_percentage(box, "text_indent", containing_block.width)
    left = containing_block.content_box_x()
    ends = line_ends(paragraph, box.text_indent, left, left + containing_block.width)
    return _lines(paragraph, box, containing_block, [*ends.values()], top, height) if ends else None


def is_of_one_kind(text: str, language: str) -> bool:
    """Whether a text is of characters whose lines the composer alone breaks.

    Ideographs among words of other languages are not: WeasyPrint breaks lines beside them too.
    """
    is_mixed = not is_ideographic(language) and WIDE.search(text)
    return not is_mixed and not UNSURE.search(text)


def is_level(parent: Box, height: float) -> bool:
    """Whether all texts of a line stand on its baseline and are as high as it is."""
    if parent.style["line_height"] == "normal":
        return False
    for child in parent.children:
        style = child.style
        if not isinstance(child, (boxes.TextBox, boxes.InlineBox)):
            return False
        if style["vertical_align"] != "baseline" or style["line_height"] == "normal":
            return False
        if abs(line_break.strut(style)[0] - height) > SAME:
            return False
        if isinstance(child, boxes.InlineBox) and not is_level(child, height):
            return False
    return True


def _lines(
    paragraph: Paragraph,
    box: Box,
    containing_block: Box,
    ends: list[int],
    top: float,
    height: float,
) -> Iterator[Made]:
    """Yield the lines and where the next one begins, which WeasyPrint wants to know."""
    start = 0
    for end in ends:
        texts = [each.copy_with_text(text) for each, text in own_texts(paragraph, start, end)]
        line = box.copy_with_children(texts)
        line.paragraph = paragraph
        line.position_x, line.position_y = containing_block.content_box_x(), top
        line.width, line.height = containing_block.width, height
        line.baseline = line_break.strut(box.style)[1]
        line.margin_top = line.margin_bottom = 0
        top += height
        yield line, {0: None} if end < ends[-1] else None
        start = end


def own_texts(paragraph: Paragraph, start: int, end: int) -> Iterator[tuple[Box, str]]:
    """Yield the boxes of a line with what it has of each; those of pseudo-elements left out."""
    for _, begin, box in paragraph.texts:
        text = box.text[max(0, start - begin) : max(0, end - begin)]
        if end in paragraph.hyphens and begin < end < begin + len(box.text):
            text = shown(paragraph, box, text, end)
        if text and "::" not in box.element_tag:
            yield box, text


def paragraph_of(line: Box) -> Paragraph | None:
    """Return the paragraph of a line that was counted; None of one that WeasyPrint made."""
    found: Paragraph | None = vars(line).get("paragraph")
    return found
