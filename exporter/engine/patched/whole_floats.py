"""Keeps a float whole that says so: the headline beside a picture, at the foot of a sheet.

WeasyPrint lays a float out as if its sheet were empty, so `break-inside: avoid` is not asked for;
and of a float whose block goes to the next sheet after all, the rest was drawn there as well, over
what is at its head.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weasyprint.layout import block

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

    from exporter.engine.patched.patches import Function, Patches


def install(patches: Patches) -> None:
    """Replace the layout of what is out of the flow."""
    patches.function(block._out_of_flow_layout, _whole(block._out_of_flow_layout))


def _whole(out_of_flow_layout: Function) -> Function:
    def lay_out(
        context: LayoutContext,
        box: Box,
        index: int,
        child: Box,
        made: list[Box],
        page_is_empty: bool,
        *others: object,
    ) -> tuple[object, ...]:
        is_first = page_is_empty and not made
        found = out_of_flow_layout(context, box, index, child, made, page_is_empty, *others)
        float_box, rest = found[2:]
        avoids = block.avoid_page_break(child.style["break_inside"], context)
        if is_first or not rest or not child.is_floated() or not avoids:
            return tuple(found)
        made.remove(float_box)
        absolute_boxes, fixed_boxes, *_ = others
        block.remove_placeholders(context, [float_box], absolute_boxes, fixed_boxes)
        return True, {index: None}, float_box, None

    return lay_out
