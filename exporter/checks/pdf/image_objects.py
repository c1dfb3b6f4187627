"""Pictures in a PDF: size, colour, how they are packed, and how much ink they put on paper."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Name, Object, Stream
from PIL import Image, ImageChops, ImageFilter

from exporter.checks.pdf.colours import ColourSpace, IndexedSpace, Model, parse_space
from exporter.guard import reason
from exporter.pdf.geometry import UNIT, Rect

PATCH_MM = 15**0.5  # ink is measured in squares of 15 mm² (GWG 2015, 4.22)
MAX_PIXELS = 400_000_000
ROUNDING = 1e-3  # of a pixel: rounding when a place is mapped to the picture's unit square
TRACE = 4  # of 255: JPEG noise in an ink that is not used
RAW_MODES = {1: "P;1", 2: "P;2", 4: "P;4", 8: "P"}


class BrokenPicture(ValueError):
    """A picture that can't be decoded."""


@dataclass(frozen=True)
class Picture:
    """A picture as it is in the file, before it is placed; `stencil` is painted in one colour."""

    name: str
    width: int
    height: int
    bits: int
    space: ColourSpace | None
    stencil: bool = False
    soft_mask: bool = False
    interpolate: bool = False
    filters: tuple[str, ...] = ()
    inverted: bool = False
    source: Object | pikepdf.PdfInlineImage | None = field(default=None, compare=False, repr=False)

    @property
    def bitonal(self) -> bool:
        """Return whether each of its pixels is one bit of one ink."""
        return self.stencil or (
            self.bits == 1 and (self.space is None or self.space.components == 1)
        )


def parse_picture(name: str, thing: Object | pikepdf.PdfInlineImage, resources: Object) -> Picture:
    """Return the picture of an image XObject or an inline image."""
    values = _inline(thing) if isinstance(thing, pikepdf.PdfInlineImage) else thing
    stencil = bool(values.get("/ImageMask", False))
    space = values.get("/ColorSpace")
    mask = values.get("/SMask")
    return Picture(
        name,
        int(values.get("/Width", 0)),
        int(values.get("/Height", 0)),
        1 if stencil else int(values.get("/BitsPerComponent", 8)),
        None if stencil or space is None else parse_space(space, resources),
        stencil,
        isinstance(mask, Stream) or int(values.get("/SMaskInData", 0)) > 0,
        bool(values.get("/Interpolate", False)),
        _filters(values.get("/Filter")),
        _inverted(values.get("/Decode")),
        thing,
    )


INLINE_KEYS = {
    "/W": "/Width",
    "/H": "/Height",
    "/BPC": "/BitsPerComponent",
    "/CS": "/ColorSpace",
    "/IM": "/ImageMask",
    "/I": "/Interpolate",
    "/F": "/Filter",
    "/D": "/Decode",
}


def _inline(thing: pikepdf.PdfInlineImage) -> dict[str, Object]:
    """Return the long keys of an inline image (ISO 32000-1, table 93)."""
    given = dict(thing.obj.items()) if hasattr(thing, "obj") else {}
    return {INLINE_KEYS.get(key, key): value for key, value in given.items()}


def _filters(given: Object | None) -> tuple[str, ...]:
    if isinstance(given, Name):
        return (str(given)[1:],)
    return tuple(str(name)[1:] for name in given) if isinstance(given, Array) else ()


def _inverted(decode: Object | None) -> bool:
    return isinstance(decode, Array) and len(decode) > 1 and float(decode[0]) > float(decode[1])


@dataclass(frozen=True)
class Ink:
    """The heaviest square of a picture: per cent, and where in the picture's unit square."""

    total: float
    rect: Rect


@dataclass(frozen=True)
class Placed:
    """How a picture is placed: its width in mm, and what is seen of its unit square."""

    width_mm: float
    window: Rect = UNIT


def heaviest(picture: Picture, placed: Placed) -> Ink | None:
    """Return where a picture as placed has most ink, None if it can't have much.

    Raises `BrokenPicture`. The mean over a square of 15 mm² counts (GWG 2015, 4.22), to about 1 %.
    """
    space = picture.space
    if space is None or all(part.components < 2 for part in space.spaces()):
        return None
    if space.model not in (Model.CMYK, Model.SPOT) or not isinstance(picture.source, Stream):
        return None
    planes = _planes(picture, space, picture.source, placed.width_mm)
    if not planes:
        return None
    radius = _radius(planes[0].width, placed.width_mm)
    area = _pixels(planes[0], placed.window)
    sharp = [plane.crop(area).filter(ImageFilter.BoxBlur(radius)) for plane in planes]
    totals = [sum(pixel) for pixel in zip(*(plane.tobytes() for plane in sharp), strict=True)]
    most = max(range(len(totals)), key=totals.__getitem__)
    return Ink(totals[most] / 2.55, _square(most, area, planes[0].size, radius))


def most_black(picture: Picture, placed: Placed) -> float:
    """Return the most black ink of a picture as placed, in per cent, over 15 mm².

    Line art of one bit is solid by its nature: 0. Raises `BrokenPicture`.
    """
    space = picture.space
    if space is None or picture.bits == 1 or not isinstance(picture.source, Stream):
        return 0.0
    if space.model not in (Model.GREY, Model.CMYK):
        return 0.0
    planes = _planes(picture, space, picture.source, placed.width_mm)
    if not planes:
        return 0.0
    black = planes[-1] if space.model is Model.CMYK else ImageChops.invert(planes[0])
    radius = _radius(black.width, placed.width_mm)
    blurred = black.crop(_pixels(black, placed.window)).filter(ImageFilter.BoxBlur(radius))
    return max(blurred.tobytes()) / 2.55


def is_coloured(picture: Picture, placed: Placed) -> bool:
    """Return whether a picture as placed has any ink but black.

    RGB has no inks: False. Raises `BrokenPicture`.
    """
    space = picture.space
    if space is None or not isinstance(picture.source, Stream):
        return False
    if space.model is Model.SPOT:
        return any(name not in ("Black", "None") for name in space.names)
    if space.model is not Model.CMYK:
        return False
    planes = _planes(picture, space, picture.source, placed.width_mm)[:3]
    seen = [plane.crop(_pixels(plane, placed.window)) for plane in planes]
    return any(max(plane.tobytes()) > TRACE for plane in seen)


def _radius(width: int, width_mm: float) -> float:
    """Return the radius in pixels of the square over which ink is counted."""
    return min(max((PATCH_MM * width / max(width_mm, 0.01) - 1) / 2, 0), width)


def _pixels(plane: Image.Image, window: Rect) -> tuple[int, int, int, int]:
    """Return the pixels that are seen in whole through a window: at least one."""
    width, height = plane.size
    left, top = _between(window[0], width), _between(1 - window[3], height)
    right = max(math.floor(window[2] * width + ROUNDING), left + 1)
    bottom = max(math.floor((1 - window[1]) * height + ROUNDING), top + 1)
    return left, top, min(right, width), min(bottom, height)


def _between(share: float, size: int) -> int:
    return max(min(math.ceil(share * size - ROUNDING), size - 1), 0)


def _square(
    index: int, area: tuple[int, int, int, int], size: tuple[int, int], radius: float
) -> Rect:
    """Return the square around a pixel of an area in the unit square, whose y runs upwards."""
    width, height = size
    y, x = divmod(index, area[2] - area[0])
    x, y = x + area[0], y + area[1]
    left, right = max(x - radius, 0) / width, min(x + 1 + radius, width) / width
    top, bottom = max(y - radius, 0) / height, min(y + 1 + radius, height) / height
    return (left, 1 - bottom, right, 1 - top)


def _planes(
    picture: Picture, space: ColourSpace, source: Stream, width_mm: float
) -> list[Image.Image]:
    """Return one small image of mode L an ink, about a pixel a millimetre."""
    if picture.width * picture.height > MAX_PIXELS:
        raise BrokenPicture(f"{picture.width} × {picture.height} pixels are too many to check")
    if min(picture.width, picture.height) < 1:
        raise BrokenPicture("has no pixels")
    shrink = max(int(picture.width / max(width_mm, 1)), 1)
    try:
        if picture.filters[-1:] in (("DCTDecode",), ("JPXDecode",)):
            return _from_file(picture, source, shrink)
        return _from_samples(picture, space, source, shrink)
    except BrokenPicture:
        raise
    except Exception as error:  # Pillow's decoders raise nearly anything on a bad file
        raise BrokenPicture(f"can't be decoded ({reason(error)})") from None


def _from_file(picture: Picture, source: Stream, shrink: int) -> list[Image.Image]:
    """Decode a JPEG, small at once where it can be: a scale of 1/8 takes an eighth of the time."""
    if len(picture.filters) == 1:
        data = source.read_raw_bytes()
    else:
        data = source.read_bytes(pikepdf.StreamDecodeLevel.generalized)
    with Image.open(io.BytesIO(data)) as image:
        if image.mode not in ("CMYK", "L"):
            return []
        image.draft(image.mode, (picture.width // shrink, picture.height // shrink))
        image.load()
        shrink = max(int(shrink * image.width / picture.width), 1)
        planes = [plane.reduce(shrink) for plane in image.split()]
    if len(planes) == 1:
        return [ImageChops.invert(planes[0])] if picture.inverted else planes
    # Pillow takes every JPEG of four inks for one of Adobe's, in which 255 is not an ink.
    jpeg = picture.filters[-1] == "DCTDecode"
    return planes if picture.inverted or not jpeg else [ImageChops.invert(p) for p in planes]


def _from_samples(
    picture: Picture, space: ColourSpace, source: Stream, shrink: int
) -> list[Image.Image]:
    data = source.read_bytes()
    size = (picture.width, picture.height)
    if isinstance(space, IndexedSpace):
        return _from_table(picture, space, data, size, shrink)
    if picture.bits == 16:
        data = data[::2]
    elif picture.bits != 8:
        return []
    count = space.components
    planes = [
        Image.frombytes("L", size, data[index::count]).reduce(shrink) for index in range(count)
    ]
    return [ImageChops.invert(plane) for plane in planes] if picture.inverted else planes


def _from_table(
    picture: Picture, space: IndexedSpace, data: bytes, size: tuple[int, int], shrink: int
) -> list[Image.Image]:
    """Return the planes of a picture whose pixels are numbers of colours in a table."""
    base = space.base
    mode = RAW_MODES.get(picture.bits)
    if mode is None:
        return []
    numbers = Image.frombytes("P", size, data, "raw", mode)
    numbers = Image.frombytes("L", size, numbers.tobytes())
    table = space.table.ljust(256 * base.components, b"\0")
    inks = [
        table[index : 256 * base.components : base.components] for index in range(base.components)
    ]
    return [numbers.point(list(plane)).reduce(shrink) for plane in inks]
