"""Papers: sizes, columns and the grid of lines that everything on a sheet stands on.

Lengths are in points unless a name says mm.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from exporter.errors import UsageError
from exporter.languages.tags import is_ideographic

MM = 72 / 25.4


@dataclass(frozen=True)
class Paper:
    """A trimmed sheet: width and height in mm, number of columns, smallest margin in mm."""

    name: str
    width_mm: float
    height_mm: float
    columns: int
    margin_mm: float


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("tabloid", 280, 400, 5, 14),
        Paper("berliner", 315, 470, 5, 15),
        Paper("broadsheet", 390, 540, 6, 16),
        Paper("a3", 297, 420, 5, 15),
        Paper("a4", 210, 297, 3, 13),
    )
}


@dataclass(frozen=True)
class Type:
    """Body type: size and line height."""

    size: float
    line: float


# CLREQ, 正文字号: body of newspapers 新五号 (9 pt); Latin type looks larger at the same size.
CHINESE = Type(9, 13.5)
LATIN = Type(9.25, 11.75)
GAP = 14.0


@dataclass(frozen=True)
class Grid:
    """Where things stand on a sheet of a paper, for a script."""

    paper: Paper
    type: Type
    column: float
    columns: int
    gap: float
    lines: int

    @property
    def width(self) -> float:
        """Width of the type area."""
        return self.columns * self.column + (self.columns - 1) * self.gap

    @property
    def height(self) -> float:
        """Height of the type area: a whole number of lines."""
        return self.lines * self.type.line

    @property
    def side_margin(self) -> float:
        """Left and right margin."""
        return (self.paper.width_mm * MM - self.width) / 2

    @property
    def top_margin(self) -> float:
        """Margin above the type area, where the running head stands."""
        return self.paper.margin_mm * MM + 2 * self.type.line

    @property
    def bottom_margin(self) -> float:
        """Margin below the type area."""
        return self.paper.height_mm * MM - self.top_margin - self.height

    def whole_lines(self, height: float) -> float:
        """Round a height up to whole lines."""
        return math.ceil(round(height / self.type.line, 4)) * self.type.line

    def span(self, columns: int) -> float:
        """Width of so many columns with the gaps between them."""
        return columns * self.column + (columns - 1) * self.gap


def make_grid(paper_name: str, language: str) -> Grid:
    """Lay the grid of a paper for a language; raises `UsageError` for an unknown paper.

    A column of Chinese is a whole number of characters wide (CLREQ, 行长为字号的整数倍).
    """
    paper = PAPERS.get(paper_name.lower())
    if paper is None:
        raise UsageError(f"there is no paper `{paper_name}`, use one of: {', '.join(PAPERS)}")
    ideographic = is_ideographic(language)
    kind = CHINESE if ideographic else LATIN
    room = (paper.width_mm - 2 * paper.margin_mm) * MM
    column = (room - (paper.columns - 1) * GAP) / paper.columns
    if ideographic:
        column = math.floor(column / kind.size) * kind.size
    height = (paper.height_mm - 2 * paper.margin_mm) * MM - 2 * kind.line
    return Grid(paper, kind, column, paper.columns, GAP, math.floor(height / kind.line))
