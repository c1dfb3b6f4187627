"""A pinhole camera: places in metres become places on the canvas."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import Colour, Pen, Point

Place = tuple[float, float, float]  # x to the right, y up, z away from us
NEAR = 0.15


@dataclass(frozen=True)
class Camera:
    """Where the eye is and how it looks."""

    cx: float
    cy: float
    focal: float
    eye: Place = (0.0, 1.6, 0.0)
    yaw: float = 0.0
    pitch: float = 0.0  # positive looks up

    def turn(self, place: Place) -> Place:
        """A place as seen from the eye."""
        x, y, z = (place[i] - self.eye[i] for i in range(3))
        c, s = math.cos(self.yaw), math.sin(self.yaw)
        x, z = x * c - z * s, x * s + z * c
        c, s = math.cos(self.pitch), math.sin(self.pitch)
        return (x, y * c - z * s, y * s + z * c)

    def _put(self, seen: Place) -> Point:
        x, y, z = seen
        return (self.cx + self.focal * x / z, self.cy - self.focal * y / z)

    def at(self, x: float, y: float, z: float) -> Point:
        """A place on the canvas."""
        tx, ty, tz = self.turn((x, y, z))
        return self._put((tx, ty, max(NEAR, tz)))

    def size(self, z: float) -> float:
        """How many canvas units a metre has at a distance."""
        return self.focal / max(NEAR, z - self.eye[2])

    def face(self, places: Sequence[Place]) -> list[Point]:
        """A polygon, cut where it would come behind the eye."""
        seen = [self.turn(p) for p in places]
        kept: list[Place] = []
        for i, b in enumerate(seen):
            a = seen[i - 1]
            if (a[2] < NEAR) != (b[2] < NEAR):
                t = (NEAR - a[2]) / (b[2] - a[2])
                kept.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, NEAR))
            if b[2] >= NEAR:
                kept.append(b)
        return [self._put(p) for p in kept]

    def quad(self, pen: Pen, places: Sequence[Place], colour: Colour, alpha: float = 1.0) -> None:
        """A filled polygon in space."""
        pen.poly(self.face(places), colour, alpha)

    def wall(
        self,
        pen: Pen,
        start: tuple[float, float],
        end: tuple[float, float],
        low: float,
        high: float,
        colour: Colour,
        alpha: float = 1.0,
    ) -> None:
        """An upright wall between two places on the ground."""
        (x0, z0), (x1, z1) = start, end
        places = [(x0, low, z0), (x1, low, z1), (x1, high, z1), (x0, high, z0)]
        self.quad(pen, places, colour, alpha)

    def floor(
        self,
        pen: Pen,
        x0: float,
        x1: float,
        z0: float,
        z1: float,
        colour: Colour,
        y: float = 0.0,
        alpha: float = 1.0,
    ) -> None:
        """A level rectangle."""
        self.quad(pen, [(x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1)], colour, alpha)

    def block(
        self,
        pen: Pen,
        x0: float,
        x1: float,
        y0: float,
        y1: float,
        z0: float,
        z1: float,
        front: Colour,
        side: Colour,
        top: Colour,
    ) -> None:
        """A box: of its sides those that are seen."""
        if self.eye[1] > y1:
            self.floor(pen, x0, x1, z0, z1, top, y1)
        elif self.eye[1] < y0:
            self.floor(pen, x0, x1, z0, z1, top, y0)
        if self.eye[0] < x0:
            self.wall(pen, (x0, z0), (x0, z1), y0, y1, side)
        elif self.eye[0] > x1:
            self.wall(pen, (x1, z0), (x1, z1), y0, y1, side)
        self.wall(pen, (x0, z0), (x1, z0), y0, y1, front)

    def stroke(
        self, pen: Pen, a: Place, b: Place, colour: Colour, metres: float, alpha: float = 1.0
    ) -> None:
        """A bar between two places, thinner far away."""
        za, zb = self.turn(a)[2], self.turn(b)[2]
        if za < NEAR or zb < NEAR:
            return
        pen.taper(
            [self.at(*a), self.at(*b)],
            colour,
            max(0.6, metres * self.focal / za),
            max(0.6, metres * self.focal / zb),
            alpha,
        )
