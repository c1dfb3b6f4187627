"""One page of the issue: measured, made up, and drawn as WeasyPrint's page."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from exporter.edition import Edition, Resource
from exporter.edition.documents import page_document
from exporter.edition.parts import PrintedArticle
from exporter.engine.patched.loose_lines import share_of_loose_lines
from exporter.layouts.makeup.body_types import larger
from exporter.layouts.makeup.cells import FEW_CELLS, cells_on
from exporter.layouts.makeup.draw import advertisements, furniture
from exporter.layouts.makeup.draw.extras import (
    EAR,
    box_name,
    fills_sheet,
    sheet_name,
    whole_sheet,
)
from exporter.layouts.makeup.draw.sheet import Sheet, sheet_html
from exporter.layouts.makeup.draw.verify import Drawn, overruns
from exporter.layouts.makeup.measure import briefs
from exporter.layouts.makeup.measure.foretold import foretold
from exporter.layouts.makeup.measure.measured_heads import rest_heads
from exporter.layouts.makeup.measure.parts import Parts, take_apart
from exporter.layouts.makeup.measure.sizes import Measuring, Size
from exporter.layouts.makeup.measure.vertical_heads import with_one_upright
from exporter.layouts.makeup.opinion import is_opinion
from exporter.layouts.makeup.page_outcomes import Others, made_up
from exporter.layouts.makeup.placing import box_stories, in_order, seen_place
from exporter.layouts.makeup.plan.carry import Excess, rest_of
from exporter.layouts.makeup.plan.closing import Fitter
from exporter.layouts.makeup.plan.frame_book import FrameBook
from exporter.layouts.makeup.plan.grid import MM, SheetGrid, shorter, with_headlines
from exporter.layouts.makeup.plan.quality import Fit, empty
from exporter.layouts.makeup.plan.story import Position, Slice, Story
from exporter.layouts.makeup.ranks import by_rank
from exporter.layouts.makeup.setting import Setting
from exporter.layouts.papers import Type
from exporter.layouts.sheets import SPREAD
from exporter.model import Advertisement, Page, PageLayout


@dataclass(frozen=True)
class Rest:
    """What is left of a story that was cut: its slices, its headline, the page that it began on."""

    story: Story
    slices: tuple[Slice, ...]
    origin: PageJob = field(compare=False)
    part: int
    headline: str  # the first line

    @property
    def name(self) -> str:
        """Id of the story that the rest is set as."""
        return f"{self.story.id}.{self.part}"

    @property
    def parts(self) -> Parts:
        """The article that it is of; another process may have taken it apart."""
        usual = self.origin.setting.steps[0][0]
        self.origin.measure(usual)
        return self.origin.parts[usual][self.story.id]


@dataclass
class PageJob:
    """The work on one page; `rests` are stories of other pages that continue here.

    Of a spread, `facing` is the page after `page`. A page that no plan can hold `flows`: it takes
    as many sheets as the flow layout needs. No headline is larger than `largest`, in points.
    `apart` tells that briefs stay where they are; `cut` are the stories that continue elsewhere,
    each with its headline. `dataclasses.replace` gives work not begun.
    """

    setting: Setting
    page: Page
    number: int
    articles: Sequence[PrintedArticle]
    part: int = 0
    rests: tuple[Rest, ...] = ()
    flows: bool = False
    largest: float = math.inf
    facing: Page | None = None
    apart: bool = False
    starts: dict[str, dict[str, Position]] = field(init=False, default_factory=dict)
    parts: dict[Type, dict[str, Parts]] = field(init=False, default_factory=dict)
    measured: dict[Type, tuple[SheetGrid, list[Story]]] = field(init=False, default_factory=dict)
    keys: dict[Type, str] = field(init=False, default_factory=dict)
    books: dict[Type, FrameBook] = field(init=False, default_factory=dict)
    sized: dict[Type, Sequence[Size]] = field(init=False, default_factory=dict)
    excess: Excess | None = field(init=False, default=None)
    cut: dict[str, tuple[Story, str]] = field(init=False, default_factory=dict)
    key: str = field(init=False, default="")
    others: Others | None = field(init=False, default=None)

    @property
    def edition(self) -> Edition:
        """The edition that the page is of."""
        return self.setting.edition

    @property
    def label(self) -> str:
        """The label of the sheet: that of the page, or of its overflow."""
        own = SPREAD.join(self.labels)
        if not self.part:
            return own
        label = self.edition.labels.overflow.format(own)
        return label if self.part == 1 else f"{label} {self.part}"

    @property
    def pages(self) -> tuple[Page, ...]:
        """The page, or both pages of a spread."""
        return (self.page, self.facing) if self.facing else (self.page,)

    @property
    def labels(self) -> list[str]:
        """The labels of its pages."""
        return [page.label for page in self.pages]

    def grid(self, kind: Type | None = None) -> SheetGrid:
        """Return the grid of the sheet, at a body type or the usual one."""
        if not (self.rests or self.facing) and is_opinion(self.page, self.articles):
            return self.setting.opinion_grid(kind)
        return self.setting.grid(kind, spread=self.facing is not None)

    @property
    def is_first(self) -> bool:
        """Whether the masthead is here."""
        return self.number == 1 and not self.part

    # Sizes --------------------------------------------------------------------------------

    def area(self, kind: Type) -> tuple[SheetGrid, SheetGrid]:
        """Return the grid of the sheet and its part below the furniture."""
        grid = with_headlines(self.grid(kind), self.largest)
        usual = self.grid()
        top = self.edition.style.settings.folio.lines
        if self.is_first:
            top = furniture.front_lines(self.edition, usual)
        # The furniture is set in the usual type, whatever that of the page.
        taken = math.ceil(top * usual.line / grid.line - 1e-6)
        return grid, shorter(grid, taken)

    def measure(self, kind: Type) -> tuple[SheetGrid, list[Story]]:
        """Return the area and the stories of the page, measured at a body type."""
        if kind not in self.measured:
            self.measured[kind] = self._measure(kind)
        return self.measured[kind]

    def _measure(self, kind: Type) -> tuple[SheetGrid, list[Story]]:
        grid, area = self.area(kind)
        gathered = self.take_apart(grid)
        sizes = self.sizes(gathered, grid)
        for size, part in zip(sizes, gathered, strict=True):
            size.settle(part)
        found = [size.story for size in sizes]
        parts = self.parts[kind] = {part.article.id: part for part in gathered}
        ready = [self.directed(story, part) for story, part in zip(found, gathered, strict=True)]
        ready += [
            rest_of(rest.story, rest.slices, rest.name, rest_heads(grid)) for rest in self.rests
        ]
        parts |= {rest.name: rest.parts for rest in self.rests}
        ready += box_stories(self.boxes(), area)
        ready.sort(key=in_order)
        turn = not self.part and (self.number - 1) % grid.scale.vertical.every == 0
        return area, list(with_one_upright(ready, turn))

    def foretell(self, kind: Type) -> tuple[SheetGrid, list[Story]] | None:
        """Return the area and what the stories take at least in a type in which none was measured.

        None if they may take less.
        """
        usual = self.setting.steps[0][0]
        grid, area = self.area(kind)
        boxes = {box.id: box for box in box_stories(self.boxes(), area)}
        stories = [boxes.get(story.id, story) for story in self.measure(usual)[1]]
        least = list(foretold(stories, self.parts[usual], self.grid(usual), grid))
        found = [story for story in least if story is not None]
        return (area, found) if len(found) == len(least) else None

    def sizes(self, parts: Sequence[Parts], grid: SheetGrid) -> Sequence[Size]:
        """Return the sizes of the articles, each as it was kept or measured now."""
        self.keys[grid.type] = ""
        if not parts:
            return ()
        store = self.setting.store
        measuring = Measuring(parts, grid)
        style = self.setting.style(grid, True, False) if store.folder else ""
        keys = measuring.keys(store, "sizes", self.edition.language, style)
        self.keys[grid.type] = " ".join(keys)
        if grid.type not in self.sized:
            lay_out = partial(self.setting.lay_out, grid, measuring=True)
            alike = self.setting.alike(grid)
            self.sized[grid.type] = measuring.kept_or_measured(keys, store, lay_out, alike)
        return self.sized[grid.type]

    def advertisements(self) -> Sequence[Advertisement]:
        """Return the boxes for advertisements: they are on the page's first sheet."""
        return list(self.boxes().values())

    def boxes(self) -> dict[str, Advertisement]:
        """Return the boxes by the id of their story; an overflow sheet has none."""
        return {
            box_name(page_number, number): box
            for page_number, page in enumerate(() if self.part else self.pages, self.number)
            for number, box in enumerate(page.advertisements, 1)
        }

    def take_apart(self, grid: SheetGrid) -> list[Parts]:
        """Take the page's articles apart, in the order of their rank; gather briefs."""
        resources, style = self.edition.resources, self.edition.style.settings
        parts = [
            take_apart(
                each,
                resources,
                grid,
                initial=each.article.kind in style.initials,
                quotes=style.pull_quotes,
            )
            for each in by_rank(self.articles)
        ]
        title = self.edition.labels.briefs
        gathered = []
        for run in briefs.gather(parts, self.apart):
            whole, starts = (run[0], {}) if len(run) == 1 else briefs.together(run, title)
            gathered.append(whole)
            if starts:
                self.starts[whole.article.id] = starts
        return gathered

    def directed(self, story: Story, parts: Parts) -> Story:
        """Give a story what its author asked for, and its pictures no size they are coarse at."""
        article, grid = parts.article, self.grid()
        columns = min(article.columns, grid.columns)
        shots = story.shots
        if self.setting.least_dpi:
            inches = [exhibit.pixels / self.setting.least_dpi for exhibit in parts.exhibits]
            shots = tuple(replace(shot, sharp=72 * inches[shot.number]) for shot in shots)
        return replace(story, columns=columns, place=seen_place(article.place, grid), shots=shots)

    # Making up ----------------------------------------------------------------------------

    def fit(self) -> Fit | None:
        """Make the page up; None if it does not fit even at the tightest body type.

        Briefs that stand apart are in one story, but where the page does not fit for that.
        """
        fit = self._fit()
        if fit is None and not self.apart and briefs.stand_apart(self.articles):
            self.apart = True
            self.starts.clear()
            self._keep(None)
            fit = self._fit()
        return fit

    def _fit(self) -> Fit | None:
        tight, loose = self.types
        if self.layout is PageLayout.FLOW:
            return empty(self.area(tight[0])[1])
        area, ready = self.measure(tight[0])
        store = self.setting.store
        known = repr((area, ready, tight, loose, self.layout))
        self.key = store.key("plan", self.keys[tight[0]], known)
        made, self.others = made_up(store, self.key, self.fitter())
        if made is None:
            self._keep(tight[0])
            return None
        kind = next(kind for kind in (*tight, *loose) if kind == made.type)
        fit = replace(made, area=self.measure(kind)[0])
        self.books.clear()
        self._keep(kind)
        return fit

    def fitter(self) -> Fitter:
        """Return what makes the page up, in its body types."""
        return Fitter(self.measure, *self.types, self.layout, self.books, self.foretell)

    def _keep(self, kind: Type | None) -> None:
        """Let go what was measured at other body types, and their frames: they take much memory."""
        for found in (self.parts, self.measured, self.keys, self.books, self.sized):
            for other in [each for each in found if each != kind]:
                del found[other]

    @property
    def types(self) -> tuple[Sequence[Type], Sequence[Type]]:
        """The body types to try, from usual to tight, and from usual to loose."""
        tight, loose = self.setting.steps
        if self.rests:
            # What was measured elsewhere keeps its lines, which are those of the usual body type.
            return tight[:1], tight[:1]
        if cells_on(self.pages) > FEW_CELLS:
            return (tight[0], tight[-1]), loose[:1]
        return tight, (*loose, *larger(self.setting.body, self.articles, self.grid().column))

    @property
    def layout(self) -> PageLayout:
        """The shape of plan that the page asks for."""
        if self.flows:
            return PageLayout.FLOW
        return PageLayout.AUTO if self.part else self.page.layout

    # Drawing ------------------------------------------------------------------------------

    def sheet(self, fit: Fit, tails: Mapping[str, str], heads: Mapping[str, str]) -> Sheet:
        """Return the sheet to draw; `tails` and `heads` are the jumps by story."""
        grid, _ = self.area(fit.type)
        facsimile = self.facsimile()
        size = grid.paper.width_mm, grid.paper.height_mm
        of_sheet = facsimile and self.setting.extras.get(sheet_name(self.number))
        bleeding = of_sheet if of_sheet and of_sheet.box else None
        fills = facsimile and not self.setting.clear and fills_sheet(facsimile, *size)
        boxes = self.boxes()
        alone = not self.articles and len(boxes) == 1
        whole = alone and any(
            advertisements.is_whole_sheet(each, fit.area) for each in boxes.values()
        )
        name = self.name(self.page, self.number)
        return Sheet(
            name=f"{name}-{self.part + 1}" if self.part else name,
            grid=grid,
            area=fit.area,
            placements=fit.placements,
            parts=self.parts.get(fit.type, {}),
            furniture=self.furniture(seen=not (whole or bleeding or fills)),
            tails=tails,
            heads=heads,
            extras=self.setting.extras,
            page=self.page.label,
            facsimile=facsimile,
            bleeding=bleeding,
            fills=bool(fills),
            whole=whole,
            bleed_mm=self.setting.bleed_mm,
            least_dpi=self.setting.least_dpi,
            boxes=boxes,
        )

    def furniture(self, seen: bool) -> str:
        """Return the masthead or the folio line, that of each page of a spread over its own half.

        Not `seen`, only the names of the pages, for bookmarks.
        """
        made, half = "", self.setting.grid()
        for place, page in enumerate(self.pages):
            label = self.label if self.part else page.label
            label_shown = self.edition.page_words(self.edition.labels.page, label)
            title = f"{label_shown} {page.section}".strip()
            name = self.name(page, self.number + place) if place else ""
            recto = (self.number + place + self.part) % 2 == 1
            away = half.paper.width_mm * MM * (place != (half.mirrored and len(self.pages) > 1))
            grid = replace(half, left=half.left + away)
            if not seen:
                made += furniture.unseen_name(self.edition, title, name)
            elif self.is_first and not place:
                made += self.masthead(title)
            else:
                line = furniture.facing_folio if self.is_first else furniture.folio
                made += line(self.edition, page, title, grid, label, recto, name)
        return made

    def masthead(self, title: str) -> str:
        """Return the masthead; over both pages of a spread."""
        image, ear = self.setting.masthead, self.ear_picture()
        return furniture.masthead(self.edition, self.page, title, image, ear, self.grid())

    def name(self, page: Page, number: int) -> str:
        """Return the anchor of the page with this number in the issue, from 1."""
        return page_document(page, number).removesuffix(".xhtml")

    def ear_picture(self) -> str:
        """Return the name of the picture of the ear, empty if it has none."""
        ear = self.setting.extras.get(EAR)
        return ear.resource.name if ear else ""

    def facsimile(self) -> Resource | None:
        """Return the picture that stands for a page without articles."""
        if self.part:
            return None
        of_sheet = self.setting.extras.get(sheet_name(self.number))
        return of_sheet.resource if of_sheet else whole_sheet(self.edition, self.page, self.number)

    def draw(self, sheet: Sheet) -> Drawn:
        """Return the sheet, laid out or as it was kept; a page that flows takes several."""
        if self.layout is PageLayout.FLOW:
            flowing = (self.setting.pack(self.setting.flow(page)) for page in self.pages)
            return Drawn(list(chain.from_iterable(flowing)), ())
        source = self.setting.source(sheet.grid, sheet_html(self.edition, sheet))
        return self.setting.kept.drawn(*source, self._lay_out)

    def _lay_out(self, html: str, rules: str) -> Drawn:
        made = self.setting.render(html, rules)
        over, loose = tuple(overruns(made)), share_of_loose_lines(made.pages)
        return Drawn(self.setting.pack(made.pages), over, loose)
