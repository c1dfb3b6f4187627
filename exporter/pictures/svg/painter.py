"""The parts of a drawing that not every reader and no PDF engine draws right, made pictures.

Which these are was found by drawing each feature of SVG with WeasyPrint and with resvg and looking
at both. All else stays lines and type. Needs a clean drawing.
"""

from __future__ import annotations

import base64
import copy
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from exporter import fonts as fonts_here
from exporter.patterns import pattern
from exporter.pictures.svg.parse import (
    INNER_URL,
    SVG,
    XLINK,
    BadSvg,
    by_id,
    parse,
    references,
    view_box,
)

CHILD = Path(__file__).with_name("child.py")
SECONDS = 20  # by the clock; the child's own limit is less, by the processor
SIDE = 2_400  # px of the longer side: 300 dpi at 203 mm, half a page of a broadsheet
MOST_PARTS = 6  # more parts than these, and the whole drawing becomes one picture
MAX_LETTERS = 2_500  # WeasyPrint sets each letter by itself, at about 1 ms
HARD_ATTRIBUTES = frozenset(
    "filter mask writing-mode text-decoration baseline-shift paint-order word-spacing"
    " font-variant gradientTransform".split()
)
PLAIN = frozenset(("", "none", "normal", "baseline", "0", "lr", "lr-tb", "horizontal-tb", "fill"))
TEXTS = frozenset(f"{SVG}{name}" for name in ("text", "tspan", "textPath"))
# Arabic, Hebrew, Indic, Thai, Tibetan …: their letters are joined and moved.
JOINED = pattern("[\u0590-\u08ff\u0900-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]")
GENERIC = {"serif": 0, "sans-serif": 1}
KEYWORDS = frozenset("serif sans-serif monospace cursive fantasy system-ui".split())
SERIF = pattern("(?<!sans)serif|times|song|ming|roman|宋|明|georgia|garamond", re.I)
# A group with one of these can't be taken apart.
WHOLE = ("transform", "opacity", "clip-path", "display")

Families = tuple[str, str]


def draw(data: bytes, families: Families) -> bytes:
    """Return a drawing whose hard parts are pictures in it; raises `BadSvg`.

    `families` are the serif and sans-serif of the publication, for text whose font is missing.
    """
    root = parse(data)
    _name_fonts(root, families)
    _Painter(root, families).paint()
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def to_png(data: bytes, families: Families, fonts: Sequence[str] = ()) -> bytes:
    """Return a clean drawing as a PNG whose longer side has `SIDE` px; raises `BadSvg`.

    `fonts` are the files of all that its text is set in; without any, this machine's fonts.
    """
    root = parse(data)
    _name_fonts(root, families)
    return _Painter(root, families, fonts).pictures([list(root)])[0]


def _name_fonts(root: etree._Element, families: Families) -> None:
    """Let the publication's fonts stand in, before those that a machine would choose."""
    if not root.get("font-family"):
        root.set("font-family", "sans-serif")
    for element in root.iter():
        names = element.get("font-family")
        if names:
            element.set("font-family", ", ".join(_with_families(names, families)))


def _with_families(names: str, families: Families) -> Iterator[str]:
    given = [name.strip().strip("'\"") for name in names.split(",")]
    if not KEYWORDS & set(given):
        given.append("serif" if _is_serif(given[0]) else "sans-serif")
    for name in given:
        if name in GENERIC and families[GENERIC[name]] not in given:
            yield f"'{families[GENERIC[name]]}'"
        yield name if name in KEYWORDS else f"'{name}'"


def _installed(families: Families) -> Families:
    """Return families that are there: of one that is not, resvg draws no text."""
    serif, sans = map(fonts_here.there, families, GENERIC)
    return serif, sans


def _is_serif(name: str) -> bool:
    """Whether a family has serifs, by its name."""
    return bool(SERIF.search(name))


@dataclass
class _Painter:
    """Finds the hard parts of a drawing and puts pictures in their places."""

    root: etree._Element
    families: Families
    fonts: Sequence[str] = ()
    targets: dict[str, etree._Element] = field(default_factory=dict)
    known: dict[etree._Element, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.targets = by_id(self.root)
        self.box = view_box(self.root) or (0.0, 0.0, 300.0, 150.0)

    def paint(self) -> None:
        """Replace the hard parts, or all if they are many or work on what is under them."""
        parts = list(self._parts(self.root))
        if self._is_hard(self.root) or len(parts) > MOST_PARTS or self._must_be_whole():
            if any(self._is_seen(child) for child in self.root):
                self._paint_whole()
            return
        pictures = self.pictures([[part] for _, part in parts]) if parts else []
        for (around, part), png in zip(parts, pictures, strict=True):
            picture = self._placed(png)
            picture.tail = part.tail
            around.replace(part, picture)

    def _paint_whole(self) -> None:
        picture = self._placed(self.pictures([list(self.root)])[0])
        for child in list(self.root):
            if child.tag not in (f"{SVG}title", f"{SVG}desc"):
                self.root.remove(child)
        self.root.append(picture)
        for name in ("filter", "mask", "opacity", "clip-path", "style"):
            self.root.attrib.pop(name, "")

    def _must_be_whole(self) -> bool:
        """Whether something blends with what is under it, or there is too much text."""
        letters = sum(
            len(part.text or "") + len(part.tail or "") for part in self.root.iter(*TEXTS)
        )
        return letters > MAX_LETTERS or any(
            "mix-blend-mode" in part.get("style", "") for part in self.root.iter()
        )

    def _is_seen(self, element: etree._Element) -> bool:
        return element.tag not in (f"{SVG}title", f"{SVG}desc", f"{SVG}defs")

    def _parts(self, element: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
        """Yield the smallest parts that become pictures, each after the element around it."""
        for child in element:
            if child.tag == f"{SVG}defs" or not self._is_hard_inside(child):
                continue
            whole = self._is_hard(child) or any(map(child.get, WHOLE))
            if child.tag == f"{SVG}g" and not whole:
                yield from self._parts(child)
            elif child.tag in DRAWN:
                yield element, child

    def _is_hard_inside(self, element: etree._Element) -> bool:
        if element not in self.known:
            self.known[element] = False  # of a circle
            self.known[element] = any(map(self._is_hard, element.iter()))
        return self.known[element]

    def _is_hard(self, element: etree._Element) -> bool:
        """Whether an element, or what it refers to, needs the better engine."""
        own = HARD_ATTRIBUTES.intersection(map(str, element.keys()))
        if any(element.get(name) not in PLAIN for name in own):
            return True
        if element.tag in HARD_ELEMENTS or _is_hard_text(element) or _is_hard_paint(element):
            return True
        return any(
            self._is_hard_inside(self.targets[target])
            or (name == "clip-path" and _is_hard_clip(self.targets[target]))
            for name, target in references(element)
            if target in self.targets
        )

    def pictures(self, groups: Sequence[Sequence[etree._Element]]) -> list[bytes]:
        """Draw each group of elements by itself, in one process, as large as the whole."""
        scale = SIDE / max(self.box[2], self.box[3])
        job = {
            "drawings": [self._alone(group) for group in groups],
            "width": max(1, round(self.box[2] * scale)),
            "families": self.families if self.fonts else _installed(self.families),
            "fonts": self.fonts,
        }
        return list(_drawn(json.dumps(job)))

    def _alone(self, parts: Sequence[etree._Element]) -> str:
        """Return the drawing with these parts alone; all that they may refer to is there too."""
        root = etree.Element(f"{SVG}svg", nsmap={"xlink": XLINK[1:-5]})
        root.attrib.update(self.root.attrib)
        root.set("width", f"{self.box[2]:g}")
        root.set("height", f"{self.box[3]:g}")
        if len(parts) != len(self.root) or parts[0] is not self.root[0]:
            definitions = etree.SubElement(root, f"{SVG}defs")
            definitions.extend(copy.deepcopy(list(self.root)))
        for part in parts:
            holder = root
            for ancestor in reversed(list(part.iterancestors(f"{SVG}g"))):
                holder = etree.SubElement(holder, f"{SVG}g")
                holder.attrib.update(ancestor.attrib)
            holder.append(copy.deepcopy(part))
        for element in root.iter(*TEXTS):
            _turn_right_to_left(element)
        return etree.tostring(root, encoding="unicode")

    def _placed(self, png: bytes) -> etree._Element:
        """Return the picture of a part, as large as what it shows, in its place."""
        from PIL import Image

        left, top, width, height = self.box
        with Image.open(io.BytesIO(png)) as image:
            area = image.getbbox() or (0, 0, 1, 1)
            across, up = width / image.width, height / image.height
            buffer = io.BytesIO()
            image.crop(area).save(buffer, "PNG", optimize=True)
        data = base64.b64encode(buffer.getvalue()).decode()
        values = {
            "x": left + area[0] * across,
            "y": top + area[1] * up,
            "width": (area[2] - area[0]) * across,
            "height": (area[3] - area[1]) * up,
        }
        picture = etree.Element(f"{SVG}image", {key: f"{n:.4f}" for key, n in values.items()})
        picture.set(XLINK, f"data:image/png;base64,{data}")
        return picture


HARD_ELEMENTS = frozenset(f"{SVG}{name}" for name in ("radialGradient", "textPath"))
DRAWN = frozenset(
    f"{SVG}{name}"
    for name in "g use path rect circle ellipse line polyline polygon text image svg".split()
)


def _is_hard_text(element: etree._Element) -> bool:
    """Whether it is text in a script whose letters are joined, or runs from the right."""
    if element.tag not in TEXTS:
        return False
    return element.get("direction") == "rtl" or bool(
        JOINED.search((element.text or "") + (element.tail or ""))
    )


def _is_hard_paint(element: etree._Element) -> bool:
    """Whether a stroke has a gradient, or a gradient is partly transparent."""
    if element.tag == f"{SVG}stop":
        return element.get("stop-opacity", "1") not in ("1", "1.0", "100%")
    return bool(INNER_URL.search(element.get("stroke", "")))


def _is_hard_clip(clip: etree._Element) -> bool:
    """Whether a clip is measured by what it clips, is made of text, or has holes."""
    if clip.get("clipPathUnits") == "objectBoundingBox":
        return True
    return any(part.tag in TEXTS or part.get("clip-rule") == "evenodd" for part in clip.iter())


def _turn_right_to_left(element: etree._Element) -> None:
    """Anchor text that runs from the right where resvg, which knows no direction, looks."""
    if element.attrib.pop("direction", "") == "rtl":
        anchor = element.get("text-anchor", "start")
        element.set("text-anchor", {"start": "end", "end": "start"}.get(anchor, anchor))


def _drawn(job: str) -> Iterator[bytes]:
    """Have another process draw, and end it if it takes too long; raises `BadSvg`."""
    command = [sys.executable, "-I", str(CHILD)]
    try:
        done = subprocess.run(
            command, input=job.encode(), capture_output=True, timeout=SECONDS, check=True
        )
    except subprocess.TimeoutExpired:
        raise BadSvg("takes too much time or memory to draw") from None
    except subprocess.CalledProcessError as error:
        # Ended by the system, or out of memory, which Rust says so.
        ended = error.returncode < 0 or b"memory" in error.stderr
        missing = b"No module named" in error.stderr
        what = "takes too much time or memory to draw" if ended else "can't be drawn"
        raise BadSvg("can't be drawn without resvg-py" if missing else what) from None
    except OSError as error:
        raise BadSvg(f"can't be drawn ({error.strerror})") from None
    out = io.BytesIO(done.stdout)
    while head := out.read(8):
        yield out.read(int.from_bytes(head, "big"))
