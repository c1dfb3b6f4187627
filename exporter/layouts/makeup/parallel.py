"""Pages made up and drawn in several processes, each page whole, and sent back as it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, zip_longest

from exporter.engine.transfer import dumps, loads
from exporter.layouts.makeup.excess import excess
from exporter.layouts.makeup.issue import with_overflow
from exporter.layouts.makeup.measure.sizes import Size
from exporter.layouts.makeup.page import PageJob
from exporter.layouts.makeup.page_outcomes import Others
from exporter.layouts.makeup.plan.carry import Excess
from exporter.layouts.makeup.plan.quality import Fit
from exporter.layouts.makeup.plan.story import Position, Story
from exporter.layouts.makeup.result import Overflow, SheetResult
from exporter.layouts.papers import Type
from exporter.layouts.workers import in_processes
from exporter.model import PageLayout


def make_up(
    jobs: Sequence[PageJob],
    number: int,
    drawn: Collection[str] = (),
    front: SheetResult | None = None,
) -> list[SheetResult]:
    """Make up and draw each page for itself, in `number` processes, the longest first.

    `drawn` are the labels of the pages to draw, none for all. The `front` page, made up already, is
    drawn beside the others, and returned before them.
    """
    calls = [(front.job, partial(_finished, front.job, front.fit, drawn))] if front else []
    calls += [(job, partial(_made, job, drawn)) for job in jobs]
    order = sorted(range(len(calls)), key=lambda at: _length(calls[at][0]), reverse=True)
    helps = [partial(_help, calls[at][0]) for at in order if calls[at][0].setting.store.folder]
    made = in_processes([calls[at][1] for at in order], number, helps)
    results = dict(zip(order, made, strict=True))
    return [results[at].result(job) for at, (job, _) in enumerate(calls)]


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


def _made(job: PageJob, labels: Collection[str]) -> _Made:
    return _finished(job, job.fit(), labels)


def _help(job: PageJob) -> None:
    """Measure a page that another process makes up in the types that it may try after the first.

    Every second one comes first: the other process measures those between, or waits for none.
    """
    if job.layout is PageLayout.FLOW:
        return
    tight, loose = job.types
    kinds = [*filter(None, chain.from_iterable(zip_longest(tight[1:], loose[1:])))]
    for kind in (*kinds[::2], *kinds[1::2][::-1]):
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
