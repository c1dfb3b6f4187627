"""Pages made up and drawn in several processes, each page whole, and sent back as it is."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, zip_longest
from typing import cast

from exporter.engine.renderer import shared_css
from exporter.engine.transfer import dumps, loads
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


class Front:
    """The front page, whose lead has the largest headline of the issue, if it `is_wanted`."""

    def __init__(self, job: PageJob | None = None, is_wanted: bool = True) -> None:
        self.jobs = [job] if job and is_wanted else []
        self._job, self._fit, self.largest = job, cast("Fit | None", None), math.inf

    def make_up(self) -> None:
        """Make the page up."""
        if self._job:
            self._fit = self._job.fit()
            self.largest = largest_below(fitted(self._job, self._fit))

    def finished(self, labels: Collection[str], _: Ask) -> _Made:
        """Draw the page, which is made up."""
        return _finished(self.jobs[0], self._fit, labels)

    def answer(self, at: int, _: object) -> Iterable[tuple[int, object]]:
        """Answer that headlines of a page may be no larger."""
        return ((at, self.largest),)


def make_up(
    jobs: Sequence[PageJob], number: int, drawn: Collection[str] = (), front: Front | None = None
) -> list[SheetResult]:
    """Make up and draw each page for itself, in `number` processes, the longest first.

    `drawn` are the labels of the pages to draw, none for all. The `front` page is made up here,
    while all processes but one prepare for their first pages, whose headlines depend on it; it is
    drawn beside the others, and returned before them.
    """
    first = front or Front()
    order = sorted(jobs, key=_length, reverse=True)
    late = 1 - len(first.jobs)  # the first of all calls is made when the front page is known
    calls = [
        *(partial(first.finished, drawn) for _ in first.jobs),
        *(
            partial(_below, job, drawn, bool(front) and late <= at < number + late - 1)
            for at, job in enumerate(order)
        ),
    ]
    begun = [*first.jobs, *order]
    helps = [partial(_help, job) for job in begun if job.setting.store.folder]
    made = asking(calls, number, first.answer, helps, first.make_up if front else None)
    results = {job.number: each for job, each in zip(begun, made, strict=True)}
    settled = [*first.jobs, *(limited(job, first.largest) for job in jobs)]
    return [results[job.number].result(job) for job in settled]


def _length(job: PageJob) -> int:
    """Return how many characters a page has, by which its work is estimated."""
    return sum(len(article.text) for page in job.pages for article in page.articles)


def draw(sheets: Sequence[SheetResult], number: int) -> None:
    """Draw sheets that are made up, in `number` processes."""
    results = in_processes([partial(_drawn, sheet) for sheet in sheets], number)
    for sheet, data in zip(sheets, results, strict=True):
        sheet.drawn = loads(data, sheet.job.setting.fonts)


@dataclass(frozen=True)
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

    def result(self, job: PageJob) -> SheetResult:
        """Return the page as if it had been made up here."""
        job.starts |= self.starts
        job.sized |= self.sized
        job.excess, job.apart, job.cut = self.excess, self.apart, self.cut
        job.key, job.others = self.key, self.others
        fonts = job.setting.fonts
        drawn = [loads(data, fonts) if data else None for data in self.drawn]
        if self.overflow:
            overflow = replace(self.overflow, drawn=(drawn[0], drawn[1]))
            return SheetResult(job, None, overflow=overflow)
        return SheetResult(job, self.fit, drawn=drawn[0] if drawn else None)


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
