"""Pictures of which one page or frame is shown: a scan, a burst of HEIC, a moving WebP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from exporter.pictures.files import MEDIA_TYPES, MODERN, open_picture

PAGED = ("image/tiff", MEDIA_TYPES["HEIF"])  # in others, several pictures are frames or layers
STILLED = MODERN  # they are written as JPEG, which does not move
SUBFILE_TYPE = 254
NO_PAGE = 0b101  # a smaller copy of another page, or a mask of it (TIFF 6.0, NewSubfileType)


def pages(path: Path) -> int:
    """Count the pages or frames of a picture; smaller copies and masks are none.

    Raises `PictureError`, and what Pillow raises for a broken file.
    """
    with open_picture(path) as image:
        return max(1, sum(_are_pages(image)))


def _are_pages(image: Image.Image) -> Iterator[bool]:
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        yield not getattr(image, "tag_v2", {}).get(SUBFILE_TYPE, 0) & NO_PAGE
