"""What a page has too much: cut so that the rest can continue elsewhere, if that is the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exporter.layouts.makeup.page import PageJob, Rest
from exporter.layouts.makeup.plan.carry import Carried, Excess, carry
from exporter.layouts.makeup.plan.demand import CROWDED, load
from exporter.layouts.makeup.plan.frame_book import FrameBook
from exporter.layouts.makeup.plan.quality import Fit
from exporter.layouts.makeup.plan.story import Story

FEW = 2  # articles a sheet


def excess(job: PageJob) -> Excess:
    """Return how many sheets a page that does not fit takes, and the page cut; computed once."""
    if job.excess is None:
        job.excess = _kept(job)
        job.books.clear()
    return job.excess


def continued(job: PageJob, carried: Carried) -> PageJob:
    """Return the work on an overflow sheet that holds all that a page has too much."""
    job.cut = job.cut or dict(_cut_stories(job, carried))
    part = job.part + 1
    rests = [
        Rest(story, carried.rests[name], job, part, headline)
        for name, (story, headline) in job.cut.items()
    ]
    return replace(job, articles=[], part=part, rests=tuple(rests))


def _cut_stories(job: PageJob, carried: Carried) -> Iterator[tuple[str, tuple[Story, str]]]:
    """Yield the stories of which rests continue, as they were measured, with their headlines."""
    kind = carried.fit.type
    stories = {story.id: story for story in job.measure(kind)[1]}
    for name in carried.rests:
        yield name, (stories[name], job.parts[kind][name].article.headline[0])


def cut(job: PageJob) -> Carried | None:
    """Return a page whose stories are cut until it fits at the usual body type; None if none do."""
    area, stories = job.measure(job.setting.steps[0][0])
    return carry(stories, area, _book(job))


def fitted(job: PageJob, fit: Fit | None) -> Fit | None:
    """Return how a sheet looks whose articles fit, as `fit`, or are cut; None if it flows."""
    carried = None if fit else excess(job).carried or cut(job)
    return carried.fit if carried else fit


def _kept(job: PageJob) -> Excess:
    kind = job.setting.steps[0][0]
    area, stories = job.measure(kind)
    store = job.setting.store
    key = store.key("excess", job.keys[kind], repr((area, stories)))
    known = store.load(key, Excess)
    if known is None:
        sheets = load(stories, area, _book(job))
        # Few long articles fill sheets better cut than whole.
        is_cut = sheets < CROWDED or len(job.articles) < FEW * sheets
        known = Excess(sheets, cut(job) if is_cut else None)
        store.save(key, known)
    return known


def _book(job: PageJob) -> FrameBook:
    """Return the frames of the stories at the usual body type, those of the search if it was."""
    kind = job.setting.steps[0][0]
    return job.books.setdefault(kind, FrameBook(job.measure(kind)[0]))
