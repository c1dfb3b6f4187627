"""Printed pages as fixed-layout documents, with the area of each article as a link.

A reader without fixed layout shows the picture at its own width, the links still in place.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from exporter.edition import Edition, PageDocument
from exporter.edition.documents import article_document
from exporter.model import Article, Facsimile, Page, Picture, Region
from exporter.pictures.fit import Limit

# EPUB 3.3 §8.2.2: overrides of the spine.
SPINE = "rendition:layout-pre-paginated rendition:spread-none"


@dataclass(frozen=True)
class Spot:
    """An article on its page; `style` places its link, in per cent of the picture."""

    id: str
    href: str
    title: str
    language: str
    style: str


@dataclass(frozen=True)
class Sheet:
    """A printed page: its document, its picture and its links; sizes in pixels."""

    name: str
    page: Page
    picture: str
    size: tuple[int, int]
    spots: tuple[Spot, ...]
    draw: Callable[[Limit], bytes] | None = None

    def place(self, article: Article) -> str:
        """Return the address of an article's area on the page, or of the page."""
        return f"{self.name}#{spot_id(article)}"


def spot_id(article: Article) -> str:
    """Return the id of an article's link on its page."""
    return f"on-{article.id}"


def make_sheets(edition: Edition, limit: Limit) -> dict[str, Sheet]:
    """Return the sheets of the pages that have a facsimile, by the name of the page's document.

    Raises `PictureError` for a PDF that can't be drawn.
    """
    sheets = {}
    for document in edition.page_documents:
        facsimile = document.page.facsimile
        if facsimile and facsimile.picture:
            sheets[document.name] = _of_picture(document, facsimile, facsimile.picture, limit)
        elif facsimile and facsimile.pdf:
            sheets[document.name] = _of_pdf(document, facsimile, facsimile.pdf, limit)
    return sheets


def _of_picture(
    document: PageDocument, facsimile: Facsimile, picture: Picture, limit: Limit
) -> Sheet:
    spots = _spots(document.page, facsimile, (picture.width, picture.height))
    size = limit.size(picture)
    return Sheet(_name(document), document.page, document.facsimile, size, spots)


def _of_pdf(document: PageDocument, facsimile: Facsimile, pdf: Path, limit: Limit) -> Sheet:
    # Only here: an EPUB whose issue has no PDFs needs no library of them.
    from exporter.pictures.pdf_pages import POINTS, PageBox, pixels

    own = pixels(pdf, PageBox.CROP, POINTS)
    scale = limit.side / max(own)
    size = (round(own[0] * scale), round(own[1] * scale))
    name, page = _name(document), document.page
    picture = f"images/{name.removesuffix('.xhtml')}.jpg"

    def draw(limit: Limit) -> bytes:
        return draw_pdf(pdf, POINTS * limit.side / max(own), limit.quality)

    return Sheet(name, page, picture, size, _spots(page, facsimile, own), draw)


def _name(document: PageDocument) -> str:
    return document.name.replace("page-", "facsimile-", 1)


def _spots(page: Page, facsimile: Facsimile, size: tuple[int, int]) -> tuple[Spot, ...]:
    regions = {region.article: region for region in facsimile.regions}
    return tuple(_spot(article, regions.get(article.id), size) for article in page.articles)


def _spot(article: Article, region: Region | None, size: tuple[int, int]) -> Spot:
    style = _style(region, size) if region else ""
    language = article.language or ""
    return Spot(spot_id(article), article_document(article), article.title, language, style)


def _style(region: Region, size: tuple[int, int]) -> str:
    """Place a link over the box around its polygon, and clip it to the polygon."""
    points = [(min(1, max(0, x / size[0])), min(1, max(0, y / size[1]))) for x, y in region.points]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width, height = max(x for x, _ in points) - left, max(y for _, y in points) - top
    if not width or not height:
        return ""
    box = f"left:{left:.3%};top:{top:.3%};width:{width:.3%};height:{height:.3%}"
    if _is_box(points):
        return box
    corners = ",".join(f"{(x - left) / width:.2%} {(y - top) / height:.2%}" for x, y in points)
    return f"{box};clip-path:polygon({corners})"


def _is_box(points: list[tuple[float, float]]) -> bool:
    return len(points) == 4 and len({x for x, _ in points}) == 2 == len({y for _, y in points})


def draw_pdf(path: Path, dpi: float, quality: int) -> bytes:
    """Draw a PDF's first page as a JPEG; raises `PictureError`."""
    from exporter.pictures.pdf_pages import PageBox, draw_page

    buffer = io.BytesIO()
    image = draw_page(path, PageBox.CROP, dpi)
    image.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
    return buffer.getvalue()
