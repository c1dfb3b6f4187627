"""Pictures that only the PDF shows: advertisements, and facsimiles that exist as PDF alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exporter.edition import Edition, Resource
from exporter.edition.pdf_picture import pdf_picture
from exporter.errors import InvalidSource
from exporter.findings import Finding
from exporter.model import Advertisement, Page, Picture
from exporter.pictures.files import PictureError
from exporter.pictures.pdf_pages import PageBox, shown_box
from exporter.units import MM

BLEED_MM = 3.0  # of the artwork of an advertisement on every side: what printers usually ask for
NEAR = 1.0  # mm that a booked size may differ from the artwork's, or an edge from the sheet's
EAR = "ear"


@dataclass(frozen=True)
class Artwork:
    """The trimmed size of an advertisement as it was delivered, and what is shown beyond the trim.

    The sides are left, top, right and bottom. A picture has a shape alone: it is not `measured`.
    """

    width_mm: float
    height_mm: float
    beyond_mm: tuple[float, float, float, float] = (0, 0, 0, 0)
    measured: bool = False


@dataclass(frozen=True)
class Extra:
    """A picture and what shows it: `story` is the box on a page, empty for a whole sheet.

    `pdf` is the file whose first page the picture shows, with its bleed if it `bleeds`. A facsimile
    that runs on into the bleed has the sheet for its `box`.
    """

    page: int
    story: str
    resource: Resource
    box: Advertisement | None = None
    pdf: Path | None = None
    bleeds: bool = False
    artwork: Artwork | None = None


def box_name(page: int, number: int) -> str:
    """Return the story id of an advertisement; page and number count from 1."""
    return f"ad-{page}-{number}"


def sheet_name(page: int) -> str:
    """Return the name of what stands for a page without articles; pages count from 1."""
    return f"sheet-{page}"


def extras(edition: Edition, beyond: bool, sheet: tuple[float, float] | None) -> Iterator[Extra]:
    """Yield the pictures of ear, advertisements and facsimiles of sheets; raises `InvalidSource`.

    `beyond` tells that the sheets have a bleed: PDFs that bleed are shown with theirs. `sheet` is
    the size of the paper in mm; None if its edges stay white.
    """
    ear = edition.issue.ear
    if ear is not None:
        resource = _resource(edition, EAR, ear.picture, None)
        if resource is not None:
            yield Extra(1, EAR, resource)
    for page_number, page in enumerate(edition.issue.pages, 1):
        for number, box in enumerate(page.advertisements, 1):
            name = box_name(page_number, number)
            resource = _resource(edition, name, box.picture, box.pdf, beyond and box.bleed)
            if resource is not None:
                pdf = None if box.picture else box.pdf
                bleeds = beyond and box.bleed
                artwork = _of_pdf(pdf, bleeds) if pdf else _of_picture(resource, box)
                yield Extra(page_number, name, resource, box, pdf, bleeds, artwork)
        yield from _facsimile(edition, page, page_number, beyond, sheet)


def _facsimile(
    edition: Edition, page: Page, number: int, beyond: bool, sheet: tuple[float, float] | None
) -> Iterator[Extra]:
    """Yield what stands for a page without articles, if it bleeds or is a PDF alone."""
    facsimile = page.facsimile
    if not facsimile or page.articles:
        return
    pdf, bleeds = None if facsimile.picture else facsimile.pdf, beyond and facsimile.bleed
    resource = whole_sheet(edition, page, number)
    if pdf:
        resource = _resource(edition, sheet_name(number), None, pdf, bleeds)
    if not resource or not (pdf or facsimile.bleed):
        return
    if not sheet or not facsimile.bleed:
        yield Extra(number, "", resource, None, pdf, bleeds)
        return
    box = Advertisement(width_mm=sheet[0], height_mm=sheet[1], bleed=True)
    artwork = _of_pdf(pdf, bleeds) if pdf else _of_picture(resource, box)
    yield Extra(number, "", resource, box, pdf, bleeds, artwork)


def _resource(
    edition: Edition, name: str, picture: Picture | None, pdf: Path | None, bleed: bool = False
) -> Resource | None:
    try:
        if picture is not None:
            resource = Resource(f"images/{name}", picture, edition.setting)
            _ = resource.file  # decoded here, where its errors are told
            return resource
        return _from_pdf(name, pdf, bleed) if pdf is not None else None
    except PictureError as error:
        finding = Finding(error.rule, edition.issue.origin, 0, error.message, error.advice)
        raise InvalidSource([finding]) from None


def _from_pdf(name: str, path: Path, bleed: bool) -> Resource:
    """Return the first page of a PDF as a picture, trimmed or with its bleed."""
    resource = pdf_picture(f"images/{name}.png", path, "image/png", bleed)
    _ = resource.file
    return resource


def _of_pdf(path: Path, bleed: bool) -> Artwork:
    """Return the size of the first page of a PDF as it is seen."""
    import pypdfium2

    with pypdfium2.PdfDocument(str(path)) as document:
        page = document[0]
        shown = shown_box(page, PageBox.BLEED if bleed else PageBox.TRIM)
        trim, turned = shown_box(page, PageBox.TRIM), page.get_rotation() // 90
    left, top = trim[0] - shown[0], shown[3] - trim[3]
    right, bottom = shown[2] - trim[2], trim[1] - shown[1]
    sides = [max(0.0, each) / MM for each in (left, top, right, bottom)]
    sides = sides[-turned:] + sides[:-turned] if turned else sides
    size = [(trim[2] - trim[0]) / MM, (trim[3] - trim[1]) / MM]
    width, height = reversed(size) if turned % 2 else size
    return Artwork(width, height, (sides[0], sides[1], sides[2], sides[3]), measured=True)


def _of_picture(resource: Resource, box: Advertisement) -> Artwork:
    """Return the size of a picture: that of its box, or of the box with bleed around it.

    A picture tells no size: what its shape is nearer to is taken, and it is as wide as that. One
    that is of neither shape has no bleed.
    """
    shape = resource.picture.width / resource.picture.height
    width, height = box.width_mm, box.height_mm
    around = 2 * BLEED_MM
    other = abs((width + around) / shape - height - around)
    if box.bleed and other <= min(NEAR, abs(width / shape - height)):
        return Artwork(width, height, (BLEED_MM,) * 4)
    return Artwork(width, width / shape)


def whole_sheet(edition: Edition, page: Page, number: int) -> Resource | None:
    """Return the facsimile that stands for a page without articles; None without one.

    `number` is that of the page in the issue, from 1.
    """
    if page.articles or not page.facsimile:
        return None
    document = edition.page_documents[number - 1]
    return edition.resources.get(document.facsimile) if document.facsimile else None


def fills_sheet(resource: Resource, width_mm: float, height_mm: float) -> bool:
    """Whether a facsimile has the shape of the paper, and so is the whole sheet."""
    ratio = resource.picture.width / resource.picture.height
    return abs(ratio / (width_mm / height_mm) - 1) < 0.03
