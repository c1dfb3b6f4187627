"""The whole issue: every page made up, what does not fit carried on, every sheet drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby, pairwise

from exporter.amounts import amount
from exporter.findings import Finding
from exporter.languages.quotation import with_inner_marks
from exporter.layouts.makeup.artwork_sizes import told
from exporter.layouts.makeup.cells import MOST_CELLS, cells_on, is_tabular
from exporter.layouts.makeup.draw import furniture
from exporter.layouts.makeup.draw.extras import sheet_name
from exporter.layouts.makeup.draw.skybox import left_out
from exporter.layouts.makeup.draw.verify import Overrun
from exporter.layouts.makeup.excess import continued, excess, fitted
from exporter.layouts.makeup.page import PageJob, Rest
from exporter.layouts.makeup.plan.demand import CROWDED
from exporter.layouts.makeup.plan.measures import Measures, measures
from exporter.layouts.makeup.plan.quality import Fit
from exporter.layouts.makeup.plan.story import Story
from exporter.layouts.makeup.plan.variety import archetype_of
from exporter.layouts.makeup.result import SheetResult
from exporter.model import PageLayout

MOST_SHEETS = 40  # that one page of the issue may take
BELOW_LEAD = 0.95  # the largest headline of later sheets, by that of the first one
SPARE = 1.1  # articles take more than they do at their smallest

# Pages in the flow layout by number, and the frames of each that held too much when made up.
Flowing = Mapping[int, tuple[Overrun, ...]]
NONE: Flowing = {}


class _TooMuch(Exception):
    """A page that its sheets can't hold, by its number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def carry_over(made: Sequence[SheetResult], flowing: Flowing = NONE) -> list[SheetResult]:
    """Return the sheets of an issue in order; `made` is each page made up for itself.

    A page that holds more than its sheets can is set by the flow layout instead, as those are
    whose numbers are in `flowing`, with the frames that held too much.
    """
    numbers = dict(flowing)
    while True:
        try:
            return _Issue([_fresh(sheet, numbers) for sheet in made]).settled()
        except _TooMuch as error:
            numbers[error.number] = ()


def _fresh(sheet: SheetResult, flowing: Flowing) -> SheetResult:
    """Return a sheet as it was made up first, or the work on its page in the flow layout."""
    if sheet.job.number not in flowing:
        return SheetResult(sheet.job, sheet.fit, drawn=sheet.drawn, overflow=sheet.overflow)
    job = replace(sheet.job, rests=(), flows=True)
    return SheetResult(job, job.fit(), overruns=flowing[sheet.job.number])


class _Issue:
    """Carries what does not fit a page to others, or to sheets of its own."""

    def __init__(self, sheets: list[SheetResult]) -> None:
        self.sheets = sheets

    def settled(self) -> list[SheetResult]:
        number = 0
        while number < len(self.sheets):
            if self.sheets[number].fit is None:
                self.settle(number)
            number += 1
        return self.sheets

    def settle(self, number: int) -> None:
        """Make a page fit by letting text continue elsewhere."""
        sheet = self.sheets[number]
        job = sheet.job
        found = excess(job)
        carried = found.carried
        if carried is None:
            self.part(number, found.load)
            return
        sheet.fit = carried.fit
        whole = continued(job, carried)
        over: list[SheetResult] = []
        for rest in whole.rests:
            target = self.with_room(number, rest)
            if target is None:
                target = self.overflow(number)
                target.job = _with(target.job, rest)
                over.append(target)
            _continue_on(sheet, rest, target)
        # Once, however many stories go on there.
        for target in over[:1]:
            known = sheet.overflow
            jumps = sheet.tails, target.heads
            if known and target.job == whole and jumps == (known.tails, known.heads):
                target.fit, (sheet.drawn, target.drawn) = known.fit, known.drawn
            else:
                target.fit, target.drawn = target.job.fit(), None

    def part(self, number: int, load: float) -> None:
        """Share the articles of a page among as many sheets as they take, about."""
        job = self.sheets[number].job
        articles = list(job.articles)
        number_of_sheets = min(len(articles), math.ceil(max(load, CROWDED) * SPARE))
        if number_of_sheets < 2 or job.part + number_of_sheets > MOST_SHEETS:
            self.set_apart(number)
            return
        ends = [len(articles) * each // number_of_sheets for each in range(number_of_sheets + 1)]
        shares = [articles[start:end] for start, end in pairwise(ends)]
        made = [
            replace(job, articles=share, part=part, rests=())
            for part, share in enumerate(shares, job.part)
        ]
        made[-1].rests = job.rests
        first = SheetResult(made[0], made[0].fit())
        if first.fit is None and _is_full_of_boxes(job):
            self.set_apart(number)
            return
        for sheet in self.sheets[number + 1 :]:
            if sheet.job.number == job.number:
                sheet.job.part += len(made) - 1
        smaller = below(made[1:], fitted(made[0], first.fit))
        others = [SheetResult(each, each.fit()) for each in smaller]
        self.sheets[number : number + 1] = [first, *others]
        if self.sheets[number].fit is None:
            self.settle(number)

    def set_apart(self, number: int) -> None:
        """Leave a sheet to the advertisements of a page; its articles are on the next."""
        job = self.sheets[number].job
        boxes = replace(job, articles=[], rests=())
        fit = boxes.fit() if job.advertisements() and job.articles else None
        if fit is None:
            raise _TooMuch(job.number)
        articles = replace(job, part=1)
        for sheet in self.sheets[number + 1 :]:
            sheet.job.part += sheet.job.number == job.number
        self.sheets[number : number + 1] = [
            SheetResult(boxes, fit),
            SheetResult(articles, articles.fit()),
        ]

    def with_room(self, number: int, rest: Rest) -> SheetResult | None:
        """Return the next page whose house box is large enough for a rest."""
        wanted = sum(piece.lines + piece.before for piece in rest.slices) + 12
        for sheet in self.sheets[number + 1 :]:
            job = sheet.job
            if sheet.room >= wanted and not job.is_first and job.page.articles:
                more = _with(job, rest)
                fit = more.fit()
                if fit is not None:
                    sheet.job, sheet.fit, sheet.drawn = more, fit, None
                    return sheet
        return None

    def overflow(self, number: int) -> SheetResult:
        """Return the overflow sheet after a page, making one if there is none."""
        job = self.sheets[number].job
        if number + 1 < len(self.sheets):
            after = self.sheets[number + 1]
            if after.job.number == job.number:
                return after
        more = replace(job, articles=[], part=job.part + 1, rests=())
        made = SheetResult(more, None)
        self.sheets.insert(number + 1, made)
        return made


def _is_full_of_boxes(job: PageJob) -> bool:
    """Whether advertisements leave no room for the first article of a page, not even if it is cut.

    Then its articles stand together on the next sheet, and are shared among more if need be.
    """
    if job.part or not job.advertisements():
        return False
    alone = replace(job, articles=[*job.articles[:1]], rests=())
    return alone.fit() is None and excess(alone).carried is None


def with_overflow(job: PageJob) -> list[SheetResult]:
    """Return a page with too much, and the sheet that holds all of its rest; none if none does."""
    carried = excess(job).carried
    more = continued(job, carried) if carried else None
    fit = more.fit() if more else None
    if carried is None or more is None or fit is None:
        return []
    sheet, over = SheetResult(job, carried.fit), SheetResult(more, fit)
    for rest in more.rests:
        _continue_on(sheet, rest, over)
    return [sheet, over]


def _continue_on(sheet: SheetResult, rest: Rest, target: SheetResult) -> None:
    """Write the jump to a rest, and on its sheet the page that it continues from."""
    job = target.job
    term = job.edition.labels
    name = rest.name
    sheet.tails[rest.story.id] = furniture.jump(
        job.edition, job.edition.page_words(term.continued_on, job.label), name
    )
    origin = job.edition.page_words(term.continued_from, sheet.job.label)
    target.heads[name] = furniture.resumption(job.edition, rest.headline, origin)


def _too_much(job: PageJob) -> Finding:
    rule, origin, label = "pdf-makeup-too-much", job.edition.issue.origin, job.page.label
    if is_tabular(job.pages):
        return Finding(
            rule,
            origin,
            0,
            f"page {label} is set in the flow layout: its tables and words with ruby have "
            f"{cells_on(job.pages):,} cells, the limit of makeup is {MOST_CELLS:,}",
            "move a table to another page, or write `layout: flow` in issue.yaml",
        )
    return Finding(
        rule,
        origin,
        0,
        f"page {label} can't be made up: it is set in the flow layout",
        "use fewer or shorter articles, or `layout: flow` in issue.yaml",
    )


def _overran(sheet: SheetResult) -> Finding:
    """Tell which article did not fit its frames, and by how much."""
    job = sheet.job
    most = max(sheet.overruns, key=lambda each: each.points)
    lines = math.ceil(most.points / job.grid().line - 0.1)
    titles = {each.article.id: each.article.title for each in job.articles}
    title = titles.get(most.article, job.edition.labels.briefs)
    return Finding(
        "pdf-makeup-overrun",
        job.edition.issue.origin,
        0,
        f"page {job.page.label} is set in the flow layout: “{with_inner_marks(title)}” is "
        f"{amount(lines, 'line')} longer in "
        "its frame than was measured",
        "change the article by a few words, or give the page another `layout` in issue.yaml",
    )


def _with(job: PageJob, rest: Rest) -> PageJob:
    """Return the work on a page with one rest more."""
    return replace(job, rests=(*job.rests, rest))


def below(jobs: Sequence[PageJob], first: Fit | None) -> list[PageJob]:
    """Return the work on sheets whose headlines are smaller than the lead's of an earlier one."""
    return [limited(job, largest_below(first)) for job in jobs]


def largest_below(first: Fit | None) -> float:
    """Return the largest size in points of headlines below the lead's of an earlier sheet."""
    size = first.lead_size if first else 0
    return BELOW_LEAD * size if size else math.inf


def limited(job: PageJob, largest: float) -> PageJob:
    """Return the work on a sheet with no headline larger than a size in points."""
    return replace(job, largest=min(job.largest, largest))


# Findings -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class SheetReport:
    """How one sheet came out.

    `page` is the label of its page, `label` that of the sheet, which differs for a further sheet
    of a page. `filled` is the share of the type area that is filled, `house` that of the house
    box, both in per cent. `size` and `line` are the size of the body type and its line height in
    points, `carried` the lines of text that continue on another sheet. The `archetype` says in
    words how the lead, its picture and the others stand; it is empty without articles.
    """

    page: str
    label: str
    articles: int
    filled: float
    house: float
    size: float
    line: float
    carried: int
    archetype: str
    measures: Measures

    def as_dict(self) -> dict[str, object]:
        """Return plain values for a machine-readable report."""
        return asdict(self)


def report(sheet: SheetResult) -> SheetReport:
    """Return how a sheet came out."""
    fit = sheet.require_fit()
    stories = [story for story in fit.stories if not story.filler and not story.box]
    return SheetReport(
        page=sheet.job.page.label,
        label=sheet.job.label,
        articles=len(stories),
        filled=round(100 * fit.filled, 1),
        house=round(100 * fit.house, 1),
        size=fit.type.size,
        line=fit.type.line,
        carried=fit.over,
        archetype=archetype_of(fit),
        measures=measures(fit, sheet.drawn.loose if sheet.drawn else None),
    )


def findings(sheets: Sequence[SheetResult]) -> Iterator[Finding]:
    """Yield what a user should know: pages that ran over, pages that stay empty."""
    for _, page in groupby(sheets, lambda sheet: sheet.job.number):
        yield from _shared(list(page))
    for sheet in sheets:
        job, fit = sheet.job, sheet.fit
        origin = job.edition.issue.origin
        if job.flows:
            yield _overran(sheet) if sheet.overruns else _too_much(job)
        elif job.is_first:
            yield from left_out(job.edition, job.grid())
            yield from furniture.words_left_out(job.edition, job.grid())
            yield from furniture.facts_left_out(job.edition, job.page, job.grid())
        yield from _sizes(job)
        if fit is not None and fit.over:
            yield Finding(
                "pdf-makeup-over",
                origin,
                0,
                f"page {job.label} is too small for its articles: {amount(fit.over, 'line')} "
                "continued elsewhere",
                "shorten them, or use fewer articles",
            )
        empty = fit is not None and not fit.placements and not job.page.facsimile
        if empty and job.layout is not PageLayout.FLOW:
            yield Finding(
                "pdf-makeup-empty",
                origin,
                0,
                f"page {job.label} has no article: its sheet has only a folio line",
                "add articles, an advertisement or a facsimile",
            )


def _sizes(job: PageJob) -> Iterator[Finding]:
    """Yield a warning for each advertisement that is not of the size sold, or of its box."""
    area, extras = job.area(job.setting.steps[0][0])[1], job.setting.extras
    whole = None if job.part else extras.get(sheet_name(job.number))
    found = [(extras.get(name), box) for name, box in job.boxes().items()]
    for wrong, remedy in told(job.page.label, found, whole, area):
        yield Finding("pdf-advertisement-size", job.edition.issue.origin, 0, wrong, remedy)


def _shared(page: Sequence[SheetResult]) -> Iterator[Finding]:
    """Yield a warning if the articles of a page are on several sheets."""
    job = page[0].job
    others = [len(sheet.job.articles) for sheet in page[1:] if sheet.job.articles]
    if others:
        yield Finding(
            "pdf-makeup-over",
            job.edition.issue.origin,
            0,
            f"page {job.page.label} is too small for its articles: "
            f"{amount(sum(others), 'article')} on {amount(len(others), 'more sheet')}",
            "use fewer or shorter articles",
        )


def by_article(sheets: Sequence[SheetResult]) -> Mapping[str, list[tuple[SheetResult, Story]]]:
    """Return the sheets that each article is on."""
    found: dict[str, list[tuple[SheetResult, Story]]] = {}
    for sheet in sheets:
        for placed in sheet.fit.placements if sheet.fit else ():
            story = placed.frame.story
            found.setdefault(story.id.partition(".")[0], []).append((sheet, story))
    return found
