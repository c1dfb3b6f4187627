"""A page that was edited as it was made up before, until it is made up anew."""

from __future__ import annotations

from dataclasses import replace

from exporter.layouts.makeup.page import PageJob
from exporter.layouts.makeup.plan.frame_book import FrameBook
from exporter.layouts.makeup.plan.legs import balanced
from exporter.layouts.makeup.plan.quality import Fit
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.plan.story import Story
from exporter.layouts.makeup.result import SheetResult
from exporter.model import PageLayout


def in_earlier_plan(job: PageJob, before: SheetResult) -> Fit | None:
    """Return the last plan of a page with the texts of now.

    None if a text no longer fits its frame, or if the page has other stories, or shares one.
    """
    fit = before.fit
    if fit is None or before.tails or before.heads or before.job.rests or before.job.apart:
        return None
    if PageLayout.FLOW in (job.layout, before.job.layout) or job.largest != before.job.largest:
        return None
    area, found = job.measure(fit.type)
    stories = {story.id: story for story in found}
    book = FrameBook(area)
    placed = [_with_text(each, stories, book) for each in fit.placements]
    kept = tuple(each for each in placed if each)
    names = {each.frame.story.id for each in kept if not each.frame.story.filler}
    if len(kept) < len(placed) or area != fit.area or names != stories.keys():
        return None
    return replace(fit, stories=tuple(each.frame.story for each in kept), placements=kept)


def _with_text(placed: Placement, stories: dict[str, Story], book: FrameBook) -> Placement | None:
    """Return a frame on the sheet with its text of now; None if the text does not fit."""
    frame = placed.frame
    story = stories.get(frame.story.id)
    if frame.story.filler or story == frame.story:
        return placed
    only = 1 << frame.lines
    made = book.frames(story, frame.columns, only=only).get(frame.lines) if story else None
    if made is None:
        return None
    return replace(placed, frame=replace(made, legs=balanced(made.story, made.legs)))
