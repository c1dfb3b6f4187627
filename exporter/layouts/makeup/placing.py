"""Where authors want stories and advertisements on a page, as the search sees it."""

from __future__ import annotations

from collections.abc import Mapping

from exporter.layouts.makeup.draw import advertisements
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.story import Story
from exporter.model import Advertisement, Place

MIRROR = {Place.LEFT: Place.RIGHT, Place.RIGHT: Place.LEFT}
ORDER = {Place.TOP: -1, Place.BOTTOM: 1}


def box_stories(boxes: Mapping[str, Advertisement], area: SheetGrid) -> list[Story]:
    """Return advertisements as stories of one size: whole columns and lines around each."""
    alone = sum(box.place is Place.BOTTOM for box in boxes.values()) == 1
    return [
        Story(
            name,
            100 + number,
            {},
            box=advertisements.reserved(box, area, alone),
            place=seen_place(box.place, area),
        )
        for number, (name, box) in enumerate(boxes.items(), 1)
    ]


def seen_place(place: Place, grid: SheetGrid) -> Place:
    """Return a place as the search sees it, which lays the first column at the left."""
    return MIRROR.get(place, place) if grid.mirrored else place


def in_order(story: Story) -> tuple[int, int]:
    """Sort stories: those wanted at the top first, those at the foot last, then by rank."""
    return ORDER.get(story.place, 0), story.rank
