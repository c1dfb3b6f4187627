"""Pictures of the villages and hills above the Lanjiang, of its stage, its stars, its guest."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PIL import Image

from .camera import Camera, Place
from .canvas import Canvas, Colour, Field, Pen, Point, mix, rgb, smooth, spline, times, vary
from .figures import (
    Look,
    back,
    gazing,
    peering,
    person,
    pointing,
    shadow,
    stooping,
    walking,
)
from .nature import bird, clouds, far_trees, haze, lamp, ridge, tree


def _terrace_hill(
    c: Canvas,
    base: float,
    peaks: tuple[tuple[float, float, float], ...],
    step: float,
    light: Colour,
    dark: Colour,
    fog: Colour,
    fogged: float,
    bush: float,
) -> Field:
    """A hill cut into rows of tea that follow its shape."""
    crest = base + np.zeros_like(c.x[0])
    for x, up, wide in peaks:
        crest = crest - up * np.exp(-(np.abs((c.x[0] - x) / wide) ** 1.8))
    crest = crest + c.noise(300, 1.8)[40] * 5
    down = c.y - crest[None, :]
    inside = smooth(down, -1.2, 1.2)
    bend = c.noise(520, 2.0) * 26 + c.noise(160, 1.7) * 5
    spread = (np.clip(down, 0, None) + 0.22 * (crest[None, :] - crest.min())) + bend
    phase = spread / (step * (1 + np.clip(down, 0, 900) / 420))
    row = phase - np.floor(phase)
    bushes = smooth(row, 0.02, 0.22) * smooth(-row, -0.86, -0.6)
    leafy = c.noise(bush * 3, 0.9, 1.5, 1.0)
    roll = smooth(row, 0.7, 0.1)
    tone = 0.5 + 0.6 * roll * bushes + 0.13 * leafy * bushes
    patch = 1 + 0.1 * c.noise(260, 1.7)
    a, b = rgb(dark), rgb(light)
    soil = rgb("#6b5a40")
    planes = []
    for k in range(3):
        leaf = (a[k] + (b[k] - a[k]) * np.clip(tone, 0, 1.3)) * patch
        gap = soil[k] * 0.4 + a[k] * 0.6
        value = gap + (leaf - gap) * bushes
        planes.append(np.clip(value + (rgb(fog)[k] - value) * fogged, 0, 1))
    c.blend(inside, np.stack(planes))
    return crest


def tea_hills() -> Image.Image:
    """Tea terraces, with the mist halfway up."""
    c = Canvas(1600, 900, 41)
    c.sky([(0, "#86a9c4"), (0.4, "#bfcfd2"), (0.75, "#f0e2c4"), (1, "#f6e3bd")], 0, 420)
    clouds(c, 520, "#b6bec4", "#fff2d8", 0.44, 0.9, 0.7, 1.9, 0.7, (0.75, 0.7), 0.6)
    c.glow(1220, 190, 640, "#ffe0a4", 0.62)
    mist = "#eee6d2"
    ridge(
        c, 300, 60, 12, "#dcd8cc", "#a9b7bf", 1.2, 120, 500, 0.02, ((380, 130, 150), (980, 60, 200))
    )
    haze(c, 330, 44, mist, 0.75)
    ridge(
        c, 372, 50, 9, "#d4d6c6", "#8ba2a4", 1.0, 120, 520, 0.02, ((760, 90, 180), (1420, 120, 220))
    )
    haze(c, 402, 44, mist, 0.8)
    _terrace_hill(
        c, 470, ((300, 110, 330), (1330, 60, 300)), 11, "#9db06a", "#55703f", mist, 0.42, 20
    )
    haze(c, 496, 40, mist, 0.85)
    _terrace_hill(
        c, 610, ((1180, 190, 430), (160, 40, 240)), 17, "#a4bb58", "#44652f", mist, 0.16, 28
    )
    with c.layer(blur=0.5) as pen:
        for x, y, h in (
            (1050, 438, 46),
            (1090, 430, 60),
            (1128, 428, 52),
            (1420, 478, 40),
            (700, 560, 40),
        ):
            tree(pen, x, y + 6, h, "#4b4434", c.dice, "#5d7440")
        _cottage(pen, 1290, 452, 40)
        _cottage(pen, 1345, 470, 34)
    haze(c, 640, 46, mist, 0.72)
    haze(c, 600, 26, mist, 0.5)
    _terrace_hill(
        c, 800, ((340, 190, 520), (1660, 130, 380)), 27, "#a9c24a", "#355723", mist, 0.0, 36
    )
    light = smooth(c.noise(700, 1.9), -0.6, 1.2) * smooth(c.y, 380, 620)
    c.light(light * 0.22, "#ffe9a8")
    for x, y, tall, flip, coat in (
        (560, 738, 96, False, "#b4543c"),
        (640, 752, 100, True, "#4a6a8a"),
        (330, 690, 84, False, "#d8c49a"),
        (1010, 846, 104, True, "#8a4a5a"),
    ):
        with c.layer(blur=3, alpha=0.4) as pen:
            pen.disc(x, y - 8, tall * 0.3, tall * 0.05, "#203010")
        person(
            c,
            x,
            y,
            tall,
            stooping(),
            Look(coat, "#4a4640", "#a07a5c", "#2a2420", "straw"),
            flip,
            0.2,
            "#fff0c0",
            0.5,
            1,
            0.1,
            cut=0.2,
        )
        with c.layer(blur=0.4) as pen:
            side = -1 if flip else 1
            bx, by = x + side * tall * 0.05, y - tall * 0.52
            pen.blob(
                [
                    (bx - 0.12 * tall, by - 0.1 * tall),
                    (bx + 0.04 * tall, by - 0.16 * tall),
                    (bx + 0.02 * tall, by + 0.08 * tall),
                    (bx - 0.1 * tall, by + 0.07 * tall),
                ],
                "#b08a4c",
            )
    with c.layer(blur=0.4) as pen:
        for x, y, s, b in ((640, 210, 22, 0.6), (690, 232, 18, -0.3), (600, 240, 16, 0.2)):
            bird(pen, x, y, s, b, "#5a666a")
    c.bloom(0.75, 26, 0.35)
    return c.finish(0.34, 0.012, 0.01, 1.06, 0.3)


def _cottage(pen: Pen, x: float, y: float, s: float) -> None:
    pen.box(x, y - s * 0.5, x + s, y, "#d8cfb8")
    pen.poly(
        [
            (x - s * 0.15, y - s * 0.48),
            (x + s * 0.12, y - s * 0.86),
            (x + s * 0.9, y - s * 0.86),
            (x + s * 1.15, y - s * 0.48),
        ],
        "#5b544e",
    )
    pen.box(x + s * 0.42, y - s * 0.3, x + s * 0.58, y, "#5a4634")


def _tray(c: Canvas, x: float, y: float, rx: float, ry: float, fill: str) -> None:
    """A round bamboo tray with leaves spread on it."""
    rim = [
        (x + rx * math.cos(a / 48 * math.tau), y + ry * math.sin(a / 48 * math.tau))
        for a in range(48)
    ]
    with c.layer(blur=rx * 0.03, alpha=0.6) as pen:
        pen.disc(x + 4, y + ry * 0.3 + 5, rx, ry, "#0c0805")
    with c.layer(rough=0.1, size=8) as pen:
        pen.disc(x, y + max(3, ry * 0.14), rx, ry, "#6a4a26")
        pen.disc(x, y, rx, ry, "#b08a50")
    inner = c.mask([(x + (px - x) * 0.93, y + (py - y) * 0.91) for px, py in rim])
    with c.layer(clip=inner) as pen:
        pen.disc(x, y, rx, ry, "#8f6c3a")
        for i in range(-14, 15):
            pen.line(
                [(x + i * rx / 13 - rx, y - ry), (x + i * rx / 13 + rx, y + ry)], "#a8834a", 1.4
            )
            pen.line(
                [(x + i * rx / 13 + rx, y - ry), (x + i * rx / 13 - rx, y + ry)], "#7a5a2e", 1.4
            )
    with c.layer(clip=inner) as pen:
        size = max(1.6, rx * 0.026)
        for _ in range(int(900 + rx * 4)):
            a, r = c.dice.uniform(0, math.tau), c.dice.random() ** 0.5 * c.dice.uniform(0.75, 0.97)
            px, py = x + rx * r * math.cos(a), y + ry * r * math.sin(a)
            turn = c.dice.uniform(0, math.pi)
            dx, dy = math.cos(turn) * size * 1.8, math.sin(turn) * size * 1.8 * ry / rx
            ink = times(fill, c.dice.uniform(0.5, 1.35))
            pen.taper(
                [(px - dx, py - dy), (px, py - size * 0.4), (px + dx, py + dy)],
                ink,
                size * 0.9,
                size * 0.3,
            )
    with c.layer(blur=0.3) as pen:
        pen.ring(x, y, rx, ry, "#d2aa68", max(2, rx * 0.035))
        pen.ring(x, y, rx * 0.965, ry * 0.955, "#7a5a30", max(1, rx * 0.012))


def _workshop_window(c: Canvas) -> None:
    with c.layer(rough=0.08, size=26) as pen:
        pen.box(180, 120, 640, 520, "#3a2a1c")
        pen.box(204, 144, 616, 496, "#dfe6d2")
    with c.layer(blur=7, clip=c.mask([(204, 144), (616, 144), (616, 496), (204, 496)])) as pen:
        pen.box(200, 330, 620, 500, "#9fb684")
        far_trees(pen, 190, 640, 400, 120, "#7fa06a", c.dice)
        far_trees(pen, 190, 640, 480, 90, "#6a8c54", c.dice)
    with c.layer() as pen:
        for i in range(1, 5):
            x = 204 + i * 412 / 5
            pen.box(x - 5, 144, x + 5, 496, "#332417")
        for y in (230, 318, 406):
            pen.box(204, y - 4, 616, y + 4, "#332417")
        pen.box(170, 496, 650, 520, "#55402a")
        pen.box(170, 496, 650, 502, "#a98a5c")
    c.glow(410, 320, 520, "#f4f0d4", 0.55)


def tea_workshop() -> Image.Image:
    """Round trays of tea in the light of a window."""
    c = Canvas(1500, 1000, 42)
    c.sky([(0, "#1c140d"), (0.5, "#3b2a1b"), (1, "#2a1d12")])
    with c.layer(rough=0.16, size=34) as pen:
        pen.box(0, 60, 1500, 720, "#6a5138")
        pen.poly([(0, 720), (1500, 720), (1500, 1000), (0, 1000)], "#4a3826")
    with c.layer(rough=0.1, stretch_y=3) as pen:
        for x in (60, 740, 1430):
            pen.box(x, 0, x + 44, 730, "#2c1e12")
        pen.box(0, 40, 1500, 92, "#22170e")
    _workshop_window(c)
    for row, (y, scale) in enumerate(((250, 0.62), (390, 0.66), (540, 0.7))):
        with c.layer(rough=0.1, stretch_x=3) as pen:
            pen.box(820, y + 34, 1420, y + 46, "#4b3520")
        for k in range(3):
            _tray(
                c,
                925 + k * 195,
                y + 8,
                146 * scale,
                44 * scale,
                ("#6f8438", "#7d9040", "#5f7430")[(k + row) % 3],
            )
    with c.layer(rough=0.1, stretch_y=3) as pen:
        for x in (826, 1118, 1400):
            pen.box(x, 190, x + 14, 730, "#3d2a19")
    c.shade(1 - 0.45 * smooth(c.x, 700, 1500) * smooth(-c.y, -800, -300))
    person(
        c,
        610,
        1030,
        640,
        stooping(),
        Look("#5d6a70", "#2c2a2c", "#8a6248", "#1d1815", "bun"),
        True,
        0.6,
        "#fff4d4",
        0.95,
        -1,
        0.3,
    )
    with c.layer(rough=0.1, stretch_x=3) as pen:
        for x in (150, 640, 1010, 1330):
            pen.taper([(x, 830), (x - 10, 1000)], "#2c1d11", 26, 30)
        pen.poly([(60, 800), (1440, 800), (1500, 850), (0, 850)], "#5b4128")
        pen.box(0, 850, 1500, 872, "#3a2817")
    for x, y, rx, ry, ink in (
        (330, 812, 230, 62, "#86a03e"),
        (1120, 830, 250, 66, "#75903a"),
        (735, 880, 270, 78, "#8ca844"),
    ):
        _tray(c, x, y, rx, ry, ink)
    _shafts(c)
    c.bloom(0.62, 30, 0.6)
    return c.finish(0.3, 0.014, 0.03, 1.04, 0.46)


def _shafts(c: Canvas) -> None:
    """Beams of light from the window, with dust in them."""
    dust = np.clip(1 + 0.25 * c.noise(200, 1.6), 0.3, 1.7)
    for i in range(5):
        x = 215 + i * 82
        beam = c.mask([(x, 170), (x + 66, 150), (x + 560, 900), (x + 400, 930)], 13)
        fall = smooth(-c.y, -960, -180)
        c.light(beam * c.full(dust * fall) * 0.24, "#fff0c4")
    with c.layer(blur=0.8, alpha=0.8) as pen:
        for _ in range(260):
            t = c.dice.random()
            mote = 260 + 420 * c.dice.random() + 420 * t
            pen.disc(
                mote,
                200 + 640 * t,
                c.dice.uniform(0.6, 1.8),
                c.dice.uniform(0.6, 1.8),
                "#fff2cc",
                c.dice.uniform(0.15, 0.7),
            )


def _house(
    c: Canvas, cam: Camera, x: float, z: float, wide: float, deep: float, panels: bool, k: int
) -> None:
    """A village house: white walls, grey tiles, and on the south slope its panels."""
    eave, top = 5.6, 8.4
    fog = min(0.55, max(0, (z - 24) / 120))
    air = "#c6d6dc"
    wall = mix(("#e6dcc8", "#efe8d8", "#dccdb2", "#e8e2d6")[k % 4], air, fog)
    with c.layer(rough=0.07, size=20, stretch_y=2) as pen:
        cam.block(pen, x, x + wide, 0, eave, z, z + deep, wall, times(wall, 0.72), wall)
        mid = z + deep / 2
        if cam.eye[0] < x:
            cam.quad(pen, [(x, eave, z), (x, top, mid), (x, eave, z + deep)], times(wall, 0.72))
        else:
            cam.quad(
                pen,
                [(x + wide, eave, z), (x + wide, top, mid), (x + wide, eave, z + deep)],
                times(wall, 0.78),
            )
    with c.layer() as pen:
        for i in range(int(wide / 2.6)):
            wx = x + 0.9 + i * 2.6
            for y in (0.9, 3.4):
                if i == 1 and y < 1:
                    cam.wall(
                        pen, (wx, z - 0.02), (wx + 1.2, z - 0.02), 0, 2.3, mix("#6b4630", air, fog)
                    )
                else:
                    cam.wall(
                        pen,
                        (wx, z - 0.02),
                        (wx + 1.2, z - 0.02),
                        y,
                        y + 1.3,
                        mix("#4c5a62", air, fog),
                    )
    roof = mix(("#5f5d60", "#6e6560", "#585a5c")[k % 3], air, fog)
    low, high = (z - 0.6, eave - 0.45), (z + deep / 2, top)

    def slope(a: float, b: float, s: float, t: float) -> list[tuple[float, float, float]]:
        def on(u: float, v: float) -> tuple[float, float, float]:
            return (
                x - 0.4 + (wide + 0.8) * u,
                low[1] + (high[1] - low[1]) * v,
                low[0] + (high[0] - low[0]) * v,
            )

        return [on(a, s), on(b, s), on(b, t), on(a, t)]

    with c.layer(rough=0.1, size=8, stretch_x=3) as pen:
        cam.quad(pen, slope(0, 1, 0, 1), roof)
        for i in range(1, 16):
            cam.quad(pen, slope(0, 1, i / 16, i / 16 + 0.012), times(roof, 0.72))
        cam.quad(pen, slope(-0.005, 1.005, 0.97, 1.02), times(roof, 0.6))
    if panels:
        _panels(c, cam, slope, fog, k)


def _panels(
    c: Canvas,
    cam: Camera,
    slope: Callable[[float, float, float, float], list[Place]],
    fog: float,
    k: int,
) -> None:
    blue = mix("#17305a", "#c6d6dc", fog)
    with c.layer() as pen:
        cam.quad(pen, slope(0.07, 0.93, 0.12, 0.9), mix("#c8ced2", "#c6d6dc", fog))
        for row in range(3):
            for column in range(8):
                a, s = 0.078 + column * 0.1065, 0.13 + row * 0.257
                quad = slope(a, a + 0.1, s, s + 0.245)
                cam.quad(pen, quad, times(blue, c.dice.uniform(0.85, 1.2)))
        for column in range(8):
            for line in range(1, 4):
                a = 0.078 + column * 0.1065 + line * 0.025
                cam.quad(pen, slope(a, a + 0.0016, 0.13, 0.89), mix(blue, "#8fb0d0", 0.35))
        for line in range(1, 18):
            s = 0.13 + line * 0.0428
            cam.quad(pen, slope(0.078, 0.925, s, s + 0.004), mix(blue, "#8fb0d0", 0.3))
    area = cam.face(slope(0.078, 0.925, 0.13, 0.89))
    sheen = smooth(c.noise(260, 1.8) + 0.8 * np.sin((c.x + c.y * 1.4) / 90 + k * 1.7), 0.1, 2.0)
    c.light(c.mask(area) * c.full(sheen) * 0.62, "#e8f2fa")


def solar_roofs() -> Image.Image:
    """A village with panels on its roofs."""
    c = Canvas(1600, 900, 43)
    c.sky([(0, "#4f93cc"), (0.6, "#a2cbe2"), (1, "#dfecec")], 0, 300)
    clouds(c, 330, "#b4c8d6", "#ffffff", 0.5, 0.8, 0.7, 2.0, 0.95, (0.3, 0.1), 0.8)
    ridge(
        c, 250, 60, 12, "#a9c0c0", "#7f9db0", 1.2, 120, 520, 0.04, ((1150, 90, 240), (250, 60, 200))
    )
    ridge(c, 300, 46, 8, "#86a884", "#5f8a72", 1.0, 90, 420, 0.1, ((620, 60, 260),))
    haze(c, 318, 26, "#dfe9e4", 0.55)
    with c.layer(blur=0.5) as pen:
        pen.box(0, 328, 1600, 900, "#7f9a5c")
    fields = smooth(np.sin(c.noise(380, 1.9) * 3), -0.3, 0.4)
    c.blend(fields * smooth(c.y, 326, 340) * 0.55, "#a3ad62")
    with c.layer(blur=0.6) as pen:
        far_trees(pen, -20, 1620, 352, 34, "#587a4a", c.dice)
    cam = Camera(800, 250, 900, (0, 19.5, -14), pitch=-0.13)
    _paddies(c, cam)
    houses = []
    for row in range(5):
        z = 22 + row * 17
        for column in range(-5, 6):
            x = column * 17.5 + (row % 2) * 8.5 + ((row * 7 + column * 5) % 4) - 2
            houses.append((z + (column * 3 + row) % 3, x))
    houses.sort(key=lambda place: (-place[0], -abs(place[1])))
    for i, (z, x) in enumerate(houses):
        u, _ = cam.at(x - 3, 0, z + 10)
        if not -220 < u < 1820:
            continue
        s = cam.focal / cam.turn((x, 0, z))[2]
        with c.layer(blur=0.5) as pen:
            for dx in (-3.2, 14.2):
                tu, tv = cam.at(x + dx, 0, z + 4)
                fog = min(0.55, max(0, (z - 24) / 120))
                tree(
                    pen,
                    tu,
                    tv,
                    (5.4 + (i * 3 % 4)) * s,
                    mix("#4c4032", "#c6d6dc", fog),
                    c.dice,
                    mix("#557a3c", "#c6d6dc", fog),
                    density=0.7,
                )
        with c.layer(blur=3, alpha=0.35) as pen:
            cam.floor(pen, x + 1, x + 14, z - 1, z + 8, "#1d2a14")
        _house(c, cam, x, z, 12, 7.5, (i * 7) % 9 != 3, i)
    with c.layer(rough=0.08) as pen:
        pen.box(0, 896, 1600, 900, "#6b7f4a")
    haze(c, 360, 60, "#dfe8e4", 0.35)
    c.light(smooth(c.x * 0.5 + c.y, 900, 100) * 0.14, "#fff0cc")
    return c.finish(0.34, 0.011, 0.015, 1.08, 0.28)


def _paddies(c: Canvas, cam: Camera) -> None:
    """The fields before the village: a lane, a pond, rice in rows, and those who work there."""
    with c.layer(rough=0.08, size=18) as pen:
        cam.floor(pen, -60, 60, 17.4, 19.2, "#c9b994")
        cam.floor(pen, -3.4, -2.2, 2, 17.6, "#bda984")
        cam.floor(pen, -60, 60, 2, 17.2, "#6f6a3c")
        cam.floor(pen, -3.4, -2.2, 2, 17.6, "#c4b48c")
    plots = (
        (-30, -17, 2, 16.8, "#86ad3e", 0),
        (-16.4, -4.0, 9.6, 16.8, "#6f9e3a", 1),
        (-16.4, -4.0, 2, 9.0, "#93b548", 2),
        (-1.6, 9.2, 2, 11.6, "#7aa63c", 3),
        (17.4, 34, 2, 16.8, "#86a840", 4),
    )
    for x0, x1, z0, z1, ink, k in plots:
        with c.layer(rough=0.07, size=10) as pen:
            cam.floor(pen, x0, x1, z0, z1, times(ink, 0.66))
        with c.layer(blur=0.25) as pen:
            for row in range(int((z1 - z0) / 0.62), -1, -1):
                z = z0 + 0.2 + row * 0.62
                for column in range(int((x1 - x0) / 0.5)):
                    x = x0 + 0.3 + column * 0.5 + c.dice.uniform(-0.06, 0.06)
                    u, v = cam.at(x, 0, z + c.dice.uniform(-0.08, 0.08))
                    if not -20 < u < 1620 or v > 930:
                        continue
                    s = 900 / cam.turn((x, 0, z))[2]
                    tone = vary(ink, c.dice, 0.12)
                    for lean in (-0.12, 0.0, 0.12):
                        tip = (u + lean * s, v - (0.34 if k % 2 else 0.42) * s)
                        pen.taper([(u, v), tip], times(tone, 1.0 - lean), 0.12 * s, 0.8)
    _pond(c, cam)
    with c.layer(rough=0.06, size=10) as pen:
        for a, b in (((-60, 17.0), (60, 17.0)), ((-16.7, 2), (-16.7, 17)), ((17.1, 2), (17.1, 17))):
            cam.stroke(pen, (a[0], 0.1, a[1]), (b[0], 0.1, b[1]), "#8f8a56", 0.34)
    for x, z, pose, look, flip in (
        (-9.5, 8.0, stooping(), Look("#c8d0cc", "#3a4450", "#8a6248", "#1d1815", "straw"), False),
        (-6.9, 7.2, stooping(), Look("#a8503c", "#3d3a34", "#8a6248", "#1d1815", "straw"), True),
        (-2.8, 12.4, walking(0.8), Look("#3f5f8a", "#3a3a3c", "#8a6248", "#1d1815"), True),
    ):
        u, v = cam.at(x, 0, z)
        tall = 1.66 * 900 / cam.turn((x, 0, z))[2]
        shadow(c, u, v, tall, pose, 0.8, 0.3, 0.4, flip)
        person(c, u, v, tall, pose, look, flip, 0.2, "#fff2d0", 0.35, -1, 0.05)


def _pond(c: Canvas, cam: Camera) -> None:
    """Still water with the sky in it, and ducks."""
    ring: list[Place] = [
        (
            13.2 + 3.5 * math.cos(a / 40 * math.tau) + 0.25 * math.sin(a * 0.9),
            0,
            9.8 + 6.4 * math.sin(a / 40 * math.tau),
        )
        for a in range(40)
    ]
    with c.layer(rough=0.08, size=12) as pen:
        cam.floor(pen, 9.4, 17.0, 2, 17.2, "#7f8f46")
        cam.quad(pen, [(x * 1.04 - 0.5, y, z * 1.03 - 0.3) for x, y, z in ring], "#8a7a50")
        cam.quad(pen, ring, "#7fa9bd")
    water = c.mask(cam.face(ring), 1)
    c.light(water * c.full(smooth(c.noise(240, 1.7, 2, 0.6), -0.4, 1.4)) * 0.5, "#e6f1f4")
    with c.layer(blur=0.3) as pen:
        for _ in range(7):
            x, z = c.dice.uniform(11.6, 15.0), c.dice.uniform(6.5, 13.5)
            u, v = cam.at(x, 0, z)
            s = 900 / cam.turn((x, 0, z))[2] * 0.3
            pen.disc(u, v + s * 0.4, s * 1.1, s * 0.16, "#5f8798")
            pen.blob(
                [
                    (u - s, v),
                    (u - s * 0.3, v - s * 0.5),
                    (u + s * 0.7, v - s * 0.3),
                    (u + s * 0.9, v + s * 0.2),
                    (u - s * 0.4, v + s * 0.3),
                ],
                "#f2efe4",
            )
            pen.disc(u + s * 0.85, v - s * 0.62, s * 0.3, s * 0.3, "#f2efe4")
            pen.taper(
                [(u + s * 1.1, v - s * 0.6), (u + s * 1.5, v - s * 0.52)], "#e0892c", s * 0.2, 1
            )


def _lantern(c: Canvas, x: float, y: float, s: float, strength: float = 1.0) -> None:
    """A red lantern with its tassel."""
    with c.layer(blur=0.3) as pen:
        pen.line([(x, y - s * 1.9), (x, y - s * 0.8)], "#1d1010", 1.2)
        pen.box(x - s * 0.4, y - s * 0.98, x + s * 0.4, y - s * 0.78, "#c8963c")
        pen.box(x - s * 0.4, y + s * 0.78, x + s * 0.4, y + s * 0.98, "#c8963c")
        for thread in range(-3, 4):
            pen.line(
                [(x + thread * s * 0.08, y + s * 0.98), (x + thread * s * 0.11, y + s * 1.8)],
                "#d8a040",
                1.0,
            )
    ring = [
        (x + s * 1.05 * math.cos(a / 32 * math.tau), y + s * 0.84 * math.sin(a / 32 * math.tau))
        for a in range(32)
    ]
    c.form(ring, "#d8301f", s * 0.7, (0, -0.2), 0.4, lit="#ff8a50")
    c.glow(x, y + s * 0.1, s * 0.95, "#ffd070", 0.75, power=1.4)
    with c.layer(alpha=0.4) as pen:
        for k in (-0.66, -0.3, 0.0, 0.3, 0.66):
            pen.curve(
                [
                    (x + k * s * 0.4, y - s * 0.82),
                    (x + k * s * 1.3, y),
                    (x + k * s * 0.4, y + s * 0.82),
                ],
                "#7a1410",
                1.2,
            )
    c.glow(x, y, s * 5.5, "#ff5a30", 0.34 * strength)


def _actor_sleeve(c: Canvas, x: float, y: float, h: float) -> None:
    """The lady: one sleeve thrown high, the other trailing."""

    def at(px: float, py: float) -> Point:
        return (x + px * h, y - py * h)

    robe = spline(
        [
            at(-0.055, 0.81),
            at(0.055, 0.81),
            at(0.1, 0.7),
            at(0.075, 0.55),
            at(0.12, 0.35),
            at(0.2, 0.08),
            at(0.23, 0.0),
            at(-0.26, 0.0),
            at(-0.17, 0.2),
            at(-0.085, 0.5),
            at(-0.1, 0.7),
        ],
        closed=True,
    )
    c.form(robe, "#a83a4a", h * 0.06, (0.2, -0.9), 0.5, 0.05, 16, "#ffd8a8")
    skirt = spline(
        [
            at(-0.06, 0.5),
            at(0.06, 0.5),
            at(0.15, 0.1),
            at(0.18, 0.0),
            at(-0.19, 0.0),
            at(-0.12, 0.2),
        ],
        closed=True,
    )
    c.form(skirt, "#e6cfa8", h * 0.04, (0.2, -0.9), 0.5, 0.05, 16)
    with c.layer(alpha=0.45, blur=0.6) as pen:
        for k in range(-4, 5):
            pen.curve(
                [at(k * 0.012, 0.48), at(k * 0.028, 0.22), at(k * 0.04, 0.01)], "#8a6a4a", 1.6
            )
    up = spline(
        [
            at(0.07, 0.79),
            at(0.16, 0.86),
            at(0.23, 0.97),
            at(0.27, 1.1),
            at(0.37, 1.19),
            at(0.5, 1.17),
            at(0.57, 1.06),
            at(0.53, 1.08),
            at(0.45, 1.11),
            at(0.37, 1.07),
            at(0.32, 0.96),
            at(0.25, 0.81),
            at(0.16, 0.72),
            at(0.08, 0.7),
        ],
        closed=True,
    )
    c.form(up, "#f0e4cc", h * 0.04, (0.1, -0.9), 0.45, 0.03, 16)
    down = spline(
        [
            at(-0.07, 0.78),
            at(-0.16, 0.7),
            at(-0.2, 0.58),
            at(-0.26, 0.42),
            at(-0.36, 0.26),
            at(-0.4, 0.12),
            at(-0.34, 0.1),
            at(-0.27, 0.24),
            at(-0.18, 0.36),
            at(-0.12, 0.52),
            at(-0.08, 0.66),
        ],
        closed=True,
    )
    c.form(down, "#f0e4cc", h * 0.04, (0.1, -0.9), 0.45, 0.03, 16)
    with c.layer(blur=0.3) as pen:
        pen.disc(*at(0.022, 0.9), h * 0.043, h * 0.058, "#d8a888")
        pen.blob(
            [
                at(-0.05, 0.93),
                at(-0.02, 0.985),
                at(0.04, 0.985),
                at(0.065, 0.94),
                at(0.045, 0.945),
                at(0.01, 0.945),
                at(-0.015, 0.9),
                at(-0.03, 0.84),
            ],
            "#17100f",
        )
        pen.disc(*at(-0.015, 1.0), h * 0.04, h * 0.034, "#17100f")
        for k in range(6):
            pen.disc(
                *at(-0.05 + k * 0.022, 0.975 + 0.018 * math.sin(k / 5 * math.pi)),
                h * 0.011,
                h * 0.011,
                ("#f2d070", "#e86a5a", "#f4f0e0")[k % 3],
            )
        pen.box(*at(-0.025, 0.85), *at(0.03, 0.8), "#f0e4cc")
        pen.line([at(-0.08, 0.56), at(0.075, 0.57)], "#d8a83c", h * 0.022)


def _actor_bow(c: Canvas, x: float, y: float, h: float) -> None:
    """The scholar, bowing to her with joined hands."""

    def at(px: float, py: float) -> Point:
        return (x + px * h, y - py * h)

    robe = spline(
        [
            at(0.17, 0.02),
            at(0.2, 0.25),
            at(0.17, 0.5),
            at(0.12, 0.64),
            at(0.0, 0.75),
            at(-0.12, 0.79),
            at(-0.16, 0.74),
            at(-0.1, 0.6),
            at(-0.06, 0.42),
            at(-0.09, 0.2),
            at(-0.14, 0.0),
            at(0.2, 0.0),
        ],
        closed=True,
    )
    c.form(robe, "#3f6a94", h * 0.06, (-0.2, -0.9), 0.5, 0.05, 16, "#ffe4c0")
    sleeve = spline(
        [
            at(-0.06, 0.72),
            at(-0.17, 0.66),
            at(-0.27, 0.6),
            at(-0.33, 0.58),
            at(-0.33, 0.5),
            at(-0.3, 0.36),
            at(-0.2, 0.34),
            at(-0.16, 0.44),
            at(-0.08, 0.56),
        ],
        closed=True,
    )
    c.form(sleeve, "#4f7eaa", h * 0.045, (-0.3, -0.9), 0.5, 0.04, 16)
    with c.layer(blur=0.3) as pen:
        pen.line([at(-0.33, 0.58), at(-0.33, 0.5), at(-0.3, 0.36)], "#f0e8d8", h * 0.025)
        pen.disc(*at(-0.345, 0.56), h * 0.026, h * 0.026, "#d8a888")
        pen.line([at(-0.06, 0.44), at(0.17, 0.48)], "#d8b04a", h * 0.024)
        pen.box(*at(-0.13, 0.035), *at(-0.02, 0.0), "#ece4d4")
        pen.disc(*at(-0.205, 0.775), h * 0.046, h * 0.054, "#d8a888")
        pen.blob(
            [
                at(-0.245, 0.83),
                at(-0.2, 0.87),
                at(-0.14, 0.85),
                at(-0.125, 0.78),
                at(-0.15, 0.74),
                at(-0.165, 0.79),
                at(-0.2, 0.815),
            ],
            "#17100f",
        )
        pen.blob(
            [at(-0.25, 0.835), at(-0.215, 0.9), at(-0.15, 0.9), at(-0.115, 0.83), at(-0.18, 0.85)],
            "#1c2434",
        )
        pen.taper(
            [at(-0.12, 0.85), at(-0.03, 0.9), at(0.04, 0.87)], "#1c2434", h * 0.028, h * 0.016
        )
        pen.taper(
            [at(-0.12, 0.83), at(-0.04, 0.85), at(0.02, 0.8)], "#1c2434", h * 0.028, h * 0.016
        )
        pen.poly([at(0.1, 0.78), at(0.16, 0.86), at(0.18, 0.84), at(0.13, 0.75)], "#e6d8b8")


def _stage_roof(c: Canvas) -> None:
    """The great roof with its flying eaves."""
    sheet = spline([(210, 330), (330, 300), (470, 236), (560, 150), (640, 96)]) + spline(
        [(860, 96), (940, 150), (1030, 236), (1170, 300), (1290, 330)]
    )
    eave = (
        spline([(1290, 330), (1316, 300), (1340, 262)])
        + spline(
            [(1326, 330), (1240, 352), (1000, 362), (750, 364), (500, 362), (260, 352), (174, 330)]
        )
        + spline([(160, 262), (184, 300), (210, 330)])
    )
    with c.layer(rough=0.1, size=12, stretch_y=3) as pen:
        pen.poly(sheet + eave, "#241d22")
    roof = c.mask(sheet + eave)
    with c.layer(alpha=0.75, clip=roof) as pen:
        for k in range(-30, 31):
            x = 750 + k * 19.6
            top = 750 + k * 7.4
            pen.curve([(top, 90), (750 + k * 11.5, 220), (x, 362)], "#41363c", 3.4)
            pen.curve([(top + 3, 90), (750 + k * 11.5 + 4, 220), (x + 5, 362)], "#0f0b0f", 2.2)
    with c.layer(rough=0.06) as pen:
        pen.curve([(600, 100), (640, 90), (750, 94), (860, 90), (900, 100)], "#3a2e34", 15)
        for side in (-1, 1):
            x = 750 + side * 150
            pen.taper(
                spline([(x, 100), (x + side * 16, 70), (x + side * 6, 40), (x - side * 14, 34)]),
                "#3a2e34",
                16,
                3,
            )
        pen.blob([(736, 90), (742, 60), (750, 40), (758, 60), (764, 90)], "#4a3a34")
        pen.curve(
            [(176, 336), (260, 358), (500, 368), (750, 370), (1000, 368), (1240, 358), (1324, 336)],
            "#6a3a26",
            8,
        )
        for k in range(-27, 28):
            pen.disc(750 + k * 20, 369 - 10 * (abs(k) / 27) ** 4, 5, 5, "#8a5030")


def opera_stage() -> Image.Image:
    """An old stage, at night, in play."""
    c = Canvas(1500, 1000, 44)
    c.sky([(0, "#0a1024"), (0.5, "#172040"), (1, "#2c2740")], 0, 700)
    with c.layer(blur=0.3) as pen:
        for _ in range(160):
            pen.disc(
                c.dice.uniform(0, 1500),
                c.dice.uniform(0, 420),
                0.8,
                0.8,
                "#cfd8f4",
                c.dice.uniform(0.15, 0.8),
            )
    ridge(c, 560, 70, 10, "#131628", "#1a2038", 1.0, 100, 600, 0.03)
    with c.layer(blur=0.8) as pen:
        for x, tall in ((60, 420), (1440, 450), (180, 260), (1340, 240)):
            tree(pen, x, 720, tall, "#0d0e14", c.dice, "#1a211c")
    with c.layer(rough=0.06, size=20) as pen:
        pen.box(290, 360, 1210, 740, "#2a1712")
        pen.box(330, 372, 1170, 730, "#8c4a26")
    c.glow(750, 520, 620, "#ffc878", 0.85, 0.62)
    _backcloth(c)
    with c.layer(rough=0.08, stretch_x=3) as pen:
        pen.poly([(330, 690), (1170, 690), (1220, 742), (280, 742)], "#a8703c")
        pen.box(262, 740, 1238, 764, "#5a3018")
        pen.box(280, 764, 1220, 900, "#3a2a26")
    with c.layer(alpha=0.6) as pen:
        for k in range(-8, 9):
            pen.line([(750 + k * 52, 690), (750 + k * 60, 741)], "#6a4020", 1.5)
        for y in range(764, 900, 34):
            pen.line([(280, y), (1220, y)], "#1c1412", 2)
            for x in range(280 + y % 3 * 30, 1220, 90):
                pen.line([(x, y), (x, y + 34)], "#1c1412", 2)
    for x, lean in ((620, 0.5), (905, -0.4)):
        with c.layer(blur=5, alpha=0.6) as pen:
            pen.disc(x, 727, 84, 9, "#3a1c0c")
            pen.poly(
                [
                    (x - 40, 727),
                    (x + 40, 727),
                    (x + lean * 150 + 30, 742),
                    (x + lean * 150 - 40, 742),
                ],
                "#3a1c0c",
                0.5,
            )
    _actor_sleeve(c, 610, 727, 262)
    _actor_bow(c, 915, 729, 268)
    with c.layer(rough=0.06, stretch_y=3) as pen:
        for x in (316, 1158):
            pen.box(x, 362, x + 28, 742, "#6a2418")
            pen.box(x, 362, x + 6, 742, "#a8482c")
            pen.disc(x + 14, 742, 24, 8, "#4a4440")
        pen.box(290, 362, 1210, 398, "#4a2014")
    with c.layer(blur=0.4) as pen:
        for k in range(17):
            x = 342 + k * 51
            pen.blob(
                [(x - 24, 398), (x, 410), (x + 24, 398), (x + 20, 426), (x, 420), (x - 20, 426)],
                "#7a3a1e",
            )
        pen.box(650, 372, 850, 424, "#1d120e")
        pen.box(654, 376, 846, 420, "#2c1a12")
        pen.text(750, 398, "钟家埠戏台", "#e8b850", 32, serif=True)
    _stage_roof(c)
    for x, y, s in (
        (232, 430, 27),
        (400, 446, 25),
        (520, 452, 25),
        (980, 452, 25),
        (1100, 446, 25),
        (1268, 430, 27),
    ):
        _lantern(c, x, y, s)
    _spectators(c)
    c.bloom(0.6, 28, 0.6)
    return c.finish(0.28, 0.014, 0.03, 1.08, 0.44)


def _backcloth(c: Canvas) -> None:
    with c.layer(rough=0.05, blur=0.8) as pen:
        pen.box(450, 420, 1050, 690, "#e0b468")
        pen.box(450, 420, 1050, 432, "#a83a24")
        for x in (372, 1062):
            pen.box(x, 432, x + 66, 690, "#b8402a")
            pen.box(x, 432, x + 66, 446, "#e8b850")
    with c.layer(blur=1.6, alpha=0.5) as pen:
        for x, y, s in ((560, 600, 90), (700, 570, 130), (900, 590, 100)):
            pen.blob(
                [
                    (x - s, 650),
                    (x - s * 0.4, y - s * 0.1),
                    (x, y - s * 0.6),
                    (x + s * 0.5, y),
                    (x + s, 650),
                ],
                "#8f8a58",
            )
        pen.blob(
            [(470, 640), (640, 622), (800, 640), (1030, 626), (1030, 676), (470, 676)], "#b89a5a"
        )
        pen.disc(960, 480, 24, 24, "#e8603a")
        for k in range(5):
            bird(pen, 620 + k * 32, 480 + (k % 2) * 12, 22, 0.4, "#6a5638")


def _spectators(c: Canvas) -> None:
    """Heads before the stage, edged with its light."""
    for row, (y, s, count) in enumerate(((812, 36, 21), (872, 48, 17), (948, 64, 13))):
        for k in range(count):
            x = (k + 0.5 + 0.5 * (row % 2)) * 1500 / count + c.dice.uniform(-14, 14)
            r = s * c.dice.uniform(0.86, 1.06)
            top = y + c.dice.uniform(-12, 12)
            body = spline(
                [
                    (x - r * 1.25, top + r * 3.6),
                    (x - r * 1.15, top + r * 1.6),
                    (x - r * 0.4, top + r * 1.05),
                    (x + r * 0.4, top + r * 1.05),
                    (x + r * 1.15, top + r * 1.6),
                    (x + r * 1.25, top + r * 3.6),
                ],
                closed=True,
            )
            ink = ("#191318", "#1d1516", "#15131c")[k % 3]
            c.form(body, ink, r * 0.5, (0, -1), 0.9, lit="#d8823c", blur=0.4)
            head = [
                (
                    x + r * 0.5 * math.cos(a / 20 * math.tau),
                    top + r * 0.52 + r * 0.62 * math.sin(a / 20 * math.tau),
                )
                for a in range(20)
            ]
            c.form(head, "#120e10", r * 0.34, (0, -1), 1.0, lit="#e8964a", blur=0.4)
            if (k * 5 + row) % 6 == 0:
                c.form(
                    [
                        (px + r * 0.1, py - r * 0.62)
                        for px, py in [
                            (
                                x + r * 0.26 * math.cos(a / 12 * math.tau),
                                top + r * 0.4 + r * 0.24 * math.sin(a / 12 * math.tau),
                            )
                            for a in range(12)
                        ]
                    ],
                    "#120e10",
                    r * 0.2,
                    (0, -1),
                    0.9,
                    lit="#e8964a",
                )


def _milky_way(c: Canvas) -> None:
    across = (c.x - 980) * 0.8 + (c.y - 300) * 0.62
    along = -(c.x - 980) * 0.62 + (c.y - 300) * 0.8
    band = np.exp(-((across / 150) ** 2))
    core = np.exp(-((across / 70) ** 2)) * np.exp(-(((along - 160) / 380) ** 2))
    dust = smooth(c.noise(230, 1.5, 0.8, 1.3) + 0.4 * c.noise(70, 1.3), 0.1, 1.5)
    lane = np.exp(-(((across + 16 + 24 * c.noise(300, 1.8)) / 30) ** 2))
    cloud = band * (0.55 + 0.3 * c.noise(200, 1.5)) * (1 - 0.62 * dust) * (1 - 0.55 * lane)
    c.light(np.clip(cloud, 0, 1) * 0.5, "#9fb0dc")
    c.light(np.clip(core * (1 - 0.7 * dust) * (1 - 0.6 * lane), 0, 1) * 0.55, "#f0cfae")
    with c.layer() as pen:
        for _ in range(5200):
            t, off = c.dice.uniform(-900, 900), c.dice.gauss(0, 110)
            x, y = 980 + off * 0.8 - t * 0.62, 300 + off * 0.62 + t * 0.8
            pen.disc(x, y, 0.5, 0.5, "#e4e9ff", c.dice.uniform(0.1, 0.5))


def starry_sky() -> Image.Image:
    """Stars over a summit, and those who watch them."""
    c = Canvas(1600, 900, 45)
    c.sky([(0, "#070c1c"), (0.5, "#122044"), (0.82, "#27406a"), (1, "#4d6480")], 0, 760)
    _milky_way(c)
    with c.layer() as pen:
        for _ in range(2600):
            x, y = c.dice.uniform(0, 1600), 740 * c.dice.random() ** 1.1
            size = 0.45 + 0.75 * c.dice.random() ** 7
            pen.disc(
                x,
                y,
                size,
                size,
                c.dice.choice(("#ffffff", "#cfdcff", "#ffe8cc")),
                c.dice.uniform(0.25, 0.95),
            )
    for _ in range(46):
        x, y = c.dice.uniform(0, 1600), c.dice.uniform(0, 640)
        ink = c.dice.choice(("#dfe8ff", "#fff0d8", "#c8d8ff"))
        c.glow(x, y, c.dice.uniform(5, 12), ink, 0.8, power=2.6)
        with c.layer() as pen:
            pen.disc(x, y, 1.2, 1.2, "#ffffff")
    with c.layer(blur=0.4, alpha=0.85) as pen:
        pen.taper([(380, 120), (560, 196)], "#ffffff", 0.4, 2.2)
    c.glow(620, 790, 620, "#ffb070", 0.32, 0.3)
    ridge(c, 716, 50, 7, "#26344e", "#1d2b48", 1.0, 120, 500, 0.02)
    haze(c, 742, 22, "#50648a", 0.45)
    ridge(c, 760, 40, 6, "#111a2c", "#152138", 1.0, 120, 420, 0.03, ((200, 40, 200),))
    c.glow(560, 768, 300, "#ffc080", 0.22, 0.18)
    top = (
        800
        - 54 * np.exp(-(((c.x[0] - 1040) / 420) ** 2))
        + 4 * np.sin(c.x[0] / 37)
        + 3 * np.sin(c.x[0] / 13)
    )
    tone = 1 + 0.2 * c.noise(60, 1.2)
    c.blend(
        smooth(c.y - top[None, :], -1, 1),
        np.stack([np.clip(k * tone, 0, 1) for k in (0.035, 0.045, 0.075)]),
    )
    with c.layer(blur=0.3) as pen:
        for _ in range(1500):
            x = c.dice.uniform(0, 1600)
            y = float(top[min(1599, int(x))]) + c.dice.random() ** 2 * 70
            h = c.dice.uniform(5, 16)
            pen.taper(
                [(x, y + 2), (x + h * 0.3, y - h)],
                c.dice.choice(("#0a0f1a", "#0d1422", "#070b13")),
                1.4,
                0.3,
            )
    _stargazers(c)
    c.bloom(0.7, 20, 0.4)
    return c.finish(0.2, 0.012, -0.01, 1.1, 0.36)


def _stargazers(c: Canvas) -> None:
    c.glow(1062, 742, 150, "#ff4a2c", 0.26, 0.6)
    with c.layer(blur=0.3) as pen:
        ink = "#080b13"
        for foot in (1012, 1046, 1082):
            pen.line([(1044, 690), (foot, 756)], ink, 3)
        pen.taper([(1020, 704), (1110, 628)], ink, 12, 19)
        pen.taper([(1104, 633), (1120, 620)], ink, 22, 22)
        pen.taper([(1014, 700), (1024, 706)], ink, 7, 8)
        pen.disc(1044, 692, 7, 7, ink)
    with c.layer(alpha=0.7, blur=0.4) as pen:
        pen.line([(1024, 690), (1108, 620)], "#8fa6d8", 1.2)
    for x, y, tall, pose, look, flip in (
        (982, 757, 118, peering(), Look("#0c111c", "#080b13", "#241d20", "#07090f", "cap"), False),
        (1178, 760, 128, pointing(), Look("#0d1320", "#080b13", "#2a2224", "#07090f"), True),
        (1222, 762, 84, gazing(), Look("#10141f", "#080b13", "#2a2224", "#07090f", "tail"), True),
        (820, 776, 122, gazing(), Look("#0c111c", "#080b13", "#241d20", "#07090f", "bun"), False),
        (776, 780, 128, back(0.02), Look("#0b0f19", "#080b13", "#241d20", "#07090f"), False),
    ):
        person(c, x, y, tall, pose, look, flip, 0.15, "#7f98cc", 0.8, 1 if x < 1100 else -1, 0.1)
    lamp(c, 1062, 748, 2.2, "#ff5030", 0.9)


def _guest_window(c: Canvas) -> None:
    with c.layer() as pen:
        pen.box(90, 90, 660, 900, "#dfe6dc")
    out = c.mask([(90, 90), (660, 90), (660, 900), (90, 900)])
    with c.layer(blur=14, clip=out) as pen:
        pen.box(80, 80, 670, 480, "#e9efe6")
        far_trees(pen, 60, 700, 640, 200, "#a9bf9a", c.dice)
        far_trees(pen, 60, 700, 800, 190, "#8dab7c", c.dice)
        pen.box(80, 760, 670, 900, "#7f9f6e")
    for _ in range(60):
        c.glow(
            c.dice.uniform(110, 640),
            c.dice.uniform(130, 800),
            c.dice.uniform(14, 46),
            "#f8f6dc",
            c.dice.uniform(0.1, 0.4),
            power=0.7,
        )
    with c.layer(rough=0.04, stretch_y=3) as pen:
        for x in (84, 366, 648):
            pen.box(x, 80, x + 20, 910, "#8b6a4a")
            pen.box(x, 80, x + 5, 910, "#d8bc92")
        for y in (80, 330, 620, 892):
            pen.box(84, y, 668, y + 18, "#8b6a4a")
            pen.box(84, y, 668, y + 4, "#d8bc92")
        pen.box(60, 904, 700, 936, "#a3805a")
    c.glow(370, 420, 620, "#fff6dc", 0.45)


def _guest_figure(c: Canvas) -> None:
    """She sits in half profile, turned to the window on the left, a pen in her hand."""
    coat, shade = "#35566b", (-0.95, -0.35)
    back_hair = spline(
        [(640, 424), (690, 420), (732, 450), (744, 500), (722, 548), (680, 560), (640, 530)],
        closed=True,
    )
    neck = spline(
        [(590, 560), (672, 540), (690, 620), (720, 690), (600, 720), (572, 650)], closed=True
    )
    c.form(neck, "#a9765a", 34, shade, 0.7, lit="#ffe4c4")
    torso = spline(
        [
            (556, 668),
            (600, 650),
            (640, 690),
            (694, 650),
            (748, 664),
            (820, 720),
            (862, 830),
            (884, 980),
            (900, 1120),
            (470, 1120),
            (468, 980),
            (478, 850),
            (502, 730),
        ],
        closed=True,
    )
    c.form(torso, coat, 70, shade, 0.62, 0.04, 30, "#dfe9ea")
    collar = spline(
        [(572, 648), (600, 690), (634, 740), (610, 800), (584, 740), (560, 684)], closed=True
    )
    c.form(collar, "#ece2cf", 14, shade, 0.4)
    c.form(
        spline(
            [(694, 640), (706, 690), (640, 760), (612, 800), (640, 730), (672, 680)], closed=True
        ),
        "#e0d4be",
        14,
        shade,
        0.4,
    )
    face = spline(
        [
            (566, 380),
            (548, 420),
            (541, 452),
            (536, 470),
            (517, 500),
            (522, 511),
            (536, 516),
            (533, 530),
            (538, 541),
            (534, 552),
            (540, 562),
            (541, 584),
            (560, 602),
            (600, 600),
            (650, 560),
            (690, 490),
            (682, 420),
            (640, 376),
            (600, 366),
        ],
        closed=True,
    )
    c.form(face, "#bd8868", 40, shade, 0.66, lit="#ffe8cc")
    _guest_features(c)
    bun = [
        (742 + 56 * math.cos(a / 30 * math.tau), 446 + 52 * math.sin(a / 30 * math.tau))
        for a in range(30)
    ]
    c.form(bun, "#241c1c", 26, shade, 0.8, lit="#b89a80")
    c.form(back_hair, "#241c1c", 26, shade, 0.6)
    hair = spline(
        [
            (556, 408),
            (566, 372),
            (600, 344),
            (650, 338),
            (700, 360),
            (730, 410),
            (732, 470),
            (716, 530),
            (692, 560),
            (676, 540),
            (676, 500),
            (660, 470),
            (640, 448),
            (606, 420),
            (584, 412),
        ],
        closed=True,
    )
    c.form(hair, "#2a2020", 36, shade, 0.8, lit="#c8aa8c")
    with c.layer(alpha=0.5, blur=0.6) as pen:
        for k in range(16):
            pen.curve(
                [
                    (568 + k * 7, 404 - k * 3.4),
                    (630 + k * 5, 376 + k * 2),
                    (690 + k * 2, 410 + k * 4),
                    (730, 440 + k * 2),
                ],
                ("#5a463c", "#120d0d")[k % 2],
                1.3,
            )
        pen.curve([(716, 410), (742, 420), (768, 440)], "#5a463c", 1.4)
        pen.curve([(712, 470), (742, 474), (776, 462)], "#5a463c", 1.4)
    with c.layer(blur=0.3) as pen:
        pen.taper([(700, 420), (806, 482)], "#b08a4c", 5, 3)
        pen.disc(808, 484, 6, 6, "#c8503c")


def _guest_features(c: Canvas) -> None:
    with c.layer(blur=0.7) as pen:
        pen.taper(spline([(549, 440), (566, 430), (592, 434), (604, 442)]), "#3a2824", 3, 6)
        pen.taper(spline([(550, 466), (562, 462), (578, 466), (586, 472)]), "#1d1412", 2.4, 4.4)
        pen.disc(561, 468, 4.6, 5.4, "#1d1412")
        pen.disc(559.4, 466, 1.3, 1.3, "#f0e8dc")
        pen.curve([(552, 475), (566, 478), (580, 476)], "#7a5240", 1.2)
        pen.curve([(532, 512), (542, 510), (546, 503)], "#7a4a38", 2)
    with c.layer(blur=0.9) as pen:
        pen.blob([(533, 541), (538, 533), (550, 535), (563, 541), (552, 543)], "#a5533f")
        pen.blob([(534, 543), (552, 543), (562, 542), (552, 553), (539, 553)], "#b5614c")
    with c.layer(blur=13, alpha=0.4) as pen:
        pen.disc(590, 520, 26, 20, "#c8604a")
    ear = spline(
        [(654, 474), (672, 470), (682, 486), (676, 512), (662, 524), (654, 506)], closed=True
    )
    c.form(ear, "#b07a5c", 9, (-0.9, -0.4), 0.5)
    with c.layer() as pen:
        pen.disc(664, 532, 4, 4, "#e8d8b0")
        pen.ring(572, 470, 25, 23, "#4a342c", 2.2)
        pen.line([(597, 468), (660, 478)], "#4a342c", 2.2)
        pen.line([(547, 466), (538, 468)], "#4a342c", 2.2)


def _guest_desk(c: Canvas) -> None:
    with c.layer(rough=0.09, size=20, stretch_x=5) as pen:
        pen.poly([(0, 1090), (1000, 1060), (1000, 1400), (0, 1400)], "#8a5f3c")
        pen.poly([(0, 1086), (1000, 1056), (1000, 1072), (0, 1102)], "#c89a66")
    c.light(
        np.exp(-(((c.x - 250) / 330) ** 2))
        * smooth(c.y, 1090, 1130)
        * smooth(-c.y, -1400, -1200)
        * 0.4,
        "#ffe8b8",
    )
    with c.layer(blur=12, alpha=0.5) as pen:
        pen.poly([(330, 1160), (760, 1150), (860, 1250), (420, 1270)], "#2c1a0e")
    with c.layer(rough=0.02) as pen:
        pen.poly([(250, 1150), (560, 1136), (640, 1232), (290, 1252)], "#f2ead8")
        pen.poly([(262, 1144), (566, 1130), (632, 1222), (300, 1240)], "#fbf6e8")
        for k in range(6):
            y = 1150 + k * 14
            pen.line([(284 + k * 5, y), (530 + k * 9 - (k == 5) * 150, y - 11)], "#8a8478", 1.6)
    shade = (-0.95, -0.4)
    arm = spline(
        [
            (780, 740),
            (850, 800),
            (884, 930),
            (850, 1060),
            (760, 1130),
            (640, 1168),
            (570, 1180),
            (556, 1140),
            (620, 1106),
            (700, 1060),
            (740, 980),
            (730, 860),
        ],
        closed=True,
    )
    c.form(arm, "#3d6178", 46, shade, 0.66, 0.04, 30, "#dfe9ea")
    far_arm = spline(
        [
            (490, 800),
            (470, 920),
            (440, 1030),
            (410, 1100),
            (400, 1150),
            (450, 1160),
            (490, 1110),
            (530, 1010),
            (540, 880),
        ],
        closed=True,
    )
    c.form(far_arm, "#2f4d60", 34, shade, 0.6, 0.04, 30)
    c.form(
        spline(
            [
                (566, 1138),
                (530, 1140),
                (494, 1152),
                (474, 1170),
                (486, 1182),
                (520, 1184),
                (570, 1182),
            ],
            closed=True,
        ),
        "#bd8868",
        16,
        shade,
        0.6,
        lit="#ffe8cc",
    )
    with c.layer(blur=0.4) as pen:
        for k in range(3):
            pen.curve(
                [(500, 1154 + k * 9), (482, 1162 + k * 7), (470, 1178 + k * 3)], "#8a5a42", 1.6
            )
        pen.taper([(470, 1196), (546, 1086)], "#1d2630", 3, 8)
        pen.taper([(470, 1196), (476, 1187)], "#c8a04a", 1, 4)
    c.form(
        spline(
            [(398, 1132), (380, 1150), (384, 1178), (420, 1184), (452, 1172), (450, 1140)],
            closed=True,
        ),
        "#b07c5e",
        14,
        shade,
        0.5,
    )
    _guest_things(c)


def _guest_things(c: Canvas) -> None:
    books = (
        (700, 1300, 250, 34, "#8a3f34"),
        (716, 1266, 226, 32, "#4a6458"),
        (706, 1236, 236, 28, "#c8a868"),
    )
    for x, y, wide, tall, ink in books:
        with c.layer(rough=0.05) as pen:
            pen.box(x, y, x + wide, y + tall, ink)
            pen.box(x, y + 3, x + 8, y + tall - 3, times(ink, 1.35))
            pen.box(x + wide - 20, y + 5, x + wide, y + tall - 5, "#efe6d0")
            pen.box(x + 40, y + tall * 0.3, x + 110, y + tall * 0.42, mix(ink, "#f0dca8", 0.6))
    side: list[Point] = [(130, 1180), (136, 1236), (158, 1266), (196, 1266), (218, 1236)]
    cup = [*spline([*side, (224, 1180)]), (224, 1180), (130, 1180)]
    with c.layer(blur=8, alpha=0.5) as pen:
        pen.disc(200, 1272, 80, 14, "#2c1a0e")
    c.form(cup, "#e8e2d2", 26, (-0.9, -0.4), 0.55)
    with c.layer(blur=0.4) as pen:
        pen.disc(177, 1180, 47, 12, "#f4efe2")
        pen.disc(177, 1182, 41, 9, "#8a9a4a")
        pen.curve([(222, 1196), (250, 1200), (250, 1232), (216, 1238)], "#d4cbb6", 8)
        pen.curve([(134, 1216), (177, 1226), (222, 1216)], "#4a6a94", 3)
    with c.layer(blur=7, alpha=0.4) as pen:
        for k in range(3):
            x = 160 + k * 18
            pen.curve([(x, 1166), (x + 14, 1120), (x - 12, 1070), (x + 10, 1010)], "#ffffff", 7)


def _guest_room(c: Canvas) -> None:
    with c.layer(rough=0.05, size=40) as pen:
        pen.box(0, 0, 1000, 1400, "#6d5a48")
    c.shade(1 - 0.5 * smooth(c.x, 560, 1000) + c.y * 0)
    with c.layer(blur=3.2, rough=0.06) as pen:
        for y in (300, 520, 740):
            pen.box(760, y, 1010, y + 16, "#3a2a1e")
            x = 772.0
            while x < 1000:
                wide = c.dice.uniform(13, 30)
                tall = c.dice.uniform(110, 160)
                pen.box(
                    x,
                    y - tall,
                    x + wide - 2,
                    y,
                    vary(
                        c.dice.choice(("#7a4438", "#4c5f62", "#94794a", "#5b4a5c", "#a3916c")),
                        c.dice,
                        0.2,
                    ),
                )
                x += wide


def guest() -> Image.Image:
    """The guest of the interview at her desk by the window."""
    c = Canvas(1000, 1400, 46)
    _guest_room(c)
    _guest_window(c)
    with c.layer(blur=1.5, rough=0.05, stretch_y=4, alpha=0.92) as pen:
        for k in range(7):
            x = -20 + k * 22
            pen.taper(
                spline([(x, 40), (x + 12, 400), (x - 4 + k * 3, 980)]),
                mix("#d8cdb4", "#a8987c", (k % 3) / 3),
                30,
                28,
            )
    _guest_figure(c)
    _guest_desk(c)
    with c.layer(blur=1.6) as pen:
        for k in range(16):
            a = -math.pi / 2 + (k - 7.5) * 0.15
            tip = (64 + math.cos(a) * 150, 1010 + math.sin(a) * 190)
            pen.taper(
                spline([(64, 1060), ((64 + tip[0]) / 2 + 8, (1040 + tip[1]) / 2 - 20), tip]),
                times("#4f6f44", 0.7 + 0.04 * k),
                11,
                1,
            )
        pen.poly([(20, 1040), (112, 1040), (100, 1120), (32, 1120)], "#a8603c")
    c.bloom(0.72, 34, 0.5)
    return c.finish(0.3, 0.013, 0.025, 1.03, 0.34)
