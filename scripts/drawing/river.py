"""Pictures of the Lanjiang river: its banks, its bridge, its wetland."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from .camera import Camera
from .canvas import Canvas, Pen, Point, mix, smooth, spline, times, vary
from .figures import Look, back, person, running, shadow, standing, taichi, walking
from .nature import (
    bird,
    clouds,
    far_trees,
    haze,
    rain,
    reed,
    reflect,
    ridge,
    sea,
    tree,
)


def _skyline(
    c: Canvas,
    pen: Pen,
    ground: float,
    x0: float,
    x1: float,
    low: float,
    high: float,
    colour: str,
    windows: Pen | None = None,
    lit: float = 0.3,
) -> None:
    x = x0
    while x < x1:
        wide = c.dice.uniform(16, 46)
        tall = c.dice.uniform(low, high) * c.dice.choice((0.5, 0.7, 0.8, 1, 1, 1.25))
        pen.box(x, ground - tall, x + wide, ground, vary(colour, c.dice, 0.06))
        if c.dice.random() < 0.25:
            pen.box(x + wide * 0.45, ground - tall - 14, x + wide * 0.5, ground - tall, colour)
        if windows is not None:
            _lit_windows(c, windows, x, ground, wide, tall, lit)
        x += wide * c.dice.uniform(0.7, 1.5)


def _lit_windows(
    c: Canvas, pen: Pen, x: float, ground: float, wide: float, tall: float, lit: float
) -> None:
    part = lit * c.dice.uniform(0.2, 1.6)
    for row in range(int(tall / 6)):
        for column in range(int(wide / 5)):
            if c.dice.random() < part:
                wx, wy = x + 2 + column * 5, ground - tall + 4 + row * 6
                ink = c.dice.choice(("#ffd9a0", "#ffe9c8", "#d9e6ff", "#ffc57a"))
                pen.box(wx, wy, wx + 2.4, wy + 2.8, times(ink, c.dice.uniform(0.35, 1)))


def _crane(pen: Pen, cam: Camera, x: float, z: float, colour: str) -> None:
    """An old portal crane of the quay."""
    for dx in (-3, 3):
        for dz in (0, 5):
            cam.stroke(pen, (x + dx, 0, z + dz), (x + dx * 0.55, 11, z + 2.5), colour, 0.55)
    cam.stroke(pen, (x - 2.6, 5, z), (x + 2.6, 5, z), colour, 0.4)
    cam.block(pen, x - 2.3, x + 2.3, 11, 14.2, z, z + 4, colour, colour, colour)
    cam.stroke(pen, (x - 1.5, 13, z), (x - 17, 27, z), colour, 0.5)
    cam.stroke(pen, (x - 0.5, 14, z), (x - 17, 27.4, z), colour, 0.4)
    for i in range(1, 9):
        t = i / 9
        a = (x - 1.5 - 15.5 * t, 13 + 14 * t, z)
        b = (x - 0.5 - 16.5 * (t - 0.06), 14 + 13.4 * (t - 0.06), z)
        cam.stroke(pen, a, b, colour, 0.22)
    cam.stroke(pen, (x + 0.6, 14, z), (x + 1.6, 22, z), colour, 0.45)
    cam.stroke(pen, (x + 1.6, 22, z), (x - 17, 27.2, z), colour, 0.14)
    cam.stroke(pen, (x + 1.6, 22, z), (x + 5, 14, z), colour, 0.3)
    cam.stroke(pen, (x - 17, 27, z), (x - 17, 17, z), colour, 0.12)


def _promenade(c: Canvas, cam: Camera) -> None:
    with c.layer(rough=0.05, size=30) as pen:
        cam.floor(pen, -1.6, 60, 0.6, 400, "#8d8073")
        cam.wall(pen, (-1.6, 0.6), (-1.6, 400), -3, 0, "#5a5450")
    with c.layer(alpha=0.32, blur=0.3) as pen:
        z = 1.4
        while z < 90:
            cam.stroke(pen, (-1.6, 0, z), (7, 0, z), "#4d443d", 0.05)
            z += 0.55
        for x in (7.0, 7.5):
            cam.stroke(pen, (x, 0, 1.5), (x, 0, 300), "#4a3f38", 0.07)
    wet = c.plane(cam.cy, 5, 14, 1.5, fade=8)
    beside = np.exp(-(((c.x - 690 - (c.y - 440) * 0.35) / (90 + (c.y - 440) * 0.7)) ** 2))
    on_deck = c.mask(cam.face([(-1.6, 0, 0.6), (60, 0, 0.6), (60, 0, 400), (-1.6, 0, 400)]))
    shine = np.clip(beside * (0.55 + 0.3 * wet), 0, 1) * 0.6
    c.light(c.full(shine) * on_deck, "#ffd8a0")


def _rail(c: Canvas, cam: Camera) -> None:
    with c.layer(blur=0.3) as pen:
        z = 150.0
        while z > 2.2:
            ink = mix("#2d2a2b", "#d8c3a6", min(0.85, z / 95))
            cam.stroke(pen, (-1.5, 0, z), (-1.5, 1.1, z), ink, 0.06)
            z -= 1.8
        for z0, z1 in ((2.0, 6), (6, 14), (14, 30), (30, 60), (60, 150)):
            ink = mix("#2d2a2b", "#d8c3a6", min(0.85, z0 / 80))
            for y in (1.1, 0.78, 0.46):
                cam.stroke(pen, (-1.5, y, z0), (-1.5, y, z1), ink, 0.05 if y < 1 else 0.08)
        for z in (5.2, 13, 24, 40):
            _bollard(pen, cam, -0.9, z)
    for z in (58, 38, 24, 14.5):
        ink = mix("#2b292b", "#d8c3a6", min(0.8, z / 75))
        with c.layer(blur=0.3) as pen:
            cam.stroke(pen, (-1.1, 0, z), (-1.1, 4.6, z), ink, 0.11)
            cam.stroke(pen, (-1.1, 4.6, z), (0.3, 4.8, z), ink, 0.08)
            cam.stroke(pen, (-0.2, 4.72, z), (0.5, 4.78, z), ink, 0.16)


def _bollard(pen: Pen, cam: Camera, x: float, z: float) -> None:
    ink = mix("#242123", "#d8c3a6", min(0.8, z / 80))
    u, v = cam.at(x, 0, z)
    s = cam.size(z)
    pen.blob(
        [
            (u - 0.2 * s, v),
            (u - 0.15 * s, v - 0.25 * s),
            (u - 0.3 * s, v - 0.42 * s),
            (u, v - 0.52 * s),
            (u + 0.3 * s, v - 0.42 * s),
            (u + 0.15 * s, v - 0.25 * s),
            (u + 0.2 * s, v),
            (u, v + 0.04 * s),
        ],
        ink,
    )


def riverside_dawn() -> Image.Image:
    """The old quay, now a promenade, on a misty morning."""
    c = Canvas(1600, 900, 11)
    c.sky([(0, "#7f9db6"), (0.45, "#b9c3c4"), (0.8, "#efd9b8"), (1, "#f6dcae")], 0, 445)
    clouds(c, 445, "#a9adb3", "#fbe7c8", 0.42, 1.0, 1.0, 2.2, 0.65, (0.7, 0.9), 0.4)
    c.glow(520, 380, 620, "#ffcf8a", 0.75)
    c.glow(520, 380, 130, "#fff1cf", 1.0)
    with c.layer(blur=1.2) as pen:
        pen.disc(520, 380, 21, 21, "#fff8e4")
    ridge(c, 400, 34, 6, "#e3cfb0", "#b9b8b2", 1.5, 60, 800, 0.02)
    with c.layer(blur=1.4, alpha=0.75) as pen:
        _skyline(c, pen, 446, -20, 900, 14, 62, "#b3aca2")
    ridge(c, 432, 16, 4, "#d8c4a5", "#a39f98", 1.2, 30, 600, 0.02)
    haze(c, 440, 26, "#f4e0c0", 0.75)
    reflect(c, 446, ripple=5, tint="#5f7480", strength=0.22, across=2.2, along=7, smear=3)
    c.glow(520, 600, 330, "#ffd79a", 0.42, 2.2)
    haze(c, 462, 22, "#f3e2c8", 0.85)
    haze(c, 520, 26, "#e9dfd0", 0.4)
    cam = Camera(640, 440, 1000, (1.7, 2.05, 0))
    _promenade(c, cam)
    with c.layer(blur=1.2, alpha=0.85) as pen:
        far_trees(pen, 700, 1650, 452, 70, "#8d8f80", c.dice)
        _crane(pen, cam, 15, 60, "#857d74")
    haze(c, 446, 34, "#efdcbd", 0.55)
    with c.layer(rough=0.05, size=14) as pen:
        cam.block(pen, 7.6, 9.4, 0, 0.5, 4, 130, "#6e655b", "#6a6057", "#8a7f72")
        for z in (64, 44, 30, 20, 13.4):
            u, v = cam.at(8.6, 0.5, z)
            fog = min(0.75, z / 90)
            tree(
                pen,
                u,
                v,
                5.6 * cam.size(z),
                mix("#3a342f", "#d8c3a6", fog),
                c.dice,
                mix("#54583f", "#d8c8a8", fog),
            )
    _rail(c, cam)
    _walkers(c, cam)
    c.bloom(0.72, 26, 0.5)
    return c.finish(0.3, 0.012, 0.02, 1.05, 0.32)


def _walkers(c: Canvas, cam: Camera) -> None:
    cast = (
        (0.4, 42, standing(), Look("#4d4a4c", "#37373c"), False),
        (3.6, 34, walking(), Look("#54494a", "#35363b", style="bun"), True),
        (1.2, 25, walking(0.9), Look("#5b4742", "#2d3036", style="cap"), False),
        (5.1, 17.5, taichi(), Look("#8f887e", "#7a746c", style="short"), False),
        (3.5, 16.2, taichi(), Look("#8a3f36", "#39363a", style="bun"), False),
        (0.7, 9.4, running(1), Look("#2f5563", "#22252b", style="tail"), True),
    )
    for x, z, pose, look, flip in cast:
        u, v = cam.at(x, 0, z)
        tall = 1.7 * cam.size(z)
        shadow(c, u, v, tall, pose, (u - 560) / 900, 0.55, 0.36, flip, max(0.8, 12 / z))
        person(c, u, v, tall, pose, look, flip, 0.3, "#ffe2b0", 0.55, -1, 0.5, "#e6d2b2", z / 95)


def _tower(c: Canvas, x: float, deck: float, top: float, half: float) -> None:
    with c.layer(rough=0.05, size=20) as pen:
        for side in (-1, 1):
            pen.taper(
                [
                    (x + side * half, deck + 66),
                    (x + side * half * 0.92, deck),
                    (x + side * half * 0.3, top + 90),
                    (x + side * half * 0.24, top),
                ],
                "#8a93a8",
                19,
                9,
            )
        pen.box(x - half * 0.9, deck + 6, x + half * 0.9, deck + 16, "#6f7a90")
        pen.box(x - half * 0.36, top + 72, x + half * 0.36, top + 84, "#9aa2b4")
        pen.box(x - half * 0.26, top, x + half * 0.26, top + 10, "#9aa2b4")
        pen.box(x - half * 1.5, deck + 58, x + half * 1.5, deck + 78, "#39445a")
    c.glow(x, deck - 6, 190, "#ffd9a0", 0.55, 1.9)
    c.glow(x, top + 60, 120, "#cfe0ff", 0.4, 1.6)
    with c.layer(blur=1.5) as pen:
        pen.disc(x, top - 6, 3, 3, "#ff5a4a")
    c.glow(x, top - 6, 26, "#ff4a3a", 0.8)


def _deck_y(x: float) -> float:
    return 548 - 24 * math.cos((x - 800) / 800 * 1.25)


def _cables(c: Canvas, x: float, top: float, reach: float) -> None:
    for add, width, alpha in ((False, 0.9, 0.85), (True, 2.4, 0.28)):
        with c.layer(blur=0.2 if not add else 1.6, alpha=alpha, add=add) as pen:
            for i in range(1, 17):
                for side in (-1, 1):
                    end = x + side * reach * i / 16
                    start = top + 16 + (16 - i) * 5
                    pen.line(
                        [(x + side * 5, start), (end, _deck_y(end) - 4)],
                        mix("#e8eefc", "#8ea4d8", i / 18),
                        width,
                    )


def bridge_night() -> Image.Image:
    """The third bridge over the Lanjiang, lit, and its image in the river."""
    c = Canvas(1600, 900, 12)
    c.sky([(0, "#070d20"), (0.5, "#132448"), (0.85, "#35446c"), (1, "#6b5f6c")], 0, 596)
    clouds(c, 640, "#16203c", "#4a5578", 0.4, 1.0, 1.0, 2.0, 0.6, (0.5, 1.2), 0.5)
    ridge(c, 560, 44, 8, "#1b2438", "#202a44", 1.0, 60, 800, 0.02)
    c.glow(860, 596, 700, "#e8a05a", 0.38, 0.28)
    with c.layer(blur=0.35) as lights, c.layer() as far:
        _skyline(c, far, 597, -10, 1610, 26, 128, "#1a2338", lights, 0.24)
    with c.layer(blur=0.9) as pen:
        for _ in range(150):
            x = c.dice.uniform(0, 1600)
            ink = c.dice.choice(("#ffb45c", "#ffd9a0", "#ffe8c8", "#9fd0ff", "#ff8a5c"))
            pen.disc(x, c.dice.uniform(586, 596), 1.6, 1.6, ink)
    for x in (505, 1095):
        _cables(c, x, 176, 292)
    deck = [(x, _deck_y(x)) for x in range(-20, 1640, 20)]
    with c.layer(rough=0.04) as pen:
        pen.poly([*deck, *[(x, y + 15) for x, y in deck[::-1]]], "#4a5368")
        pen.line([(x, y + 14) for x, y in deck], "#242c40", 4)
        for x in (150, 300, 1300, 1450):
            pen.box(x - 6, _deck_y(x) + 12, x + 6, 600, "#2c3448")
    for x in (505, 1095):
        _tower(c, x, _deck_y(x), 172, 46)
    with c.layer(blur=0.5) as pen:
        for x in range(0, 1600, 26):
            y = _deck_y(x)
            pen.line([(x, y), (x, y - 15)], "#59627a", 0.8)
            pen.disc(x, y - 15, 1.9, 1.6, "#ffe9c0")
        pen.line([(x, y + 3) for x, y in deck], "#ffcf88", 1.6)
    for x in range(0, 1600, 26):
        c.glow(x, _deck_y(x) - 12, 30, "#ffc47a", 0.55)
    with c.layer(blur=1.0) as pen:
        for x in range(40, 1600, 83):
            pen.disc(
                x + c.dice.uniform(-25, 25),
                _deck_y(x) - 4,
                3,
                1.4,
                c.dice.choice(("#ff4a38", "#fff2d8")),
            )
    reflect(
        c, 600, ripple=3.2, tint="#060b18", strength=0.3, across=0.9, along=4, smear=14, streaky=5
    )
    haze(c, 600, 12, "#54597a", 0.28)
    _bank_with_pair(c)
    c.bloom(0.55, 22, 0.65)
    return c.finish(0.25, 0.012, 0.0, 1.1, 0.38)


def _bank_with_pair(c: Canvas) -> None:
    with c.layer(rough=0.06) as pen:
        pen.box(0, 852, 1600, 900, "#0a0d16")
        for x in range(8, 1600, 34):
            pen.line([(x, 800), (x, 856)], "#0a0d16", 2.2)
        for y in (800, 828):
            pen.line([(0, y), (1600, y)], "#0c101b", 3.4)
    with c.layer(alpha=0.6) as pen:
        pen.line([(0, 798.5), (1600, 798.5)], "#8a6f52", 0.9)
    for x, tall, pose, look in (
        (262, 176, back(0.02), Look("#141722", "#0d1018", "#241d1c", "#08080c", "long", True)),
        (322, 192, back(-0.02), Look("#10131d", "#0b0e16", "#241d1c", "#08080c")),
    ):
        person(c, x, 880, tall, pose, look, rim=0.55, lit="#c98f58", dark=0.25)


def _flood_wall(c: Canvas, cam: Camera) -> None:
    with c.layer(rough=0.1, size=22, stretch_y=2.0) as pen:
        cam.floor(pen, 0.5, 60, 0.7, 420, "#626a5f")
        cam.floor(pen, 0.5, 8, 0.7, 420, "#74797a")
        cam.wall(pen, (0, 0.7), (0, 420), -1.6, 1.1, "#84847c")
        cam.floor(pen, 0, 0.5, 0.7, 420, "#b3b5b0", 1.1)
    with c.layer(blur=2.5, alpha=0.75) as pen:
        cam.wall(pen, (0, 0.7), (0, 420), -1.6, -0.85, "#4a4436")
        cam.wall(pen, (0, 0.7), (0, 420), 1.02, 1.1, "#5c5c56")
    with c.layer(alpha=0.55, blur=0.5) as pen:
        for i in range(60):
            z = 2.4 + i * 3
            cam.stroke(pen, (0, -1.5, z), (0, 1.1, z), "#47473f", 0.05)
            cam.stroke(pen, (0, 1.1, z), (0.5, 1.1, z), "#6a6b66", 0.05)
            for _ in range(9):
                at = z + c.dice.uniform(0, 3)
                cam.stroke(
                    pen,
                    (0, 1.1, at),
                    (0, c.dice.uniform(-1.2, 0.8), at),
                    "#55554b",
                    c.dice.uniform(0.03, 0.16),
                    0.3,
                )
    _gauge(c, cam, 7.4)


def _gauge(c: Canvas, cam: Camera, z: float) -> None:
    """The staff on which the height of the water is read."""
    with c.layer(blur=0.4) as pen:
        cam.wall(pen, (-0.02, z), (-0.02, z + 0.42), -1.5, 1.0, "#e3e2d8")
        for mark in range(12):
            y = -1.4 + mark * 0.2
            wide = 0.36 if mark % 5 == 2 else 0.2
            cam.wall(pen, (-0.03, z), (-0.03, z + wide), y, y + 0.09, "#b23a2c")


def _bank(c: Canvas, cam: Camera) -> None:
    for z in (90.0, 66.0, 48.0, 35.0, 25.0, 17.0):
        fog = min(0.88, 0.2 + z / 85)
        with c.layer(blur=0.7 + z / 60) as pen:
            u, v = cam.at(6.5, 0, z)
            tree(
                pen,
                u,
                v,
                7.2 * cam.size(z),
                mix("#333634", "#a5aaa8", fog),
                c.dice,
                mix("#46523f", "#a5aaa8", fog),
            )
    for x, z, pose, coat, flip in (
        (2.4, 15, walking(0.8), "#c8622c", True),
        (3.6, 16.4, standing(), "#41556b", True),
        (2.6, 33, walking(0.7), "#c8622c", False),
    ):
        look = Look(coat, "#2c3338", "#70594a", coat, "hood", True)
        u, v = cam.at(x, 0, z)
        person(
            c,
            u,
            v,
            1.75 * cam.size(z),
            pose,
            look,
            flip,
            0.5,
            "#e8e8e0",
            0.2,
            1,
            0.12,
            "#a9adaa",
            min(0.6, z / 60),
        )


def flood_wall() -> Image.Image:
    """Rain on the flood wall; the river is up and brown."""
    c = Canvas(1500, 1000, 13)
    c.sky([(0, "#5e676d"), (0.6, "#8c9496"), (1, "#a9aca6")], 0, 395)
    clouds(c, 400, "#4c555b", "#a2a9aa", 0.62, 1.0, 1.2, 3, 0.85, (0.4, 0.2))
    ridge(c, 372, 26, 5, "#9da29e", "#8b9394", 3, 40, 700, 0.02)
    with c.layer(blur=2.6, alpha=0.6) as pen:
        _skyline(c, pen, 396, -10, 820, 16, 58, "#858c8e")
        far_trees(pen, -10, 900, 398, 22, "#7b8380", c.dice)
    haze(c, 392, 30, "#abafaa", 0.75)
    sea(c, 395, "#4d3e29", "#b9a987", "#a5a294", 0.9, 0.2, 1.1, 5.0, 1.8, "#cdc2a8", 90)
    _driftwood(c)
    cam = Camera(640, 395, 900, (-1.9, 2.6, 0))
    _flood_wall(c, cam)
    _lapping(c, cam)
    _wet_ground(c, cam)
    _bank(c, cam)
    rain(c, 1700, 46, -0.16, "#dfe5e6", 0.34)
    haze(c, 420, 120, "#b3b7b4", 0.25)
    return c.finish(0.34, 0.014, -0.01, 0.95, 0.3)


def _lapping(c: Canvas, cam: Camera) -> None:
    with c.layer(blur=1.4, alpha=0.6) as pen:
        z = 1.2
        while z < 120:
            u, v = cam.at(-c.dice.uniform(0, 0.12), -1.5, z)
            s = cam.size(z)
            pen.disc(
                u, v, c.dice.uniform(0.05, 0.16) * s, c.dice.uniform(0.02, 0.05) * s, "#cfc4aa"
            )
            z *= 1.012


def _driftwood(c: Canvas) -> None:
    with c.layer(blur=0.5) as pen:
        for x, y, s in ((180, 600, 1.0), (330, 480, 0.5)):
            pen.taper(
                [(x, y), (x + 46 * s, y - 7 * s), (x + 92 * s, y - 3 * s)], "#3a2e22", 7 * s, 3 * s
            )
            pen.taper([(x + 36 * s, y - 5 * s), (x + 58 * s, y - 20 * s)], "#3a2e22", 3.5 * s, 1)
            pen.disc(x + 30 * s, y + 5 * s, 46 * s, 3 * s, "#4d402e", 0.7)


def _wet_ground(c: Canvas, cam: Camera) -> None:
    ground = c.mask(cam.face([(0.5, 0, 0.7), (8, 0, 0.7), (8, 0, 420), (0.5, 0, 420)]), 1)
    pools = smooth(c.plane(cam.cy, 3, 9, 1.7, 0.6, fade=6), 0.1, 0.7)
    c.blend(c.full(pools) * ground * 0.6, "#aab1b2")
    with c.layer(blur=0.4, alpha=0.5) as pen:
        for _ in range(420):
            z = 2 + 26 * c.dice.random() ** 2
            u, v = cam.at(c.dice.uniform(0.7, 7.5), 0, z)
            s = cam.size(z) * c.dice.uniform(0.03, 0.08)
            pen.ring(u, v, s, s * 0.35, "#e4e9e9", 0.7)


def _reed_bed(
    c: Canvas,
    x0: float,
    x1: float,
    ground: float,
    height: float,
    count: int,
    colour: str,
    blur: float,
    lean: float = 0.12,
    alpha: float = 1.0,
) -> None:
    with c.layer(blur=blur, alpha=alpha) as pen:
        for _ in range(count):
            x = c.dice.uniform(x0, x1)
            reed(
                pen,
                x,
                ground + c.dice.uniform(-3, 10),
                height * c.dice.uniform(0.5, 1.1),
                vary(colour, c.dice, 0.16),
                c.dice,
                lean,
                c.dice.random() < 0.6,
            )


def wetland() -> Image.Image:
    """Reeds, water and birds at nightfall on the island."""
    c = Canvas(1600, 900, 14)
    c.sky(
        [(0, "#33406a"), (0.35, "#7a5f80"), (0.65, "#d2756a"), (0.86, "#f3a866"), (1, "#fbd08a")],
        0,
        440,
    )
    clouds(c, 452, "#5a3f5c", "#ffb58a", 0.52, 0.9, 1.1, 2.6, 0.85, (0.62, 1.25), 0.45)
    clouds(c, 456, "#7c4a5c", "#ffd6a0", 0.36, 0.7, 2.0, 5, 0.6, (0.62, 1.3), 0.3)
    c.glow(1010, 420, 620, "#ff9a50", 0.65, 0.6)
    c.glow(1010, 412, 150, "#ffe2a8", 1.0)
    with c.layer(blur=1) as pen:
        pen.disc(1010, 408, 27, 27, "#fff0c4")
    ridge(c, 424, 20, 3, "#c9735e", "#95586a", 1.2, 40, 800, 0.02)
    with c.layer(blur=1.0) as pen:
        far_trees(pen, -20, 1620, 442, 26, "#5a3b4a", c.dice)
        far_trees(pen, -20, 520, 443, 52, "#47313f", c.dice)
        far_trees(pen, 1280, 1640, 443, 46, "#4a3340", c.dice)
    haze(c, 438, 14, "#f2a878", 0.45)
    reflect(c, 443, ripple=5, tint="#2a2440", strength=0.2, across=2.0, along=8, smear=3)
    c.glow(1010, 470, 300, "#ffcf88", 0.4, 2.2)
    for y, x0, x1, tall, ink in (
        (470, -20, 420, 34, "#4f3542"),
        (476, 700, 900, 26, "#5a3c45"),
        (482, 1230, 1640, 40, "#47303e"),
        (520, -20, 300, 66, "#35252f"),
        (548, 480, 640, 54, "#3a2932"),
        (560, 1330, 1640, 92, "#2f222c"),
    ):
        _islet(c, x0, x1, y, tall, ink)
    with c.layer(blur=0.5) as pen:
        for i in range(19):
            left = 330 + i * 33 + c.dice.uniform(-10, 10)
            up = 232 - abs(i - 7) * -9 + c.dice.uniform(-8, 8)
            bird(pen, left, up, c.dice.uniform(20, 27), c.dice.uniform(-0.8, 1), "#35253a")
        for x, y, s, b in ((1180, 300, 40, 0.5), (1252, 276, 42, -0.4), (1120, 338, 32, 0.2)):
            bird(pen, x, y, s, b, "#2b1d2b")
    _reed_bed(c, -40, 330, 905, 430, 110, "#1d141c", 1.0)
    _reed_bed(c, 1290, 1660, 905, 470, 120, "#1b131b", 1.0, 0.1)
    _reed_bed(c, 300, 1320, 935, 210, 130, "#1d141c", 1.3)
    _reed_bed(c, -60, 180, 960, 640, 16, "#120c12", 5, 0.16)
    c.bloom(0.7, 26, 0.55)
    return c.finish(0.3, 0.012, 0.02, 1.1, 0.36)


def _islet(c: Canvas, x0: float, x1: float, y: float, tall: float, ink: str) -> None:
    pen = Pen((c.wide, c.high))
    middle, half = (x0 + x1) / 2, (x1 - x0) / 2
    for _ in range(int((x1 - x0) * 0.55)):
        x = c.dice.triangular(x0, x1)
        edge = max(0.12, 1 - abs((x - middle) / half) ** 1.5)
        reed(
            pen, x, y, tall * edge * c.dice.uniform(0.5, 1.1), vary(ink, c.dice, 0.14), c.dice, 0.1
        )
    pen.disc(middle, y, half * 0.9, 2.4, ink)
    c.mirror(pen.image, y, 3, 0.75, 1.2, 0.9)
    c.lay(pen.image, 0.5)


def _heron(pen: Pen, ink: str, wing: str, neck: str) -> None:
    for knee, foot in (((548, 792), (536, 968)), ((508, 800), (522, 962))):
        pen.taper([(540, 690), knee], ink, 13, 6)
        pen.taper([knee, foot], ink, 7, 5)
        pen.disc(knee[0], knee[1], 6, 7, ink)
    body = [
        (428, 588),
        (446, 545),
        (492, 528),
        (550, 548),
        (612, 596),
        (668, 648),
        (722, 712),
        (690, 716),
        (640, 708),
        (585, 716),
        (525, 706),
        (468, 668),
        (438, 630),
    ]
    pen.blob(body, ink)
    back_line = [
        (470, 545),
        (535, 552),
        (600, 600),
        (660, 655),
        (706, 704),
        (640, 690),
        (560, 670),
        (500, 620),
    ]
    pen.blob(back_line, wing)
    for i in range(5):
        pen.taper(
            spline(
                [
                    (520 + i * 12, 600 + i * 15),
                    (600 + i * 16, 668 + i * 9),
                    (664 + i * 13, 722 + i * 3),
                ]
            ),
            times(wing, 0.8 + 0.09 * i),
            12,
            2,
        )
    curve = spline(
        [
            (462, 622),
            (424, 574),
            (414, 524),
            (446, 470),
            (474, 424),
            (468, 378),
            (434, 352),
            (408, 346),
        ],
        steps=14,
    )
    _thick(pen, curve, neck, (62, 46, 33, 27, 24, 23, 22, 23))
    for i in range(6):
        pen.taper(
            spline(
                [
                    (428 + i * 5, 596 + i * 8),
                    (424 + i * 8, 640 + i * 8),
                    (430 + i * 9, 676 + i * 10),
                ]
            ),
            neck,
            7,
            1,
        )
    pen.blob(
        [(448, 352), (430, 334), (404, 330), (380, 342), (376, 354), (402, 364), (436, 366)], ink
    )
    pen.poly([(386, 341), (262, 372), (258, 375), (300, 371), (384, 361)], ink)
    pen.taper(spline([(412, 337), (456, 346), (500, 372), (530, 396)]), ink, 7, 1)
    pen.taper(spline([(414, 340), (456, 354), (494, 384), (516, 414)]), ink, 5, 1)


def _thick(pen: Pen, curve: list[Point], ink: str, widths: tuple[float, ...]) -> None:
    for i, (x, y) in enumerate(curve):
        at = i / (len(curve) - 1) * (len(widths) - 1)
        low = min(int(at), len(widths) - 2)
        wide = widths[low] + (widths[low + 1] - widths[low]) * (at - low)
        pen.disc(x, y, wide / 2, wide / 2, ink)


def heron() -> Image.Image:
    """A heron standing in the shallows against the light."""
    c = Canvas(1000, 1400, 15)
    c.sky([(0, "#3f4a3c"), (0.5, "#8d8150"), (1, "#d7b878")], 0, 360)
    for _ in range(150):
        x, y = c.dice.uniform(-20, 1020), c.dice.uniform(-10, 350)
        c.glow(
            x,
            y,
            c.dice.uniform(16, 48),
            c.dice.choice(("#ffe0a0", "#c8c080", "#ffd080")),
            c.dice.uniform(0.1, 0.42),
            power=0.6,
        )
    _reed_bed(c, -50, 1050, 372, 330, 90, "#3a3a26", 9, 0.1, 0.85)
    with c.layer(blur=7) as pen:
        far_trees(pen, -30, 1030, 366, 60, "#38361f", c.dice)
    c.glow(720, 330, 520, "#ffdf98", 0.7, 0.8)
    sea(
        c,
        362,
        "#5b5133",
        "#f6dda0",
        "#d9bd80",
        0.62,
        0,
        0.9,
        3.4,
        3.2,
        distance=150,
        glitter="#fff3cf",
        glitter_x=0.62,
        glitter_wide=0.3,
        glitter_strength=0.9,
    )
    c.blur(3.0, smooth(c.y, 430, 800) + c.x * 0)
    pen = Pen((c.wide, c.high))
    _heron(pen, "#1b1d1c", "#343836", "#2a2c29")
    c.mirror(pen.image, 963, 5, 0.78, 1.6, 0.92, 14, 620)
    for r in (30, 58, 96, 140):
        with c.layer(blur=0.9, alpha=0.5 - r / 400) as ring:
            ring.ring(529, 966, r, r * 0.17, "#fff0c8", 1.8)
            ring.ring(529, 968.5, r, r * 0.17, "#3a331f", 1.6)
    c.lay(pen.image, 0.35)
    cover = np.asarray(pen.image.getchannel("A"), dtype=np.float32) / 255
    edge = np.clip(cover - np.roll(cover, (7, -7), axis=(0, 1)), 0, 1)
    c.light(edge * 0.62, "#ffe2a6")
    with c.layer() as eye:
        eye.disc(399, 346, 3.4, 3.2, "#e0b040")
        eye.disc(398.6, 346, 1.6, 1.6, "#101010")
    _reed_bed(c, 720, 1050, 1430, 520, 22, "#26251a", 5, 0.1)
    _reed_bed(c, -60, 160, 1430, 360, 16, "#26251a", 7, 0.1)
    c.bloom(0.72, 30, 0.5)
    return c.finish(0.28, 0.013, 0.02, 1.05, 0.38)
