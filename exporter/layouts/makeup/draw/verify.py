"""What was drawn is looked at again: nothing may be outside its frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exporter.engine.boxes import Document, Page, ParentBox, attribute, bottom, descend, find
from exporter.layouts.trees import PX

SPARE = 0.6  # points by which descenders and rounding may pass a frame's edge


@dataclass(frozen=True)
class Overrun:
    """A frame whose content is higher than it: its classes, by how many points, the article's id.

    Gathered briefs have no id.
    """

    frame: str
    points: float
    article: str = ""


@dataclass(frozen=True)
class Drawn:
    """What was drawn of a sheet: its pages, laid out, and the frames that hold too much.

    `loose` is the share of its lines of words that are loose; None without such lines.
    """

    pages: list[Page]
    overruns: tuple[Overrun, ...]
    loose: float | None = None


def overruns(document: Document) -> Iterator[Overrun]:
    """Yield the frames of a drawn sheet that hold more than they have room for."""
    for article in find(document.pages, _is_article):
        for box in filter(_is_frame, descend(article)):
            over = (_bottom(box) - (box.position_y + box.height)) * PX
            if over > SPARE:
                yield Overrun(attribute(box, "class"), over, attribute(article, "data-article"))


def _is_article(box: ParentBox) -> bool:
    return "article" in attribute(box, "class").split()


def _is_frame(box: ParentBox) -> bool:
    classes = set(attribute(box, "class").split())
    return "frame" in classes and not classes.isdisjoint(("leg", "head", "folded", "shot"))


def _bottom(frame: ParentBox) -> float:
    """Return the bottom of what is in a frame, margins left out."""
    bottoms = [bottom(child) for child in frame.children if child.is_in_normal_flow()]
    return max(bottoms, default=frame.position_y)
