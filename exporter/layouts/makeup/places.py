"""Where each article stands, as data: sheets and rectangles in mm, regions, and PDF threads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from exporter.layouts.makeup.issue import MadeUp
from exporter.layouts.makeup.plan.frame import GAP, Frame, Leg
from exporter.layouts.makeup.plan.grid import MM, SheetGrid
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.plan.story import Position


@dataclass(frozen=True)
class Rectangle:
    """A rectangle of an article on a sheet, in mm from the top left corner of the paper.

    `sheet` counts from 1; `leg` tells a column of text from the whole frame of the article.
    `advertisement` is what a box advertises, or its number on the page; it has no article.
    """

    article: str
    page: str
    sheet: int
    x: float
    y: float
    width: float
    height: float
    leg: bool = False
    advertisement: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for a machine-readable report."""
        return asdict(self)


def rectangles(sheets: Sequence[MadeUp]) -> list[Rectangle]:
    """Return the frame of each article on each sheet, in reading order.

    Briefs that were gathered have the pieces of columns that they take instead.
    """
    return [each for each in _all(sheets) if not each.leg]


def advertisements(sheets: Sequence[MadeUp]) -> list[Rectangle]:
    """Return the box of each advertisement, in reading order."""
    found = []
    for number, sheet in enumerate(sheets, 1):
        for placed in sheet.fit.placements if sheet.fit else ():
            frame = placed.frame
            if frame.story.box and sheet.fit:
                box = Leg(0, 0, frame.lines - GAP, 0, 0)
                label, area = sheet.job.page.label, sheet.fit.area
                made = _rectangle("", label, number, area, placed, box, False, frame.columns)
                found.append(replace(made, advertisement=_advertised(sheet, frame.story.id)))
    return found


def _advertised(sheet: MadeUp, name: str) -> str:
    """Return what an advertisement is of, or its number on the page."""
    number = int(name.rpartition("-")[2])
    return sheet.job.page.advertisements[number - 1].alt or str(number)


def legs(sheets: Sequence[MadeUp]) -> list[Rectangle]:
    """Return the columns of text of each article, in reading order."""
    return [each for each in _all(sheets) if each.leg]


def _all(sheets: Sequence[MadeUp]) -> Iterator[Rectangle]:
    for number, sheet in enumerate(sheets, 1):
        for placed in sheet.fit.placements if sheet.fit else ():
            story = placed.frame.story
            if not (story.box or story.filler):
                yield from _of_story(sheet, number, placed)


def _of_story(sheet: MadeUp, number: int, placed: Placement) -> Iterator[Rectangle]:
    assert sheet.fit is not None
    area, frame = sheet.fit.area, placed.frame
    article = frame.story.id.partition(".")[0]
    page = sheet.job.page.label
    starts = sheet.job.starts.get(article)
    if starts:
        for name, leg in _parted(frame, starts):
            for kind in (False, True):
                yield _rectangle(name, page, number, area, placed, leg, kind)
        return
    whole = Leg(0, 0, frame.lines - 1, 0, 0)
    yield _rectangle(article, page, number, area, placed, whole, False, frame.columns)
    for leg in frame.legs:
        yield _rectangle(article, page, number, area, placed, leg, True)


def _rectangle(
    article: str,
    page: str,
    sheet: int,
    area: SheetGrid,
    placed: Placement,
    leg: Leg,
    is_leg: bool,
    columns: int = 1,
) -> Rectangle:
    return Rectangle(
        article,
        page,
        sheet,
        round(area.x(placed.column + leg.column, columns) / MM, 2),
        round(area.y(placed.line + leg.top) / MM, 2),
        round(area.span(columns) / MM, 2),
        round(leg.lines * area.line / MM, 2),
        is_leg,
    )


def _parted(frame: Frame, starts: dict[str, Position]) -> Iterator[tuple[str, Leg]]:
    """Yield the pieces of legs that belong to each of several gathered briefs."""
    slices = frame.story.slices
    names = sorted(starts, key=lambda name: starts[name])
    for leg in frame.legs:
        line, owner, top, first = leg.top, "", leg.top, leg.first
        for number in range(leg.first, leg.last):
            piece = slices[number]
            line += piece.before if number > leg.first else 0
            now = [name for name in names if starts[name] <= piece.start][-1]
            if now != owner:
                if owner:
                    yield owner, Leg(leg.column, top, line - top, first, number)
                owner, top, first = now, line, number
            line += piece.lines
        if owner:
            yield owner, Leg(leg.column, top, line - top, first, leg.last)


def thread(pdf: Any, sheets: Sequence[MadeUp]) -> None:
    """Put an article thread for each article into a PDF of pydyf (ISO 32000-2 §12.4.3).

    A reader that knows threads leads from column to column, and from page to page.
    """
    import pydyf

    pages = [each for each in pdf.objects if _is_page(each)]
    titles = {
        article.id: article.title
        for sheet in sheets
        for article in sheet.job.edition.issue.articles
    }
    by_article: dict[str, list[Rectangle]] = {}
    for each in legs(sheets):
        by_article.setdefault(each.article, []).append(each)
    threads = []
    for article, found in by_article.items():
        info = pydyf.Dictionary({"Title": pydyf.String(titles.get(article, article))})
        threads.append(_thread(pdf, pages, found, info))
    if threads:
        pdf.catalog["Threads"] = pydyf.Array(threads)


def _is_page(each: Any) -> bool:
    return isinstance(each, dict) and each.get("Type") == "/Page"


def _thread(pdf: Any, pages: Sequence[Any], found: Sequence[Rectangle], info: Any) -> Any:
    """Add one thread and its beads; return the reference to it."""
    import pydyf

    whole = pydyf.Dictionary({"Type": "/Thread", "I": info})
    pdf.add_object(whole)
    beads = [pydyf.Dictionary({"Type": "/Bead"}) for _ in found]
    for bead in beads:
        pdf.add_object(bead)
    whole["F"] = beads[0].reference
    for number, (bead, place) in enumerate(zip(beads, found, strict=True)):
        page = pages[place.sheet - 1]
        bead["T"] = whole.reference
        bead["N"] = beads[(number + 1) % len(beads)].reference
        bead["V"] = beads[number - 1].reference
        bead["P"] = page.reference
        bead["R"] = pydyf.Array(_corners(page, place))
        page.setdefault("B", pydyf.Array([])).append(bead.reference)
    return whole.reference


def _corners(page: Any, place: Rectangle) -> list[float]:
    """Return left, bottom, right, top in points from the bottom left of the trimmed sheet."""
    box = page.get("TrimBox") or page["MediaBox"]
    left, top = float(box[0]) + place.x * MM, float(box[3]) - place.y * MM
    corners = left, top - place.height * MM, left + place.width * MM, top
    return [round(corner, 3) for corner in corners]
