"""A canvas of floating-point colour, with layers, light, textures and a film-like finish."""

from __future__ import annotations

import colorsys
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SCALE = 2  # everything is drawn this much larger, then brought down
TILE = 1024

Colour: TypeAlias = str | tuple[float, float, float]
Point: TypeAlias = tuple[float, float]
Field: TypeAlias = Any  # a numpy array of 32-bit floats
Stops: TypeAlias = Sequence[tuple[float, Colour]]


@lru_cache(maxsize=4096)
def rgb(colour: Colour) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1."""
    if isinstance(colour, str):
        digits = colour.lstrip("#")
        return (
            int(digits[0:2], 16) / 255,
            int(digits[2:4], 16) / 255,
            int(digits[4:6], 16) / 255,
        )
    return colour


def mix(first: Colour, second: Colour, part: float) -> tuple[float, float, float]:
    """A colour between two."""
    a, b = rgb(first), rgb(second)
    return (
        a[0] + (b[0] - a[0]) * part,
        a[1] + (b[1] - a[1]) * part,
        a[2] + (b[2] - a[2]) * part,
    )


def times(colour: Colour, factor: float) -> tuple[float, float, float]:
    """A colour made darker or lighter."""
    r, g, b = rgb(colour)
    return (min(1.0, r * factor), min(1.0, g * factor), min(1.0, b * factor))


def vary(colour: Colour, dice: random.Random, amount: float) -> tuple[float, float, float]:
    """A neighbour of a colour, by chance."""
    h, light, s = colorsys.rgb_to_hls(*rgb(colour))
    h = (h + dice.uniform(-amount, amount) * 0.12) % 1
    light = min(1.0, max(0.0, light * (1 + dice.uniform(-amount, amount))))
    s = min(1.0, max(0.0, s * (1 + dice.uniform(-amount, amount))))
    return colorsys.hls_to_rgb(h, light, s)


def smooth(field: Field, low: float, high: float) -> Field:
    """0 below low, 1 above high (or the other way round), an S between."""
    t = np.clip((field - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def resize(field: Field, width: int, height: int) -> Field:
    """A field at another resolution."""
    if field.shape == (height, width):
        return field
    image = Image.fromarray(np.ascontiguousarray(field, dtype=np.float32))
    return np.asarray(image.resize((width, height), Image.Resampling.BILINEAR))


def soften(field: Field, radius: float) -> Field:
    """A field from 0 to 1, blurred."""
    image = Image.fromarray((np.clip(field, 0, 1) * 255).astype(np.uint8))
    blurred = image.filter(ImageFilter.GaussianBlur(radius))
    return np.asarray(blurred, dtype=np.float32) / 255


@lru_cache(maxsize=48)
def tile(seed: int, beta: float = 1.8, stretch_x: float = 1.0, stretch_y: float = 1.0) -> Field:
    """Fractal noise that repeats without a seam, mean 0 and deviation 1."""
    noise = np.random.default_rng(seed).standard_normal((TILE, TILE)).astype(np.float32)
    fx = np.fft.rfftfreq(TILE).astype(np.float32)[None, :] * TILE * stretch_x
    fy = np.fft.fftfreq(TILE).astype(np.float32)[:, None] * TILE * stretch_y
    radius = np.sqrt(fx * fx + fy * fy)
    radius[0, 0] = 1.0
    spectrum = np.fft.rfft2(noise) / np.maximum(radius, 1.5) ** beta
    spectrum[0, 0] = 0
    field = np.fft.irfft2(spectrum, s=(TILE, TILE)).astype(np.float32)
    return field / field.std()


def sample(texture: Field, u: Field, v: Field) -> Field:
    """A repeating texture read at fractional places, between its points."""
    u0, v0 = np.floor(u), np.floor(v)
    fu, fv = (u - u0).astype(np.float32), (v - v0).astype(np.float32)
    iu, iv = u0.astype(np.int64) % TILE, v0.astype(np.int64) % TILE
    iu1, iv1 = (iu + 1) % TILE, (iv + 1) % TILE
    top = texture[iv, iu] * (1 - fu) + texture[iv, iu1] * fu
    bottom = texture[iv1, iu] * (1 - fu) + texture[iv1, iu1] * fu
    return top * (1 - fv) + bottom * fv


def shifted(field: Field, down: int, right: int) -> Field:
    """A field moved, its edge drawn out."""
    rows = np.clip(np.arange(field.shape[0]) - down, 0, field.shape[0] - 1)
    columns = np.clip(np.arange(field.shape[1]) - right, 0, field.shape[1] - 1)
    return field[rows][:, columns]


def spline(points: Sequence[Point], closed: bool = False, steps: int = 10) -> list[Point]:
    """A smooth curve through points (Catmull-Rom)."""
    pts = list(points)
    pts = [pts[-1], *pts, pts[0], pts[1]] if closed else [pts[0], *pts, pts[-1]]
    curve: list[Point] = []
    for i in range(1, len(pts) - 2):
        p0, p1, p2, p3 = pts[i - 1], pts[i], pts[i + 1], pts[i + 2]
        for step in range(steps):
            t = step / steps
            curve.append((_between(p0, p1, p2, p3, t, 0), _between(p0, p1, p2, p3, t, 1)))
    if not closed:
        curve.append(pts[-2])
    return curve


def _between(p0: Point, p1: Point, p2: Point, p3: Point, t: float, k: int) -> float:
    a, b, c, d = p0[k], p1[k], p2[k], p3[k]
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    )


def font(size: float, serif: bool = False, bold: bool = True) -> ImageFont.FreeTypeFont:
    """Noto CJK in its Simplified Chinese cut."""
    name = f"Noto{'Serif' if serif else 'Sans'}CJK-{'Bold' if bold else 'Regular'}.ttc"
    return ImageFont.truetype(f"/usr/share/fonts/opentype/noto/{name}", size, index=2)


class Pen:
    """Draws shapes on one layer, in the canvas's own units."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.image = Image.new("RGBA", size, (0, 0, 0, 0))
        self.draw = ImageDraw.Draw(self.image)

    @staticmethod
    def _ink(colour: Colour, alpha: float) -> tuple[int, int, int, int]:
        r, g, b = rgb(colour)
        return (
            min(255, max(0, round(r * 255))),
            min(255, max(0, round(g * 255))),
            min(255, max(0, round(b * 255))),
            round(alpha * 255),
        )

    def poly(self, points: Sequence[Point], colour: Colour, alpha: float = 1.0) -> None:
        """A filled polygon."""
        if len(points) > 2:
            scaled = [(x * SCALE, y * SCALE) for x, y in points]
            self.draw.polygon(scaled, fill=self._ink(colour, alpha))

    def blob(self, points: Sequence[Point], colour: Colour, alpha: float = 1.0) -> None:
        """A filled smooth shape through points."""
        self.poly(spline(points, closed=True), colour, alpha)

    def box(
        self, x0: float, y0: float, x1: float, y1: float, colour: Colour, alpha: float = 1.0
    ) -> None:
        """A filled upright rectangle."""
        self.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour, alpha)

    def line(
        self, points: Sequence[Point], colour: Colour, width: float = 1.0, alpha: float = 1.0
    ) -> None:
        """A line through points."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        thick = max(1, round(width * SCALE))
        self.draw.line(scaled, fill=self._ink(colour, alpha), width=thick, joint="curve")

    def curve(
        self, points: Sequence[Point], colour: Colour, width: float = 1.0, alpha: float = 1.0
    ) -> None:
        """A smooth line through points."""
        self.line(spline(points), colour, width, alpha)

    def taper(
        self, points: Sequence[Point], colour: Colour, start: float, end: float, alpha: float = 1.0
    ) -> None:
        """A line that grows thinner (or thicker) on its way."""
        left: list[Point] = []
        right: list[Point] = []
        for i, (x, y) in enumerate(points):
            x0, y0 = points[max(0, i - 1)]
            x1, y1 = points[min(len(points) - 1, i + 1)]
            length = max(1e-6, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
            half = (start + (end - start) * i / max(1, len(points) - 1)) / 2
            nx, ny = -(y1 - y0) / length * half, (x1 - x0) / length * half
            left.append((x + nx, y + ny))
            right.append((x - nx, y - ny))
        self.poly(left + right[::-1], colour, alpha)

    def disc(
        self, x: float, y: float, rx: float, ry: float, colour: Colour, alpha: float = 1.0
    ) -> None:
        """A filled ellipse."""
        box = ((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE)
        self.draw.ellipse(box, fill=self._ink(colour, alpha))

    def ring(self, x: float, y: float, rx: float, ry: float, colour: Colour, width: float) -> None:
        """An ellipse's outline."""
        box = ((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE)
        self.draw.ellipse(box, outline=self._ink(colour, 1.0), width=max(1, round(width * SCALE)))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        colour: Colour,
        size: float,
        anchor: str = "mm",
        serif: bool = False,
        alpha: float = 1.0,
    ) -> None:
        """Words."""
        face = font(size * SCALE, serif)
        ink = self._ink(colour, alpha)
        self.draw.text((x * SCALE, y * SCALE), words, fill=ink, font=face, anchor=anchor)


class Canvas:
    """A picture in the making: three planes of colour, and brushes."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self.width, self.height = width, height
        self.wide, self.high = width * SCALE, height * SCALE
        self.px: Field = np.zeros((3, self.high, self.wide), np.float32)
        self.dice = random.Random(seed)
        self.seed = seed * 1000
        self.x: Field = np.arange(width, dtype=np.float32)[None, :] + 0.5
        self.y: Field = np.arange(height, dtype=np.float32)[:, None] + 0.5

    def _next_seed(self) -> int:
        self.seed += 1
        return self.seed

    # fields: at the canvas's own resolution, made larger when they are used

    def full(self, field: Field) -> Field:
        """A field at the resolution of drawing."""
        if field.ndim == 2 and field.shape != (self.height, self.width):
            field = np.broadcast_to(
                field,
                (
                    self.height if field.shape[0] == 1 else field.shape[0],
                    self.width if field.shape[1] == 1 else field.shape[1],
                ),
            )
        return resize(field, self.wide, self.high)

    def noise(
        self, scale: float = 400, beta: float = 1.8, stretch_x: float = 1.0, stretch_y: float = 1.0
    ) -> Field:
        """Fractal noise over the canvas; scale is the size of its largest forms."""
        texture = tile(self._next_seed(), beta)
        step = TILE / 3 / scale
        u = (self.x * step / stretch_x) + np.zeros_like(self.y)
        v = (self.y * step / stretch_y) + np.zeros_like(self.x)
        return sample(texture, u, v)

    def plane(
        self,
        horizon: float,
        across: float,
        along: float,
        beta: float = 1.6,
        stretch_x: float = 1.0,
        centre: float | None = None,
        fade: float = 10,
    ) -> Field:
        """Noise lying on the ground (below the horizon) or on the clouds' ceiling (above)."""
        texture = tile(self._next_seed(), beta, stretch_x)
        middle = self.width / 2 if centre is None else centre
        depth = np.abs(self.y - horizon) + 1.5
        u = (self.x - middle) * (across * 40 / depth)
        v = along * 8000 / depth + np.zeros_like(self.x)
        clear = (along * 700) ** 0.5  # nearer the horizon the noise would only flicker
        return sample(texture, u, v) * smooth(depth, 0.25 * clear, max(fade, 1.2 * clear))

    # colour

    def sky(self, stops: Stops, top: float = 0, bottom: float | None = None) -> None:
        """A vertical run of colours over the whole width."""
        end = self.height if bottom is None else bottom
        rows = (np.arange(self.high, dtype=np.float32) + 0.5) / SCALE
        places = [top + (end - top) * at for at, _ in stops]
        inside = (rows >= top) & (rows <= end)
        for k in range(3):
            values = np.interp(rows, places, [rgb(c)[k] for _, c in stops]).astype(np.float32)
            self.px[k][inside] = values[inside][:, None]

    def blend(self, mask: Field, colour: Colour | Field) -> None:
        """Paint a colour (or a picture's planes) where the mask says."""
        mask = self.full(mask)
        for k in range(3):
            ink = rgb(colour)[k] if isinstance(colour, str | tuple) else self.full(colour[k])
            self.px[k] += (ink - self.px[k]) * mask

    def shade(self, mask: Field) -> None:
        """Multiply by a field."""
        mask = self.full(mask)
        for k in range(3):
            self.px[k] *= mask

    def light(self, mask: Field, colour: Colour, strength: float = 1.0) -> None:
        """Add light, as a projector would."""
        mask = self.full(mask)
        for k in range(3):
            self.px[k] += (1 - np.clip(self.px[k], 0, 1)) * mask * (rgb(colour)[k] * strength)

    def glow(
        self,
        x: float,
        y: float,
        radius: float,
        colour: Colour,
        strength: float = 1.0,
        squash: float = 1.0,
        power: float = 2.0,
    ) -> None:
        """A soft light round a point."""
        x0, x1 = self._span(x, radius, self.wide)
        y0, y1 = self._span(y, radius * squash, self.high)
        if x0 >= x1 or y0 >= y1:
            return
        dx = (np.arange(x0, x1, dtype=np.float32) / SCALE - x) / radius
        dy = (np.arange(y0, y1, dtype=np.float32) / SCALE - y) / (radius * squash)
        fall = np.clip(1 - np.sqrt(dx[None, :] ** 2 + dy[:, None] ** 2), 0, 1) ** power * strength
        for k in range(3):
            part = self.px[k, y0:y1, x0:x1]
            part += (1 - np.clip(part, 0, 1)) * np.minimum(fall * rgb(colour)[k], 1)

    @staticmethod
    def _span(centre: float, radius: float, end: int) -> tuple[int, int]:
        return max(0, int((centre - radius) * SCALE)), min(end, int((centre + radius) * SCALE))

    # layers

    @contextmanager
    def layer(
        self,
        blur: float = 0,
        alpha: float = 1.0,
        rough: float = 0,
        size: float = 60,
        stretch_x: float = 1.0,
        stretch_y: float = 1.0,
        add: bool = False,
        clip: Field | None = None,
    ) -> Iterator[Pen]:
        """Shapes on a sheet of their own, then laid on: blurred, rough, or as light."""
        pen = Pen((self.wide, self.high))
        yield pen
        self.lay(pen.image, blur, alpha, rough, size, stretch_x, stretch_y, add, clip)

    def lay(
        self,
        image: Image.Image,
        blur: float = 0,
        alpha: float = 1.0,
        rough: float = 0,
        size: float = 60,
        stretch_x: float = 1.0,
        stretch_y: float = 1.0,
        add: bool = False,
        clip: Field | None = None,
    ) -> None:
        """Lay a sheet as large as the canvas on it."""
        box = image.getbbox()
        if box is None:
            return
        margin = int(blur * SCALE * 3) + 1
        box = (
            max(0, box[0] - margin),
            max(0, box[1] - margin),
            min(self.wide, box[2] + margin),
            min(self.high, box[3] + margin),
        )
        part = image.crop(box).convert("RGBa")
        if blur:
            part = part.filter(ImageFilter.GaussianBlur(blur * SCALE))
        planes = np.asarray(part, dtype=np.float32) / 255
        self._lay(
            planes, box, alpha, self._rough(box, rough, size, stretch_x, stretch_y), add, clip
        )

    def lay_at(
        self, image: Image.Image, left: int, top: int, blur: float = 0, alpha: float = 1.0
    ) -> None:
        """Lay a small sheet at a place given in the units of drawing."""
        margin = int(blur * SCALE * 3) + 1 if blur else 0
        box = (
            left - margin,
            top - margin,
            left + image.width + margin,
            top + image.height + margin,
        )
        seen = (max(0, box[0]), max(0, box[1]), min(self.wide, box[2]), min(self.high, box[3]))
        if seen[0] >= seen[2] or seen[1] >= seen[3]:
            return
        part = image.convert("RGBa")
        if blur:
            part = part.crop((-margin, -margin, image.width + margin, image.height + margin))
            part = part.filter(ImageFilter.GaussianBlur(blur * SCALE))
        part = part.crop((seen[0] - box[0], seen[1] - box[1], seen[2] - box[0], seen[3] - box[1]))
        planes = np.asarray(part, dtype=np.float32) / 255
        self._lay(planes, seen, alpha, 1.0, False, None)

    def mirror(
        self,
        image: Image.Image,
        line: float,
        ripple: float = 4.0,
        alpha: float = 0.6,
        blur: float = 1.0,
        stretch: float = 1.0,
        fine: float = 16.0,
        fade: float = 400,
    ) -> None:
        """The reflection of a sheet in rippled water whose edge is at a line."""
        rows = np.arange(self.high, dtype=np.float32)
        depth = rows / SCALE - line
        from_rows = np.clip(line * SCALE - (rows - line * SCALE) / stretch, 0, self.high - 1)
        planes = np.asarray(image.convert("RGBa"))[from_rows.astype(np.int64)].copy()
        planes[depth < 0] = 0
        texture = tile(31, 1.2)
        wave = texture[(depth * fine / 10).astype(np.int64) % TILE, 40]
        for row in np.nonzero(planes[..., 3].any(axis=1))[0]:
            reach = ripple * SCALE * (0.3 + min(1.5, depth[row] / 160))
            planes[row] = np.roll(planes[row], int(wave[row] * reach), axis=0)
        fall = np.clip(1 - depth / fade, 0, 1)[:, None, None]
        planes = (planes * fall).astype(np.uint8)
        self.lay(Image.fromarray(planes, "RGBa").convert("RGBA"), blur, alpha)

    def _rough(
        self, box: tuple[int, int, int, int], rough: float, size: float, sx: float, sy: float
    ) -> Field:
        if not rough:
            return 1.0
        texture = tile(77, 1.3, sx, sy)
        step = TILE / 6 / size / SCALE
        offset = self._next_seed() * 137 % TILE
        u = np.arange(box[0], box[2], dtype=np.float32)[None, :] * step + offset
        v = np.arange(box[1], box[3], dtype=np.float32)[:, None] * step + offset * 3
        shape = (box[3] - box[1], box[2] - box[0])
        field = sample(texture, np.broadcast_to(u, shape), np.broadcast_to(v, shape))
        return np.clip(1 + rough * field, 0.2, 1.9)

    def _lay(
        self,
        planes: Field,
        box: tuple[int, int, int, int],
        alpha: float,
        rough: Field,
        add: bool,
        clip: Field | None,
    ) -> None:
        cover = planes[..., 3] * alpha
        weight = alpha * rough
        if clip is not None:
            part = self.full(clip)[box[1] : box[3], box[0] : box[2]]
            cover, weight = cover * part, weight * part
        for k in range(3):
            below = self.px[k, box[1] : box[3], box[0] : box[2]]
            ink = planes[..., k] * weight
            if add:
                below += (1 - np.clip(below, 0, 1)) * np.minimum(ink, 1)
            else:
                below *= 1 - cover
                below += ink

    def form(
        self,
        points: Sequence[Point],
        colour: Colour,
        radius: float = 12,
        sun: Point = (-0.5, -0.85),
        depth: float = 0.5,
        rough: float = 0.0,
        size: float = 40,
        lit: Colour = "#fff4e0",
        blur: float = 0.0,
        spots: float = 0.0,
        alpha: float = 1.0,
    ) -> None:
        """A rounded body with this outline, lighter towards the sun."""
        margin = int((radius * 2 + blur * 3) * SCALE) + 4
        xs, ys = [x * SCALE for x, _ in points], [y * SCALE for _, y in points]
        left, top = int(min(xs)) - margin, int(min(ys)) - margin
        size_px = (int(max(xs)) - left + margin, int(max(ys)) - top + margin)
        image = Image.new("L", size_px)
        outline = [(x - left, y - top) for x, y in zip(xs, ys, strict=True)]
        ImageDraw.Draw(image).polygon(outline, fill=255)
        cover = np.asarray(image.filter(ImageFilter.GaussianBlur(max(0.6, blur * SCALE))))
        soft = np.asarray(image.filter(ImageFilter.GaussianBlur(radius * SCALE / 2)))
        soft = soft.astype(np.float32) / 255
        dx, dy = int(sun[0] * radius * SCALE * 0.7), int(sun[1] * radius * SCALE * 0.7)
        slope = shifted(soft, dy, dx) * -1 + shifted(soft, -dy, -dx)
        shape = slope.shape
        factor = np.clip(1 + depth * slope, 0.25, 1.8)
        if rough or spots:
            factor = factor * self._skin(shape, rough, size, spots)
        planes = [np.clip(rgb(colour)[k] * factor, 0, 1) for k in range(3)]
        gleam = np.clip(slope - 0.25, 0, 1) * depth * 0.7
        planes = [p + (rgb(lit)[k] - p) * gleam for k, p in enumerate(planes)]
        sheet = np.dstack([*planes, cover.astype(np.float32) / 255])
        self.lay_at(Image.fromarray((sheet * 255 + 0.5).astype(np.uint8)), left, top, 0, alpha)

    def _skin(self, shape: tuple[int, int], rough: float, size: float, spots: float) -> Field:
        step = TILE / 6 / size / SCALE
        offset = self._next_seed() * 137 % TILE
        u = np.broadcast_to(np.arange(shape[1], dtype=np.float32)[None, :] * step + offset, shape)
        v = np.broadcast_to(np.arange(shape[0], dtype=np.float32)[:, None] * step + offset, shape)
        field = 1 + rough * sample(tile(78, 1.3), u, v)
        if spots:
            field = field * (1 - spots * smooth(sample(tile(79, 1.1), u * 2, v * 2), 0.75, 1.5))
        return np.clip(field, 0.3, 1.7)

    def mask(self, points: Sequence[Point], blur: float = 0) -> Field:
        """1 inside a polygon, 0 outside."""
        image = Image.new("L", (self.wide, self.high))
        ImageDraw.Draw(image).polygon([(x * SCALE, y * SCALE) for x, y in points], fill=255)
        if blur:
            image = image.filter(ImageFilter.GaussianBlur(blur * SCALE))
        return np.asarray(image, dtype=np.float32) / 255

    def picture(self) -> Image.Image:
        """What has been painted so far, at the resolution of drawing."""
        planes = (np.clip(self.px, 0, 1) * 255 + 0.5).astype(np.uint8)
        return Image.fromarray(np.ascontiguousarray(planes.transpose(1, 2, 0)))

    def paint(self, image: Image.Image, top: float, bottom: float) -> None:
        """Put a picture of the whole canvas between two rows."""
        planes = np.asarray(image, dtype=np.float32).transpose(2, 0, 1) / 255
        y0, y1 = int(top * SCALE), int(bottom * SCALE)
        self.px[:, y0:y1] = planes[:, y0:y1]

    def blur(self, radius: float, keep: Field | None = None) -> None:
        """Throw out of focus, except where a field says to keep."""
        soft = self.picture().filter(ImageFilter.GaussianBlur(radius * SCALE))
        planes = np.asarray(soft, dtype=np.float32).transpose(2, 0, 1) / 255
        weight = 1.0 if keep is None else 1 - self.full(keep)
        for k in range(3):
            self.px[k] += (planes[k] - self.px[k]) * weight

    # finish

    def bloom(self, threshold: float, radius: float, strength: float) -> None:
        """Let bright places spill over."""
        small = Image.fromarray(
            np.ascontiguousarray(
                (np.clip((self.px[:, ::4, ::4] - threshold) / (1 - threshold), 0, 1) * 255)
                .astype(np.uint8)
                .transpose(1, 2, 0)
            )
        ).filter(ImageFilter.GaussianBlur(radius * SCALE / 4))
        large = small.resize((self.wide, self.high), Image.Resampling.BICUBIC)
        planes = np.asarray(large, dtype=np.float32).transpose(2, 0, 1) * (strength / 255)
        self.px += (1 - np.clip(self.px, 0, 1)) * planes

    def vignette(self, strength: float = 0.35, centre: Point = (0.5, 0.5)) -> None:
        """Darker corners."""
        dx = (self.x / self.width - centre[0]) * 1.25
        dy = (self.y / self.height - centre[1]) * 1.25
        self.shade(1 - strength * smooth(dx * dx + dy * dy, 0.12, 0.95))

    def finish(
        self,
        contrast: float = 0.25,
        grain: float = 0.012,
        warm: float = 0.0,
        saturation: float = 1.0,
        vignette: float = 0.3,
        lift: float = 0.0,
    ) -> Image.Image:
        """Grade, bring down to size, and add grain."""
        self.vignette(vignette)
        px = np.clip(self.px, 0, 1)
        grey = px[0] * 0.3 + px[1] * 0.59 + px[2] * 0.11
        px = np.clip(grey + (px - grey) * saturation, 0, 1)
        px += contrast * (px * px * (3 - 2 * px) - px)
        px[0] *= 1 + warm
        px[2] *= 1 - warm
        self.px = lift + px * (1 - lift)
        small = self.picture().resize((self.width, self.height), Image.Resampling.LANCZOS)
        small = small.filter(ImageFilter.UnsharpMask(1.2, 40, 2))
        noise = np.random.default_rng(self.seed).standard_normal((self.height, self.width, 1))
        planes = np.asarray(small, dtype=np.float32) + noise * (grain * 255)
        return Image.fromarray(np.clip(planes + 0.5, 0, 255).astype(np.uint8))
