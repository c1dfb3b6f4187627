"""The graphics state of a content stream that is rewritten (ISO 32000-1 §8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pikepdf import ContentStreamInlineImage, Matrix, Object, Operator

from exporter.pdf.geometry import IDENTITY, Rect
from exporter.writers.pdf.press.paths import Instruction

# What is written: an instruction of the stream, or operands and operator of our own.
Command = Instruction | ContentStreamInlineImage | tuple[list[Any], Operator]


@dataclass(frozen=True)
class Paint:
    """A colour in the stream: its space, and its numbers or pattern name."""

    space: Object | str
    values: tuple[float, ...] = ()
    pattern: Object | None = None


@dataclass
class Clip:
    """A clipping path: its commands in the new stream, its bounding box, and the clip around it."""

    path: list[Command]
    box: Rect
    ctm: Matrix
    outer: Clip | None = None


@dataclass
class State:
    """The graphics state: as required by the old stream, and as set in the new one.

    None means inherited from the stream that calls this one.
    """

    ctm: Matrix = IDENTITY
    fill: Paint | None = None
    stroke: Paint | None = None
    width: float | None = None
    size: float = 0
    mode: int = 0
    clip: Clip | None = None
    set_fill: object = None
    set_stroke: object = None
    set_width: float | None = None
    set_overprint: bool | None = None
