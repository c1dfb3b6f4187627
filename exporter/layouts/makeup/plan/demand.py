"""Estimates of the room that stories take, before any plan is searched for."""

from __future__ import annotations

import math
from collections.abc import Sequence

from exporter.layouts.makeup.plan.frame_book import FrameBook
from exporter.layouts.makeup.plan.grid import GAP, SheetGrid, sheet_room
from exporter.layouts.makeup.plan.quality import Fit
from exporter.layouts.makeup.plan.story import Story
from exporter.layouts.papers import Type

TIGHT = 1.02  # share of a page; a body type is tried if stories are estimated to take less
CROWDED = 1.5  # sheets; stories that take more at their smallest fit on one in no body type


def demand(stories: Sequence[Story], area: SheetGrid, book: FrameBook | None = None) -> float:
    """Estimate the lines of one column that the stories take at their smallest."""
    book = book or FrameBook(area)
    least = (book.least(story) for story in stories)
    return sum(
        _estimate(story, area) if math.isinf(lines) else lines
        for story, lines in zip(stories, least, strict=True)
    )


def load(stories: Sequence[Story], area: SheetGrid, book: FrameBook | None = None) -> float:
    """Estimate how many sheets the stories take at their smallest."""
    return demand(stories, area, book) / sheet_room(area)


def _estimate(story: Story, area: SheetGrid) -> float:
    """Estimate the lines of columns of a story that no frame on the sheet holds."""
    if story.box:
        return story.box[0] * (story.box[1] + GAP)
    heads = (head.lines * columns for columns, found in story.heads.items() for head in found)
    pictures = sum(
        min(shot.fixed.values())
        if shot.fixed
        else area.column * shot.ratio * (1 - area.crop) / area.line + shot.below[1]
        for shot in story.shots
    )
    return story.lines + min(heads, default=0) + pictures + GAP


def small_enough(
    types: Sequence[Type], stories: Sequence[Story], area: SheetGrid, book: FrameBook
) -> Sequence[Type]:
    """Leave out the tight body types at which the stories take too much by an estimate."""
    text = sum(story.lines for story in stories)
    other = demand(stories, area, book) - text
    usual = types[0]
    for number, kind in enumerate(types[1:], 1):
        if text * growth(kind, usual) + other <= sheet_room(area) * TIGHT:
            return types[number:]
    return ()


def growth(kind: Type, usual: Type) -> float:
    """Return how much more room a text takes in a body type than in the usual one."""
    return kind.size * kind.line / (usual.size * usual.line)


def filling(kind: Type, fit: Fit) -> float:
    """Estimate the share of a page that its stories fill in another body type."""
    text = sum(story.lines for story in fit.stories) / sheet_room(fit.area)
    return fit.own + text * (growth(kind, fit.type) - 1)


def roomier(types: Sequence[Type], fit: Fit) -> Sequence[Type]:
    """Return the loose body types to try: from the largest that surely fits, or the next, on."""
    usual = types[0]
    fitting = [
        number
        for number, kind in enumerate(types)
        if number and fit.own * growth(kind, usual) <= 1.0
    ]
    return types[max(fitting, default=1) :]
