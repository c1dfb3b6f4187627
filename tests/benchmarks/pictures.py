"""Pictures that show nothing but weigh what a press photo weighs, the same for the same seed."""

from __future__ import annotations

from io import BytesIO
from random import Random

from PIL import Image, ImageChops

SIZE = (1600, 1067)
WEIGHT = 250_000
TOLERANCE = 12_000


def photo(seed: str) -> bytes:
    """Give a JPEG of 1600x1067 px and about 250 KB: a sky of light, clouds and film grain."""
    rng = Random(seed)
    bands = [_band(rng) for _ in range(3)]
    image = Image.blend(Image.merge("RGB", bands), _grain(rng), 0.10)
    return _encode(image)


def _band(rng: Random) -> Image.Image:
    """Give one colour: a slope of light in some direction under clouds of three sizes."""
    slope = Image.linear_gradient("L").rotate(rng.choice((0, 90, 180, 270)))
    band = slope.resize(SIZE, Image.Resampling.BICUBIC)
    for columns, share in ((6, 0.45), (24, 0.3), (96, 0.2)):
        band = Image.blend(band, _noise(rng, columns), share)
    return band


def _noise(rng: Random, columns: int) -> Image.Image:
    rows = columns * SIZE[1] // SIZE[0]
    cells = Image.frombytes("L", (columns, rows), rng.randbytes(columns * rows))
    return cells.resize(SIZE, Image.Resampling.BICUBIC)


def _grain(rng: Random) -> Image.Image:
    grain = Image.frombytes("L", SIZE, rng.randbytes(SIZE[0] * SIZE[1]))
    return Image.merge("RGB", (grain, ImageChops.invert(grain), grain))


def _encode(image: Image.Image) -> bytes:
    """Find by halving the quality that comes nearest to the weight wanted."""
    low, high = 20, 95
    best = b""
    while low <= high:
        quality = (low + high) // 2
        data = _jpeg(image, quality)
        if abs(len(data) - WEIGHT) < abs(len(best) - WEIGHT):
            best = data
        if abs(len(best) - WEIGHT) < TOLERANCE:
            break
        low, high = (quality + 1, high) if len(data) < WEIGHT else (low, quality - 1)
    return best


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()
