"""Render a page plate by plate, in grey: cyan, magenta, yellow, black.

PDF blends each ink on its own (ISO 32000-1 §11.3.4), so four grey drawings are the page as a
renderer of CMYK would blend it. A plate is the page with every colour space replaced by one that
lets only its ink through; no picture is decoded for that. Black that overprints is left out of
the other plates.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf
from PIL import Image

from exporter.pdf.geometry import Rect
from exporter.writers.pdf.press.content import FILLS, KNOCK_OUT, OVERPRINT, SHOWS, STROKES
from exporter.writers.pdf.press.dots import Dots
from exporter.writers.pdf.press.graphics_state import Command

CMYK, GREY = Name("/PlateOfInks"), Name("/PlateOfGrey")
COLOURANTS = [Name("/A"), Name("/B"), Name("/C"), Name("/D")]
# Type 4 functions (ISO 32000-1 §7.10.5): the light that one ink of four lets through.
LIGHT = (
    "pop pop pop 1 exch sub",
    "pop pop exch pop 1 exch sub",
    "pop exch pop exch pop 1 exch sub",
    "exch pop exch pop exch pop 1 exch sub",
)
BLACK = 3
# PDFium cuts off where it should round: the colours of pictures, and the steps of opacity.
STEPS, SPARE = 255, 0.25
ROUNDED_UP = 1 - 1e-6  # pypdfium2 does: a hair more than a whole number of dots is one dot more

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def draw_plates(
    resources: Object,
    instructions: Sequence[Instruction],
    box: Rect,
    dots: Dots,
) -> Image.Image:
    """Render instructions on white paper within a box (pt, user space), in CMYK.

    `resources` are an indirect object, and in inks already.
    """
    bands = []
    for ink in range(len(LIGHT)):
        plate = _plate(resources, instructions, box, ink)
        bands.append(_drawn(plate, dots).point(lambda light: 255 - light))
    return Image.merge("CMYK", bands)


def _plate(resources: Object, instructions: Sequence[Instruction], box: Rect, ink: int) -> Pdf:
    """Return a PDF of one page, the size of the box, with one ink as grey."""
    pdf = Pdf.new()
    page = pdf.add_blank_page().obj
    page.MediaBox = Array([round(value, 4) for value in box])
    page.Resources = pdf.copy_foreign(resources)
    plate = _Plate(pdf, ink)
    page.Contents = pdf.make_stream(plate.content(instructions, page.Resources))
    return pdf


def _drawn(pdf: Pdf, dots: Dots) -> Image.Image:
    import pypdfium2

    data = io.BytesIO()
    pdf.save(data)
    with pypdfium2.PdfDocument(data.getvalue()) as document:
        drawn = document[0].render(
            scale=ROUNDED_UP / dots.size,
            may_draw_forms=False,
            no_smoothimage=dots.of_photograph,
        )
        band: Image.Image = drawn.to_pil().convert("RGB").getchannel("R")
        return band


@dataclass
class _Plate:
    """Replaces colour spaces in the streams of one PDF, each stream once."""

    pdf: Pdf
    ink: int
    seen: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.spaces = self._spaces("")
        self.of_pictures = self._spaces(f" {SPARE / STEPS:.5f} add")

    def _spaces(self, more: str) -> dict[Object, Object]:
        """Return the spaces that take the place of inks and grey; `more` ends their functions."""
        inks = self._function(4, LIGHT[self.ink] + more)
        grey = self._function(1, more if self.ink == BLACK else "pop 1")
        make = self.pdf.make_indirect
        return {
            Name.DeviceCMYK: make(Array([Name.DeviceN, COLOURANTS, Name.DeviceGray, inks])),
            Name.DeviceGray: make(Array([Name.Separation, Name.Grey, Name.DeviceGray, grey])),
        }

    def _function(self, inputs: int, code: str) -> Object:
        return self.pdf.make_stream(
            f"{{ {code} }}".encode(), FunctionType=4, Domain=[0, 1] * inputs, Range=[0, 1]
        )

    def content(self, instructions: Sequence[Instruction], resources: Object) -> bytes:
        """Return a stream for the plate; its resources are changed in place."""
        self._resources(resources)
        return pikepdf.unparse_content_stream(list(self._rewritten(instructions)))

    def _rewritten(self, instructions: Sequence[Instruction]) -> Iterator[Command]:
        hidden, stack = False, list[bool]()
        for instruction in instructions:
            operator = str(instruction.operator)
            if operator == "q":
                stack.append(hidden)
            elif operator == "Q" and stack:
                hidden = stack.pop()
            elif operator == "gs" and instruction.operands[0] in (OVERPRINT, KNOCK_OUT):
                hidden = instruction.operands[0] == OVERPRINT and self.ink != BLACK
            if operator.lower() in ("k", "g"):
                yield from _colour(operator, list(instruction.operands))
            elif hidden and operator in SHOWS:
                # ISO 32000-1, table 106: neither filled nor stroked, but the text goes on.
                yield [3], Operator("Tr")
                yield instruction
                yield [0], Operator("Tr")
            elif hidden and operator in FILLS | STROKES:
                yield [], Operator("n")
            else:
                yield instruction

    def _resources(self, resources: Object) -> None:
        spaces = resources.get("/ColorSpace", Dictionary())
        spaces[CMYK], spaces[GREY] = self.spaces[Name.DeviceCMYK], self.spaces[Name.DeviceGray]
        resources.ColorSpace = spaces
        for each in resources.get("/ExtGState", Dictionary()).values():
            _step_opacity(each)
        for each in resources.get("/XObject", Dictionary()).values():
            self._object(each)
        for each in resources.get("/Pattern", Dictionary()).values():
            if isinstance(each, pikepdf.Stream):
                self._object(each)
            else:
                self._space(each.Shading, self.spaces)
        for each in resources.get("/Shading", Dictionary()).values():
            self._space(each, self.spaces)

    def _object(self, stream: Object) -> None:
        """Change a form, a tiling pattern or a picture."""
        if stream.objgen in self.seen:
            return
        self.seen.add(stream.objgen)
        if stream.get("/Subtype") == Name.Image:
            self._space(stream, self.of_pictures)
            return
        if "/Group" in stream:
            stream.Group.CS = Name.DeviceGray
        resources = stream.get("/Resources", Dictionary())
        instructions = pikepdf.parse_content_stream(stream)
        stream.write(self.content(instructions, resources))
        stream.Resources = resources

    def _space(self, thing: Object, spaces: dict[Object, Object]) -> None:
        """Change the colour space of a picture or of a gradient."""
        space = thing.get("/ColorSpace")
        if isinstance(space, Name) and space in spaces and not thing.get("/ImageMask"):
            thing.ColorSpace = spaces[space]


def _step_opacity(state: Object) -> None:
    for key in ("/ca", "/CA"):
        if key in state:
            state[key] = min((round(float(state[key]) * STEPS) + SPARE) / STEPS, 1)


def _colour(operator: str, values: list[Object]) -> Iterator[Command]:
    """Set a colour of inks or grey in the colour space of the plate."""
    stroke = operator.isupper()
    yield [CMYK if operator.lower() == "k" else GREY], Operator("CS" if stroke else "cs")
    yield list(values), Operator("SCN" if stroke else "scn")
