"""Facsimiles (版面图) of pages that never were printed: pictures of their sheets, with regions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exporter.layouts.makeup.places import Rectangle, rectangles
from exporter.layouts.makeup.plan.grid import MM
from exporter.layouts.makeup.result import SheetResult
from exporter.model import Facsimile, Issue, Page, Picture, Region

DPI = 110
QUALITY = 84


def with_facsimiles(issue: Issue, sheets: Sequence[SheetResult], pdf: Path, folder: Path) -> Issue:
    """Return the issue with a facsimile for each page that has articles and no facsimile.

    `pdf` has one sheet for each of `sheets`; the pictures are written to `folder`. Of a page that
    goes on to an overflow sheet the first sheet is shown.
    """
    import pypdfium2

    found = rectangles(sheets)
    first = {sheet.job.page.label: number for number, sheet in reversed(list(enumerate(sheets, 1)))}
    pages = []
    with pypdfium2.PdfDocument(str(pdf)) as document:
        for page in issue.pages:
            number = first.get(page.label)
            if number is None or page.facsimile or not page.articles:
                pages.append(page)
                continue
            path = folder / f"sheet-{number:03}.jpg"
            image = document[number - 1].render(scale=DPI / 72).to_pil().convert("RGB")
            image.save(path, "JPEG", quality=QUALITY)
            picture = Picture(
                path=path, media_type="image/jpeg", width=image.width, height=image.height
            )
            here = [each for each in found if each.sheet == number]
            pages.append(_with(page, picture, here))
    return issue.model_copy(update={"pages": tuple(pages)})


def _with(page: Page, picture: Picture, found: Sequence[Rectangle]) -> Page:
    regions = tuple(
        Region(article=each.article, points=_points(each))
        for each in found
        if each.article in {article.id for article in page.articles}
    )
    facsimile = Facsimile(picture=picture, regions=regions)
    return page.model_copy(update={"facsimile": facsimile})


def _points(each: Rectangle) -> tuple[tuple[float, float], ...]:
    """Return the corners in pixels of the picture."""
    scale = MM * DPI / 72
    left, top = round(each.x * scale, 1), round(each.y * scale, 1)
    right = round((each.x + each.width) * scale, 1)
    bottom = round((each.y + each.height) * scale, 1)
    return ((left, top), (right, top), (right, bottom), (left, bottom))
