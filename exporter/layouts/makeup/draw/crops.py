"""What of a picture stays where it is cut to a box, and how much of it may be cut off."""

from __future__ import annotations

from exporter.edition.parts import Shown

# Of an upright picture, most often of a person, more is cut off at the foot than above the head.
UPRIGHT = "cover;object-position:50% 20%"
UNCUT = 1e-3  # share of a picture that may be cut off besides: what is rounded


def is_cut(set_as: float, ratio: float, crop: float) -> bool:
    """Whether a picture loses more than the share `crop` if its height by width becomes `set_as`.

    `ratio` is its own height by width.
    """
    return 1 - min(set_as / ratio, ratio / set_as) > crop + UNCUT


def cover(ratio: float, focus: str) -> str:
    """Return how a picture fills its box, and what of it stays, as a value of `object-fit`."""
    if focus:
        return f"cover;object-position:{focus}"
    return UPRIGHT if ratio > 1 else "cover"


def fit_in(shown: Shown, width: float, height: float, crop: float) -> str:
    """Return the CSS of a picture in a box: whole if it would lose more than the share `crop`."""
    whole = is_cut(height / width, shown.ratio, 0 if shown.whole else crop)
    return f"object-fit:{'contain' if whole else cover(shown.ratio, shown.focus)}"


def size_within(
    shown: Shown, shape: float, room: tuple[float, float], crop: float
) -> tuple[float, float]:
    """Return the width and height of a picture that comes near a `shape`, its width by height.

    It is as high as its room, or as wide, and loses no more than the share `crop`.
    """
    least = 1.0 if shown.whole else 1 - crop
    widest, highest = room
    width = min(max(shape, least / shown.ratio), 1 / shown.ratio / least) * highest
    width = min(width, widest)
    return width, min(highest, width * shown.ratio / least)
