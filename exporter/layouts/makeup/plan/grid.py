"""The sheet of a page: its columns, its lines, and the steps of body type that may fill it.

Lengths are in points unless a name says mm; everything on a sheet stands on whole lines.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from exporter.languages.tags import direction, is_ideographic
from exporter.layouts.papers import CHINESE, LATIN, MM, PAPERS, Grid, Paper, Type, make_grid

__all__ = ["MM", "PAPERS", "Paper", "SheetGrid", "sheet_grid", "steps"]

# From the loosest to the tightest, the first being the one that a page is tried with. CLREQ,
# 正文字号: newspapers set 新五号 (9 pt) and never less than 六号 (7.875 pt).
CHINESE_STEPS = (
    CHINESE,
    Type(9, 13),
    Type(9, 12.5),
    Type(8.5, 12.25),
    Type(8.5, 11.75),
    Type(8, 11.25),
    Type(8, 10.75),
)
CHINESE_LOOSE = (Type(9, 14), Type(9.5, 14.25), Type(9.5, 15), Type(10, 15.5), Type(10, 16.5))
LATIN_STEPS = (
    LATIN,
    Type(9.25, 11.25),
    Type(9, 11),
    Type(8.75, 10.75),
    Type(8.5, 10.25),
    Type(8.25, 10),
    Type(8, 9.5),
)
LATIN_LOOSE = (Type(9.25, 12.25), Type(9.5, 12.5), Type(9.75, 13), Type(10, 13.25), Type(10, 14))


@dataclass(frozen=True)
class SheetGrid:
    """The grid of one sheet: where the type area stands, and its columns and lines.

    Of a `mirrored` grid the first column is that at the right: it is read from there.
    """

    paper: Paper
    type: Type
    columns: int
    column: float
    gap: float
    left: float
    top: float
    lines: int
    mirrored: bool = False

    @property
    def line(self) -> float:
        """Height of a line."""
        return self.type.line

    @property
    def width(self) -> float:
        """Width of the type area."""
        return self.span(self.columns)

    @property
    def height(self) -> float:
        """Height of the type area."""
        return self.lines * self.line

    def span(self, columns: int) -> float:
        """Width of so many columns with the gaps between them."""
        return columns * self.column + (columns - 1) * self.gap

    def x(self, column: int, columns: int = 1) -> float:
        """Left edge of so many columns, from the edge of the paper; columns count from 0."""
        if self.mirrored:
            column = self.columns - column - columns
        return self.left + column * (self.column + self.gap)

    def y(self, line: int) -> float:
        """Top of a line, from the edge of the paper; lines count from 0."""
        return self.top + line * self.line


def sheet_grid(paper: str, language: str, kind: Type | None = None) -> SheetGrid:
    """Lay the grid of a sheet for a language, with a body type other than the usual if given.

    The type area stays the same at every body type, but for what whole characters (CLREQ,
    行长为字号的整数倍) and whole lines leave over. Raises `UsageError` for an unknown paper.
    """
    usual = make_grid(paper, language)
    kind = kind or usual.type
    column, gap = _column(usual, kind, is_ideographic(language))
    return SheetGrid(
        paper=usual.paper,
        type=kind,
        columns=usual.columns,
        column=column,
        gap=gap,
        left=usual.side_margin,
        top=usual.top_margin,
        lines=math.floor(usual.height / kind.line + 1e-6),
        mirrored=direction(language) == "rtl",
    )


def _column(usual: Grid, kind: Type, ideographic: bool) -> tuple[float, float]:
    """Return the width of a column and of a gap, which together span the usual width."""
    if not ideographic or kind.size == usual.type.size:
        return usual.column, usual.gap
    column = math.floor(usual.column / kind.size + 1e-6) * kind.size
    if usual.columns == 1:
        return column, usual.gap
    # What the last, unfinished character leaves goes to the gaps.
    return column, (usual.width - usual.columns * column) / (usual.columns - 1)


def steps(language: str) -> tuple[tuple[Type, ...], tuple[Type, ...]]:
    """Return the body types to try, from usual to tight, and from usual to loose."""
    if is_ideographic(language):
        return CHINESE_STEPS, (CHINESE, *CHINESE_LOOSE)
    return LATIN_STEPS, (LATIN, *LATIN_LOOSE)


def shorter(grid: SheetGrid, lines: int) -> SheetGrid:
    """Return the part of the type area below the first `lines` lines."""
    return replace(grid, top=grid.y(lines), lines=grid.lines - lines)
