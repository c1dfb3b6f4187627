"""Boxes on lines that do not break: how high they are, and how wide the longest line is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from exporter.engine import boxes
from exporter.engine.boxes import ParentBox
from exporter.layouts.trees import PX

# A sum has other last digits at the top of a page than at its foot: an article has to measure the
# same, whichever others are measured with it.
DECIMALS = 6
# Space that a line may have otherwise than it is written, soft hyphens, what is set from right to
# left.
UNSURE = re.compile(" {2}|[^\\S \u00a0\u3000]|[\u00ad\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True)
class Whole:
    """A box laid out on lines as long as need be: its height, and the width of the longest."""

    height: float
    width: float

    @classmethod
    def of(cls, box: ParentBox) -> Whole:
        """Measure a box; one that holds more than lines is endlessly wide."""
        widths = (width for *_, width in lines_in(box, box.width))
        return cls(height_of(box), max(widths, default=0) * PX)


def height_of(box: ParentBox) -> float:
    """Return the height of a box in points."""
    return round(box.height * PX, DECIMALS)


def lines_in(parent: ParentBox, around: float) -> Iterator[tuple[ParentBox, ParentBox, float]]:
    """Yield each line with its block, and its width with the insets of the blocks, in pixels."""
    if sum(map(boxes.is_line, parent.children)) > 1:
        yield parent, parent, math.inf
    for child in parent.children:
        if boxes.is_line(child):
            indent = boxes.text_indent(parent)
            if indent is None or not _is_text(child):
                yield child, parent, math.inf
            else:
                width = sum(each.margin_width() for each in child.children)
                yield child, parent, width + indent + around - parent.width
        elif boxes.is_block(child) and child.is_in_normal_flow():
            yield from lines_in(child, around)
        else:
            yield parent, parent, math.inf


def _is_text(parent: ParentBox) -> bool:
    return all(
        boxes.is_text(child) or (boxes.is_inline(child) and _is_text(child))
        for child in parent.children
    )
