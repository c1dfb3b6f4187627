"""What all pages of one edition share, and how HTML is laid out for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from exporter.edition import Edition
from exporter.edition.style.css import unreversed
from exporter.edition.style.definition import Body
from exporter.engine import boxes
from exporter.engine.boxes import Fonts, Render
from exporter.engine.renderer import is_plain
from exporter.engine.transfer import Pack
from exporter.languages.tags import is_ideographic
from exporter.layouts.makeup.draw.extras import Extra
from exporter.layouts.makeup.draw.sheet import document
from exporter.layouts.makeup.draw.sheet_cache import KeptSheets
from exporter.layouts.makeup.measure.alike import Alike
from exporter.layouts.makeup.measure.cache import Store
from exporter.layouts.makeup.plan.grid import (
    SheetGrid,
    sheet_grid,
    spread_grid,
    steps,
    wide_grid,
)
from exporter.layouts.makeup.stylesheet import style
from exporter.layouts.papers import Type, body
from exporter.model import Page
from exporter.sheet_size import SheetSize


@dataclass
class Setting:
    """What all pages share: the edition, the paper and the style, and how to lay HTML out."""

    edition: Edition
    paper: str | SheetSize
    render: Render
    flow: Callable[[Page], list[boxes.Page]]
    fonts: Fonts
    kept: KeptSheets
    pack: Pack = list
    store: Store = field(default_factory=Store)
    extras: Mapping[str, Extra] = field(default_factory=dict)
    masthead: str = ""
    bleed_mm: float = 0
    least_dpi: int = 0
    reversed_from_pt: float = 0
    clear: bool = False  # the press needs white edges: no bleed, no full-sheet pictures
    styles: dict[tuple[SheetGrid, bool, bool], str] = field(init=False, default_factory=dict)
    kinds: dict[str, Alike] = field(init=False, default_factory=dict)

    def grid(self, kind: Type | None = None, spread: bool = False) -> SheetGrid:
        """Return the grid of a sheet or a spread, at a body type or the usual one."""
        found = sheet_grid(self.paper, self.edition.language, kind, self.edition.style)
        return spread_grid(found) if spread else found

    def opinion_grid(self, kind: Type | None = None) -> SheetGrid:
        """Return the grid of a page of opinion, whose columns may be wider."""
        found = self.grid(kind)
        columns = found.paper.opinion_columns
        if columns == found.columns:
            return found
        return wide_grid(found, columns, is_ideographic(self.edition.language))

    @property
    def steps(self) -> tuple[tuple[Type, ...], tuple[Type, ...]]:
        """The body types to try: from usual to tight, and from usual to loose."""
        return steps(self.edition.language, self.edition.style)

    @property
    def body(self) -> Body:
        """The body types of the style for the language."""
        return body(self.edition.language, self.edition.style)

    def lay_out(self, grid: SheetGrid, content: str, measuring: bool = False) -> boxes.Document:
        """Return the document of sheets, or of the boxes of a measuring page."""
        return self.render(*self.source(grid, content, measuring), counting=measuring)

    def empty(self) -> boxes.Document:
        """Return a document for sheets that are laid out already."""
        html, rules = self.source(self.grid(), "")
        return self.render(html, "" if is_plain(rules) else rules)

    def source(self, grid: SheetGrid, content: str, measuring: bool = False) -> tuple[str, str]:
        """Return the HTML and the style of such a document."""
        return document(self.edition, content), self.rules(grid, measuring)

    def rules(self, grid: SheetGrid, measuring: bool) -> str:
        """Return the style of such a document."""
        rules = self.style(grid, measuring)
        rules += unreversed(self.edition.style.settings, grid.type.size, self.reversed_from_pt)
        if self.bleed_mm and not measuring:
            rules += f"\n@page {{ bleed: {self.bleed_mm:g}mm }}\n"
        return rules

    def style(self, grid: SheetGrid, measuring: bool, with_furniture: bool = True) -> str:
        """Return the style of sheets of a grid, made once; that of furniture may be left out."""
        key = grid, measuring, with_furniture
        if key not in self.styles:
            usual = self.grid() if with_furniture else None
            self.styles[key] = style(self.edition.style, grid, measuring, usual)
        return self.styles[key]

    def alike(self, grid: SheetGrid) -> Alike:
        """Return what was learned of the pieces that were laid out on a grid."""
        rules = self.rules(grid, measuring=True)
        return self.kinds.setdefault(rules, Alike(rules))
