"""Photographs made smaller while they are decoded, and upright ones not encoded again.

A JPEG can be decoded at a half, a quarter or an eighth of its size in a third of the time, and is
then scaled to the size that a page needs. Pillow does so from twice that size on, by itself.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

from PIL import Image
from PIL.ExifTags import Base
from weasyprint import images
from weasyprint.images import RasterImage

from exporter.engine.patched.patches import Patches

if TYPE_CHECKING:
    import pydyf

# Decoded at this many times the wanted size or more, a photograph differs from the one that is
# scaled as a whole by less than JPEG's own loss at the quality that both are written with.
GAP = 1.2
# It takes half the time of Pillow's own choice, from which it differs by a tenth of that loss.
FILTER = Image.Resampling.HAMMING
NEARLY = 0.9  # to make a picture smaller by less is not worth a second loss
UPRIGHT = 1

Encode = Callable[[RasterImage, bool, float], "pydyf.Stream"]
Rotate = Callable[[Image.Image, object], Image.Image]


def install(patches: Patches) -> None:
    """Replace the functions that make pictures smaller and turn them."""
    patches.method(RasterImage, "get_x_object", _early(RasterImage.get_x_object))
    patches.function(images.rotate_pillow_image, _if_turned(images.rotate_pillow_image))


def _early(encode: Encode) -> Encode:
    """Return `get_x_object` for pictures that are made smaller while they are decoded."""

    def encoded(image: RasterImage, interpolate: bool, ratio: float) -> pydyf.Stream:
        if ratio >= NEARLY:
            return encode(image, interpolate, 1)
        apart = copy.copy(image)
        apart._cache = {}  # WeasyPrint puts the smaller one there in place of the whole
        if image.format == "JPEG":
            _shrink(apart, ratio)
            ratio = 1
        return encode(apart, interpolate, ratio)

    return encoded


def _shrink(image: RasterImage, ratio: float) -> None:
    with Image.open(io.BytesIO(image.image_data.data)) as small:
        width, height = round(image.width * ratio), round(image.height * ratio)
        small.thumbnail((max(1, width), max(1, height)), FILTER, reducing_gap=GAP)
        file = io.BytesIO()
        small.save(file, format=small.format, optimize=image.optimize)
    image.width, image.height = small.size
    image.image_data = image.cache_image_data(file.getvalue())


def _if_turned(rotate: Rotate) -> Rotate:
    """Return what turns a picture; one that needs no turn would be copied, and encoded again."""

    def rotated(image: Image.Image, orientation: object) -> Image.Image:
        told = orientation == "from-image" and "exif" in image.info
        if told and image.getexif().get(Base.Orientation, UPRIGHT) == UPRIGHT:
            return image
        return rotate(image, orientation)

    return rotated
