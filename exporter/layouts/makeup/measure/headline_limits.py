"""The largest headlines of a page: steps below the lead's that a reader sees, and by their texts.

Three things are the style's: how large others are below the lead (`below_lead`), how much smaller
a headline in a light face looks (`light`), and which sizes suit short texts (`by_lines`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from exporter.languages.tags import is_ideographic
from exporter.layouts.kinds import SMALL_KINDS
from exporter.layouts.makeup.measure.heads import HeadlineSize, headline_sizes
from exporter.layouts.makeup.measure.parts import Parts
from exporter.layouts.makeup.plan.grid import SheetGrid

DENSEST = 4  # characters of an em, at most: a text of more for its lines needs no measuring


def heads_of(part: Parts, rank: int, grid: SheetGrid) -> dict[int, list[HeadlineSize]]:
    """Return the sizes to try for a headline by columns; `rank` counts from 1, the lead."""
    return {
        columns: headline_sizes(part.article, rank, columns, grid, part.wordings, part.held)
        for columns in range(1, grid.columns + 1)
    }


def limited_grids(parts: Sequence[Parts], grid: SheetGrid) -> list[SheetGrid]:
    """Return a grid for each article of a page, the lead first, with its largest headlines.

    One that is large for its text may be as large as what is allowed to one after it, so that
    sizes fall with rank.
    """
    if not parts:
        return []
    below = below_lead(parts[0], grid)
    own = [largest_for_text(part, grid) for part in parts[1:]]
    falling = list(accumulate(reversed(own), max))[::-1]
    return [grid, *(_capped(below, most) for most in falling)]


def below_lead(lead: Parts, grid: SheetGrid) -> SheetGrid:
    """Return a grid on which headlines stand in steps below the lead's; briefs lead nothing.

    One long word makes the lead's headline small, over however many columns.
    """
    if lead.article.kind in SMALL_KINDS:
        return grid
    sizes = (size.size for sizes in heads_of(lead, 1, grid).values() for size in sizes)
    largest = max(sizes) / grid.type.size * weight(lead, grid)
    scale = grid.scale
    shares = (1.0, *scale.below_lead)
    steps = (largest * shares[min(place, len(shares) - 1)] for place in range(len(scale.ranks)))
    ranks = tuple(map(min, scale.ranks, steps))
    return replace(grid, scale=scale.model_copy(update={"ranks": ranks}))


def weight(lead: Parts, grid: SheetGrid) -> float:
    """Return how large a lead's headline looks beside one of the usual face: 1 of its own size."""
    light = grid.scale.light
    kinds = light.chinese if is_ideographic(lead.language) else light.latin
    return kinds.get(lead.article.kind, 1.0)


def largest_for_text(part: Parts, grid: SheetGrid) -> float:
    """Return the largest size that suits the length of a text alone, in sizes of the body type."""
    if part.exhibits:
        return math.inf
    limits = grid.scale.by_lines
    column = grid.column / grid.type.size
    if not limits or sum(map(len, part.body.itertext())) > DENSEST * limits[-1][0] * column:
        return math.inf
    lines = grid.faces.text.ems("".join(part.body.itertext())) / column
    return next((size for most, size in limits if lines <= most), math.inf)


def _capped(grid: SheetGrid, most: float) -> SheetGrid:
    if math.isinf(most):
        return grid
    ranks = tuple(min(each, most) for each in grid.scale.ranks)
    return replace(grid, scale=grid.scale.model_copy(update={"ranks": ranks}))
