"""Other plans for a sheet whose text, as it was drawn, runs out of its frames."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.layouts.makeup.plan.closing import Fitter
from exporter.layouts.makeup.plan.quality import Fit, rank
from exporter.layouts.makeup.result import SheetResult
from exporter.model import PageLayout


def others(sheet: SheetResult) -> Iterator[Fit]:
    """Yield other plans for a sheet, the best first: other shapes, then smaller body types.

    None for a sheet that shares a story with another one, because the parts were cut by its lines.
    """
    job, fit = sheet.job, sheet.fit
    if fit is None or fit.over or job.rests or job.layout is PageLayout.FLOW:
        return
    fitter = Fitter(job.measure, *job.types, job.layout)
    found = sorted(fitter.others(fit), key=rank, reverse=True)
    yield from (
        each for each in found if (each.type, each.placements) != (fit.type, fit.placements)
    )
