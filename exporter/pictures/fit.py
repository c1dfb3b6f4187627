"""Pictures made fit for a screen: no larger than asked, sRGB, and free of what cameras add.

A picture that needs none of that is copied. Nothing here keeps state, so threads may share it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exporter.model import Picture
from exporter.pictures.credits import exif_of
from exporter.pictures.files import FORMATS, PictureFile, packed_type, prepare, unreadable
from exporter.pictures.strip import strip_jpeg, strip_png

if TYPE_CHECKING:
    from PIL import Image

SCREEN_MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16")
WEB_QUALITY, LITE_QUALITY = 82, 62
LITE_SIDE = 800
# EXIF orientation → Pillow's transposition (EXIF 2.32 §4.6.4 A).
TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}


@dataclass(frozen=True)
class Limit:
    """How large a picture may be: `side` is its longer one in pixels; `quality` is JPEG's.

    `lite` encodes anew whatever becomes smaller by it.
    """

    side: int
    quality: int = WEB_QUALITY
    lite: bool = False

    def size(self, picture: Picture) -> tuple[int, int]:
        """Return width and height in pixels as packed, never more than the picture has."""
        scale = min(1.0, self.side / max(picture.width, picture.height))
        return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))


def fit(picture: Picture, limit: Limit) -> PictureFile:
    """Return the bytes to pack; raises `PictureError` if the picture can't be decoded."""
    if picture.media_type in ("image/svg+xml", "image/gif") and picture.orientation == 1:
        return prepare(picture)
    data, media_type = picture.path.read_bytes(), packed_type(picture)
    same = media_type == picture.media_type and picture.orientation == 1
    copy = _stripped(data, picture) if same and _is_for_screens(data, picture) else None
    fits = limit.size(picture) == (picture.width, picture.height)
    if copy is not None and fits and not (limit.lite and media_type == "image/jpeg"):
        return PictureFile(copy, media_type)
    encoded = _encode(data, picture, limit, media_type)
    smaller = copy if copy is not None and len(copy) <= len(encoded) else encoded
    return PictureFile(smaller, media_type)


def _stripped(data: bytes, picture: Picture) -> bytes:
    if picture.media_type == "image/jpeg":
        return strip_jpeg(data, exif_of(picture.words))
    return strip_png(data)


def _is_for_screens(data: bytes, picture: Picture) -> bool:
    """Whether a reader shows its colours as they are meant: grey or sRGB."""
    with _opened(data, picture) as image:
        return image.mode in SCREEN_MODES and _is_srgb(image)


def _is_srgb(image: Image.Image) -> bool:
    """Whether its profile is that of sRGB, or it has none; one of grey is near enough."""
    profile = image.info.get("icc_profile")
    return (
        not profile or b"sRGB" in profile or b"s\0R\0G\0B" in profile or profile[16:20] == b"GRAY"
    )


def _opened(data: bytes, picture: Picture) -> Image.Image:
    from PIL import Image

    try:
        return Image.open(io.BytesIO(data), formats=FORMATS)
    except Exception:  # Pillow's decoders raise nearly anything on a bad file
        raise unreadable(picture) from None


def _encode(data: bytes, picture: Picture, limit: Limit, media_type: str) -> bytes:
    """Decode, convert, resize, turn and encode."""
    from PIL import Image

    width, height = limit.size(picture)
    stored = (width, height) if picture.orientation < 5 else (height, width)
    try:
        with _opened(data, picture) as image:
            profile = None if _is_srgb(image) else image.info.get("icc_profile")
            # A JPEG is decoded at an eighth, a quarter or half its size, many times faster.
            image.draft(None, stored)
            shown = _plain(image, profile, media_type)
            if shown.size != stored:
                shown = shown.resize(stored, Image.Resampling.LANCZOS, reducing_gap=2.0)
            turn = TURNS.get(picture.orientation)
            upright = shown if turn is None else shown.transpose(Image.Transpose(turn))
            return _saved(upright, picture, limit, media_type)
    except Exception:
        raise unreadable(picture) from None


def _plain(image: Image.Image, profile: bytes | None, media_type: str) -> Image.Image:
    """Return a picture in grey or sRGB, with transparency only where PNG keeps it."""
    if profile:
        image = _converted(image, profile)
    if media_type == "image/jpeg":
        return image if image.mode in ("L", "RGB") else image.convert("RGB")
    if image.mode in ("L", "LA", "RGB", "RGBA"):
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    """Convert to sRGB by a picture's own profile; one that makes no sense is passed over."""
    from PIL import ImageCms

    if image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        converted = ImageCms.profileToProfile(
            image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except ImageCms.PyCMSError:
        return image
    return converted or image


def _saved(image: Image.Image, picture: Picture, limit: Limit, media_type: str) -> bytes:
    buffer = io.BytesIO()
    exif = exif_of(picture.words)
    if media_type == "image/png":
        image.save(buffer, "PNG", optimize=True, exif=exif, icc_profile=None)
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
