"""A full page's advertisement: the evening sailings of a river ferry, in a few flat inks."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from .canvas import SCALE, Colour, Pen, Point, mix, spline

WIDE, HIGH = 1120, 1600  # the page in units of the drawing: 0.25 mm each
SEA = 1060  # the line where the picture gives way to the timetable
NIGHT, DUSK, GLOW, MOON = "#12284a", "#2f5a7c", "#f0b878", "#fdf3d0"
CREAM, INK, RED = "#faf4e4", "#152338", "#c23a22"
WATERLINE = 700


def _face(size: float, bold: bool = True, serif: bool = False) -> ImageFont.FreeTypeFont:
    family = f"Noto{'Serif' if serif else 'Sans'}CJK-{'Bold' if bold else 'Regular'}.ttc"
    return ImageFont.truetype(f"/usr/share/fonts/opentype/noto/{family}", size * SCALE, index=2)


def _words(
    pen: Pen,
    x: float,
    y: float,
    text: str,
    size: float,
    ink: Colour,
    anchor: str = "ls",
    bold: bool = True,
    serif: bool = False,
    spread: float = 0.0,
) -> None:
    """A line on its baseline; spread is the room between signs, in parts of the size."""
    face = _face(size, bold, serif)
    colour = pen._ink(ink, 1.0)
    if not spread:
        pen.draw.text((x * SCALE, y * SCALE), text, fill=colour, font=face, anchor=anchor)
        return
    steps = [face.getlength(sign) / SCALE + spread * size for sign in text]
    wide = sum(steps) - spread * size
    x -= wide / 2 if anchor[0] == "m" else wide if anchor[0] == "r" else 0
    for sign, step in zip(text, steps, strict=True):
        pen.draw.text((x * SCALE, y * SCALE), sign, fill=colour, font=face, anchor="ls")
        x += step


def advertisement() -> Image.Image:
    """The page; a quarter of a millimetre is a unit, two units make four pixels."""
    pen = Pen((WIDE * SCALE * 2, HIGH * SCALE * 2))
    fine = _Fine(pen)
    _sky(fine)
    _hills(fine)
    _water(fine)
    _ferry(fine)
    _boards(fine)
    image = pen.image.convert("RGB").resize((WIDE * 2, HIGH * 2), Image.Resampling.LANCZOS)
    sheet = Pen((WIDE * SCALE, HIGH * SCALE))
    sheet.image = image.convert("RGBA")
    sheet.draw = ImageDraw.Draw(sheet.image)
    _title(sheet)
    _timetable(sheet)
    return sheet.image.convert("RGB").quantize(160, dither=Image.Dither.NONE)


class _Fine:
    """A pen on a sheet of twice the fineness, so that edges come out smooth."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen

    def poly(self, points: Sequence[Point], ink: Colour) -> None:
        self.pen.poly([(x * 2, y * 2) for x, y in points], ink)

    def box(self, x0: float, y0: float, x1: float, y1: float, ink: Colour) -> None:
        self.pen.box(x0 * 2, y0 * 2, x1 * 2, y1 * 2, ink)

    def disc(self, x: float, y: float, rx: float, ry: float, ink: Colour) -> None:
        self.pen.disc(x * 2, y * 2, rx * 2, ry * 2, ink)

    def line(self, points: Sequence[Point], ink: Colour, width: float) -> None:
        self.pen.line([(x * 2, y * 2) for x, y in points], ink, width * 2)


def _sky(pen: _Fine) -> None:
    pen.box(0, 0, WIDE, WATERLINE, NIGHT)
    bands = 9
    for i in range(bands):
        t = i / (bands - 1)
        ink = mix(NIGHT, DUSK, t * 1.3) if t < 0.77 else mix(DUSK, GLOW, (t - 0.77) * 2.6)
        y = WATERLINE * (i / bands) ** 0.86
        edge = [(x, y + 13 * math.sin(x / 150 + i * 1.9)) for x in range(0, WIDE + 20, 20)]
        pen.poly([*edge, (WIDE, WATERLINE + 10), (0, WATERLINE + 10)], ink)
    dice = random.Random(15)
    for _ in range(120):
        x, y = dice.uniform(20, WIDE - 20), dice.uniform(16, 440)
        if x < 330 or (x > 960 and y < 120):
            continue  # words stand there
        r = dice.choice((1.2, 1.2, 1.8, 2.6))
        pen.disc(x, y, r, r, "#dfe8f0")
    for halo, haze in ((212, "#31597c"), (182, "#4a6f8a")):
        pen.disc(800, 420, halo, halo, haze)
    pen.disc(800, 420, 150, 150, MOON)
    for x, y, r in ((752, 372, 26), (838, 446, 38), (770, 474, 18), (856, 356, 16)):
        pen.disc(x, y, r, r * 0.9, "#f4e4b4")


def _range(seed: int, base: float, tall: float, step: float) -> list[Point]:
    dice = random.Random(seed)
    points: list[Point] = [(-60, base)]
    x = -60.0
    while x < WIDE + 90:
        points.append((x, base - tall * dice.uniform(0.35, 1)))
        x += step * dice.uniform(0.7, 1.3)
    return [*spline(points, steps=8), (WIDE + 90, WATERLINE + 4), (-60, WATERLINE + 4)]


def _hills(pen: _Fine) -> None:
    pen.poly(_range(4, 640, 150, 170), "#4a6a80")
    pen.poly(_range(9, 672, 92, 120), "#2e4c66")
    _bridge(pen)
    dice = random.Random(6)
    x = -10.0
    while x < WIDE:
        wide, tall = dice.uniform(26, 64), dice.uniform(20, 84)
        pen.box(x, WATERLINE - tall, x + wide, WATERLINE + 2, "#14293f")
        for row in range(int(tall // 13)):
            for column in range(int(wide // 12)):
                if dice.random() < 0.36:
                    left, top = x + 5 + column * 12, WATERLINE - tall + 6 + row * 13
                    pen.box(left, top, left + 5, top + 6, "#f2c268")
        x += wide + dice.uniform(-4, 10)


def _bridge(pen: _Fine) -> None:
    ink = "#c4d2d6"
    for x in (470, 1020):
        for i in range(1, 12):
            for side in (-1, 1):
                pen.line([(x, 500 + i * 5), (x + side * i * 14, 652)], "#7f9aa8", 1.2)
        pen.poly([(x - 9, 700), (x - 3, 484), (x + 3, 484), (x + 9, 700)], ink)
        pen.disc(x, 480, 4, 4, RED)
    pen.box(0, 650, WIDE, 657, ink)
    pen.box(0, 657, WIDE, 660, "#53707f")


def _water(pen: _Fine) -> None:
    pen.box(0, WATERLINE, WIDE, SEA + 40, "#1c4060")
    dice = random.Random(21)
    for row in range(46):
        t = row / 45
        y = WATERLINE + 8 + (SEA - WATERLINE) * t**1.12
        for _ in range(9):
            x, long = dice.uniform(-60, WIDE), dice.uniform(30, 150) * (0.5 + t)
            thick = 1.6 + 3.4 * t
            ink = mix("#2c5a7c", "#17344f", dice.random())
            pen.poly(_sliver(x, y + dice.uniform(-4, 4), long, thick), ink)
    for row in range(34):
        t = row / 33
        y = WATERLINE + 10 + (SEA - WATERLINE - 10) * t
        half = 150 * (0.45 + 0.55 * abs(math.sin(row * 2.4))) * (1 - 0.25 * t)
        x = 800 + 16 * math.sin(row * 1.7)
        pen.poly(_sliver(x - half, y, half * 2, 3 + 4 * t), mix(MOON, "#e8c987", t))


def _sliver(x: float, y: float, long: float, thick: float) -> list[Point]:
    return [
        (x, y),
        (x + long * 0.3, y - thick / 2),
        (x + long * 0.7, y - thick / 2),
        (x + long, y),
        (x + long * 0.7, y + thick / 2),
        (x + long * 0.3, y + thick / 2),
    ]


def _ferry(pen: _Fine) -> None:
    """The double-decked boat, bow to the left, full of light."""
    white, shade, lamp, dark = "#f4f1e6", "#c6ccce", "#ffd98a", "#122036"
    x0, y0 = 250, 905
    for i in range(13):
        t = i / 12
        y = y0 + 14 + 124 * t
        half = 280 * (0.5 + 0.5 * abs(math.sin(i * 2.1 + 1)))
        pen.poly(
            _sliver(x0 + 300 - half + 12 * math.sin(i * 1.3), y, half * 2, 6 + 3 * t),
            mix("#e9b45e", "#1c4060", 0.25 + 0.62 * t),
        )
    hull = [
        (x0 - 96, y0 - 78),
        (x0 + 40, y0 - 64),
        (x0 + 640, y0 - 64),
        (x0 + 664, y0 - 78),
        (x0 + 640, y0 + 10),
        (x0 - 20, y0 + 10),
    ]
    pen.poly(hull, dark)
    pen.poly(
        [
            (x0 - 82, y0 - 62),
            (x0 + 30, y0 - 48),
            (x0 + 656, y0 - 48),
            (x0 + 654, y0 - 38),
            (x0 + 34, y0 - 38),
            (x0 - 72, y0 - 50),
        ],
        RED,
    )
    pen.poly(
        [(x0 - 34, y0 - 4), (x0 + 644, y0 - 4), (x0 + 640, y0 + 10), (x0 - 20, y0 + 10)], "#7c2b1e"
    )
    pen.box(x0 + 20, y0 - 156, x0 + 620, y0 - 62, white)
    pen.box(x0 + 8, y0 - 164, x0 + 636, y0 - 154, shade)
    pen.box(x0 + 70, y0 - 238, x0 + 560, y0 - 162, white)
    pen.poly(
        [(x0 + 44, y0 - 240), (x0 + 596, y0 - 240), (x0 + 580, y0 - 254), (x0 + 58, y0 - 254)],
        shade,
    )
    pen.poly(
        [(x0 + 96, y0 - 254), (x0 + 110, y0 - 306), (x0 + 228, y0 - 306), (x0 + 236, y0 - 254)],
        white,
    )
    pen.poly(
        [(x0 + 110, y0 - 298), (x0 + 132, y0 - 298), (x0 + 132, y0 - 268), (x0 + 102, y0 - 268)],
        lamp,
    )
    for i in range(2):
        pen.box(x0 + 142 + i * 42, y0 - 298, x0 + 176 + i * 42, y0 - 268, lamp)
    pen.box(x0 + 100, y0 - 314, x0 + 240, y0 - 305, RED)
    for i in range(11):
        left = x0 + 42 + i * 52
        pen.box(left, y0 - 140, left + 38, y0 - 92, lamp)
        _passenger(pen, left + 19, y0 - 92, i)
    for i in range(9):
        left = x0 + 88 + i * 52
        pen.box(left, y0 - 228, left + 38, y0 - 186, lamp)
        _passenger(pen, left + 19, y0 - 186, i + 4)
    pen.line([(x0 + 300, y0 - 254), (x0 + 300, y0 - 372)], shade, 4)
    for i in range(27):
        t = i / 26
        x = x0 - 60 + 700 * t
        sag = 372 - 250 * abs(t - 0.515) * 1.04 + 18 * math.sin(t * math.pi * 2) ** 2
        pen.disc(x, y0 - sag, 4.6, 4.6, "#ffe6a6")
    pen.poly(
        [(x0 + 452, y0 - 254), (x0 + 458, y0 - 316), (x0 + 506, y0 - 316), (x0 + 512, y0 - 254)],
        RED,
    )
    pen.box(x0 + 457, y0 - 306, x0 + 507, y0 - 294, white)
    for x in range(x0 - 70, x0 + 20, 18):
        pen.line([(x, y0 - 72), (x, y0 - 108)], shade, 2.4)
    pen.line([(x0 - 88, y0 - 106), (x0 + 20, y0 - 106)], shade, 3)
    _pair(pen, x0 - 26, y0 - 70)
    for i in range(7):
        x = x0 - 30 - i * 34
        pen.poly(_sliver(x, y0 + 8 + i * 5, 90 - i * 6, 7 - i * 0.7), "#dfe9ea")


def _passenger(pen: _Fine, x: float, low: float, k: int) -> None:
    if k % 4 == 3:
        return
    ink = ("#3a4a5c", "#7a4a3a", "#4a5a4a", "#5c4a66", "#8a5a34")[k % 5]
    x += (k * 7) % 9 - 4
    pen.disc(x, low - 27, 6, 7, "#4a3428")
    pen.poly(
        [
            (x - 10, low),
            (x - 9, low - 15),
            (x - 4, low - 20),
            (x + 4, low - 20),
            (x + 9, low - 15),
            (x + 10, low),
        ],
        ink,
    )


def _pair(pen: _Fine, x: float, low: float) -> None:
    """A grown-up and a child at the bow rail."""
    for dx, s, ink in ((0, 1.0, "#e6dcc8"), (30, 0.66, "#e0a63c")):
        px = x + dx
        pen.disc(px, low - 74 * s, 9 * s, 10 * s, "#2b1d16")
        pen.poly(
            [
                (px - 13 * s, low),
                (px - 14 * s, low - 50 * s),
                (px - 6 * s, low - 63 * s),
                (px + 6 * s, low - 63 * s),
                (px + 14 * s, low - 50 * s),
                (px + 13 * s, low),
            ],
            ink,
        )


def _boards(pen: _Fine) -> None:
    """The cream field of the timetable, its edge cut like a wave."""
    edge = [(x, SEA + 12 * math.sin(x / 62)) for x in range(0, WIDE + 10, 10)]
    crest = [(x, y - 14) for x, y in edge]
    pen.poly([*crest, (WIDE, HIGH), (0, HIGH)], "#e2a34e")
    pen.poly([*edge, (WIDE, HIGH), (0, HIGH)], CREAM)


def _title(pen: Pen) -> None:
    _words(pen, 60, 92, "澜江轮渡", 40, CREAM, spread=0.18)
    _words(pen, 60, 128, "一九五八年开航", 21, "#b9cbd6", bold=False, spread=0.3)
    _words(pen, 1060, 84, "广告", 20, "#b9cbd6", "rs", bold=False)
    for i, sign in enumerate("夜里的江"):
        _words(pen, 258, 244 + i * 118, sign, 114, CREAM, "ms", serif=True)
    for i, sign in enumerate("是凉的"):
        _words(pen, 126, 300 + i * 118, sign, 114, "#ffd98a", "ms", serif=True)


def _timetable(pen: Pen) -> None:
    y = 1138
    _words(pen, 60, y, "夏夜航班", 56, RED, spread=0.06)
    _words(pen, 322, y, "6月20日至8月31日", 40, INK)
    _words(pen, 1060, y, "每晚三班，江上五十分钟", 32, INK, "rs")
    pen.box(60, y + 26, 1060, y + 30, INK)
    rows = (
        ("三桥南码头开", "19:00", "20:00", "21:00"),
        ("三号码头停靠", "19:12", "20:12", "21:12"),
        ("折返江心洲头", "19:30", "20:30", "21:30"),
        ("三桥南码头到", "19:50", "20:50", "21:50"),
    )
    for i, (stop, *times) in enumerate(rows):
        line = y + 80 + i * 50
        if i % 2 == 0:
            pen.box(60, line - 36, 690, line + 13, "#efe4c8")
        _words(pen, 76, line, stop, 29, INK, bold=False)
        for k, time in enumerate(times):
            _words(pen, 392 + k * 122, line, time, 32, INK if i else RED, "ms")
    pen.box(712, y + 46, 715, y + 244, "#cdbf9e")
    fares = (
        ("成人", "20元"),
        ("学生、60岁以上", "10元"),
        ("1.3米以下儿童", "免票"),
        ("轮椅乘客及一名陪同", "免票"),
    )
    for i, (who, fare) in enumerate(fares):
        line = y + 80 + i * 50
        _words(pen, 736, line, who, 27, INK, bold=False)
        _words(pen, 1060, line, fare, 31, RED if fare == "免票" else INK, "rs")
    _words(pen, 60, 1452, "甲板有风，带件薄衣裳。", 40, INK, serif=True)
    notes = "下层设轮椅席位六个，跳板坡度不大于1∶12；船上供应免费凉茶，不卖烧烤，不放音乐。"
    _words(pen, 60, 1500, notes, 23, "#4a5568", bold=False)
    _words(
        pen,
        60,
        1536,
        "江水流量高于每秒5000立方米或风力六级以上停航，船票全额退还。",
        23,
        "#4a5568",
        bold=False,
    )
    pen.box(0, 1560, WIDE, HIGH, INK)
    _words(pen, 60, 1588, "澜江轮渡有限责任公司", 20, CREAM, spread=0.08)
    _words(pen, 1060, 1588, "购票：各码头窗口或“澜江轮渡”小程序", 20, CREAM, "rs", bold=False)
