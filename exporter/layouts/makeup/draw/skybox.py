"""The skybox: the leads of other pages above the masthead.

Each has its picture, if its headline has room beside it. One that is too long is left out, and
the others share its room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from exporter.edition import Edition
from exporter.edition.documents import ArticleDocument, page_document
from exporter.edition.parts import Shown
from exporter.findings import Finding
from exporter.languages.bound import whole_spans
from exporter.languages.characters import join_lines
from exporter.layouts.makeup.draw.crops import fit_in, size_within
from exporter.layouts.makeup.measure.headline_breaks import broken, filled
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.stylesheet import place_style, points

SIZES = (1.7, 1.5, 1.35, 1.2, 1.05, 0.9, 0.75)  # of body type, of a headline
BESIDE = SIZES[:5]  # beside a picture: rather larger and without it
LINE = 1.2  # of its size
LABEL = 1.0  # lines of the label of the page above it
SHAPE = 4 / 3  # width of a picture by its height, as near as it may be cut to that
WIDEST_PICTURE = 0.46  # of a teaser
SPARE = 0.2  # ems that lines are narrower than their room, which other fonts may need
APART = 0.6  # of the space between columns, between a picture and its headline


@dataclass(frozen=True)
class Sky:
    """A teaser: the document of its article, and the lines and the size of its headline.

    `picture` is None if the headline needs its room; `place` counts from the first, 0.
    """

    document: ArticleDocument
    lines: tuple[str, ...]
    size: float
    picture: Shown | None
    place: int = 0


def skybox_lines(edition: Edition, grid: SheetGrid) -> int:
    """Return the lines that the skybox takes with the space below; 0 without one."""
    return edition.style.settings.masthead.skybox if skies_shown(edition, grid) else 0


def skybox(edition: Edition, grid: SheetGrid) -> str:
    """Return the skybox at the top of the type area; empty if the issue has none."""
    shown = skies_shown(edition, grid)
    if not shown:
        return ""
    width, height = _room(edition, len(shown), grid)
    skies = [_entry(edition, sky, width, height, grid) for sky in shown]
    box = place_style(grid.left, grid.top, grid.width, height)
    return edition.render_document("makeup/skybox.html", skies=skies, box=box)


def skies_shown(edition: Edition, grid: SheetGrid) -> list[Sky]:
    """Return the teasers that have room, all in the largest size that is one for all."""
    documents = list(_documents(edition, grid))
    while documents:
        room = *_room(edition, len(documents), grid), grid
        sizes = [next((sky.size for sky in _sky(each, *room)), 0.0) for each in documents]
        if all(sizes):
            skies = [next(_sky(each, *room, min(sizes))) for each in documents]
            return [replace(sky, place=place) for place, sky in enumerate(skies)]
        documents = [each for each, size in zip(documents, sizes, strict=True) if size]
    return []


def left_out(edition: Edition, grid: SheetGrid) -> Iterator[Finding]:
    """Yield a finding for each headline that has no room in the skybox."""
    shown = {sky.document.page.label for sky in skies_shown(edition, grid)}
    for document in _documents(edition, grid):
        if document.page.label not in shown:
            yield Finding(
                "pdf-makeup-over",
                edition.issue.origin,
                0,
                f"the skybox has no room for the headline of page {document.page.label}",
                "shorten the headline, or name another page in `skybox`",
            )


def _room(edition: Edition, number: int, grid: SheetGrid) -> tuple[float, float]:
    """Return width and height of each of so many teasers, in points."""
    height = (edition.style.settings.masthead.skybox - 1) * grid.line
    return (grid.width - (number - 1) * grid.gap) / number, height


def _documents(edition: Edition, grid: SheetGrid) -> Iterator[ArticleDocument]:
    """Yield what the skybox shows: of each page named, the first article with a picture.

    Of a page without pictures it is the first article.
    """
    if grid.columns < len(edition.issue.skybox):
        return
    for label in edition.issue.skybox:
        own = [each for each in edition.article_documents if each.page.label == label]
        yield from [*(each for each in own if each.parts.pictures), *own][:1]


def _sky(
    document: ArticleDocument,
    width: float,
    height: float,
    grid: SheetGrid,
    largest: float = SIZES[0],
) -> Iterator[Sky]:
    """Yield a headline in the sizes that have room, beside its picture first, then alone."""
    ways: list[tuple[float, Shown | None, Sequence[float]]] = [(width, None, SIZES)]
    for shown in document.parts.pictures[:1]:
        own, _ = _picture_size(shown, width, height, grid)
        ways.insert(0, (width - own - APART * grid.gap, shown, BESIDE))
    for room, picture, sizes in ways:
        for size in sizes:
            lines = _lines(document, room, size, grid)
            if size <= largest and _fits(lines, room, size, height, grid):
                yield Sky(document, lines, size, picture)


def _picture_size(
    shown: Shown, width: float, height: float, grid: SheetGrid
) -> tuple[float, float]:
    return size_within(shown, SHAPE, (WIDEST_PICTURE * width, height), grid.crop)


def _lines(
    document: ArticleDocument, width: float, size: float, grid: SheetGrid
) -> tuple[str, ...]:
    """Break a headline into as few lines as have room, none much shorter than others."""
    headline, ems = join_lines(document.article.headline), grid.faces.headline.ems
    held, most = whole_spans(headline, document.language), width / grid.type.size / size - SPARE
    first = filled(headline, most, ems, held)
    even = broken(headline, len(first), ems, held)
    return even if max(map(ems, even)) <= most else first


def _fits(lines: Sequence[str], width: float, size: float, height: float, grid: SheetGrid) -> bool:
    widest = max(map(grid.faces.headline.ems, lines)) * size * grid.type.size
    high = LABEL * grid.line + len(lines) * LINE * size * grid.type.size
    return widest <= width and high <= height


def _entry(
    edition: Edition, sky: Sky, width: float, height: float, grid: SheetGrid
) -> dict[str, object]:
    """Return what the template shows of a teaser."""
    side = "right" if grid.mirrored else "left"
    page, pages = sky.document.page, edition.issue.pages
    shown, away, shape = sky.picture, 0.0, ""
    if shown:
        own, high = _picture_size(shown, width, height, grid)
        away = own + APART * grid.gap
        fit = fit_in(shown, own, high, grid.crop)
        shape = f"width:{points(own)};height:{points(high)};{fit}"
    return {
        "page": page,
        "target": page_document(page, pages.index(page) + 1).removesuffix(".xhtml"),
        "lines": sky.lines,
        "picture": shown.name if shown else "",
        "box": f"{side}:{points(sky.place * (width + grid.gap))};width:{points(width)}"
        f";height:{points(height)}",
        "shape": shape,
        "words": f"{side}:{points(away)};width:{points(width - away)}",
        "size": f"font-size:{points(sky.size * grid.type.size)}"
        f";line-height:{points(LINE * sky.size * grid.type.size)}",
    }
