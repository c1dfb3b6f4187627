"""The style of sheets: the print style, what makeup adds, and the measures of one grid."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache

from exporter.edition.style import Style
from exporter.edition.style.css import with_values
from exporter.layouts.flow.print_document import headline_sizes
from exporter.layouts.makeup.plan.grid import SheetGrid

MEASURING_PAGE = """@page { size: 2000pt 9000000pt; margin: 0 }
.unbroken { white-space: nowrap }
"""
LARGEST = 9  # size of a headline, in body sizes
STEP = 50  # points: what its sizes go up to is a multiple, so that most types have the same rules
PAGE_RULE = re.compile(r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}")


def style(
    look: Style, grid: SheetGrid, measuring: bool = False, usual: SheetGrid | None = None
) -> str:
    """Return the style sheet of a sheet in a look, its measures instead of `var(--…)`.

    A page to measure on is as high as need be. Masthead, folio and ear are set in the `usual` type,
    whatever that of the page: they are the same on every sheet.
    """
    measures = {
        "paper-width": f"{grid.paper.width_mm:g}mm",
        "paper-height": f"{grid.paper.height_mm:g}mm",
        "size": points(grid.type.size),
        "line": points(grid.line),
        "usual-size": points((usual or grid).type.size),
        "usual-line": points((usual or grid).line),
        "columns": str(grid.columns),
        "column": points(grid.column),
        "gap": points(grid.gap),
        "width": points(grid.width),
        "height": points(grid.height),
        **headline_sizes(grid.scale),
    }
    # The sheet is one absolute frame: the margins of the flow layout are not wanted.
    print_style = PAGE_RULE.sub("", look.rules("print.css"))
    sheet = print_style + look.rules("makeup.css")
    if measuring:
        sheet += MEASURING_PAGE + _measuring_rules(grid)
    return with_values(sheet, measures)


def _measuring_rules(grid: SheetGrid) -> str:
    """Return the widths and sizes that boxes are measured at.

    WeasyPrint computes the style of elements of the same classes once, that of an element with a
    `style` of its own, and of all within, for each.
    """
    widths = (
        f"{within}.over-{columns} {{ width: {points(own.span(columns))} }}"
        for within, own in _insides(grid)
        for columns in range(1, grid.columns + 1)
    )
    largest = STEP * math.ceil(LARGEST * grid.type.size / STEP)
    return "\n".join((*widths, *_sizes(largest)))


@cache
def _sizes(largest: int) -> list[str]:
    """Return the rules of headlines of all sizes below one in points."""
    return [
        f".{size_class(half / 2)} {{ font-size: {half / 2}pt !important }}"
        for half in range(1, 2 * largest)
    ]


def _insides(grid: SheetGrid) -> Iterator[tuple[str, SheetGrid]]:
    """Yield the grid of articles, and that of those in panels, with selectors of what is around."""
    yield "", grid
    for kind in grid.panels.kinds:
        yield f".{kind} ", grid.inside(kind)


def size_class(size: float) -> str:
    """Return the CSS class for a size of type in points, in steps of a half."""
    return f"size-{size * 2:.0f}"


def points(length: float) -> str:
    """Write a length in points, to the thousandth."""
    return f"{length:.3f}pt"


def place_style(left: float, top: float, width: float, height: float) -> str:
    """Return the CSS of a place on the sheet; all in points."""
    return f"left:{points(left)};top:{points(top)};width:{points(width)};height:{points(height)}"
