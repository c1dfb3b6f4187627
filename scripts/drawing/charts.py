"""Charts of the sample issues: the figures that the articles state, drawn for one narrow column.

The vector charts are 520 units wide. Set 44 mm wide, as in a column of a tabloid, their smallest
words are 5.5 pt, and those in colour, which several plates print, are 7 pt.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont

from .canvas import Point, mix, rgb

RED, INK, GREY, PALE, LINE = "#8f1418", "#1a1a1a", "#666666", "#c9c2b4", "#d9d4c9"
CHINESE = "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', sans-serif"
ENGLISH = "'Linux Biolinum O', 'Gill Sans', 'Source Sans 3', sans-serif"
SMALL, COLOURED, LARGE = 23, 29, 33  # sizes of words
WIDE = 520


class Graphic:
    """An SVG in the making: shapes and words in units of the drawing."""

    def __init__(self, width: float, height: float, family: str, lang: str) -> None:
        self.width, self.height = width, height
        self.parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
            f' width="{width:g}" height="{height:g}" xml:lang="{lang}" font-family="{family}">'
        ]

    def add(self, tag: str, **attributes: object) -> None:
        """One element without content; `_` in a name stands for `-`."""
        self.parts.append(f"<{tag}{_written(attributes)}/>")

    def open(self, tag: str, **attributes: object) -> None:
        """The beginning of an element; `shut` ends it."""
        self.parts.append(f"<{tag}{_written(attributes)}>")

    def shut(self, tag: str) -> None:
        """The end of an element."""
        self.parts.append(f"</{tag}>")

    def words(
        self,
        x: float,
        y: float,
        text: str,
        size: float = SMALL,
        fill: str = INK,
        anchor: str = "start",
        **more: object,
    ) -> None:
        """A line of text on its baseline."""
        place = {"x": _number(x), "y": _number(y), "font_size": _number(size), "fill": fill}
        if anchor != "start":
            place["text_anchor"] = anchor
        self.parts.append(f"<text{_written(place | more)}>{escape(text)}</text>")

    def line(
        self, points: Sequence[Point], stroke: str, width: float, fill: str = "none", **more: object
    ) -> None:
        """A line through points."""
        path = "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)
        self.add("path", d=path, fill=fill, stroke=stroke, stroke_width=_number(width), **more)

    def headed(self, title: str, below: str) -> None:
        """The rule, the title and the unit at the head of a chart."""
        self.add("rect", x=0, y=0, width=_number(self.width), height=2, fill=INK)
        self.add("rect", x=0, y=0, width=76, height=9, fill=RED)
        self.words(0, 52, title, LARGE, font_weight=700)
        self.words(0, 86, below, SMALL, GREY)

    def svg(self) -> str:
        """The whole file."""
        return "\n".join([*self.parts, "</svg>", ""])


def _written(attributes: dict[str, object]) -> str:
    return "".join(
        f' {name.replace("_", "-")}="{escape(str(value))}"' for name, value in attributes.items()
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


# Chinese weekly


def canteens() -> str:
    """How many community canteens there were at the end of each year."""
    counts = {2021: 18, 2022: 31, 2023: 52, 2024: 87, 2025: 126, 2026: 163}
    g = Graphic(WIDE, 460, CHINESE, "zh-Hans")
    g.headed("五年，从18家到163家", "澜州市社区食堂，年底数，家")
    foot, top, step, wide = 388, 138, WIDE / 6, 62
    for i, (year, count) in enumerate(counts.items()):
        x, tall = i * step + (step - wide) / 2, count / 163 * (foot - top)
        last = year == 2026
        g.add(
            "rect",
            x=_number(x),
            y=_number(foot - tall),
            width=wide,
            height=_number(tall),
            fill=RED if last else "#b9a48e",
        )
        g.words(
            x + wide / 2,
            foot - tall - 10,
            str(count),
            COLOURED,
            RED if last else INK,
            "middle",
            font_weight=700,
        )
        g.words(x + wide / 2, foot + 28, str(year), SMALL, INK, "middle")
    g.line([(0, foot), (WIDE, foot)], INK, 2)
    g.words(WIDE, foot + 60, "2026年为5月底数", SMALL, GREY, "end")
    return g.svg()


def volunteers() -> str:
    """Registered volunteers, in ten thousands, at the end of each May."""
    counts = [21.4, 24.8, 28.9, 33.7, 39.2, 45.6, 51.3, 56.8]
    g = Graphic(WIDE, 460, CHINESE, "zh-Hans")
    g.headed("志愿者，七年增至2.65倍", "澜州市登记人数，5月底数，万人")
    left, right, foot, top = 26, WIDE - 30, 396, 138

    def at(i: int, value: float) -> Point:
        return (left + (right - left) * i / 7, foot - value / 57 * (foot - top))

    points = [at(i, value) for i, value in enumerate(counts)]
    g.line([(left, foot), *points, (right, foot)], "none", 0, "#eadbd3")
    for x, y in points:
        g.line([(x, foot), (x, y)], "#d3b5aa", 1.5)
    g.line(points, RED, 5, stroke_linejoin="round", stroke_linecap="round")
    for i, (x, y) in enumerate(points):
        end = i in (0, 7)
        g.add(
            "circle", cx=_number(x), cy=_number(y), r=7, fill="#ffffff", stroke=RED, stroke_width=4
        )
        bold = {"font_weight": 700} if end else {}
        g.words(
            x - (0 if end else 6),
            y - 18,
            str(counts[i]),
            SMALL,
            INK,
            "middle",
            **bold,
        )
        g.words(x, foot + 32, str(2019 + i)[0 if end else 2 :], SMALL, INK, "middle")
    g.line([(0, foot), (WIDE, foot)], INK, 2)
    return g.svg()


SERVED = (
    ("老年人", 46, RED),
    ("儿童", 23, "#c98a5e"),
    ("残障人士", 14, "#5d6b73"),
    ("其他", 17, PALE),
)


def _face(name: str, size: float, index: int = 0) -> ImageFont.FreeTypeFont:
    folder = "opentype/noto" if name.startswith("Noto") else "opentype/linux-libertine"
    return ImageFont.truetype(f"/usr/share/fonts/{folder}/{name}", size, index=index)


def served() -> Image.Image:
    """Whom the volunteers served: a ring of four parts."""
    side, fine = 1200, 3
    ring = Image.new("RGB", (side * fine, side * fine), "white")
    draw = ImageDraw.Draw(ring)
    middle, outer, inner = side * fine / 2, side * fine * 0.485, side * fine * 0.25
    start = -90.0
    for _, part, ink in SERVED:
        end = start + part * 3.6
        box = (middle - outer, middle - outer, middle + outer, middle + outer)
        draw.pieslice(box, start, end, fill=ink, outline="white", width=10 * fine)
        start = end
    draw.ellipse((middle - inner, middle - inner, middle + inner, middle + inner), fill="white")
    image = ring.resize((side, side), Image.Resampling.LANCZOS)
    draw = ImageDraw.Draw(image)
    big, small = (_face("NotoSansCJK-Bold.ttc", s, 2) for s in (86, 54))
    start = -90.0
    for name, part, ink in SERVED:
        angle = math.radians(start + part * 1.8)
        x, y = 600 + math.cos(angle) * 446, 600 + math.sin(angle) * 446
        light = "white" if ink != PALE else INK
        draw.text((x, y - 40), name, light, small, "mm")
        draw.text((x, y + 42), f"{part}%", light, big, "mm")
        start += part * 3.6
    draw.text((600, 566), "服务对象", INK, _face("NotoSansCJK-Bold.ttc", 78, 2), "mm")
    draw.text((600, 664), "2025年", GREY, _face("NotoSansCJK-Regular.ttc", 62, 2), "mm")
    return image


# English weekly


def landings() -> str:
    """Fish landed in six years."""
    tonnes = {2020: 4120, 2021: 3810, 2022: 3420, 2023: 3060, 2024: 3290, 2025: 3740}
    g = Graphic(WIDE, 430, ENGLISH, "en-GB")
    g.headed("Two years up, after three down", "Fish landed at Saltmere, tonnes")
    foot, top, step, wide = 388, 138, WIDE / 6, 66
    for i, (year, weight) in enumerate(tonnes.items()):
        x, tall = i * step + (step - wide) / 2, weight / 4120 * (foot - top)
        last = year == 2025
        ink = "#1f4e6b" if last else "#9fb3bd"
        g.add(
            "rect",
            x=_number(x),
            y=_number(foot - tall),
            width=wide,
            height=_number(tall),
            fill=ink,
        )
        g.words(
            x + wide / 2,
            foot - tall - 10,
            f"{weight:,}",
            COLOURED,
            ink if last else INK,
            "middle",
            font_weight=700,
        )
        g.words(x + wide / 2, foot + 30, str(year), SMALL, INK, "middle")
    g.line([(0, foot), (WIDE, foot)], INK, 2)
    return g.svg()


TURNS = ((-5.0, 5.9), (1.25, 0.6), (7.33, 5.8), (13.67, 0.5), (19.67, 5.9), (25.9, 0.8))


def tide_at(hour: float) -> float:
    """Height of the tide, in metres, at an hour of the day that the chart shows."""
    for (start, before), (end, after) in pairwise(TURNS):
        if start <= hour <= end:
            part = (1 - math.cos(math.pi * (hour - start) / (end - start))) / 2
            return before + (after - before) * part
    raise ValueError(f"{hour} is not an hour of the day shown")


def tide() -> Image.Image:
    """A day's tide, with the two hours in which half of the water comes."""
    k = 3
    wide, high = 1500, 1136
    image = Image.new("RGB", (wide * k, high * k), "white")
    draw = ImageDraw.Draw(image)
    regular, bold = (f"LinBiolinum_R{style}.otf" for style in ("", "B"))
    left, right, foot, top = 96, 1476, 1030, 300

    def at(hour: float, metres: float) -> Point:
        return (
            (left + (right - left) * hour / 24) * k,
            (foot - (foot - top) * metres / 6) * k,
        )

    def words(
        x: float,
        y: float,
        text: str,
        size: float,
        ink: str,
        anchor: str = "ls",
        name: str = regular,
    ) -> None:
        draw.text((x * k, y * k), text, ink, _face(name, size * k), anchor)

    blue, pale = "#1f4e6b", "#dbe6ea"
    draw.rectangle((0, 0, wide * k, 5 * k), fill=INK)
    draw.rectangle((0, 0, 220 * k, 26 * k), fill=blue)
    words(0, 118, "Half of the water in a third of the time", 82, INK, name=bold)
    words(0, 186, "Wednesday 17 June, metres above chart datum", 62, GREY)
    for metres in range(7):
        x0, y = at(0, metres)
        draw.line((x0, y, right * k, y), LINE if metres else INK, (3 if metres else 5) * k)
        words(left - 22, y / k + 19, str(metres), 58, GREY, "rs")
    hours = [i / 20 for i in range(481)]
    curve = [at(hour, tide_at(hour)) for hour in hours]
    draw.polygon([at(0, 0), *curve, at(24, 0)], fill=pale)
    fast = [at(hour, tide_at(hour)) for hour in hours if 15.65 <= hour <= 17.7]
    draw.polygon([(fast[0][0], foot * k), *fast, (fast[-1][0], foot * k)], fill="#d98b62")
    for metres in range(1, 7):
        x0, y = at(0, metres)
        draw.line(
            (x0, y, right * k, y), rgb255("#ffffff", pale, 0.5) if metres < 6 else LINE, 2 * k
        )
    draw.line(curve, blue, 13 * k, joint="curve")
    draw.line((*at(0, 0), *at(24, 0)), INK, 5 * k)
    for tick, name in ((0, "midnight"), (6, "6am"), (12, "noon"), (18, "6pm"), (24, "midnight")):
        x, y = at(tick, 0)
        draw.line((x, y, x, y + 16 * k), INK, 5 * k)
        side = "ls" if tick == 0 else "rs" if tick == 24 else "ms"
        words(x / k - (left if tick == 0 else 0), foot + 78, name, 58, INK, side)
    for turn, level, text, below in (
        (1.25, 0.6, "1.15am", True),
        (7.33, 5.8, "7.20am", False),
        (13.67, 0.5, "1.40pm", True),
        (19.67, 5.9, "7.40pm", False),
    ):
        x, y = at(turn, level)
        draw.ellipse((x - 17 * k, y - 17 * k, x + 17 * k, y + 17 * k), fill=blue)
        size = 50 if below else 58
        words(x / k + 4 * (turn < 2), y / k + (54 if below else -36), text, size, blue, "ms", bold)
    x, y = at(16.67, tide_at(16.67))
    draw.line((900 * k, 496 * k, x - 14 * k, y), "#a2451c", 4 * k)
    words(872, 412, "3.40 to 5.40:", 60, "#a2451c", "ms", bold)
    words(872, 480, "up 2.7 metres", 60, "#a2451c", "ms", bold)
    return image.resize((wide, high), Image.Resampling.LANCZOS)


def rgb255(first: str, second: str, part: float) -> tuple[int, int, int]:
    """A colour between two, as Pillow wants it."""
    r, g, b = rgb(mix(first, second, part))
    return (round(r * 255), round(g * 255), round(b * 255))
