"""Pages made up and drawn in several processes, each page whole, and sent back as it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

from exporter.engine.transfer import dumps, loads
from exporter.layouts.makeup.excess import continued, excess
from exporter.layouts.makeup.measure.sizes import Size
from exporter.layouts.makeup.page import Outcome, PageJob
from exporter.layouts.makeup.plan.carry import Excess
from exporter.layouts.makeup.plan.fit import Fit
from exporter.layouts.makeup.plan.story import Position
from exporter.layouts.makeup.result import SheetResult
from exporter.layouts.papers import Type
from exporter.layouts.processes import in_processes


def make_up(jobs: Sequence[PageJob], number: int, drawn: Collection[str] = ()) -> list[SheetResult]:
    """Make up and draw each page for itself, in `number` processes.

    `drawn` are the labels of the pages to draw, none for all.
    """
    results = in_processes([partial(_made, job, drawn) for job in jobs], number)
    return [made.result(job) for job, made in zip(jobs, results, strict=True)]


def draw(sheets: Sequence[SheetResult], number: int) -> None:
    """Draw sheets that are made up, in `number` processes."""
    results = in_processes([partial(_drawn, sheet) for sheet in sheets], number)
    for sheet, data in zip(sheets, results, strict=True):
        sheet.drawn = loads(data, sheet.job.setting.fonts)


@dataclass(frozen=True)
class _Made:
    """A page as its process sends it: the fit, the sheet drawn, and what was found on the way."""

    fit: Fit | None
    drawn: bytes
    starts: dict[str, dict[str, Position]]
    sized: dict[Type, Sequence[Size]]
    excess: Excess | None
    onward: Outcome | None
    apart: bool

    def result(self, job: PageJob) -> SheetResult:
        """Return the page as if it had been made up here."""
        job.starts |= self.starts
        job.sized |= self.sized
        job.excess, job.onward, job.apart = self.excess, self.onward, self.apart
        drawn = loads(self.drawn, job.setting.fonts) if self.drawn else None
        return SheetResult(job, self.fit, drawn=drawn)


def _made(job: PageJob, labels: Collection[str]) -> _Made:
    fit = job.fit()
    if fit is None:
        usual = job.setting.steps[0][0]
        found = excess(job)
        sized = {kind: sizes for kind, sizes in job.sized.items() if kind == usual}
        more = continued(job, found.carried) if found.carried else None
        onward = Outcome(more.fit()) if more else None
        return _Made(None, b"", job.starts, sized, found, onward, job.apart)
    is_drawn = not labels or job.page.label in labels
    data = _drawn(SheetResult(job, fit)) if is_drawn else b""
    return _Made(fit, data, job.starts, {}, None, None, job.apart)


def _drawn(sheet: SheetResult) -> bytes:
    return dumps(sheet.draw())
