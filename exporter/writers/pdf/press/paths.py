"""Paths of content streams as boxes: how thin they are, and how they are made thicker."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pikepdf import (
    ContentStreamInstruction,
)

from exporter.pdf.geometry import Rect

Instruction = ContentStreamInstruction
SAME = 1e-3  # tolerance for equal lengths, in user units


def rects_of(path: list[Instruction]) -> list[Rect]:
    """Return the rectangles of a path as corners; empty if it has anything else."""
    rects = []
    for instruction in path:
        if str(instruction.operator) != "re":
            return []
        x, y, width, height = map(float, instruction.operands)
        rects.append((min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height)))
    return rects


def box_of(path: list[Instruction]) -> Rect | None:
    """Return the bounding box of a path of straight lines."""
    points: list[tuple[float, float]] = []
    for instruction in path:
        operator = str(instruction.operator)
        if operator in ("m", "l"):
            points.append((float(instruction.operands[0]), float(instruction.operands[1])))
        elif operator == "re":
            x, y, width, height = map(float, instruction.operands)
            points += [(x, y), (x + width, y + height)]
        elif operator not in ("h", "W", "W*"):
            return None
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def thinness(box: Rect) -> float:
    """Return the shorter side of a box, in its own units."""
    return min(box[2] - box[0], box[3] - box[1])


def area(box: Rect) -> float:
    """Return the area of a box, in its own units squared."""
    return (box[2] - box[0]) * (box[3] - box[1])


def widened(box: Rect, missing: float) -> Rect:
    """Make the thin side of a box thicker by `missing`, half on each side."""
    left, low, right, high = box
    half = missing / 2
    if right - left < high - low:
        return left - half, low, right + half, high
    return left, low - half, right, high + half


def thicker(one: Rect, other: Rect, least: float) -> Iterator[Rect]:
    """Yield two rectangles moved at least `least` apart on the sides where they differ."""
    moved = [_apart(a, b, least) for a, b in zip(one, other, strict=True)]
    for number in (0, 1):
        left, low, right, high = (pair[number] for pair in moved)
        yield left, low, right, high


def _apart(one: float, other: float, least: float) -> tuple[float, float]:
    """Return two positions at least `least` apart, if they differ at all."""
    away = other - one
    missing = math.copysign(max(least - abs(away), 0), away) / 2 if abs(away) > SAME else 0
    return one - missing, other + missing


def rectangle(box: Rect) -> Iterator[float]:
    """Yield the operands of `re` for a box: left, low, width, height."""
    left, low, right, high = box
    yield from (round(value, 5) for value in (left, low, right - left, high - low))
