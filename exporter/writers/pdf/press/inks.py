"""Convert colours to inks: CMYK through the press's ICC profile, greys in black only.

All values are 0 to 1. A grey is printed in black only, as dark on paper as it is on the screen
(the profile's dot gain is in that); a colour by LittleCMS, relative colorimetric with black-point
compensation, its total ink held under the limit of the profile.
"""

from __future__ import annotations

from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from exporter.profiles import Profile
from exporter.profiles.condition import Condition

if TYPE_CHECKING:
    from PIL import Image
    from PIL._imagingcms import CmsProfile
    from PIL.ImageCms import ImageCmsProfile, ImageCmsTransform

    IccProfile = CmsProfile | ImageCmsProfile

Inks = tuple[float, float, float, float]

NONE: Inks = (0.0, 0.0, 0.0, 0.0)
BLACK: Inks = (0.0, 0.0, 0.0, 1.0)
# Two steps of 255: colours computed by a browser or by CSS are seldom exact.
NEUTRAL = 2.5 / 255
# A darker grey is a soft black for screens; on paper a screen of dots would fray its edges.
SOFT_BLACK = 0.125
# Greys that type and rules are set in on the screen are solid black in print, for the same reason.
SOLID = {"text": 0.6, "line": 0.8, "stroke": SOFT_BLACK, "fill": SOFT_BLACK}
RICH_BLACK = 0.85
# A colour in which every ink has a part and that leaves less light than this looks black.
HAS_PART, BLACK_IS_DARKER = 0.1, 0.2
# Type that leaves less light is read on paper (WCAG 2.2, 1.4.3: 4.5 to 1), and so would be black.
READ_ON_PAPER = 0.18


class Use(Enum):
    """What is painted: type, a thin line, the outline of a shape, or an area."""

    TEXT = "text"
    LINE = "line"
    STROKE = "stroke"
    FILL = "fill"


class Separator:
    """Converts RGB, grey and Lab values to the inks of one printing condition."""

    alone = False  # whether it uses black ink only

    def __init__(self, condition: Condition, profile: Profile) -> None:
        self.condition = condition
        self.limit = profile.ink_limit / 100
        self.black = profile.black_limit / 100
        self.lightest, self.darkest = (tint / 100 for tint in profile.tints)
        self.fixed = {_rgb(name): _inks(inks) for name, inks in profile.inks.items()}
        self.known: dict[tuple[float, float, float], Inks] = {}

    def rgb(self, red: float, green: float, blue: float, use: Use = Use.FILL) -> Inks:
        """Return the inks of an sRGB colour."""
        fixed = self.fixed.get((round(red * 255), round(green * 255), round(blue * 255)))
        if fixed is not None:
            return fixed
        if max(red, green, blue) - min(red, green, blue) <= NEUTRAL:
            return self.grey((red + green + blue) / 3, use)
        key = (red, green, blue)
        if key not in self.known:
            self.known[key] = self._converted(key)
        inks = self.known[key]
        # Plates that are a little out of register would fray type and lines.
        return BLACK if use is not Use.FILL and _looks_black(inks) else inks

    def grey(self, value: float, use: Use = Use.FILL) -> Inks:
        """Return the inks of a grey (0 is black): black ink only."""
        if value <= SOLID[use.value]:
            return BLACK
        return 0.0, 0.0, 0.0, round(self.tones[round(min(value, 1) * 255)] / 255, 3)

    def lab(self, lightness: float, a: float, b: float, use: Use = Use.FILL) -> Inks:
        """Return the inks of a CIE L*a*b* (D50) colour."""
        return self.rgb(*lab_to_rgb(lightness, a, b), use)

    def cmyk(self, inks: Inks, use: Use, size: float, rich_from: float) -> Inks:
        """Return inks reduced to the ink limit; small type in rich black becomes black only.

        `size` is the type size in points, `rich_from` the size from which black may be rich.
        """
        *colours, black = inks
        rich = black >= RICH_BLACK and any(colours)
        if use is Use.TEXT and rich and size < rich_from:
            return BLACK
        return self.kept(hold(inks, self.limit), use)

    def kept(self, inks: Inks, use: Use) -> Inks:
        """Return inks within the press's tint range, with black in areas below its limit."""
        cyan, magenta, yellow, black = (self._tint(ink) for ink in inks)
        is_type = use in (Use.TEXT, Use.LINE)
        return cyan, magenta, yellow, black if is_type else min(black, self.black)

    def _tint(self, ink: float) -> float:
        if ink < self.lightest:
            return self.lightest if ink >= self.lightest / 2 else 0.0
        return self.darkest if self.darkest < ink < 1 else ink

    def _converted(self, rgb: tuple[float, float, float]) -> Inks:
        from PIL import Image

        pixel = Image.new("RGB", (1, 1), tuple(round(value * 255) for value in rgb))
        cyan, magenta, yellow, black = _changed(pixel, self.transform)[0]
        return hold((cyan / 255, magenta / 255, yellow / 255, black / 255), self.limit)

    @cached_property
    def transform(self) -> ImageCmsTransform:
        """LittleCMS's transform from sRGB to the press."""
        from PIL import ImageCms

        return transform(ImageCms.createProfile("sRGB"), self.condition.profile(), "RGB", "CMYK")

    @cached_property
    def screen(self) -> ImageCmsTransform:
        """LittleCMS's transform from the press to sRGB."""
        from PIL import ImageCms

        return transform(self.condition.profile(), ImageCms.createProfile("sRGB"), "CMYK", "RGB")

    @cached_property
    def tones(self) -> list[int]:
        """Black ink (0 to 255) for each grey (0 to 255), by the lightness that it prints with."""
        printed = self._lightness_of_black()
        paper, solid = luminance(printed[0]), luminance(printed[255])
        tones = []
        ink = 255
        for grey in range(256):
            wanted = solid + srgb_luminance(grey / 255) * (paper - solid)
            while ink and luminance(printed[ink]) < wanted:
                ink -= 1
            tones.append(ink)
        tones[0], tones[255] = 255, 0
        return tones

    def _lightness_of_black(self) -> list[float]:
        """L* of 0 to 255 parts of black ink on paper, falling."""
        from PIL import Image, ImageCms

        ramp = Image.new("CMYK", (256, 1))
        for ink in range(256):
            ramp.putpixel((ink, 0), (0, 0, 0, ink))
        lab = ImageCms.createProfile("LAB", 5000)
        lightness = transform(self.condition.profile(), lab, "CMYK", "LAB", compensate=False)
        values = [each[0] * 100 / 255 for each in _changed(ramp, lightness)]
        for ink in range(1, 256):
            values[ink] = min(values[ink], values[ink - 1])
        return values


def converted(image: Image.Image, change: ImageCmsTransform) -> Image.Image:
    """Return a picture in the colours that a transform leads to."""
    from PIL import ImageCms

    made = ImageCms.applyTransform(image, change)
    return image if made is None else made  # None would say that it was changed in place


def _changed(image: Image.Image, change: ImageCmsTransform) -> list[bytes]:
    """Return the pixels of a converted picture, one byte per band."""
    made = converted(image, change)
    bands = len(made.getbands())
    data = made.tobytes()
    return [data[start : start + bands] for start in range(0, len(data), bands)]


def transform(
    source: IccProfile, target: IccProfile, mode: str, into: str, compensate: bool = True
) -> ImageCmsTransform:
    """Build LittleCMS's transform: relative colorimetric, with black-point compensation."""
    from PIL import ImageCms

    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION if compensate else ImageCms.Flags.NONE
    return ImageCms.buildTransform(
        source, target, mode, into, ImageCms.Intent.RELATIVE_COLORIMETRIC, flags
    )


def hold(inks: Inks, limit: float) -> Inks:
    """Reduce inks to `limit`: first replace CMY by black, then reduce all."""
    cyan, magenta, yellow, black = inks
    excess = sum(inks) - limit
    if excess <= 0:
        return _rounded(inks)
    swap = max(0.0, min(excess / 2, cyan, magenta, yellow, 1 - black))
    colours = [cyan - swap, magenta - swap, yellow - swap]
    black += swap
    scale = min(1.0, (limit - black) / (sum(colours) or 1))
    # Rounded down: the limit is a limit.
    cyan, magenta, yellow = (int(value * scale * 1000) / 1000 for value in colours)
    return cyan, magenta, yellow, int(black * 1000) / 1000


def _looks_black(inks: Inks) -> bool:
    """Whether a mixture of inks is a black; dark greens and blues lack one of them."""
    *colours, black = inks
    light = max((1 - tint) * (1 - black) for tint in colours)
    return min(colours) >= HAS_PART and light < BLACK_IS_DARKER


def is_dark_mixture(inks: Inks) -> bool:
    """Whether several inks make a colour that is dark enough for black to take its place."""
    *colours, black = inks
    red, green, blue = (srgb_luminance((1 - tint) * (1 - black)) for tint in colours)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return sum(tint >= HAS_PART for tint in inks) > 1 and light <= READ_ON_PAPER


def _rounded(inks: Inks) -> Inks:
    cyan, magenta, yellow, black = (round(value, 3) for value in inks)
    return cyan, magenta, yellow, black


def _rgb(name: str) -> tuple[int, int, int]:
    """Read `#8f1418`."""
    red, green, blue = bytes.fromhex(name.removeprefix("#"))
    return red, green, blue


def _inks(values: tuple[float, float, float, float]) -> Inks:
    """Read per cent."""
    return _rounded((values[0] / 100, values[1] / 100, values[2] / 100, values[3] / 100))


def luminance(lightness: float) -> float:
    """CIE 15: Y, 0 to 1, of L*, 0 to 100."""
    cube = ((lightness + 16) / 116) ** 3
    return cube if lightness > 8 else lightness / 903.3


def srgb_luminance(value: float) -> float:
    """IEC 61966-2-1: linear light of a grey of sRGB."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def lab_to_rgb(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """CIE L*a*b* (D50) to sRGB, values beyond its gamut cut off."""
    y = (lightness + 16) / 116
    x, z = y + a / 500, y - b / 200
    light = [value**3 if value > 6 / 29 else (value - 4 / 29) * 108 / 841 for value in (x, y, z)]
    x, y, z = (part * white for part, white in zip(light, (0.9642, 1.0, 0.8249), strict=True))
    linear = (
        3.1338561 * x - 1.6168667 * y - 0.4906146 * z,
        -0.9787684 * x + 1.9161415 * y + 0.0334540 * z,
        0.0719453 * x - 0.2289914 * y + 1.4052427 * z,
    )
    red, green, blue = (_encoded(min(max(value, 0.0), 1.0)) for value in linear)
    return red, green, blue


def _encoded(value: float) -> float:
    """IEC 61966-2-1: the sRGB value of linear light."""
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
