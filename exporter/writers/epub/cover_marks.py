"""Draw simple covers, of rectangles and lines of text, with Pillow.

That takes hundredths of a second, where a process of resvg takes half of one for a cover. A drawing
with anything else, such as gradients, paths or letters that its fonts lack, is left to resvg.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from lxml import etree

from exporter.pictures import svg
from exporter.writers.epub.cover_words import Face

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

RECT, TEXT, IMAGE, STYLE = (
    f"{{{svg.NAMESPACE}}}{name}" for name in ("rect", "text", "image", "style")
)
PLACE = frozenset(("x", "y", "fill"))
KNOWN = {
    RECT: PLACE | {"width", "height"},
    TEXT: PLACE | {"font-family", "font-weight", "font-size", "text-anchor", "direction"},
}
COLOUR = re.compile("#(?:[0-9a-fA-F]{3}){1,2}")
LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(?:px)?")
WEIGHTS = {"normal": 400, "bold": 700}
ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}  # Pillow's: left, middle, right; baseline
FROM_RIGHT = {"start": "rs", "middle": "ms", "end": "ls"}  # SVG 2 §11.10.2.1, text-anchor
BLANK = re.compile("[ \t\r\n]+")  # SVG 2 §11.7: no other spaces collapse

Mark = Callable[["ImageDraw.ImageDraw"], None]


class _NotPlain(Exception):
    """A drawing needs resvg."""


def paint(root: etree._Element, image: Image.Image, faces: Iterable[Face]) -> bool:
    """Draw a clean drawing on an image of its size; return False, with nothing drawn, if it can't.

    `faces` are those that its text may be set in.
    """
    from PIL import ImageDraw, features

    # Without HarfBuzz Pillow knows no kerning.
    if svg.view_box(root) != (0, 0, *image.size) or not features.check("raqm"):
        return False
    known = {(face.family, face.weight): face for face in faces}
    try:
        marks = [_mark(element, known) for element in root]
    except _NotPlain:
        return False
    draw = ImageDraw.Draw(image)
    for mark in marks:
        mark(draw)
    return True


def mirrored(root: etree._Element) -> None:
    """Mirror a cover for a right-to-left language.

    Text keeps its anchor, which is at its start: on its right. A drawing with other elements than
    text, rectangles and pictures is left to its template.
    """
    box = svg.view_box(root)
    if box is None or any(each.tag not in (RECT, TEXT, IMAGE, STYLE) for each in root):
        return
    parts = list(root.iterchildren(RECT, TEXT, IMAGE))
    try:
        ends = [_length(each, "x") + _length(each, "width") for each in parts]
    except _NotPlain:
        return
    for element, end in zip(parts, ends, strict=True):
        element.set("x", f"{2 * box[0] + box[2] - end:g}")
        if element.tag == TEXT:
            element.set("direction", "rtl")


def _mark(element: etree._Element, faces: Mapping[tuple[str, int], Face]) -> Mark:
    known = KNOWN.get(str(element.tag))
    if known is None or len(element) or not known.issuperset(map(str, element.keys())):
        raise _NotPlain
    fill = _matched(COLOUR, element.get("fill", "#000"))[0]
    x, y = _length(element, "x"), _length(element, "y")
    if element.tag == RECT:
        box = (x, y, x + _length(element, "width"), y + _length(element, "height"))
        return lambda draw: _fill(draw, box, fill)
    text = BLANK.sub(" ", element.text or "").strip(" ")
    direction = "rtl" if element.get("direction") == "rtl" else None
    anchor = (FROM_RIGHT if direction else ANCHORS).get(element.get("text-anchor", "start"), "ls")
    face = _face(element, faces)
    if not face.has(text):
        raise _NotPlain
    size = _length(element, "font-size")

    def mark(draw: ImageDraw.ImageDraw) -> None:
        # The font is opened here: all of a cover would take 2 to 3 MB each at once.
        draw.text((x, y), text, fill, face.kerned(size), anchor, direction=direction)

    return mark


def _fill(draw: ImageDraw.ImageDraw, box: tuple[float, ...], fill: str) -> None:
    """Fill a rectangle in whole pixels; hairlines stay visible."""
    left, top, right, bottom = map(round, box)
    if box[2] > box[0] and box[3] > box[1]:
        draw.rectangle((left, top, max(right - 1, left), max(bottom - 1, top)), fill)


def _face(element: etree._Element, faces: Mapping[tuple[str, int], Face]) -> Face:
    family = element.get("font-family", "").split(",")[0].strip(" '\"")
    weight = element.get("font-weight", "400")
    face = faces.get((family, WEIGHTS.get(weight) or int(_matched(LENGTH, weight)[1])))
    if face is None:
        raise _NotPlain
    return face


def _length(element: etree._Element, name: str) -> float:
    return float(_matched(LENGTH, element.get(name, "0"))[1])


def _matched(pattern: re.Pattern[str], value: str) -> re.Match[str]:
    match = pattern.fullmatch(value)
    if match is None:
        raise _NotPlain
    return match
