"""What other sheets show of the pages that are made again: headlines, and the rest of texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from exporter.findings import Finding
from exporter.layouts.makeup.draw.furniture import pages_announced
from exporter.layouts.makeup.draw.sheet import teased
from exporter.layouts.makeup.result import SheetResult
from exporter.model import PageLayout


def elsewhere(sheets: Sequence[SheetResult], wanted: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each sheet that is kept but shows something of a page made again.

    `sheets` are all of the issue, `wanted` the labels of the pages to make; empty means all.
    """
    for sheet in sheets if wanted else ():
        if not set(wanted).isdisjoint(sheet.job.labels):
            continue
        for what, labels in (("headlines", _teased(sheet)), ("text", _continued(sheet))):
            found = [label for label in wanted if label in labels]
            if found:
                yield Finding(
                    "pdf-page-elsewhere",
                    sheet.job.edition.issue.origin,
                    0,
                    f"page {sheet.job.label} shows {what} of page {', '.join(found)} "
                    "and is not made again",
                    f"add `--pages {sheet.job.page.label}` if they changed",
                )


def _teased(sheet: SheetResult) -> set[str]:
    """Return the labels of the pages that contents and teasers of a sheet show headlines of."""
    job, fit = sheet.job, sheet.fit
    if fit is None or job.layout is PageLayout.FLOW:
        return set()
    stories = ((placed, placed.frame.story) for placed in fit.placements)
    fillers = [placed for placed, story in stories if story.filler or story.box]
    if not fillers and not job.is_first:
        return set()
    made = job.sheet(fit, sheet.tails, sheet.heads)
    is_seen = not (made.whole or made.bleeding or made.fills)
    front = pages_announced(job.edition, job.grid()) if job.is_first and is_seen else set()
    return front.union(*(teased(job.edition, made, placed) for placed in fillers))


def _continued(sheet: SheetResult) -> set[str]:
    """Return the labels of the pages whose text goes on here."""
    return {label for rest in sheet.job.rests for label in rest.origin.labels}
