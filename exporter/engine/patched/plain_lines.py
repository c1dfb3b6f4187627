"""Lines of texts alone, made from the ends that their paragraph is composed with.

WeasyPrint makes a line of whatever boxes there may be, beside whatever floats, and looks for its
end. Of a paragraph that is texts with nothing beside them all ends are known before the first line
is made, so each line is that part of the texts, and nothing else has to be found out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, percent

from exporter.engine.patched.breaking import last, natural
from exporter.engine.patched.compose import SPARE
from exporter.engine.patched.justify import COLLAPSING
from exporter.engine.patched.known_paragraphs import known_paragraphs
from exporter.engine.patched.paragraph import Paragraph
from exporter.engine.patched.patches import Patches
from exporter.engine.patched.spacing import set_text
from exporter.engine.patched.whole_paragraphs import Made, ends_in, sides, whole

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

    from exporter.engine.patched.paragraph import SkipStack


def install(patches: Patches) -> None:
    """Replace the making of a paragraph's lines."""
    patches.function(inline.iter_line_boxes, whole(inline.iter_line_boxes, _make))


def _make(
    context: LayoutContext, box: Box, containing_block: Box, top: float
) -> Iterator[Made] | None:
    """Return the lines of a paragraph of texts alone; None of any other."""
    is_plain = type(box) is boxes.LineBox and _has_texts(box)
    paragraph = known_paragraphs.read(context, box) if is_plain else None
    if paragraph is None:
        return None
    ends = ends_in(paragraph, box, containing_block)
    if ends and _is_parted(paragraph, ends):
        return _lines(context, box, top, containing_block, paragraph, ends)
    return None


def _has_texts(parent: Box) -> bool:
    """Whether a box holds texts from left to right, alone or in inline boxes, and none is empty."""
    style = parent.style
    if style["direction"] != "ltr" or style["white_space"] not in COLLAPSING or parent.is_leader:
        return False
    return bool(parent.children) and all(
        bool(child.text) if type(child) is boxes.TextBox else _is_inline(child)
        for child in parent.children
    )


def _is_inline(box: Box) -> bool:
    return type(box) is boxes.InlineBox and _has_texts(box)


def _is_parted(paragraph: Paragraph, ends: Mapping[int, int]) -> bool:
    """Whether each line has something to see of each text that it has a part of."""
    text = paragraph.text
    lines = (
        (start, end, begin, begin + len(box.text))
        for start, end in ends.items()
        for _, begin, box in paragraph.texts
    )
    return all(
        text[max(start, begin) : min(end, stop)].strip()
        for start, end, begin, stop in lines
        if begin < end and stop > start
    )


def _lines(
    context: LayoutContext,
    box: Box,
    top: float,
    containing_block: Box,
    paragraph: Paragraph,
    ends: Mapping[int, int],
) -> Iterator[Made]:
    """Yield the lines and where the next one begins."""
    left, right = sides(containing_block)
    for each in box.descendants():
        if each is not box:
            _resolve(each, containing_block)
    spans = _spans(paragraph)
    for start, end in ends.items():
        is_last = end == len(paragraph.text)
        box.position_x, box.position_y = left, top
        line = _Part(paragraph, spans, start, end, top).of(box, left + box.text_indent)
        _place(context, line, right - left, top, is_last)
        yield line, None if is_last else _skip(paragraph, end)
        top = line.position_y + line.height
        box.text_indent = 0


def _resolve(box: Box, containing_block: Box) -> None:
    """Compute the sides of a box in a line; margins that are `auto` are none there."""
    percent.resolve_percentages(box, containing_block)
    for side in ("margin_left", "margin_right"):
        if getattr(box, side) == "auto":
            setattr(box, side, 0)


def _spans(paragraph: Paragraph) -> dict[tuple[int, ...], tuple[int, int]]:
    """Return where the text of each box begins and ends, by the path to the box."""
    spans: dict[tuple[int, ...], tuple[int, int]] = {}
    for path, start, text in paragraph.texts:
        end = start + len(text.text)
        for depth in range(len(path) + 1):
            spans[path[:depth]] = spans.get(path[:depth], (start, end))[0], end
    return spans


def _skip(paragraph: Paragraph, end: int) -> SkipStack:
    """Return WeasyPrint's name of a character of a paragraph: the path to it, then its byte."""
    path, start, text = next(each for each in reversed(paragraph.texts) if each[1] <= end)
    skipped = len(text.text[: end - start].encode())
    skip: SkipStack = {skipped: None} if skipped else None
    for index in reversed(path):
        skip = {index: skip}
    return skip


@dataclass(frozen=True)
class _Part:
    """What is between two characters of a paragraph, as the boxes of a line at a height."""

    paragraph: Paragraph
    spans: Mapping[tuple[int, ...], tuple[int, int]]
    start: int
    end: int
    top: float

    def of(self, box: Box, left: float, path: tuple[int, ...] = ()) -> Box:
        """Return that of a line box or an inline box; its children begin at `left`."""
        children, across = [], left
        for index, child in enumerate(box.children):
            begin, stop = self.spans[*path, index]
            if stop <= self.start or begin >= self.end:
                continue
            if isinstance(child, boxes.TextBox):
                made = self.text(child, begin, stop)
                made.position_x, made.position_y = across, self.top
            else:
                child.position_y = self.top
                made = self.of(child, across, (*path, index))
                made.position_x = across
            children.append(made)
            across = made.position_x + made.margin_width()
        whole = box.copy_with_children(children)
        begin, stop = self.spans[path]
        whole.remove_decoration(start=begin < self.start, end=stop > self.end)
        if path:
            whole.position_x = left
        whole.width = across - whole.content_box_x()
        inline._adjust_line_height(whole)
        return whole

    def text(self, box: Box, begin: int, stop: int) -> Box:
        """Return that of a text, which is between two characters itself."""
        text = self.paragraph.text[max(begin, self.start) : min(stop, self.end)]
        made = box.copy_with_text(text.rstrip(" ") if stop > self.end else text)
        set_text(made, self.room)
        return made

    @cached_property
    def room(self) -> float:
        """The width that a line is given for its text."""
        ends = self.paragraph.ends
        space = ends[self.end] - ends[last(self.paragraph, self.start, self.end)]
        spare = SPARE * self.paragraph.size
        return natural(self.paragraph, self.start, self.end) + space + spare


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
