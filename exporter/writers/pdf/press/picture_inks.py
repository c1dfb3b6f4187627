"""Convert pictures to inks: at print resolution, through ICC, below the total ink limit.

A grey picture stays grey and a one-bit one as it is; alpha is laid on paper white; of an
animation the first frame is printed.
"""

from __future__ import annotations

import hashlib
import io
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from exporter.guard import reason
from exporter.pdf.icc import NOT_OF_DEVICES, read_header
from exporter.pictures.files import open_picture
from exporter.pictures.modes import extrema, plain, upright
from exporter.profiles import Profile
from exporter.writers.pdf.press.inks import Separator, converted, transform

if TYPE_CHECKING:
    from PIL import Image
    from PIL.ImageCms import ImageCmsTransform

    # What converts a picture; nothing where it stays as it is; or what is wrong with its profile.
    Found = ImageCmsTransform | str | None

Operands = dict[str, Any]  # of ImageMath: bands and functions

JPEG_QUALITY = 88
# A picture whose three bands differ by no more is grey; JPEG blurs them by as much.
GREY_STEPS = 6
# JPEG overshoots at edges: so often a picture is pressed again with less ink before it is stored
# without loss.
ATTEMPTS = 5
SPARE = 3.0


@dataclass(frozen=True)
class PressPicture:
    """A picture as the PDF stores it: bytes, filter, colour space, size in pixels, bits."""

    data: bytes
    filter: str
    space: str
    size: tuple[int, int]
    bits: int = 8
    inverted: bool = False


class PictureSeparator:
    """Converts pictures for one printing condition; thread-safe."""

    def __init__(self, separator: Separator, profile: Profile) -> None:
        self.separator = separator
        self.dpi = profile.picture_dpi
        self.limit = profile.ink_limit
        self.black = round(profile.black_limit * 2.55)
        self.lock = threading.Lock()
        self.transforms: dict[tuple[str, str], Found] = {}

    def separate(
        self,
        data: bytes,
        size: tuple[float, float],
        warn: Callable[[str], None],
        orientation: int = 1,
    ) -> PressPicture:
        """Return the picture in the file `data`, placed `size` points large.

        `warn` is called with each fault; `orientation` is that of EXIF. Raises what Pillow
        raises for a broken file.
        """
        placed = size if orientation < 5 else size[::-1]
        with open_picture(io.BytesIO(data)) as opened:
            wanted = self._pixels(opened.size, placed)
            if opened.format == "JPEG" and wanted != opened.size:
                opened.draft(None, wanted)
            icc = opened.info.get("icc_profile") or b""
            if opened.format != "PSD":  # which begins with all layers as one
                opened.seek(0)
            opened.load()
            image = upright(opened.copy(), orientation)
        return self.image(image, icc, wanted if orientation < 5 else wanted[::-1], warn)

    def image(
        self, image: Image.Image, icc: bytes, wanted: tuple[int, int], warn: Callable[[str], None]
    ) -> PressPicture:
        """Return a decoded picture, scaled down to `wanted` pixels."""
        if image.mode == "1":
            return _one_bit(image)
        image = _on_paper(image)
        if image.size != wanted:
            from PIL import Image

            image = image.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=3.0)
        if image.mode == "RGB" and _is_grey(image):
            image = self._transformed(image, icc, "RGB", warn)
            return self._grey(image.convert("L"))
        if self.separator.alone and image.mode != "L":
            return self._grey(self._as_seen(image, icc, warn).convert("L"))
        if image.mode == "L":
            return self._grey(self._transformed(image, icc, "L", warn))
        if image.mode == "CMYK":
            return self._inked(self._transformed(image, icc, "CMYK", warn))
        return self._inked(self._transformed(image, icc, "CMYK from RGB", warn))

    def light(self, image: Image.Image) -> PressPicture:
        """Return the picture of a soft mask: its grey is opacity, not ink."""
        image = image.convert("L")
        return PressPicture(
            zlib.compress(image.tobytes(), 6), "/FlateDecode", "/DeviceGray", image.size
        )

    def _pixels(self, stored: tuple[int, int], size: tuple[float, float]) -> tuple[int, int]:
        """Return the pixels needed at this size; never more than the picture has."""
        per_point = self.dpi / 72
        scale = max(
            size[0] * per_point / max(stored[0], 1), size[1] * per_point / max(stored[1], 1)
        )
        # A few pixels too many are not worth the blur.
        if scale > 0.95:
            return stored
        return max(1, round(stored[0] * scale)), max(1, round(stored[1] * scale))

    def _transformed(
        self, image: Image.Image, icc: bytes, kind: str, warn: Callable[[str], None]
    ) -> Image.Image:
        """Convert a picture through its own profile; `kind` names input and output."""
        found = self._transform(icc, kind)
        if isinstance(found, str):
            warn(found)
            return self._transformed(image, b"", kind, warn)
        if found is None:
            return image
        return converted(image, found)

    def _as_seen(self, image: Image.Image, icc: bytes, warn: Callable[[str], None]) -> Image.Image:
        """Return a picture in sRGB; inks as the press prints them."""
        if image.mode != "CMYK":
            return self._transformed(image, icc, "RGB", warn)
        inked = self._transformed(image, icc, "CMYK", warn)
        return converted(inked, self.separator.screen)

    def _transform(self, icc: bytes, kind: str) -> Found:
        """Return the transform, None if none is needed, or what is wrong with the profile."""
        key = hashlib.sha256(icc).hexdigest(), kind
        with self.lock:
            if key not in self.transforms:
                self.transforms[key] = self._build(icc, kind)
            return self.transforms[key]

    def _build(self, icc: bytes, kind: str) -> Found:
        from PIL import ImageCms

        mode = kind.rsplit(" ", 1)[-1]
        wanted = {"L": b"GRAY", "RGB": b"RGB ", "CMYK": b"CMYK"}[mode]
        into_inks = kind.startswith("CMYK")
        if not icc:
            return self.separator.transform if kind == "CMYK from RGB" else None
        if icc == self.separator.condition.icc and mode == "CMYK":
            return None
        header = read_header(icc)
        if header is None or header.space != wanted or header.device in NOT_OF_DEVICES:
            space = header.space_name if header else ""
            return f"its ICC profile is for {space or 'nothing'}, not for {mode}: ignored"
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(icc))
            if into_inks:
                return transform(source, self.separator.condition.profile(), mode, "CMYK")
            return transform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
        except Exception as error:  # LittleCMS by way of Pillow
            return f"its ICC profile is broken ({reason(error)}): ignored"

    def _grey(self, image: Image.Image) -> PressPicture:
        """Store grey as what black ink prints: DeviceGray is 1 − K (ISO 32000-1 §10.3.2)."""
        most = self.black
        image = image.convert("L").point([255 - min(ink, most) for ink in self.separator.tones])
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=JPEG_QUALITY)
        return PressPicture(buffer.getvalue(), "/DCTDecode", "/DeviceGray", image.size)

    def _inked(self, image: Image.Image) -> PressPicture:
        return pressed(image, self.limit, self.black)


def pressed(image: Image.Image, most: float, black: int) -> PressPicture:
    """Store inks, `most` per cent together, black up to `black` of 255; JPEG, as Adobe writes
    it, inverted."""
    limit = most - SPARE
    for _ in range(ATTEMPTS):
        image = hold_black(hold_ink(image, limit), black)
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=JPEG_QUALITY, subsampling=0)
        found = _decoded(buffer.getvalue())
        excess = 0 if _surely_under(found, most) else most_ink(found) - most
        if excess <= 0:
            return PressPicture(
                buffer.getvalue(), "/DCTDecode", "/DeviceCMYK", image.size, inverted=True
            )
        limit -= 2 * excess + SPARE
    image = hold_black(hold_ink(image, most), black)
    return PressPicture(
        zlib.compress(image.tobytes(), 6), "/FlateDecode", "/DeviceCMYK", image.size
    )


def _decoded(data: bytes) -> Image.Image:
    from PIL import Image

    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def _one_bit(image: Image.Image) -> PressPicture:
    """Store line art unchanged, without scaling."""
    return PressPicture(
        zlib.compress(image.tobytes(), 9), "/FlateDecode", "/DeviceGray", image.size, bits=1
    )


def _on_paper(image: Image.Image) -> Image.Image:
    """Return a picture of 8 bits without alpha or palette, on paper white."""
    from PIL import Image

    image = plain(image)
    if image.mode not in ("LA", "RGBA"):
        return image
    solid = image.convert("RGBA")
    paper = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(paper, solid).convert("L" if image.mode == "LA" else "RGB")


def _is_grey(image: Image.Image) -> bool:
    """Whether no pixel of an RGB picture has a colour."""
    from PIL import ImageChops

    red, green, blue = image.split()
    return all(
        highest(ImageChops.difference(one, other)) <= GREY_STEPS
        for one, other in ((red, green), (green, blue), (red, blue))
    )


def highest(band: Image.Image) -> int:
    """Return the highest value of a band."""
    return int(extrema(band)[1])


def most_ink(image: Image.Image) -> float:
    """Return the highest ink total of a CMYK picture in per cent, exact to 1/255."""
    from PIL import ImageMath

    cyan, magenta, yellow, black = image.split()
    total = ImageMath.lambda_eval(
        lambda args: args["c"] + args["m"] + args["y"] + args["k"],
        c=cyan,
        m=magenta,
        y=yellow,
        k=black,
    )
    return highest(total) * 100 / 255


def _surely_under(image: Image.Image, limit: float) -> bool:
    """Whether no pixel can exceed `limit`: a fast test that errs only on the safe side.

    Halves of halves lose less than four steps of 255 each.
    """
    from PIL import ImageChops

    cyan, magenta, yellow, black = image.split()
    colours = ImageChops.add(cyan, magenta, scale=2)
    others = ImageChops.add(yellow, black, scale=2)
    return (4 * highest(ImageChops.add(colours, others, scale=2)) + 4) * 100 / 255 <= limit


def hold_black(image: Image.Image, most: int) -> Image.Image:
    """Return a CMYK picture with black reduced to `most` (of 255)."""
    from PIL import Image

    *colours, black = image.split()
    if highest(black) <= most:
        return image
    return Image.merge("CMYK", (*colours, black.point(lambda ink: min(ink, most))))


def hold_ink(image: Image.Image, limit: float) -> Image.Image:
    """Return a CMYK picture with each pixel reduced to `limit` per cent of ink.

    Black takes the place of equal parts of cyan, magenta and yellow; what is still too much is
    taken from these.
    """
    from PIL import Image, ImageMath

    if _surely_under(image, limit) or most_ink(image) <= limit:
        return image
    allowed = int(limit * 255 / 100)
    cyan, magenta, yellow, black = image.split()

    def swap(args: Operands) -> object:
        low, high = args["min"], args["max"]
        excess = high(args["c"] + args["m"] + args["y"] + args["k"] - allowed, 0)
        least = low(low(args["c"], args["m"]), args["y"])
        return low(low((excess + 1) / 2, least), 255 - args["k"])

    bands = {"c": cyan, "m": magenta, "y": yellow, "k": black}
    swapped = ImageMath.lambda_eval(swap, **bands)
    bands["s"] = swapped

    def scaled(name: str) -> Image.Image:
        def band(args: Operands) -> object:
            room = allowed - args["k"] - args["s"]
            left = args["c"] + args["m"] + args["y"] - args["s"] * 3
            kept = args[name] - args["s"]
            return kept * args["min"](room, left) / args["max"](left, 1)

        made: Image.Image = ImageMath.lambda_eval(band, **bands).convert("L")
        return made

    new_black = ImageMath.lambda_eval(lambda args: args["k"] + args["s"], **bands).convert("L")
    return Image.merge("CMYK", (scaled("c"), scaled("m"), scaled("y"), new_black))
