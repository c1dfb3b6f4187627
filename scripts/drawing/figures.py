"""People: poses of joints, dressed, lit, and set on the canvas."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from .canvas import SCALE, Canvas, Colour, Point, mix, rgb, smooth

Chain = tuple[tuple[float, float, float], ...]  # places and widths, in body heights, y upward
Turn = Callable[[float, float], Point]  # a place on the head, tilted with it
Oval = Callable[[ImageDraw.ImageDraw, float, float, float, float], None]
UNIT = 620  # pixels of one body height
PAD_X, PAD_TOP, PAD_LOW = 0.62, 0.34, 0.08


@dataclass(frozen=True)
class Pose:
    """Joints of a figure one unit high whose feet stand at (0, 0)."""

    head: Point
    torso: Chain
    legs: tuple[Chain, ...]
    arms: tuple[Chain, ...]
    coat: tuple[Point, ...] = ()
    tilt: float = 0.0
    side: bool = False


@dataclass(frozen=True)
class Look:
    """What somebody wears."""

    top: Colour = "#2b3038"
    bottom: Colour = "#20242b"
    skin: Colour = "#6b5446"
    hair: Colour = "#17161a"
    style: str = "short"  # short, bun, long, cap, straw, hood
    skirt: bool = False
    bag: Colour | None = None
    extras: tuple[str, ...] = field(default=())


def _leg(hip: Point, knee: Point, ankle: Point, toe: Point, wide: float = 1.0) -> Chain:
    return (
        (*hip, 0.096 * wide),
        (*_half(hip, knee), 0.084 * wide),
        (*knee, 0.066 * wide),
        (*_half(knee, ankle), 0.06 * wide),
        (*ankle, 0.042 * wide),
        (*toe, 0.026),
    )


def _arm(shoulder: Point, elbow: Point, wrist: Point) -> Chain:
    hand = (wrist[0] * 1.14 - elbow[0] * 0.14, wrist[1] * 1.14 - elbow[1] * 0.14)
    return ((*shoulder, 0.06), (*elbow, 0.045), (*wrist, 0.033), (*hand, 0.03))


def _half(a: Point, b: Point) -> Point:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def back(shift: float = 0.0, stance: float = 1.0, elbows: float = 1.0) -> Pose:
    """Standing, seen from the back or the front; shift puts the weight on one leg."""
    s, d = shift, 0.055 * stance
    return Pose(
        head=(s * 0.4, 0.927),
        torso=(
            (s * 0.4, 0.87, 0.062),
            (s * 0.4, 0.835, 0.085),
            (s * 0.5 - 0.07, 0.79, 0.085),
            (s * 0.5 + 0.07, 0.79, 0.085),
            (s * 0.5, 0.74, 0.215),
            (s * 0.7, 0.64, 0.185),
            (s, 0.56, 0.18),
            (s, 0.515, 0.185),
        ),
        legs=(
            _leg((s - 0.045, 0.5), (s * 0.6 - d, 0.275), (-d, 0.045), (-d - 0.018, 0.014)),
            _leg((s + 0.045, 0.5), (s * 0.6 + d, 0.275), (d, 0.045), (d + 0.018, 0.014)),
        ),
        arms=(
            _arm((s * 0.5 - 0.1, 0.785), (s * 0.7 - 0.135 * elbows, 0.635), (s - 0.125, 0.49)),
            _arm((s * 0.5 + 0.1, 0.785), (s * 0.7 + 0.135 * elbows, 0.635), (s + 0.125, 0.49)),
        ),
    )


def holding(shift: float = 0.0) -> Pose:
    """Seen from the back, both hands before the body, as with a tray or a telephone."""
    pose = back(shift)
    s = shift
    arms = (
        _arm((s - 0.1, 0.785), (s - 0.14, 0.645), (s - 0.085, 0.6)),
        _arm((s + 0.1, 0.785), (s + 0.14, 0.645), (s + 0.085, 0.6)),
    )
    return replace(pose, arms=arms)


def _trunk(neck: Point, chest: Point, waist: Point, hip: Point) -> Chain:
    return (
        (neck[0] + 0.012, neck[1] + 0.028, 0.056),
        (*neck, 0.066),
        (*_half(neck, chest), 0.115),
        (*chest, 0.135),
        (*_half(chest, waist), 0.125),
        (*waist, 0.112),
        (*hip, 0.128),
    )


def standing(lean: float = 0.0) -> Pose:
    """Standing, seen from the side, looking to the right."""
    return Pose(
        head=(0.025 + lean, 0.925),
        torso=_trunk((lean, 0.84), (0.008 + lean * 0.8, 0.74), (0.004, 0.61), (0, 0.53)),
        legs=(
            _leg((0, 0.5), (0.004, 0.275), (-0.035, 0.045), (0.035, 0.014)),
            _leg((0.006, 0.5), (0.022, 0.275), (0.0, 0.045), (0.075, 0.014)),
        ),
        arms=(
            _arm((lean, 0.785), (-0.02 + lean * 0.6, 0.64), (0.035, 0.5)),
            _arm((lean, 0.785), (-0.012 + lean * 0.6, 0.64), (0.05, 0.505)),
        ),
        side=True,
    )


def walking(stride: float = 1.0) -> Pose:
    """Walking to the right."""
    k = stride
    return Pose(
        head=(0.04, 0.92),
        torso=_trunk((0.018, 0.835), (0.018, 0.735), (0.006, 0.61), (0, 0.525)),
        legs=(
            _leg((-0.004, 0.5), (-0.03 * k, 0.28), (-0.165 * k, 0.085), (-0.115 * k, 0.02)),
            _leg((0.006, 0.5), (0.095 * k, 0.285), (0.13 * k, 0.045), (0.205 * k, 0.03)),
        ),
        arms=(
            _arm((0.015, 0.78), (0.06 * k, 0.645), (0.145 * k, 0.545)),
            _arm((0.01, 0.78), (-0.07 * k, 0.65), (-0.085 * k, 0.515)),
        ),
        side=True,
    )


def running(phase: int = 0) -> Pose:
    """Running to the right."""
    legs = (
        _leg((-0.005, 0.49), (-0.05, 0.275), (-0.245, 0.25), (-0.285, 0.19)),
        _leg((0.01, 0.49), (0.165, 0.395), (0.13, 0.175), (0.195, 0.145)),
    )
    if phase:
        legs = (
            _leg((-0.005, 0.49), (0.015, 0.27), (-0.2, 0.2), (-0.215, 0.135)),
            _leg((0.01, 0.49), (0.09, 0.275), (0.035, 0.055), (0.105, 0.02)),
        )
    return Pose(
        head=(0.105, 0.895),
        torso=_trunk((0.07, 0.815), (0.055, 0.72), (0.025, 0.6), (0, 0.515)),
        legs=legs,
        arms=(
            _arm((0.06, 0.765), (0.13, 0.64), (0.23, 0.7)),
            _arm((0.055, 0.765), (-0.075, 0.7), (-0.045, 0.57)),
        ),
        side=True,
    )


def taichi() -> Pose:
    """A wide low stance, arms pushing the clouds."""
    return Pose(
        head=(-0.015, 0.862),
        torso=(
            (-0.013, 0.8, 0.06),
            (-0.01, 0.77, 0.085),
            (-0.075, 0.728, 0.085),
            (0.06, 0.728, 0.085),
            (-0.005, 0.68, 0.2),
            (0, 0.58, 0.175),
            (0, 0.5, 0.18),
            (0, 0.455, 0.185),
        ),
        legs=(
            _leg((-0.045, 0.45), (-0.185, 0.29), (-0.2, 0.045), (-0.27, 0.014), 1.15),
            _leg((0.045, 0.45), (0.13, 0.255), (0.235, 0.05), (0.3, 0.014), 1.15),
        ),
        arms=(
            _arm((-0.09, 0.725), (-0.21, 0.69), (-0.3, 0.79)),
            _arm((0.08, 0.725), (0.19, 0.63), (0.31, 0.66)),
        ),
    )


def stretching() -> Pose:
    """Seen from the back, both arms raised."""
    pose = back(0.0, 1.4)
    arms = (
        _arm((-0.098, 0.79), (-0.175, 0.915), (-0.11, 1.05)),
        _arm((0.098, 0.79), (0.175, 0.915), (0.11, 1.05)),
    )
    return replace(pose, arms=arms)


def pointing() -> Pose:
    """From the side, an arm held out ahead and up."""
    pose = standing(0.0)
    arms = (pose.arms[0], _arm((0.0, 0.785), (0.105, 0.8), (0.235, 0.86)))
    return replace(pose, arms=arms, tilt=0.2)


def stooping() -> Pose:
    """From the side, bent over work before the knees."""
    return Pose(
        head=(0.275, 0.69),
        torso=_trunk((0.205, 0.665), (0.13, 0.655), (0.045, 0.585), (-0.02, 0.52)),
        legs=(
            _leg((-0.025, 0.5), (-0.02, 0.275), (-0.06, 0.045), (0.01, 0.014)),
            _leg((-0.015, 0.5), (0.03, 0.28), (0.02, 0.045), (0.09, 0.014)),
        ),
        arms=(
            _arm((0.175, 0.635), (0.18, 0.49), (0.265, 0.385)),
            _arm((0.165, 0.63), (0.2, 0.485), (0.3, 0.4)),
        ),
        tilt=-0.7,
        side=True,
    )


def peering() -> Pose:
    """From the side, bent a little to an eyepiece."""
    return Pose(
        head=(0.17, 0.8),
        torso=_trunk((0.115, 0.745), (0.075, 0.68), (0.02, 0.585), (-0.015, 0.52)),
        legs=(
            _leg((-0.02, 0.5), (-0.02, 0.275), (-0.07, 0.045), (0.0, 0.014)),
            _leg((-0.01, 0.5), (0.04, 0.28), (0.02, 0.045), (0.09, 0.014)),
        ),
        arms=(
            _arm((0.1, 0.7), (0.13, 0.57), (0.235, 0.63)),
            _arm((0.1, 0.7), (0.15, 0.585), (0.25, 0.68)),
        ),
        tilt=-0.25,
        side=True,
    )


def gazing() -> Pose:
    """From the side, head thrown back."""
    pose = standing(-0.012)
    return replace(pose, head=(0.0, 0.925), tilt=0.75)


class _Sheet:
    """Masks of one figure's parts."""

    def __init__(self) -> None:
        self.size = (int(2 * PAD_X * UNIT), int((1 + PAD_TOP + PAD_LOW) * UNIT))

    def spot(self, x: float, y: float) -> Point:
        return ((x + PAD_X) * UNIT, (1 + PAD_TOP - y) * UNIT)

    def chain(self, draw: ImageDraw.ImageDraw, chain: Chain) -> None:
        for (x0, y0, w0), (x1, y1, w1) in pairwise(chain):
            steps = max(2, int(math.hypot(x1 - x0, y1 - y0) * UNIT / 3))
            for i in range(steps + 1):
                t = i / steps
                cx, cy = self.spot(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t)
                r = (w0 + (w1 - w0) * t) / 2 * UNIT
                draw.ellipse((cx - r, cy - r, cx + r, cy + r), fill=255)

    def new(self) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        image = Image.new("L", self.size)
        return image, ImageDraw.Draw(image)

    @staticmethod
    def melt(image: Image.Image, radius: float = 7) -> Image.Image:
        """Round off: blur, then cut again at the half."""
        soft = np.asarray(image.filter(ImageFilter.GaussianBlur(radius)), dtype=np.float32) / 255
        return Image.fromarray((smooth(soft, 0.42, 0.58) * 255).astype(np.uint8))

    def poly(self, draw: ImageDraw.ImageDraw, points: Sequence[Point]) -> None:
        draw.polygon([self.spot(x, y) for x, y in points], fill=255)


def _head(sheet: _Sheet, pose: Pose, look: Look) -> list[tuple[Image.Image, Colour]]:
    x, y = pose.head
    c, s = math.cos(pose.tilt), math.sin(pose.tilt)

    def turn(px: float, py: float) -> Point:
        return (x + px * c - py * s, y + px * s + py * c)

    def oval(draw: ImageDraw.ImageDraw, px: float, py: float, rx: float, ry: float) -> None:
        ring = [
            turn(px + rx * math.cos(a / 24 * math.tau), py + ry * math.sin(a / 24 * math.tau))
            for a in range(24)
        ]
        sheet.poly(draw, ring)

    face, draw = sheet.new()
    oval(draw, 0.004, 0, 0.05 if pose.side else 0.047, 0.064)
    if pose.side:
        sheet.poly(draw, [turn(0.045, 0.012), turn(0.062, -0.012), turn(0.045, -0.02)])
        oval(draw, 0.027, -0.045, 0.022, 0.018)
    hair, draw = sheet.new()
    if pose.side:
        oval(draw, -0.012, 0.018, 0.052, 0.054)
        oval(draw, -0.03, -0.012, 0.03, 0.04)
    else:
        oval(draw, 0.0, 0.014, 0.053, 0.06)
    _hair_style(draw, pose, look.style, oval)
    parts: list[tuple[Image.Image, Colour]] = [
        (sheet.melt(face, 4), look.skin),
        (sheet.melt(hair, 4), look.hair),
    ]
    return parts + _hat(sheet, look, turn, oval)


def _hair_style(draw: ImageDraw.ImageDraw, pose: Pose, style: str, oval: Oval) -> None:
    behind = -0.045 if pose.side else 0.0
    if style == "bun":
        oval(draw, behind - 0.012 if pose.side else 0.0, 0.055, 0.026, 0.024)
    elif style == "long":
        oval(draw, behind, -0.045, 0.042 if pose.side else 0.056, 0.062)
    elif style == "tail":
        oval(draw, behind - 0.024, -0.03, 0.02, 0.06)
    elif style == "hood":
        oval(draw, -0.004, 0.006, 0.064, 0.074)


def _hat(sheet: _Sheet, look: Look, turn: Turn, oval: Oval) -> list[tuple[Image.Image, Colour]]:
    if look.style not in {"cap", "straw"}:
        return []
    hat, draw = sheet.new()
    oval(draw, -0.004, 0.04, 0.054, 0.036)
    if look.style == "cap":
        sheet.poly(draw, [turn(0.02, 0.035), turn(0.09, 0.022), turn(0.09, 0.03), turn(0.03, 0.06)])
        return [(sheet.melt(hat, 3), look.top)]
    sheet.poly(draw, [turn(-0.12, 0.018), turn(0, 0.05), turn(0.12, 0.018), turn(0, 0.008)])
    sheet.poly(draw, [turn(-0.115, 0.014), turn(0, 0.105), turn(0.115, 0.014)])
    return [(sheet.melt(hat, 3), "#9a8356")]


def _parts(pose: Pose, look: Look) -> list[tuple[Image.Image, Colour]]:
    sheet = _Sheet()
    parts: list[tuple[Image.Image, Colour]] = []

    def limb(chain: Chain, cloth: Colour, bare: int) -> None:
        image, draw = sheet.new()
        sheet.chain(draw, chain)
        parts.append((sheet.melt(image, 5), cloth))
        if bare:
            image, draw = sheet.new()
            sheet.chain(draw, chain[-bare:])
            parts.append((sheet.melt(image, 3), look.skin))

    limb(pose.arms[0], mix(look.top, "#000000", 0.22), 2)
    for leg, deep in ((pose.legs[0], 0.22), (pose.legs[1], 0.0)):
        limb(leg, mix(look.bottom, "#000000", deep), 0)
        shoe, draw = sheet.new()
        sheet.chain(draw, ((*leg[-2][:2], 0.03), (leg[-1][0], leg[-1][1], 0.03)))
        parts.append((sheet.melt(shoe, 3), mix(look.bottom, "#0c0c0e", 0.6)))
    image, draw = sheet.new()
    sheet.chain(draw, pose.torso)
    if pose.tilt > -0.5:
        below = sheet.spot(0, pose.torso[-1][1] - 0.042)[1]
        draw.rectangle((0, below, *sheet.size), fill=0)
    if look.skirt or pose.coat:
        _hem(sheet, draw, pose)
    head = _head(sheet, pose, look)
    parts.extend(head if pose.side else [])
    parts.append((sheet.melt(image, 9), look.top))
    parts.extend([] if pose.side else head)
    limb(pose.arms[1], look.top if pose.side else mix(look.top, "#000000", 0.08), 2)
    parts.extend(_extras(sheet, pose, look))
    return parts


def _hem(sheet: _Sheet, draw: ImageDraw.ImageDraw, pose: Pose) -> None:
    hip = pose.torso[-1]
    wide = 0.08 if pose.side else 0.1
    low = 0.3
    sheet.poly(
        draw,
        [
            (hip[0] - wide * 0.8, hip[1] + 0.09),
            (hip[0] + wide * 0.8, hip[1] + 0.09),
            (hip[0] + wide * 1.35, low),
            (hip[0] - wide * 1.35, low),
        ],
    )


def _extras(sheet: _Sheet, pose: Pose, look: Look) -> list[tuple[Image.Image, Colour]]:
    parts: list[tuple[Image.Image, Colour]] = []
    if look.bag is not None:
        image, draw = sheet.new()
        hand = pose.arms[1][-1]
        sheet.poly(
            draw,
            [
                (hand[0] - 0.012, hand[1]),
                (hand[0] + 0.012, hand[1]),
                (hand[0] + 0.062, hand[1] - 0.075),
                (hand[0] + 0.068, hand[1] - 0.19),
                (hand[0] - 0.068, hand[1] - 0.19),
                (hand[0] - 0.062, hand[1] - 0.075),
            ],
        )
        parts.append((sheet.melt(image, 5), look.bag))
    if "pack" in look.extras:
        image, draw = sheet.new()
        x, y = (-0.085, 0.7) if pose.side else (pose.torso[4][0], 0.7)
        wide = 0.05 if pose.side else 0.085
        sheet.chain(draw, ((x, y + 0.05, wide * 2), (x, y - 0.08, wide * 2.1)))
        parts.append((sheet.melt(image, 9), look.bag or mix(look.top, "#ffffff", 0.12)))
    return parts


@lru_cache(maxsize=256)
def sprite(
    pose: Pose, look: Look, lit: Colour, dark: float, side: float, rim: float
) -> Image.Image:
    """A figure as a picture: its parts shaded round, a rim of light on one side."""
    parts = _parts(pose, look)
    wide, high = parts[0][0].size
    colour = np.zeros((high, wide, 3), np.float32)
    cover = np.zeros((high, wide), np.float32)
    for mask, ink in parts:
        m = np.asarray(mask, dtype=np.float32) / 255
        soft = np.asarray(mask.filter(ImageFilter.GaussianBlur(16)), dtype=np.float32) / 255
        away = np.roll(soft, int(14 * side), axis=1)
        form = np.clip(1.0 + 0.55 * (m - away), 0.55, 1.5)
        colour += (np.array(rgb(ink), np.float32) * form[..., None] - colour) * m[..., None]
        cover = np.maximum(cover, m)
    if rim:
        whole = Image.fromarray((cover * 255).astype(np.uint8))
        soft = np.asarray(whole.filter(ImageFilter.GaussianBlur(5)), dtype=np.float32) / 255
        edge = np.clip(cover - np.roll(soft, (3, int(-9 * side)), axis=(0, 1)), 0, 1) * rim
        colour += (np.array(rgb(lit), np.float32) - colour) * np.clip(edge * 1.5, 0, 1)[..., None]
    colour *= 1 - dark
    planes = np.dstack([np.clip(colour, 0, 1), cover])
    return Image.fromarray((planes * 255 + 0.5).astype(np.uint8))


def person(
    c: Canvas,
    x: float,
    ground: float,
    height: float,
    pose: Pose,
    look: Look,
    flip: bool = False,
    blur: float = 0,
    lit: Colour = "#ffd9a0",
    rim: float = 0.0,
    side: float = 1.0,
    dark: float = 0.0,
    fog: Colour | None = None,
    fogged: float = 0.0,
    alpha: float = 1.0,
    squash: float = 1.0,
    cut: float = 0.0,
) -> None:
    """Set somebody on the canvas, feet at a place; of their height a part from below is cut off."""
    image = sprite(pose, look, lit, dark, -side if flip else side, rim)
    if flip:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    factor = height * SCALE / UNIT
    size = (max(2, round(image.width * factor)), max(2, round(image.height * factor * squash)))
    image = image.resize(size, Image.Resampling.LANCZOS)
    if cut:
        image = image.crop((0, 0, image.width, round((1 + PAD_TOP - cut) * UNIT * factor * squash)))
    if fog is not None and fogged:
        image = _fogged(image, fog, fogged)
    left = round(x * SCALE - size[0] / 2)
    top = round(ground * SCALE - (1 + PAD_TOP) * height * SCALE * squash)
    c.lay_at(image, left, top, blur, alpha)


def _fogged(image: Image.Image, fog: Colour, amount: float) -> Image.Image:
    planes = np.asarray(image, dtype=np.float32).copy()
    planes[..., :3] += (np.array(rgb(fog), np.float32) * 255 - planes[..., :3]) * amount
    return Image.fromarray(planes.astype(np.uint8))


def shadow(
    c: Canvas,
    x: float,
    ground: float,
    height: float,
    pose: Pose,
    lean: float,
    length: float,
    strength: float = 0.4,
    flip: bool = False,
    blur: float = 2.0,
) -> None:
    """A figure's shadow on the ground before it, drawn out and slanting."""
    cover = sprite(pose, Look(), "#000000", 0, 1.0, 0).getchannel("A")
    if flip:
        cover = cover.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    factor = height * SCALE / UNIT
    wide, tall = max(2, round(cover.width * factor)), max(2, round(cover.height * factor * length))
    cover = cover.resize((wide, tall)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    reach = round(abs(lean) * tall)
    shift = 0 if lean >= 0 else -reach
    slant = cover.transform(
        (wide + reach, tall), Image.Transform.AFFINE, (1, -lean, -shift if lean < 0 else 0, 0, 1, 0)
    )
    ink = Image.new("RGBA", slant.size, (0, 0, 0, 255))
    ink.putalpha(slant)
    feet = round(PAD_LOW * height * SCALE * length)
    left = round(x * SCALE - wide / 2) - (reach if lean < 0 else 0)
    c.lay_at(ink, left, round(ground * SCALE) - feet, blur, strength)
