"""Pages as they are painted: what the PDF takes of them, without a box, made in any process.

To paint a page takes as long as to lay it out, and its pictures as long again. What comes of it
depends on the page alone, but for the numbers of its graphic states, groups and patterns, which
count on through the PDF; for its structure, which goes on from page to page; for the sizes that
other pages show a picture in; and for the fonts, which are those of the process that writes. So the
operators are recorded with these left open, and of the boxes what the structure is made of. The PDF
is that of pages painted one after another.
"""

from __future__ import annotations

import copyreg
import io
import logging
import pickle
import re
import threading
import zlib
from collections import ChainMap
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.draw import draw_page
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from exporter.engine import fence
from exporter.engine.boxes import Fonts
from exporter.engine.patched.faces import Face, FaceStream, face_of
from exporter.engine.patched.late_pictures import add_picture, page_picture
from exporter.engine.patched.packed_pages import QUICK, NotedPage
from exporter.engine.patched.stack import deep_recursion
from exporter.profiles import Profile

if TYPE_CHECKING:
    from weasyprint.document import Page
    from weasyprint.formatting_structure.boxes import Box

POINTS = 0.75  # by CSS pixel, as `generate_pdf` scales
PLAIN = ("", "pdf/ua-1")  # variants whose colours are those of the screen
LOGGER = logging.getLogger("weasyprint")
# Operators that name a resource with a number, and the kind of resource.
NUMBERED = re.compile(rb"/([xsp]\d+) (Do|gs|scn|SCN|sh)")
KINDS = {
    b"Do": "XObject",
    b"gs": "ExtGState",
    b"scn": "Pattern",
    b"SCN": "Pattern",
    b"sh": "Shading",
}
# What the structure reads of all boxes, and of a picture's.
READ = ("element_tag", "is_header", "is_footer", "is_leader", "text")
PLACED = (
    *(f"{edge}_{side}" for edge in ("margin", "padding") for side in ("left", "top")),
    *("border_left_width", "border_top_width", "position_x", "position_y", "width", "height"),
)

# Boxes that the structure has something of, besides what is in them.
TELLING = (boxes.TextBox, boxes.ReplacedBox, boxes.TableRowGroupBox)

Reduced = tuple[object, ...]  # how to make an object again, for pickle
# Operators as they are; the number of marked content; the kind, name and operator of a resource.
Operator = bytes | int | tuple[str, str, bytes]


class _ColourSpaces(bytes):
    """Stands for the reference to the colour spaces of the PDF."""


@dataclass(frozen=True)
class _Record:
    """What the writing of a page needs; `marks` are the boxes of its marked contents, in order."""

    operators: list[Operator]
    resources: dict[str, pydyf.Dictionary]
    tree: Box
    marks: list[Box | None]
    links: list[tuple[Box, int]]


class Elements:
    """The elements of a document: one that goes on from page to page stays the same."""

    def __init__(self) -> None:
        self.made: dict[int, tuple[Element, _Element]] = {}
        self.found: dict[int, Element] = {}

    def __reduce__(self) -> Reduced:
        return Elements, ()

    def bare(self, element: Element) -> _Element:
        """Return what stands for an element of a box."""
        if id(element) not in self.made:
            made = _Element(len(self.made), element.tag, dict(element.attrib))
            self.made[id(element)] = element, made  # kept alive: no other gets its identity
        return self.made[id(element)][1]

    def reduce(self, element: Element) -> Reduced:
        """Return how an element is made again, for pickle: without what is in it."""
        return self.bare(element).__reduce__()


@dataclass(frozen=True)
class _Element:
    """An element without what is in it, by its number in the document."""

    number: int
    tag: str
    attributes: dict[str, str]

    def __reduce__(self) -> Reduced:
        return _the_element, (self.number, self.tag, self.attributes)


class Unpaintable(Exception):
    """A page that can only be painted in the process that writes it."""


def paintable(profile: Profile) -> bool:
    """Whether the pages of a PDF can be painted before it is written.

    In PDF/A colours have a profile, which is an object of the PDF.
    """
    needed = ("painted", "kept", "lean", *(("tags",) if profile.tagged else ()))
    return profile.variant in PLAIN and all(map(fence.works, needed))


class PaintedPage(NotedPage):
    """A page of WeasyPrint's as its PDF has it: bytes, and a memory of what was logged."""

    def __init__(
        self,
        page: Page,
        fonts: Fonts,
        tagged: bool,
        elements: Elements,
        late: Mapping[str, str] | None = None,
    ) -> None:
        """Paint a page; raises `Unpaintable`, and then the page is as it was.

        `late` are the addresses, by identity, of the pictures that are encoded when it is written.
        """
        if any(page.forms.values()):
            raise Unpaintable
        self.note(page)
        with _logged() as self.logged:
            stream, resources = _paint(page, tagged)
            self.faces = _faces(stream, fonts)
            record = _record(page, stream, resources, elements)
            self.pictures = [
                page_picture(name, found, late or {}) for name, found in stream._images.items()
            ]
        self.fonts, self.elements = fonts, elements
        self.has_fonts = False
        self.data = zlib.compress(deep_recursion(_dump, record), QUICK)

    def __setstate__(self, state: dict[str, object]) -> None:
        """Find the fonts at once: other processes may be at work yet."""
        vars(self).update(state)
        for face in self.faces:
            face.found(self.fonts)

    def add_fonts(self, stream: Stream) -> None:
        """Add what the page uses of fonts to those of a stream's PDF."""
        for face in self.faces if not self.has_fonts else ():
            face.add(stream, self.fonts)
        self.has_fonts = True

    def paint(self, stream: Stream, _scale: float = 1) -> None:
        """Write the page into the PDF file."""
        spaces = stream._resources["ColorSpace"]
        record = deep_recursion(_load, self.data, spaces, self.elements.found)
        names = _add_resources(stream._resources, record.resources)
        for each in record.operators:
            stream.stream.append(_operator(each, names))
        self.add_fonts(stream)
        for picture in self.pictures:
            add_picture(stream._images, picture)
        if stream._tags is not None:
            stream._tags |= {
                box or object(): {"mcid": number} for number, box in enumerate(record.marks)
            }
        for box, number in record.links:
            box.link_annotation = self.links[number][-1].link_annotation
        self._page_box = record.tree
        for level, message in self.logged:
            LOGGER.log(level, "%s", message)


# Recording ----------------------------------------------------------------------------------


def _paint(page: Page, tagged: bool) -> tuple[Stream, dict[str, pydyf.Dictionary]]:
    """Paint a page into a stream of its own, as `generate_pdf` and `Page.paint` do."""
    resources = {kind: pydyf.Dictionary() for kind in dict.fromkeys(KINDS.values())}
    resources["ColorSpace"] = _ColourSpaces()
    bleed = page.bleed
    size = page.width + bleed["left"] + bleed["right"], page.height + bleed["top"] + bleed["bottom"]
    tags: dict[object, object] | None = {} if tagged else None
    rectangle = -bleed["left"], -bleed["top"], *size
    stream = FaceStream({}, rectangle, resources, {}, tags, {}, None, compress=True)
    stream.transform(d=-1, f=page.height * POINTS)
    stream.stream.clear()
    with stream.stacked():
        stream.transform(a=POINTS, d=POINTS)
        draw_page(page._page_box, stream)
    return stream, resources


def _record(
    page: Page, stream: Stream, resources: dict[str, pydyf.Dictionary], elements: Elements
) -> _Record:
    bare = _Bare(elements, {id(box) for *_, box in page.links})
    tree = bare.page(page._page_box)
    marks = [bare.made.get(id(box)) for box in stream._tags or ()]
    links = [
        (bare.made[id(box)], number)
        for number, (*_, box) in enumerate(page.links)
        if id(box) in bare.made
    ]
    del resources["ColorSpace"]
    return _Record([*_operators(stream)], resources, tree, marks, links)


def _faces(stream: Stream, fonts: Fonts) -> list[Face]:
    found = [face_of(font, fonts) for font in stream._fonts.values()]
    faces = [face for face in found if face]
    if len(faces) < len(found):
        raise Unpaintable
    return faces


def _operators(stream: Stream) -> Iterator[Operator]:
    """Yield the operators of a stream in as few pieces as may be."""
    run: list[bytes] = []
    for each in stream.stream:
        if type(each) is pydyf.Dictionary and "MCID" in each:
            tag = run.pop()
            yield from filter(None, (b"\n".join(run), tag))
            yield each["MCID"]
            run = []
            continue
        data = pydyf._to_bytes(each)
        named = NUMBERED.fullmatch(data)
        if named:
            yield from filter(None, (b"\n".join(run),))
            yield KINDS[named[2]], named[1].decode(), named[2]
            run = []
        else:
            run.append(data)
    yield from filter(None, (b"\n".join(run),))


class _Bare:
    """Copies boxes with nothing but what the structure of a PDF is made of.

    Boxes that only place those inside them are left out: lines, above all.
    """

    def __init__(self, elements: Elements, linked: Collection[int]) -> None:
        self.made: dict[int, Box] = {}
        self.elements, self.linked = elements, linked

    def page(self, box: Box) -> Box:
        bare = object.__new__(type(box))
        kept = [_itself(child) for child in box.children if not isinstance(child, boxes.MarginBox)]
        bare.element, bare.children = None, [self.box(child) for child in kept]
        return bare

    def box(self, box: Box) -> Box:
        bare = self.made[id(box)] = object.__new__(type(box))
        known = vars(box)
        names = (*READ, *PLACED) if isinstance(box, boxes.ReplacedBox) else READ
        vars(bare).update({name: known[name] for name in names if name in known})
        bare.element = None if box.element is None else self.elements.bare(box.element)
        if hasattr(box, "children"):
            bare.children = [*self.inside(box, box)]
        return bare

    def inside(self, box: Box, around: Box) -> Iterator[Box]:
        """Yield copies of what is in a box, as if it were in the one around."""
        for each in box.children:
            child = _itself(each)
            if self.is_silent(child, around):
                yield from self.inside(child, around)
            else:
                yield self.box(child)

    def is_silent(self, box: Box, around: Box) -> bool:
        """Whether what is in a box belongs to the structure element of the one around as well."""
        if box.is_leader or isinstance(box, TELLING) or id(box) in self.linked:
            return False
        same = box.element is around.element and box.element_tag == around.element_tag
        return same or box.element is None


def _itself(box: Box) -> Box:
    """Return a box; an absolute one has a placeholder."""
    return getattr(box, "_box", box)


@contextmanager
def _logged() -> Iterator[list[tuple[int, str]]]:
    """Take what WeasyPrint logs in this thread away, to log it when the page is written."""
    found: list[tuple[int, str]] = []
    thread = threading.get_ident()

    def take(record: logging.LogRecord) -> bool:
        if record.thread != thread:
            return True
        found.append((record.levelno, record.getMessage()))
        return False

    LOGGER.addFilter(take)
    try:
        yield found
    finally:
        LOGGER.removeFilter(take)


# Bytes --------------------------------------------------------------------------------------

# The colour spaces of the PDF that is written, and the elements of the document: functions that are
# pickled by their names have no other way to them.
_open: list[tuple[object, dict[int, Element]]] = []


def _dump(record: _Record) -> bytes:
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    own: dict[type, Callable[..., Reduced]] = {FaceStream: _plain, _ColourSpaces: _spaces}
    pickler.dispatch_table = ChainMap(own, copyreg.dispatch_table)  # type: ignore[arg-type]
    pickler.dump(record)
    return buffer.getvalue()


def _load(data: bytes, spaces: object, elements: dict[int, Element]) -> _Record:
    with found_in(elements, spaces):
        record: _Record = pickle.loads(zlib.decompress(data))
        return record


@contextmanager
def found_in(elements: dict[int, Element], spaces: object = None) -> Iterator[None]:
    """Let what is unpickled inside have these elements, by number, and these colour spaces."""
    _open.append((spaces, elements))
    try:
        yield
    finally:
        _open.pop()


def _plain(stream: Stream) -> Reduced:
    """Pickle a stream without what only painting needs."""
    content = b"\n".join(map(pydyf._to_bytes, stream.stream))
    return pydyf.Stream, ([content], stream.extra, stream.compress)


def _spaces(_: object) -> Reduced:
    return _the_spaces, ()


def _the_spaces() -> object:
    return _open[-1][0]


def _the_element(number: int, tag: str, attributes: dict[str, str]) -> Element:
    return _open[-1][1].setdefault(number, Element(tag, attributes))


# Writing ------------------------------------------------------------------------------------


def _add_resources(
    shared: pydyf.Dictionary, own: Mapping[str, pydyf.Dictionary]
) -> dict[tuple[str, str], str]:
    """Add the resources of a page to those of the PDF; return the new names of numbered ones."""
    names = {}
    for kind, found in own.items():
        for name, value in found.items():
            if re.fullmatch(r"[xsp]\d+", name):
                names[kind, name] = f"{name[0]}{len(shared[kind])}"
                shared[kind][names[kind, name]] = value
            else:
                shared[kind].setdefault(name, value)
    return names


def _operator(each: Operator, names: Mapping[tuple[str, str], str]) -> object:
    if isinstance(each, bytes):
        return each
    if isinstance(each, int):
        return pydyf.Dictionary({"MCID": each})
    kind, name, operator = each
    return f"/{names[kind, name]} {operator.decode()}"
