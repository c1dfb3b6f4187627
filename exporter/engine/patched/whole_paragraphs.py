"""Paragraphs whose lines are all made at once, from the ends that they are composed with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from weasyprint.layout import percent

from exporter.engine.line_ends import COUNTED
from exporter.engine.patched.compose import line_ends
from exporter.engine.patched.paragraph import Paragraph

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

    from exporter.engine.patched.paragraph import SkipStack

Made = tuple["Box", "SkipStack"]
# Makes the lines of a paragraph in a block from a height on, in pixels; None if it can't.
Make = Callable[["LayoutContext", "Box", "Box", float], Iterator[Made] | None]


def whole(
    iter_line_boxes: Callable[..., Iterator[Made]], make: Make
) -> Callable[..., Iterator[Made]]:
    """Return ``iter_line_boxes`` that has the lines of a paragraph made by `make`, if it can.

    It is asked of the texts of elements of their own, from left to right, with no float beside.
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
        is_whole = skip_stack is None and not (any(styles) or context.excluded_shapes)
        found = None
        if is_whole and box.element is not None and box.element.get(COUNTED) is not None:
            is_ltr = box.style["direction"] == "ltr"
            found = make(context, box, containing_block, position_y) if is_ltr else None
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


def ends_in(paragraph: Paragraph, box: Box, containing_block: Box) -> Mapping[int, int]:
    """Return where each line of a paragraph ends, by where it begins; none if that is not known."""
    percent.resolve_percentages(box, containing_block)
    percent.resolve_one_percentage(box, "text_indent", containing_block.width)
    return line_ends(paragraph, box.text_indent, *sides(containing_block))


def sides(containing_block: Box) -> tuple[float, float]:
    """Return the left and the right edge of what is inside a block, in pixels."""
    left = containing_block.content_box_x()
    return left, left + containing_block.width
