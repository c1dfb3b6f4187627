"""Paragraphs whose lines are all made at once, from the ends that they are composed with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

    from exporter.engine.patched.paragraph import SkipStack

Made = tuple["Box", "SkipStack"]
# Makes the lines of a paragraph in a block, from a place in its text and a height in pixels on;
# None if it can't.
Make = Callable[["LayoutContext", "Box", "Box", "SkipStack", float], Iterator[Made] | None]


def whole(
    iter_line_boxes: Callable[..., Iterator[Made]], make: Make
) -> Callable[..., Iterator[Made]]:
    """Return ``iter_line_boxes`` that has the lines of a paragraph made by `make`, if it can.

    It is asked of paragraphs with no float beside them and no style of a first line or letter.
    """

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
        is_alone = not (any(styles) or context.excluded_shapes)
        found = make(context, box, containing_block, skip_stack, position_y) if is_alone else None
        return found or iter_line_boxes(
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
