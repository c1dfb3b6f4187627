"""Matrices and rectangles of a PDF page: user space, y upwards, units of 1/72 inch as a rule."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import SupportsFloat

from pikepdf import Matrix, Object

Rect = tuple[float, float, float, float]  # left, bottom, right, top
Point = tuple[float, float]

IDENTITY = Matrix()
EVERYWHERE: Rect = (-math.inf, -math.inf, math.inf, math.inf)
UNIT: Rect = (0.0, 0.0, 1.0, 1.0)


def matrix_of(values: Iterable[SupportsFloat]) -> Matrix:
    """Return six numbers of a PDF as a matrix; raises `ValueError` if they are not six."""
    a, b, c, d, e, f = map(float, values)
    return Matrix(a, b, c, d, e, f)


def placing(thing: Object) -> Matrix:
    """Return the matrix of a form or a pattern (ISO 32000-1, 8.10.1 and 8.7.3.1)."""
    return matrix_of(thing["/Matrix"]) if "/Matrix" in thing else IDENTITY


def bounds(points: Iterable[Point]) -> Rect:
    """Return the rectangle around points; there is at least one."""
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def moved(rect: Rect, matrix: Matrix) -> Rect:
    """Return the rectangle around a rectangle that a matrix moved."""
    left, bottom, right, top = rect
    corners = ((left, bottom), (right, bottom), (left, top), (right, top))
    return bounds(map(matrix.transform, corners))


def meet(one: Rect, other: Rect) -> Rect:
    """Return what two rectangles share; left > right or bottom > top if they share nothing."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def is_empty(rect: Rect) -> bool:
    """Return whether a rectangle is what `meet` returns of two that don't touch."""
    return rect[0] > rect[2] or rect[1] > rect[3]


def is_flat(rect: Rect) -> bool:
    """Return whether a rectangle has no area."""
    return rect[0] >= rect[2] or rect[1] >= rect[3]


def around(rects: Iterable[Rect]) -> Rect:
    """Return the rectangle around rectangles."""
    lefts, bottoms, rights, tops = zip(*rects, strict=True)
    return (min(lefts), min(bottoms), max(rights), max(tops))


def touches(one: Rect, other: Rect) -> bool:
    """Return whether two rectangles share more than an edge; a line counts as well."""
    left, bottom, right, top = meet(one, other)
    return left <= right and bottom <= top and _shares(one, other, 0) and _shares(one, other, 1)


def _shares(one: Rect, other: Rect, axis: int) -> bool:
    """Return whether they overlap on an axis, more than at an end."""
    if one[axis] == one[axis + 2]:
        return other[axis] <= one[axis] <= other[axis + 2]
    return one[axis] < other[axis + 2] and other[axis] < one[axis + 2]


def inside(inner: Rect, outer: Rect, slack: float = 0.01) -> bool:
    """Return whether a rectangle is inside another, with a tolerance of `slack`."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def sides(matrix: Matrix) -> tuple[float, float]:
    """Return the width and height of a picture, the unit square, that a matrix places."""
    a, b, c, d, _, _ = matrix.shorthand
    return ((a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5)


def scale(matrix: Matrix) -> float:
    """Return by how much a matrix enlarges a length, on average."""
    return math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
