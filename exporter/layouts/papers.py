"""Papers: sizes, columns and the grid of lines that everything on a sheet is on.

Lengths are in points unless a name says mm.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from exporter.edition.style import Style, find_style
from exporter.edition.style.definition import Body, Headlines, Panels, PaperSize
from exporter.errors import UsageError
from exporter.languages.tags import is_ideographic
from exporter.layouts.typefaces import Typefaces, typefaces
from exporter.nearest import unknown
from exporter.sheet_size import LEAST, MOST, SheetSize, read_size
from exporter.units import MM

COLUMNS, MARGIN = 5, 0.05  # of a style that gives neither for any paper; a margin by the width
MANY = 12  # columns, at most
NARROWEST, FEWEST = 5, 12  # ems of a column, and lines of a sheet, that text can be set in


@dataclass(frozen=True)
class Paper:
    """A trimmed sheet: width and height in mm, number of columns, smallest margins in mm.

    `upright_mm` is the margin above and below, `margin_mm` that at the sides; `opinion_columns` are
    those of a page of opinion alone.
    """

    name: str
    width_mm: float
    height_mm: float
    columns: int
    margin_mm: float
    upright_mm: float
    layout: str = ""
    opinion_columns: int = 0


@dataclass(frozen=True)
class Type:
    """Body type: size and line height."""

    size: float
    line: float


def papers(style: Style) -> dict[str, Paper]:
    """Return the papers of a style by name; what it does not give of one is derived."""
    return {name: _paper(name, each, style) for name, each in style.settings.papers.items()}


def find_paper(wanted: str | SheetSize, style: Style) -> Paper:
    """Return the paper of a name or size, that of the style if nobody wants one.

    `wanted` is a name, width and height as in `289x400`, or a sheet. Columns, margin and layout
    that are not given are those of the style's nearest paper, in proportion to the width. Raises
    `UsageError` for an unknown name, and for a sheet that is too small or too large.
    """
    if isinstance(wanted, SheetSize):
        return _paper(f"{wanted.width:g}x{wanted.height:g}", wanted, style)
    name = wanted.lower() or style.settings.paper
    known = style.settings.papers
    if name in known:
        return _paper(name, known[name], style)
    size = read_size(name)
    if size is None:
        advice = f"use width and height in mm, as 289x400, or one of: {', '.join(known)}"
        raise UsageError(unknown("paper", wanted or name, known, advice))
    if not all(LEAST <= each <= MOST for each in size):
        raise UsageError(
            f"the paper `{name}` is not a sheet: use {LEAST} to {MOST} mm for each side"
        )
    return find_paper(SheetSize(width=size[0], height=size[1]), style)


def _paper(name: str, sheet: SheetSize, style: Style) -> Paper:
    near = _nearest(sheet, style)
    share = sheet.width / near.width
    columns = sheet.columns or min(MANY, max(1, round((near.columns or COLUMNS) * share)))
    margin = sheet.margin
    if margin is None:
        margin = MARGIN * sheet.width if near.margin is None else round(near.margin * share, 1)
    side = upright = min(margin, sheet.width / 4, sheet.height / 4)
    if sheet.type_area:
        side = max(0.0, (sheet.width - sheet.type_area[0]) / 2)
        upright = max(0.0, (sheet.height - sheet.type_area[1]) / 2)
    own = sheet if isinstance(sheet, PaperSize) else near
    wide = min(columns, own.opinion_columns or columns)
    return Paper(name, sheet.width, sheet.height, columns, side, upright, own.layout, wide)


def _nearest(sheet: SheetSize, style: Style) -> PaperSize:
    """Return the paper of a style whose size differs least."""

    def apart(other: PaperSize) -> float:
        return abs(other.width - sheet.width) + abs(other.height - sheet.height)

    whole = [each for each in style.settings.papers.values() if each.columns]
    return min(whole or style.settings.papers.values(), key=apart)


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
    lead_share: float
    table_gap: float
    drawing_words: float
    panels: Panels = field(default_factory=Panels)

    @property
    def width(self) -> float:
        """Width of the type area in points."""
        return self.columns * self.column + (self.columns - 1) * self.gap

    @property
    def height(self) -> float:
        """Height of the type area: a whole number of lines."""
        return self.lines * self.type.line

    @property
    def side_margin(self) -> float:
        """Left and right margin in points."""
        return (self.paper.width_mm * MM - self.width) / 2

    @property
    def top_margin(self) -> float:
        """Margin above the type area, where the running head stands, in points."""
        return self.paper.upright_mm * MM + 2 * self.type.line

    @property
    def bottom_margin(self) -> float:
        """Margin below the type area in points."""
        return self.paper.height_mm * MM - self.top_margin - self.height

    def whole_lines(self, height: float) -> float:
        """Round a height up to whole lines."""
        return math.ceil(round(height / self.type.line, 4)) * self.type.line

    def span(self, columns: int) -> float:
        """Width of a number of columns with the gaps between them."""
        return columns * self.column + (columns - 1) * self.gap


def make_grid(wanted: str | SheetSize, language: str, style: Style | None = None) -> Grid:
    """Lay the grid of a paper for a language, in a style or that of the newspaper.

    Raises `UsageError` for a paper that the style does not have, or that is too small for type.

    A column of Chinese is a whole number of characters wide (CLREQ, 行长为字号的整数倍).
    """
    style = style or find_style()
    paper = find_paper(wanted, style)
    kind, gap = Type(*body(language, style).usual), style.settings.gap
    room = (paper.width_mm - 2 * paper.margin_mm) * MM
    column = (room - (paper.columns - 1) * gap) / paper.columns
    if is_ideographic(language):
        column = math.floor(column / kind.size) * kind.size
    height = (paper.height_mm - 2 * paper.upright_mm) * MM - 2 * kind.line
    lines = math.floor(height / kind.line)
    if column < NARROWEST * kind.size or lines < FEWEST:
        few = "fewer columns" if column < NARROWEST * kind.size else "a larger size"
        raise UsageError(f"the paper `{paper.name}` has no room for type: give it {few}")
    scale, faces = style.settings.headlines, typefaces(style, language)
    own = style.settings
    taste = own.crop, own.lead_share, own.table_gap, own.drawing_words, own.panels
    return Grid(paper, kind, column, paper.columns, gap, lines, scale, faces, *taste)
