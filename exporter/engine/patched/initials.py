"""Lets a first letter float: a drop cap, in text that is laid out more than once.

WeasyPrint makes a box of the first letter each time that it lays a line out, and balances columns
by laying them out several times. A box that floats is then put into itself, which ends in an
`AssertionError`. Here a letter that has its box keeps it.

It also sets the first line as if the letter took no room: the text begins over the letter. Here
that line begins beside it.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import Box, LineBox
from weasyprint.layout import inline

from exporter.engine.patched.patches import Function, Patches

LETTER = "::first-letter"


def install(patches: Patches) -> None:
    """Replace the making of first letters and of the lines that begin with one."""
    patches.function(inline.first_letter_to_box, _once(inline.first_letter_to_box))
    patches.function(inline.split_inline_box, _beside(inline.split_inline_box))


def _once(first_letter_to_box: Function) -> Function:
    def made(box: Box, skip_stack: object, style: object) -> object:
        if style and _begins_with_letter(box):
            return skip_stack
        return first_letter_to_box(box, skip_stack, style)

    return made


def _beside(split_inline_box: Function) -> Function:
    def split(context: object, box: Box, *others: Any) -> tuple[Any, ...]:
        line, *rest = split_inline_box(context, box, *others)
        if isinstance(box, LineBox) and _begins_with_letter(line):
            letter = line.children[0]
            if letter.is_floated() and letter.style["float"] == "left":
                for child in line.children[1:]:
                    child.translate(dx=letter.margin_width(), ignore_floats=True)
        return line, *rest

    return split


def _begins_with_letter(line: Box) -> bool:
    return bool(line.children) and (line.children[0].element_tag or "").endswith(LETTER)
