"""Teasers (导读): the leads of other pages with their pictures, where a sheet has room to spare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from exporter.edition import Edition
from exporter.edition.documents import ArticleDocument
from exporter.edition.edition import DRAWING
from exporter.edition.parts import Shown
from exporter.languages.bound import whole_spans
from exporter.languages.characters import join_lines
from exporter.layouts.makeup.draw.crops import UNCUT, fit_in
from exporter.layouts.makeup.measure.headline_breaks import filled
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.stylesheet import points

TITLE = 2.0  # lines of the title of the box, with the space below
SIZE = 1.25  # of body type: headlines, whose lines are 1.25 lines high
LINE = 1.25
SPACE = 2.5  # lines: the label of the page below the picture, and the space below the teaser
INSET = 0.6  # ems of body type at the sides of the box, and lines above and below
MOST_LINES = 4  # of a headline
INCH = 72  # points
# Height by width of the pictures: from a wide one to about a square, so that rows fill the box.
LOWEST, HIGHEST = 0.45, 0.85


@dataclass(frozen=True)
class Teaser:
    """An article of another page: the label of its page, its headline in lines, its picture.

    `label` is as shown, `page` as the issue has it; `box` is the CSS of its place.
    """

    page: str
    label: str
    lines: tuple[str, ...]
    picture: Shown
    box: str = ""


@dataclass(frozen=True)
class TeaserBox:
    """Teasers that fill a box: width and height of their pictures in points, CSS of the title."""

    teasers: tuple[Teaser, ...]
    width: float
    height: float
    title: str


def teasers(
    edition: Edition, page: str, width: float, height: float, grid: SheetGrid, least_dpi: int = 0
) -> str:
    """Return a box of teasers of `width` by `height` points; empty if no number fills it."""
    box = teaser_box(edition, page, width, height, grid, least_dpi)
    if box is None:
        return ""
    return edition.render_document(
        "makeup/teasers.html",
        teasers=box.teasers,
        title=box.title,
        width=points(box.width),
        height=points(box.height),
        fit=partial(fit_in, width=box.width, height=box.height, crop=grid.crop),
    )


def teaser_box(
    edition: Edition, page: str, width: float, height: float, grid: SheetGrid, least_dpi: int = 0
) -> TeaserBox | None:
    """Return teasers that fill a box of `width` by `height` points, or None.

    `page` is the label of the page that they stand on; its own articles are left out, and pictures
    that would be coarser than `least_dpi`.
    """
    aside, above = INSET * grid.type.size, INSET * grid.line
    for columns in range(max(1, round(width / (grid.column + grid.gap))), 0, -1):
        own = (width - 2 * aside - (columns - 1) * grid.gap) / columns
        found = list(_found(edition, page, own, grid, least_dpi))
        for rows in range(1, len(found) // columns + 1):
            shown = found[: columns * rows]
            row = (height - 2 * above - TITLE * grid.line) / rows
            words = max(len(each.lines) for each in shown) * LINE + SPACE
            high = row - words * grid.line
            if not LOWEST <= high / own <= HIGHEST:
                continue
            top = above + TITLE * grid.line
            return TeaserBox(
                tuple(
                    replace(each, box=_box(place, columns, own, row, grid, (aside, top)))
                    for place, each in enumerate(shown)
                ),
                own,
                high,
                f"top:{points(above)};left:{points(aside)};right:{points(aside)}",
            )
    return None


def _box(
    place: int,
    columns: int,
    width: float,
    row: float,
    grid: SheetGrid,
    corner: tuple[float, float],
) -> str:
    """Return the CSS of the place of a teaser, the first of which is at a corner in points."""
    side = "right" if grid.mirrored else "left"
    x = corner[0] + place % columns * (width + grid.gap)
    y = corner[1] + place // columns * row
    return f"{side}:{points(x)};top:{points(y)};width:{points(width)};height:{points(row)}"


def _found(
    edition: Edition, page: str, width: float, grid: SheetGrid, least_dpi: int
) -> Iterator[Teaser]:
    """Yield a teaser for each other page that has a picture: its first article with one."""
    known: set[str] = {page}
    for document in edition.article_documents:
        if document.page.label in known:
            continue
        pictures = document.parts.pictures
        sharp = [each for each in pictures if _is_sharp(edition, each, width, grid, least_dpi)]
        lines = _lines(document, width, grid) if sharp else ()
        if sharp and len(lines) <= MOST_LINES:
            page, label = document.page.label, edition.page_label(document.page)
            known.add(page)
            yield Teaser(page, label, lines, sharp[0])


def _is_sharp(
    edition: Edition, shown: Shown, width: float, grid: SheetGrid, least_dpi: int
) -> bool:
    """Whether a picture has `least_dpi` in a box of `width` points, cut as much as may be."""
    picture = edition.resources[shown.name].picture
    if picture.media_type == DRAWING:
        return True
    widest = width if shown.whole else width / (1 - grid.crop - UNCUT)
    return picture.width * INCH >= least_dpi * widest


def _lines(document: ArticleDocument, width: float, grid: SheetGrid) -> tuple[str, ...]:
    """Break the headline of an article into lines."""
    headline = join_lines(document.article.headline)
    most = width / grid.type.size / SIZE - 0.2
    return filled(headline, most, grid.faces.headline.ems, whole_spans(headline, document.language))
