"""Keeps lines as high as their style says, whatever fonts their characters come from.

WeasyPrint centres each text on its own glyphs: a character of a fallback font, or a word in another
face, sits higher or lower than the rest, and its line grows. CSS 2.1 §10.8.1 leaves it to the
engine which metrics count for an inline box without a replaced element. Here the metrics of the
line are used for everything on the baseline that is as high as the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break

from exporter.engine.patched.patches import Function, Patches

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box

# Lines differ by rounding in the last bits, in pixels.
SAME = 1e-6


def install(patches: Patches) -> None:
    """Replace the vertical alignment of a line, and place pictures without a size of their own.

    WeasyPrint moves such a picture in a line from right to left before it has a place.
    """
    patches.attribute(boxes.InlineReplacedBox, "position_x", 0.0)
    patches.function(inline.line_box_verticality, _levelled(inline.line_box_verticality))


def _levelled(line_box_verticality: Function) -> Function:
    def levelled(line: Box) -> object:
        if line.style["line_height"] != "normal":
            height, baseline = line_break.strut(line.style)
            _level(line, height, baseline)
        return line_box_verticality(line)

    return levelled


def _level(parent: Box, height: float, baseline: float) -> None:
    """Align the content of a line by its line height, and the baseline in it, in pixels."""
    for child in parent.children:
        if not isinstance(child, (boxes.TextBox, boxes.InlineBox)):
            continue
        if child.style["vertical_align"] != "baseline" or not child.is_in_normal_flow():
            continue
        own, wanted = line_break.strut(child.style)
        if abs(own - height) < SAME:
            wanted = baseline
        if isinstance(child, boxes.InlineBox):
            _level(child, own, wanted)
        off = wanted - child.baseline
        if abs(off) > SAME and abs(child.margin_height() - own) < SAME:
            child.baseline += off
            child.margin_top += off
            child.margin_bottom -= off
