"""Pictures of the city on the Lanjiang: its streets, rooms and yards."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from PIL import Image

from .camera import Camera
from .canvas import Canvas, Field, Pen, Point, mix, smooth, times, vary
from .figures import (
    Look,
    Pose,
    back,
    holding,
    person,
    pointing,
    running,
    shadow,
    standing,
    stooping,
    walking,
)
from .nature import clouds, far_trees, haze, lamp, rain, ridge, squash, tree

COATS = ("#3d4654", "#5a3d38", "#4a5240", "#6a5a44", "#38404a", "#5b4a5c", "#71503c", "#2f4a54")


SHIRTS = ("#8c4a3c", "#4a6a86", "#d8ccb4", "#5e7a52", "#7a5a80", "#c08a4a", "#3f5a60", "#a85a5a")


def wet_floor(
    c: Canvas,
    line: float,
    region: Field,
    strength: float,
    smear: float = 60,
    wave: float = 6.0,
) -> None:
    """A shining floor: what stands above a line, drawn out downwards."""
    mirrored = squash(c, smear)[:, ::-1]
    offset = int(c.high - 2 * line * 2)
    mirrored = np.roll(mirrored, -offset, axis=1)
    shift = c.full(c.noise(60, 1.2, 2.0, 0.5) * wave).astype(np.int64)
    columns = np.clip(np.arange(c.wide)[None, :] + shift, 0, c.wide - 1)
    rows = np.arange(c.high)[:, None]
    weight = c.full(region) * strength
    for k in range(3):
        c.px[k] += (1 - np.clip(c.px[k], 0, 1)) * weight * mirrored[k][rows, columns]


def _window_bay(c: Canvas, x: float, number: int) -> None:
    """One serving window, its light, its cook and its steam."""
    left, right, top, low = x - 150, x + 150, 268, 500
    with c.layer() as pen:
        pen.box(left - 14, top - 14, right + 14, low + 12, "#6b4a2c")
        pen.box(left, top, right, low, "#f2c878")
    c.glow(x, 300, 240, "#ffe6b0", 0.55, 0.8)
    with c.layer(blur=1.6, alpha=0.9) as pen:
        pen.box(left, top + 40, right, top + 46, "#c08a4a")
        for i in range(7):
            px = left + 22 + i * 43
            pen.disc(px, top + 30, 14, 12, "#b97f42")
            pen.line([(px, top), (px, top + 22)], "#a06a34", 2)
        pen.box(left, top + 66, right, top + 70, "#d9a45c")
    pose = holding(0.02 * (number - 2))
    look = Look("#cfc2ac", "#cfc2ac", "#8a5c40", "#d8ccb8", "hood" if number == 2 else "short")
    person(
        c,
        x - 34 + 30 * (number - 1),
        610,
        330,
        pose,
        replace(look, hair="#dccfb8"),
        blur=1.2,
        rim=0,
        dark=0.12,
    )
    with c.layer() as pen:
        pen.box(left - 24, low - 12, right + 24, low + 8, "#b9b4aa")
        pen.box(left - 24, low + 8, right + 24, low + 22, "#77726a")
        for i in range(4):
            bx = left + 48 + i * 68
            pen.disc(bx, low - 16, 27, 7, "#ece7dc")
            pen.disc(bx, low - 19, 22, 5, ("#b0522c", "#6f8a3a", "#d9a63c", "#8a5a34")[i])
            pen.poly(
                [(bx - 27, low - 16), (bx + 27, low - 16), (bx + 17, low - 4), (bx - 17, low - 4)],
                "#d8d2c6",
            )
    for i in range(3):
        c.glow(left + 60 + i * 90, low - 66, 62, "#fff4dc", 0.4, 1.5, 1.4)
    with c.layer() as pen:
        pen.box(x - 112, 196, x + 112, 244, "#7a2f24")
        pen.box(x - 112, 196, x + 112, 200, "#a04a38")
        pen.text(x, 221, f"取餐窗口 {number}", "#ffe9c0", 27)
    c.glow(x, 218, 170, "#ff9a5a", 0.14, 0.5)


def canteen() -> Image.Image:
    """Three serving windows and the queues before them."""
    c = Canvas(1500, 1000, 21)
    c.sky([(0, "#2b221c"), (0.3, "#5a4532"), (0.62, "#7c6045"), (1, "#3a2d24")])
    with c.layer(rough=0.03, size=40) as pen:
        pen.box(0, 120, 1500, 640, "#8b6c4c")
        pen.box(0, 520, 1500, 640, "#6f5f52")
    with c.layer(alpha=0.35) as pen:
        for y in range(520, 640, 30):
            pen.line([(0, y), (1500, y)], "#4f443b", 1.2)
            for x in range(0, 1500, 60):
                pen.line(
                    [(x + (y // 30 % 2) * 30, y), (x + (y // 30 % 2) * 30, y + 30)], "#4f443b", 1
                )
    for i, x in enumerate((300, 750, 1200)):
        _window_bay(c, x, i + 1)
    cam = Camera(750, 430, 900, (0, 1.55, 0))
    floor = c.mask([(0, 640), (1500, 640), (1500, 1000), (0, 1000)])
    with c.layer() as pen:
        pen.box(0, 640, 1500, 1000, "#55463a")
    with c.layer(alpha=0.4, blur=0.4) as pen:
        for i in range(-14, 15):
            cam.stroke(pen, (i * 0.8, 0, 2.4), (i * 0.8, 0, 6.6), "#2f261f", 0.018)
        for i in range(9):
            cam.stroke(pen, (-8, 0, 2.4 + i * 0.55), (8, 0, 2.4 + i * 0.55), "#2f261f", 0.018)
    wet_floor(c, 642, floor, 0.5, 70)
    with c.layer(rough=0.05) as pen:
        pen.box(0, 0, 1500, 120, "#33281f")
        for x in range(-60, 1600, 190):
            pen.poly([(x, 0), (x + 60, 0), (x * 0.8 + 180, 122), (x * 0.8 + 146, 122)], "#241c16")
    for x in (150, 525, 975, 1350):
        with c.layer() as pen:
            pen.line([(x, 0), (x, 84)], "#15110e", 2.4)
            pen.blob([(x - 46, 112), (x - 30, 88), (x, 80), (x + 30, 88), (x + 46, 112)], "#1d1713")
            pen.disc(x, 112, 40, 6, "#ffe9b8")
        c.glow(x, 118, 260, "#ffcf80", 0.4)
    _queues(c)
    c.bloom(0.66, 26, 0.55)
    return c.finish(0.3, 0.013, 0.03, 1.02, 0.4)


def _queues(c: Canvas) -> None:
    styles = ("short", "bun", "short", "long", "cap", "short", "tail")
    lines = ((300, 5, 30), (750, 4, -26), (1200, 2, 44))
    people = []
    for q, (first, count, drift) in enumerate(lines):
        for i in range(count):
            people.append((q, i, first + drift * i * (1 + 0.22 * i) + c.dice.uniform(-14, 14)))
    people.sort(key=lambda item: item[1])
    for q, i, x in people:
        k = q * 5 + i
        tall = (345 + 66 * i + 10 * i * i) * (1 - 0.07 * (k % 3))
        ground = 690 + 52 * i + 9 * i * i
        pose = (back(0.02), holding(0.01), back(-0.03, 0.9), back(0.03, 1.1), holding(-0.02))[k % 5]
        ink = times(COATS[k % len(COATS)], 0.62)
        look = Look(
            ink,
            times(COATS[(k + 3) % 8], 0.42),
            "#553c2e",
            "#8a8580" if k % 4 == 2 else "#191513",
            styles[k % 7],
            k % 5 == 1,
            "#7d6b50" if k % 4 == 0 else None,
        )
        with c.layer(blur=9, alpha=0.55) as pen:
            pen.disc(x, ground + 3, tall * 0.15, tall * 0.03, "#120d0a")
        person(
            c,
            x,
            ground,
            tall,
            pose,
            look,
            rim=0.8,
            lit="#ffcf86",
            side=-1 if x > 750 else 1,
            dark=0.28,
            blur=0.3 + 0.35 * max(0, i - 2),
        )


def _facade(c: Canvas) -> None:
    """The wall of the old building with its six floors of windows."""
    with c.layer(rough=0.07, size=60, stretch_y=2.5) as pen:
        pen.poly([(0, 120), (1000, 60), (1000, 1400), (0, 1400)], "#b7a68c")
        pen.poly([(0, 104), (1000, 42), (1000, 74), (0, 134)], "#8d8070")
    streaks = smooth(c.noise(120, 1.4, 0.25, 3.0), 0.4, 1.9)
    c.blend(streaks * 0.28 * (c.y > 120), "#6d6352")
    for floor in range(6):
        y = 170 + floor * 205
        with c.layer(alpha=0.55) as pen:
            pen.line([(0, y + 176), (1000, y + 170)], "#857862", 3)
        for i, x in enumerate((40, 215, 742, 890)):
            _flat_window(c, x, y + 22 - x * 0.012, 118, 128, floor * 4 + i)


def _flat_window(c: Canvas, x: float, y: float, wide: float, tall: float, k: int) -> None:
    glass = ("#5d7384", "#6f8796", "#4c5f6c", "#7b8f98")[k % 4]
    with c.layer(rough=0.05, size=20) as pen:
        pen.box(x - 8, y - 8, x + wide + 8, y + tall + 8, "#e1d8c6")
        pen.box(x, y, x + wide, y + tall, glass)
        pen.poly(
            [(x, y), (x + wide * 0.55, y), (x + wide * 0.2, y + tall), (x, y + tall)],
            mix(glass, "#dce8ee", 0.42),
        )
        if k % 3 == 0:
            pen.box(x + 5, y + 5, x + wide * 0.36, y + tall - 4, ("#c4a084", "#8aa08c")[k % 2])
        for px in (x + wide / 3, x + wide * 2 / 3):
            pen.line([(px, y), (px, y + tall)], "#e9e3d6", 4)
        pen.line([(x, y + tall * 0.34), (x + wide, y + tall * 0.34)], "#e9e3d6", 4)
        pen.box(x - 14, y + tall + 8, x + wide + 14, y + tall + 17, "#9b8f7c")
    with c.layer(blur=5, alpha=0.4) as pen:
        pen.box(x - 10, y + tall + 17, x + wide + 22, y + tall + 32, "#4c4335")
    if k % 5 in {1, 3}:
        with c.layer(rough=0.04) as pen:
            pen.box(x + 22, y + tall + 14, x + 88, y + tall + 58, "#d8d5cc")
            pen.disc(x + 48, y + tall + 36, 17, 17, "#6f6e69")
            for r in (13, 9, 5):
                pen.ring(x + 48, y + tall + 36, r, r, "#a5a49e", 1)
            pen.box(x + 20, y + tall + 58, x + 92, y + tall + 62, "#5d594f")
    if k % 7 == 2:
        with c.layer() as pen:
            pen.line([(x - 6, y + tall + 20), (x + wide + 6, y + tall + 18)], "#59544a", 2)
            for j, ink in enumerate(("#c75a48", "#e8e2d4", "#4f7296", "#d9b25a")):
                px = x + 4 + j * 29
                pen.poly(
                    [
                        (px, y + tall + 20),
                        (px + 24, y + tall + 19),
                        (px + 26, y + tall + 66),
                        (px - 1, y + tall + 64),
                    ],
                    ink,
                )


def _shaft(c: Canvas) -> None:
    """The steel frame and the glass of the lift."""
    left, edge, right, top, low = 392, 590, 668, 92, 1310
    with c.layer() as pen:
        pen.poly([(left, top), (edge, top), (edge, low), (left, low)], "#7fa0b4")
        pen.poly([(edge, top), (right, top + 26), (right, low - 22), (edge, low)], "#587485")
    sky = smooth(c.noise(300, 1.7), -1.0, 1.4)
    c.blend(
        c.mask([(left, top), (edge, top), (edge, low), (left, low)])
        * c.full(np.clip(sky * smooth(-c.y, -1150, -80), 0, 1))
        * 0.75,
        "#e9f2f6",
    )
    c.blend(
        c.mask([(edge, top), (right, top + 26), (right, low - 22), (edge, low)])
        * c.full(sky)
        * 0.35,
        "#d5e4ec",
    )
    with c.layer(alpha=0.5, blur=3) as pen:
        pen.box(left + 70, top, left + 78, low, "#33434d")
        pen.box(edge - 82, top, edge - 74, low, "#33434d")
        for y in range(120, 1310, 52):
            pen.line([(left + 74, y), (edge - 78, y)], "#3d4e58", 2)
    _cabin(c)
    with c.layer(alpha=0.4, blur=1) as pen:
        for y in (180, 610, 900):
            pen.poly([(left, y + 170), (left, y), (edge, y - 120), (edge, y + 20)], "#ffffff", 0.5)
    with c.layer(rough=0.04, size=30) as pen:
        for y in [*range(top, low, 102), low]:
            pen.poly([(left, y - 5), (edge, y - 5), (edge, y + 6), (left, y + 6)], "#5b6770")
            slope = 26 - 48 * (y - top) / (low - top)
            pen.poly(
                [(edge, y - 5), (right, y - 5 + slope), (right, y + 5 + slope), (edge, y + 6)],
                "#434d55",
            )
        for x, w in ((left, 13), ((left + edge) / 2, 6), (edge - 5, 15)):
            pen.box(x - w / 2, top - 8, x + w / 2, low, "#66727b")
            pen.box(x - w / 2, top - 8, x - w / 2 + 2.5, low, "#a9b6bd")
        pen.poly(
            [
                (right - 5, top + 20),
                (right + 5, top + 22),
                (right + 5, low - 22),
                (right - 5, low - 20),
            ],
            "#49535b",
        )
        pen.poly(
            [
                (left - 16, top - 8),
                (edge + 6, top - 8),
                (right + 14, top + 18),
                (right + 14, top + 30),
                (edge + 6, top + 8),
                (left - 16, top + 8),
            ],
            "#48525a",
        )
        for floor in range(6):
            y = 282 + floor * 205
            pen.poly([(right, y), (742, y - 4), (742, y + 12), (right, y + 16)], "#77736a")
            pen.poly([(right, y - 84), (742, y - 86), (742, y - 80), (right, y - 78)], "#5b6770")
            for i in range(6):
                px = right + 6 + i * 13
                pen.line([(px, y - 82), (px, y)], "#5b6770", 1.8)


def _cabin(c: Canvas) -> None:
    with c.layer(blur=1.2) as pen:
        pen.box(412, 506, 572, 694, "#c9b184")
        pen.box(420, 516, 564, 686, "#f4e0b0")
        pen.line([(492, 506), (492, 120)], "#2d383f", 3)
    c.glow(492, 540, 130, "#fff2cc", 0.7)
    person(c, 470, 690, 142, back(0.01), Look("#5d6a7c", "#3a3f48", "#8a6a54", "#a9a49c"), blur=1)
    person(
        c,
        522,
        690,
        132,
        holding(),
        Look("#9a4a42", "#4a4450", "#8a6a54", "#2a2422", "bun", True),
        blur=1,
    )


def lift_shaft() -> Image.Image:
    """A glass lift against an old block of flats."""
    c = Canvas(1000, 1400, 22)
    c.sky([(0, "#6f9cc0"), (1, "#c8dbe4")], 0, 300)
    clouds(c, 420, "#b4c5d0", "#ffffff", 0.5, 0.9, 0.6, 2.0, 0.8)
    _facade(c)
    light = smooth(c.x + c.y * 0.5, 1500, 200)
    c.light(light * 0.2 * (c.y > 110), "#ffe8c0")
    with c.layer(blur=16, alpha=0.5) as pen:
        pen.poly([(668, 130), (760, 190), (760, 1400), (668, 1400)], "#2c2a28")
    _shaft(c)
    with c.layer(rough=0.1, size=20) as pen:
        pen.box(0, 1306, 1000, 1400, "#7d776c")
        pen.poly([(380, 1310), (640, 1310), (600, 1400), (300, 1400)], "#a29a8c")
        pen.box(426, 1204, 556, 1310, "#3c4850")
        pen.box(434, 1212, 488, 1310, "#9fb6c2")
        pen.box(494, 1212, 548, 1310, "#8ba4b1")
        pen.box(404, 1186, 600, 1202, "#8a3a2e")
    for trunk, tall, ink in ((70, 330, "#4c6238"), (905, 270, "#54683a")):
        with c.layer(blur=0.6) as pen:
            tree(pen, trunk, 1340, tall, "#4a3c30", c.dice, ink)
    with c.layer(blur=0.5) as pen:
        for _ in range(900):
            x = c.dice.choice((c.dice.uniform(-10, 330), c.dice.uniform(690, 1010)))
            y = 1330 + c.dice.gauss(0, 14) + 16 * math.sin(x / 30)
            pen.disc(x, y, c.dice.uniform(3, 8), c.dice.uniform(2, 6), vary("#50663a", c.dice, 0.3))
    for x, pose, look, flip in (
        (
            330,
            walking(0.7),
            Look("#8a5a48", "#3d4048", "#8a6a54", "#bbb5ac", "short", False, "#c9b184"),
            False,
        ),
        (700, standing(), Look("#4a6a78", "#3b3c42", "#8a6a54", "#211d1c", "bun", True), True),
    ):
        shadow(c, x, 1372, 172, pose, 0.7, 0.22, 0.4, flip)
        person(c, x, 1372, 172, pose, look, flip, rim=0.3, lit="#fff0d0", side=-1)
    return c.finish(0.3, 0.012, 0.02, 1.0, 0.24)


AWNINGS = ("#d8483a", "#e9a63a", "#3f8f6a", "#3c78a8", "#e4d8c0", "#c85a86", "#e0c23a")


def _stall(c: Canvas, cam: Camera, side: int, z: float, ink: str, goods: tuple[str, ...]) -> None:
    """A stall under its awning."""
    inner, outer, deep = 1.55 * side, 4.0 * side, 2.5
    fog = min(0.45, z / 60)
    with c.layer(rough=0.06, size=14) as pen:
        cam.wall(pen, (inner, z), (inner, z + deep), 0, 0.72, mix("#7a5f44", "#e8d4b0", fog))
        cam.wall(pen, (inner, z), (outer, z), 0, 0.72, mix("#5f4a36", "#e8d4b0", fog))
        tilt = [
            (inner, 0.72, z),
            (inner, 0.72, z + deep),
            (outer, 1.35, z + deep),
            (outer, 1.35, z),
        ]
        cam.quad(pen, tilt, mix("#4a3a2a", "#e8d4b0", fog))
    _goods(c, cam, inner, outer, z, deep, goods, fog)
    with c.layer(rough=0.04, size=20) as pen:
        for zz in (z, z + deep):
            cam.stroke(pen, (inner, 0, zz), (inner, 2.4, zz), mix("#51463c", "#e8d4b0", fog), 0.06)
        bright = mix(ink, "#fff0d0", 0.16 + fog * 0.5)
        near, far = 1.15 * side, 4.3 * side
        for i in range(6):
            z0, z1 = z - 0.1 + i * (deep + 0.1) / 6, z - 0.1 + (i + 1) * (deep + 0.1) / 6
            tone = bright if i % 2 == 0 else mix(bright, "#fff6e6", 0.62)
            cam.quad(
                pen, [(near, 2.3, z0), (near, 2.3, z1), (far, 2.85, z1), (far, 2.85, z0)], tone
            )
            lip = [
                (near, 2.3, z0),
                (near, 2.3, z1),
                (near, 2.08, z1),
                (near, 2.06, (z0 + z1) / 2),
                (near, 2.08, z0),
            ]
            cam.quad(pen, lip, times(tone, 0.84))
    u, v = cam.at(2.1 * side, 1.95, z + 0.9)
    lamp(c, u, v, max(1.6, 0.075 * cam.size(z + 0.9)), "#ffdf9a", 0.8)


def _market_street(c: Canvas, cam: Camera) -> None:
    """The houses behind the stalls, and a second row of awnings."""
    for side in (-1, 1):
        for k in range(7, -1, -1):
            z = 1.5 + k * 5.2
            fog = min(0.8, 0.12 + k * 0.1)
            high = (6.2, 7.6, 5.6, 6.8)[(k + (side > 0)) % 4]
            ink = ("#b08a62", "#c9ad86", "#a87a5c", "#bca07a")[(k * 3 + (side > 0)) % 4]
            with c.layer(rough=0.06, size=26) as pen:
                x = 5.2 * side
                cam.wall(pen, (x, z), (x, z + 5.2), 0, high, mix(times(ink, 0.72), "#f6e4bc", fog))
                cam.wall(
                    pen, (x, z), (x, z + 5.2), high, high + 0.5, mix("#6a5848", "#f6e4bc", fog)
                )
                for i in range(3):
                    zz = z + 0.6 + i * 1.6
                    cam.wall(pen, (x, zz), (x, zz + 0.9), 3.7, 5.1, mix("#4e4238", "#f6e4bc", fog))
                    cam.wall(
                        pen,
                        (x, zz + 0.42),
                        (x, zz + 0.48),
                        3.7,
                        5.1,
                        mix("#c8b08c", "#f6e4bc", fog),
                    )
                cam.wall(pen, (x, z + 0.5), (x, z + 4.6), 0.8, 3.0, mix("#4a392a", "#f6e4bc", fog))
            with c.layer(rough=0.04) as pen:
                tone = mix(AWNINGS[(k * 2 + (side > 0) * 3 + 1) % 7], "#f6e4bc", 0.2 + fog * 0.6)
                for i in range(5):
                    z0, z1 = z + 0.3 + i * 0.9, z + 1.2 + i * 0.9
                    stripe = tone if i % 2 else mix(tone, "#fff4e0", 0.5)
                    cam.quad(
                        pen,
                        [
                            (4.1 * side, 2.95, z0),
                            (4.1 * side, 2.95, z1),
                            (5.2 * side, 3.6, z1),
                            (5.2 * side, 3.6, z0),
                        ],
                        stripe,
                    )
    with c.layer(blur=0.4) as pen:
        for k in range(9):
            z = 4 + k * 4.0
            for side in (-1, 1):
                wire = [
                    (5.2 * side * t, 5.6 - 1.0 * (1 - t * t), z) for t in (1, 0.75, 0.5, 0.25, 0)
                ]
                pen.line([cam.at(*p) for p in wire], "#6a5444", 1.0)
            for t in (-0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75):
                u, v = cam.at(5.2 * t, 5.6 - 1.0 * (1 - t * t) - 0.16, z)
                s = cam.size(z)
                pen.disc(u, v, 0.13 * s, 0.15 * s, mix("#d03a2a", "#f6e4bc", min(0.8, k * 0.09)))


def _goods(
    c: Canvas,
    cam: Camera,
    inner: float,
    outer: float,
    z: float,
    deep: float,
    goods: tuple[str, ...],
    fog: float,
) -> None:
    """Heaps of fruit and vegetables in their crates."""
    with c.layer(blur=0.2) as pen:
        for row in range(10, -1, -1):
            t = row / 10
            x, y = inner + (outer - inner) * 0.62 * t, 0.76 + 0.5 * t
            for k in range(33, -1, -1):
                zz = z + 0.06 + (deep - 0.14) * k / 33
                crate = int(k / 34 * len(goods))
                ink = vary(goods[crate], c.dice, 0.22)
                heap = 0.13 * math.sin(math.pi * ((k / 34 * len(goods)) % 1)) + c.dice.uniform(
                    0, 0.03
                )
                u, v = cam.at(x + c.dice.uniform(-0.03, 0.03), y + heap, zz)
                s = cam.size(zz) * c.dice.uniform(0.048, 0.066)
                tone = mix(ink, "#e8d4b0", fog)
                pen.disc(u, v, s, s * 0.88, times(tone, 0.62))
                pen.disc(u - s * 0.1, v - s * 0.14, s * 0.82, s * 0.7, tone)
                pen.disc(u - s * 0.28, v - s * 0.36, s * 0.28, s * 0.2, mix(tone, "#ffffff", 0.4))


def market() -> Image.Image:
    """A lane of the market under coloured awnings."""
    c = Canvas(1500, 1000, 23)
    c.sky([(0, "#f4dca8"), (0.45, "#fbf0d4"), (1, "#d8c29c")])
    cam = Camera(760, 470, 830, (0.1, 1.62, 0))
    with c.layer(rough=0.05, size=16) as pen:
        cam.floor(pen, -5, 5, 0.6, 60, "#8f8372")
    with c.layer(alpha=0.45, blur=0.4) as pen:
        for i in range(-6, 7):
            cam.stroke(pen, (i * 0.45, 0, 1.5), (i * 0.45, 0, 50), "#5f5548", 0.02)
        for i in range(50):
            cam.stroke(pen, (-2, 0, 1.6 + i * 0.45), (2, 0, 1.6 + i * 0.45), "#5f5548", 0.02)
    _market_street(c, cam)
    c.glow(760, 440, 360, "#fff4d8", 0.85)
    goods = (
        ("#c8382c", "#e0892c", "#7fa03a", "#c8382c"),
        ("#6f9a3a", "#a9be5a", "#4f7a34", "#d8d8b0"),
        ("#e8a82c", "#d8582c", "#b0303c", "#e8c84a"),
        ("#5a3a5c", "#8ab04a", "#d9432f", "#7a5a34"),
        ("#b8c8d0", "#90a4b0", "#c8d0d4", "#a0b0b8"),
    )
    lanes = []
    for i in range(8):
        z = 2.2 + i * 2.9
        lanes += [
            (z, -1, AWNINGS[(i * 2) % 7], goods[i % 5]),
            (z, 1, AWNINGS[(i * 2 + 3) % 7], goods[(i + 2) % 5]),
        ]
    crowd = _crowd()
    for z, side, ink, heap in sorted(lanes, key=lambda lane: -lane[0]):
        for entry in [p for p in crowd if p[0] >= z + 1.2]:
            _shopper(c, cam, entry)
            crowd.remove(entry)
        _stall(c, cam, side, z, ink, heap)
    for entry in crowd:
        _shopper(c, cam, entry)
    wet = smooth(c.plane(470, 2.4, 12, 1.5, fade=8), 0.1, 1.2)
    c.light(wet * smooth(c.y, 560, 700) * np.exp(-(((c.x - 760) / 260) ** 2)) * 0.3, "#fff0cc")
    c.light(smooth(-c.y, -300, 0) * 0.14 + c.x * 0, "#ffe2a8")
    c.bloom(0.7, 24, 0.35)
    return c.finish(0.36, 0.012, 0.02, 1.12, 0.36)


def _crowd() -> list[tuple[float, float, Pose, Look, bool]]:
    poses = (back(0.02), walking(0.8), standing(), back(-0.02), walking(0.9), pointing(), holding())
    styles = ("short", "bun", "long", "short", "cap", "tail")
    places = (
        (24, 0.5),
        (22, -0.3),
        (20, 0.2),
        (18.5, 0.8),
        (16.4, -0.8),
        (14.6, 0.1),
        (12.5, 0.6),
        (10.4, -0.6),
        (9.2, 0.85),
        (7.6, 0.05),
        (6.1, -0.95),
        (5.0, 0.8),
    )
    crowd = []
    for i, (z, x) in enumerate(places):
        look = Look(
            SHIRTS[(i * 3) % 8],
            COATS[(i * 5 + 1) % 8],
            "#b08a6c",
            "#b5b0a8" if i % 4 == 1 else "#1d1917",
            styles[i % 6],
            i % 3 == 1,
            ("#d8a03c", "#c8d0c0", None)[i % 3],
        )
        crowd.append((z, x, poses[i % 7], look, i % 2 == 0))
    return sorted(crowd, key=lambda entry: -entry[0])


def _shopper(c: Canvas, cam: Camera, entry: tuple[float, float, Pose, Look, bool]) -> None:
    z, x, pose, look, flip = entry
    u, v = cam.at(x, 0, z)
    tall = 1.62 * cam.size(z)
    with c.layer(blur=5, alpha=0.55) as pen:
        pen.disc(u, v, tall * 0.17, tall * 0.028, "#2a2018")
    person(
        c,
        u,
        v,
        tall,
        pose,
        look,
        flip,
        0.25,
        "#fff0cc",
        0.6,
        1 if u < 760 else -1,
        0.22,
        "#efdcb8",
        min(0.5, z / 46),
    )


def _block_of_flats(c: Canvas, cam: Camera, side: int) -> None:
    """A long block running away from us, with rows of windows."""
    x = 9.5 * side
    with c.layer(rough=0.06, size=50, stretch_y=2) as pen:
        cam.wall(pen, (x, 3), (x, 60), 0, 17.5, "#c2a98a" if side < 0 else "#a08f7a")
        cam.wall(pen, (x, 3), (x, 60), 17.2, 17.9, "#7d6f5e")
        cam.wall(pen, (x, 3), (x, 60), 0, 0.9, "#857663")
    with c.layer(rough=0.04) as pen:
        for floor in range(6):
            y = 1.1 + floor * 2.85
            for k in range(15):
                z = 5.2 + k * 3.6
                cam.wall(pen, (x, z - 0.1), (x, z + 1.9), y, y + 1.6, "#e6dcc8")
                glass = ("#586d7c", "#6d8390", "#485b68", "#8fa3ad")[(floor * 5 + k * 3) % 4]
                cam.wall(pen, (x, z), (x, z + 1.8), y + 0.1, y + 1.5, glass)
                cam.wall(pen, (x, z + 0.86), (x, z + 0.96), y + 0.1, y + 1.5, "#e6dcc8")
                if (floor + k) % 4 == 1:
                    cam.wall(
                        pen,
                        (x - 0.05 * side, z + 2.1),
                        (x - 0.05 * side, z + 2.9),
                        y,
                        y + 0.6,
                        "#d9d6cd",
                    )
                if (floor * 2 + k) % 5 == 0:
                    for j, ink in enumerate(
                        (("#d9b25a", "#c65b49", "#e9e3d5"), ("#8fb0a0", "#e9e3d5", "#5a6f96"))[
                            k % 2
                        ]
                    ):
                        cam.wall(
                            pen,
                            (x - 0.5 * side, z + j * 0.6),
                            (x - 0.5 * side, z + j * 0.6 + 0.45),
                            y - 0.75,
                            y - 0.1,
                            ink,
                        )


def _bed(c: Canvas, cam: Camera, x: float, z: float, kind: int) -> None:
    """A planting box, full."""
    wide, deep = 1.9, 1.5
    with c.layer(rough=0.12, size=10, stretch_x=3) as pen:
        cam.block(pen, x, x + wide, 0, 0.42, z, z + deep, "#8a6642", "#6d5034", "#3d2f22")
        cam.wall(pen, (x, z), (x + wide, z), 0.2, 0.215, "#4f3a26")
    greens = ("#5f8f3a", "#7aa544", "#4c7a3c", "#8fb04e", "#6a9650")
    with c.layer(blur=0.25) as pen:
        for row in range(5, -1, -1):
            zz = z + 0.12 + (deep - 0.2) * row / 5
            s = cam.size(zz)
            for k in range(11):
                u, v = cam.at(
                    x + 0.1 + (wide - 0.2) * (k + c.dice.uniform(-0.3, 0.3)) / 10, 0.42, zz
                )
                _plant(c, pen, u, v, s, greens[(kind + row) % 5], kind)
        if kind == 2:
            for k in range(5):
                px = x + 0.2 + k * 0.38
                cam.stroke(pen, (px, 0.4, z + 0.3), (px + 0.1, 1.7, z + 0.6), "#b7935c", 0.03)


def _plant(c: Canvas, pen: Pen, u: float, v: float, s: float, green: str, kind: int) -> None:
    tall = (0.15, 0.24, 0.62, 0.24, 0.28)[kind] * s * c.dice.uniform(0.7, 1.2)
    for _ in range(8 if kind == 2 else 6):
        lean = c.dice.uniform(-1, 1)
        up = tall * c.dice.uniform(0.5, 1)
        leaf = 0.075 * s * c.dice.uniform(0.7, 1.25)
        tip = (u + lean * tall * (0.3 if kind == 2 else 0.55), v - up)
        ink = times(green, c.dice.uniform(0.6, 1.3))
        pen.taper([(u, v), tip], times(green, 0.6), 0.014 * s, 0.008 * s)
        pen.disc(tip[0], tip[1], leaf * 0.85, leaf * 0.6, ink)
    if kind == 3 and c.dice.random() < 0.8:
        bloom = c.dice.choice(("#e8c53a", "#e86a4a", "#f0ece0", "#c85aa0", "#f09ab0"))
        pen.disc(u, v - tall, 0.055 * s, 0.05 * s, bloom)
        pen.disc(u, v - tall, 0.02 * s, 0.018 * s, "#8a5a20")
    if kind == 2 and c.dice.random() < 0.5:
        pen.disc(u, v - tall * c.dice.uniform(0.3, 0.7), 0.05 * s, 0.05 * s, "#d2402c")


def community_garden() -> Image.Image:
    """Planting boxes between two blocks of flats."""
    c = Canvas(1500, 1000, 24)
    c.sky([(0, "#5f9aca"), (0.6, "#a9cde0"), (1, "#dbe8e6")], 0, 420)
    clouds(c, 440, "#b6c7d2", "#ffffff", 0.46, 0.8, 0.8, 2.2, 0.9, (0.3, 0.1), 0.8)
    cam = Camera(770, 400, 800, (0.2, 2.35, 0))
    with c.layer(blur=0.8) as pen:
        far_trees(pen, 520, 1010, 424, 66, "#66804e", c.dice)
        pen.box(0, 416, 1500, 430, "#7f8d62")
    haze(c, 415, 22, "#e6e8d8", 0.4)
    with c.layer(rough=0.1, size=12) as pen:
        cam.floor(pen, -12, 12, 0.7, 90, "#7d8b54")
        cam.floor(pen, -0.75, 0.95, 0.7, 90, "#b8a88c")
    with c.layer(alpha=0.5, blur=0.4) as pen:
        for i in range(60):
            z = 1.6 + i * 0.5
            cam.stroke(pen, (-0.75, 0, z), (0.95, 0, z + 0.05), "#857760", 0.025)
    for side in (-1, 1):
        _block_of_flats(c, cam, side)
    c.light(
        c.mask(cam.face([(-9.5, 0, 3), (-9.5, 0, 60), (-9.5, 17.5, 60), (-9.5, 17.5, 3)])) * 0.22,
        "#ffe2a8",
    )
    with c.layer(blur=14, alpha=0.5) as pen:
        cam.floor(pen, 3.6, 9.5, 0.7, 60, "#28301c")
    for z in (48, 34):
        for x in (-7.6, 8.0):
            u, v = cam.at(x, 0, z)
            with c.layer(blur=0.5) as pen:
                tree(pen, u, v, 5.4 * cam.size(z), "#584838", c.dice, "#5d7d40")
    _garden_rows(c, cam)
    c.light(smooth(c.x + c.y, 1300, 200) * 0.12, "#ffeec8")
    return c.finish(0.34, 0.012, 0.02, 1.1, 0.3)


def _garden_rows(c: Canvas, cam: Camera) -> None:
    gardeners = {
        1: (-0.62, stooping(), Look("#b0563c", "#46505c", "#a97f60", "#d8d4cc", "straw"), False),
        5: (
            0.2,
            walking(0.7),
            Look("#5a7c8a", "#3d4048", "#a97f60", "#1d1917", "tail", False, "#d8b25a"),
            True,
        ),
        3: (0.75, stooping(), Look("#4f6a78", "#5a4c40", "#a97f60", "#2a2624", "straw"), False),
    }
    for row in range(8, -1, -1):
        z = 2.7 + row * 2.45
        if row in gardeners:
            x, pose, look, flip = gardeners[row]
            u, v = cam.at(x, 0, z + 1.9)
            s = cam.size(z + 1.9)
            shadow(c, u, v, 1.65 * s, pose, 0.6, 0.25, 0.4, flip)
            person(c, u, v, 1.65 * s, pose, look, flip, rim=0.4, lit="#fff0cc", side=-1)
        for column, x in enumerate((-7.3, -5.1, -2.9, 1.25, 3.5, 5.8)):
            with c.layer(blur=4, alpha=0.45) as pen:
                cam.floor(pen, x, x + 2.3, z, z + 1.5, "#26301a")
            _bed(c, cam, x, z, (row * 2 + column * 3) % 5)


def _shelf_wall(c: Canvas, cam: Camera, side: int) -> None:
    """A wall of shelves to the ceiling, running away."""
    x = 3.1 * side
    with c.layer(rough=0.08, size=20) as pen:
        cam.wall(pen, (x, 1.2), (x, 12), 0, 3.6, "#3b2718")
    spines = (
        "#7a3b2e",
        "#3d5a5e",
        "#8a6a3a",
        "#5c4a66",
        "#a88f62",
        "#43553a",
        "#8f4a3a",
        "#2f4258",
        "#b59a74",
        "#6a2f34",
        "#d0c2a0",
        "#506a72",
    )
    with c.layer(rough=0.05, size=10) as pen:
        for shelf in range(8):
            y = 0.16 + shelf * 0.43
            z = 11.95
            while z > 1.25:
                thick = c.dice.uniform(0.025, 0.07)
                tall = c.dice.uniform(0.24, 0.35)
                if c.dice.random() > 0.05:
                    ink = vary(c.dice.choice(spines), c.dice, 0.25)
                    cam.wall(pen, (x, z), (x, z - thick), y, y + tall, times(ink, 0.8))
                    if thick > 0.045 and z < 7:
                        cam.wall(
                            pen,
                            (x, z),
                            (x, z - thick),
                            y + tall * 0.7,
                            y + tall * 0.8,
                            mix(ink, "#e8d09a", 0.55),
                        )
                z -= thick * 1.06
        for shelf in range(9):
            y = 0.12 + shelf * 0.43
            cam.wall(pen, (x - 0.04 * side, 1.2), (x - 0.04 * side, 12), y, y + 0.04, "#7a5534")
        for k in range(9):
            z = 1.3 + k * 1.34
            cam.wall(pen, (x - 0.05 * side, z), (x - 0.05 * side, z + 0.07), 0, 3.6, "#6b482b")


def _end_wall(c: Canvas, cam: Camera) -> None:
    left, top = cam.at(-3.1, 3.6, 12)
    right, low = cam.at(3.1, 0, 12)
    with c.layer(rough=0.04) as pen:
        pen.box(left, top, right, low, "#5b4028")
        wx0, wy0 = cam.at(-1.3, 3.1, 12)
        wx1, wy1 = cam.at(1.3, 1.0, 12)
        pen.box(wx0 - 6, wy0 - 6, wx1 + 6, wy1 + 6, "#8a6640")
        pen.box(wx0, wy0, wx1, wy1, "#24324c")
        for i in range(1, 3):
            px = wx0 + (wx1 - wx0) * i / 3
            pen.line([(px, wy0), (px, wy1)], "#8a6640", 4)
        pen.line([(wx0, (wy0 + wy1) / 2), (wx1, (wy0 + wy1) / 2)], "#8a6640", 4)
    with c.layer(blur=2.4) as pen:
        for _ in range(26):
            pen.disc(
                c.dice.uniform(wx0 + 5, wx1 - 5),
                c.dice.uniform((wy0 + wy1) / 2, wy1 - 4),
                2.6,
                2.6,
                c.dice.choice(("#ffc878", "#ffe6b8", "#a8c8ff")),
            )


def _desk(c: Canvas, cam: Camera, x: float, z: float, lamp_on: bool = True) -> None:
    with c.layer(rough=0.08, size=14, stretch_x=3) as pen:
        for dx in (0.05, 1.45):
            for dz in (0.05, 0.75):
                cam.stroke(pen, (x + dx, 0, z + dz), (x + dx, 0.72, z + dz), "#2d1d12", 0.06)
        cam.block(pen, x, x + 1.5, 0.7, 0.76, z, z + 0.8, "#5a3c22", "#4a3018", "#9a6c3e")
        cam.floor(pen, x + 0.2, x + 0.52, z + 0.2, z + 0.5, "#efe4c8", 0.765)
        cam.floor(pen, x + 0.86, x + 1.16, z + 0.24, z + 0.52, "#e6d8b8", 0.765)
        for i, ink in enumerate(("#7a3b2e", "#3d5a5e", "#b0945c")):
            cam.block(
                pen,
                x + 1.12,
                x + 1.42,
                0.765 + i * 0.045,
                0.81 + i * 0.045,
                z + 0.1,
                z + 0.3,
                ink,
                times(ink, 0.7),
                times(ink, 1.2),
            )
    if lamp_on:
        u, v = cam.at(x + 0.75, 1.18, z + 0.45)
        s = cam.size(z + 0.45)
        c.glow(u, v + 0.16 * s, 1.25 * s, "#ffcf7c", 0.62)
        c.glow(u, v + 0.42 * s, 0.8 * s, "#ffe0a0", 0.6, 0.34)
        with c.layer() as pen:
            cam.stroke(pen, (x + 0.75, 0.76, z + 0.45), (x + 0.75, 1.2, z + 0.45), "#9a7a3c", 0.03)
            pen.disc(u, v + 0.43 * s, 0.11 * s, 0.03 * s, "#8a6a30")
            pen.blob(
                [
                    (u - 0.24 * s, v + 0.06 * s),
                    (u - 0.2 * s, v - 0.06 * s),
                    (u, v - 0.11 * s),
                    (u + 0.2 * s, v - 0.06 * s),
                    (u + 0.24 * s, v + 0.06 * s),
                ],
                "#2f6b4a",
            )
            pen.disc(u, v + 0.055 * s, 0.23 * s, 0.025 * s, "#fff3cc")


def _reader(c: Canvas, cam: Camera, x: float, z: float, k: int) -> None:
    """Somebody on a chair, seen from behind."""
    u, v = cam.at(x, 0, z)
    s = cam.size(z)
    look = Look(
        times(COATS[k], 0.85),
        times(COATS[k], 0.5),
        "#7a5a44",
        ("#1c1715", "#8d8880", "#2a1f1a")[k % 3],
        ("bun", "short", "long")[k % 3],
    )
    with c.layer(rough=0.08) as pen:
        for dz in (0.38, 0.0):
            for dx in (-0.2, 0.2):
                cam.stroke(pen, (x + dx, 0, z + dz), (x + dx, 0.44, z + dz), "#22150c", 0.045)
        cam.block(
            pen, x - 0.24, x + 0.24, 0.42, 0.47, z - 0.05, z + 0.4, "#3a2616", "#2a1b10", "#4a3220"
        )
    person(
        c,
        u,
        v + 0.34 * s,
        1.62 * s,
        holding(0.01),
        look,
        rim=0.85,
        lit="#ffd38a",
        dark=0.3,
        cut=0.495,
    )
    with c.layer(rough=0.08) as pen:
        for dx in (-0.21, 0.21):
            cam.stroke(pen, (x + dx, 0.4, z - 0.02), (x + dx, 0.92, z - 0.02), "#2a1b10", 0.045)
        for y in (0.88, 0.7, 0.54):
            cam.stroke(pen, (x - 0.21, y, z - 0.02), (x + 0.21, y, z - 0.02), "#4a301a", 0.05)


def reading_room() -> Image.Image:
    """Shelves to the ceiling and lamps on the tables."""
    c = Canvas(1500, 1000, 25)
    c.sky([(0, "#2c1d12"), (1, "#3a2617")])
    cam = Camera(750, 440, 860, (0, 1.75, 0))
    with c.layer(rough=0.09, size=20, stretch_y=2) as pen:
        cam.floor(pen, -3.1, 3.1, 0.6, 12, "#6b4a2c")
        cam.floor(pen, -3.1, 3.1, 0.6, 12, "#8d7452", 3.6)
    with c.layer(alpha=0.45) as pen:
        for i in range(-12, 13):
            cam.stroke(pen, (i * 0.26, 0, 1.4), (i * 0.26, 0, 12), "#3a2415", 0.012)
        for i in range(6):
            cam.quad(
                pen,
                [
                    (-3.1, 3.5, 2.6 + i * 1.9),
                    (3.1, 3.5, 2.6 + i * 1.9),
                    (3.1, 3.5, 2.8 + i * 1.9),
                    (-3.1, 3.5, 2.8 + i * 1.9),
                ],
                "#3d2918",
            )
    for side in (-1, 1):
        _shelf_wall(c, cam, side)
    _end_wall(c, cam)
    c.shade(0.42 + 0.58 * smooth(c.y, 40, 420) * smooth(-c.y, -1050, -560) + c.x * 0)
    floor = c.mask(cam.face([(-3.1, 0, 0.6), (3.1, 0, 0.6), (3.1, 0, 12), (-3.1, 0, 12)]))
    for z in (9.4, 7.3, 5.3, 3.5):
        for x in (-1.95, 0.45):
            for glow_x in (-3.0, 3.0):
                u, v = cam.at(glow_x, 1.5, z)
                c.glow(u, v, 1.3 * cam.size(z), "#ffb85c", 0.15)
            _desk(c, cam, x, z)
    wet_floor(c, cam.at(0, 0.2, 4)[1], floor * 0.5, 0.22, 90)
    for k, (x, z) in enumerate(((-1.5, 9.1), (1.2, 7.0), (-1.35, 5.0), (1.1, 3.25))):
        _reader(c, cam, x, z, (k * 3) % 8)
    c.bloom(0.62, 30, 0.6)
    return c.finish(0.28, 0.014, 0.04, 1.02, 0.42, 0.01)


def _school(c: Canvas) -> None:
    with c.layer(rough=0.04, size=40) as pen:
        pen.box(330, 236, 1290, 432, "#e4d3b4")
        pen.box(330, 228, 1290, 240, "#b5a284")
        pen.box(740, 190, 900, 432, "#c86a4a")
        pen.box(732, 182, 908, 194, "#9a4d36")
        for floor in range(4):
            y = 250 + floor * 46
            for i in range(12):
                x = 346 + i * 33
                pen.box(x, y, x + 25, y + 26, "#53707f")
                pen.poly([(x, y), (x + 14, y), (x + 5, y + 26), (x, y + 26)], "#8aa6b2")
                x = 914 + i * 31
                pen.box(x, y, x + 24, y + 26, "#53707f")
                pen.poly([(x, y), (x + 14, y), (x + 5, y + 26), (x, y + 26)], "#8aa6b2")
            pen.box(330, y + 32, 1290, y + 36, "#c2ae8c")
            pen.box(760, y + 2, 880, y + 28, "#6d8794")
        pen.disc(820, 214, 14, 14, "#f4ecd8")
        pen.line([(820, 214), (820, 205)], "#332a24", 1.6)
        pen.line([(820, 214), (827, 217)], "#332a24", 1.6)
        pen.line([(1080, 432), (1080, 170)], "#d8d8d4", 2.4)
        pen.blob(
            [(1081, 174), (1106, 178), (1130, 172), (1129, 204), (1104, 208), (1081, 204)],
            "#d0352c",
        )


def _track(c: Canvas, cam: Camera) -> None:
    """The oval: lanes round the grass."""

    def oval(grow: float) -> list[Point]:
        ring = []
        for a in range(120):
            t = a / 120 * math.tau
            x = (23 + grow) * math.copysign(abs(math.cos(t)) ** 0.75, math.cos(t)) + 3
            z = 30 + (18 + grow) * math.copysign(abs(math.sin(t)) ** 0.75, math.sin(t))
            ring.append((x, 0.0, z))
        return cam.face(ring)

    with c.layer(rough=0.05, size=14) as pen:
        cam.floor(pen, -90, 90, 1.2, 140, "#a8977c")
        pen.poly(oval(9.2), "#a9523c")
        pen.poly(oval(0), "#5d8a44")
    with c.layer(blur=0.3, alpha=0.85) as pen:
        for lane in range(7):
            ring = oval(lane * 1.5 + 0.1)
            pen.line([*ring, ring[0]], "#eadccb", 2.2)
    grass = c.mask(oval(0))
    stripes = 0.5 + 0.5 * np.sign(np.sin((c.x - 780) / np.maximum(20.0, (c.y - 400)) * 9))
    c.shade(1 - grass * c.full(stripes * 0.09))
    c.shade(1 + grass * c.full(0.07 * c.plane(400, 6, 30, 1.2, fade=6)))
    with c.layer(blur=0.3, alpha=0.8) as pen:
        for z in (20.0, 40.0):
            cam.stroke(pen, (-14, 0, z), (20, 0, z), "#eef0e4", 0.09)


def playground() -> Image.Image:
    """A primary school's field and its children."""
    c = Canvas(1500, 1000, 26)
    c.sky([(0, "#5b98cc"), (0.7, "#b5d5e4"), (1, "#e2ecea")], 0, 430)
    clouds(c, 440, "#b9cad6", "#ffffff", 0.5, 0.8, 0.7, 2.0, 0.95, (0.3, 0.1), 0.8)
    ridge(c, 400, 20, 4, "#9db4b4", "#8fabb8", 1.4, 50, 900, 0.02)
    with c.layer(blur=1) as pen:
        for x, wide, tall in (
            (40, 80, 190),
            (140, 70, 240),
            (226, 84, 160),
            (1330, 76, 210),
            (1420, 90, 170),
        ):
            pen.box(x, 430 - tall, x + wide, 432, "#b3bec2")
            for y in range(int(440 - tall), 424, 14):
                pen.line([(x + 8, y), (x + wide - 8, y)], "#94a4ac", 3)
    _school(c)
    cam = Camera(750, 404, 880, (0, 3.1, 0))
    with c.layer(blur=0.6) as pen:
        far_trees(pen, -20, 1520, 438, 40, "#5c7a44", c.dice, 0.5)
        pen.box(0, 428, 1500, 446, "#6c8050")
    _track(c, cam)
    for x, z, high in ((-30, 46, 8), (33, 44, 8.4), (-33, 30, 8.4), (36, 30, 8)):
        u, v = cam.at(x, 0, z)
        with c.layer(blur=0.4) as pen:
            tree(pen, u, v, high * cam.size(z), "#55463a", c.dice, "#5f8242")
    _pupils(c, cam)
    c.light(smooth(c.x * 0.6 + c.y, 1200, 100) * 0.1, "#fff0cc")
    return c.finish(0.34, 0.012, 0.015, 1.1, 0.28)


def _pupils(c: Canvas, cam: Camera) -> None:
    shirts = ("#e8e4da", "#3f72a8", "#e8e4da", "#d9b23c", "#e8e4da", "#c9473a", "#4a9a7a")
    cast: list[tuple[float, float, Pose, bool]] = [
        (-3.1, 5.9, running(0), False),
        (-1.15, 6.7, running(1), False),
        (1.5, 6.0, running(0), False),
        (3.6, 7.2, running(1), False),
        (-5.6, 9.6, running(0), False),
        (-3.4, 10.4, running(1), False),
        (-0.9, 9.2, running(0), False),
        (2.0, 10.8, running(1), False),
        (5.2, 12.4, walking(0.9), True),
        (-9, 27, running(1), True),
        (-6, 30, back(0.02), False),
        (-3.2, 26, running(0), False),
        (2, 32, pointing(), False),
        (5, 28, running(1), True),
        (9, 34, walking(), True),
        (13, 27, back(), False),
        (14.1, 27.4, holding(), False),
        (-14, 34, running(0), False),
        (11.5, 12.5, standing(), True),
        (-12.5, 22, walking(), False),
        (0.5, 38, running(0), True),
    ]
    for i, (x, z, pose, flip) in enumerate(sorted(cast, key=lambda p: -p[1])):
        u, v = cam.at(x, 0, z)
        tall = (1.62 if pose == standing() else 1.3 + 0.08 * (i % 3)) * cam.size(z)
        look = Look(
            shirts[i % 7],
            ("#2f4a7a", "#37414c", "#2c3e66")[i % 3],
            "#b98d6c",
            "#1c1816",
            ("short", "tail", "short", "bun")[i % 4],
            i % 5 == 3,
        )
        shadow(c, u, v, tall, pose, 0.9, 0.26, 0.45, flip, max(0.5, 14 / z))
        v += 0.11 * tall if pose == running(0) else 0  # a stride's foot is not far from the ground
        person(c, u, v, tall, pose, look, flip, 0.2, "#fff4d8", 0.45, -1, 0.08, "#dfe6da", z / 160)


def _bus(c: Canvas, cam: Camera) -> None:
    """The night bus at its stop, seen from ahead and the side."""
    x0, x1, z0, z1, high = -3.35, -0.85, 6.7, 15.4, 3.05
    with c.layer(blur=10, alpha=0.75) as pen:
        cam.floor(pen, x0 - 0.1, x1 + 0.15, z0 - 0.2, z1, "#05070b")
    with c.layer(rough=0.03, size=40) as pen:
        cam.block(pen, x0, x1, 0.32, high, z0, z1, "#2f7a6a", "#23604f", "#1c4038")
        cam.wall(pen, (x1, z0), (x1, z1), 0.32, 1.1, "#d8ded8")
        cam.wall(pen, (x0, z0), (x1, z0), 0.32, 0.5, "#1d2a2c")
        cam.wall(pen, (x0, z0 - 0.01), (x1, z0 - 0.01), 0.92, 1.04, "#c9d2cc")
        cam.wall(pen, (x1 + 0.01, z0 + 0.15), (x1 + 0.01, z1 - 0.2), 1.25, 2.55, "#f0cf8c")
        cam.wall(pen, (x0 + 0.12, z0 - 0.01), (x1 - 0.12, z0 - 0.01), 1.12, 2.5, "#2a3a44")
        cam.wall(pen, (x0 + 0.3, z0 - 0.02), (x1 - 0.3, z0 - 0.02), 2.6, 2.95, "#10100e")
        cam.wall(pen, (x1 + 0.01, z0 + 1.2), (x1 + 0.01, z0 + 4), 2.66, 2.94, "#10100e")
    _inside(c, cam, x1, z0, z1)
    with c.layer() as pen:
        for i in range(8):
            z = z0 + 0.15 + i * 1.22
            cam.wall(pen, (x1 + 0.02, z), (x1 + 0.02, z + 0.1), 1.2, 2.6, "#1d2c2b")
        for z in (z0 + 1.75, z0 + 6.6):
            _wheel(pen, cam, x1 + 0.02, z)
    ux, uy = cam.at((x0 + x1) / 2, 2.775, z0)
    s = cam.size(z0)
    with c.layer(blur=0.3) as pen:
        pen.text(ux, uy, "夜3路", "#ffb84a", 0.26 * s)
    c.glow(ux, uy, 0.8 * s, "#ff9a30", 0.3, 0.5)
    with c.layer(alpha=0.85) as pen:
        wx0, wy0 = cam.at(x0 + 0.2, 1.2, z0)
        cx, _ = cam.at((x0 + x1) / 2, 1.2, z0)
        for bx in (wx0 + 0.2 * s, cx + 0.1 * s):
            pen.line([(bx, wy0), (bx + 0.62 * s, wy0 - 0.72 * s)], "#0a0d10", 2.4)
    for hx in (x0 + 0.35, x1 - 0.35):
        u, v = cam.at(hx, 0.72, z0)
        c.glow(u, v, 1.7 * s, "#fff0d0", 0.32)
        c.glow(u, v, 0.5 * s, "#fffaf0", 0.95, power=1.4)
        with c.layer(blur=1) as pen:
            pen.disc(u, v, 0.16 * s, 0.1 * s, "#ffffff")


def _wheel(pen: Pen, cam: Camera, x: float, z: float) -> None:
    for radius, ink in ((0.5, "#0a0c0e"), (0.3, "#5a6064"), (0.12, "#22272a")):
        ring = [
            (
                x,
                0.5 + radius * math.sin(a / 20 * math.tau),
                z + radius * math.cos(a / 20 * math.tau),
            )
            for a in range(20)
        ]
        cam.quad(pen, ring, ink)


def _inside(c: Canvas, cam: Camera, x1: float, z0: float, z1: float) -> None:
    u, v = cam.at(x1, 1.9, (z0 + z1) / 2 - 2)
    c.glow(u, v, 210, "#fff0c0", 0.4, 0.6)
    with c.layer(blur=0.8) as pen:
        for i, z in enumerate((z0 + 2.2, z0 + 3.5, z0 + 5.9, z0 + 7.0)):
            s = cam.size(z) * 0.8
            px, py = cam.at(x1, 1.78, z)
            pen.disc(px, py, 0.12 * s, 0.16 * s, "#3a2c22")
            pen.blob(
                [
                    (px - 0.26 * s, py + 0.56 * s),
                    (px - 0.2 * s, py + 0.24 * s),
                    (px, py + 0.12 * s),
                    (px + 0.2 * s, py + 0.24 * s),
                    (px + 0.26 * s, py + 0.56 * s),
                ],
                times(COATS[i * 2], 0.7),
            )
        dx, dy = cam.at(-2.6, 1.75, z0)
        s = cam.size(z0)
        pen.disc(dx, dy, 0.13 * s, 0.16 * s, "#15191c")
        pen.blob(
            [
                (dx - 0.3 * s, dy + 0.6 * s),
                (dx - 0.22 * s, dy + 0.24 * s),
                (dx, dy + 0.14 * s),
                (dx + 0.22 * s, dy + 0.24 * s),
                (dx + 0.3 * s, dy + 0.6 * s),
            ],
            "#1a2126",
        )


def _shelter(c: Canvas, cam: Camera) -> None:
    """The stop: its roof, its lit poster, those who wait."""
    with c.layer(rough=0.04) as pen:
        cam.wall(pen, (4.2, 9), (4.2, 14), 0.4, 2.3, "#3a4a54", 0.85)
        for z in (9.0, 14.0):
            cam.stroke(pen, (4.1, 0.12, z), (4.1, 2.6, z), "#20282d", 0.1)
        cam.block(pen, 2.4, 4.5, 2.55, 2.72, 8.8, 14.2, "#39454c", "#2a3338", "#dfe8ea")
        cam.wall(pen, (2.9, 8.9), (4.0, 8.9), 0.55, 2.35, "#e9f0f2")
        cam.wall(pen, (3.0, 8.88), (3.9, 8.88), 1.2, 2.25, "#3a86a8")
        cam.wall(pen, (3.0, 8.88), (3.9, 8.88), 0.7, 1.1, "#f4f0e0")
    u, v = cam.at(3.45, 1.75, 8.88)
    s = cam.size(8.88)
    with c.layer() as pen:
        pen.text(u, v - 0.1 * s, "澜州", "#f2f8fa", 0.3 * s)
        pen.text(u, v + 0.25 * s, "夜班公交", "#f2f8fa", 0.17 * s)
    c.glow(u, v, 2.3 * s, "#d0ecff", 0.5)
    u, v = cam.at(3.4, 2.5, 11)
    c.glow(u, v + 20, 260, "#e8f4ff", 0.6, 0.8)


def night_bus() -> Image.Image:
    """The night bus comes in to its stop in the rain."""
    c = Canvas(1500, 1000, 27)
    c.sky([(0, "#111a30"), (0.6, "#26324c"), (1, "#4a4652")], 0, 450)
    cam = Camera(860, 440, 900, (1.1, 1.6, 0))
    _night_street(c, cam)
    with c.layer(rough=0.06, size=14) as pen:
        cam.floor(pen, -40, 40, 0.5, 200, "#1c222b")
        cam.floor(pen, 2.1, 40, 0.5, 200, "#2a2e34", 0.12)
        cam.wall(pen, (2.1, 0.5), (2.1, 200), 0, 0.12, "#565a5e")
    with c.layer(alpha=0.6, blur=0.5) as pen:
        for i in range(20):
            cam.floor(pen, -5.6, -5.45, 3 + i * 5, 5.4 + i * 5, "#c8ccc8")
        for i in range(40):
            cam.stroke(pen, (2.1, 0.12, 2 + i * 1.2), (7, 0.12, 2 + i * 1.2), "#15181c", 0.02)
    _shelter(c, cam)
    _bus(c, cam)
    for x, z, pose, look, flip in (
        (
            3.1,
            11.6,
            standing(),
            Look("#d8702c", "#2a2e36", "#6a5040", "#d8702c", "hood", True),
            True,
        ),
        (3.6, 12.6, holding(), Look("#3a4656", "#20242c", "#6a5040", "#15120f", "short"), False),
        (
            2.55,
            10.2,
            walking(0.6),
            Look("#46506a", "#1c2028", "#6a5040", "#15120f", "tail", False, "#8a7a5c"),
            True,
        ),
    ):
        u, v = cam.at(x, 0.12, z)
        person(c, u, v, 1.68 * cam.size(z), pose, look, flip, 0.3, "#eaf6ff", 0.8, -1, 0.3)
    road = smooth(c.y, 426, 470) + c.x * 0
    pools = 0.45 + 0.55 * smooth(c.plane(420, 2, 10, 1.6, fade=8), -0.6, 1.0)
    wet_floor(c, cam.at(0, 0, 6.7)[1] - 30, road * pools, 0.62, 46, wave=14)
    with c.layer(blur=0.4, alpha=0.5) as pen:
        for _ in range(380):
            z = 1.6 + 16 * c.dice.random() ** 1.8
            u, v = cam.at(c.dice.uniform(-7, 6), 0, z)
            s = cam.size(z) * c.dice.uniform(0.02, 0.06)
            pen.ring(u, v, s, s * 0.33, "#cfe0ea", 0.7)
    rain(c, 1500, 52, -0.1, "#dbe8f2", 0.34)
    c.bloom(0.55, 26, 0.6)
    return c.finish(0.16, 0.013, 0.0, 1.08, 0.36, 0.015)


def _night_street(c: Canvas, cam: Camera) -> None:
    with c.layer(blur=1.0) as pen:
        for k in range(9):
            z = 16 + k * 9
            ink = mix("#222c40", "#4a4e60", k / 9)
            for side, base in ((-1, -9), (1, 8.5)):
                high = c.dice.uniform(9, 20)
                cam.wall(pen, (base, z), (base, z + 8), 0, high, times(ink, 1.2))
                cam.wall(pen, (base, z), (base + side * 9, z), 0, high, ink)
                for _ in range(34):
                    zz, y = z + c.dice.uniform(0.4, 7), 3 + c.dice.randint(0, int(high / 3)) * 2.6
                    if y < high - 1:
                        cam.wall(
                            pen,
                            (base - 0.01 * side, zz),
                            (base - 0.01 * side, zz + 1.0),
                            y,
                            y + 1.2,
                            c.dice.choice(("#c99a58", "#e0bd80", "#6f8aa8", "#3a4456", "#3a4456")),
                        )
                shop = c.dice.choice(("#d8683a", "#e0b060", "#4aa0b0", "#c84a6a"))
                cam.wall(
                    pen, (base - 0.02 * side, z + 1), (base - 0.02 * side, z + 6), 2.6, 3.3, shop
                )
    for k in range(9):
        z = 14 + k * 10
        for x in (-7.4, 6.4):
            u, v = cam.at(x, 6.2, z)
            s = cam.size(z)
            with c.layer(blur=0.6) as pen:
                cam.stroke(pen, (x, 0, z), (x, 6.2, z), "#10141a", 0.12)
            lamp(c, u, v, max(1.6, 0.16 * s), "#ffc070", 0.9)
    with c.layer(blur=3) as bokeh:
        for _ in range(34):
            r = c.dice.uniform(3, 8)
            bokeh.disc(
                c.dice.uniform(640, 960),
                c.dice.uniform(412, 452),
                r,
                r,
                c.dice.choice(("#ffb45a", "#ff5a48", "#fff0d0", "#7fc8e0", "#58c890")),
                0.55,
            )
