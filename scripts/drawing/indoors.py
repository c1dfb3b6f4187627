"""Pictures from inside Saltmere's buildings: the lighthouse stair and the Playhouse."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from .canvas import Canvas, Field, Pen, Point, mix, rgb, smooth, spline, times
from .nature import lamp

WALL, WELL, TURN, STEPS = 3.0, 1.02, 4.6, 20  # metres, metres a turn, steps a turn
FOCAL, TOP = 640.0, 30.0


class _Tower:
    """What a ray from the foot of the stair meets: by the canvas's own points."""

    def __init__(self, c: Canvas, eye: Point) -> None:
        dx, dy = c.x - eye[0], c.y - eye[1]
        self.ray = np.sqrt(dx * dx + dy * dy) / FOCAL + 1e-4  # outward for each metre upward
        self.angle = (np.arctan2(dy, dx) + math.tau) % math.tau
        step = np.floor(self.angle / math.tau * STEPS) / STEPS * TURN
        edge = WELL / self.ray  # the height at which a ray leaves the open well
        wall = WALL / self.ray
        self.kind = np.zeros_like(self.ray, dtype=np.int8)  # 0 wall, 1 under a step, 2 its edge
        self.height = np.minimum(wall, TOP)
        for n in range(int(TOP / TURN), -1, -1):
            base = step + n * TURN + 1.2
            under = (base > edge) & (base < np.minimum(wall, TOP)) & (base < self.height)
            self.kind[under] = 1
            self.height[under] = base[under]
        for n in range(int(TOP / TURN), -1, -1):
            base = step + n * TURN + 1.2
            side = (edge >= base) & (edge <= base + 0.34) & (edge < TOP)
            self.kind[side] = 2
            self.height[side] = edge[side]
        self.radius = self.height * self.ray
        self.open = (self.height >= TOP) & (self.radius < WALL)


def stair() -> Image.Image:
    """The stair of the tower, from its foot."""
    c = Canvas(1040, 1400, 41)
    eye = (540.0, 640.0)
    tower = _Tower(c, eye)
    stone = _masonry(c, tower)
    light = _daylight(tower)
    cool, warm = np.array(rgb("#8c9096")), np.array(rgb("#ffd9a0"))
    planes = []
    for k in range(3):
        tint = cool[k] + (warm[k] - cool[k]) * np.clip(light * 0.75, 0, 1)
        planes.append(np.clip(stone * tint * (0.13 + 1.12 * light), 0, 1))
    c.blend(np.ones_like(tower.ray), np.stack(planes).astype(np.float32))
    c.blend(tower.open.astype(np.float32), "#fff6dc")
    _windows(c, eye)
    c.glow(eye[0], eye[1], 250, "#ffe9b8", 0.75, power=1.6)
    _rail(c, eye)
    _chain(c, eye)
    c.bloom(0.6, 34, 0.7)
    return c.finish(0.36, 0.016, 0.02, 0.96, 0.5)


def _masonry(c: Canvas, tower: _Tower) -> Field:
    """The grain of the granite, its courses and joints, and the shade under each step."""
    rows = tower.height / 0.42
    shift = np.floor(rows) % 2 * 0.5
    columns = tower.angle / math.tau * 26 + shift
    far = np.clip(tower.height / 14, 0, 1)
    joint = np.minimum(
        np.abs(rows - np.round(rows)) * 0.42, np.abs(columns - np.round(columns)) * 0.7
    )
    lines = 1 - 0.55 * smooth(joint, 0.03, 0.006) * (1 - far)
    block = np.sin(np.floor(rows) * 12.9898 + np.floor(columns) * 78.233) * 43758.5453
    block = block - np.floor(block)
    grain = 1 + 0.09 * c.noise(46, 1.1) + 0.07 * c.noise(180, 1.6)
    wall = (0.72 + 0.22 * block) * lines
    part = tower.angle / math.tau * STEPS
    along = part - np.floor(part)
    under = (0.62 + 0.34 * along) * (1 - 0.75 * smooth(np.minimum(along, 1 - along), 0.05, 0.0))
    under = under * (0.7 + 0.3 * smooth(tower.radius, WALL, WELL))
    edge = 0.98 - 0.8 * smooth(np.minimum(along, 1 - along), 0.035, 0.0)
    stone = np.where(tower.kind == 1, under, np.where(tower.kind == 2, edge, wall))
    near = np.where(tower.kind == 0, smooth(tower.radius, 0, 0.1), 1.0)
    return stone * grain * near


WINDOWS = ((0.62, 4.4), (0.12, 8.6), (0.68, 13.2), (0.2, 18.0), (0.7, 23.0))  # turn, height


def _daylight(tower: _Tower) -> Field:
    """How much light falls where: from the lantern, the slits and the door below."""
    light = 0.26 + 0.95 * np.exp(-(TOP - tower.height) / 9.0)
    for turn, height in WINDOWS:
        apart = np.abs((tower.angle / math.tau - turn + 0.5) % 1 - 0.5) * math.tau * WALL * 0.8
        opposite = np.abs((tower.angle / math.tau - turn) % 1 - 0.5) * math.tau * WALL * 0.8
        rise = tower.height - height
        light = light + 0.75 * np.exp(-(apart**2 + (rise * 1.1) ** 2) / 6.0)
        light = light + 0.7 * np.exp(-(opposite**2 + ((rise + 0.8) * 1.2) ** 2) / 8.0)
    light = light + 0.5 * np.exp(-tower.height / 3.2) * (0.55 + 0.45 * np.cos(tower.angle - 1.0))
    return np.clip(light, 0, 1.3)


def _place(eye: Point, turn: float, radius: float, height: float) -> Point:
    reach = radius / height * FOCAL
    angle = turn * math.tau
    return (eye[0] + reach * math.cos(angle), eye[1] + reach * math.sin(angle))


def _windows(c: Canvas, eye: Point) -> None:
    for turn, height in WINDOWS:
        if height < 4:
            continue
        half, tall = 0.016, 1.0
        slit = [
            _place(eye, turn + side * half, WALL, height + up)
            for side, up in ((-1, 0), (1, 0), (1, tall), (-1, tall))
        ]
        reveal = [
            _place(eye, turn + side * half * 1.9, WALL, height + up)
            for side, up in ((-1, -0.2), (1, -0.2), (1, tall + 0.3), (-1, tall + 0.3))
        ]
        with c.layer(blur=0.5) as pen:
            pen.poly(reveal, "#e8dcc0", 0.75)
            pen.poly(slit, "#fffaf0")
        x, y = _place(eye, turn, WALL, height + tall / 2)
        c.glow(x, y, 30 + 620 / height, "#fff0cc", 0.42)


def _rail(c: Canvas, eye: Point) -> None:
    with c.layer(blur=0.4) as pen:
        for i in range(-3, int(STEPS * TOP / TURN) - 4):
            turn = (i + 0.5) / STEPS
            height = math.floor(turn * STEPS) / STEPS * TURN + 1.2
            if height > TOP - 2:
                break
            low, high = (
                _place(eye, turn, WELL * 0.99, height + 0.3),
                _place(eye, turn, WELL * 0.96, height + 1.2),
            )
            pen.line([low, high], "#15171a", max(0.7, min(8.0, 12 / height)))
        rail = [
            _place(eye, t / 60, WELL * 0.96, t / 60 * TURN + 2.4)
            for t in range(-26, int(60 * (TOP - 5) / TURN))
        ]
        for a, b, t in zip(rail, rail[1:], range(-26, len(rail)), strict=False):
            height = t / 60 * TURN + 2.4
            pen.line([a, b], "#1c1e22", max(1.0, 24 / height))
            pen.line([a, b], "#c9a46a", max(0.6, 6 / height), 0.7)


def _chain(c: Canvas, eye: Point) -> None:
    foot = (eye[0] + 30, 1420.0)
    with c.layer(blur=0.5) as pen:
        for i in range(74):
            t = (i / 74) ** 0.55
            x, y = foot[0] + (eye[0] + 2 - foot[0]) * t, foot[1] + (eye[1] + 10 - foot[1]) * t
            s = 15 * (1 - t) + 1.2
            if i % 2:
                pen.line([(x, y - s * 1.1), (x, y + s * 1.1)], "#16171a", s * 0.5)
                pen.line([(x - s * 0.1, y - s), (x - s * 0.1, y + s)], "#a08a64", s * 0.14)
            else:
                pen.ring(x, y, s * 0.62, s * 1.35, "#16171a", s * 0.36)


def theatre() -> Image.Image:
    """The house before the doors are opened: curtain, footlights, empty seats."""
    c = Canvas(1500, 1000, 42)
    c.sky([(0, "#140c0b"), (0.55, "#2a1512"), (1, "#0c0706")])
    _house_walls(c)
    _curtain(c)
    _arch(c)
    _apron(c)
    _seats(c)
    c.bloom(0.62, 34, 0.6)
    return c.finish(0.3, 0.014, 0.03, 1.04, 0.5)


def _house_walls(c: Canvas) -> None:
    with c.layer(rough=0.06, size=40) as pen:
        pen.poly([(0, 0), (1500, 0), (1230, 150), (270, 150)], "#3a241a")
        pen.poly([(0, 0), (270, 150), (270, 700), (0, 860)], "#3d1c18")
        pen.poly([(1500, 0), (1230, 150), (1230, 700), (1500, 860)], "#3d1c18")
    with c.layer(blur=0.5) as pen:
        for i in range(6):
            t = i / 5
            y = 24 + 122 * t
            pen.line(
                [(46 + 224 * t, y), (1454 - 224 * t, y)],
                mix("#6b4424", "#a8763a", t),
                2 + 2 * (1 - t),
            )
        for side in (-1, 1):
            _boxes(pen, side)
    for x, y, r in ((186, 300, 90), (1314, 300, 90), (120, 480, 110), (1380, 480, 110)):
        lamp(c, x, y, 5, "#ffc878", 0.8)
        c.glow(x, y, r * 1.6, "#ff9a4a", 0.28)


def _boxes(pen: Pen, side: int) -> None:
    """The curved fronts of the side boxes, in two tiers."""

    def at(x: float) -> float:
        return 750 + side * (750 - x)

    for y, low in ((330, 392), (540, 616)):
        front = [
            (at(0), y - 36),
            (at(140), y),
            (at(262), y + 14),
            (at(262), y + 62),
            (at(140), y + 74),
            (at(0), low + 36),
        ]
        pen.poly(front, "#5a2a20")
        pen.line(front[:3], "#c89248", 4)
        pen.line(front[3:], "#8a5e2c", 3)
        for k in range(5):
            x = 26 + k * 50
            pen.poly(
                [
                    (at(x), y - 6 - (50 - x) * 0.1),
                    (at(x + 30), y + 4),
                    (at(x + 30), y + 48),
                    (at(x), y + 52),
                ],
                "#7a3a26",
            )
        dark = [
            (at(0), y - 150),
            (at(262), y - 96),
            (at(262), y + 12),
            (at(140), y - 2),
            (at(0), y - 38),
        ]
        pen.poly(dark, "#1d0d0b")
        for x in (70, 160):
            pen.blob(
                [
                    (at(x), y - 110),
                    (at(x + 36), y - 100),
                    (at(x + 30), y - 40),
                    (at(x + 4), y - 12),
                    (at(x - 8), y - 50),
                ],
                "#54191a",
            )


def _curtain(c: Canvas) -> None:
    """Velvet in folds, brightest where the footlights reach it."""
    left, right, top, low = 330, 1170, 170, 690
    across = (c.x - left) / (right - left)
    sway = 0.004 * np.sin(c.y / 70) + 0.003 * c.noise(260, 1.6, 0.6, 3)
    folds = np.sin((across + sway) * math.tau * 15 + 0.9 * np.sin(across * 23))
    fine = np.sin((across + sway) * math.tau * 47 + 1.4 * np.sin(across * 31))
    tone = 0.52 + 0.34 * folds + 0.08 * fine
    rise = np.clip((low - c.y) / (low - top), 0, 1)
    middle = np.exp(-(((c.x - 750) / 520) ** 2))
    light = (0.3 + 1.05 * np.exp(-rise * 2.1)) * (0.62 + 0.48 * middle)
    seam = 1 - 0.55 * np.exp(-(((c.x - 750 - 3 * np.sin(c.y / 60)) / 5) ** 2))
    tone = np.clip(tone * light * seam * (1 + 0.05 * c.noise(40, 1.1, 0.4, 2.5)), 0, 1.3)
    dark, lit = np.array(rgb("#2c0508")), np.array(rgb("#e0402e"))
    planes = np.stack([np.clip(dark[k] + (lit[k] - dark[k]) * tone, 0, 1) for k in range(3)])
    cloth = c.mask([(left, top), (right, top), (right, low), (left, low)])
    c.blend(cloth, planes)
    with c.layer(blur=0.6) as pen:
        pen.box(left, low - 34, right, low - 24, "#d8a24a", 0.85)
        for i in range(210):
            x = left + i * 4
            wave = math.sin(i * 4 / 840 * math.tau * 15 + 0.9 * math.sin(i * 4 / 840 * 23))
            pen.line(
                [(x, low - 24), (x, low - 3)], mix("#7a4a1c", "#f0c468", 0.5 + 0.5 * wave), 2.6
            )
    _swags(c, left, right, top)


def _swags(c: Canvas, left: float, right: float, top: float) -> None:
    count = 5
    for i in range(count):
        x0, x1 = left + (right - left) * i / count, left + (right - left) * (i + 1) / count
        for k in range(7):
            t = k / 6
            y0, sag = top - 4 + 16 * t, 26 + 84 * t
            curve = spline([(x0 + 4, y0), ((x0 + x1) / 2, y0 + sag), (x1 - 4, y0)], steps=12)
            with c.layer(blur=0.8) as pen:
                pen.line(curve, times("#8a1a1a", 0.62 + 0.12 * (k % 2) + 0.3 * t), 15)
        hem = spline([(x0 + 4, top + 14), ((x0 + x1) / 2, top + 112), (x1 - 4, top + 14)], steps=12)
        with c.layer(blur=0.4) as pen:
            pen.line(hem, "#e0aa4e", 6)
            for x, y in hem[::1]:
                pen.line([(x, y + 2), (x, y + 15)], "#c08a38", 2.4)


def _arch(c: Canvas) -> None:
    """The gilded frame of the stage."""
    with c.layer(rough=0.05, size=18) as pen:
        pen.poly(
            [
                (262, 120),
                (1238, 120),
                (1238, 700),
                (1176, 700),
                (1176, 168),
                (324, 168),
                (324, 700),
                (262, 700),
            ],
            "#8a5c28",
        )
    with c.layer(blur=0.4) as pen:
        for inset, ink, wide in (
            (6, "#d9a552", 4),
            (22, "#5a3716", 6),
            (40, "#e8bd6a", 5),
            (56, "#5a3716", 4),
        ):
            x0, x1, y0 = 262 + inset, 1238 - inset, 120 + inset * 0.82
            pen.line([(x0, 700), (x0, y0), (x1, y0), (x1, 700)], ink, wide)
        for i in range(33):
            pen.disc(292 + i * 28.6, 145, 6, 6, "#f0ca7a")
            pen.disc(294 + i * 28.6, 147, 4.4, 4.4, "#a8742e")
        for i in range(19):
            for x in (293, 1207):
                pen.disc(x, 176 + i * 28, 6, 6, "#f0ca7a")
                pen.disc(x + 1, 178 + i * 28, 4.4, 4.4, "#a8742e")
        shield = spline(
            [(750, 84), (812, 96), (806, 150), (750, 186), (694, 150), (688, 96)], closed=True
        )
        pen.poly(shield, "#c8923e")
        pen.poly(
            spline(
                [(750, 96), (798, 106), (794, 146), (750, 174), (706, 146), (702, 106)], closed=True
            ),
            "#4a1a18",
        )
        pen.line([(750, 108), (750, 162)], "#f0ca7a", 5)
        pen.line(spline([(722, 134), (730, 156), (750, 164), (770, 156), (778, 134)]), "#f0ca7a", 5)
        pen.line([(734, 118), (766, 118)], "#f0ca7a", 4)
        pen.ring(750, 106, 7, 7, "#f0ca7a", 3)
    low = c.full(smooth(c.y, 300, 700) * 0.34 + c.x * 0)
    c.light(low * c.mask([(262, 120), (1238, 120), (1238, 700), (262, 700)]), "#ffb05a", 0.5)


def _apron(c: Canvas) -> None:
    """The boards before the curtain and the footlights in their shells."""
    with c.layer(rough=0.08, size=14, stretch_x=4) as pen:
        pen.poly([(318, 688), (1182, 688), (1262, 748), (238, 748)], "#a8683a")
        pen.poly([(238, 748), (1262, 748), (1262, 800), (238, 800)], "#3a1d14")
    with c.layer(alpha=0.5) as pen:
        for i in range(34):
            t = i / 33
            pen.line([(318 + 864 * t, 688), (238 + 1024 * t, 748)], "#5f3418", 1.6)
    for i in range(19):
        x = 274 + i * 53
        with c.layer(blur=0.4) as pen:
            pen.blob(
                [(x - 19, 750), (x - 15, 732), (x, 724), (x + 15, 732), (x + 19, 750)], "#1c100c"
            )
        c.glow(x, 728, 86, "#ffd08a", 0.5, 1.3)
        c.glow(x, 724, 20, "#fff2cc", 0.95)
    with c.layer(blur=0.4) as pen:
        pen.box(232, 748, 1268, 755, "#c08a44")


def _seats(c: Canvas) -> None:
    """Rows of seat backs, the nearest lowest and largest, each with a thread of light on top."""
    rows = 6
    for row in range(rows):
        t = row / (rows - 1)
        y, size = 800 + 168 * t**1.35, 46 + 78 * t
        count = int(1700 / (size * 1.12)) + 2
        shift = (row % 2) * 0.5
        with c.layer(blur=0.4 + 1.6 * t) as pen:
            for i in range(-count // 2, count // 2 + 1):
                x = 750 + (i + shift) * size * 1.12
                if abs(x - 750) < size * 0.5 and row % 2 == 0:
                    pass
                bend = 16 * ((x - 750) / 750) ** 2 * (1 - t)
                back = spline(
                    [
                        (x - size * 0.46, y + size),
                        (x - size * 0.47, y + size * 0.2 - bend),
                        (x - size * 0.3, y - size * 0.06 - bend),
                        (x, y - size * 0.13 - bend),
                        (x + size * 0.3, y - size * 0.06 - bend),
                        (x + size * 0.47, y + size * 0.2 - bend),
                        (x + size * 0.46, y + size),
                    ]
                )
                pen.poly(back, times("#3a1010", 0.75 - 0.5 * t))
                glow = max(0.0, 1 - abs(x - 750) / 900) * (1 - 0.55 * t)
                pen.line(back[12:-12], mix("#2a0c0a", "#ff9a52", 0.75 * glow), 2.2 + 1.6 * t)
                pen.disc(
                    x,
                    y + size * 0.16 - bend,
                    size * 0.06,
                    size * 0.05,
                    mix("#2a0c0a", "#e8b060", 0.6 * glow),
                )
        c.shade(1 - 0.16 * smooth(c.y, y + size * 0.3, y + size) + c.x * 0)
