"""Pages made up and drawn in several processes, each page whole, and sent back as it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, zip_longest
from typing import cast

from exporter.engine.boxes import Fonts
from exporter.engine.renderer import shared_css
from exporter.engine.transfer import dumps, loads
from exporter.layouts.makeup.draw.verify import Drawn
from exporter.layouts.makeup.excess import excess, fitted
from exporter.layouts.makeup.issue import largest_below, limited, with_overflow
from exporter.layouts.makeup.measure.sizes import Size
from exporter.layouts.makeup.page import PageJob
from exporter.layouts.makeup.page_outcomes import Others
from exporter.layouts.makeup.plan.carry import Excess
from exporter.layouts.makeup.plan.quality import Fit
from exporter.layouts.makeup.plan.story import Position, Story
from exporter.layouts.makeup.result import Overflow, SheetResult
from exporter.layouts.papers import Type
from exporter.layouts.workers import Ask, asking, in_processes
from exporter.model import PageLayout


class _Limit:
    """How large headlines may be below the lead of the front page, once that is made up."""

    def __init__(self, number: int, is_known: bool) -> None:
        self.number, self.is_known, self.largest = number, is_known, math.inf

    def answer(self, _: int, told: object) -> Iterable[tuple[int, object]]:
        """Answer all calls, but not before that of the front page has told the size."""
        if told is not None:
            self.is_known, self.largest = True, cast("float", told)
        return ((at, self.largest) for at in range(self.number if self.is_known else 0))


def make_up(
    jobs: Sequence[PageJob],
    number: int,
    drawn: Collection[str] = (),
    front: PageJob | None = None,
    is_wanted: bool = True,
) -> list[SheetResult]:
    """Make up and draw each page for itself, in `number` processes, the longest first.

    Pages without pictures are tried in more body types: as few processes as can be learn those. One
    begins with them while another makes up a front page with pictures, or the other way round.
    `drawn` are the labels of the pages to draw, none for all. The lead of the `front` page, if
    there is one, has the largest headline of the issue: it is made up while other processes prepare
    for their first pages, and returned before the others if it `is_wanted`.
    """
    kind = front and _has_pictures(front)
    order = sorted(jobs, key=lambda job: (_has_pictures(job) == kind, -_length(job)))
    first = [front] if front else []
    early = number - 1 if front else 0
    calls: list[Callable[[Ask], _Made | None]] = [
        *(partial(_front, job, drawn, is_wanted) for job in first),
        *(partial(_below, job, drawn, at < early) for at, job in enumerate(order)),
    ]
    begun = [*first, *order]
    helps = [partial(_help, job) for job in begun if job.setting.store.folder]
    limit = _Limit(len(calls) + len(helps), is_known=not front)
    fonts = begun[0].setting.fonts
    kinds = [*map(_has_pictures, begun)]
    made = asking(
        calls, number, limit.answer, helps, lambda each: each and each.sheets(fonts), kinds
    )
    results = {job.number: each for job, each in zip(begun, made, strict=True) if each}
    settled = [*first, *(limited(job, limit.largest) for job in jobs)]
    return [results[job.number].result(job) for job in settled if job.number in results]


def _has_pictures(job: PageJob) -> bool:
    return any(each.has_pictures for each in job.articles)


def _length(job: PageJob) -> int:
    """Return how many characters a page has, by which its work is estimated."""
    return sum(len(article.text) for page in job.pages for article in page.articles)


def draw(sheets: Sequence[SheetResult], number: int) -> None:
    """Draw sheets that are made up, in `number` processes."""
    results = in_processes([partial(_drawn, sheet) for sheet in sheets], number)
    for sheet, data in zip(sheets, results, strict=True):
        sheet.drawn = loads(data, sheet.job.setting.fonts)


@dataclass
class _Made:
    """A page as its process sends it: the fit, and what was found on the way.

    `drawn` is the sheet, or the page and the sheet on which it continues.
    """

    fit: Fit | None
    drawn: tuple[bytes, ...]
    starts: dict[str, dict[str, Position]]
    apart: bool
    key: str
    others: Others | None
    sized: dict[Type, Sequence[Size]]
    excess: Excess | None = None
    overflow: Overflow | None = None
    cut: dict[str, tuple[Story, str]] = field(default_factory=dict)
    _sheets: list[Drawn | None] | None = None

    def sheets(self, fonts: Fonts) -> list[Drawn | None]:
        """Return the sheets of the page, once they have been made of what was sent."""
        if self._sheets is None:
            self._sheets = [loads(data, fonts) if data else None for data in self.drawn]
            self.drawn = ()
        return self._sheets

    def result(self, job: PageJob) -> SheetResult:
        """Return the page as if it had been made up here."""
        job.starts |= self.starts
        job.sized |= self.sized
        job.excess, job.apart, job.cut = self.excess, self.apart, self.cut
        job.key, job.others = self.key, self.others
        drawn = self.sheets(job.setting.fonts)
        if self.overflow:
            overflow = replace(self.overflow, drawn=(drawn[0], drawn[1]))
            return SheetResult(job, None, overflow=overflow)
        return SheetResult(job, self.fit, drawn=drawn[0] if drawn else None)


def _front(job: PageJob, labels: Collection[str], is_wanted: bool, ask: Ask) -> _Made | None:
    """Make the front page up, and tell how large the headlines of others may be; then draw it."""
    fit = job.fit()
    ask(largest_below(fitted(job, fit)))
    return _finished(job, fit, labels) if is_wanted else None


def _below(job: PageJob, labels: Collection[str], is_early: bool, ask: Ask) -> _Made:
    """Make a page up when it is known how large its headlines may be, for which an early one waits.

    What does not depend on that is made ready.
    """
    if is_early and job.layout is not PageLayout.FLOW:
        _prepare(job)
    return _made(_limited(job, ask), labels)


def _limited(job: PageJob, ask: Ask) -> PageJob:
    return limited(job, cast("float", ask(None)))


def _made(job: PageJob, labels: Collection[str]) -> _Made:
    return _finished(job, job.fit(), labels)


def _prepare(job: PageJob) -> None:
    """Read the styles and learn the kinds of texts; of what is measured headlines may change."""
    usual = job.types[0][0]
    job.measure(usual)
    shared_css(job.setting.rules(job.grid(usual), measuring=False))


def _help(job: PageJob, ask: Ask) -> None:
    """Measure a page that another process makes up in the types that it may try after the first.

    Every second one comes first: the other process measures those between, or waits for none.
    """
    if job.layout is PageLayout.FLOW:
        return
    job = _limited(job, ask)
    tight, loose = job.types
    kinds = [*filter(None, chain.from_iterable(zip_longest(tight[1:], loose[1:])))]
    fitter = job.fitter()
    for kind in (*kinds[::2], *kinds[1::2][::-1]):
        if not fitter.is_hopeless(kind):
            job.measure(kind)


def _finished(job: PageJob, fit: Fit | None, labels: Collection[str]) -> _Made:
    """Draw a page that is made up; one that does not fit as if no other page had room."""
    is_drawn = not labels or not set(labels).isdisjoint(job.labels)
    if fit is not None:
        sheet = (_drawn(SheetResult(job, fit)),) if is_drawn else ()
        return _Made(fit, sheet, job.starts, job.apart, job.key, job.others, {})
    usual = job.setting.steps[0][0]
    found, sheets = excess(job), with_overflow(job)
    sized = {kind: sizes for kind, sizes in job.sized.items() if kind == usual}
    drawn = tuple(_drawn(sheet) if is_drawn else b"" for sheet in sheets)
    known = None
    if sheets:
        page, over = sheets
        known = Overflow(over.require_fit(), page.tails, over.heads, (None, None))
    return _Made(None, drawn, job.starts, job.apart, "", None, sized, found, known, job.cut)


def _drawn(sheet: SheetResult) -> bytes:
    return dumps(sheet.draw())
