"""The graphics state of a page, and what marked content says (ISO 32000-1, 8.4, 14.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypedDict

from pikepdf import Dictionary, Matrix, Object

from exporter.checks.pdf import colours
from exporter.checks.pdf.colours import Colour, colour
from exporter.checks.pdf.fonts import Font
from exporter.checks.pdf.image_objects import Picture
from exporter.checks.pdf.marks import Role
from exporter.pdf.geometry import (
    EVERYWHERE,
    IDENTITY,
    Rect,
)

BLACK = colour(colours.GREY, (0.0,))


class Details(TypedDict, total=False):
    """Fields that only some kinds of marks have, as in `Mark`."""

    size: float
    font: Font
    hidden: bool
    notdef: bool
    picture: Picture
    matrix: Matrix


class Marked(NamedTuple):
    """What marked content says of what is in it; `number` is that of tagged content (MCID)."""

    role: Role | None = None
    number: int = -1
    language: str | None = None
    off: bool = False  # it, or what it is in, belongs to a layer that is switched off


class Veil(NamedTuple):
    """One colour of one opacity, which an instruction fills or strokes something with."""

    colour: Colour
    opacity: float
    fill: bool
    overprint: bool


class Painted(NamedTuple):
    """What one instruction of a page paints: its number, whether it is transparent, its box.

    `veil` is set where opacity is all that makes it transparent.
    """

    number: int
    transparent: bool
    box: Rect
    matrix: Matrix
    clip: Rect
    veil: Veil | None = None


@dataclass
class State:
    """The part of the graphics state that matters here (ISO 32000-1, 8.4)."""

    matrix: Matrix = IDENTITY
    clip: Rect = EVERYWHERE
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_pattern: Object | None = None
    stroke_pattern: Object | None = None
    line_width: float = 1.0
    overprint_fill: bool = False
    overprint_stroke: bool = False
    overprint_mode: int = 0
    veils: frozenset[str] = frozenset()  # what makes it transparent
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    font: Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render: int = 0


def marked_by(values: Object) -> Marked:
    """Read a property list of marked content."""
    language = values.get("/Lang")
    number = int(values.get("/MCID", -1))
    return Marked(None, number, None if language is None else str(language))


def defaults_of(resources: Object) -> frozenset[str]:
    """Return the names of the device spaces that resources define (ISO 32000-1, 8.6.5.6)."""
    spaces = resources.get("/ColorSpace") if isinstance(resources, Dictionary) else None
    names = spaces.keys() if isinstance(spaces, Dictionary) else ()
    return frozenset(name for name in names if name.startswith("/Default"))
