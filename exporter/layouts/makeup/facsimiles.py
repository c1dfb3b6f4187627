"""Facsimiles (版面图) of pages that never were printed: pictures of their sheets, with regions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exporter.languages.tags import direction
from exporter.layouts.makeup.places import Rectangle, rectangles
from exporter.layouts.makeup.result import SheetResult
from exporter.model import Facsimile, Issue, Page, Picture, Region
from exporter.units import MM

DPI = 110
QUALITY = 84


def with_facsimiles(issue: Issue, sheets: Sequence[SheetResult], pdf: Path, folder: Path) -> Issue:
    """Return the issue with a facsimile for each page that has articles and no facsimile.

    The articles of a spread are those of its first page: its second page has a picture, too.
    `pdf` has one sheet for each of `sheets`; the pictures are written to `folder`. Of a page that
    goes on to an overflow sheet the first sheet is shown, of a spread the page's own half.
    """
    import pypdfium2

    found = rectangles(sheets)
    first = {
        label: (number, sheet.job.labels.index(label), len(sheet.job.labels))
        for number, sheet in reversed(list(enumerate(sheets, 1)))
        for label in sheet.job.labels
    }
    is_mirrored = direction(issue.publication.language) == "rtl"
    pages = []
    with pypdfium2.PdfDocument(str(pdf)) as document:
        for page in issue.pages:
            number, half, halves = first.get(page.label, (0, 0, 1))
            if not number or page.facsimile or not (page.articles or half):
                pages.append(page)
                continue
            path = folder / f"sheet-{number:03}-{half + 1}.jpg"
            whole = document[number - 1].render(scale=DPI / 72).to_pil().convert("RGB")
            width = whole.width / halves
            left = width * (halves - 1 - half if is_mirrored else half)
            image = whole.crop((round(left), 0, round(left + width), whole.height))
            image.save(path, "JPEG", quality=QUALITY)
            picture = Picture(
                path=path, media_type="image/jpeg", width=image.width, height=image.height
            )
            here = [each for each in found if each.sheet == number]
            pages.append(_with(page, picture, here, left))
    return issue.model_copy(update={"pages": tuple(pages)})


def _with(page: Page, picture: Picture, found: Sequence[Rectangle], left: float) -> Page:
    """Return a page with its picture, which begins `left` pixels from the edge of its sheet."""
    own = {article.id for article in page.articles}
    placed = [(each.article, _points(each, left, picture.width)) for each in found]
    regions = tuple(
        Region(article=article, points=points)
        for article, points in placed
        if article in own and points[0][0] < points[1][0]
    )
    facsimile = Facsimile(picture=picture, regions=regions)
    return page.model_copy(update={"facsimile": facsimile})


def _points(each: Rectangle, away: float, width: float) -> tuple[tuple[float, float], ...]:
    """Return the corners in pixels of the picture, as wide as `width`, cut off at its sides."""
    scale = MM * DPI / 72
    left, top = max(round(each.x * scale - away, 1), 0.0), round(each.y * scale, 1)
    right = min(round((each.x + each.width) * scale - away, 1), float(width))
    bottom = round((each.y + each.height) * scale, 1)
    return ((left, top), (right, top), (right, bottom), (left, bottom))
