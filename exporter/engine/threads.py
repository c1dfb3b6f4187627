"""Article threads of a PDF (ISO 32000-2 §12.4.3).

Viewers that support threads lead from column to column, and from page to page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pydyf

if TYPE_CHECKING:
    from weasyprint.document import Page


@dataclass(frozen=True)
class Bead:
    """A rectangle on a sheet, counted from 1, in points from the top left of its trimmed size."""

    sheet: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Thread:
    """An article: its title and where it stands, in reading order."""

    title: str
    beads: Sequence[Bead]


def add_threads(pdf: pydyf.PDF, threads: Sequence[Thread]) -> None:
    """Put threads into a PDF of pydyf."""
    pages = [each for each in pdf.objects if _is_page(each)]
    if threads:
        pdf.catalog["Threads"] = pydyf.Array([_add(pdf, pages, thread) for thread in threads])


def _is_page(each: object) -> bool:
    return isinstance(each, dict) and each.get("Type") == "/Page"


def _add(pdf: pydyf.PDF, pages: Sequence[Page], thread: Thread) -> object:
    """Add one thread and its beads; return the reference to it."""
    info = pydyf.Dictionary({"Title": pydyf.String(thread.title)})
    whole = pydyf.Dictionary({"Type": "/Thread", "I": info})
    pdf.add_object(whole)
    beads = [pydyf.Dictionary({"Type": "/Bead"}) for _ in thread.beads]
    for bead in beads:
        pdf.add_object(bead)
    whole["F"] = beads[0].reference
    for number, (bead, place) in enumerate(zip(beads, thread.beads, strict=True)):
        page = pages[place.sheet - 1]
        bead["T"] = whole.reference
        bead["N"] = beads[(number + 1) % len(beads)].reference
        bead["V"] = beads[number - 1].reference
        bead["P"] = page.reference
        bead["R"] = pydyf.Array(_corners(page, place))
        page.setdefault("B", pydyf.Array([])).append(bead.reference)
    return whole.reference


def _corners(page: Page, place: Bead) -> list[float]:
    """Return left, bottom, right, top in points from the bottom left of the trimmed sheet."""
    box = page.get("TrimBox") or page["MediaBox"]
    left, top = float(box[0]) + place.x, float(box[3]) - place.y
    corners = left, top - place.height, left + place.width, top
    return [round(corner, 3) for corner in corners]
