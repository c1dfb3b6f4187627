"""A fish among lotus, cut from red paper: what belongs together hangs together, the rest is gap."""

from __future__ import annotations

import math

from .canvas import Point, spline
from .charts import CHINESE, Graphic

RED, PAPER = "#c8161d", "#fbf6ea"


def _path(points: list[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


# The fish leaps to the right and up: its spine, from the tail to the mouth, with half its height.
SPINE: tuple[tuple[float, float, float], ...] = (
    (196, 516, 30),
    (250, 508, 54),
    (320, 476, 92),
    (400, 424, 118),
    (480, 362, 120),
    (548, 304, 98),
    (606, 258, 62),
    (640, 232, 26),
)


class Fish:
    """Places on the body: along the spine (0 tail, 1 mouth) and across it (-1 back, 1 belly)."""

    def __init__(self) -> None:
        self.line = spline([(x, y) for x, y, _ in SPINE], steps=24)
        self.half = [h for _, h in spline([(0, h) for _, _, h in SPINE], steps=24)]

    def at(self, along: float, across: float) -> Point:
        """A place on the paper."""
        place = max(0.0, min(1.0, along)) * (len(self.line) - 1)
        i = min(int(place), len(self.line) - 2)
        t = place - i
        (x0, y0), (x1, y1) = self.line[i], self.line[i + 1]
        length = math.hypot(x1 - x0, y1 - y0)
        nx, ny = -(y1 - y0) / length, (x1 - x0) / length
        half = self.half[i] + (self.half[i + 1] - self.half[i]) * t
        return (
            x0 + (x1 - x0) * t + nx * across * half,
            y0 + (y1 - y0) * t + ny * across * half,
        )

    def strip(self, start: float, end: float, low: float, high: float) -> list[Point]:
        """A piece of the body between two places along and two across."""
        steps = [start + (end - start) * i / 24 for i in range(25)]
        return [self.at(t, low) for t in steps] + [self.at(t, high) for t in steps[::-1]]

    def crescent(self, along: float, across: float, long: float, wide: float) -> list[Point]:
        """A scale: a new moon whose hollow looks to the tail."""
        outer, inner = [], []
        for i in range(13):
            angle = -math.pi / 2 + math.pi * i / 12
            outer.append(self.at(along + long * math.cos(angle), across + wide * math.sin(angle)))
            inner.append(
                self.at(along + long * 0.42 * math.cos(angle), across + wide * math.sin(angle))
            )
        return outer + inner[::-1]


def paper_cut() -> str:
    """The whole sheet: round border, water, lotus, leaves and the fish."""
    g = Graphic(840, 840, CHINESE, "zh-Hans")
    g.add("rect", x=0, y=0, width=840, height=840, fill=PAPER)
    _border(g)
    _water(g)
    _leaf(g, 206, 282, 98, -20)
    _leaf(g, 586, 636, 98, 160)
    _stems(g)
    _lotus(g, 400, 172, 1.0)
    _bud(g, 700, 440, 14)
    _bud(g, 140, 424, -10)
    _pod(g, 352, 652)
    _fish(g)
    return g.svg()


def _border(g: Graphic) -> None:
    for r, width in ((402, 14), (352, 5)):
        g.add("circle", cx=420, cy=420, r=r, fill="none", stroke=RED, stroke_width=width)
    for i in range(48):
        a = math.tau * i / 48
        g.add(
            "path",
            d="M0 -17Q17 -4 15 16Q0 4 -15 16Q-17 -4 0 -17Z",
            fill=RED,
            transform=f"translate({420 + 376 * math.sin(a):.1f} {420 - 376 * math.cos(a):.1f})"
            f" rotate({math.degrees(a):.1f}) scale(1 .92)",
        )


def _water(g: Graphic) -> None:
    """Waves along the foot of the round, cut as rows of curls."""
    for row, (y, half) in enumerate(((690, 206), (724, 156), (756, 84))):
        count = max(2, round(half / 34))
        for i in range(-count, count + 1):
            x = 420 + i * half / count + (row % 2) * 6
            if math.hypot(x - 420, y - 420) > 334:
                continue
            g.add(
                "path",
                d=f"M{x - 18:.1f} {y}q9 -22 26 -16q12 6 6 16q-6 6 -12 1q5 -1 5 -6q-1 -5 -7 -4"
                "q-9 2 -10 11q0 6 4 11q-8 -1 -12 -13z",
                fill=RED,
            )


def _leaf(g: Graphic, x: float, y: float, r: float, turn: float) -> None:
    """A lotus leaf seen from above: a scalloped disc with its veins cut out."""
    ring: list[Point] = []
    for i in range(120):
        a = math.tau * i / 120
        wave = (
            r * (1 + 0.045 * math.cos(a * 11)) * (1 - 0.3 * math.exp(-((_turned(a) / 0.16) ** 2)))
        )
        ring.append((wave * math.cos(a), wave * 0.8 * math.sin(a)))
    g.open("g", transform=f"translate({x} {y}) rotate({turn})")
    g.add("path", d=_path(ring), fill=RED)
    for i in range(11):
        a = math.tau * (i + 0.5) / 11
        inner, outer, spread = r * 0.2, r * 0.84, 0.085
        vein = [
            (inner * math.cos(a), inner * 0.8 * math.sin(a)),
            (outer * 0.72 * math.cos(a - spread), outer * 0.576 * math.sin(a - spread)),
            (outer * math.cos(a), outer * 0.8 * math.sin(a)),
            (outer * 0.72 * math.cos(a + spread), outer * 0.576 * math.sin(a + spread)),
        ]
        g.add("path", d=_path(spline(vein, closed=True, steps=6)), fill=PAPER)
    g.add("circle", cx=0, cy=0, r=f"{r * 0.1:.1f}", fill=PAPER)
    g.add("circle", cx=0, cy=0, r=f"{r * 0.05:.1f}", fill=RED)
    g.shut("g")


def _turned(angle: float) -> float:
    return (angle + math.pi) % math.tau - math.pi


def _stems(g: Graphic) -> None:
    for points in (
        ((402, 236), (408, 262), (424, 280)),
        ((700, 482), (704, 530), (690, 570), (664, 606)),
        ((140, 472), (146, 550), (182, 622), (240, 674), (262, 690)),
        ((352, 700), (356, 712), (366, 722)),
    ):
        g.line(spline(points), RED, 9, stroke_linecap="round")


def _petal(reach: float, wide: float, angle: float) -> list[Point]:
    a = math.radians(angle)
    shape = [
        (0.0, 0.0),
        (-wide, -reach * 0.42),
        (-wide * 0.55, -reach * 0.8),
        (0.0, -reach),
        (wide * 0.55, -reach * 0.8),
        (wide, -reach * 0.42),
    ]
    return [
        (x * math.cos(a) - y * math.sin(a), x * math.sin(a) + y * math.cos(a))
        for x, y in spline(shape, closed=True, steps=8)
    ]


def _lotus(g: Graphic, x: float, y: float, scale: float) -> None:
    """An open flower: petals behind, petals before, each with a slit along its middle."""
    g.open("g", transform=f"translate({x} {y + 62}) scale({scale})")
    for angle, reach, wide in (
        (-84, 118, 20),
        (84, 118, 20),
        (-58, 132, 26),
        (58, 132, 26),
        (-30, 140, 28),
        (30, 140, 28),
        (0, 146, 30),
    ):
        g.add(
            "path",
            d=_path(_petal(reach, wide, angle)),
            fill=RED,
            stroke=PAPER,
            stroke_width=5,
            stroke_linejoin="round",
        )
        slit = _petal(reach * 0.5, wide * 0.22, angle)
        a = math.radians(angle)
        dx, dy = math.sin(a) * reach * 0.34, -math.cos(a) * reach * 0.34
        g.add("path", d=_path([(px + dx, py + dy) for px, py in slit]), fill=PAPER)
    for angle in (-70, 70, -42, 42, -15, 15):
        g.add(
            "path",
            d=_path(_petal(82, 22, angle)),
            fill=RED,
            stroke=PAPER,
            stroke_width=5,
            stroke_linejoin="round",
        )
    g.shut("g")


def _bud(g: Graphic, x: float, y: float, turn: float) -> None:
    g.open("g", transform=f"translate({x} {y + 44}) rotate({turn})")
    for angle, reach, wide in ((-20, 76, 17), (20, 76, 17), (0, 92, 21)):
        g.add(
            "path",
            d=_path(_petal(reach, wide, angle)),
            fill=RED,
            stroke=PAPER,
            stroke_width=4,
            stroke_linejoin="round",
        )
    slit = [(px, py - 26) for px, py in _petal(48, 4.5, 0)]
    g.add("path", d=_path(slit), fill=PAPER)
    g.shut("g")


def _pod(g: Graphic, x: float, y: float) -> None:
    """A seed pod with its holes."""
    g.add("path", d=f"M{x - 44} {y}q44 -26 88 0q-8 40 -34 52h-20q-26 -12 -34 -52z", fill=RED)
    for dx, dy in ((-24, 0), (0, -4), (24, 0), (-12, 13), (12, 13)):
        g.add("ellipse", cx=x + dx, cy=y + dy, rx=7, ry=5.5, fill=PAPER)


def _fish(g: Graphic) -> None:
    fish = Fish()
    g.open("g", transform="translate(92 66) scale(.88)")
    body = fish.strip(0.0, 1.0, -1, 1)
    tail = _tail(fish)
    fins = _fins(fish)
    for shape in (*tail, *fins, body):  # a gap round the fish, so that a finger finds its edge
        g.add(
            "path",
            d=_path(shape),
            fill=PAPER,
            stroke=PAPER,
            stroke_width=22,
            stroke_linejoin="round",
        )
    for shape in (*tail, *fins, body):
        g.add("path", d=_path(shape), fill=RED, stroke=RED, stroke_width=2, stroke_linejoin="round")
    _fin_rays(g, fish)
    _scales(g, fish)
    _head(g, fish)
    g.shut("g")


def _tail(fish: Fish) -> list[list[Point]]:
    x, y = fish.at(0, 0)
    upper = [
        (x + 18, y - 24),
        (x - 22, y - 44),
        (x - 74, y - 92),
        (x - 118, y - 106),
        (x - 100, y - 62),
        (x - 70, y - 22),
        (x - 34, y + 4),
        (x + 10, y + 10),
    ]
    lower = [
        (x + 18, y + 22),
        (x - 14, y + 44),
        (x - 40, y + 92),
        (x - 76, y + 120),
        (x - 84, y + 78),
        (x - 66, y + 36),
        (x - 38, y + 4),
        (x + 10, y - 10),
    ]
    return [spline(upper, closed=True), spline(lower, closed=True)]


def _fins(fish: Fish) -> list[list[Point]]:
    back = [
        fish.at(0.34, -0.92),
        fish.at(0.4, -1.36),
        fish.at(0.52, -1.52),
        fish.at(0.66, -1.42),
        fish.at(0.74, -1.16),
        fish.at(0.72, -0.94),
        fish.at(0.54, -0.9),
    ]
    belly = [
        fish.at(0.56, 0.92),
        fish.at(0.5, 1.3),
        fish.at(0.4, 1.56),
        fish.at(0.38, 1.26),
        fish.at(0.44, 0.94),
    ]
    under = [
        fish.at(0.26, 0.9),
        fish.at(0.2, 1.36),
        fish.at(0.12, 1.7),
        fish.at(0.12, 1.3),
        fish.at(0.17, 0.92),
    ]
    return [spline(shape, closed=True) for shape in (back, belly, under)]


def _slit(g: Graphic, start: Point, end: Point, wide: float) -> None:
    """A narrow cut, pointed at both ends."""
    (x0, y0), (x1, y1) = start, end
    length = math.hypot(x1 - x0, y1 - y0)
    nx, ny = -(y1 - y0) / length * wide / 2, (x1 - x0) / length * wide / 2
    mx, my = (x0 + x1) / 2, (y0 + y1) / 2
    g.add(
        "path",
        d=f"M{x0:.1f} {y0:.1f}Q{mx + nx * 2:.1f} {my + ny * 2:.1f} {x1:.1f} {y1:.1f}"
        f"Q{mx - nx * 2:.1f} {my - ny * 2:.1f} {x0:.1f} {y0:.1f}Z",
        fill=PAPER,
    )


def _fin_rays(g: Graphic, fish: Fish) -> None:
    for i in range(7):
        t = 0.4 + 0.05 * i
        _slit(g, fish.at(t + 0.006, -1.1), fish.at(t, -1.3 - 0.06 * math.sin(i / 6 * math.pi)), 7)
    for i in range(3):
        _slit(g, fish.at(0.45 + 0.03 * i, 1.06), fish.at(0.405 + 0.03 * i, 1.34 - 0.06 * i), 6)
        _slit(g, fish.at(0.165 + 0.025 * i, 1.1), fish.at(0.13 + 0.02 * i, 1.5 - 0.12 * i), 6)
    x, y = fish.at(0, 0)
    for dx, dy, ex, ey in (
        (-34, -36, -98, -92),
        (-30, -22, -86, -62),
        (-24, -8, -62, -26),
        (-16, 40, -64, 104),
        (-26, 30, -70, 74),
        (-30, 14, -62, 38),
    ):
        _slit(g, (x + dx, y + dy), (x + ex, y + ey), 8)


def _scales(g: Graphic, fish: Fish) -> None:
    """Crescents in rows; their hollows look to the tail, so a hand knows where the head is."""
    for row in range(13):
        along = 0.085 + row * 0.046
        count = 2 if row < 2 else 3 if row < 4 else 4
        for k in range(count):
            across = (k - (count - 1) / 2) * (1.62 / count)
            across += (0.81 / count if row % 2 else 0) - 0.2 / count
            if abs(across) > 0.8:
                continue
            g.add(
                "path",
                d=_path(fish.crescent(along, across, 0.03, 0.3 if count > 3 else 0.36)),
                fill=PAPER,
            )


def _head(g: Graphic, fish: Fish) -> None:
    """The gill, the eye on its stalk, the mouth and the whisker."""
    gill = [fish.at(0.735 - 0.05 * (k / 5) ** 2, k / 5 * 0.86) for k in range(-5, 6)]
    gill += [fish.at(0.757 - 0.055 * (k / 5) ** 2, k / 5 * 0.82) for k in range(5, -6, -1)]
    g.add("path", d=_path(gill), fill=PAPER)
    x, y = fish.at(0.865, -0.28)
    g.add("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=19, fill=PAPER)
    g.add("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=9.5, fill=RED)
    ex, ey = fish.at(0.815, -0.1)
    g.line([(x, y), (x + (ex - x) * 0.72, y + (ey - y) * 0.72)], RED, 4.5)
    _slit(g, fish.at(1.0, 0.5), fish.at(0.945, 0.34), 9)
    for k in range(3):
        _slit(g, fish.at(0.79 + 0.025 * k, 0.42), fish.at(0.78 + 0.03 * k, 0.74 - 0.05 * k), 6)
    start, middle, end = fish.at(0.965, 0.7), fish.at(1.0, 2.0), fish.at(0.97, 3.4)
    whisker = spline([start, middle, end])
    g.line(whisker, RED, 7, stroke_linecap="round")
