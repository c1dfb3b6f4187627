"""Makes columns end on the grid of lines, so that what is below them is on it too.

WeasyPrint balances columns at a height that is the mean of theirs, and gives the box of columns
that height: some whole lines and a fifth of one. Here it gets the whole lines that its content
takes. Columns cut by the foot of a sheet claim all of it, in floats: those that claim a trillionth
more fit it, too, else what is left for the last sheet would fill one column after another.
"""

from __future__ import annotations

from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from weasyprint.formatting_structure import boxes
from weasyprint.layout import column
from weasyprint.text import line_break

from exporter.engine.patched.patches import Patches

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext


ROUNDING = 1e-6  # pixels


def install(patches: Patches) -> None:
    """Replace the layout of columns by one that settles them on whole lines."""
    original = column.columns_layout

    def columns_layout(context: LayoutContext, box: Box, *arguments: object) -> object:
        result = original(context, box, *arguments)
        columns, resume_at = result[:2]
        if columns is not None and resume_at is None and columns.style["height"] == "auto":
            _settle(columns)
        return result

    patches.function(original, columns_layout)
    patches.attribute(column, "max", _highest)


def _highest(first: float | list[float], *others: float) -> float:
    """Return the ``max`` of its arguments, or the height of the highest column but for rounding."""
    return max(first) - ROUNDING if isinstance(first, list) else max(first, *others)


def _settle(box: Box) -> None:
    """Give each run of columns the whole lines it needs; move up what follows it."""
    line, _ = line_break.strut(box.style)
    moved = 0.0
    for are_columns, run in groupby(box.children, lambda child: bool(child.is_column)):
        children = list(run)
        for child in children:
            child.translate(0, -moved)
        if are_columns and line:
            top = children[0].position_y
            needed = max(map(_bottom, children)) - top
            height = ceil(needed / line - 0.01) * line
            moved += children[0].height - height
            for child in children:
                child.height = height
    box.height -= moved


def _bottom(box: Box) -> float:
    """Return where the content of a box ends: a box cut in two claims the whole column."""
    inner = [
        _bottom(child)
        for child in getattr(box, "children", ())
        if isinstance(box, boxes.BlockContainerBox) and child.is_in_normal_flow()
    ]
    if inner:
        return max(inner)
    if isinstance(box, boxes.LineBox):
        return float(box.position_y + box.height)
    return float(box.position_y + box.margin_height())
