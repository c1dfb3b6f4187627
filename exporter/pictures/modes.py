"""The modes of pixels that files come in, brought to grey or sRGB of 8 bits a channel.

One place for it: what is right in an EPUB is right in a PDF for screens, and in an archive's.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from exporter.pdf.icc import space_of

if TYPE_CHECKING:
    from PIL import Image

# Readers and WeasyPrint show these correctly.
SCREEN_MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA")
# Inks of a file that does not say which: those of coated paper, as agencies send them.
DEFAULT_INKS = Path(__file__).parents[1] / "profiles" / "icc" / "magazine.icc"
SPACES = {"RGB": b"RGB ", "RGBA": b"RGB ", "CMYK": b"CMYK", "L": b"GRAY"}
# EXIF orientation → Pillow's transposition (EXIF 2.32 §4.6.4 A).
TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}


def is_for_screens(image: Image.Image) -> bool:
    """Whether every reader shows its colours correctly: grey or sRGB."""
    return image.mode in SCREEN_MODES and is_srgb(image)


def is_srgb(image: Image.Image) -> bool:
    """Whether its profile is that of sRGB, or it has none; one of grey is near enough."""
    profile = image.info.get("icc_profile")
    return (
        not profile
        or b"sRGB" in profile
        or b"s\0R\0G\0B" in profile
        or space_of(profile) == SPACES["L"]
    )


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """Return a picture turned upright; `orientation` is the EXIF value, 1 to 8."""
    from PIL import Image

    turn = TURNS.get(orientation)
    return image if turn is None else image.transpose(Image.Transpose(turn))


def plain(image: Image.Image) -> Image.Image:
    """Return a picture in L, LA, RGB, RGBA or CMYK: without palette, of 8 bits a channel."""
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK") and "transparency" not in image.info:
        return image
    if image.mode == "LAB":
        return _from_lab(image)
    if image.mode.startswith("I") or image.mode == "F":
        return _eight_bits(image)
    if image.mode == "1":
        return image.convert("L")
    if image.has_transparency_data:
        return image.convert("LA" if image.mode == "L" else "RGBA")
    return image.convert("RGB")


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a plain picture in grey or sRGB, by its ICC profile or the one it should have."""
    if image.mode == "CMYK":
        profile = profile if profile and space_of(profile) == b"CMYK" else _default_inks()
    elif not profile or SPACES.get(image.mode) != space_of(profile) or image.mode == "L":
        return image
    return _through(image, profile, "RGBA" if image.mode == "RGBA" else "RGB")


def _through(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    """Convert by a profile; one that is broken is passed over."""
    from PIL import ImageCms

    try:
        found = ImageCms.profileToProfile(
            image,
            io.BytesIO(profile),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode=mode,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        found = None
    if found is not None:
        return found
    broken = image.mode == "CMYK" and profile != _default_inks()
    return _through(image, _default_inks(), mode) if broken else image


@cache
def _default_inks() -> bytes:
    return DEFAULT_INKS.read_bytes()


def _from_lab(image: Image.Image) -> Image.Image:
    from PIL import ImageCms

    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    transform = ImageCms.buildTransform(lab, srgb, "LAB", "RGB")
    found = ImageCms.applyTransform(image, transform)
    return image if found is None else found


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return 16 bits of grey, or numbers with a fraction, as 8; Pillow itself cuts them off."""
    if image.mode == "F":
        low, high = extrema(image)
        scale = 255 if high <= 1 and low >= 0 else 1 if high <= 255 else 255 / high
        return image.point(lambda value: value * scale).convert("L")
    return image.convert("I").point(lambda value: value / 257).convert("L")


def extrema(band: Image.Image) -> tuple[float, float]:
    """Return the lowest and the highest value of a picture with one band."""
    return cast("tuple[float, float]", band.getextrema())  # of several bands it is a pair of each
