"""The style of sheets: the print style, what makeup adds, and the measures of one grid."""

from __future__ import annotations

import re

from exporter import stylesheets
from exporter.makeup.grid import SheetGrid

MEASURE = re.compile(r"var\(--([a-z-]+)\)")
# Flush lines break where ragged ones do, and take longer.
MEASURING_PAGE = """@page { size: 2000pt 9000000pt; margin: 0 }
html .body p, .leg .broken { text-align: left !important }"""
PAGE_RULE = re.compile(r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}")


def style(name: str, grid: SheetGrid, measuring: bool = False) -> str:
    """Return the style sheet of a sheet, its measures in the place of `var(--…)`.

    A page to measure on is as high as need be.
    """
    measures = {
        "paper-width": f"{grid.paper.width_mm}mm",
        "paper-height": f"{grid.paper.height_mm}mm",
        "size": points(grid.type.size),
        "line": points(grid.line),
        "columns": str(grid.columns),
        "column": points(grid.column),
        "gap": points(grid.gap),
        "width": points(grid.width),
        "height": points(grid.height),
    }
    # The sheet is one absolute frame: the margins of the flow layout are not wanted.
    print_style = PAGE_RULE.sub("", stylesheets.stylesheet(name, "print.css"))
    sheet = print_style + stylesheets.stylesheet(name, "makeup.css")
    if measuring:
        sheet += MEASURING_PAGE
    return MEASURE.sub(lambda match: measures.get(match[1], match[0]), sheet)


def points(length: float) -> str:
    """Write a length in points, to the thousandth."""
    return f"{length:.3f}pt"
