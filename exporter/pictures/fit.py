"""Pictures made fit for every edition but the press: no larger than asked, upright, sRGB.

A picture that needs none of that is copied, without what cameras add. The press separates the
original by itself.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from exporter.kept import code_of, used
from exporter.model import Picture
from exporter.pictures.credits import exif_of
from exporter.pictures.drawings import PLAIN_SETTING, Setting, drawing
from exporter.pictures.files import MODERN, PictureFile, open_picture, packed_type, unreadable
from exporter.pictures.modes import is_for_screens, is_srgb, plain, to_srgb, upright
from exporter.pictures.strip import strip_jpeg, strip_png
from exporter.remembered import remembered

if TYPE_CHECKING:
    from PIL import Image

WEB_QUALITY, LITE_QUALITY, PRINT_QUALITY = 82, 62, 90
LITE_SIDE = 800
AVIF_SPEED = 8  # of 10: half the time of the default, files about 5 % larger
LOSSY = ("image/jpeg", *MODERN)
MOST_PIXELS = 120_000_000  # decoded at the same time, in all threads: about 0.5 GB


@dataclass(frozen=True)
class Limit:
    """How large a picture may be: `side` is its longer one in pixels; `quality` is JPEG's.

    `lite` re-encodes whatever becomes smaller; `modern` keeps WebP and AVIF in their formats.
    """

    side: int
    quality: int = WEB_QUALITY
    lite: bool = False
    modern: bool = False

    def size(self, picture: Picture) -> tuple[int, int]:
        """Return width and height in pixels as packed, never more than the picture has."""
        scale = min(1.0, self.side / max(picture.width, picture.height))
        return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))


# 300 dpi at 508 mm: no sheet of a newspaper is wider.
FULL = Limit(6_000, PRINT_QUALITY)


def fit(picture: Picture, limit: Limit = FULL, setting: Setting = PLAIN_SETTING) -> PictureFile:
    """Return the bytes to pack; raises `PictureError` if the picture can't be decoded.

    `setting` is what a drawing may use of the issue.
    """
    if picture.media_type == "image/svg+xml":
        return PictureFile(drawing(picture, setting).data, picture.media_type)
    media_type = packed_type(picture, limit.modern)
    made = partial(_fitted, picture, limit, media_type)
    return PictureFile(remembered(picture.path, (picture, limit), made), media_type)


def _fitted(picture: Picture, limit: Limit, media_type: str) -> bytes:
    data = picture.path.read_bytes()
    same = media_type == picture.media_type and picture.orientation == 1
    if same and media_type == "image/gif":
        return data
    copy = _stripped(data, picture) if same and _may_be_copied(data, picture) else None
    fits = limit.size(picture) == (picture.width, picture.height)
    if copy is not None and fits and not (limit.lite and media_type in LOSSY):
        return copy
    encoded = used().made(
        lambda: ("picture", data, _about(picture), limit, media_type, _encoder()),
        partial(_encode, data, picture, limit, media_type),
    )
    return copy if copy is not None and len(copy) <= len(encoded) else encoded


def _about(picture: Picture) -> str:
    """Return what is known of a picture beside its file's bytes."""
    return picture.model_dump_json(exclude={"path"})


@cache
def _encoder() -> str:
    """Return what encodes pictures: this package and Pillow, with the libraries in it."""
    return f"{code_of('pictures')} {version('pillow')}"


def _stripped(data: bytes, picture: Picture) -> bytes:
    if picture.media_type in MODERN:
        return data  # those with words or camera data are encoded again
    if picture.media_type == "image/jpeg":
        return strip_jpeg(data, exif_of(picture.words))
    return strip_png(data)


def _may_be_copied(data: bytes, picture: Picture) -> bool:
    with _opened(data, picture) as image:
        tells = picture.media_type in MODERN and {"exif", "xmp"} & image.info.keys()
        return is_for_screens(image) and not tells


def _opened(data: bytes, picture: Picture) -> Image.Image:
    try:
        return open_picture(io.BytesIO(data))
    except Exception:  # Pillow's decoders raise nearly anything on a bad file
        raise unreadable(picture) from None


def _encode(data: bytes, picture: Picture, limit: Limit, media_type: str) -> bytes:
    """Decode, resize, convert, turn and encode."""
    width, height = limit.size(picture)
    stored = (width, height) if picture.orientation < 5 else (height, width)
    try:
        with ROOM.take(picture.width * picture.height), _opened(data, picture) as image:
            profile = None if is_srgb(image) else image.info.get("icc_profile")
            # A JPEG is decoded at an eighth, a quarter or half its size, many times faster.
            image.draft(None, stored)
            shown = to_srgb(_resized(image, stored), profile)
            if media_type == "image/jpeg" and shown.mode not in ("L", "RGB"):
                shown = shown.convert("L" if shown.mode == "LA" else "RGB")
            return _saved(upright(shown, picture.orientation), picture, limit, media_type)
    except Exception:
        raise unreadable(picture) from None


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a plain picture of a size; made smaller first, for all after costs less then."""
    from PIL import Image

    image = plain(image)
    if image.size == size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _saved(image: Image.Image, picture: Picture, limit: Limit, media_type: str) -> bytes:
    buffer = io.BytesIO()
    exif = exif_of(picture.words)
    if media_type == "image/png":
        image.save(buffer, "PNG", optimize=True, exif=exif, icc_profile=None)
    elif media_type == "image/webp":
        image.save(buffer, "WEBP", quality=limit.quality, exif=exif, icc_profile=None)
    elif media_type == "image/avif":
        image.save(buffer, "AVIF", quality=limit.quality, speed=AVIF_SPEED, exif=exif)
    else:
        image.save(
            buffer,
            "JPEG",
            quality=limit.quality,
            optimize=True,
            progressive=True,
            exif=exif,
            icc_profile=None,
        )
    return buffer.getvalue()


class Room:
    """Memory for decoded pictures that threads share, in pixels."""

    def __init__(self, most: int) -> None:
        self.most, self.taken = most, 0
        self.free = threading.Condition()

    @contextmanager
    def take(self, pixels: int) -> Iterator[None]:
        """Wait until this many pixels may be decoded beside those of other threads."""
        with self.free:
            self.free.wait_for(lambda: self.taken == 0 or self.taken + pixels <= self.most)
            self.taken += pixels
        try:
            yield
        finally:
            with self.free:
                self.taken -= pixels
                self.free.notify_all()


ROOM = Room(MOST_PIXELS)
