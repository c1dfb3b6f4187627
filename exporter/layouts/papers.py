"""Papers: sizes, columns and the grid of lines that everything on a sheet is on.

Lengths are in points unless a name says mm.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from exporter.edition.style import Style, find_style
from exporter.edition.style.settings import Body, Headlines
from exporter.errors import UsageError
from exporter.languages.tags import is_ideographic
from exporter.layouts.typefaces import Typefaces, typefaces
from exporter.nearest import unknown

MM = 72 / 25.4


@dataclass(frozen=True)
class Paper:
    """A trimmed sheet: width and height in mm, number of columns, smallest margin in mm."""

    name: str
    width_mm: float
    height_mm: float
    columns: int
    margin_mm: float


@dataclass(frozen=True)
class Type:
    """Body type: size and line height."""

    size: float
    line: float


def papers(style: Style) -> dict[str, Paper]:
    """Return the papers that a style has columns for, by name."""
    found = style.settings.papers.items()
    return {
        name: Paper(name, each.width, each.height, each.columns, each.margin)
        for name, each in found
    }


def paper_of(wanted: str, style: Style) -> str:
    """Return the name of a paper, that of the style if nobody wants one; raises `UsageError`."""
    known = style.settings.papers
    name = wanted.lower() or style.settings.paper
    if name not in known:
        raise UsageError(unknown("paper", wanted or name, known))
    return name


def body(language: str, style: Style) -> Body:
    """Return the body types of a style for a language."""
    types = style.settings.body
    return types.chinese if is_ideographic(language) else types.latin


@dataclass(frozen=True)
class Grid:
    """Where things are on a sheet of a paper, for a script."""

    paper: Paper
    type: Type
    column: float
    columns: int
    gap: float
    lines: int
    scale: Headlines
    faces: Typefaces
    crop: float

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
        """Width of a number of columns with the gaps between them."""
        return columns * self.column + (columns - 1) * self.gap


def make_grid(paper_name: str, language: str, style: Style | None = None) -> Grid:
    """Lay the grid of a paper for a language, in a style or that of the newspaper.

    Raises `UsageError` for a paper that the style does not have.

    A column of Chinese is a whole number of characters wide (CLREQ, 行长为字号的整数倍).
    """
    style = style or find_style()
    paper = papers(style)[paper_of(paper_name, style)]
    kind, gap = Type(*body(language, style).usual), style.settings.gap
    room = (paper.width_mm - 2 * paper.margin_mm) * MM
    column = (room - (paper.columns - 1) * gap) / paper.columns
    if is_ideographic(language):
        column = math.floor(column / kind.size) * kind.size
    height = (paper.height_mm - 2 * paper.margin_mm) * MM - 2 * kind.line
    lines = math.floor(height / kind.line)
    scale, faces = style.settings.headlines, typefaces(style, language)
    crop = style.settings.crop
    return Grid(paper, kind, column, paper.columns, gap, lines, scale, faces, crop)
