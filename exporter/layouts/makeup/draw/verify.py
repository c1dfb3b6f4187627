"""What was drawn is looked at again: nothing may stand outside its frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exporter.layouts.makeup.measure.ruler import PX

SPARE = 0.6  # points by which descenders and rounding may pass a frame's edge


@dataclass(frozen=True)
class Overrun:
    """A frame whose content is higher than it: its classes and by how many points."""

    frame: str
    points: float


def overruns(document: Any) -> Iterator[Overrun]:
    """Yield the frames of a drawn sheet that hold more than they have room for."""
    for page in document.pages:
        for box in _frames(page._page_box):
            over = (_bottom(box) - (box.position_y + box.height)) * PX
            if over > SPARE:
                yield Overrun(str(box.element.get("class")), over)


def _frames(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        real = getattr(child, "_box", child)
        classes = (real.element.get("class") or "").split() if real.element is not None else ()
        if {"frame", "leg"} <= set(classes) or {"frame", "head"} <= set(classes):
            yield real
        else:
            yield from _frames(real)


def _bottom(box: Any) -> float:
    """Return the bottom of what is in a frame, margins left out."""
    bottoms = [
        child.position_y + child.margin_height() - child.margin_bottom
        for child in box.children
        if child.is_in_normal_flow()
    ]
    return float(max(bottoms, default=box.position_y))
