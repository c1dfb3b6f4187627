"""Pictures that only the PDF shows: advertisements, and facsimiles that exist as PDF alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

from exporter.content.pictures import PictureError, PictureFile, prepare
from exporter.edition import Edition
from exporter.edition.edition import DocumentKind, Resource
from exporter.errors import InvalidSource
from exporter.findings import Finding
from exporter.model import Advertisement, Page, Picture
from exporter.writers.pdf.layout import FIRST_IMAGE

DPI = 200


@dataclass(frozen=True)
class Rendered(Resource):
    """A picture that was made from another kind of file."""

    data: PictureFile

    @cached_property
    def file(self) -> PictureFile:
        """The picture as it was made."""
        return self.data


@dataclass(frozen=True)
class Extra:
    """A picture and what shows it: `story` is the box on a page, empty for a whole sheet."""

    page: int
    story: str
    resource: Resource
    box: Advertisement | None = None

    @property
    def html(self) -> str:
        """The picture, in its true size where it has one."""
        if self.box is None:
            return f'<img src="{escape(self.resource.name)}" alt="">'
        size = f"width:{self.box.width_mm:g}mm;height:{self.box.height_mm:g}mm"
        alt = escape(self.box.alt)
        return f'<img src="{escape(self.resource.name)}" alt="{alt}" style="{size}">'


def box_name(page: int, number: int) -> str:
    """Return the story id of an advertisement; both count from 1."""
    return f"ad-{page}-{number}"


def extras(edition: Edition) -> Iterator[Extra]:
    """Yield the pictures of advertisements and PDF facsimiles; raises `InvalidSource`."""
    for page_number, page in enumerate(edition.issue.pages, 1):
        for number, box in enumerate(page.advertisements, 1):
            name = box_name(page_number, number)
            resource = _resource(edition, name, box.picture, box.pdf)
            if resource is not None:
                yield Extra(page_number, name, resource, box)
        facsimile = page.facsimile
        if facsimile and facsimile.pdf and not facsimile.picture and not page.articles:
            resource = _resource(edition, f"sheet-{page_number}", None, facsimile.pdf)
            if resource is not None:
                yield Extra(page_number, "", resource)


def _resource(
    edition: Edition, name: str, picture: Picture | None, pdf: Path | None
) -> Resource | None:
    try:
        if picture is not None:
            return Rendered(f"images/{name}", picture, prepare(picture))
        return _from_pdf(name, pdf) if pdf is not None else None
    except PictureError as error:
        finding = Finding(error.rule, edition.issue.root, 0, error.message, error.advice)
        raise InvalidSource([finding]) from None


def _from_pdf(name: str, path: Path) -> Resource:
    """Return the first page of a PDF as a picture."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(str(path)) as document:
            image = document[0].render(scale=DPI / 72).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, OSError) as error:
        message = f"PDF `{path.name}` can't be shown ({error})"
        raise PictureError("issue-picture-broken", message, "save it again") from None
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    picture = Picture(path=path, media_type="image/png", width=image.width, height=image.height)
    return Rendered(f"images/{name}.png", picture, PictureFile(buffer.getvalue(), "image/png"))


def whole_sheet(edition: Edition, page: Page, number: int) -> Resource | None:
    """Return the facsimile that stands for a page without articles."""
    if page.articles or not page.facsimile:
        return None
    document = list(edition.of_kind(DocumentKind.PAGE))[number - 1]
    found = FIRST_IMAGE.search(document.body)
    return edition.resources.get(found[1]) if found else None


def fills_sheet(resource: Resource, width_mm: float, height_mm: float) -> bool:
    """Whether a facsimile has the shape of the paper, and so is the whole sheet."""
    ratio = resource.picture.width / resource.picture.height
    return abs(ratio / (width_mm / height_mm) - 1) < 0.03
