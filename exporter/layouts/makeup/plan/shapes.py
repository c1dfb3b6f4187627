"""What the shape of a frame costs, whatever is inside."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from exporter.layouts.makeup.plan import costs
from exporter.layouts.makeup.plan.grid import GAP, SheetGrid
from exporter.layouts.makeup.plan.story import Story

SCANT_LEG, SHORT_LEG, FAIR_LEG, LONG_LEG, TALL_LEG = 4, 6, 9, 40, 52
SEVERAL_LEGS = 3  # legs from which so few lines look like a strip
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


def white_cost(white: int, columns: int) -> float:
    """Return the cost of empty lines below the texts; fewer than one a column are unavoidable."""
    more = max(0, white - columns + 1) ** costs.WORSE_WHITE
    return float(costs.WHITE * white + costs.MORE_WHITE * more)


def is_strip(legs: int, text: int) -> bool:
    """Whether so few lines of text in so many legs look like a strip."""
    return legs >= SEVERAL_LEGS and text < SCANT_LEG * legs


def strip_cost(legs: int, text: int) -> float:
    """Return what so few lines of text in so many legs cost; nothing if they are enough."""
    return costs.SCANT * (SCANT_LEG * legs - text) if is_strip(legs, text) else 0.0


def legs_cost(columns: Sequence[int], text: int) -> float:
    """Return the cost of legs that are too short or too long, by the lines free in each column.

    `text` are the lines that they share: a few of them in many legs are a strip.
    """
    cost, rooms = 0.0, [room for room in columns if room > 0]
    shortest, longest = (min(rooms), max(rooms)) if rooms else (0, 0)
    if len(rooms) > 1 and shortest < FAIR_LEG:
        cost += costs.SHORTEST * max(0, SHORT_LEG - shortest)
        cost += costs.SHORT * (FAIR_LEG - shortest)
    cost += strip_cost(len(rooms), text)
    if longest > LONG_LEG:
        cost += costs.TALL * (longest - LONG_LEG)
        cost += costs.TALLEST * max(0, longest - TALL_LEG)
    return cost


def box_cost(columns: int, lines: int, grid: SheetGrid) -> float:
    """Return the cost of a house box; a small one of good shape is the best."""
    width, height = grid.span(columns), (lines - GAP) * grid.line
    area = columns * lines / (grid.columns * grid.lines)
    shape = max(0.0, abs(math.log(width / height)) - 1.0) * costs.BOX_SHAPE
    return costs.BOX + costs.BOX_SHEET * area + shape
