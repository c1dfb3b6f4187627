"""Pictures of Saltmere's harbour and of the sea before it."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PIL import Image

from .canvas import Canvas, Colour, Pen, Point, mix, smooth, spline, times, vary
from .nature import bird, clouds, far_trees, haze, lamp, reflect, ridge, sea


def _hull(x: float, y: float, length: float, left: bool) -> list[Point]:
    """The side of a fishing boat; its bow is high."""
    shape = [
        (-0.5, -0.115),
        (-0.3, -0.1),
        (0.0, -0.1),
        (0.25, -0.13),
        (0.42, -0.175),
        (0.53, -0.225),
        (0.5, -0.14),
        (0.455, -0.03),
        (0.42, 0.012),
        (-0.4, 0.012),
        (-0.475, -0.02),
    ]
    side = -1 if left else 1
    top = spline([(x + side * px * length, y + py * length) for px, py in shape[:6]])
    return top + [(x + side * px * length, y + py * length) for px, py in shape[6:]]


def _band(outline: list[Point], low: float, high: float, length: float) -> list[Point]:
    """A stripe along the sheer of a hull."""
    edge = outline[:51]
    return [(px, py + low * length) for px, py in edge] + [
        (px, py + high * length) for px, py in edge[::-1]
    ]


def fishing_boat(
    pen: Pen,
    x: float,
    y: float,
    length: float,
    colour: Colour,
    house: Colour,
    left: bool = False,
    name: str = "",
) -> None:
    """A small trawler from the side."""
    side = -1 if left else 1

    def at(px: float, py: float) -> Point:
        return (x + side * px * length, y - py * length)

    def box(x0: float, y0: float, x1: float, y1: float, ink: Colour) -> None:
        pen.poly([at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1)], ink)

    dark = times(house, 0.45)
    w = max(0.8, length * 0.006)
    pen.line([at(0.02, 0.1), at(0.02, 0.66)], dark, w * 1.6)
    pen.line([at(-0.36, 0.1), at(-0.36, 0.46)], dark, w * 1.5)
    pen.line([at(-0.43, 0.1), at(-0.43, 0.4)], dark, w * 1.5)
    pen.line([at(-0.44, 0.4), at(-0.33, 0.46)], dark, w * 1.5)
    pen.line([at(0.02, 0.28), at(-0.3, 0.5)], dark, w * 1.2)
    for a, b in (
        ((0.02, 0.65), (0.52, 0.22)),
        ((0.02, 0.65), (-0.48, 0.12)),
        ((0.02, 0.52), (-0.36, 0.45)),
        ((0.02, 0.65), (-0.3, 0.5)),
    ):
        pen.line([at(*a), at(*b)], dark, w * 0.45)
    pen.poly([at(0.07, 0.11), at(0.31, 0.13), at(0.3, 0.3), at(0.1, 0.3)], house)
    pen.poly([at(0.07, 0.3), at(0.33, 0.3), at(0.32, 0.325), at(0.07, 0.325)], times(house, 0.75))
    for i in range(3):
        pen.poly(
            [
                at(0.125 + i * 0.06, 0.225),
                at(0.17 + i * 0.06, 0.225),
                at(0.168 + i * 0.06, 0.275),
                at(0.127 + i * 0.06, 0.275),
            ],
            "#1e2a33",
        )
    box(-0.02, 0.09, 0.07, 0.21, times(house, 0.85))
    box(-0.3, 0.08, -0.18, 0.15, "#4e463c")
    pen.disc(*at(-0.24, 0.155), length * 0.05, length * 0.028, "#3f6b62")
    box(0.13, 0.325, 0.16, 0.42, dark)
    hull = _hull(x, y, length, left)
    pen.poly(hull, colour)
    pen.poly(_band(hull, 0.0, 0.022, length), mix(house, colour, 0.15))
    pen.poly(_band(hull, 0.022, 0.034, length), times(colour, 0.6))
    pen.poly(
        [at(-0.478, 0.022), at(0.462, 0.03), at(0.42, -0.012), at(-0.4, -0.012)],
        times("#7b2f26", 0.8),
    )
    for i in range(6):
        pen.disc(*at(-0.4 + i * 0.14, 0.04), length * 0.019, length * 0.022, "#17181a")
        pen.disc(*at(-0.4 + i * 0.14, 0.04), length * 0.008, length * 0.01, times(colour, 0.8))
    if name:
        pen.text(*at(0.36, 0.1), name, house, length * 0.042)


def _dock_crane(pen: Pen, x: float, ground: float, s: float, ink: Colour, left: bool) -> None:
    side = -1 if left else 1

    def at(px: float, py: float) -> Point:
        return (x + side * px * s, ground - py * s)

    for a, b, w in (
        ((-8, 0), (-5, 30), 2.2),
        ((8, 0), (5, 30), 2.2),
        ((-7, 12), (7, 12), 1.4),
        ((-5, 30), (5, 30), 2.4),
        ((0, 34), (-4, 56), 1.6),
        ((-4, 56), (-8, 36), 1.2),
        ((2, 38), (44, 74), 2.0),
        ((2, 43), (44, 75), 1.2),
        ((-4, 56), (44, 75), 0.7),
        ((44, 74), (44, 34), 0.5),
        ((-7, 12), (5, 30), 0.8),
        ((7, 12), (-5, 30), 0.8),
    ):
        pen.line([at(*a), at(*b)], ink, w * s * 0.62)
    for i in range(1, 11):
        t = i / 11
        pen.line(
            [at(2 + 42 * t, 38 + 36 * t), at(2 + 42 * (t + 0.05), 43 + 32 * (t + 0.05))],
            ink,
            0.5 * s,
        )
    pen.poly([at(-9, 31), at(6, 31), at(6, 42), at(-9, 42)], ink)


def harbour() -> Image.Image:
    """First light over the fish quay."""
    c = Canvas(1600, 900, 31)
    c.sky([(0, "#7790ad"), (0.4, "#b9b6b6"), (0.75, "#f0c79c"), (1, "#f9cf92")], 0, 455)
    clouds(c, 470, "#8e8894", "#ffd9b0", 0.48, 0.9, 1.0, 2.4, 0.75, (0.3, 1.2), 0.4)
    c.glow(470, 440, 620, "#ffb56a", 0.7, 0.6)
    c.glow(470, 436, 120, "#fff0c8", 0.95)
    ridge(c, 446, 16, 3, "#c89f84", "#ab938e", 1.5, 40, 900, 0.02)
    with c.layer(blur=1.0) as pen:
        for x, s, left in ((250, 2.7, False), (430, 3.1, False), (655, 2.6, True)):
            _dock_crane(pen, x, 462, s, "#5d4d51", left)
        _sheds(c, pen)
    haze(c, 455, 20, "#f4c99c", 0.5)
    reflect(
        c, 464, ripple=2.6, tint="#33404f", strength=0.22, across=0.7, along=3.2, smear=4, streaky=5
    )
    c.glow(470, 520, 240, "#ffcf90", 0.4, 2.2)
    _moored(c)
    _quay(c)
    with c.layer(blur=0.4) as pen:
        for x, y, s, b in (
            (880, 190, 34, 0.5),
            (960, 150, 26, -0.3),
            (770, 240, 22, 0.8),
            (1120, 110, 30, 0.1),
            (350, 170, 18, 0.6),
        ):
            bird(pen, x, y, s, b, "#54484e")
    c.bloom(0.72, 26, 0.45)
    return c.finish(0.3, 0.012, 0.02, 1.05, 0.32)


def _sheds(c: Canvas, pen: Pen) -> None:
    x = -20.0
    while x < 1650:
        wide, tall = c.dice.uniform(46, 130), c.dice.uniform(10, 30)
        ink = vary("#65555a", c.dice, 0.12)
        pen.poly(
            [
                (x, 464),
                (x, 464 - tall),
                (x + wide / 2, 464 - tall * 1.45),
                (x + wide, 464 - tall),
                (x + wide, 464),
            ],
            ink,
        )
        x += wide * c.dice.uniform(0.9, 1.25)


def _moored(c: Canvas) -> None:
    fleet = (
        (880, 520, 210, "#6b3a3a", "#c9bfae", True, "SM 18"),
        (1130, 552, 300, "#2f5668", "#d8cdb8", True, "SM 41"),
        (640, 500, 130, "#3d4a44", "#b8ae9e", False, ""),
        (800, 640, 430, "#27475c", "#ded2bc", True, "SM 112"),
    )
    for x, y, length, colour, house, left, name in fleet:
        pen = Pen((c.wide, c.high))
        near = (y - 480) / 190
        ink = mix(colour, "#c8a284", 0.42 * (1 - near))
        fishing_boat(pen, x, y, length, ink, mix(house, "#d8b090", 0.35), left, name)
        c.mirror(pen.image, y + 1, 6, 0.72, 1.1, 0.95, 12, 460)
        c.lay(pen.image, 0.25, 1, 0.05, 24)
        with c.layer(blur=2, alpha=0.5) as rim:
            rim.line([(x - length * 0.45, y + 1), (x + length * 0.44, y + 1)], "#2a2f36", 2.5)
    lamp(c, 1176, 452, 4, "#ffd08a", 0.8)
    lamp(c, 872, 452, 5, "#ffdca0", 0.9)


def _quay(c: Canvas) -> None:
    edge = [(1600, 560), (1390, 566), (1010, 910)]
    with c.layer(rough=0.12, size=16) as pen:
        pen.poly([(1390, 566), (1378, 640), (930, 912), (1020, 912)], "#4a4541")
        pen.poly([*edge, (1610, 910)], "#85796c")
    with c.layer(alpha=0.5, blur=0.4) as pen:
        for i in range(12):
            t = (i / 12) ** 1.6
            y = 572 + 340 * t
            x = 1383 - 373 * ((y - 566) / 344)
            pen.line([(x, y), (1610, y - 6)], "#4c443d", 1.2 + 2 * t)
            for k in range(5):
                across = x + (1610 - x) * (k + (i % 2) / 2) / 5
                pen.line(
                    [(across, y), (across - 16 * (1 + t), y + 26 * (1 + 2.2 * t))],
                    "#4c443d",
                    1 + 2 * t,
                )
    c.light(c.mask([*edge, (1610, 910)], 6) * 0.16, "#ffc890")
    for x, y, s, rope in (
        (1330, 664, 15, [(1290, 612), (1270, 545)]),
        (1196, 788, 25, [(1090, 712), (1008, 618)]),
    ):
        outline = spline(
            [
                (x - s, y),
                (x - s * 0.7, y - s),
                (x - s * 1.3, y - 1.7 * s),
                (x, y - 2.2 * s),
                (x + s * 1.3, y - 1.7 * s),
                (x + s * 0.7, y - s),
                (x + s, y),
                (x, y + 0.3 * s),
            ],
            closed=True,
        )
        c.form(outline, "#2c2a2b", s * 0.7, (-0.8, -0.5), 0.6, lit="#ffcf9a")
        with c.layer(blur=0.4) as pen:
            pen.curve([(x - s, y - s), *rope], "#4b4036", s * 0.16)
    with c.layer(rough=0.14, size=8) as pen:
        for x, y, s in ((1440, 720, 62), (1512, 742, 68), (1468, 664, 58), (1545, 676, 60)):
            _creel(pen, x, y, s)


def _creel(pen: Pen, x: float, y: float, s: float) -> None:
    """A lobster creel: a netted half-round cage."""
    arch = [(x - s * 0.6, y)] + [
        (x - s * 0.6 * math.cos(a / 10 * math.pi), y - s * 0.72 * math.sin(a / 10 * math.pi) ** 0.7)
        for a in range(11)
    ]
    pen.poly([*arch, (x + s * 0.6, y)], "#37423f")
    for i in range(-5, 6):
        pen.line(
            [(x + i * s * 0.11, y), (x + i * s * 0.11 + s * 0.14, y - s * 0.6)], "#64786f", 1.0
        )
        pen.line(
            [(x + i * s * 0.11, y), (x + i * s * 0.11 - s * 0.14, y - s * 0.6)], "#64786f", 1.0
        )
    pen.line(arch, "#b98a4a", 3)
    pen.line([(x - s * 0.62, y), (x + s * 0.62, y)], "#6b5640", 4)


def _ferry(pen: Pen, lights: Pen) -> None:
    """The Maid of Hesk, bow to the right."""
    white, shade, blue, glass = "#eef0ee", "#c3cacd", "#27415e", "#2a3740"
    hull_top = spline([(430, 528), (560, 531), (760, 531), (930, 524), (1040, 506), (1092, 492)])
    hull = [*hull_top, (1070, 530), (1040, 574), (1022, 590), (452, 590), (434, 566)]
    pen.poly([(470, 530), (470, 470), (960, 470), (985, 522)], shade)
    pen.poly([(470, 470), (470, 478), (964, 478), (960, 470)], times(shade, 0.8))
    for i in range(13):
        pen.poly(
            [(492 + i * 34, 484), (516 + i * 34, 484), (516 + i * 34, 506), (492 + i * 34, 506)],
            glass,
        )
        pen.poly(
            [(494 + i * 34, 485), (506 + i * 34, 485), (498 + i * 34, 505), (494 + i * 34, 505)],
            "#5b6d78",
        )
    pen.poly([(500, 470), (500, 420), (880, 420), (918, 470)], white)
    pen.poly([(496, 420), (496, 413), (890, 413), (890, 420)], shade)
    for i in range(9):
        pen.poly(
            [(520 + i * 36, 430), (545 + i * 36, 430), (545 + i * 36, 452), (520 + i * 36, 452)],
            glass,
        )
    pen.poly([(780, 413), (786, 366), (862, 366), (884, 413)], white)
    pen.poly([(790, 374), (866, 374), (873, 392), (788, 392)], glass)
    pen.poly([(776, 366), (776, 359), (872, 359), (872, 366)], shade)
    for x in (812, 836, 858):
        pen.line([(x, 374), (x + 3, 392)], white, 2)
    pen.poly([(610, 413), (622, 348), (676, 348), (684, 413)], "#b5452f")
    pen.poly([(618, 366), (620, 354), (678, 354), (680, 366)], "#1c2226")
    pen.line([(815, 359), (819, 268)], shade, 4)
    pen.line([(800, 300), (838, 300)], shade, 2.4)
    pen.box(804, 316, 832, 320, white)
    for a, b in (((819, 270), (1082, 494)), ((819, 270), (620, 348)), ((819, 280), (480, 470))):
        pen.line([a, b], "#77848b", 0.7)
    pen.poly([(520, 408), (530, 394), (584, 394), (594, 408)], "#e0762e")
    pen.line([(526, 413), (526, 390)], shade, 2)
    pen.line([(588, 413), (588, 390)], shade, 2)
    pen.poly(hull, white)
    pen.poly([*hull_top, *[(x, y + 9) for x, y in hull_top[::-1]]], blue)
    pen.poly([(436, 570), (1048, 562), (1022, 590), (452, 590)], "#8c3328")
    pen.poly([(435, 564), (1053, 556), (1048, 562), (436, 570)], blue)
    pen.text(985, 537, "MAID OF HESK", blue, 13)
    for i in range(11):
        pen.disc(500 + i * 44, 550, 4, 4, glass)
    for y in (496, 508):
        pen.line([(986, y + 6), (1060, y - 8)], shade, 1)
    for x in range(990, 1062, 12):
        pen.line([(x, 522 - (x - 990) * 0.17), (x, 500 - (x - 990) * 0.17)], shade, 1)
    for x in range(432, 472, 10):
        pen.line([(x, 529), (x, 506)], shade, 1)
    pen.line([(430, 506), (470, 506)], shade, 1.2)
    for x in (700, 718, 740, 752, 706):
        pen.disc(x, 397, 3, 3.4, "#3a3536")
        pen.box(x - 3.4, 400, x + 3.4, 413, ("#4d3a3a", "#35475a", "#6a4a35")[x % 3])
    pen.line([(688, 402), (778, 402)], shade, 1)
    lights.disc(828, 374, 3, 3, "#fff0c0")
    lights.disc(819, 270, 2.6, 2.6, "#ffffff")


def ferry() -> Image.Image:
    """A small white ferry, alone on a grey sea."""
    c = Canvas(1500, 1000, 32)
    c.sky([(0, "#6f7981"), (0.55, "#9ba3a6"), (1, "#c3c6c1")], 0, 440)
    clouds(c, 452, "#59626a", "#c9cdcb", 0.64, 1.0, 0.9, 2.2, 0.9, (0.3, 0.1))
    clouds(c, 448, "#6a737a", "#d8d9d3", 0.4, 0.8, 1.8, 4.5, 0.5, (0.3, 0.1))
    c.glow(980, 430, 700, "#f2eee0", 0.3, 0.4)
    ridge(c, 436, 9, 2, "#98a2a5", "#8d989d", 1.5, 30, 900, 0.02, peaks=((180, 34, 190),))
    haze(c, 440, 14, "#bfc4c2", 0.55)
    sea(c, 440, "#28363d", "#a6b0b0", "#8e9a9d", 1.1, 0.26, 0.62, 3.4, 1.7, "#e6eaea", 120)
    pen, lights = Pen((c.wide, c.high)), Pen((c.wide, c.high))
    _ferry(pen, lights)
    c.mirror(pen.image, 590, 16, 0.3, 2.6, 0.5, 9, 170)
    c.lay(pen.image, 0.3, 1, 0.035, 30)
    c.shade(1 - 0.24 * c.mask([(430, 528), (1060, 520), (1022, 592), (452, 592)], 9))
    c.lay(lights.image, 1.2, add=True)
    c.glow(819, 270, 26, "#ffffff", 0.7)
    _ferry_foam(c)
    with c.layer(blur=3, alpha=0.42) as smoke:
        for i in range(26):
            smoke.disc(642 - i * 15, 342 - i * 3.4, 8 + i * 1.7, 5 + i, "#6b7071", 0.5)
    with c.layer(blur=0.4) as gulls:
        for x, y, s, b in (
            (370, 380, 34, 0.7),
            (300, 430, 28, -0.4),
            (410, 300, 24, 0.2),
            (1180, 250, 30, 0.5),
        ):
            bird(gulls, x, y, s, b, "#e8ebea")
    sea_front = smooth(c.y, 800, 1000) + c.x * 0
    c.blur(3.2, 1 - sea_front)
    return c.finish(0.34, 0.014, -0.015, 0.95, 0.34)


def _ferry_foam(c: Canvas) -> None:
    foam = smooth(c.noise(60, 1.2, 2.4, 0.8), -0.5, 1.0)
    wash = np.exp(
        -(((c.y - 592 - (1040 - c.x) * 0.012) / (5 + np.clip(1050 - c.x, 0, 900) * 0.022)) ** 2)
    )
    along = smooth(c.x, -100, 480) * smooth(-c.x, -1062, -1030)
    c.blend(np.clip(wash * along * (0.3 + 0.8 * foam), 0, 1) * 0.92, "#eef1f0")
    with c.layer(blur=1.4) as pen:
        for _ in range(520):
            t = c.dice.random() ** 1.6
            x = 1046 - t * 120 + c.dice.gauss(0, 7)
            y = 590 - c.dice.random() ** 2 * 34 * (1 - t) + c.dice.gauss(0, 3)
            pen.disc(x, y, c.dice.uniform(1, 4.5), c.dice.uniform(1, 3), "#f4f6f5", 0.8)


def _plume(c: Canvas, x: float, base: float, wide: float, tall: float, lean: float) -> None:
    """A sheet of spray thrown up where a wave strikes, blown over by the wind."""
    up = np.clip((base - c.y) / tall, -0.2, 1.4)
    middle = x + lean * tall * np.clip(up, 0, 1) ** 1.5
    half = wide * (0.6 + 0.6 * np.clip(up, 0, 1))
    billow = c.noise(170, 1.55, 1.0, 1.25)
    clot = c.noise(64, 1.35, 0.85, 1.5)
    shape = 1 - ((c.x - middle) / half) ** 2 - (np.clip(up, 0, 2) ** 1.8) * 0.95
    density = smooth(1.5 * shape + 0.32 * billow + 0.24 * clot * (0.35 + up), -0.2, 0.85)
    density = density * smooth(c.y, base + 26, base - 12) * smooth(up, 1.2, 0.8)
    tone = np.clip(0.6 + 0.17 * billow + 0.15 * clot + 0.2 * up, 0.28, 1)
    planes = np.stack([tone * k for k in (0.93, 0.97, 0.99)])
    c.blend(np.clip(density, 0, 1) * 0.97, planes)
    with c.layer(blur=0.5) as pen:
        for _ in range(900):
            t = c.dice.random() ** 0.7
            out = c.dice.gauss(0, 0.7)
            px = x + lean * tall * t**1.5 + out * wide * (0.6 + 0.7 * t)
            py = base - tall * t * (1.2 - 0.35 * abs(out)) * c.dice.uniform(0.75, 1.1)
            r = c.dice.uniform(0.5, 2.0) * (1.2 - 0.6 * t)
            pen.disc(px, py, r, r * 1.2, "#eef3f5", c.dice.uniform(0.3, 0.95))


def storm() -> Image.Image:
    """Waves over the sea wall at North Parade."""
    c = Canvas(1500, 1000, 33)
    c.sky([(0, "#171d24"), (0.5, "#333d46"), (0.85, "#677173"), (1, "#8a8f8a")], 0, 470)
    clouds(c, 490, "#141a21", "#6f7a80", 0.66, 1.0, 1.0, 2.6, 0.95, (0.75, 0.9))
    c.glow(1120, 470, 560, "#c8c8ae", 0.32, 0.4)
    sea(c, 470, "#16242b", "#7d9194", "#5f6b6e", 1.5, 0.66, 0.36, 2.6, 1.3, "#dfe7e8", 90)
    for y, tall, ink in ((520, 34, "#2a3c42"), (590, 60, "#243840"), (690, 92, "#1f343c")):
        _roller(c, y, tall, ink)
    _sea_wall(c)
    _plume(c, 1010, 640, 46, 170, 0.5)
    _plume(c, 830, 700, 96, 330, 0.42)
    _plume(c, 590, 780, 170, 620, 0.36)
    _plume(c, 300, 890, 160, 360, 0.34)
    _overtopping(c)
    haze(c, 560, 130, "#aeb8ba", 0.24)
    with c.layer(blur=1, alpha=0.4) as pen:
        for _ in range(900):
            left, top = c.dice.uniform(-50, 1500), c.dice.uniform(0, 1000)
            pen.line([(left, top), (left + 46, top + 15)], "#cfd8da", 0.8, 0.5)
    return c.finish(0.36, 0.013, -0.02, 0.92, 0.34, 0.02)


def _roller(c: Canvas, y: float, tall: float, ink: str) -> None:
    """A long wave coming in, its crest breaking."""
    wave = c.noise(420, 1.9)[int(y)] * tall * 0.35 + c.noise(90, 1.6)[int(y)] * tall * 0.1
    crest = y - tall * 0.5 - wave
    below = c.y - crest[None, :]
    body = smooth(below, -1, 1.5) * smooth(below, tall * 1.9, tall * 0.5)
    streaks = c.noise(70, 1.3, 2.6, 0.5)
    tone = np.clip(1.25 - 0.5 * below / tall + 0.14 * streaks, 0.6, 1.7)
    r, g, b = (int(ink[i : i + 2], 16) / 255 for i in (1, 3, 5))
    c.blend(body * 0.9, np.stack([np.clip(k * tone, 0, 1) for k in (r, g, b)]))
    curl = np.exp(-((below / (tall * 0.17)) ** 2)) * 0.75
    curl = curl * smooth(streaks + wave[None, :] / tall * 3, -0.3, 1.3)
    veil = smooth(streaks, 0.5, 1.5) * np.exp(-(((below - tall * 0.5) / (tall * 0.5)) ** 2)) * 0.6
    c.blend(np.clip(curl + veil, 0, 1), "#dde6e7")


def _sea_wall(c: Canvas) -> None:
    with c.layer(rough=0.05, size=14) as pen:
        pen.poly([(-20, 985), (1520, 598), (1520, 1010), (-20, 1010)], "#4b5256")
        pen.poly([(-20, 905), (1500, 560), (1520, 560), (1520, 606), (-20, 1000)], "#4a4e4f")
        pen.poly([(-20, 880), (1505, 552), (1520, 552), (1520, 566), (-20, 912)], "#7b807f")
    with c.layer(alpha=0.55, blur=0.5) as pen:
        for i in range(26):
            t = (i / 26) ** 0.7
            x = 1500 * t
            y = 905 - 345 * t
            pen.line([(x, y), (x + 2, y + 95 * (1 - t) + 30)], "#2b3033", 2.6 * (1 - t) + 0.8)
    wet = smooth(c.noise(200, 1.6, 2.5, 0.7), -0.3, 0.8)
    c.light(
        c.mask([(-20, 985), (1520, 606), (1520, 1010), (-20, 1010)], 2) * 0.26 * c.full(wet),
        "#c8d4d8",
    )
    with c.layer(blur=0.5) as pen:
        for i in range(17):
            t = (i / 17) ** 0.72
            x, y, s = 60 + 1480 * t, 958 - 372 * t, 1 - 0.8 * t
            pen.line([(x, y), (x, y - 96 * s)], "#20262a", max(1.4, 8 * s))
        for lift in (96, 56):
            pen.poly(
                [
                    (60, 958 - lift),
                    (1540, 586 - lift * 0.2),
                    (1540, 588 - lift * 0.2),
                    (60, 965 - lift),
                ],
                "#20262a",
            )
    for x, y, tall in ((1130, 690, 250), (1345, 634, 150), (1450, 607, 100)):
        with c.layer(blur=0.5) as pen:
            pen.taper([(x, y), (x, y - tall)], "#1c2226", tall * 0.032, tall * 0.02)
            pen.curve(
                [
                    (x, y - tall),
                    (x + tall * 0.03, y - tall * 1.08),
                    (x + tall * 0.12, y - tall * 1.06),
                ],
                "#1c2226",
                max(1.4, tall * 0.016),
            )
        lamp(c, x + tall * 0.12, y - tall * 1.04, tall * 0.03, "#ffd28a", 0.9)


def _overtopping(c: Canvas) -> None:
    """Water running back over the promenade."""
    foam = smooth(c.noise(120, 1.3, 2.2, 0.8), 0.1, 1.1)
    run = np.exp(-(((c.y - (1003 - c.x * 0.262)) / 36) ** 2)) * smooth(c.x, 1150, 500)
    c.blend(np.clip(run * foam * 1.2, 0, 1) * 0.8, "#dce5e7")


def _rock(c: Canvas) -> list[Point]:
    crown = [
        (520, 762),
        (560, 738),
        (610, 742),
        (650, 706),
        (690, 712),
        (730, 690),
        (790, 684),
        (850, 690),
        (900, 694),
        (940, 716),
        (985, 712),
        (1030, 742),
        (1090, 748),
        (1130, 776),
        (1190, 790),
    ]
    outline: list[Point] = [(470, 812), *crown, (1230, 820), (1100, 846), (700, 850)]
    with c.layer(rough=0.3, size=14) as pen:
        pen.poly(outline, "#2f2b31")
    with c.layer(rough=0.3, size=9, alpha=0.9) as pen:
        for _ in range(170):
            x = c.dice.uniform(500, 1200)
            low = 700 + abs(x - 830) * 0.28
            y = c.dice.uniform(low, 835)
            s = c.dice.uniform(10, 40)
            ink = times("#4a3f44", c.dice.uniform(0.6, 1.35))
            pen.poly(
                [
                    (x, y),
                    (x + s, y - s * 0.3),
                    (x + s * 1.3, y + s * 0.2),
                    (x + s * 0.4, y + s * 0.4),
                ],
                ink,
            )
    with c.layer(blur=0.5, alpha=0.75) as pen:
        pen.line([(x - 2, y + 2) for x, y in crown], "#c98a72", 1.8)
    return outline


def _tower(c: Canvas) -> None:
    left, right, top, foot = (793, 748), (847, 902), 262, 700
    body = [
        (left[0], top),
        (right[0], top),
        (852, 360),
        (864, 520),
        (882, 640),
        (right[1], foot),
        (left[1], foot),
        (760, 640),
        (776, 520),
        (788, 360),
    ]
    c.form(body, "#98908f", 46, (-0.95, -0.1), 0.72, 0.08, 14, "#ffc9a0")
    with c.layer(alpha=0.35, blur=0.4) as pen:
        y = 276.0
        while y < 700:
            t = (y - 262) / 438
            half = 27 + 14 * t + 36 * t**4
            pen.line([(820 - half, y), (820, y + 4), (820 + half, y)], "#4a4248", 0.9)
            y += 15
    with c.layer(blur=0.3) as pen:
        for y, h in ((340, 22), (440, 24), (545, 26), (640, 28)):
            pen.box(812, y, 824, y + h, "#211d25")
            pen.box(812, y - 2, 824, y, "#b39a90")
        pen.box(811, 662, 829, 702, "#1d1a20")
        pen.poly([(784, 262), (856, 262), (864, 246), (776, 246)], "#3a343a")
        pen.box(772, 240, 868, 247, "#575054")
        for x in range(774, 870, 9):
            pen.line([(x, 240), (x, 216)], "#2b262c", 1.3)
        for y in (216, 228):
            pen.line([(773, y), (867, y)], "#2b262c", 1.5)
        pen.box(796, 186, 844, 242, "#fff3cf")
        for x in (796, 808, 820, 832, 844):
            pen.line([(x, 184), (x, 240)], "#332c30", 1.8)
        for y in (200, 220):
            pen.line([(796, y), (844, y)], "#332c30", 1.0)
        pen.poly(spline([(788, 186), (796, 168), (820, 152), (844, 168), (852, 186)]), "#2c262c")
        pen.line([(820, 152), (820, 124)], "#2c262c", 2)
        pen.disc(820, 150, 5, 5, "#2c262c")


def _beam(c: Canvas, angle: float, spread: float, strength: float) -> None:
    """A cone of light from the lantern, fading as it goes."""
    dx, dy = c.x - 820, c.y - 208
    along = dx * math.cos(angle) + dy * math.sin(angle)
    across = -dx * math.sin(angle) + dy * math.cos(angle)
    wide = 7 + np.clip(along, 0, None) * spread
    cone = np.exp(-((across / wide) ** 2) * 1.6) * (along > 0)
    fade = 1 / (1 + np.clip(along, 0, None) / 230)
    dust = 1 + 0.14 * c.noise(200, 1.6, 2, 1)
    c.light(np.clip(cone * fade * dust * strength, 0, 1), "#fff0c4")


def lighthouse() -> Image.Image:
    """Skarrow Rock at dusk, its beam on."""
    c = Canvas(1600, 900, 34)
    c.sky(
        [(0, "#1a2445"), (0.4, "#46507a"), (0.7, "#a97a86"), (0.9, "#e8a27c"), (1, "#f2bd88")],
        0,
        640,
    )
    clouds(c, 668, "#3a3556", "#f0a690", 0.5, 1.0, 0.8, 2.0, 0.8, (0.2, 1.2), 0.45)
    with c.layer(blur=0.4) as pen:
        for _ in range(120):
            x, y = c.dice.uniform(0, 1600), 260 * c.dice.random() ** 1.3
            pen.disc(x, y, 0.8, 0.8, "#dfe6ff", c.dice.uniform(0.2, 0.9))
    c.glow(260, 640, 720, "#ffb070", 0.55, 0.42)
    haze(c, 640, 20, "#d99a88", 0.5)
    sea(
        c,
        640,
        "#171f38",
        "#c08a86",
        "#b98684",
        0.95,
        0.2,
        0.5,
        3.0,
        1.8,
        "#e3d7d8",
        70,
        glitter="#ffca98",
        glitter_x=0.17,
        glitter_wide=0.2,
        glitter_strength=0.8,
    )
    _beam(c, math.pi - 0.075, 0.062, 0.92)
    _beam(c, 0.105, 0.05, 0.5)
    _rock(c)
    _tower(c)
    c.glow(820, 212, 300, "#ffe3a0", 0.6, power=2.6)
    c.glow(820, 212, 76, "#fff6da", 1.0, power=1.4)
    _surf(c)
    c.light(
        np.exp(-(((c.x - 815) / (26 + (c.y - 840) * 0.3)) ** 2))
        * smooth(c.y, 846, 880)
        * smooth(c.noise(40, 1.2, 4, 0.4), -0.4, 1.2)
        * 0.3,
        "#ffe3a8",
    )
    with c.layer(blur=0.4) as pen:
        for x, y, s, b in (
            (1010, 330, 20, 0.6),
            (1060, 372, 24, -0.4),
            (960, 430, 16, 0.2),
            (640, 470, 18, 0.8),
        ):
            bird(pen, x, y, s, b, "#2a2436")
    c.bloom(0.68, 26, 0.55)
    return c.finish(0.3, 0.012, 0.0, 1.08, 0.4)


def _surf(c: Canvas) -> None:
    foam = smooth(c.noise(70, 1.2, 2.6, 0.8), -0.5, 1.0)
    line = 838 + 12 * np.sin(c.x / 43) + 8 * np.sin(c.x / 17)
    belt = np.exp(-(((c.y - line) / 13) ** 2)) * smooth(np.abs(c.x - 840), 430, 330)
    c.blend(np.clip(belt * (0.35 + 0.9 * foam), 0, 1), "#e6d9da")
    with c.layer(blur=1.2) as pen:
        for x0, tall, wide in ((505, 66, 32), (1165, 52, 36), (640, 30, 28)):
            for _ in range(420):
                t = c.dice.random() ** 0.8
                x = x0 + c.dice.gauss(0, wide * (0.4 + t * 0.8))
                y = 828 - tall * t * c.dice.uniform(0.6, 1.2)
                r = c.dice.uniform(0.8, 3.4) * (1.2 - 0.6 * t)
                pen.disc(x, y, r, r, "#ecdfe0", 0.75)


SEAL = (
    (0.0, 0.205),
    (-0.035, 0.275),
    (0.015, 0.255),
    (0.055, 0.285),
    (0.075, 0.2),
    (0.16, 0.155),
    (0.3, 0.225),
    (0.46, 0.275),
    (0.62, 0.27),
    (0.74, 0.275),
    (0.82, 0.335),
    (0.885, 0.39),
    (0.95, 0.385),
    (0.985, 0.345),
    (1.012, 0.318),
    (1.0, 0.288),
    (0.95, 0.272),
    (0.915, 0.235),
    (0.905, 0.15),
    (0.87, 0.06),
    (0.78, 0.008),
    (0.55, -0.005),
    (0.3, 0.0),
    (0.15, 0.045),
    (0.07, 0.12),
)


def _seal(
    c: Canvas, x: float, y: float, length: float, colour: Colour, left: bool, rest: float
) -> None:
    """A seal hauled out: head up and tail up, or (rest near 1) lying flat."""
    side = -1 if left else 1

    def at(px: float, py: float) -> Point:
        drop = rest * max(0.0, px - 0.66) * 0.62
        tail = rest * max(0.0, 0.12 - px) * 0.9
        return (x + side * (px - 0.5) * length, y - (py - drop - tail) * length)

    with c.layer(blur=length * 0.02, alpha=0.5) as pen:
        pen.disc(x, y + length * 0.012, length * 0.46, length * 0.05, "#4a4038")
    outline = spline([at(px, py) for px, py in SEAL], closed=True, steps=8)
    c.form(
        outline, colour, length * 0.13, (0.35, -0.9), 0.62, 0.06, length * 0.1, "#fff6e6", 0.3, 0.4
    )
    fin = spline(
        [
            at(0.72, 0.1),
            at(0.78, 0.06),
            at(0.76, 0.0),
            at(0.66, -0.022),
            at(0.6, -0.012),
            at(0.66, 0.05),
        ],
        closed=True,
    )
    c.form(fin, times(colour, 0.72), length * 0.03, (0.3, -0.9), 0.5)
    with c.layer(blur=0.25) as pen:
        ex, ey = at(0.938, 0.35)
        pen.disc(ex, ey, length * 0.013, length * 0.014, "#100d0c")
        pen.disc(
            ex + length * 0.004, ey - length * 0.005, length * 0.004, length * 0.004, "#d8d8d8"
        )
        nx, ny = at(1.006, 0.312)
        pen.disc(nx, ny, length * 0.009, length * 0.008, "#17120f")
        pen.line([at(1.0, 0.296), at(0.965, 0.293)], times(colour, 0.45), max(0.8, length * 0.004))
        for k in range(4):
            pen.line(
                [at(0.985, 0.3 - k * 0.004), at(0.995 - 0.01 * k, 0.25 - 0.006 * k)],
                "#e8e0d0",
                0.5,
                0.6,
            )
        for k in range(3):
            pen.line(
                [at(-0.015 + k * 0.02, 0.255), at(0.035 + k * 0.01, 0.2)], times(colour, 0.6), 0.9
            )


def _sandbank(c: Canvas) -> None:
    edge = 594 + 9 * np.sin(c.x / 210 + 0.6) + 4 * np.sin(c.x / 67)
    top = 418 - 20 * np.exp(-(((c.x - 900) / 520) ** 2)) + 4 * np.sin(c.x / 140)
    inside = smooth(c.y, top - 1, top + 1.5) * smooth(-c.y, -edge - 2, -edge + 2)
    ripples = c.plane(360, 1.6, 8, 1.4, 3)
    tone = 1 + 0.05 * ripples + 0.06 * c.noise(300, 1.6, 3, 0.7)
    wet = smooth(c.y - edge, -46, -6)
    dry, damp = (0.86, 0.79, 0.67), (0.6, 0.53, 0.44)
    planes = np.stack([np.clip((dry[k] + (damp[k] - dry[k]) * wet) * tone, 0, 1) for k in range(3)])
    c.blend(inside, planes)
    foam = np.exp(-(((c.y - edge - 3) / 3) ** 2)) * smooth(c.noise(90, 1.3, 4, 1), -0.6, 0.8)
    c.blend(np.clip(foam, 0, 1) * 0.75, "#f3f1ea")


def seals() -> Image.Image:
    """Seals along the edge of the Dun Sand."""
    c = Canvas(1600, 900, 35)
    c.sky([(0, "#8fb0c9"), (0.6, "#c3d3d9"), (1, "#e3e4dc")], 0, 330)
    clouds(c, 344, "#a3b2bc", "#f7f5ee", 0.5, 0.9, 1.0, 2.6, 0.8, (0.7, 0.2), 0.5)
    ridge(c, 330, 8, 2, "#a9b9be", "#97abb4", 1.5, 30, 900, 0.02)
    sea(c, 332, "#47707f", "#c9dbe0", "#a9c2ca", 0.8, 0.15, 0.8, 4, 2.2, distance=60)
    with c.layer(blur=3.5) as pen:
        for i in range(16):
            x = 420 + i * 62 + c.dice.uniform(-14, 14)
            pen.blob(
                [(x - 24, 418), (x - 4, 404), (x + 22, 400), (x + 28, 410), (x + 20, 419)],
                vary("#7d746a", c.dice, 0.2),
            )
    _sandbank(c)
    c.blur(2.4, smooth(c.y, 380, 500) + c.x * 0)
    herd = sorted(
        [
            (c.dice.uniform(520, 1360), c.dice.uniform(434, 486), 118, c.dice.random())
            for _ in range(9)
        ]
        + [
            (
                90 + i * 206 + c.dice.uniform(-16, 16),
                562 + 13 * math.sin(i * 1.3),
                c.dice.uniform(232, 280),
                c.dice.random(),
            )
            for i in range(8)
        ],
        key=lambda seal: seal[1],
    )
    coats = ("#857a6c", "#6a645e", "#9c8f7c", "#5a5450", "#a89c88", "#776b5c", "#8d8378")
    for i, (x, y, length, rest) in enumerate(herd):
        size = length * (0.62 if i % 7 == 4 else 1)
        _seal(c, x, y, size, coats[i * 3 % 7], i % 5 in {1, 3}, 0.2 + 0.7 * (rest > 0.62))
    reflect(
        c,
        590,
        ripple=4.6,
        tint="#7c8f8c",
        strength=0.42,
        across=0.8,
        along=4,
        smear=4,
        streaky=4,
        stretch=1.15,
    )
    sand = smooth(c.noise(260, 1.6, 4, 0.6), -0.4, 1.2) * smooth(c.y, 592, 900)
    c.blend(sand * 0.3, "#b3a68c")
    foam = np.exp(-(((c.y - 592 - 3 * np.sin(c.x / 90)) / 3.5) ** 2))
    c.blend(np.clip(foam * smooth(c.noise(80, 1.3, 4, 1), -0.7, 0.7), 0, 1) * 0.8, "#f6f5f0")
    with c.layer(blur=0.5) as pen:
        for x, y, s, b in ((300, 210, 40, 0.6), (410, 170, 30, -0.4), (1250, 230, 34, 0.3)):
            bird(pen, x, y, s, b, "#f4f4f0")
    c.blur(3, 1 - smooth(c.y, 760, 900) + c.x * 0)
    return c.finish(0.3, 0.012, 0.015, 1.05, 0.28)


def _spinnaker(
    c: Canvas, x: float, y: float, s: float, heel: float, inks: tuple[str, ...], flip: bool
) -> None:
    """A yacht running before the wind under her spinnaker, y at the waterline."""
    side = -1 if flip else 1
    turn = math.sin(heel), math.cos(heel)

    def at(px: float, py: float) -> Point:
        return (x + side * (px * turn[1] + py * turn[0]) * s, y - (py * turn[1] - px * turn[0]) * s)

    main = [at(-0.02, 1.38), at(-0.09, 1.1), at(-0.22, 0.7), at(-0.4, 0.26), at(0.0, 0.22)]
    c.form(main, "#e9e7e0", s * 0.12, (0.5 * side, -0.6), 0.35, lit="#ffffff")
    with c.layer(alpha=0.4) as pen:
        for t in (0.45, 0.68, 0.9, 1.12):
            pen.line([at(-0.01, t), at(-0.4 + t * 0.275, t - 0.03)], "#8f9698", 0.9)
    with c.layer(blur=0.2) as pen:
        pen.line([at(0, 0.1), at(0, 1.42)], "#4c5358", max(1.2, s * 0.014))
        pen.line([at(-0.42, 0.22), at(0.02, 0.2)], "#4c5358", max(1, s * 0.014))
        pen.line([at(0, 0.35), at(0.42, 0.34)], "#4c5358", max(1, s * 0.01))
        pen.line([at(0, 1.4), at(-0.5, 0.1)], "#4c5358", 0.7)
    _gores(c, at, s, inks, side)
    deck = spline([at(-0.52, 0.1), at(-0.2, 0.09), at(0.2, 0.1), at(0.56, 0.135)])
    hull = [*deck, at(0.48, 0.02), at(0.4, -0.02), at(-0.42, -0.02), at(-0.5, 0.03)]
    c.form(hull, inks[0] if inks[0] != "#f0ece0" else "#24425e", s * 0.05, (0.3, -0.9), 0.5)
    with c.layer() as pen:
        pen.line([at(-0.5, 0.1), at(0.0, 0.095), at(0.55, 0.13)], "#f4f2ea", max(1, s * 0.014))
        for px in (-0.36, -0.26, -0.12):
            hx, hy = at(px, 0.2)
            pen.disc(hx, hy, s * 0.022, s * 0.026, "#6e5140")
            pen.poly(
                [
                    at(px - 0.035, 0.1),
                    at(px + 0.035, 0.1),
                    at(px + 0.026, 0.18),
                    at(px - 0.026, 0.18),
                ],
                ("#c04a35", "#e8c84a", "#2c4d74")[int(-px * 100) % 3],
            )
    with c.layer(blur=1.1) as pen:
        for _ in range(int(s * 0.8)):
            t = c.dice.random()
            fx, fy = at(0.5 - 1.2 * t, -0.02)
            r = c.dice.uniform(0.5, 2.2) * s / 200
            pen.disc(fx, fy + c.dice.gauss(0, s * 0.012) + 2, r * 2, r, "#f3f7f8", 0.8)


def _gores(
    c: Canvas, at: Callable[[float, float], Point], s: float, inks: tuple[str, ...], side: int
) -> None:
    """The belly of the sail in panels, seen a little from the side."""
    head, luff, leech = (0.03, 1.36), (0.5, 0.3), (0.0, 0.36)
    count = 6
    for i in range(count):
        lines = []
        for edge in (i / count, (i + 1) / count):
            fx = luff[0] + (leech[0] - luff[0]) * edge
            fy = luff[1] + (leech[1] - luff[1]) * edge - 0.07 * math.sin(edge * math.pi)
            belly = 0.47 * (1 - edge) + 0.06 - 0.1 * edge
            mid = (head[0] + (fx - head[0]) * 0.5 + belly, 0.88 - 0.04 * edge)
            low = (fx + belly * 0.62, 0.56 - 0.03 * edge)
            high = (head[0] + belly * 0.62, 1.17)
            lines.append(spline([at(*head), at(*high), at(*mid), at(*low), at(fx, fy)]))
        shade = 1.12 - 0.52 * (i / count) ** 1.2
        outline = lines[0] + lines[1][::-1]
        c.form(outline, times(inks[i % len(inks)], shade), s * 0.07, (0.6 * side, -0.5), 0.28)


def regatta() -> Image.Image:
    """The run to the Orrin mark."""
    c = Canvas(1500, 1000, 36)
    c.sky([(0, "#3f7fb8"), (0.6, "#93bfdb"), (1, "#d3e4e8")], 0, 470)
    clouds(c, 490, "#9fb4c4", "#ffffff", 0.44, 0.7, 0.8, 2.0, 0.95, (0.65, 0.1), 0.8)
    ridge(c, 462, 22, 4, "#86a294", "#7896a0", 1.2, 40, 800, 0.04, peaks=((1320, 60, 240),))
    with c.layer(blur=0.9) as pen:
        far_trees(pen, 900, 1520, 470, 9, "#6d8a80", c.dice)
        for i in range(26):
            x = 960 + i * 21 + c.dice.uniform(-6, 6)
            pen.box(x, 460, x + 13, 469, c.dice.choice(("#d9d4c8", "#c8b8a4", "#e5e0d8")))
    haze(c, 468, 12, "#cfdfe2", 0.45)
    sea(
        c,
        470,
        "#0f4468",
        "#8fc1d6",
        "#6ba3bf",
        1.05,
        0.2,
        0.5,
        3.0,
        1.6,
        distance=80,
        glitter="#ffffff",
        glitter_x=0.7,
        glitter_wide=0.3,
        glitter_strength=0.55,
    )
    fleet = (
        (250, 500, 70, 0.06, ("#d9473a", "#f0ece0"), False),
        (1180, 506, 84, 0.08, ("#e0a92e", "#3a5f94"), False),
        (1010, 530, 120, 0.05, ("#2f8a6a", "#f0ece0"), False),
        (420, 560, 190, 0.1, ("#e8b62c", "#e8b62c", "#d4572e"), False),
        (720, 600, 250, 0.06, ("#2f5fa8", "#f0ece0", "#c8372f"), False),
        (1130, 690, 365, 0.11, ("#d4402f", "#ee8a2c", "#f2c53a"), False),
        (180, 745, 400, 0.09, ("#2b7fa0", "#74c0c8", "#f0ece0"), False),
    )
    for x, y, s, heel, inks, flip in fleet:
        _sail_shadow(c, x, y, s, inks)
        _spinnaker(c, x, y, s, heel, inks, flip)
    with c.layer(blur=0.4) as pen:
        for x, y, b in ((560, 210, 0.5), (620, 240, -0.3)):
            bird(pen, x, y, 26, b, "#eef2f4")
    c.blur(3.2, 1 - smooth(c.y, 840, 1000) + c.x * 0)
    return c.finish(0.3, 0.011, 0.01, 1.08, 0.28)


def _sail_shadow(c: Canvas, x: float, y: float, s: float, inks: tuple[str, ...]) -> None:
    ripple = smooth(c.noise(50, 1.2, 3.6, 0.5), -0.5, 1.0)
    patch = (
        np.exp(-(((c.x - x - s * 0.2) / (s * 0.36)) ** 2))
        * np.exp(-(((c.y - y) / (s * 0.42)) ** 2))
        * smooth(c.y, y - 2, y + 4)
    )
    c.blend(np.clip(patch * ripple, 0, 1) * 0.5, mix(inks[0], "#12384f", 0.45))
    c.shade(1 - 0.3 * patch)
