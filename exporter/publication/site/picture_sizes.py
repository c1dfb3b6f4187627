"""The pictures of an issue in a site: those of articles, small ones for lists, printed pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from exporter.edition import Edition, PageDocument
from exporter.edition.edition import Resource
from exporter.edition.parts import Shown
from exporter.model import Facsimile
from exporter.pictures.fit import Limit
from exporter.publication.site.record import Shot, Spot
from exporter.publication.site.staging import Store
from exporter.remembered import remembered_of
from exporter.writers.epub.facsimile import Sheet, make_sheets

LARGE = Limit(1400)  # pixels: the widest column of a page, on a screen of two pixels a point
SMALL = Limit(720)
SHEET = Limit(2000, 80)  # a tabloid page whose body type can be read
THUMBNAIL = 360  # pixels
COVER = 600  # pixels: a quarter of one that is drawn, so it is decoded in that size
QUALITY = 82
COVERS = ("cover.jpg", "cover.png", "cover.jpeg", "cover.webp")


class Pictures:
    """Writes the pictures of one edition into the folder of its issue."""

    def __init__(self, edition: Edition, store: Store, folder: str) -> None:
        self.edition, self.store, self.folder = edition, store, folder
        self.sizes = {name: LARGE.size(each.picture) for name, each in edition.resources.items()}
        self.sheets = make_sheets(edition, SHEET)

    def write_all(self) -> None:
        """Write every picture that documents show; raises `PictureError` for a broken one."""
        printed = {document.facsimile for document in self.edition.page_documents}
        for name, resource in self.edition.resources.items():
            if name not in printed:
                self.store.write(f"{self.folder}/{name}", resource.fitted(LARGE).data)

    def small(self, shown: Shown) -> Shot:
        """Write a small picture for lists."""
        resource = self.edition.resources[shown.name]
        place = shown.name.replace("images/", "images/small/", 1)
        self.store.write(f"{self.folder}/{place}", resource.fitted(SMALL).data)
        width, height = SMALL.size(resource.picture)
        kept = 1.0 if shown.whole else 1 - self.edition.style.settings.crop
        return Shot(
            name=place,
            width=width,
            height=height,
            alt=shown.alt,
            narrowest=round(kept / shown.ratio, 3),
            widest=round(1 / kept / shown.ratio, 3),
            focus=shown.focus,
        )

    def whole(self, name: str) -> Shot:
        """Return a picture as articles show it."""
        width, height = self.sizes[name]
        return Shot(name=name, width=width, height=height)

    def printed(self, document: PageDocument, number: int) -> tuple[Shot, Shot] | None:
        """Write the facsimile of a page and a small one, if it has one; `number` counts from 0."""
        sheet = self.sheets.get(document.name)
        if sheet is None:
            return None
        data = _jpeg(self._data(sheet))
        title = self.edition.labels.facsimile.format(self.edition.page_name(document.page))
        said = document.page.facsimile.alt if document.page.facsimile else ""
        large = self._shot(f"facsimile/{number}.jpg", data, said or title)
        return large, self._shot(f"facsimile/small/{number}.jpg", _reduced(data, THUMBNAIL))

    def _data(self, sheet: Sheet) -> bytes:
        if sheet.draw:
            return sheet.draw(SHEET)
        resource: Resource = self.edition.resources[sheet.picture]
        return resource.fitted(SHEET).data

    def _shot(self, name: str, data: bytes, alt: str = "") -> Shot:
        self.store.write(f"{self.folder}/{name}", data)
        width, height = size_of_picture(data)
        return Shot(name=name, width=width, height=height, alt=alt)

    def spots(
        self, document: PageDocument, shown: Shot, names: Mapping[str, str]
    ) -> tuple[Spot, ...]:
        """Return the areas of articles on a printed page, in pixels of its facsimile.

        `names` are the names of article pages by article id.
        """
        facsimile = document.page.facsimile
        size = facsimile and own_size(facsimile)
        if not facsimile or not size:
            return ()
        across, down = shown.width / size[0], shown.height / size[1]
        return tuple(
            Spot(
                article=names[region.article],
                points=tuple((round(x * across, 1), round(y * down, 1)) for x, y in region.points),
            )
            for region in facsimile.regions
        )

    def cover(self, epub: Path | None) -> Shot | None:
        """Write the cover of the issue beside the pages: its own, or that drawn for its EPUB."""
        if own := self.edition.issue.cover:
            picture = Resource("cover", own, self.edition.setting).fitted(SMALL)
            return self._shot("cover.jpg", _reduced(picture.data, COVER))
        if epub is None:
            return None
        with zipfile.ZipFile(epub) as archive:
            names = [name for name in archive.namelist() if name.rpartition("/")[2] in COVERS]
            data = archive.read(names[0]) if names else None
        return self._shot("cover.jpg", _reduced(data, COVER)) if data else None


def own_size(facsimile: Facsimile) -> tuple[int, int] | None:
    """Return the pixels of the picture, or else points of the PDF, in which regions are given."""
    if facsimile.picture:
        return facsimile.picture.width, facsimile.picture.height
    if facsimile.pdf is None:
        return None
    from exporter.pictures.pdf_pages import POINTS, PageBox, pixels

    return pixels(facsimile.pdf, PageBox.CROP, POINTS)


def size_of_picture(data: bytes) -> tuple[int, int]:
    """Return width and height of a picture in pixels."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        return image.size


def _jpeg(data: bytes) -> bytes:
    """Return a picture as JPEG: page streaming and covers are that everywhere."""
    return data if data.startswith(b"\xff\xd8") else _reduced(data, SHEET.side)


def _reduced(data: bytes, side: int) -> bytes:
    return remembered_of(data, ("reduced", side), lambda: _scaled(data, side))


def _scaled(data: bytes, side: int) -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        scale = min(1.0, side / max(image.size))
        # Of a JPEG, no more is decoded than is needed.
        image.draft("RGB", (round(image.width * scale), round(image.height * scale)))
        flat = image if image.mode == "RGB" else image.convert("RGB")
        flat.thumbnail((side, side), Image.Resampling.HAMMING)
        # Small ones save next to nothing, and take three times as long.
        flat.save(buffer, "JPEG", quality=QUALITY, optimize=True, progressive=side > COVER)
    return buffer.getvalue()
