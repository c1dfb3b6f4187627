"""Gives the head of an article whole lines, so that the text below it is on the grid.

Lines of headlines and decks are as close as their size wants, which is not a whole number of lines
of text each: the head is rounded up as a whole.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from weasyprint.layout import block
from weasyprint.text import line_break

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box

    from exporter.engine.patched.patches import Function, Patches

HEADS = frozenset({"article-head", "opening"})  # classes; an opening is a head and its picture
TAGS = frozenset({"header", "div"})
NEARLY = 0.01  # lines that are no more than rounding


def install(patches: Patches) -> None:
    """Round up what heads take when they are laid out."""
    original: Function = block.block_box_layout

    def block_box_layout(context: object, box: Box, *arguments: object, **how: object) -> object:
        result = original(context, box, *arguments, **how)
        made, resume_at = result[0], result[1]
        if box.element_tag in TAGS and made is not None and resume_at is None and _is_head(box):
            line = float(line_break.strut(made.style)[0])
            made.height = ceil(made.height / line - NEARLY) * line
        return result

    patches.function(block.block_box_layout, block_box_layout)


def _is_head(box: Box) -> bool:
    names: str = (box.element.get("class") if box.element is not None else "") or ""
    return not HEADS.isdisjoint(names.split())
