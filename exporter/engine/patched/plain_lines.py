"""Lines of one text, made from the ends that their paragraph is composed with.

WeasyPrint makes a line of whatever boxes there may be, beside whatever floats, and looks for its
end. Of a paragraph that is one text with nothing beside it all ends are known before the first
line is made, so each line is that part of the text, and nothing else has to be found out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, percent

from exporter.engine.line_ends import COUNTED
from exporter.engine.patched.breaking import is_too_long, last, natural
from exporter.engine.patched.compose import LEAST_ROOM, SPARE, line_end
from exporter.engine.patched.justify import COLLAPSING
from exporter.engine.patched.known_paragraphs import known_paragraphs
from exporter.engine.patched.paragraph import Paragraph
from exporter.engine.patched.patches import Patches
from exporter.engine.patched.spacing import set_text

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

    from exporter.engine.patched.paragraph import SkipStack

Made = tuple["Box", "SkipStack"]


def install(patches: Patches) -> None:
    """Replace the making of a paragraph's lines."""
    patches.function(inline.iter_line_boxes, _plain(inline.iter_line_boxes))


def _plain(iter_line_boxes: Callable[..., Iterator[Made]]) -> Callable[..., Iterator[Made]]:
    """Return ``iter_line_boxes`` that makes the lines of a plain paragraph by itself."""

    def lines(
        context: LayoutContext,
        box: Box,
        position_y: float,
        bottom_space: float,
        skip_stack: SkipStack,
        containing_block: Box,
        absolute_boxes: list[Box],
        fixed_boxes: list[Box],
        *styles: object,
    ) -> Iterator[Made]:
        is_plain = skip_stack is None and not any(styles) and _is_plain(context, box)
        paragraph = known_paragraphs.read(context, box) if is_plain else None
        if paragraph is not None:
            percent.resolve_percentages(box, containing_block)
            percent.resolve_one_percentage(box, "text_indent", containing_block.width)
            ends = _ends(paragraph, box, containing_block)
            if ends:
                return _lines(context, box, position_y, containing_block, paragraph, ends)
        return iter_line_boxes(
            context,
            box,
            position_y,
            bottom_space,
            skip_stack,
            containing_block,
            absolute_boxes,
            fixed_boxes,
            *styles,
        )

    return lines


def _is_plain(context: LayoutContext, box: Box) -> bool:
    """Whether a paragraph is one text of an element of its own, with no float beside it."""
    if context.excluded_shapes or box.element is None or box.element.get(COUNTED) is None:
        return False
    if type(box) is not boxes.LineBox or len(box.children) != 1:
        return False
    [text] = box.children
    is_text = type(text) is boxes.TextBox and text.style["white_space"] in COLLAPSING
    return is_text and box.style["direction"] == "ltr"


def _ends(paragraph: Paragraph, box: Box, containing_block: Box) -> Mapping[int, int]:
    """Return the ends of all lines by their starts; nothing if WeasyPrint has to break one."""
    text, found = paragraph.text, {}
    left, right = _sides(containing_block)
    start, indent = 0, box.text_indent
    while start < len(text):
        if text[start] == " ":
            start += 1
            continue
        room = right - (left + indent)
        if room < LEAST_ROOM * paragraph.size:
            return {}
        end = line_end(paragraph, start, room, room + indent)
        indented = not start and indent > 0
        if not end or end in paragraph.hyphens or not text[start:end].strip():
            return {}
        if is_too_long(paragraph, start, end, room, indented=indented):
            return {}
        found[start] = end
        start, indent = end, 0
    return found


def _sides(containing_block: Box) -> tuple[float, float]:
    left = containing_block.content_box_x()
    return left, left + containing_block.width


def _lines(
    context: LayoutContext,
    box: Box,
    top: float,
    containing_block: Box,
    paragraph: Paragraph,
    ends: Mapping[int, int],
) -> Iterator[Made]:
    """Yield the lines and where the next one begins, in bytes of the text."""
    left, right = _sides(containing_block)
    [text] = box.children
    percent.resolve_percentages(text, containing_block)
    for start, end in ends.items():
        is_last = end == len(paragraph.text)
        box.position_x, box.position_y = left, top
        text.position_x, text.position_y = left + box.text_indent, top
        part = paragraph.text[start:end]
        made = text.copy_with_text(part if is_last else part.rstrip(" "))
        space = paragraph.ends[end] - paragraph.ends[last(paragraph, start, end)]
        set_text(made, natural(paragraph, start, end) + space + SPARE * paragraph.size)
        line = box.copy_with_children([made])
        line.remove_decoration(start=start > 0, end=not is_last)
        line.width = made.position_x + made.margin_width() - line.content_box_x()
        inline._adjust_line_height(line)
        _place(context, line, right - left, top, is_last)
        yield line, None if is_last else {0: {len(paragraph.text[:end].encode()): None}}
        top = line.position_y + line.height
        box.text_indent = 0


def _place(
    context: LayoutContext, line: Box, room: float, position_y: float, is_last: bool
) -> None:
    """Align a line, as `get_next_linebox` does."""
    inline.remove_last_whitespace(context, line)
    across = inline.text_align(context, line, room, last=is_last)
    bottom, top = inline.line_box_verticality(line)
    line.baseline, line.position_y, line.height = -top, top, bottom - top
    line.margin_top = line.margin_bottom = 0
    line.translate(across, position_y - top)
    line.position_y = position_y  # but for rounding it is there
