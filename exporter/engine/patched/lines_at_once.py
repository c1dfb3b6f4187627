"""Texts of one style laid out in one go, each as if it were alone.

To make a layout of Pango's and to ask it for its size takes longer than to shape a line. Pango
shapes the paragraphs of a layout one by one: here each of them is a line, to be drawn for itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from exporter.engine.patched.spacing import SEPARATOR, SpacedLayout

if TYPE_CHECKING:
    from weasyprint.css import ComputedStyle
    from weasyprint.formatting_structure.boxes import Box

# Texts with these are more than a line to Pango, or depend on what is before them.
ALONE = re.compile("[\t\n\r\u2028\u2029]")


class Line(NamedTuple):
    """A text as a line: its layout, and its width, height and baseline in pixels."""

    layout: SpacedLayout
    width: float
    height: float
    baseline: float

    def put(self, box: Box, text: str) -> Box:
        """Return a copy of a box that is this text."""
        made = box.copy_with_text(text)
        layout = made.pango_layout = object.__new__(SpacedLayout)
        layout.__dict__.update(vars(self.layout))
        made.width, made.height = self.width, self.height
        margin = (line_break.strut(box.style)[0] - self.height) / 2
        made.margin_top = made.margin_bottom = margin
        made.baseline = self.baseline + margin
        return made


def set_lines(style: ComputedStyle, texts: Sequence[str]) -> list[Line] | None:
    """Return texts as lines; None if they have to be laid out one by one."""
    is_spaced = style["letter_spacing"] != "normal" or style["word_spacing"]
    if line_break.Layout is not SpacedLayout or is_spaced or any(map(ALONE.search, texts)):
        return None
    whole = SpacedLayout(style)
    whole.set_text(SEPARATOR.decode().join(texts))
    return [_line(whole, number, text) for number, text in enumerate(texts)]


def _line(whole: SpacedLayout, number: int, text: str) -> Line:
    line = pango.pango_layout_get_line_readonly(whole.layout, number)
    start, end = line.start_index, line.start_index + line.length
    gaps = {place - start: each for place, each in whole.beside.items() if start <= place < end}
    layout = whole.line_of(number, line, text, gaps)
    extents = ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(line, ffi.NULL, extents)
    return Line(
        layout, extents.width * FROM_UNITS, extents.height * FROM_UNITS, -extents.y * FROM_UNITS
    )
