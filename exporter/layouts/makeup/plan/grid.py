"""The sheet of a page: its columns, its lines, and the steps of body type that may fill it.

Lengths are in points unless a name says mm; everything on a sheet is on whole lines.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from exporter.edition.style import Style, find_style
from exporter.edition.style.definition import Headlines, Panels
from exporter.languages.tags import direction, is_ideographic
from exporter.layouts.papers import Grid, Paper, Type, body, make_grid
from exporter.layouts.typefaces import Typefaces
from exporter.sheet_size import SheetSize
from exporter.units import MM

__all__ = ["GAP", "MM", "Paper", "SheetGrid", "sheet_grid", "steps"]

GAP = 1  # lines between a frame and the one below


@dataclass(frozen=True)
class SheetGrid:
    """The grid of one sheet: where the type area stands, and its columns and lines.

    It is `tight` if its lines are lower than those of the usual body type.

    Of a `mirrored` grid the first column is that at the right: it is read from there. In the middle
    of a spread are the inner margins of its pages: `fold` more than a gap.
    """

    paper: Paper
    type: Type
    columns: int
    column: float
    gap: float
    left: float
    top: float
    lines: int
    scale: Headlines
    faces: Typefaces
    crop: float
    lead_share: float
    table_gap: float
    drawing_words: float
    tight: bool = False
    mirrored: bool = False
    fold: float = 0.0
    panels: Panels = field(default_factory=Panels)

    @property
    def line(self) -> float:
        """Height of a line."""
        return self.type.line

    @property
    def width(self) -> float:
        """Width of the type area in points."""
        return self.room(0, self.columns)

    @property
    def height(self) -> float:
        """Height of the type area in points."""
        return self.lines * self.line

    def span(self, columns: int) -> float:
        """Width of a number of columns with the gaps between them, on one page."""
        return columns * self.column + (columns - 1) * self.gap

    def x(self, column: int, columns: int = 1) -> float:
        """Left edge of a column in points from the edge of the paper; columns count from 0."""
        if self.mirrored:
            column = self.columns - column - columns
        beyond = self.fold if 2 * column >= self.columns else 0
        return self.left + column * (self.column + self.gap) + beyond

    def room(self, column: int, columns: int) -> float:
        """Width of columns from one on; over both pages of a spread with what is in its middle."""
        crosses = 2 * column < self.columns < 2 * (column + columns)
        return self.span(columns) + self.fold * crosses

    def inside(self, kind: str) -> SheetGrid:
        """Return the columns of an article of a kind: narrower on both sides in a panel."""
        return self.inset(self.panels.inset * self.type.size * (kind in self.panels.kinds))

    def inset(self, inset: float) -> SheetGrid:
        """Return the grid with columns that are narrower by so many points on both sides."""
        if not inset:
            return self
        column, gap = self.column - 2 * inset, self.gap + 2 * inset
        return replace(self, column=column, gap=gap, left=self.left + inset)

    def y(self, line: int) -> float:
        """Top of a line, from the edge of the paper; lines count from 0."""
        return self.top + line * self.line


def sheet_grid(
    paper: str | SheetSize, language: str, kind: Type | None = None, style: Style | None = None
) -> SheetGrid:
    """Lay the grid of a sheet for a language, with a body type other than the usual if given.

    The type area stays the same at every body type, but for what whole characters (CLREQ,
    行长为字号的整数倍) and whole lines leave over. Raises `UsageError` for an unknown paper.
    """
    usual = make_grid(paper, language, style)
    kind = kind or usual.type
    column, gap = _column(usual, kind, is_ideographic(language))
    return SheetGrid(
        paper=usual.paper,
        type=kind,
        columns=usual.columns,
        column=column,
        gap=gap,
        left=usual.side_margin,
        # The folio is part of the type area: as much white is above it as at the foot.
        top=(usual.paper.height_mm * MM - usual.height) / 2,
        lines=math.floor(usual.height / kind.line + 1e-6),
        scale=usual.scale,
        faces=usual.faces,
        crop=usual.crop,
        lead_share=usual.lead_share,
        table_gap=usual.table_gap,
        drawing_words=usual.drawing_words,
        tight=kind.line < usual.type.line,
        mirrored=direction(language) == "rtl",
        panels=usual.panels,
    )


def wide_grid(page: SheetGrid, columns: int, ideographic: bool) -> SheetGrid:
    """Return a grid of fewer columns over the same width."""
    column = (page.width + page.gap) / columns - page.gap
    if ideographic:
        column = math.floor(column / page.type.size + 1e-6) * page.type.size
    gap = (page.width - columns * column) / (columns - 1) if columns > 1 else page.gap
    return replace(page, columns=columns, column=column, gap=gap)


def _column(usual: Grid, kind: Type, ideographic: bool) -> tuple[float, float]:
    """Return the width of a column and of a gap, which together span the usual width."""
    if not ideographic or kind.size == usual.type.size:
        return usual.column, usual.gap
    column = math.floor(usual.column / kind.size + 1e-6) * kind.size
    if usual.columns == 1:
        return column, usual.gap
    # What the last, unfinished character leaves goes to the gaps.
    return column, (usual.width - usual.columns * column) / (usual.columns - 1)


def steps(language: str, style: Style | None = None) -> tuple[tuple[Type, ...], tuple[Type, ...]]:
    """Return the body types to try, from usual to tight, and from usual to loose."""
    types = body(language, style or find_style())
    usual = Type(*types.usual)
    tight, loose = (tuple(Type(*each) for each in kinds) for kinds in (types.tight, types.loose))
    return (usual, *tight), (usual, *loose)


def spread_grid(page: SheetGrid) -> SheetGrid:
    """Return the grid of two facing pages: the columns of each stand as on a page alone."""
    paper = replace(page.paper, width_mm=2 * page.paper.width_mm, columns=2 * page.paper.columns)
    fold = page.paper.width_mm * MM - page.columns * (page.column + page.gap)
    return replace(page, paper=paper, columns=2 * page.columns, fold=fold)


def shorter(grid: SheetGrid, lines: int) -> SheetGrid:
    """Return the part of the type area below the first `lines` lines."""
    return replace(grid, top=grid.y(lines), lines=grid.lines - lines)


def with_headlines(grid: SheetGrid, largest: float) -> SheetGrid:
    """Return a grid on which no headline is larger than a size in points.

    The smallest of the style's sizes by rank stays, however small the lead of the front page is.
    """
    ranks = grid.scale.ranks
    most = max(largest / grid.type.size, min(ranks))
    scale = grid.scale.model_copy(update={"ranks": tuple(min(size, most) for size in ranks)})
    return replace(grid, scale=scale)


def sheet_room(area: SheetGrid) -> int:
    """Return the lines of one column that a sheet has room for, the empty ones below included."""
    return area.columns * (area.lines + GAP)
