"""Where the cells of a tiling pattern lie under what it fills (ISO 32000-1, 8.7.3)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pikepdf import Matrix, Object

from exporter.pdf.geometry import Rect, bounds, moved, placing

MOST = 3  # cells of a row or column that are looked at where none lies under the fill in whole


def tiles(pattern: Object, box: Rect) -> list[Matrix]:
    """Return the matrices of cells that show all that a pattern paints in a rectangle.

    A cell that lies in the rectangle in whole is enough; where none does, those that touch it are
    returned, a few in each direction.
    """
    placed = placing(pattern)
    try:
        area = moved(box, placed.inverse())
    except ValueError:  # It is flat: nothing is painted.
        return [placed]
    x0, y0, x1, y1 = map(float, pattern["/BBox"])
    cell = bounds([(x0, y0), (x1, y1)])
    across, up = (abs(float(pattern.get(key, 0))) for key in ("/XStep", "/YStep"))
    return [
        placed.translated(across * column, up * row)
        for column in _numbers(cell[0::2], area[0::2], across)
        for row in _numbers(cell[1::2], area[1::2], up)
    ]


def _numbers(cell: Sequence[float], area: Sequence[float], step: float) -> Sequence[int]:
    """Return the numbers of the cells on one axis, 0 for the one at the origin."""
    if not step or not all(map(math.isfinite, area)):
        return (0,)
    whole = math.ceil((area[0] - cell[0]) / step)
    if cell[1] + whole * step <= area[1]:
        return (whole,)
    first = math.floor((area[0] - cell[1]) / step) + 1
    last = math.ceil((area[1] - cell[0]) / step) - 1
    return range(first, min(last, first + MOST - 1) + 1)
