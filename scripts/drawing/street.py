"""Pictures of Saltmere out of doors: High Street, the cannery, the nets and the allotments."""

from __future__ import annotations

import math
import random

import numpy as np
from PIL import Image

from .camera import Camera
from .canvas import Canvas, Colour, Pen, Point, mix, smooth, spline, times, vary
from .figures import Look, back, holding, person, pointing, shadow, standing, walking
from .harbour import fishing_boat
from .nature import bird, clouds, far_trees, haze, ridge, sea, tree

FRONTS = ("#e9dcc0", "#b9c9c4", "#d8a58a", "#e6e2d6", "#a9bccb", "#e3c98e", "#c98f7a", "#cfd6c2")
TRIMS = ("#2c4a4a", "#5a2a2c", "#24405e", "#3c4a30", "#6a3a20", "#1f2a33", "#7a1f2a", "#34506a")
FLAGS = ("#d8382e", "#f0c23a", "#2f6fb0", "#f4f0e4", "#2f8a5a", "#e8782e")


def high_street() -> Image.Image:
    """Bunting over gabled shops, towards the church."""
    c = Canvas(1500, 1000, 43)
    c.sky([(0, "#4f93cf"), (0.6, "#a9d0e6"), (1, "#e6efec")], 0, 600)
    clouds(c, 620, "#b4c6d4", "#ffffff", 0.5, 0.8, 0.8, 2.0, 0.95, (0.3, 0.1), 0.7)
    cam = Camera(760, 600, 900, (0.15, 1.7, 0))
    _church(c, cam)
    with c.layer(rough=0.07, size=12) as pen:
        cam.floor(pen, -6, 6, 0.6, 90, "#8c867c")
        for side in (-1, 1):
            cam.floor(pen, 2.35 * side, 3.9 * side, 0.6, 90, "#b9b0a0", 0.1)
            cam.wall(pen, (2.35 * side, 0.6), (2.35 * side, 90), 0, 0.1, "#6f6a60")
    _setts(c, cam)
    shops = [(2.0 + k * 5.4, side, k) for k in range(8) for side in (-1, 1)]
    for z, side, k in sorted(shops, reverse=True):
        _shop(c, cam, z, side, k)
    sunny = c.mask(cam.face([(-1.2, 0, 0.6), (3.9, 0, 0.6), (3.9, 0, 60), (-0.6, 0, 60)]), 14)
    c.light(sunny * 0.2, "#ffe6b0")
    shade = c.mask(cam.face([(-3.9, 0, 0.6), (-1.2, 0, 0.6), (-0.6, 0, 60), (-3.9, 0, 60)]), 14)
    c.shade(1 - 0.3 * shade)
    _people_of_the_street(c, cam)
    _bunting(c, cam)
    c.light(smooth(c.x - c.y * 0.4, 300, 1500) * smooth(c.y, 900, 200) * 0.12, "#fff0cc")
    c.bloom(0.76, 22, 0.3)
    return c.finish(0.34, 0.012, 0.015, 1.1, 0.3)


def _church(c: Canvas, cam: Camera) -> None:
    z = 62.0
    with c.layer(blur=1.0, rough=0.05, size=20) as pen:
        ink = "#a9a598"
        cam.wall(pen, (-3.4, z), (3.0, z), 0, 19, ink)
        cam.wall(pen, (0.4, z), (3.0, z), 0, 19, times(ink, 1.1))
        for i in range(5):
            x = -3.4 + i * 1.5
            cam.wall(pen, (x, z), (x + 0.8, z), 19, 20.2, ink)
        for x in (-3.3, 2.9):
            cam.wall(pen, (x - 0.3, z), (x + 0.3, z), 19, 21.4, times(ink, 0.9))
        for y in (12.4, 6.2):
            cam.quad(
                pen,
                [(-1.4, y, z), (1.0, y, z), (1.0, y + 3, z), (-0.2, y + 4.2, z), (-1.4, y + 3, z)],
                "#5c5f5c",
            )
        ring = [
            cam.at(-0.2 + 1.1 * math.cos(a), 10.6 + 1.1 * math.sin(a), z)
            for a in np.arange(0, 6.3, 0.3)
        ]
        pen.poly(ring, "#e9e4d2")
        pen.line([cam.at(-0.2, 10.6, z), cam.at(-0.2, 11.5, z)], "#2c2c2c", 1.4)
        pen.line([cam.at(-0.2, 10.6, z), cam.at(0.4, 10.9, z)], "#2c2c2c", 1.4)
    with c.layer(blur=0.8) as pen:
        cam.wall(pen, (-1.0, z - 0.1), (0.6, z - 0.1), 0, 3.2, "#4a3c30")
        for x in (-2.6, 2.0, -3.9, 3.4):
            u, v = cam.at(x, 0, z - 1)
            tree(pen, u, v, 5.6 * cam.size(z), "#4a4034", c.dice, "#6a8a50")
        cam.wall(pen, (-4.2, z - 2), (-1.2, z - 2), 0, 1.3, "#8f8a7c")
        cam.wall(pen, (0.8, z - 2), (4.2, z - 2), 0, 1.3, "#8f8a7c")
        for x in (-5.4, 5.0, -7, 6.8):
            u, v = cam.at(x, 0, z - 4)
            tree(pen, u, v, 9 * cam.size(z - 4), "#4a4034", c.dice, "#5f7f4a")


def _setts(c: Canvas, cam: Camera) -> None:
    with c.layer(alpha=0.32, blur=0.4) as pen:
        for i in range(70):
            z = 1.2 + i * 0.24 * (1 + i * 0.02)
            cam.stroke(pen, (-2.35, 0, z), (2.35, 0, z), "#4c4740", 0.016)
        for i in range(-11, 12):
            cam.stroke(pen, (i * 0.2, 0, 1.2), (i * 0.2, 0, 20), "#4c4740", 0.012)
        for side in (-1, 1):
            for i in range(44):
                z = 1.2 + i * 0.8
                cam.stroke(pen, (2.35 * side, 0.1, z), (3.9 * side, 0.1, z), "#5c564c", 0.014)


def _shop(c: Canvas, cam: Camera, z: float, side: int, k: int) -> None:
    """One gabled house: shopfront, awning, windows above."""
    index = k * 2 + (side > 0)
    wide, deep, x = 5.3, 6.0, 3.9 * side
    high = (6.0, 7.1, 5.6, 6.6, 7.4)[index * 3 % 5]
    fog = min(0.5, z / 110)
    sun = 1.06 if side > 0 else 0.76
    wall = mix(times(FRONTS[index * 3 % 8], sun), "#cfdde2", fog)
    trim = mix(times(TRIMS[index * 5 % 8], sun), "#cfdde2", fog)
    z1, middle, peak = z + wide, z + wide / 2, high + 2.1
    with c.layer(rough=0.05, size=22) as pen:
        if side * cam.eye[0] < 4:
            cam.quad(
                pen,
                [(x, 0, z), (x + side * deep, 0, z), (x + side * deep, high, z), (x, high, z)],
                times(wall, 0.72),
            )
        roof = mix(times(("#7a4a3a", "#5c5f66", "#6f5a4a")[index % 3], sun), "#cfdde2", fog)
        cam.quad(
            pen,
            [
                (x, high, z - 0.15),
                (x, peak, middle),
                (x + side * deep, peak, middle),
                (x + side * deep, high, z - 0.15),
            ],
            roof,
        )
        cam.quad(pen, [(x, 0, z), (x, 0, z1), (x, high, z1), (x, peak, middle), (x, high, z)], wall)
        edge = mix("#f4efe2", "#cfdde2", fog)
        for a, b in (
            ((x, high - 0.1, z - 0.15), (x, peak + 0.1, middle)),
            ((x, peak + 0.1, middle), (x, high - 0.1, z1 + 0.15)),
        ):
            cam.stroke(pen, a, b, times(edge, 0.92), 0.16)
    _upper_windows(c, cam, x, z, wide, high, index, fog, sun)
    _shopfront(c, cam, x, z, wide, trim, index, fog, sun)
    _awning(c, cam, x, z, wide, side, index, fog, sun)


def _upper_windows(
    c: Canvas,
    cam: Camera,
    x: float,
    z: float,
    wide: float,
    high: float,
    index: int,
    fog: float,
    sun: float,
) -> None:
    frame = mix(times("#f4f0e6", sun), "#cfdde2", fog)
    glass = mix(times("#4f6472", sun), "#cfdde2", fog)
    with c.layer(blur=0.2) as pen:
        spots = [(0.24, 3.55, 1.1, 1.5), (0.66, 3.55, 1.1, 1.5)]
        if high > 6.2:
            spots.append((0.45, high - 0.6, 0.7, 1.0))
        for part, y, w, tall in spots:
            z0 = z + wide * part - w / 2 + 0.3
            cam.wall(pen, (x, z0 - 0.1), (x, z0 + w + 0.1), y - 0.1, y + tall + 0.1, frame)
            cam.wall(pen, (x, z0), (x, z0 + w), y, y + tall, glass)
            cam.quad(
                pen,
                [(x, y + tall, z0), (x, y + tall, z0 + w * 0.6), (x, y, z0 + w * 0.2), (x, y, z0)],
                mix(glass, "#dfeaf0", 0.4),
            )
            for t in (0.5,):
                cam.wall(pen, (x, z0 + w * t - 0.04), (x, z0 + w * t + 0.04), y, y + tall, frame)
            cam.wall(pen, (x, z0), (x, z0 + w), y + tall * 0.5 - 0.04, y + tall * 0.5 + 0.04, frame)
            cam.wall(pen, (x, z0 - 0.16), (x, z0 + w + 0.16), y - 0.24, y - 0.1, times(frame, 0.86))
            if index % 3 != 1 and y < 4:
                for _ in range(26):
                    u, v = cam.at(x, y - 0.12 + c.dice.uniform(0, 0.3), z0 + c.dice.uniform(0, w))
                    s = cam.size(z0) * 0.05
                    ink = c.dice.choice(("#4f7a3a", "#4f7a3a", "#d8382e", "#e87a9a", "#f0d24a"))
                    pen.disc(u, v, s, s, mix(times(ink, sun), "#cfdde2", fog))


def _shopfront(
    c: Canvas,
    cam: Camera,
    x: float,
    z: float,
    wide: float,
    trim: Colour,
    index: int,
    fog: float,
    sun: float,
) -> None:
    goods = ("#d8a05a", "#c04a3a", "#7a9a5a", "#d8c8a0", "#5a7aa0", "#b06a8a", "#e0b83a")
    glass = mix(times("#33434c", sun), "#cfdde2", fog)
    with c.layer(blur=0.2) as pen:
        cam.wall(pen, (x, z + 0.1), (x, z + wide - 0.1), 0, 3.05, trim)
        door = z + wide * (0.12 if index % 2 else 0.68)
        windows = (
            [(z + wide * 0.34, z + wide * 0.94)]
            if index % 2
            else [(z + wide * 0.06, z + wide * 0.62)]
        )
        for z0, z1 in windows:
            cam.wall(pen, (x, z0), (x, z1), 0.55, 2.4, glass)
            for _ in range(70):
                zz, y = c.dice.uniform(z0 + 0.1, z1 - 0.15), 0.62 + 1.0 * c.dice.random() ** 1.6
                u, v = cam.at(x, y, zz)
                s = cam.size(zz) * c.dice.uniform(0.05, 0.11)
                ink = vary(goods[(index + c.dice.randint(0, 2)) % 7], c.dice, 0.2)
                pen.disc(u, v, s * 0.7, s, mix(times(ink, sun * 0.9), "#cfdde2", fog))
            cam.quad(
                pen,
                [
                    (x, 2.4, z0),
                    (x, 2.4, z0 + (z1 - z0) * 0.4),
                    (x, 0.55, z0 + (z1 - z0) * 0.1),
                    (x, 0.55, z0),
                ],
                mix(glass, "#dfeaf0", 0.5),
                0.35,
            )
            for t in (1 / 3, 2 / 3):
                zz = z0 + (z1 - z0) * t
                cam.wall(pen, (x, zz - 0.03), (x, zz + 0.03), 0.55, 2.4, trim)
        cam.wall(pen, (x, door), (x, door + 1.0), 0.1, 2.3, times(trim, 0.75))
        cam.wall(pen, (x, door + 0.15), (x, door + 0.85), 1.0, 2.15, glass)
        u, v = cam.at(x, 1.05, door + 0.85)
        pen.disc(u, v, cam.size(door) * 0.04, cam.size(door) * 0.04, "#d8b45a")
        cam.wall(pen, (x, z + 0.1), (x, z + wide - 0.1), 2.5, 3.05, times(trim, 1.25))
        for i in range(9):
            zz = z + wide * 0.22 + i * wide * 0.06
            if (i * 7 + index) % 9 != 4:
                cam.wall(pen, (x, zz), (x, zz + 0.2), 2.68, 2.9, mix("#f0dca0", trim, 0.15))


def _awning(
    c: Canvas,
    cam: Camera,
    x: float,
    z: float,
    wide: float,
    side: int,
    index: int,
    fog: float,
    sun: float,
) -> None:
    if index % 4 == 3:
        return
    ink = ("#c83a30", "#2f6a58", "#2f5f94", "#d89a2e", "#7a3a5a")[index * 2 % 5]
    out, count = x - side * 1.15, 10
    z0, z1 = (z + 0.5, z + wide - 0.5)
    with c.layer(rough=0.03) as pen:
        for i in range(count):
            a, b = z0 + (z1 - z0) * i / count, z0 + (z1 - z0) * (i + 1) / count
            cloth = ink if i % 2 == 0 else "#f6f0e2"
            tone = mix(times(cloth, 0.72 + 0.34 * (sun > 1)), "#cfdde2", fog)
            cam.quad(pen, [(x, 3.0, a), (x, 3.0, b), (out, 2.35, b), (out, 2.35, a)], tone)
            lip = [
                (out, 2.35, a),
                (out, 2.35, b),
                (out, 2.16, b),
                (out, 2.1, (a + b) / 2),
                (out, 2.16, a),
            ]
            cam.quad(pen, lip, times(tone, 0.86))


def _people_of_the_street(c: Canvas, cam: Camera) -> None:
    cast = (
        (26, 0.4, back(0.02), 0),
        (23, -0.9, walking(0.8), 1),
        (20, 1.2, standing(), 2),
        (17, -1.6, back(-0.02), 3),
        (14.5, 0.2, walking(0.9), 4),
        (12.6, 1.7, holding(0.01), 5),
        (11, -0.7, back(0.03), 6),
        (9.4, 2.6, standing(), 7),
        (8.6, -2.9, pointing(), 8),
        (8.2, -2.4, back(0.01), 9),
        (7.0, 0.95, walking(0.75), 10),
        (5.9, -1.15, back(0.02), 11),
        (5.8, -0.55, back(-0.02, 0.9), 12),
    )
    tops = ("#c8503c", "#3f6a94", "#e6dcc4", "#5a7a52", "#d8a63c", "#7a4a6a", "#4a6a70", "#e0e4e4")
    for z, x, pose, k in cast:
        u, v = cam.at(x, 0.1 if abs(x) > 2.35 else 0, z)
        tall = (1.7 - 0.08 * (k % 3)) * cam.size(z) * (0.72 if k == 12 else 1)
        look = Look(
            tops[k * 3 % 8],
            ("#3a4250", "#5a5048", "#2f3a4a", "#8a7a64")[k % 4],
            "#c09a7c",
            ("#2a1f1a", "#7a5a3a", "#b5b0a8", "#3a2a20", "#c8a05a")[k % 5],
            ("short", "long", "bun", "short", "cap", "tail")[k % 6],
            k % 3 == 1,
            ("#c8a878", None, "#8a4a3a")[k % 3],
        )
        shadow(c, u, v, tall, pose, 0.75, 0.3, 0.42, k % 2 == 0, max(0.6, 12 / z))
        person(
            c, u, v, tall, pose, look, k % 2 == 0, 0.25, "#fff2d0", 0.4, 1, 0.1, "#cfdde2", z / 130
        )


def _bunting(c: Canvas, cam: Camera) -> None:
    for line in range(9, -1, -1):
        z = 3.4 + line * 4.4
        high = 5.5 + 0.5 * (line % 3)
        points = []
        for i in range(41):
            t = i / 40
            x = -3.9 + 7.8 * t
            y = high - 1.15 * (1 - (2 * t - 1) ** 2) + 0.04 * math.sin(i * 1.7 + line)
            points.append((x, y, z + 0.5 * math.sin(line) * (t - 0.5)))
        s = cam.size(z)
        with c.layer(blur=0.25 if z > 6 else 1.0) as pen:
            pen.line([cam.at(*p) for p in points], "#6a665e", max(0.8, s * 0.012))
            for i in range(1, 40):
                (x0, y0, z0), (x1, y1, z1) = points[i], points[i + 1]
                a, b = cam.at(x0 + 0.02, y0, z0), cam.at(x1 - 0.02, y1, z1)
                sway = 0.05 * math.sin(i * 2.3 + line * 1.3)
                tip = cam.at((x0 + x1) / 2 + sway, (y0 + y1) / 2 - 0.3, (z0 + z1) / 2)
                ink = mix(FLAGS[(i + line) % 6], "#dfe8ea", min(0.45, z / 90))
                pen.poly([a, b, tip], times(ink, 1.05 if i % 2 else 0.94))


# The cannery


def cannery() -> Image.Image:
    """The east front, brick and saw-tooth, half in scaffolding."""
    c = Canvas(1500, 1000, 44)
    c.sky([(0, "#5f8fb8"), (0.6, "#b4cfdc"), (1, "#e9e6da")], 0, 690)
    clouds(c, 720, "#97a7b4", "#fdf8ee", 0.58, 0.9, 0.9, 2.2, 0.95, (0.25, 0.1), 0.7)
    cam = Camera(640, 720, 770, (0, 1.7, -1.5), yaw=0.6)
    with c.layer(blur=0.8) as pen:
        far_trees(pen, 980, 1520, 694, 34, "#6f8060", c.dice)
        for i in range(6):
            pen.box(
                1130 + i * 64, 660 - 10 * (i % 3), 1186 + i * 64, 696, vary("#9a8a80", c.dice, 0.2)
            )
    _chimney(c, cam)
    _lane(c, cam)
    _saw_tooth(c, cam)
    _brick_front(c, cam)
    _scaffolding(c, cam)
    _yard(c, cam)
    c.light(smooth(c.x * 0.7 + c.y, 1500, 200) * 0.12, "#ffe8c0")
    c.bloom(0.75, 22, 0.28)
    return c.finish(0.36, 0.012, 0.015, 1.05, 0.32)


# The front runs along z = 11, from the near left to the far right; a bay is 7 m wide.
FRONT, BAY, EAVES = 11.0, 7.0, 6.2


def _lane(c: Canvas, cam: Camera) -> None:
    with c.layer(rough=0.09, size=14) as pen:
        cam.floor(pen, -60, 140, -20, 60, "#8f8778")
        cam.floor(pen, -60, 140, 9.4, FRONT, "#a89e8c", 0.06)
        cam.wall(pen, (-60, 9.4), (140, 9.4), 0, 0.06, "#6f685c")
    with c.layer(alpha=0.35, blur=0.4) as pen:
        for i in range(90):
            x = -12 + i * 0.9
            cam.stroke(pen, (x, 0.06, 9.4), (x, 0.06, FRONT), "#5f584c", 0.03)
        for i in range(26):
            z = -2 + i * 0.44
            cam.stroke(pen, (-10, 0, z), (60, 0, z), "#6b6458", 0.015)
    wet = smooth(c.plane(690, 2.0, 9, 1.6, 2, fade=8), 0.5, 1.5)
    c.blend(wet * smooth(c.y, 740, 860) * 0.5, "#b8c8d0")


def _brick_front(c: Canvas, cam: Camera) -> None:
    x0, x1 = -9.0, 75.0
    with c.layer(rough=0.1, size=10) as pen:
        cam.quad(
            pen, [(x0, 0, FRONT), (x1, 0, FRONT), (x1, EAVES, FRONT), (x0, EAVES, FRONT)], "#a8503c"
        )
    with c.layer(alpha=0.3, blur=0.3) as pen:
        for i in range(60):
            y = 0.1 * (i + 1)
            cam.stroke(
                pen, (x0, y, FRONT), (26, y, FRONT), "#e0c0a8" if i % 2 else "#5f2a20", 0.014
            )
        for _ in range(520):
            x, y = c.dice.uniform(x0, 20), round(c.dice.uniform(0, EAVES) / 0.2) * 0.2
            tone = c.dice.choice(("#7a3226", "#c87a5c", "#8f4030", "#d08a68"))
            cam.wall(pen, (x, FRONT), (x + 0.44, FRONT), y, y + 0.18, tone)
    with c.layer(rough=0.06, size=12) as pen:
        for k in range(12):
            x = x0 + k * BAY
            cam.wall(pen, (x - 0.35, FRONT - 0.12), (x + 0.35, FRONT - 0.12), 0, EAVES, "#94442f")
            cam.wall(pen, (x + 0.35, FRONT - 0.12), (x + 0.35, FRONT), 0, EAVES, "#6f3024")
        cam.wall(pen, (x0, FRONT - 0.1), (x1, FRONT - 0.1), EAVES - 0.5, EAVES, "#c9b79c")
        cam.wall(pen, (x0, FRONT - 0.1), (x1, FRONT - 0.1), 0, 0.5, "#5f5650")
    for k in range(11):
        _arched_windows(c, cam, x0 + k * BAY, k)
    with c.layer() as pen:
        cam.wall(pen, (x0 + 14.6, FRONT - 0.13), (x0 + 34.4, FRONT - 0.13), 4.75, 5.5, "#efe4cc")
    _painted_name(c, cam, x0 + 15.2)
    streak = smooth(c.noise(90, 1.3, 0.25, 3.2), 0.5, 1.9)
    wall = c.mask(
        cam.face([(x0, 0, FRONT), (x1, 0, FRONT), (x1, EAVES, FRONT), (x0, EAVES, FRONT)])
    )
    c.blend(wall * c.full(streak) * 0.3, "#4a2a22")


def _painted_name(c: Canvas, cam: Camera, x: float) -> None:
    """The firm's name in old paint along the wall, letter by letter in perspective."""
    for sign in "MARRABLE’S  CANNERY":
        if sign == " ":
            x += 0.45
            continue
        u, v = cam.at(x + 0.45, 5.12, FRONT - 0.14)
        depth = cam.turn((x + 0.45, 5.12, FRONT))[2]
        with c.layer(alpha=0.9, rough=0.1, size=8) as pen:
            pen.text(u, v, sign, "#3a2a26", 0.66 * cam.focal / depth, serif=True)
        x += 0.5 if sign in "’I" else 1.06


def _arched_windows(c: Canvas, cam: Camera, x: float, k: int) -> None:
    with c.layer(blur=0.2) as pen:
        for part in (0.3, 0.7):
            middle = x + BAY * part
            if k == 3 and part == 0.3:
                cam.wall(
                    pen,
                    (middle - 1.5, FRONT - 0.05),
                    (middle + 2.0, FRONT - 0.05),
                    0,
                    3.8,
                    "#c9b79c",
                )
                cam.wall(
                    pen,
                    (middle - 1.3, FRONT - 0.06),
                    (middle + 1.8, FRONT - 0.06),
                    0,
                    3.6,
                    "#2f5a5c",
                )
                for i in range(12):
                    xx = middle - 1.3 + i * 0.26
                    cam.stroke(pen, (xx, 0, FRONT - 0.07), (xx, 3.6, FRONT - 0.07), "#244648", 0.03)
                continue
            if k == 3:
                continue
            for grow, ink in ((0.16, "#c9a284"), (0.0, "#2f3c44")):
                outline = [
                    (middle - 0.85 - grow, 1.3 - grow, FRONT - 0.02),
                    (middle + 0.85 + grow, 1.3 - grow, FRONT - 0.02),
                ]
                for a in range(13):
                    t = a / 12 * math.pi
                    outline.append(
                        (
                            middle + (0.85 + grow) * math.cos(t),
                            3.6 + (0.55 + grow) * math.sin(t),
                            FRONT - 0.02,
                        )
                    )
                cam.quad(pen, outline, ink)
            for r in range(5):
                for q in range(4):
                    x0, y0 = middle - 0.8 + q * 0.41, 1.36 + r * 0.46
                    shine = c.dice.choice(("#4a5c66", "#6f8894", "#8fb0c0", "#3a4850", "#b8d0da"))
                    cam.wall(
                        pen, (x0, FRONT - 0.03), (x0 + 0.35, FRONT - 0.03), y0, y0 + 0.4, shine
                    )


def _chimney(c: Canvas, cam: Camera) -> None:
    with c.layer(rough=0.08, size=10) as pen:
        x, z = 31.0, FRONT + 14
        cam.quad(
            pen, [(x - 1.5, 0, z), (x + 1.5, 0, z), (x + 1.0, 27, z), (x - 1.0, 27, z)], "#8f4532"
        )
        cam.quad(
            pen,
            [
                (x + 0.3, 0, z - 0.1),
                (x + 1.5, 0, z - 0.1),
                (x + 1.0, 27, z - 0.1),
                (x + 0.2, 27, z - 0.1),
            ],
            "#7a3828",
        )
        for y in (25.6, 26.6):
            cam.wall(pen, (x - 1.35, z - 0.2), (x + 1.35, z - 0.2), y, y + 0.5, "#c9a284")


def _saw_tooth(c: Canvas, cam: Camera) -> None:
    """The roof: in each bay a steep glazed side and a long slated one."""
    x0 = -9.0
    with c.layer(rough=0.08, size=12) as pen:
        for k in range(11, -1, -1):
            a, b = x0 + k * BAY, x0 + (k + 1) * BAY
            ridge_x, top = a + 1.5, EAVES + 2.9
            cam.quad(
                pen,
                [
                    (a, EAVES, FRONT),
                    (ridge_x, top, FRONT),
                    (ridge_x, top, FRONT + 30),
                    (a, EAVES, FRONT + 30),
                ],
                "#c9dbe2",
            )
            for i in range(14):
                z = FRONT + 0.4 + i * 1.5
                cam.stroke(pen, (a, EAVES, z), (ridge_x, top, z), "#56626a", 0.09)
            cam.quad(
                pen,
                [(a, EAVES - 0.02, FRONT), (b, EAVES - 0.02, FRONT), (ridge_x, top, FRONT)],
                "#9c4a38",
            )
            for p, q in (
                ((a, EAVES, FRONT), (ridge_x, top, FRONT)),
                ((ridge_x, top, FRONT), (b, EAVES, FRONT)),
            ):
                cam.stroke(pen, p, q, "#d8c8ac", 0.2)
            ring = [
                (
                    a + 2.3 + 0.55 * math.cos(t / 8 * math.pi),
                    EAVES + 1.0 + 0.55 * math.sin(t / 8 * math.pi),
                    FRONT - 0.02,
                )
                for t in range(16)
            ]
            cam.quad(pen, ring, "#d0bfa2")
            cam.quad(
                pen,
                [
                    (px * 0.78 + (a + 2.3) * 0.22, py * 0.78 + (EAVES + 1.0) * 0.22, pz - 0.01)
                    for px, py, pz in ring
                ],
                "#33404a",
            )


def _scaffolding(c: Canvas, cam: Camera) -> None:
    near, x0, x1 = FRONT - 1.5, -8.6, 5.6
    with c.layer(alpha=0.5) as pen:
        cam.quad(
            pen,
            [(x0, 2.2, near), (x0 + 5.2, 2.2, near), (x0 + 5.2, 8.6, near), (x0, 8.6, near)],
            "#3f8a6a",
        )
    with c.layer(blur=0.2) as pen:
        for y in (2.2, 4.4, 6.6, 8.6):
            cam.floor(pen, x0, x1, near, FRONT - 0.2, "#8a6a44", y)
            cam.wall(pen, (x0, near), (x1, near), y - 0.06, y + 0.02, "#c8a46c")
            cam.stroke(pen, (x0, y + 1.0, near), (x1, y + 1.0, near), "#b8bcc0", 0.06)
            cam.stroke(pen, (x0, y + 0.5, near), (x1, y + 0.5, near), "#9ca0a4", 0.05)
        i = 0
        x = x0
        while x <= x1 + 0.01:
            cam.stroke(pen, (x, 0, FRONT - 0.3), (x, 9.4, FRONT - 0.3), "#74787c", 0.06)
            cam.stroke(pen, (x, 0, near), (x, 9.8, near), "#c8ccd0", 0.075)
            if i % 2 == 0 and x + 4.7 <= x1 + 0.1:
                cam.stroke(pen, (x, 0.1, near), (x + 2.36, 4.4, near), "#a4a8ac", 0.05)
                cam.stroke(pen, (x + 2.36, 4.4, near), (x + 4.72, 8.6, near), "#a4a8ac", 0.05)
            x += 2.36
            i += 1
        for rung in range(9):
            cam.stroke(
                pen,
                (3.4, 2.3 + rung * 0.27, near + 0.4),
                (3.8, 2.3 + rung * 0.27, near + 0.4),
                "#d8b45a",
                0.04,
            )
        for xx in (3.4, 3.8):
            cam.stroke(pen, (xx, 2.2, near + 0.4), (xx, 4.9, near + 0.4), "#d8b45a", 0.05)
    for x, y, pose, ink in (
        (1.2, 4.42, standing(), "#e87a1e"),
        (-0.6, 6.62, pointing(), "#e0d020"),
        (4.6, 2.22, holding(), "#e87a1e"),
    ):
        u, v = cam.at(x, y, near + 0.5)
        depth = cam.turn((x, y, near))[2]
        look = Look(ink, "#2f3a4a", "#b98d6c", "#e8e4da", "cap")
        person(c, u, v, 1.72 * cam.focal / depth, pose, look, x < 0, 0.3, "#fff2d0", 0.3, -1, 0.06)


def _yard(c: Canvas, cam: Camera) -> None:
    """Crates of glass, a skip and two who talk it over."""
    with c.layer(blur=7, alpha=0.45) as pen:
        cam.floor(pen, 8.0, 12.4, 7.0, 9.3, "#2a2622")
        cam.floor(pen, 14.6, 18.2, 6.6, 8.8, "#2a2622")
    with c.layer(rough=0.07, size=10) as pen:
        skip = "#d8a22e"
        cam.quad(pen, [(8.2, 1.5, 7.2), (12.6, 1.5, 7.2), (11.8, 0.1, 7.2), (9.0, 0.1, 7.2)], skip)
        cam.quad(
            pen,
            [(8.2, 1.5, 7.2), (9.0, 0.1, 7.2), (9.0, 0.1, 9.0), (8.2, 1.5, 9.0)],
            times(skip, 0.7),
        )
        for x in (9.3, 10.2, 11.1):
            cam.stroke(
                pen, (x, 0.15, 7.18), (x - 0.1 + (x - 10) * 0.2, 1.45, 7.18), times(skip, 0.8), 0.08
            )
        cam.quad(
            pen,
            [(8.2, 1.5, 7.2), (12.6, 1.5, 7.2), (12.6, 1.6, 7.2), (8.2, 1.6, 7.2)],
            times(skip, 1.15),
        )
        for _ in range(40):
            x = c.dice.uniform(8.6, 12.2)
            u, v = cam.at(x, 1.6, 7.6)
            s = c.dice.uniform(4, 13)
            pen.poly(
                [(u, v), (u + s, v - s * 0.5), (u + s * 1.4, v + 4), (u + 2, v + 6)],
                vary("#8a5a48", c.dice, 0.3),
            )
        for k in range(3):
            x = 14.8 + k * 1.15
            cam.block(pen, x, x + 0.95, 0, 1.35, 6.9, 8.4, "#b8925c", "#8a6a40", "#d0ac74")
            for y in (0.3, 0.7, 1.1):
                cam.stroke(pen, (x, y, 6.89), (x + 0.95, y, 6.89), "#7a5c34", 0.04)
    for x, z, pose, look, flip in (
        (5.2, 6.4, standing(), Look("#e87a1e", "#2f3a4a", "#b98d6c", "#e8e4da", "cap"), False),
        (
            5.95,
            6.3,
            pointing(),
            Look("#4a5a70", "#3a3a3e", "#c09a7c", "#7a5a3a", "bun", False),
            False,
        ),
    ):
        u, v = cam.at(x, 0, z)
        tall = 1.7 * cam.focal / cam.turn((x, 0, z))[2]
        shadow(c, u, v, tall, pose, 0.8, 0.25, 0.4, flip)
        person(c, u, v, tall, pose, look, flip, 0.2, "#fff2d0", 0.35, -1, 0.06)


# The nets


def nets() -> Image.Image:
    """Nets in blue and green along the Fish Quay."""
    c = Canvas(1500, 1000, 45)
    c.sky([(0, "#86a9c2"), (0.7, "#cfdde0"), (1, "#f0e8d6")], 0, 360)
    clouds(c, 372, "#a3b2bc", "#fbf6ea", 0.52, 0.9, 1.0, 2.4, 0.9, (0.3, 0.1), 0.6)
    ridge(c, 356, 16, 3, "#8fa3a0", "#9ab0b8", 1.4, 40, 800, 0.03)
    sea(c, 360, "#33565f", "#a9c4c8", "#a4bcc0", 0.6, 0.0, 1.0, 5, 2.4, distance=60, bottom=640)
    for x, y, length, colour, house, left, name in (
        (1090, 420, 170, "#2f5668", "#d8cdb8", True, "SM 41"),
        (1330, 470, 330, "#7a2f2a", "#e0d6c2", True, "SM 57"),
    ):
        pen = Pen((c.wide, c.high))
        fishing_boat(pen, x, y, length, colour, house, left, name)
        c.mirror(pen.image, y + 1, 5, 0.55, 1.1, 0.8, 12, 160)
        c.lay(pen.image, 0.6, 1, 0.04, 20)
    _quayside(c)
    dice = random.Random(7)
    _hung_net(c, dice, 40, 250, 560, 690, "#2f7a68", "#bfe0cc")
    _hung_net(c, dice, 470, 262, 930, 660, "#2c5f94", "#b8d4ec")
    for x, y, wide, tall, ink, thread in (
        (1010, 700, 330, 120, "#2a5c50", "#9cd0b4"),
        (1300, 800, 480, 190, "#27527e", "#a8c8e4"),
        (640, 800, 430, 150, "#2a5c50", "#9cd0b4"),
        (180, 890, 560, 210, "#27527e", "#a8c8e4"),
        (900, 965, 700, 190, "#2f6f5c", "#b4dcc4"),
    ):
        _heap(c, dice, x, y, wide, tall, ink, thread)
    c.light(smooth(c.x * 0.5 + c.y, 1300, 100) * 0.12, "#ffe4b8")
    c.blur(2.2, smooth(c.y, 420, 560) + c.x * 0)
    return c.finish(0.38, 0.012, 0.02, 1.1, 0.34)


def _quayside(c: Canvas) -> None:
    with c.layer(rough=0.1, size=18) as pen:
        pen.poly([(0, 470), (820, 560), (1500, 640), (1500, 1000), (0, 1000)], "#8f877a")
        pen.poly([(0, 470), (1500, 640), (1500, 668), (0, 496)], "#b4aa9a")
    with c.layer(alpha=0.45, blur=0.5) as pen:
        for i in range(11):
            y = 520 + i * i * 6
            pen.line([(0, y), (1500, y + 180)], "#5f574c", 1.5 + i * 0.3)
        for i in range(-6, 24):
            x = i * 110
            pen.line([(x, 470 + x * 0.113), (x - 500, 1000)], "#5f574c", 2)
    with c.layer(rough=0.06, size=10) as pen:
        for x, y in ((30, 222), (480, 238), (946, 250)):
            pen.poly([(x - 9, 700), (x - 7, y), (x + 7, y), (x + 9, 700)], "#6a5440")
            pen.poly([(x - 9, 700), (x - 7, y), (x - 2, y), (x - 3, 700)], "#9a8060")
        for a, b in (((16, 246), (500, 256)), ((466, 258), (966, 268))):
            pen.taper([a, b], "#7a634a", 13, 13)
            pen.taper([(a[0], a[1] - 4), (b[0], b[1] - 4)], "#b09874", 4, 4)


def _hung_net(
    c: Canvas,
    dice: random.Random,
    x0: float,
    y0: float,
    x1: float,
    y1: float,
    ink: Colour,
    thread: Colour,
) -> None:
    """A net over a rail: cloth in folds behind, its mesh in fine thread before."""
    wide, tall = x1 - x0, y1 - y0
    phase = dice.uniform(0, 6)

    def at(u: float, v: float) -> Point:
        gather = 0.2 * math.sin(u * 13 + phase) * v + 0.07 * math.sin(u * 31 + phase) * v
        foot = 1 - 0.2 * abs(math.sin(u * 5.2 + phase)) + 0.07 * math.sin(u * 17)
        sag = 46 * (1 - v) * math.sin(math.pi * ((u * 3) % 1)) * (1 - 0.4 * v)
        pull = 1 - 0.16 * v * v
        return (
            x0 + wide * (0.5 + (u - 0.5) * pull + gather * 0.3),
            y0 + tall * v * foot + sag * (1 - v),
        )

    columns, rows = 70, 40
    with c.layer(alpha=0.52, rough=0.1, size=12, blur=0.8) as pen:
        for i in range(columns):
            for j in range(rows):
                u0, u1, v0, v1 = i / columns, (i + 1) / columns, j / rows, (j + 1) / rows
                fold = 0.5 + 0.5 * math.cos(u0 * 26 + phase + 0.9 * math.sin(u0 * 31 + phase))
                shade = 0.46 + 0.62 * fold * (0.5 + 0.5 * v0) + 0.18 * (1 - v0)
                pen.poly([at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)], times(ink, shade))
    with c.layer(alpha=0.85, blur=0.2) as pen:
        meshes = 46
        for k in range(-meshes, meshes * 2):
            for side in (-1, 1):
                line = []
                for j in range(46):
                    v = j / 45
                    u = k / meshes + side * v * 0.85
                    if 0 <= u <= 1:
                        line.append(at(u, v))
                if len(line) > 1:
                    pen.line(line, mix(ink, thread, 0.35 + 0.3 * side), 1.3)
    with c.layer(blur=0.3) as pen:
        pen.line([at(u / 60, 0.0) for u in range(61)], "#d8c49a", 7)
        pen.line([at(u / 60, 1.0) for u in range(61)], "#c8b48a", 5)
    for u in range(1, 12, 2):
        _float(c, *at(u / 12, 0.03), dice.uniform(12, 15), dice)


def _float(c: Canvas, x: float, y: float, r: float, dice: random.Random) -> None:
    ring = [
        (x + r * math.cos(a / 18 * math.tau), y + r * 0.94 * math.sin(a / 18 * math.tau))
        for a in range(18)
    ]
    ink = vary("#e8641e", dice, 0.1)
    c.form(ring, ink, r * 0.75, (-0.55, -0.8), 0.75, 0.03, r, "#fff0d8")
    with c.layer(blur=0.4) as pen:
        if dice.random() < 0.4:
            turn = dice.uniform(0, math.tau)
            pen.disc(
                x + r * 0.5 * math.cos(turn),
                y + r * 0.5 * math.sin(turn),
                r * 0.16,
                r * 0.14,
                "#4a2010",
            )
        pen.disc(x - r * 0.36, y - r * 0.42, r * 0.2, r * 0.14, "#fff4e4", 0.85)


def _heap(
    c: Canvas,
    dice: random.Random,
    x: float,
    ground: float,
    wide: float,
    tall: float,
    ink: Colour,
    thread: Colour,
) -> None:
    """A heap of net: lobes of cloth with loops of mesh, rope and floats on it."""
    with c.layer(blur=12, alpha=0.5) as pen:
        pen.disc(x, ground + 8, wide * 0.54, tall * 0.2, "#2a2620")
    lobes = []
    for k in range(15):
        t = k / 14
        px = x + wide * 0.46 * dice.uniform(-1, 1) * (1 - 0.55 * t)
        py = ground - tall * (0.12 + 0.72 * t) + dice.uniform(-0.08, 0.08) * tall
        lobes.append((px, py, wide * dice.uniform(0.15, 0.26), tall * dice.uniform(0.22, 0.36)))
    lobes.sort(key=lambda lobe: -lobe[1] + lobe[3] * 0.2, reverse=False)
    lobes.sort(key=lambda lobe: lobe[1])
    for px, py, rx, ry in lobes:
        ring = []
        for a in range(14):
            angle = a / 14 * math.tau
            wobble = dice.uniform(0.86, 1.12)
            ring.append(
                (
                    px + rx * wobble * math.cos(angle),
                    min(ground + 6, py + ry * wobble * math.sin(angle)),
                )
            )
        outline = spline(ring, closed=True, steps=6)
        c.form(
            outline,
            times(ink, dice.uniform(0.82, 1.15)),
            min(rx, ry) * 0.6,
            (-0.5, -0.85),
            0.85,
            0.12,
            10,
        )
        inside = c.mask(outline)
        turn = dice.uniform(-0.5, 0.5)
        with c.layer(alpha=0.5, blur=0.2, clip=inside) as pen:
            for side in (-1, 1):
                for k in range(-15, 16):
                    line = []
                    for j in range(-8, 9):
                        u, v = k / 13 + side * j / 16, j / 8
                        bulge = math.cos(min(1.5, abs(u)) * 0.9) * math.cos(v * 0.9)
                        line.append(
                            (
                                px + rx * (u * (0.75 + 0.25 * bulge) + turn * v * 0.3),
                                py + ry * (v - 0.22 * bulge),
                            )
                        )
                    pen.line(line, thread, 1.0)
    for _ in range(int(wide / 90) + 1):
        fx = x + wide * dice.uniform(-0.4, 0.4)
        fy = ground - tall * dice.uniform(0.15, 0.75) * (1 - (abs(fx - x) / wide * 1.6) ** 2)
        _float(c, fx, fy, dice.uniform(17, 25), dice)
    with c.layer(blur=0.3) as pen:
        rope = [
            (
                x - wide * 0.45 + wide * 0.9 * i / 8,
                ground - tall * (0.1 + 0.5 * dice.random()) * math.sin(i / 8 * math.pi),
            )
            for i in range(9)
        ]
        pen.curve(rope, "#6a4a24", 6.5)
        pen.curve([(px, py - 1.4) for px, py in rope], "#d8b06a", 3.4)


# The allotment


def allotment() -> Image.Image:
    """Runner beans, a shed and the last of the sun."""
    c = Canvas(1500, 1000, 46)
    c.sky([(0, "#7a97b8"), (0.5, "#e3c9a0"), (0.85, "#ffd98a"), (1, "#ffe2a0")], 0, 520)
    clouds(c, 540, "#b08f80", "#ffe6b4", 0.46, 0.9, 1.1, 2.6, 0.7, (0.2, 1.1), 0.5)
    c.glow(330, 470, 760, "#ffcf70", 0.6, 0.6)
    c.glow(330, 470, 120, "#fff6d8", 1.0)
    ridge(c, 500, 26, 4, "#8a8a5c", "#a8986a", 1.6, 60, 900, 0.03)
    with c.layer(blur=1.2) as pen:
        far_trees(pen, -20, 1520, 520, 70, "#6a6a3a", c.dice, 0.45)
        for x, tall in ((90, 210), (640, 150), (1220, 250), (1420, 200)):
            tree(pen, x, 520, tall, "#4a3a24", c.dice, "#7a7a3a")
    haze(c, 508, 26, "#ffdf9c", 0.5)
    cam = Camera(700, 500, 900, (0, 1.7, 0))
    with c.layer(rough=0.12, size=12) as pen:
        cam.floor(pen, -60, 60, 0.8, 90, "#7a5c34")
        cam.floor(pen, -0.65, 0.65, 0.8, 60, "#a98a52")
    _beds(c, cam)
    _shed(c, cam)
    _beans(c, cam)
    c.light(smooth(c.x, 1300, 0) * smooth(c.y, 1000, 380) * 0.24, "#ffc860")
    _tools(c, cam)
    c.bloom(0.66, 30, 0.55)
    return c.finish(0.32, 0.013, 0.04, 1.08, 0.4)


def _leaf(pen: Pen, x: float, y: float, s: float, ink: Colour, dice: random.Random) -> None:
    """A heart-shaped leaf, its tip down and somewhat to a side."""
    turn = dice.uniform(-0.7, 0.7)
    a, b = math.cos(turn), math.sin(turn)
    shape = (
        (0, 0.12),
        (0.38, -0.3),
        (0.56, 0.16),
        (0.3, 0.62),
        (0, 1.05),
        (-0.3, 0.62),
        (-0.56, 0.16),
        (-0.38, -0.3),
    )
    ring = spline(
        [(x + s * (px * a - py * b), y + s * (px * b + py * a)) for px, py in shape],
        closed=True,
        steps=3,
    )
    pen.poly(ring, ink)
    pen.line([(x, y), (x - s * b * 0.9, y + s * a * 0.9)], times(ink, 1.25), max(0.6, s * 0.05))


def _beds(c: Canvas, cam: Camera) -> None:
    greens = ("#7a8f3a", "#8fa24a", "#5f7a34", "#a9ac5a")
    rows = [(2.2 + i * 1.15, x0, x1, i) for i in range(16) for x0, x1 in ((0.9, 7.5), (-9, -4.2))]
    for z, x0, x1, i in sorted(rows, reverse=True):
        s = cam.size(z)
        with c.layer(blur=0.2 if z > 3 else 0.8) as pen:
            cam.quad(
                pen, [(x0, 0, z - 0.3), (x1, 0, z - 0.3), (x1, 0.14, z), (x0, 0.14, z)], "#6a4c2a"
            )
            cam.quad(
                pen, [(x0, 0.14, z), (x1, 0.14, z), (x1, 0, z + 0.3), (x0, 0, z + 0.3)], "#8a6638"
            )
            count = int((x1 - x0) / 0.34)
            for k in range(count):
                x = x0 + 0.2 + k * 0.34
                u, v = cam.at(x + c.dice.uniform(-0.04, 0.04), 0.14, z)
                if not -120 < u < 1620:
                    continue
                kind = i % 4
                ink = vary(greens[kind], c.dice, 0.16)
                for leaf in range(7 if kind != 2 else 4):
                    lean = (leaf - 3) * 0.34 + c.dice.uniform(-0.1, 0.1)
                    tall = (0.24, 0.16, 0.4, 0.2)[kind] * c.dice.uniform(0.8, 1.2) * s
                    tip = (u + math.sin(lean) * tall, v - math.cos(lean) * tall)
                    lit = times(ink, 1.2 if tip[0] < u else 0.82)
                    if kind == 2:
                        pen.taper([(u, v), tip], lit, s * 0.035, 0.6)
                    else:
                        middle = ((u + tip[0]) / 2, (v + tip[1]) / 2)
                        pen.blob(
                            [
                                (u, v),
                                (middle[0] - tall * 0.24, middle[1]),
                                tip,
                                (middle[0] + tall * 0.24, middle[1]),
                            ],
                            lit,
                        )


def _shed(c: Canvas, cam: Camera) -> None:
    x0, x1, z0, z1, low, high = 4.3, 7.6, 9.0, 11.6, 2.1, 2.9
    with c.layer(blur=8, alpha=0.5) as pen:
        cam.floor(pen, 4.3, 11.5, 9.0, 11.8, "#3a2c18")
    with c.layer(rough=0.08, size=10) as pen:
        cam.wall(pen, (x0, z0), (x0, z1), 0, low, "#d89a52")
        cam.quad(
            pen,
            [(x0, 0, z0), (x1, 0, z0), (x1, low, z0), ((x0 + x1) / 2, high, z0), (x0, low, z0)],
            "#8a5c34",
        )
        for i in range(18):
            x = x0 + (x1 - x0) * i / 18
            top = low + (high - low) * (1 - abs(2 * i / 18 - 1))
            cam.stroke(pen, (x, 0, z0 - 0.01), (x, top, z0 - 0.01), "#5f3c20", 0.022)
        for i in range(1, 12):
            z = z0 + (z1 - z0) * i / 12
            cam.stroke(pen, (x0 - 0.01, 0, z), (x0 - 0.01, low, z), "#a8743a", 0.022)
        middle = (x0 + x1) / 2
        cam.quad(
            pen,
            [
                (x0 - 0.2, low - 0.12, z0 - 0.15),
                (middle, high + 0.08, z0 - 0.15),
                (middle, high + 0.08, z1),
                (x0 - 0.2, low - 0.12, z1),
            ],
            "#c8945a",
        )
        cam.stroke(
            pen, (x0 - 0.2, low - 0.12, z0 - 0.16), (middle, high + 0.08, z0 - 0.16), "#e0b070", 0.1
        )
        cam.stroke(
            pen, (middle, high + 0.08, z0 - 0.16), (x1 + 0.2, low - 0.12, z0 - 0.16), "#5f4428", 0.1
        )
        cam.wall(pen, (4.75, z0 - 0.03), (5.65, z0 - 0.03), 0, 1.85, "#4f6a5c")
        for y in (0.35, 1.45):
            cam.stroke(pen, (4.8, y, z0 - 0.04), (5.6, y, z0 - 0.04), "#3a5044", 0.07)
        cam.wall(pen, (6.15, z0 - 0.03), (7.15, z0 - 0.03), 1.0, 1.75, "#e8d8b0")
        cam.wall(pen, (6.22, z0 - 0.04), (7.08, z0 - 0.04), 1.07, 1.68, "#ffd88a")
        cam.stroke(pen, (6.65, 1.07, z0 - 0.05), (6.65, 1.68, z0 - 0.05), "#e8d8b0", 0.05)
        cam.stroke(pen, (6.22, 1.38, z0 - 0.05), (7.08, 1.38, z0 - 0.05), "#e8d8b0", 0.05)
        cam.block(pen, 7.75, 8.35, 0, 0.95, 8.9, 9.5, "#3f5a4a", "#2f463a", "#24342c")
        for x in (5.95, 6.05):
            cam.stroke(pen, (x, 0, z0 - 0.1), (x + 0.12, 1.5, z0 - 0.05), "#c8a060", 0.035)


def _beans(c: Canvas, cam: Camera) -> None:
    """A double row of poles that meet at the top, thick with leaves and scarlet flowers."""
    pairs = [2.7 + i * 0.62 for i in range(17)]
    for z in reversed(pairs):
        s = cam.size(z)
        with c.layer(blur=0.3 if z > 3.4 else 0.9) as pen:
            for foot, top in ((-3.0, -2.05), (-1.25, -2.15)):
                cam.stroke(pen, (foot, 0, z), (top, 2.75, z), "#7a5a2c", 0.035)
                cam.stroke(pen, (foot - 0.012, 0, z), (top - 0.012, 2.75, z), "#d8a860", 0.014)
            cam.stroke(pen, (-2.1, 2.42, z), (-2.1, 2.42, z + 0.62), "#a8803c", 0.03)
            for foot, top, side in ((-3.0, -2.05, 0), (-1.25, -2.15, 1)):
                for _ in range(110 if z < 9 else 44):
                    t = 0.76 * c.dice.random() ** 0.8
                    if t > 0.68 and c.dice.random() < 0.6:
                        continue
                    x = foot + (top - foot) * t * 0.96 + c.dice.gauss(0, 0.12)
                    y = 0.08 + 2.55 * t
                    u, v = cam.at(x, y, z + c.dice.uniform(-0.16, 0.16))
                    sunlit = c.dice.random() < (0.62 if side == 0 else 0.3)
                    ink = vary("#b4bc4a" if sunlit else "#56702c", c.dice, 0.2)
                    _leaf(pen, u, v, s * c.dice.uniform(0.055, 0.105), ink, c.dice)
                for _ in range(7):
                    t = c.dice.uniform(0.2, 0.68)
                    u, v = cam.at(foot + (top - foot) * t + c.dice.gauss(0, 0.08), 0.1 + 2.5 * t, z)
                    for k in range(4):
                        r = s * 0.02
                        pen.disc(
                            u + c.dice.gauss(0, r),
                            v + k * r * 1.3,
                            r,
                            r * 0.9,
                            c.dice.choice(("#d8321e", "#f0502a", "#b82418")),
                        )


def _tools(c: Canvas, cam: Camera) -> None:
    u, v = cam.at(0.35, 0, 3.9)
    s = cam.size(3.9)
    with c.layer(blur=7, alpha=0.5) as pen:
        pen.disc(u + s * 0.2, v + 2, s * 0.36, s * 0.06, "#2a1c0c")
    body = [
        (u - s * 0.13, v),
        (u - s * 0.14, v - s * 0.3),
        (u + s * 0.14, v - s * 0.3),
        (u + s * 0.15, v),
    ]
    c.form(body, "#6f8a8c", s * 0.08, (-0.9, -0.3), 0.7, 0.05, 8, "#ffe6b0")
    with c.layer(blur=0.3) as pen:
        pen.taper(
            [(u + s * 0.13, v - s * 0.08), (u + s * 0.4, v - s * 0.34)],
            "#56706f",
            s * 0.07,
            s * 0.035,
        )
        pen.poly(
            [
                (u + s * 0.37, v - s * 0.37),
                (u + s * 0.44, v - s * 0.3),
                (u + s * 0.47, v - s * 0.36),
                (u + s * 0.41, v - s * 0.42),
            ],
            "#8fa4a4",
        )
        pen.curve(
            [
                (u - s * 0.12, v - s * 0.06),
                (u - s * 0.26, v - s * 0.2),
                (u - s * 0.1, v - s * 0.29),
            ],
            "#56706f",
            s * 0.035,
        )
        pen.curve(
            [(u - s * 0.12, v - s * 0.3), (u, v - s * 0.44), (u + s * 0.13, v - s * 0.3)],
            "#56706f",
            s * 0.035,
        )
    with c.layer(blur=0.4) as pen:
        for x, y, size, beat in ((900, 210, 26, 0.5), (980, 170, 20, -0.3), (840, 260, 16, 0.7)):
            bird(pen, x, y, size, beat, "#4a3c34")
    reach = smooth(c.y, 900, 1000) * 0.3
    c.shade(1 - reach + c.x * 0)
