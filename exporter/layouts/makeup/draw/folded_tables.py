"""A table over both pages of a spread: one of its own columns ends at the fold, the next begins
beyond the gutter."""

from __future__ import annotations

from itertools import accumulate

from exporter.layouts.makeup.draw.fold import Fold
from exporter.layouts.makeup.stylesheet import points
from exporter.layouts.table_columns import SHARE
from exporter.layouts.tall_rows import CELLS, SMALL
from exporter.layouts.trees import add_style
from exporter.xhtml import Element

PADDING = 0.3  # ems beside the text of a cell, as in the style sheet


def part_columns(table: Element, fold: Fold) -> bool:
    """Put the gutter between two columns of a table; return whether it has columns for that.

    The cells of a table whose cells span others are left as they are.
    """
    rows = [[cell for cell in row if cell.tag in CELLS] for row in table.iter("tr")]
    widths = [_width(cell) for cell in rows[0]] if rows else []
    if len(widths) < 2 or not all(widths):
        return False
    number = _columns_before(widths, fold.first / (fold.first + fold.second))
    for cell, width in zip(rows[0], _shared(widths, number, fold), strict=True):
        add_style(cell, f"width:{width:.2f}%")
    side = "right" if fold.grid.mirrored else "left"
    room = fold.gutter + PADDING * SMALL * fold.grid.type.size
    for row in rows:
        for cell in row[number : number + 1]:
            add_style(cell, f"padding-{side}:{points(room)}")
    return True


def _width(cell: Element) -> float:
    """Return the width that a cell was given, in per cent; 0 for none."""
    return float(cell.get(SHARE) or 0)


def _columns_before(widths: list[float], share: float) -> int:
    """Return how many columns come nearest to a share of the width, at least one on each side."""
    ends = list(accumulate(widths))
    return min(range(1, len(widths)), key=lambda number: abs(ends[number - 1] / ends[-1] - share))


def _shared(widths: list[float], number: int, fold: Fold) -> list[float]:
    """Return the widths in per cent of the table: the first `number` columns fill the first page.

    The column after the gutter has that, too.
    """
    before, after = widths[:number], widths[number:]
    made = [width * fold.first / sum(before) for width in before]
    made += [width * fold.second / sum(after) for width in after]
    made[number] += fold.gutter
    return [100 * width / sum(made) for width in made]
