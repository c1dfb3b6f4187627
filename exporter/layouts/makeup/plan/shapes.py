"""What the shape of a frame costs, whatever is inside."""

from __future__ import annotations

import math
from collections.abc import Iterator

from exporter.layouts.makeup.plan import costs
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.story import Story

DISOBEDIENT = 100_000.0  # cost of columns other than the author asked for


def height_costs(story: Story, columns: int, height: int, grid: SheetGrid) -> Iterator[float]:
    """Yield what a height in lines costs: too flat, narrow, or heavy a lead."""
    wide = grid.span(columns) / (height * grid.line)
    yield costs.TOO_WIDE * max(0.0, wide - costs.WIDE)
    yield costs.TOO_HIGH * max(0.0, 1 / wide - costs.HIGH)
    if story.rank == 1:
        share = columns * height / (grid.columns * grid.lines)
        yield costs.TOO_HEAVY_LEAD * max(0.0, share - costs.HEAVY_LEAD * grid.lead_share)


def width_cost(story: Story, columns: int, grid: SheetGrid) -> float:
    """Return the cost of a number of columns for the length and rank of a story."""
    if story.columns and story.columns != columns:
        return DISOBEDIENT
    text = story.lines
    wanted = 1.0 if text < costs.ONE_COLUMN else 2.0 if text < costs.TWO_COLUMNS else 3.0
    if story.small:
        wanted = 1
    if story.rank == 1:
        wanted = max(wanted, grid.columns - 1)
    cost = costs.COLUMNS * abs(columns - wanted)
    if story.rank == 1:
        cost += costs.NARROW_LEAD * max(0, math.ceil(grid.columns / 2) - columns)
    return cost
