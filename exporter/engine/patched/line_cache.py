"""Remembers the lines of paragraphs, which layout makes again elsewhere on the page.

A line depends on its text, on where in the text it starts and on the room that it has across; the
place on the page only moves it, as long as no float is beside it. So a line is made once by
WeasyPrint, and the next time it is put together from what was noted about it: the same boxes with
the same attributes, moved. To fill columns evenly, layout first sets all of their text in the
first one, and then each line in its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter, is_
from typing import TYPE_CHECKING

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from exporter.engine.patched.patches import Function, Patches

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext
    from weasyprint.text.line_break import Layout

# What may change about a parent box, from outside of layout, while a document is being paged.
tracked = attrgetter("style", "link", "bookmark_label", "string_set", "missing_link", "footnote")

SkipStack = dict[int, "SkipStack"] | None
# A laid-out box: its class, its attributes, its height relative to the line, its children; None
# stands for the children of a text.
Node = tuple[type, dict[str, object], float, "tuple[Node, ...] | None"]


class LineCache:
    """The finished lines of line boxes, by where they start and the room that they have."""

    def __init__(self, maximum: int) -> None:
        self._maximum = maximum
        self._entries = 0
        self._paragraphs: dict[int, Paragraph] = {}
        # The line that WeasyPrint aligned last, its top, and the heights of the boxes in it
        # before it was moved to its place on the page.
        self._aligned: tuple[Box, float, list[float]] | None = None

    def clear(self) -> None:
        """Forget everything."""
        self._paragraphs.clear()
        self._entries = 0
        self._aligned = None

    def install(self, patches: Patches) -> None:
        """Replace the functions of WeasyPrint that make lines."""
        patches.function(inline.line_box_verticality, self._watch(inline.line_box_verticality))
        patches.function(inline.get_next_linebox, self._wrap(inline.get_next_linebox))

    def _watch(
        self, line_box_verticality: Callable[[Box], tuple[float, float]]
    ) -> Callable[[Box], tuple[float, float]]:
        """Note the heights of boxes while they are relative to the line, not yet to the page."""

        def noting(line: Box) -> tuple[float, float]:
            bottom, top = line_box_verticality(line)
            heights: list[float] = []
            _note_heights(line, heights)
            self._aligned = (line, top, heights)
            return bottom, top

        return noting

    def _wrap(self, get_next_linebox: Function) -> Callable[..., object]:
        """Return ``get_next_linebox`` with a memory."""

        def next_line(
            context: LayoutContext,
            linebox: Box,
            position_y: float,
            bottom_space: float,
            skip_stack: SkipStack,
            containing_block: Box,
            *others: object,
        ) -> tuple[Box, SkipStack]:
            # The others are absolute and fixed boxes, and the styles of first letter and line.
            lines = None
            if not (any(others[2:]) or context.excluded_shapes):
                lines = self._lines_of(linebox)
            key: object = None
            if lines is not None:
                key = _line_key(linebox, skip_stack, containing_block)
                known = lines.get(key)
                if known is not None:
                    return known.at(containing_block.content_box_x(), position_y)
            self._aligned = None
            line, resume_at = get_next_linebox(
                context, linebox, position_y, bottom_space, skip_stack, containing_block, *others
            )
            if lines is not None:
                self._remember(lines, key, line, containing_block.content_box_x(), resume_at)
            return line, resume_at

        return next_line

    def _lines_of(self, linebox: Box) -> dict[object, Line] | None:
        """Return the lines known of a line box; None if its lines can't be remembered."""
        paragraph = self._paragraphs.get(id(linebox))
        if paragraph is None or not paragraph.is_current():
            if len(self._paragraphs) >= self._maximum:
                self.clear()
            paragraph = self._paragraphs[id(linebox)] = Paragraph(linebox)
        return paragraph.lines

    def _remember(
        self, lines: dict[object, Line], key: object, line: Box, left: float, resume_at: SkipStack
    ) -> None:
        aligned, self._aligned = self._aligned, None
        # WeasyPrint does not align lines without content: they are not worth remembering.
        if aligned is None or aligned[0] is not line:
            return
        self._entries += 1
        if self._entries > self._maximum:
            self.clear()
        else:
            lines[key] = Line(line, left, aligned[1], aligned[2], resume_at)


class Paragraph:
    """A line box before layout: what its lines are made of, and the lines made so far."""

    def __init__(self, linebox: Box) -> None:
        self._linebox = linebox
        self._texts: list[tuple[Box, object, str]] = []
        self._parents: list[tuple[Box, tuple[object, ...], tuple[object, ...]]] = []
        simple = type(linebox) is boxes.LineBox and linebox.style["direction"] == "ltr"
        self.lines: dict[object, Line] | None = {} if simple and self._note(linebox) else None

    def is_current(self) -> bool:
        """Return whether the boxes are unchanged: counters in them may be filled in."""
        if self.lines is None:
            return True
        for text_box, style, text in self._texts:
            if text_box.style is not style or text_box.text is not text:
                return False
        for parent, children, attributes in self._parents:
            if len(parent.children) != len(children):
                return False
            if not all(map(is_, parent.children, children)):
                return False
            if not all(map(is_, tracked(parent), attributes)):
                return False
        return True

    def _note(self, parent: Box) -> bool:
        """Record the boxes below ``parent``; return False if any is not text or plain inline.

        Everything else (pictures, inline blocks, floats, absolute boxes) leaves traces elsewhere
        when it is laid out, or depends on more than the line.
        """
        self._parents.append((parent, tuple(parent.children), tracked(parent)))
        for child in parent.children:
            if type(child) is boxes.TextBox:
                self._texts.append((child, child.style, child.text))
            elif not (_is_plain_inline(child) and self._note(child)):
                return False
        return True


class Line:
    """What was noted about a finished line."""

    __slots__ = ("_attributes", "_left", "_nodes", "_resume_at", "_top")

    def __init__(
        self, line: Box, left: float, top: float, heights: list[float], resume_at: SkipStack
    ) -> None:
        self._attributes = _attributes(line)
        self._left = left
        self._top = top
        remaining = iter(heights)
        self._nodes = tuple(_node(child, remaining) for child in line.children)
        self._resume_at = _copy_skip_stack(resume_at)

    def at(self, left: float, position_y: float) -> tuple[Box, SkipStack]:
        """Return the line at a place of the page, in pixels, and where the next line starts."""
        line = boxes.LineBox.__new__(boxes.LineBox)
        attributes = line.__dict__
        attributes.update(self._attributes)
        across = left - self._left
        attributes["position_x"] += across
        attributes["position_y"] = position_y
        down = position_y - self._top
        attributes["children"] = [_box(node, across, down) for node in self._nodes]
        return line, _copy_skip_stack(self._resume_at)


def _is_plain_inline(box: Box) -> bool:
    return type(box) is boxes.InlineBox and bool(box.is_in_normal_flow())


def _line_key(linebox: Box, skip_stack: SkipStack, containing_block: Box) -> tuple[object, ...]:
    """Return what a line depends on, apart from its boxes: its start and the room around it."""
    return (
        _frozen(skip_stack),
        linebox.text_indent,
        containing_block.width,
        containing_block.height,
        containing_block.style["direction"],
    )


def _frozen(skip_stack: SkipStack) -> tuple[object, ...] | None:
    if skip_stack is None:
        return None
    [(index, inner)] = skip_stack.items()
    return (index, None if inner is None else _frozen(inner))


def _copy_skip_stack(skip_stack: SkipStack) -> SkipStack:
    """Return a copy of a skip stack: paging changes some of them in place."""
    if skip_stack is None:
        return None
    [(index, inner)] = skip_stack.items()
    return {index: None if inner is None else _copy_skip_stack(inner)}


def _note_heights(parent: Box, heights: list[float]) -> None:
    for child in parent.children:
        heights.append(child.position_y)
        if isinstance(child, boxes.InlineBox):
            _note_heights(child, heights)


def _node(box: Box, heights: Iterator[float]) -> Node:
    """Note a laid-out box, its attributes, and its height from the heights in tree order."""
    height = next(heights)
    if not isinstance(box, boxes.InlineBox):
        return type(box), dict(box.__dict__), height, None
    children = tuple(_node(child, heights) for child in box.children)
    return type(box), _attributes(box), height, children


def _attributes(parent: Box) -> dict[str, object]:
    """Return the attributes of a laid-out parent, without the children."""
    return {name: value for name, value in parent.__dict__.items() if name != "children"}


def _box(node: Node, across: float, down: float) -> Box:
    """Make a laid-out box from what was noted, moved ``across`` and ``down`` by pixels.

    The Pango layout of a text is changed when the text is drawn: each box gets its own.
    """
    kind, noted, height, children = node
    box: Box = object.__new__(kind)
    attributes = box.__dict__
    attributes.update(noted)
    attributes["position_x"] += across
    attributes["position_y"] = height + down
    if children is None:
        attributes["pango_layout"] = copy_layout(noted["pango_layout"])
    else:
        attributes["children"] = [_box(child, across, down) for child in children]
    return box


def copy_layout(pango_layout: Layout) -> Layout:
    """Return an independent copy of a WeasyPrint ``Layout`` that is not active."""
    copied: Layout = object.__new__(type(pango_layout))
    copied.__dict__.update(pango_layout.__dict__)
    return copied
