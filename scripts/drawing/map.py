"""The map of the river island: drawn as by hand, with ink lines and washes."""

from __future__ import annotations

import random

from .canvas import Point, spline
from .charts import CHINESE, INK, Graphic

WATER, SHALLOW, LAND, ORCHARD, REED = "#b9d3dc", "#d3e5e8", "#efe7d2", "#c6d3a0", "#9db886"
DARK, RED = "#2f4a52", "#a8321e"
COLOURED = 34  # size of words in colour: 7 pt where the map is 44 mm wide
SCALE, TOP = 0.625, 52  # what the island is brought down by, and the room over it
METRES = 5.76  # of a unit of the island's own drawing

# The island in units of the drawing, clockwise from its western end; the river runs to the east.
NORTH_SHORE: tuple[Point, ...] = (
    (92, 318),
    (150, 262),
    (236, 228),
    (340, 206),
    (470, 198),
    (590, 214),
    (700, 244),
    (800, 292),
    (872, 340),
)
SOUTH_SHORE: tuple[Point, ...] = (
    (872, 340),
    (836, 400),
    (760, 446),
    (664, 474),
    (548, 490),
    (420, 490),
    (300, 470),
    (196, 424),
    (124, 372),
    (92, 318),
)
MIDDLE: tuple[Point, ...] = (
    (92, 318),
    (200, 337),
    (320, 347),
    (450, 341),
    (590, 353),
    (720, 345),
    (872, 340),
)
WALK: tuple[Point, ...] = (
    (606, 347),
    (596, 372),
    (560, 396),
    (506, 402),
    (462, 424),
    (404, 424),
    (362, 402),
    (334, 370),
)
CORE: tuple[Point, ...] = (
    (628, 392),
    (700, 372),
    (776, 372),
    (806, 392),
    (752, 428),
    (676, 450),
    (622, 440),
    (606, 414),
)
POOLS = (
    (180, 372, 26, 13),
    (250, 410, 34, 15),
    (330, 442, 30, 11),
    (440, 376, 42, 15),
    (600, 462, 24, 9),
    (660, 414, 30, 13),
    (744, 398, 26, 11),
)


def _path(points: list[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _wavering(points: tuple[Point, ...], dice: random.Random, by: float = 1.6) -> list[Point]:
    """A smooth line with the tremble of a hand."""
    return [
        (x + dice.uniform(-by, by), y + dice.uniform(-by, by)) for x, y in spline(points, steps=8)
    ]


def wetland_map() -> str:
    """The island, its channels, its wetland and its walks, with a key: for one column."""
    dice = random.Random(8)
    g = Graphic(600, 590, CHINESE, "zh-Hans")
    g.add("rect", x=0, y=0, width=600, height=590, fill="#f7f3e8")
    g.open("g", transform=f"translate(0 {TOP}) scale({SCALE})")
    _river(g, dice)
    _island(g, dice)
    _places(g, dice)
    g.shut("g")
    _names(g)
    _key(g)
    return g.svg()


def _river(g: Graphic, dice: random.Random) -> None:
    north = _wavering(
        ((0, 152), (140, 128), (320, 104), (520, 96), (720, 122), (860, 170), (960, 214)), dice
    )
    south = _wavering(
        ((960, 470), (860, 520), (720, 560), (520, 578), (300, 566), (130, 524), (0, 486)), dice
    )
    g.add("path", d=_path([*north, *south]) + "Z", fill=WATER)
    for line in (north, south):
        g.line(line, DARK, 3, stroke_linejoin="round")
    for offset in (14, 26):
        for line, sign in ((north, 1), (south, -1)):
            g.line([(x, y + sign * offset) for x, y in line], "#ffffff", 1.6, stroke_opacity=0.75)
    for x, y in ((236, 166), (420, 138), (800, 214), (170, 492), (470, 540), (800, 506)):
        for k, long in ((0, 2), (1, 3), (2, 2)):
            dx, dy = (-12, 0, 14)[k], 11 * k
            wave = "".join(f"q7 {-6} 14 0t14 0" for _ in range(long - 1))
            g.add(
                "path",
                d=f"M{x + dx} {y + dy}{wave}",
                fill="none",
                stroke="#6f9aa8",
                stroke_width=2.2,
                stroke_linecap="round",
            )
    _bank_strokes(g, dice, north, -1)
    _bank_strokes(g, dice, south, 1)


def _bank_strokes(g: Graphic, dice: random.Random, line: list[Point], side: int) -> None:
    """Short strokes on the landward side, as on old maps."""
    for x, y in line[::2]:
        reach = dice.uniform(7, 15)
        g.line(
            [(x, y + side * 4), (x + dice.uniform(-3, 3), y + side * (4 + reach))], "#a89c82", 1.6
        )


def _island(g: Graphic, dice: random.Random) -> None:
    north = _wavering(NORTH_SHORE, dice)
    middle = _wavering(MIDDLE, dice)
    south = _wavering(SOUTH_SHORE, dice)
    g.add("path", d=_path([*north, *middle[::-1]]) + "Z", fill=LAND)
    g.add("path", d=_path([*middle, *south]) + "Z", fill=REED)
    for x, y, rx, ry in POOLS:
        g.add("ellipse", cx=x, cy=y, rx=rx, ry=ry, fill=SHALLOW, stroke="#7fa4a8", stroke_width=1.6)
    for _ in range(210):
        left, low = dice.uniform(130, 830), dice.uniform(348, 482)
        if _inside((left, low), [*middle, *south]) and not _wet(left, low):
            for k in (-4, 0, 4):
                g.line([(left + k * 0.4, low), (left + k * 1.3, low - 12 + abs(k))], "#55743f", 1.5)
    for row in range(6):
        for column in range(27):
            u = 150 + column * 26 + 13 * (row % 2) + dice.uniform(-3, 3)
            v = 222 + row * 19 + dice.uniform(-2, 2)
            shore = [(u, v - 11), (u + 14, v), (u - 14, v), (u, v + 14)]
            village = 300 < u < 476 and v < 300
            land = [*north, *middle[::-1]]
            if village or not all(_inside(place, land) for place in shore):
                continue
            g.add(
                "circle",
                cx=f"{u:.1f}",
                cy=f"{v:.1f}",
                r=6.5,
                fill=ORCHARD,
                stroke="#6d7f45",
                stroke_width=1.3,
            )
            g.add("circle", cx=f"{u - 1:.1f}", cy=f"{v:.1f}", r=1.8, fill="#d9762b")
    g.line(north, DARK, 3.5, stroke_linejoin="round")
    g.line(south, DARK, 3, stroke_linejoin="round", stroke_dasharray="9 6")
    g.line(middle, "#8a6a3c", 5, stroke_linejoin="round")
    g.line(middle, "#f7f3e8", 1.6, stroke_dasharray="2 7")


def _wet(x: float, y: float) -> bool:
    return any(
        ((x - cx) / (rx + 8)) ** 2 + ((y - 5 - cy) / (ry + 10)) ** 2 < 1 for cx, cy, rx, ry in POOLS
    )


def _inside(point: Point, ring: list[Point]) -> bool:
    x, y = point
    inside = False
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            inside = not inside
    return inside


def _label(
    g: Graphic, x: float, y: float, text: str, size: float = 26, ink: str = INK, bold: bool = False
) -> None:
    """Words at a place of the island, with a light edge to stand on washes."""
    more: dict[str, object] = {"font_weight": 700} if bold else {}
    x, y = x * SCALE, y * SCALE + TOP
    edge = {"stroke": "#fbf8ef", "stroke_width": 6, "stroke_linejoin": "round"}
    g.words(x, y, text, size, "none", "middle", **edge, **more)
    g.words(x, y, text, size, ink, "middle", **more)


def _places(g: Graphic, dice: random.Random) -> None:
    g.add(
        "path",
        d=_path(spline(CORE, closed=True)) + "Z",
        fill="none",
        stroke=RED,
        stroke_width=3,
        stroke_dasharray="10 6",
    )
    walk = spline(WALK)
    g.line(walk, "#6a4220", 7, stroke_linejoin="round", stroke_linecap="round")
    g.line(walk, "#f2dfb4", 3, stroke_dasharray="5 4")
    for k in range(9):
        x, y = 322 + (k % 5) * 30 + dice.uniform(-3, 3), 256 + (k // 5) * 28
        g.add("path", d=f"M{x:.0f} {y:.0f}l11 -10l11 10z", fill=RED)
        g.add(
            "rect",
            x=f"{x + 3:.0f}",
            y=f"{y:.0f}",
            width=16,
            height=11,
            fill="#fffaf0",
            stroke=DARK,
            stroke_width=1.4,
        )
    _mouth(g, 300, 470)
    for x, y in ((216, 434), (548, 490), (708, 462)):
        _mouth(g, x, y, small=True)
    g.add("rect", x=134, y=389, width=36, height=9, fill="#7b5a2c", transform="rotate(36 152 393)")
    g.line([(0, 216), (60, 226), (120, 240), (170, 254)], DARK, 3, stroke_dasharray="3 6")
    g.add("circle", cx=174, cy=252, r=9, fill=DARK, stroke="#ffffff", stroke_width=3)


def _names(g: Graphic) -> None:
    blue = "#3f6f80"
    g.words(16, 48, "江心洲湿地", 40, INK, font_weight=700)
    g.words(16, 84, "半边还给了水", 26, "#666666")
    _label(g, 236, 236, "渡口")
    _label(g, 410, 240, "洲头新村", bold=True)
    _label(g, 512, 462, "湿地", 38, "#28431f", bold=True)
    _label(g, 708, 424, "核心区", COLOURED, RED, bold=True)
    _label(g, 300, 532, "2016年决口", COLOURED, RED, bold=True)
    _label(g, 98, 450, "旧砖窑")
    _label(g, 650, 172, "北汊", COLOURED, blue, bold=True)
    _label(g, 690, 544, "南汊", COLOURED, blue, bold=True)
    g.words(4, 238, "澜江", COLOURED, blue, font_weight=700)
    g.add(
        "path",
        d="M6 252c12 4 22 6 34 7l-8 -9m8 9l-10 8",
        fill="none",
        stroke=blue,
        stroke_width=3,
        stroke_linecap="round",
        stroke_linejoin="round",
    )
    _compass(g, 560, 58)


def _mouth(g: Graphic, x: float, y: float, small: bool = False) -> None:
    """An opening in the old dyke: water on both sides, an arrow in."""
    r = 12 if small else 19
    g.add("circle", cx=x, cy=y, r=r, fill=WATER, stroke=RED, stroke_width=3.5)
    g.add(
        "path",
        d=f"M{x} {y + r * 0.55:.1f}v{-r * 1.1:.1f}m{-r * 0.4:.1f} {r * 0.45:.1f}"
        f"l{r * 0.4:.1f} {-r * 0.45:.1f}l{r * 0.4:.1f} {r * 0.45:.1f}",
        fill="none",
        stroke=RED,
        stroke_width=3,
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def _compass(g: Graphic, x: float, y: float) -> None:
    g.add("path", d=f"M{x} {y - 46}l16 46l-16 -10z", fill=INK)
    g.add(
        "path",
        d=f"M{x} {y - 46}l-16 46l16 -10z",
        fill="#ffffff",
        stroke=INK,
        stroke_width=2.5,
        stroke_linejoin="round",
    )
    g.words(x, y + 26, "北", 25, INK, "middle", font_weight=700)


def _key(g: Graphic) -> None:
    g.add("rect", x=0, y=444, width=600, height=146, fill="#fbf8ef")
    g.line([(0, 444), (600, 444)], INK, 2)
    rows, left, right = (482, 524, 566), 16, 258
    g.add("rect", x=left, y=rows[0] - 20, width=40, height=22, fill=REED)
    g.words(left + 52, rows[0], "湿地")
    g.add("rect", x=left, y=rows[1] - 20, width=40, height=22, fill=LAND, stroke="#a89c82")
    g.words(left + 52, rows[1], "村庄、橘园")
    g.line([(left, rows[2] - 9), (left + 40, rows[2] - 9)], "#6a4220", 7)
    g.line([(left, rows[2] - 9), (left + 40, rows[2] - 9)], "#f2dfb4", 3, stroke_dasharray="5 4")
    g.words(left + 52, rows[2], "木栈道")
    _mouth(g, right + 20, rows[0] - 9, small=True)
    g.words(right + 52, rows[0], "挖开的老堤")
    g.add("rect", x=right, y=rows[1] - 14, width=40, height=9, fill="#7b5a2c")
    g.words(right + 52, rows[1], "留作标本的堤")
    g.line([(right, rows[2] - 9), (right + 40, rows[2] - 9)], RED, 3, stroke_dasharray="10 6")
    g.words(right + 52, rows[2], "核心区")
    bar = 1000 / METRES * SCALE
    g.words(584 - bar / 2, rows[2] - 20, "1公里", 24, INK, "middle")
    g.line(
        [(584 - bar, rows[2] - 8), (584 - bar, rows[2]), (584, rows[2]), (584, rows[2] - 8)],
        INK,
        2.5,
    )
