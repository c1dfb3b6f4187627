"""Lets a first letter float: a drop cap, in text that is laid out more than once.

WeasyPrint makes a box of the first letter each time that it lays a line out, and balances columns
by laying them out several times. A box that floats is then put into itself, which ends in an
`AssertionError`. Here a letter that has its box keeps it.
"""

from __future__ import annotations

from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import inline

from exporter.engine.patched.patches import Function, Patches

LETTER = "::first-letter"


def install(patches: Patches) -> None:
    """Replace the making of first letters."""
    patches.function(inline.first_letter_to_box, _once(inline.first_letter_to_box))


def _once(first_letter_to_box: Function) -> Function:
    def made(box: Box, skip_stack: object, style: object) -> object:
        if style and box.children and box.children[0].element_tag.endswith(LETTER):
            return skip_stack
        return first_letter_to_box(box, skip_stack, style)

    return made
