"""Where each article stands, as data: sheets and rectangles in mm, regions, and threads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple, dataclass

from exporter.engine.threads import Bead, Thread
from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.legs import Leg
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.plan.story import Position
from exporter.layouts.makeup.result import SheetResult
from exporter.units import MM


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

    def as_dict(self) -> dict[str, object]:
        """Return plain values for a machine-readable report."""
        return asdict(self)


def rectangles(sheets: Sequence[SheetResult]) -> list[Rectangle]:
    """Return the frame of each article on each sheet, in reading order.

    Briefs that were gathered have the pieces of columns that they take instead.
    """
    return [each for each in _all(sheets) if not each.leg]


def advertisements(sheets: Sequence[SheetResult]) -> list[Rectangle]:
    """Return the box of each advertisement, in reading order."""
    found = []
    for number, sheet in enumerate(sheets, 1):
        if sheet.fit is None or not sheet.job.advertisements():
            continue
        drawn = sheet.job.sheet(sheet.fit, sheet.tails, sheet.heads)
        for placed in sheet.fit.placements:
            if placed.frame.story.box:
                box = drawn.box(placed)
                x, y, width, height = (round(each / MM, 2) for each in astuple(box))
                what = _advertised(sheet, placed.frame.story.id)
                label = sheet.job.page.label
                found.append(Rectangle("", label, number, x, y, width, height, advertisement=what))
    return found


def _advertised(sheet: SheetResult, name: str) -> str:
    """Return what an advertisement is of, or its number on the page."""
    number = int(name.rpartition("-")[2])
    return sheet.job.boxes()[name].alt or str(number)


def legs(sheets: Sequence[SheetResult]) -> list[Rectangle]:
    """Return the columns of text of each article, in reading order."""
    return [each for each in _all(sheets) if each.leg]


def _all(sheets: Sequence[SheetResult]) -> Iterator[Rectangle]:
    for number, sheet in enumerate(sheets, 1):
        for placed in sheet.fit.placements if sheet.fit else ():
            story = placed.frame.story
            if sheet.fit and not (story.box or story.filler):
                yield from _of_story(sheet, sheet.fit.area, number, placed)


def _of_story(
    sheet: SheetResult, area: SheetGrid, number: int, placed: Placement
) -> Iterator[Rectangle]:
    frame = placed.frame
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
    for leg in frame.texts:
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
        round(area.room(placed.column + leg.column, columns) / MM, 2),
        round(leg.lines * area.line / MM, 2),
        is_leg,
    )


def _parted(frame: Frame, starts: dict[str, Position]) -> Iterator[tuple[str, Leg]]:
    """Yield the pieces of legs that belong to each of several gathered briefs."""
    slices = frame.story.slices
    names = sorted(starts, key=lambda name: starts[name])
    for leg in frame.texts:
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


def threads(sheets: Sequence[SheetResult]) -> list[Thread]:
    """Return an article thread for each article."""
    titles = {
        article.id: article.title
        for sheet in sheets
        for article in sheet.job.edition.issue.articles
    }
    by_article: dict[str, list[Bead]] = {}
    for each in legs(sheets):
        bead = Bead(each.sheet, each.x * MM, each.y * MM, each.width * MM, each.height * MM)
        by_article.setdefault(each.article, []).append(bead)
    return [Thread(titles.get(name, name), beads) for name, beads in by_article.items()]
