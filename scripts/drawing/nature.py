"""Clouds, water, hills, trees, reeds, birds and rain."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import numpy as np
from PIL import Image

from .canvas import (
    SCALE,
    Canvas,
    Colour,
    Field,
    Pen,
    Point,
    mix,
    resize,
    rgb,
    shifted,
    smooth,
    times,
)


def clouds(
    c: Canvas,
    horizon: float,
    dark: Colour,
    bright: Colour,
    cover: float = 0.5,
    softness: float = 0.9,
    across: float = 1.6,
    along: float = 3.0,
    alpha: float = 0.9,
    sun: Point = (0.5, 0.9),
    flat: float = 1.0,
) -> None:
    """A ceiling of clouds, lit from the sun's side."""
    thick = c.plane(horizon, across * 3, along * 3, 1.7, 1 / flat, fade=60)
    fine = c.plane(horizon, across * 9, along * 9, 1.5, 1 / flat, fade=90)
    density = thick + 0.28 * fine
    edge = 1.2 - 2.4 * cover
    mask = smooth(density, edge, edge + softness * 2) * smooth(horizon - c.y, 0, 40)
    step_x = int((sun[0] - 0.5) * 50)
    step_y = int((sun[1] - 0.5) * 50)
    beyond = shifted(density, -step_y, -step_x)
    lit = smooth(density - beyond + 0.35 * fine, -1.1, 1.1)
    shaded = smooth(density, edge, edge + 3.2)
    tone = np.clip(lit * (1 - 0.6 * shaded) + 0.12, 0, 1)
    a, b = rgb(dark), rgb(bright)
    planes = np.stack([a[k] + (b[k] - a[k]) * tone for k in range(3)])
    c.blend(mask * alpha, planes)


def haze(
    c: Canvas, y: float, depth: float, colour: Colour, alpha: float = 0.8, ragged: float = 0.6
) -> None:
    """A bank of mist lying at a height."""
    drift = c.noise(520, 1.9, 2.6, 0.8)
    rise = np.exp(-(((c.y - y + drift * depth * 0.35) / depth) ** 2))
    c.blend(np.clip(rise * (1 + ragged * 0.35 * c.noise(300, 1.7, 3, 1)), 0, 1) * alpha, colour)


def ridge(
    c: Canvas,
    base: float,
    height: float,
    rough: float,
    low: Colour,
    high: Colour,
    blur: float = 0.5,
    fall: float = 240,
    scale: float = 700,
    texture: float = 0.06,
    peaks: Sequence[tuple[float, float, float]] = (),
) -> Field:
    """A line of hills from edge to edge; gives the height of its crest for every column."""
    line = c.noise(scale, 1.7)[c.height // 2] * height
    line = line + c.noise(scale / 5, 1.5)[c.height // 3] * rough
    crest = base - line
    for x, up, wide in peaks:
        crest = crest - up * np.exp(-(np.abs((c.x[0] - x) / wide) ** 1.6))
    below = smooth(c.y - crest[None, :], -0.6 - blur, 0.6 + blur)
    depth = np.clip((c.y - crest[None, :]) / fall, 0, 1)
    mottle = 1 + texture * c.noise(90, 1.3)
    a, b = rgb(high), rgb(low)
    planes = np.stack([(a[k] + (b[k] - a[k]) * depth) * mottle for k in range(3)])
    c.blend(below, np.clip(planes, 0, 1))
    return crest


def reflect(
    c: Canvas,
    shore: float,
    bottom: float | None = None,
    ripple: float = 6.0,
    stretch: float = 1.0,
    tint: Colour = "#20303a",
    strength: float = 0.25,
    across: float = 3.0,
    along: float = 9.0,
    smear: float = 2.0,
    streaky: float = 9.0,
) -> None:
    """Still or rippled water below a shore, mirroring what stands above it."""
    end = c.height if bottom is None else bottom
    y0, y1 = int(shore * SCALE), int(end * SCALE)
    source = c.px
    if smear:
        source = squash(c, smear)
    waves = c.plane(shore, across, along, 1.5, streaky) + 0.5 * c.plane(
        shore, across * 4, along * 4, 1.3, streaky
    )
    near = smooth(c.y - shore, 0, end - shore)
    shift = resize((waves * ripple * (0.25 + 1.6 * near))[int(shore) : int(end)], c.wide, y1 - y0)
    rows = np.arange(y0, y1, dtype=np.float32)[:, None]
    from_rows = y0 - (rows - y0) * stretch - 1 + shift * SCALE * 2.2
    index_y = np.clip(from_rows, 0, y0 - 1).astype(np.int64)
    index_x = np.clip(np.arange(c.wide)[None, :] + shift * SCALE * 0.6, 0, c.wide - 1)
    index_x = index_x.astype(np.int64)
    ink = rgb(tint)
    depth = strength * (0.55 + 0.75 * ((rows - y0) / max(1, y1 - y0)))
    depth = np.clip(depth + 0.035 * shift, 0, 1)
    for k in range(3):
        mirrored = source[k][index_y, index_x]
        c.px[k, y0:y1] = mirrored + (ink[k] - mirrored) * depth


def squash(c: Canvas, radius: float) -> Field:
    """The picture blurred up and down only, as water draws it out."""
    image = c.picture()
    low = max(8, int(c.high / (radius * SCALE)))
    image = image.resize((c.wide, low), Image.Resampling.BOX)
    image = image.resize((c.wide, c.high), Image.Resampling.BICUBIC)
    return np.asarray(image, dtype=np.float32).transpose(2, 0, 1) / 255


def sea(
    c: Canvas,
    horizon: float,
    deep: Colour,
    shine: Colour,
    far: Colour,
    chop: float = 1.0,
    foam: float = 0.0,
    across: float = 1.2,
    along: float = 5.0,
    streaky: float = 2.6,
    foam_colour: Colour = "#e9eef0",
    distance: float = 160,
    glitter: Colour | None = None,
    glitter_x: float = 0.5,
    glitter_wide: float = 0.16,
    glitter_strength: float = 1.0,
    bottom: float | None = None,
    light: float = 1.0,
) -> Field:
    """Open water with waves, seen at a slant; gives the heights of the waves."""
    end = c.height if bottom is None else bottom
    swell = c.plane(horizon, across, along, 1.9, streaky, fade=6)
    wind = c.plane(horizon, across * 3.1, along * 3.1, 1.7, streaky, fade=30)
    fine = c.plane(horizon, across * 9, along * 9, 1.4, streaky, fade=120)
    height = swell + 0.42 * wind + 0.16 * fine
    rows = c.noise(170, 1.2, 7.0, 0.12) * np.exp(-(c.y - horizon) / 120)
    slope = np.gradient(swell, axis=0) * 9 + np.gradient(wind, axis=0) * 6
    slope = np.clip(slope + np.gradient(fine, axis=0) * 3.2 + 0.55 * rows, -2.6, 2.6)
    depth = np.clip((c.y - horizon) / (c.height - horizon), 0, 1)
    grazing = 0.62 - 0.42 * depth**0.6
    facing = np.clip(grazing + slope * (0.16 + 0.35 * depth) * chop * light + 0.05 * height, 0, 1)
    a, b = rgb(deep), rgb(shine)
    planes = [a[k] + (b[k] - a[k]) * facing for k in range(3)]
    blend_far = np.exp(-(c.y - horizon) / distance)
    f = rgb(far)
    planes = [p + (f[k] - p) * blend_far for k, p in enumerate(planes)]
    region = smooth(c.y, horizon - 0.7, horizon + 0.7) * (c.y <= end)
    c.blend(region + np.zeros_like(c.x), np.stack(planes))
    if glitter is not None:
        lane = np.exp(-(((c.x / c.width - glitter_x) / (glitter_wide * (0.35 + depth))) ** 2))
        sparkle = smooth(slope * (1 + 2 * depth) + 0.6 * fine + 0.3, 0.2, 2.0)
        c.light(lane * sparkle * region, glitter, glitter_strength)
    if foam:
        crest = smooth(height * 0.8 - slope * 0.25 + 0.7 * fine, 3.1 - 1.9 * foam, 3.9 - 1.6 * foam)
        patch = smooth(c.plane(horizon, across * 0.7, along * 0.9, 1.6, fade=6), -0.4, 1.6)
        c.blend(np.clip(crest * (0.25 + patch) * region * (0.35 + 0.65 * depth), 0, 1), foam_colour)
    return height


def tree(
    pen: Pen,
    x: float,
    ground: float,
    height: float,
    colour: Colour,
    dice: random.Random,
    leaves: Colour | None = None,
    lean: float = 0.0,
    density: float = 1.0,
) -> None:
    """A broad-leaved tree: a trunk that forks, with clusters of leaves."""
    _branch(pen, (x, ground), -math.pi / 2 + lean, height * 0.3, height * 0.05, 4, colour, dice)
    if leaves is None:
        return
    size = max(1.0, min(height * 0.014, 3.4))
    clusters = [_cluster(dice) for _ in range(int(54 * density))]
    for cx, cy, spread in sorted(clusters, key=lambda cluster: cluster[1], reverse=True):
        middle = (x + (lean * 0.5 + cx) * height, ground - height * (0.66 - cy))
        _leaves(pen, middle, spread * height, size, leaves, 0.86 - 0.75 * cy, dice)


def _cluster(dice: random.Random) -> tuple[float, float, float]:
    angle, reach = dice.uniform(0, math.tau), dice.random() ** 0.6
    return math.cos(angle) * reach * 0.33, math.sin(angle) * reach * 0.29, dice.uniform(0.05, 0.09)


def _leaves(
    pen: Pen,
    middle: Point,
    spread: float,
    size: float,
    colour: Colour,
    sun: float,
    dice: random.Random,
) -> None:
    count = int(min(230, 26 + (spread / size) ** 2 * 2.6))
    for _ in range(count):
        dx, dy = dice.gauss(0, 0.5), dice.gauss(0, 0.42)
        ink = times(colour, (sun - 0.32 * dy) * dice.uniform(0.8, 1.2))
        r = size * dice.uniform(0.7, 1.5)
        pen.disc(middle[0] + dx * spread, middle[1] + dy * spread, r, r * 0.72, ink)


def _branch(
    pen: Pen,
    start: Point,
    angle: float,
    length: float,
    width: float,
    levels: int,
    colour: Colour,
    dice: random.Random,
) -> None:
    bend = angle + dice.uniform(-0.15, 0.15)
    middle = (start[0] + math.cos(angle) * length / 2, start[1] + math.sin(angle) * length / 2)
    end = (middle[0] + math.cos(bend) * length / 2, middle[1] + math.sin(bend) * length / 2)
    pen.taper([start, middle, end], colour, width, width * 0.66)
    if levels == 0:
        return
    for side in (-1, 1):
        turn = side * dice.uniform(0.28, 0.62)
        _branch(
            pen,
            end,
            bend + turn,
            length * dice.uniform(0.62, 0.82),
            width * 0.64,
            levels - 1,
            colour,
            dice,
        )


def far_trees(
    pen: Pen,
    x0: float,
    x1: float,
    ground: float,
    height: float,
    colour: Colour,
    dice: random.Random,
    step: float = 0.35,
) -> None:
    """A distant line of crowns."""
    x = x0
    while x < x1:
        h = height * dice.uniform(0.55, 1.1)
        ink = times(colour, dice.uniform(0.88, 1.12))
        for _ in range(8):
            pen.disc(
                x + dice.gauss(0, h * 0.22),
                ground - h * dice.uniform(0.2, 0.85),
                h * dice.uniform(0.1, 0.26),
                h * dice.uniform(0.1, 0.22),
                ink,
            )
        pen.box(x - h * 0.3, ground - h * 0.35, x + h * 0.3, ground + 1, ink)
        x += h * step * dice.uniform(0.6, 1.5)


def reed(
    pen: Pen,
    x: float,
    ground: float,
    height: float,
    colour: Colour,
    dice: random.Random,
    lean: float = 0.1,
    plume: bool = True,
) -> None:
    """One reed with its leaves and plume."""
    sway = lean * height * dice.uniform(0.5, 1.4)
    stalk = [
        (x + sway * t * t, ground - height * t) for t in (0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.88, 1)
    ]
    width = max(0.9, height * 0.0085)
    pen.taper(stalk, colour, width * 1.4, width * 0.6)
    for _ in range(dice.randint(3, 5)):
        at = dice.uniform(0.2, 0.85)
        bx, by = x + sway * at * at, ground - height * at
        side = dice.choice((-1, 1, 1))
        reach = height * dice.uniform(0.16, 0.34)
        leaf = [
            (bx + side * reach * t * (0.75 + 0.25 * t), by - reach * (1.1 * t - 1.05 * t**2.4))
            for t in (0, 0.2, 0.4, 0.6, 0.8, 1)
        ]
        pen.taper(leaf, times(colour, dice.uniform(0.85, 1.15)), width * 2.2, 0.3)
    if plume:
        _plume(pen, stalk[-1], height, colour, dice)


def _plume(pen: Pen, tip: Point, height: float, colour: Colour, dice: random.Random) -> None:
    ink = times(colour, 1.15)
    long = height * dice.uniform(0.1, 0.16)
    for _ in range(24):
        t = dice.random()
        x, y = tip[0] + long * 0.35 * t, tip[1] + long * (t - 0.75)
        reach = long * 0.32 * math.sin(math.pi * min(1, t + 0.12))
        pen.line(
            [(x, y), (x + reach * dice.uniform(-0.4, 1), y + reach * dice.uniform(0.1, 0.9))],
            ink,
            max(0.6, height * 0.004),
        )


def bird(pen: Pen, x: float, y: float, span: float, beat: float, colour: Colour) -> None:
    """A bird on the wing, seen from afar; beat from -1 (wings down) to 1 (up)."""
    lift = span * 0.34 * beat
    for side in (-1, 1):
        wing = [
            (x, y - span * 0.02),
            (x + side * span * 0.2, y - lift * 0.75 - span * 0.03),
            (x + side * span * 0.5, y - lift * 0.62 + abs(lift) * 0.05),
            (x + side * span * 0.22, y - lift * 0.45 + span * 0.05),
            (x, y + span * 0.05),
        ]
        pen.blob(wing, colour)
    pen.blob(
        [
            (x - span * 0.17, y - 0.01 * span),
            (x, y - span * 0.035),
            (x + span * 0.2, y),
            (x, y + span * 0.05),
        ],
        colour,
    )


def rain(c: Canvas, drops: int, length: float, slant: float, colour: Colour, alpha: float) -> None:
    """Streaks of falling rain, near and far."""
    for part, (size, width, blur) in enumerate(((0.5, 0.6, 0.3), (1.0, 0.9, 0.6), (2.2, 1.6, 1.6))):
        with c.layer(blur=blur, alpha=alpha * (1, 0.9, 0.6)[part]) as pen:
            for _ in range(int(drops / (1, 2, 9)[part])):
                x, y = c.dice.uniform(-100, c.width + 100), c.dice.uniform(-60, c.height)
                reach = length * size * c.dice.uniform(0.6, 1.3)
                pen.line([(x, y), (x + slant * reach, y + reach)], colour, width, 0.7)


def lamp(c: Canvas, x: float, y: float, size: float, colour: Colour, strength: float = 1.0) -> None:
    """A light: its core, its halo and its wide glow."""
    c.glow(x, y, size * 9, colour, 0.32 * strength, power=2.4)
    c.glow(x, y, size * 3.2, colour, 0.65 * strength)
    with c.layer(blur=size * 0.22) as pen:
        pen.disc(x, y, size * 0.75, size * 0.75, mix(colour, "#ffffff", 0.72))
