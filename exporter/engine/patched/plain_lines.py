"""Lines of texts alone, made from the ends that their paragraph is composed with.

WeasyPrint makes a line of whatever boxes there may be, beside whatever floats, and looks for its
end. Of a paragraph that is texts with nothing beside them all ends are known before the first line
is made, so each line is that part of the texts, and nothing else has to be found out.

To fill columns evenly, WeasyPrint tries several heights before it sets the columns. Until then only
the heights of lines matter, and lines are empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline, percent
from weasyprint.text import line_break

from exporter.engine.patched.alike_lines import AlikeLines, Known
from exporter.engine.patched.compose import SPARE, line_ends, shown
from exporter.engine.patched.counted import is_level
from exporter.engine.patched.justify import COLLAPSING
from exporter.engine.patched.known_paragraphs import known_paragraphs
from exporter.engine.patched.lines_at_once import Line, set_lines
from exporter.engine.patched.paragraph import Paragraph
from exporter.engine.patched.patches import Function, Patches
from exporter.engine.patched.spacing import set_text
from exporter.engine.patched.whole_paragraphs import Made, whole

if TYPE_CHECKING:
    from weasyprint.css import ComputedStyle
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

    from exporter.engine.patched.paragraph import SkipStack

DECIMALS = 6  # of pixels: columns differ in what is beyond by rounding alone
ADJOINING = 6  # the place of the margins above among the arguments after context and box


def install(patches: Patches, *, level: bool) -> None:
    """Replace the making of a paragraph's lines.

    `level`: whether lines are as high as their style says, whatever is in them.
    """
    plain = PlainLines(level)
    patches.function(block.block_box_layout, plain.trying(block.block_box_layout))
    patches.function(inline.iter_line_boxes, whole(inline.iter_line_boxes, plain.make))


class PlainLines:
    """The paragraphs of texts alone, by their line boxes; whether columns are only tried out."""

    def __init__(self, level: bool) -> None:
        self._level = level
        self._known: WeakKeyDictionary[Box, _Plain | None] = WeakKeyDictionary()
        self._alike: WeakKeyDictionary[LayoutContext, Known] = WeakKeyDictionary()
        self._is_trial = False

    def trying(self, block_box_layout: Function) -> Function:
        """Return ``block_box_layout`` that notes whether a column is set or only tried out.

        WeasyPrint gives a column that is set no margins that adjoin it.
        """

        def lay_out(context: LayoutContext, box: Box, *others: object, **how: object) -> object:
            if not box.is_column:
                return block_box_layout(context, box, *others, **how)
            before = self._is_trial
            self._is_trial = before or others[ADJOINING] is not None
            try:
                return block_box_layout(context, box, *others, **how)
            finally:
                self._is_trial = before

        return lay_out

    def make(
        self,
        context: LayoutContext,
        box: Box,
        containing_block: Box,
        skip_stack: SkipStack,
        top: float,
    ) -> Iterator[Made] | None:
        """Return the lines of texts alone; None if they are not known."""
        plain = self._of(context, box)
        found = plain.set_in(containing_block, box, skip_stack) if plain else None
        if found is None:
            return None
        if self._is_trial and found.plain.height:
            return found.empty(top)
        return found.made(context, self._alike.setdefault(context, {}), top)

    def _of(self, context: LayoutContext, box: Box) -> _Plain | None:
        """Return the paragraph of a line box; None of one that is more than texts."""
        if type(box) is not boxes.LineBox:
            return None
        known = self._known.get(box)
        if box not in self._known or (known is not None and not known.paragraph.is_current()):
            paragraph = known_paragraphs.of(context, box) if _has_texts(box) else None
            known = self._known[box] = self._read(box, paragraph) if paragraph else None
        return known

    def _read(self, box: Box, paragraph: Paragraph) -> _Plain:
        height = float(line_break.strut(box.style)[0])
        return _Plain(paragraph, height if self._level and is_level(box, height) else 0)


@dataclass
class _Ends:
    """The end of each line by its start, and the left edge that they were found with.

    `known` are the texts on each line, by the characters that text and line begin with.
    """

    by_start: dict[int, int]
    left: float
    known: dict[tuple[int, int], Line] = field(default_factory=dict)

    def lines(self, paragraph: Paragraph) -> dict[tuple[int, int], Line]:
        """Return the texts on each line; those that are missing have to be set one by one."""
        if not self.known:
            for _, begin, box in paragraph.texts:
                self._add(paragraph, begin, box)
        return self.known

    def _add(self, paragraph: Paragraph, begin: int, box: Box) -> None:
        stop = begin + len(box.text)
        own = [each for each in self.by_start.items() if each[0] < stop and each[1] > begin]
        texts = [_seen(paragraph, box, begin, start, end) for start, end in own]
        for (start, _), line in zip(own, set_lines(box.style, texts) or (), strict=False):
            self.known[begin, start] = line


@dataclass
class _Plain:
    """A paragraph of texts alone, and where its lines end by their room and indent, in pixels.

    `height` is that of each line; 0 if they differ. The line box is not held: by it the paragraph
    is found while the box lives. Columns have the same lines to the last bit: all are made as if
    they began at the left edge of the first block that they were set in.
    """

    paragraph: Paragraph
    height: float
    known: dict[tuple[float, float], _Ends] = field(default_factory=dict)
    _paths: dict[int, tuple[tuple[int, ...], int]] = field(default_factory=dict)

    @cached_property
    def spans(self) -> dict[tuple[int, ...], tuple[int, int]]:
        """Where the text of each box begins and ends, by the path to the box."""
        spans: dict[tuple[int, ...], tuple[int, int]] = {}
        for path, start, text in self.paragraph.texts:
            end = start + len(text.text)
            for depth in range(len(path) + 1):
                spans[path[:depth]] = spans.get(path[:depth], (start, end))[0], end
        return spans

    def set_in(self, containing_block: Box, box: Box, skip_stack: SkipStack) -> _Lines | None:
        """Return the lines in a block from a place on; None if they are not known."""
        left, width = containing_block.content_box_x(), containing_block.width
        percent.resolve_percentages(box, containing_block)
        percent.resolve_one_percentage(box, "text_indent", width)
        key = round(width, DECIMALS), round(box.text_indent, DECIMALS)
        if key not in self.known:
            ends = line_ends(self.paragraph, box.text_indent, left, left + width)
            self.known[key] = _Ends(ends if _is_parted(self.paragraph, ends) else {}, left)
        start = self._start(skip_stack)
        if start not in self.known[key].by_start:
            return None
        if skip_stack is not None:
            box.text_indent = 0
        return _Lines(self, containing_block, box, start, self.known[key])

    def _start(self, skip_stack: SkipStack) -> int:
        text, start = self.paragraph.text, self.paragraph.place(skip_stack) if skip_stack else 0
        while start < len(text) and text[start] == " ":
            start += 1
        return start

    def skip(self, end: int) -> SkipStack:
        """Return WeasyPrint's name of a character: the path to it, then its byte; None at last."""
        if end == len(self.paragraph.text):
            return None
        if end not in self._paths:
            path, start, text = self.paragraph.text_at(end)
            self._paths[end] = path, len(text.text[: end - start].encode())
        path, skipped = self._paths[end]
        skip: SkipStack = {skipped: None} if skipped else None
        for index in reversed(path):
            skip = {index: skip}
        return skip


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


@dataclass
class _Lines:
    """The lines of a paragraph in a block, from a character on."""

    plain: _Plain
    block: Box
    box: Box
    start: int
    ends: _Ends

    @property
    def rest(self) -> Iterator[tuple[int, int]]:
        """The start and the end of each."""
        return ((start, end) for start, end in self.ends.by_start.items() if start >= self.start)

    def empty(self, top: float) -> Iterator[Made]:
        """Yield lines with nothing in them and where the next one begins."""
        height = self.plain.height
        known = {**vars(self.box), "children": [], "height": height, "width": 0.0}
        known |= {"margin_top": 0, "margin_bottom": 0, "position_x": self.block.content_box_x()}
        for _, end in self.rest:
            line = boxes.LineBox.__new__(boxes.LineBox)
            vars(line).update(known)
            line.position_y = top
            yield line, self.plain.skip(end)
            top += height

    def made(self, context: LayoutContext, like: Known, top: float) -> Iterator[Made]:
        """Yield the lines and where the next one begins; `like` are those that others may be."""
        box, paragraph = self.box, self.plain.paragraph
        left = self.ends.left
        # Not the width itself: the sum is rounded at that edge, as WeasyPrint rounds it.
        room = left + self.block.width - left
        for each in box.descendants():
            if each is not box:
                _resolve(each, self.block)
        known, moved = self.ends.lines(paragraph), self.block.content_box_x() - left
        alike = AlikeLines(context, like, left, room, moved)
        for start, end in self.rest:
            box.position_x, box.position_y = left, top
            part = _Part(paragraph, self.plain.spans, known, start, end, top, box.style)
            is_last = end == len(paragraph.text)
            key = part.key()
            line = alike.line(key, box, part.alone, top, is_last=is_last) if key else None
            if line is None:
                line = part.of(box, left + box.text_indent)
                _place(context, line, room, top, is_last)
                line.translate(moved)
                if key:
                    alike.note(key, box, line)
            yield line, self.plain.skip(end)
            top = line.position_y + line.height
            box.text_indent = 0


def _resolve(box: Box, containing_block: Box) -> None:
    """Compute the sides of a box in a line; margins that are `auto` are none there."""
    percent.resolve_percentages(box, containing_block)
    for side in ("margin_left", "margin_right"):
        if getattr(box, side) == "auto":
            setattr(box, side, 0)


@dataclass(frozen=True)
class _Part:
    """What is between two characters of a paragraph, as the boxes of a line at a height."""

    paragraph: Paragraph
    spans: Mapping[tuple[int, ...], tuple[int, int]]
    lines: Mapping[tuple[int, int], Line]
    start: int
    end: int
    top: float
    style: ComputedStyle

    def key(self) -> tuple[object, ...] | None:
        """Return what decides about a line besides its text; None if it has several."""
        path, begin, box = self.paragraph.text_at(self.start)
        line = self.lines.get((begin, self.start))
        if len(path) > 1 or begin + len(box.text) < self.end or not line:
            return None
        if line.layout.text.endswith(" "):
            return None
        start, end = self.spans[()]
        styles = id(self.style), id(box.style)
        return *styles, start < self.start, end > self.end, line.height, line.baseline

    def alone(self) -> Box:
        """Return the only text of a line."""
        _, begin, box = self.paragraph.text_at(self.start)
        return self.text(box, begin)

    def of(self, box: Box, left: float, path: tuple[int, ...] = ()) -> Box:
        """Return that of a line box or an inline box; its children begin at `left`."""
        children, across = [], left
        for index, child in enumerate(box.children):
            begin, stop = self.spans[*path, index]
            if stop <= self.start or begin >= self.end:
                continue
            if isinstance(child, boxes.TextBox):
                made = self.text(child, begin)
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

    def text(self, box: Box, begin: int) -> Box:
        """Return that of a text, which is between two characters itself."""
        line = self.lines.get((begin, self.start))
        if line:
            made = line.put(box, line.layout.text)
        else:
            made = box.copy_with_text(_seen(self.paragraph, box, begin, self.start, self.end))
            set_text(made, 0)
        made.pango_layout.max_width = made.width + SPARE * self.paragraph.size
        return made


def _seen(paragraph: Paragraph, box: Box, begin: int, start: int, end: int) -> str:
    """Return what is seen on a line of a text that begins somewhere."""
    text = paragraph.text[max(begin, start) : min(begin + len(box.text), end)]
    return shown(paragraph, box, text, end) if begin + len(box.text) > end else text


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
