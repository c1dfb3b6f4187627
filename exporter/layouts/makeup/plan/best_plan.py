"""The best plan of a page at one body type: a search, and more thrift where that leaves room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exporter.layouts.makeup.plan.frame_book import FrameBook
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.larger_heads import with_larger_heads
from exporter.layouts.makeup.plan.legs import balanced
from exporter.layouts.makeup.plan.quality import (
    FULL,
    Fit,
    is_inverted,
    judged,
    ragged,
    rank,
    strips,
    too_much,
)
from exporter.layouts.makeup.plan.search import search
from exporter.layouts.makeup.plan.slicing import Placement, placements
from exporter.layouts.makeup.plan.story import Story
from exporter.model import PageLayout

THRIFT = (1, 12, 4)  # from the best plan to the fullest, and between them if that one is full
HOPELESS = 0.9  # share of a page; if less is filled, saving space does not help


def best_plan(
    stories: Sequence[Story],
    area: SheetGrid,
    layout: PageLayout = PageLayout.AUTO,
    book: FrameBook | None = None,
) -> Fit | None:
    """Return the best plan of a page at one body type, None if there is none.

    A page that is not full is searched again with more thrift.
    """
    book = book or FrameBook(area)
    best: Fit | None = None
    for thrift in THRIFT:
        fit = plan_of(stories, layout, thrift, book)
        if fit is None:
            break
        # Of full plans with even feet the one of less thrift is the better.
        full = fit.own >= FULL and not is_inverted(fit) and not ragged(fit)
        if best is None or rank(fit) > rank(best) or full:
            best = fit
        if full is (thrift == THRIFT[0]) or fit.own < HOPELESS:
            break
    return best


def plan_of(
    stories: Sequence[Story],
    layout: PageLayout,
    thrift: float,
    book: FrameBook,
    free: bool = False,
) -> Fit | None:
    """Return the plan of a page that one search finds, None if there is none."""
    area = book.grid
    plans = search(stories, area, layout, thrift, book, free=free)
    if not plans:
        return None
    best = plans.best(area)
    others = tuple((tuple(placements(plan)), more) for plan, more in plans.others(area))
    made = finished(stories, tuple(placements(best)), area, best.cost)
    return lighter(replace(made, others=others))


def lighter(fit: Fit) -> Fit:
    """Return a page of which one article takes too much by the best plan in which it takes less.

    Plans of other archetypes cost little more.
    """
    heavy, best = too_much(fit), fit
    for placed, more in fit.others if heavy else ():
        other = finished(fit.stories, placed, fit.area, fit.cost + more)
        is_lighter = too_much(other) < heavy and strips(other) <= strips(fit)
        if is_lighter and rank(other) > rank(best):
            best = replace(other, others=tuple(each for each in fit.others if each[0] != placed))
    return best


def finished(
    stories: Sequence[Story], placed: Sequence[Placement], area: SheetGrid, cost: float
) -> Fit:
    """Return a page by a plan, its feet even and its headlines as large as there is room."""
    return judged(stories, with_larger_heads(list(map(_balanced, placed)), area), area, cost)


def _balanced(placed: Placement) -> Placement:
    frame = placed.frame
    return replace(placed, frame=replace(frame, legs=balanced(frame.story, frame.legs)))
