"""The first page of a PDF as a picture of an edition: artwork of advertisements, facsimiles."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from exporter.edition.edition import Resource
from exporter.model import Picture
from exporter.pictures.files import PictureFile
from exporter.pictures.fit import FULL, Limit
from exporter.pictures.pdf_pages import DPI, PageBox, draw_page, pixels


@dataclass(frozen=True)
class PdfPicture(Resource):
    """The first page of the file `pdf`, trimmed, or with its bleed if it `bleeds`.

    `picture` has its size in pixels at 200 dpi. Drawn when it is asked for.
    """

    pdf: Path = field(kw_only=True)
    bleeds: bool = False

    @cached_property
    def file(self) -> PictureFile:
        """The page at 200 dpi; raises `PictureError` if it can't be drawn."""
        return self.fitted(FULL)

    def fitted(self, limit: Limit) -> PictureFile:
        """Return the page within a limit; raises `PictureError` if it can't be drawn."""
        width, _ = limit.size(self.picture)
        image = draw_page(self.pdf, _box(self.bleeds), DPI * width / self.picture.width)
        buffer = io.BytesIO()
        if self.media_type == "image/jpeg":
            image.save(buffer, "JPEG", quality=limit.quality, optimize=True)
        else:
            image.save(buffer, "PNG")
        return PictureFile(buffer.getvalue(), self.media_type)

    def digest(self) -> str:
        """Return what changes when it is shown otherwise."""
        return f"{super().digest()} {self.bleeds}"

    def original(self) -> bytes:
        """Return the page as it was drawn: the press converts its colours."""
        return self.file.data


def pdf_picture(name: str, pdf: Path, media_type: str, bleeds: bool = False) -> PdfPicture:
    """Return the first page of a PDF as a picture; raises `PictureError` if it can't be read."""
    width, height = pixels(pdf, _box(bleeds))
    picture = Picture(path=pdf, media_type=media_type, width=width, height=height)
    return PdfPicture(name, picture, pdf=pdf, bleeds=bleeds)


def _box(bleeds: bool) -> PageBox:
    return PageBox.BLEED if bleeds else PageBox.TRIM


def pages_shown(resources: Iterable[Resource]) -> dict[str, tuple[Path, bool]]:
    """Return the PDFs among pictures by name, and whether each shows its bleed."""
    found = (each for each in resources if isinstance(each, PdfPicture))
    return {each.name: (each.pdf, each.bleeds) for each in found}
