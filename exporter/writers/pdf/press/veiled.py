"""Paint what has one colour and one opacity without transparency: its outline stays an outline.

What lies beneath is drawn, the colour is blended with it, and the result is a pattern in which
the same path or type is painted. So edges stay sharp, and type stays type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator
from PIL import Image

from exporter.checks.pdf.graphics import Veil
from exporter.pdf.geometry import Rect
from exporter.writers.pdf.press.content import PATH
from exporter.writers.pdf.press.graphics_state import Command
from exporter.writers.pdf.press.plates import Instruction

INKS = ("Cyan", "Magenta", "Yellow", "Black")
CLIPS = frozenset(("W", "W*"))


def tints(veil: Veil) -> list[float]:
    """Return its colour as cyan, magenta, yellow and black."""
    inks = veil.colour.inks or {}
    return [inks.get(name, 0.0) for name in INKS]


def blended(beneath: Image.Image, veil: Veil) -> Image.Image:
    """Return a CMYK picture with a veil over all of it (ISO 32000-1, 11.3.5: Normal).

    An ink that a colour does not have stays as it is beneath one that overprints.
    """
    bands = []
    for band, tint in zip(beneath.split(), tints(veil), strict=True):
        kept = veil.overprint and not tint
        bands.append(band if kept else band.point([_mixed(ink, tint, veil) for ink in range(256)]))
    return Image.merge("CMYK", bands)


def _mixed(beneath: int, tint: float, veil: Veil) -> int:
    return round(beneath + (255 * tint - beneath) * veil.opacity)


def pattern(pdf: pikepdf.Pdf, picture: Object, box: Rect) -> Object:
    """Return a pattern of one cell, in which a picture fills a box of the page."""
    left, bottom, right, top = (round(each, 5) for each in box)
    content = f"{right - left:.5f} 0 0 {top - bottom:.5f} {left} {bottom} cm /Flat Do"
    return pdf.make_stream(
        content.encode(),
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([left, bottom, right, top]),
        XStep=right - left,
        YStep=top - bottom,
        Resources=Dictionary(XObject=Dictionary(Flat=picture)),
    )


def begun(instructions: Sequence[Instruction], number: int) -> int:
    """Return the number of the instruction with which the path painted at `number` begins."""
    while number and str(instructions[number - 1].operator) in PATH | CLIPS:
        number -= 1
    return number


def colours(
    instructions: Sequence[Instruction], veils: Mapping[int, tuple[Veil, Name]]
) -> tuple[dict[int, list[Command]], dict[int, list[Command]]]:
    """Return what goes before and after instructions: a pattern as the colour, and the colour.

    `veils` are by the numbers of what paints them. Nothing may stand between a path and what
    paints it (ISO 32000-1, 8.2).
    """
    before: dict[int, list[Command]] = {}
    after: dict[int, list[Command]] = {}
    for number, (veil, name) in veils.items():
        space, colour, inks = ("cs", "scn", "k") if veil.fill else ("CS", "SCN", "K")
        begin = begun(instructions, number)
        before[begin] = [([Name.Pattern], Operator(space)), ([name], Operator(colour))]
        after[number] = [(tints(veil), Operator(inks))]
    return before, after
