"""The files of pictures beside stories, in `Links`, where InDesign looks for them."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import quote

from exporter.model import Picture
from exporter.pictures.files import SUFFIXES, open_picture
from exporter.pictures.fit import fit
from exporter.writers.icml.icml_file import Placed
from exporter.writers.icml.story_parts import Image

FOLDER = "Links"
# What every InDesign places as it is; anything else becomes JPEG or PNG.
PLACED = (
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/tiff",
    "image/vnd.adobe.photoshop",
    "image/svg+xml",
)
POINTS_PER_INCH = 72
DPI = 72.0  # of a picture that does not say: a pixel is a point


class Pictures:
    """Copies each picture once; two of one name get different ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER
        self.known: dict[Picture, Placed] = {}
        self.taken: set[str] = set()

    def linked(self, image: Image) -> Placed:
        """Return the address of a picture's file and its size in points; copy it if it is new.

        Raises `PictureError` for a picture that can't be decoded.
        """
        picture = image.picture
        if picture not in self.known:
            self.folder.mkdir(exist_ok=True)
            self.known[picture] = self._copied(picture)
        return self.known[picture]

    def _copied(self, picture: Picture) -> Placed:
        dpi = DPI
        if picture.media_type in PLACED and picture.orientation == 1:
            path = self._free(picture.path.stem, picture.path.suffix)
            shutil.copyfile(picture.path, path)
            dpi = _resolution(picture)
        else:
            file = fit(picture)
            path = self._free(picture.path.stem, SUFFIXES[file.media_type])
            path.write_bytes(file.data)
        points = POINTS_PER_INCH / dpi
        return f"file:{FOLDER}/{quote(path.name)}", picture.width * points, picture.height * points

    def _free(self, stem: str, suffix: str) -> Path:
        name, number = f"{stem}{suffix}", 2
        while name.casefold() in self.taken:
            name, number = f"{stem}-{number}{suffix}", number + 1
        self.taken.add(name.casefold())
        return self.folder / name


def _resolution(picture: Picture) -> float:
    """Return the pixels per inch that a picture's file states."""
    if picture.media_type == "image/svg+xml":
        return DPI
    with open_picture(picture.path) as image:
        dpi = image.info.get("dpi", (DPI, DPI))[0]
    return float(dpi) if 1 <= dpi <= 10_000 else DPI
