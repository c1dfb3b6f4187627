"""Blend a soft veil, as a gradient, into the photograph beneath it, which keeps its pixels.

Every variant of PDF/X has that picture, so all print the same. Flattened over the photograph, it
would have other pixels, of which a coarse renderer picks others. The veil is drawn in the pixels of
the photograph on paper and on full ink: what is between them is what it lets through of each ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Operator, Pdf
from PIL import Image, ImageChops, ImageMath

from exporter.checks.pdf.graphics import Painted
from exporter.checks.pdf.interpreter import Interpreter
from exporter.checks.pdf.marking import Cache
from exporter.checks.pdf.transparency import is_transparent
from exporter.pdf.geometry import Rect, inside, touches
from exporter.profiles import Profile
from exporter.writers.pdf.job import Job
from exporter.writers.pdf.press.content import FILLS, SHOWS
from exporter.writers.pdf.press.dots import (
    MOST_PIXELS,
    Dots,
    Photograph,
    continued,
    photographs_of,
)
from exporter.writers.pdf.press.flatten import box_of_sheet, find_regions, kept, stored
from exporter.writers.pdf.press.picture_inks import highest, pressed
from exporter.writers.pdf.press.plates import Instruction, draw_plates
from exporter.writers.pdf.press.written_out import write_out

STEEPEST = 4  # of 255, from pixel to pixel; what is steeper is an edge, and wants finer dots
UNLIKE = 4  # of 255, from a straight line; what bends more is no veil (ISO 32000-1, 11.3.5)
FULL = 255
KINDS = ("/DeviceCMYK", "/DeviceGray")
NOTHING = ContentStreamInstruction([1, 0, 0, 1, 0, 0], Operator("cm"))
INK = b"q 1 1 1 1 k 0 0 1 1 re f Q"


def blend_photographs(job: Job) -> None:
    """Blend soft veils of the pages into photographs, in a PDF that is already in inks."""
    for page in job.pdf.pages:
        if is_transparent(page.obj) and "/XObject" in page.obj.Resources:
            blend_page(job.pdf, page, job.profile)


def blend_page(pdf: Pdf, page: pikepdf.Page, profile: Profile) -> None:
    """Blend soft veils into the photographs of a page; one without them stays as it is."""
    contents, resources = page.obj.get("/Contents"), page.obj.Resources
    page.obj.Resources = pdf.make_indirect(_copied(resources))  # names are added to them
    write_out(pdf, page)
    instructions = list(pikepdf.parse_content_stream(page))
    painted = list(Interpreter(Cache()).painted(page, box_of_sheet(page)))
    photographs = list(photographs_of(painted, instructions, page.obj.Resources))
    blender = Blender(pdf, profile, page.obj.Resources, instructions, painted, photographs)
    regions = [each for each in find_regions(painted) if not each.veil]
    done = [blender.blend(each.numbers, each.box) for each in regions]
    if any(done):
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        page.obj.Resources = kept(page.obj.Resources, instructions, {})
    else:
        page.obj.Contents, page.obj.Resources = contents, resources


def _copied(resources: Object) -> Dictionary:
    return Dictionary(
        {
            key: Dictionary(dict(each.items())) if isinstance(each, Dictionary) else each
            for key, each in resources.items()
        }
    )


@dataclass
class Blender:
    """Blends veils of a page into its photographs; `instructions` are changed in place."""

    pdf: Pdf
    profile: Profile
    resources: Object
    instructions: list[Instruction]
    painted: Sequence[Painted]
    photographs: Sequence[Photograph]
    gone: set[int] = field(default_factory=set)

    def blend(self, numbers: Sequence[int], box: Rect) -> bool:
        """Blend what some instructions paint in a box into the photograph under it, if any.

        Returns whether it was done.
        """
        photograph = self._beneath(numbers, box)
        picture = self._picture(photograph) if photograph else None
        veil = self._veil(numbers, photograph) if photograph and picture else None
        if not (photograph and picture and veil):
            return False
        name = Name(f"/Veiled{photograph.number}")
        self.resources.XObject[name] = self._stored(_under(picture, *veil))
        self.instructions[photograph.number] = ContentStreamInstruction([name], Operator("Do"))
        for number in numbers:
            self.instructions[number] = _unpainted(self.instructions[number])
        self.gone.update(numbers)
        for number in numbers:
            self._bare(number)
        return True

    def _stored(self, image: Image.Image) -> Object:
        *colours, black = image.split()
        if _most(Image.merge("RGB", colours)) == 0:
            return stored(self.pdf, ImageChops.invert(black))
        found = pressed(image, self.profile.ink_limit, round(self.profile.black_limit * 2.55))
        stream = self.pdf.make_stream(
            found.data,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=image.width,
            Height=image.height,
            BitsPerComponent=found.bits,
            ColorSpace=Name(found.space),
            Filter=Name(found.filter),
        )
        if found.inverted:
            stream.Decode = Array([1, 0] * 4)
        return stream

    def _bare(self, number: int) -> None:
        """Take the graphics states from around what paints no more, between `q` and `Q`."""
        operators = [str(each.operator) for each in self.instructions]
        begin = _partner(operators, number, -1, "q", "Q")
        end = _partner(operators, number, 1, "Q", "q")
        paints = {each.number for each in self.painted} - self.gone
        if "BT" in operators[begin:end] or paints.intersection(range(begin, end)):
            return
        for each in range(begin, end):
            if operators[each] == "gs":
                self.instructions[each] = NOTHING

    def _beneath(self, numbers: Sequence[int], box: Rect) -> Photograph | None:
        """Return the photograph that lies right beneath all of a box, and upright."""
        if any(not self._is_area(number) for number in numbers):
            return None
        for each in reversed(self.photographs):
            if each.number < numbers[0] and inside(box, each.seen):
                between = (
                    other
                    for other in self.painted
                    if each.number < other.number < numbers[-1]
                    and other.number not in numbers
                    and other.number not in self.gone
                )
                is_free = not any(touches(other.box, box) for other in between)
                return each if each.upright and is_free else None
        return None

    def _is_area(self, number: int) -> bool:
        return str(self.instructions[number].operator) in FILLS | {"sh", "Do"}

    def _picture(self, photograph: Photograph) -> Image.Image | None:
        """Return the inks of a photograph; None if it is no plain picture of 8 bits."""
        name = str(self.instructions[photograph.number].operands[0])
        thing = self.resources.XObject[name]
        if not isinstance(thing, pikepdf.Stream):
            return None
        if thing.get("/ColorSpace") not in KINDS or int(thing.get("/BitsPerComponent", 0)) != 8:
            return None
        if {"/SMask", "/Mask", "/DecodeParms"} & thing.keys():
            return None
        is_jpeg = thing.get("/Filter") == Name.DCTDecode
        decode = [float(each) for each in thing.get("/Decode", ())]
        image = pikepdf.PdfImage(thing).as_pil_image()
        # Pillow inverts the JPEG of CMYK that Adobe's marker calls inverted.
        is_inverted = is_jpeg and image.mode == "CMYK" and "adobe" in image.info
        if decode != ([1.0, 0.0] * 4 if is_inverted else []):
            return None
        if image.mode == "L":
            none = Image.new("L", image.size)
            return Image.merge("CMYK", (none, none, none, ImageChops.invert(image)))
        return image if image.mode == "CMYK" else None

    def _veil(
        self, numbers: Sequence[int], photograph: Photograph
    ) -> tuple[Image.Image, Image.Image] | None:
        """Return a veil on paper and on full ink; None if it has edges or is none."""
        if photograph.columns * photograph.rows > MOST_PIXELS:
            return None
        on_paper = self._drawn(numbers, photograph, b"")
        if not _is_soft(on_paper):
            return None
        on_ink = self._drawn(numbers, photograph, INK)
        ink = self._drawn((), photograph, INK)
        if not _is_soft(on_ink) or _most(ImageChops.invert(ink)) > 0:
            return None
        half = self._drawn(numbers, photograph, INK.replace(b"1 1 1 1 k", b".5 .5 .5 .5 k"))
        middle = Image.blend(on_paper, on_ink, 128 / FULL)
        return (on_paper, on_ink) if _most(ImageChops.difference(half, middle)) <= UNLIKE else None

    def _drawn(self, numbers: Sequence[int], photograph: Photograph, ground: bytes) -> Image.Image:
        """Draw some instructions alone, in a photograph's pixels, with a ground in its place."""
        others = {each.number for each in self.painted}.difference(numbers)
        last = max(numbers, default=photograph.number)
        content: list[Instruction] = []
        for number, instruction in enumerate(self.instructions[: last + 1]):
            if number == photograph.number and ground:
                content += pikepdf.parse_content_stream(self.pdf.make_stream(ground))
            elif number not in others:
                content.append(instruction)
            elif str(instruction.operator) not in SHOWS:
                content.append(_unpainted(instruction))
        dots = Dots(photograph.pixel, *photograph.box[:2], of_photograph=True)
        image = draw_plates(self.resources, content, photograph.box, dots)
        image = image.crop((0, 0, photograph.columns, photograph.rows))
        return continued(image, photograph.box, photograph.seen, photograph.pixel)


def _unpainted(instruction: Instruction) -> Instruction:
    """Return an instruction that ends a path, or does nothing, in place of one that paints."""
    is_path = str(instruction.operator) not in SHOWS | {"sh", "Do", "INLINE IMAGE"}
    return ContentStreamInstruction([], Operator("n")) if is_path else NOTHING


def _partner(operators: Sequence[str], number: int, step: int, sought: str, other: str) -> int:
    """Return the number of the `q` before, or the `Q` after, that encloses an instruction.

    It is that of the first or last instruction if there is none.
    """
    depth = 1
    while depth and 0 <= number + step < len(operators):
        number += step
        depth += (operators[number] == other) - (operators[number] == sought)
    return number


def _is_soft(image: Image.Image) -> bool:
    """Whether no pixel is far from the next one on any plate."""
    width, height = image.size
    if min(width, height) < 2:
        return False
    pairs = (
        (image.crop((1, 0, width, height)), image.crop((0, 0, width - 1, height))),
        (image.crop((0, 1, width, height)), image.crop((0, 0, width, height - 1))),
    )
    return all(_most(ImageChops.difference(*pair)) <= STEEPEST for pair in pairs)


def _most(image: Image.Image) -> int:
    """Return the highest value of any band."""
    return max(highest(band) for band in image.split())


def _under(picture: Image.Image, on_paper: Image.Image, on_ink: Image.Image) -> Image.Image:
    """Return a picture under a veil."""
    bands = [
        ImageMath.lambda_eval(
            lambda args: (args["p"] * (FULL - args["x"]) + args["f"] * args["x"] + 127) / FULL,
            x=band,
            p=paper,
            f=full,
        ).convert("L")
        for band, paper, full in zip(picture.split(), on_paper.split(), on_ink.split(), strict=True)
    ]
    return Image.merge("CMYK", bands)
