"""The dots in which transparent parts are drawn: a photograph beneath keeps its own pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Dictionary, Name, Object
from PIL import Image

from exporter.checks.pdf.graphics import Painted
from exporter.pdf.geometry import Rect, inside, meet

DPI, LEAST_DPI = 600, 200  # type and edges in a picture want as much as line art
MOST_PIXELS = 16_000_000  # of one picture, 64 MB in CMYK; a larger one is coarser
SAME = 1e-4  # how much wider than high its pixels may be


@dataclass(frozen=True)
class Dots:
    """A grid: the size of a dot (pt), a corner of one, and whether a photograph has the same."""

    size: float
    x: float = 0
    y: float = 0
    of_photograph: bool = False

    def around(self, box: Rect) -> Rect:
        """Return the box of whole dots around a box."""
        left, bottom, right, top = box
        return (
            self.x + math.floor((left - self.x) / self.size) * self.size,
            self.y + math.floor((bottom - self.y) / self.size) * self.size,
            self.x + math.ceil((right - self.x) / self.size) * self.size,
            self.y + math.ceil((top - self.y) / self.size) * self.size,
        )


@dataclass(frozen=True)
class Photograph:
    """A picture on the page: the number of its instruction, its box (pt) and its pixels' size.

    `seen` is the part of the box within the clip; `upright` is one that is not mirrored.
    """

    number: int
    box: Rect
    pixel: float
    columns: int
    rows: int
    seen: Rect
    upright: bool


def photographs_of(
    painted: Iterable[Painted],
    instructions: Sequence[ContentStreamInstruction | ContentStreamInlineImage],
    resources: Object,
) -> Iterator[Photograph]:
    """Yield the pictures of a page that stand upright and have square pixels."""
    objects = resources.get("/XObject", Dictionary())
    for each in painted:
        instruction = instructions[each.number]
        if str(instruction.operator) != "Do":
            continue
        thing = objects.get(str(instruction.operands[0]))
        if thing is None or thing.get("/Subtype") != Name.Image:
            continue
        a, b, c, d, e, f = each.matrix.shorthand
        across, down = abs(a) / int(thing.Width), abs(d) / int(thing.Height)
        if not (b or c) and across and abs(across / down - 1) < SAME:
            box = min(e, e + a), min(f, f + d), max(e, e + a), max(f, f + d)
            size = int(thing.Width), int(thing.Height)
            is_upright = a > 0 and d > 0 and not each.transparent
            yield Photograph(each.number, box, across, *size, meet(box, each.clip), is_upright)


def dots_for(box: Rect, photographs: Sequence[Photograph], number: int) -> Dots:
    """Return the dots for what instruction `number` paints in a box.

    They are those of the last photograph beneath all of it, or whole parts of them.
    """
    width, height = box[2] - box[0], box[3] - box[1]
    for each in reversed(photographs):
        if each.number < number and inside(box, each.box):
            pixels = max(width * height / each.pixel**2, 1)
            parts = int(min(DPI * each.pixel / 72, math.sqrt(MOST_PIXELS / pixels)))
            return Dots(each.pixel / max(parts, 1), *each.box[:2], of_photograph=True)
    inches = max(width * height / 72**2, 0.001)
    return Dots(72 / max(LEAST_DPI, min(DPI, int(math.sqrt(MOST_PIXELS / inches)))))


def continued(image: Image.Image, box: Rect, clip: Rect, dot: float) -> Image.Image:
    """Continue a picture of a box beyond the clip by its last dots within; `dot` in pt.

    A coarse renderer paints the pixels on the edge of the clip, whose middle may be outside.
    """
    left, _, _, top = box
    x0, y0 = max(math.ceil((clip[0] - left) / dot), 0), max(math.ceil((top - clip[3]) / dot), 0)
    x1 = min(math.floor((clip[2] - left) / dot), image.width)
    y1 = min(math.floor((top - clip[1]) / dot), image.height)
    if x0 >= x1 or y0 >= y1:
        return image
    across = _stretched(image, x0, x1, 0)
    return _stretched(across, y0, y1, 1)


def _stretched(image: Image.Image, start: int, end: int, axis: int) -> Image.Image:
    """Repeat the first and last dots between two positions up to the edges, along one axis."""
    whole = (image.width, image.height)[axis]
    for dot, first, last in ((start, 0, start), (end - 1, end, whole)):
        if first < last:
            row = (dot, 0, dot + 1, image.height) if axis == 0 else (0, dot, image.width, dot + 1)
            size = (last - first, image.height) if axis == 0 else (image.width, last - first)
            image.paste(image.crop(row).resize(size), (first, 0) if axis == 0 else (0, first))
    return image
