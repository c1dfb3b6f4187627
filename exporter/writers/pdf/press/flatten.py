"""Flatten transparency for PDF/X-1a and PDF/X-3: only transparent parts become pictures.

Forms that hold something transparent are written out into the page, so that the type beside it
stays type. What is transparent is then drawn with all that is beneath it (`plates`), and the
picture takes its place; what is painted later is painted over it, as before. What has one colour
and one opacity is painted as before, in a pattern of such a picture (`veiled`).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Dictionary, Matrix, Name, Object, Operator
from PIL import Image

from exporter.checks.pdf.graphics import Painted, Veil
from exporter.checks.pdf.interpreter import Interpreter
from exporter.checks.pdf.marking import Cache
from exporter.checks.pdf.transparency import is_transparent
from exporter.checks.pdf.veils import VEILS
from exporter.pdf.geometry import Rect, around, meet, touches
from exporter.writers.pdf.job import Job
from exporter.writers.pdf.press.content import SHOWS
from exporter.writers.pdf.press.dots import (
    LEAST_DPI,
    Dots,
    Photograph,
    continued,
    dots_for,
    photographs_of,
)
from exporter.writers.pdf.press.graphics_state import Command
from exporter.writers.pdf.press.plates import Instruction, draw_plates
from exporter.writers.pdf.press.veiled import blended, colours, pattern
from exporter.writers.pdf.press.written_out import NAMING, write_out

COARSE = Dots(72 / LEAST_DPI)
EDGE_PT = 0.5  # around what is transparent: its edge is smoothed
MOST_VEILS = 100  # of a page: each has a picture of its own; of more, neighbours share one


@dataclass(frozen=True)
class Region:
    """A region to rasterise: the numbers of its instructions, and their bounding box (pt).

    `matrix` and `clip` are those of the last instruction; one with a `veil` has no other.
    """

    numbers: tuple[int, ...]
    box: Rect
    matrix: Matrix
    clip: Rect
    veil: Veil | None = None
    dots: Dots = COARSE


def flatten(job: Job) -> None:
    """Remove all transparency from a PDF that is already in inks."""
    for page in job.pdf.pages:
        if is_transparent(page.obj):
            _flatten_page(job.pdf, page)


def _flatten_page(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    write_out(pdf, page)
    instructions = list(pikepdf.parse_content_stream(page))
    sheet = box_of_sheet(page)
    painted = list(Interpreter(Cache()).painted(page, sheet))
    photographs = list(photographs_of(painted, instructions, page.obj.Resources))
    regions = [_snapped(region, sheet, photographs) for region in find_regions(painted)]
    pictures = [_picture(pdf, page, instructions, region) for region in regions]
    content = _without_veiled_patterns(_replaced(instructions, regions), page.obj.Resources)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))
    resources = kept(page.obj.Resources, content, _named(pdf, regions, pictures))
    states = resources.get("/ExtGState", Dictionary()).items()
    resources.ExtGState = Dictionary({name: _opaque(each) for name, each in states})
    page.obj.Resources = resources


def _without_veiled_patterns(content: Iterable[Command], resources: Object) -> list[Command]:
    """Leave out what chooses a transparent pattern: all that it painted is in pictures."""
    patterns = resources.get("/Pattern", Dictionary()).items()
    veiled = {("/Pattern", name) for name, each in patterns if is_transparent(each)}
    return [each for each in content if not veiled & set(_used([each]))]


def box_of_sheet(page: pikepdf.Page) -> Rect:
    """Return the media box of a page."""
    left, bottom, right, top = map(float, page.mediabox)
    return left, bottom, right, top


def find_regions(painted: Iterable[Painted]) -> list[Region]:
    """Return what has to become pictures: neighbours that touch together, unless something
    opaque is painted between them."""
    regions: list[Region] = []
    between: list[Rect] = []
    for each in _few_veils(painted):
        if not each.transparent:
            between.append(each.box)
            continue
        last = regions[-1] if regions else None
        if each.veil:
            regions.append(Region((each.number,), each.box, each.matrix, each.clip, each.veil))
            continue
        joins = last and not last.veil and last.clip == each.clip
        if last and joins and touches(_grown(last.box), each.box):
            box = around((last.box, each.box))
            if not any(touches(box, other) for other in between):
                numbers = (*last.numbers, each.number)
                regions[-1] = Region(numbers, box, each.matrix, each.clip)
                continue
        regions.append(Region((each.number,), each.box, each.matrix, each.clip))
        between = []
    return regions


def _few_veils(painted: Iterable[Painted]) -> list[Painted]:
    """Return what is painted; of too many veils none has a picture of its own."""
    found = list(painted)
    if sum(each.veil is not None for each in found) <= MOST_VEILS:
        return found
    return [each._replace(veil=None) for each in found]


def _grown(box: Rect) -> Rect:
    return box[0] - EDGE_PT, box[1] - EDGE_PT, box[2] + EDGE_PT, box[3] + EDGE_PT


def _snapped(region: Region, sheet: Rect, photographs: Sequence[Photograph]) -> Region:
    """Return a region with its edge, of whole dots, within the sheet."""
    dots = dots_for(region.box, photographs, region.numbers[0])
    return replace(region, box=dots.around(meet(_grown(region.box), sheet)), dots=dots)


def _picture(
    pdf: pikepdf.Pdf, page: pikepdf.Page, instructions: Sequence[Instruction], region: Region
) -> Object:
    """Return the picture of a region, with what is beneath it."""
    until = instructions[: region.numbers[-1] + (region.veil is None)]
    image = draw_plates(page.obj.Resources, until, region.box, region.dots)
    if region.veil:
        image = blended(continued(image, region.box, region.clip, region.dots.size), region.veil)
    *colours, black = image.split()
    if not any(band.getextrema()[1] for band in colours):
        image = black.point(lambda ink: 255 - ink)
    return stored(pdf, image)


def stored(pdf: pikepdf.Pdf, image: Image.Image) -> Object:
    """Return a picture of inks or of grey as an object of the PDF, without loss."""
    return pdf.make_stream(
        zlib.compress(image.tobytes(), 6),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray if image.mode == "L" else Name.DeviceCMYK,
        Filter=Name.FlateDecode,
    )


def _replaced(instructions: Sequence[Instruction], regions: Sequence[Region]) -> Iterator[Command]:
    """Yield the instructions, with pictures in place of transparent parts."""
    gone = {number for region in regions if not region.veil for number in region.numbers}
    ends = {each.numbers[-1]: number for number, each in enumerate(regions) if not each.veil}
    veils = {
        region.numbers[-1]: (region.veil, _name(number))
        for number, region in enumerate(regions)
        if region.veil
    }
    before, after = colours(instructions, veils)
    waiting: list[int] = []
    in_text, mode = False, 0
    for number, instruction in enumerate(instructions):
        operator = str(instruction.operator)
        in_text = operator == "BT" or (in_text and operator != "ET")
        mode = int(instruction.operands[0]) if operator == "Tr" else mode
        yield from before.get(number, ())
        if number in gone:
            yield from _unpainted(instruction, operator, mode)
        else:
            yield instruction
        yield from after.get(number, ())
        if number in ends:
            waiting.append(ends[number])
        while waiting and not in_text:
            region = waiting.pop(0)
            yield from _placed(regions[region], _name(region))


def _unpainted(instruction: Instruction, operator: str, mode: int) -> Iterator[Command]:
    """Yield the rest of an instruction that no longer paints; text stays searchable."""
    if operator in SHOWS:
        yield [3], Operator("Tr")
        yield instruction
        yield [mode], Operator("Tr")
    elif operator not in ("Do", "sh", "INLINE IMAGE"):
        yield [], Operator("n")


def _placed(region: Region, name: Name) -> Iterator[Command]:
    left, bottom, right, top = region.box
    yield [], Operator("q")
    yield [*region.matrix.inverse().shorthand], Operator("cm")
    yield [round(right - left, 5), 0, 0, round(top - bottom, 5), left, bottom], Operator("cm")
    yield [name], Operator("Do")
    yield [], Operator("Q")


def _name(number: int) -> Name:
    return Name(f"/Flat{number}")


Named = dict[str, dict[str, Object]]  # new resources, by category and name


def _named(pdf: pikepdf.Pdf, regions: Sequence[Region], pictures: Sequence[Object]) -> Named:
    """Return pictures as resources: as they are, or as patterns of veils."""
    found: Named = {"/XObject": {}, "/Pattern": {}}
    for number, (region, picture) in enumerate(zip(regions, pictures, strict=True)):
        name = str(_name(number))
        if region.veil:
            found["/Pattern"][name] = pattern(pdf, picture, region.box)
        else:
            found["/XObject"][name] = picture
    return found


def kept(resources: Object, content: Sequence[Command], new: Named) -> Object:
    """Return the resources that are still used, and new ones."""
    used = set(_used(content))
    rest = Dictionary(dict(resources.items()))
    for category in set(NAMING.values()) & set(resources.keys()) | new.keys():
        entries = resources.get(category, Dictionary()).items()
        found = {key: each for key, each in entries if (category, key) in used}
        rest[category] = Dictionary(found | new.get(category, {}))
    return rest


def _used(content: Iterable[Command]) -> Iterator[tuple[str, str]]:
    """Yield the resources that commands use: category and name."""
    for command in content:
        operands, operator = (
            command
            if isinstance(command, tuple)
            else (getattr(command, "operands", ()), command.operator)
        )
        for each in operands if str(operator) in NAMING else ():
            if isinstance(each, Name):
                yield NAMING[str(operator)], str(each)


def _opaque(state: Object) -> Object:
    """Return a graphics state without transparency."""
    return Dictionary({key: value for key, value in state.items() if key not in VEILS})
