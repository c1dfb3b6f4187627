"""Advertisements after the articles of a page, at the size sold or as large as there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exporter.edition.documents import ShownAdvertisement
from exporter.layouts.papers import Grid
from exporter.units import MM

HEAD_LINES = 5  # of the page's name, the rule and the label above, which share its sheet


@dataclass(frozen=True)
class SetAdvertisement:
    """An advertisement as it is set: the name of its picture, what it shows, its size in points."""

    name: str
    alt: str
    width: str
    height: str


def set_advertisements(
    shown: Iterable[ShownAdvertisement], grid: Grid
) -> Iterator[SetAdvertisement]:
    """Yield advertisements at their size, never larger than the type area of the grid."""
    highest = grid.height - HEAD_LINES * grid.type.line
    for each in shown:
        width, height = each.box.width_mm * MM, each.box.height_mm * MM
        scale = min(1, grid.width / width, highest / height)
        yield SetAdvertisement(
            each.name, each.box.alt, f"{width * scale:.2f}", f"{height * scale:.2f}"
        )
