"""Breaks a word anywhere only where a line would run out of its room without that.

CSS Text 3 §5.5 (``overflow-wrap``) allows such a break if there is no other break in the line.
WeasyPrint looks at one text after the other: it breaks words although the line could end before
them, and keeps words whole after a mark in another box. Here a line is made without emergency
breaks first, and with them only if it is too wide.

A text that fits but for the space at its end, before another box, is not broken either: WeasyPrint
takes its first word for too wide then, and ends the line there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.preferred import trailing_whitespace_size
from weasyprint.text import line_break

from exporter.engine.patched.patches import Function, Patches

if TYPE_CHECKING:
    from weasyprint.css import ComputedStyle
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

# Pixels by which a line may be too wide, because of rounding.
SPARE = 0.01
TRIES = 5  # of a line with emergency breaks
STEP = 0.1  # ems by which its room is less each time, at least
LISTS = slice(7, 12)  # the arguments that collect boxes of a line: absolute, fixed and so on


class Emergency:
    """Whether the line being made may break anywhere."""

    def __init__(self) -> None:
        self._is_on = False

    def install(self, patches: Patches) -> None:
        """Replace the making of a line, and of each text in it."""
        patches.function(inline.split_inline_box, self._lines(inline.split_inline_box))
        patches.function(inline.split_text_box, self._texts(inline.split_text_box))
        patches.function(
            line_break.split_first_line,
            _spaced(line_break.split_first_line),
            except_in=("weasyprint.svg.text",),
        )

    def _lines(self, split_inline_box: Function) -> Callable[..., object]:
        def split(
            context: LayoutContext, box: Box, left: float, right: float, *others: object
        ) -> object:
            if not isinstance(box, boxes.LineBox):
                return split_inline_box(context, box, left, right, *others)
            arguments = context, box, left, right, *others
            sizes = [len(each) for each in arguments[LISTS]]
            before, self._is_on = self._is_on, False
            try:
                result = split_inline_box(*arguments)
                room = right
                for _ in range(TRIES):
                    over = _over(context, result[0], right)
                    # What is over by more holds no break: it would not get narrower.
                    if over <= SPARE or (self._is_on and over > box.style["font_size"]):
                        break
                    # Letters that join are wider at the end of a line than inside their word.
                    room -= max(over, STEP * box.style["font_size"]) * self._is_on
                    for each, size in zip(arguments[LISTS], sizes, strict=True):
                        del each[size:]
                    self._is_on = True
                    result = split_inline_box(context, box, left, room, *others)
            finally:
                self._is_on = before
            return result

        return split

    def _texts(self, split_text_box: Callable[..., object]) -> Callable[..., object]:
        def split(
            context: LayoutContext, box: Box, width: float | None, skip: int, **_: object
        ) -> object:
            if self._is_on:
                box = box.copy()
                box.style = box.style.copy()
                box.style["overflow_wrap"] = "break-word"
            return split_text_box(context, box, width, skip, is_line_start=self._is_on)

        return split


def _spaced(split_first_line: Function) -> Callable[..., object]:
    """Return ``split_first_line`` for which the space at the end of a text needs no room."""

    def split(
        text: str,
        style: ComputedStyle,
        context: object,
        room: float | None,
        *how: object,
        **more: object,
    ) -> object:
        result = split_first_line(text, style, context, room, *how, **more)
        words = text.rstrip(" ")
        is_whole = room is None or result[2] is None or style["white_space"] != "normal"
        if is_whole or words in ("", text):
            return result
        alone = split_first_line(words, style, context, room, *how, **more)
        if alone[2] is not None or alone[3] > room:
            return result
        return split_first_line(text, style, context, room + style["font_size"], *how, **more)

    return split


def _over(context: LayoutContext, line: Box, right: float) -> float:
    """Return by how many pixels a line is too wide, the space at its end left out."""
    # The width has the indent in it.
    over = float(line.content_box_x() + line.width - right)
    return over if over <= SPARE else over - float(trailing_whitespace_size(context, line))
