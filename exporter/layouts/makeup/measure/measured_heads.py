"""Heads of articles, of the heights that were measured of their parts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from exporter.layouts.makeup.measure.heads import HeadlineSize
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.story import Head

HEAD_SPACE = 0.4  # lines between a head and the text, at least
REST_HEAD = 1.5  # lines of the head of a rest, as the style sheet has them
AIR = 0.3  # cost of a line of one column that a headline leaves empty


def measured_heads(
    number: int,
    columns: int,
    sizes: Sequence[HeadlineSize],
    grid: SheetGrid,
    heights: Mapping[str, float],
) -> Iterator[Head]:
    """Yield the heads of an article over columns, from their heights in points."""
    others = heights[f"o-{number}-{columns}"] / grid.line
    for choice, size in enumerate(sizes):
        headline = heights[f"h-{number}-{columns}-{choice}"] / grid.line
        yield _head(size, columns, headline, others)


def _head(size: HeadlineSize, columns: int, headline: float, others: float) -> Head:
    """Return a head whose headline and other parts take these numbers of lines."""
    height = headline + others
    return Head(
        size=size.size,
        lines=math.ceil(height + HEAD_SPACE),
        wording=size.wording,
        loss=size.loss + AIR * max(0.0, size.air) * columns * headline,
        height=height,
        others=others,
        void=max(0.0, size.beside) * columns * height,
    )


def rest_heads(grid: SheetGrid) -> dict[int, tuple[Head, ...]]:
    """Return the head of a rest, one line with a space below, by number of columns."""
    head = Head(grid.type.size, 2, height=REST_HEAD)
    return dict.fromkeys(range(1, grid.columns + 1), (head,))
