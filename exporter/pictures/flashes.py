"""Pictures that move: whether they flash as WCAG 2.2 has it (2.3.1, Three Flashes)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageChops

from exporter.pictures.files import open_picture

ANIMATED = ("GIF", "PNG", "WEBP", "AVIF")  # in others, several pictures are pages or layers
# In a second: a flash is two opposite changes, so these are more than three flashes.
CHANGES = 7
LONGEST = 5.0  # seconds that a picture may move by itself
CHANGE = 26  # of 255: a tenth of the largest luminance
AREA = 0.25  # of the picture; the standard's share of the screen is not known here
SIDE = 32  # pixels to which a frame is reduced
SHOWN = 0.1  # seconds: what browsers take for a duration of none


def moves(path: Path) -> bool:
    """Whether a picture has several frames."""
    with open_picture(path) as image:
        return image.format in ANIMATED and getattr(image, "n_frames", 1) > 1


def moves_on(path: Path) -> bool:
    """Whether a picture moves for more than 5 seconds (WCAG 2.2, 2.2.2, Pause, Stop, Hide)."""
    with open_picture(path) as image:
        repeats = image.info.get("loop", 1)  # 0: for ever; without it, it is shown once
    shown = sum(duration for duration, _ in _frames(path))
    return moves(path) and (repeats == 0 or shown * repeats > LONGEST)


def flashes(path: Path) -> bool:
    """Whether a picture goes to and fro between light and dark more than three times a second."""
    times = [time for time, _ in _turns(path)]
    return any(end - start <= 1 for start, end in zip(times, times[CHANGES - 1 :], strict=False))


def _turns(path: Path) -> Iterator[tuple[float, int]]:
    """Yield the seconds at which the picture gets lighter or darker after the opposite.

    It is shown twice, one of a few frames more often: most pictures that move do so for ever.
    """
    frames = list(_frames(path))
    shown = frames * max(2, CHANGES + 1 - len(frames))
    time, last = 0.0, 0
    for (duration, before), (_, after) in pairwise(shown):
        time += duration
        sign = _change(before, after)
        if sign and sign != last:
            last = sign
            yield time, sign


def _frames(path: Path) -> Iterator[tuple[float, Image.Image]]:
    with open_picture(path) as image:
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            small = image.convert("RGB").convert("L").resize((SIDE, SIDE))
            yield (image.info.get("duration", 0) / 1000 or SHOWN), small


def _change(before: Image.Image, after: Image.Image) -> int:
    """Return 1 where enough of a picture gets lighter, -1 where it gets darker, else 0."""
    for sign, difference in (
        (1, ImageChops.subtract(after, before)),
        (-1, ImageChops.subtract(before, after)),
    ):
        if sum(difference.histogram()[CHANGE:]) >= AREA * SIDE * SIDE:
            return sign
    return 0
