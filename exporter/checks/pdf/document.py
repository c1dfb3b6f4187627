"""A PDF as the rules see it: opened safely, read once, each part when it is first asked for."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Object

from exporter.checks.pdf.image_objects import Placed
from exporter.checks.pdf.interpreter import Interpreter
from exporter.checks.pdf.layers import Layers
from exporter.checks.pdf.marking import Cache
from exporter.checks.pdf.marks import Drawing, Kind, Mark
from exporter.checks.pdf.structure import Element, elements
from exporter.errors import InvalidSource, SourceError
from exporter.findings import Box, Finding
from exporter.guard import guarded, reason
from exporter.pdf.geometry import UNIT, Rect, bounds, meet, moved, sides, touches
from exporter.pdf.xmp import properties
from exporter.units import MM

if TYPE_CHECKING:
    import pypdfium2

A4: Rect = (0.0, 0.0, 595.276, 841.89)
LONGEST_TEXT = 24  # characters of a text that name it
HEAD, TAIL = 1024, 2048  # bytes in which readers look for %PDF- and startxref


class Page:
    """A page: its boxes in points, and the marks on it."""

    def __init__(self, document: Document, number: int, page: pikepdf.Page) -> None:
        self.document = document
        self.number = number  # from 1
        self.raw = page
        self.media = self.box("/MediaBox") or A4
        self.crop = meet(self.box("/CropBox") or self.media, self.media)
        self.trim_given = self.box("/TrimBox")
        self.bleed_given = self.box("/BleedBox")
        self.trim = self.trim_given or self.box("/ArtBox") or self.crop
        self.bleed = self.bleed_given or self.trim
        self.unit = _number(page.obj.get("/UserUnit")) or 1.0
        self.rotation = int(_number(_inherited(page.obj, "/Rotate") or 0)) % 360

    def box(self, key: str) -> Rect | None:
        """Return a box of the page, or None if there is no valid one (ISO 32000-1, 14.11.2)."""
        given = _inherited(self.raw.obj, key) if key in INHERITED else self.raw.obj.get(key)
        if not isinstance(given, Array) or len(given) != 4:
            return None
        try:
            x0, y0, x1, y1 = (float(value) for value in given)
        except (TypeError, ValueError):
            return None
        rect = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        return rect if rect[0] < rect[2] and rect[1] < rect[3] else None

    @cached_property
    def drawing(self) -> Drawing:
        """Everything that is painted inside the MediaBox; in print, that can be seen there."""
        return Interpreter(self.document.cache, self.document.layers).draw(self.raw, self.media)

    @cached_property
    def marks(self) -> list[Mark]:
        """Marks that can be seen on the printed sheet: those that reach into the BleedBox."""
        return [
            mark for mark in self.drawing.marks if not mark.hidden and touches(mark.box, self.bleed)
        ]

    @property
    def judged(self) -> list[Mark]:
        """The marks for rules of all uses: in print what is printed, else all that may be shown."""
        return self.marks if self.document.printed else self.drawing.marks

    def texts(self) -> Iterator[Mark]:
        """Yield the texts on the printed sheet."""
        return (mark for mark in self.marks if mark.kind is Kind.TEXT)

    def placed(self, mark: Mark) -> Placed:
        """Return how a picture lies on the page, and what can be seen of it."""
        width = sides(mark.matrix)[0] * self.unit / MM
        try:
            seen = moved(meet(mark.box, self.bleed), mark.matrix.inverse())
        except ValueError:  # it is flat
            return Placed(width)
        return Placed(width, meet(seen, UNIT))

    def mm(self, rect: Rect) -> Box:
        """Return a rectangle as displayed, in mm from the top left of the trimmed page."""
        left, top, right, bottom = bounds(map(self._view.transform, (rect[:2], rect[2:])))
        return Box(left, top, right - left, bottom - top)

    @cached_property
    def _view(self) -> Matrix:
        left, bottom, right, top = self.trim
        k = self.unit / MM
        values = {
            90: (0.0, k, k, 0.0, -bottom * k, -left * k),
            180: (-k, 0.0, 0.0, k, right * k, -bottom * k),
            270: (0.0, -k, -k, 0.0, top * k, right * k),
        }.get(self.rotation, (k, 0.0, 0.0, -k, -left * k, top * k))
        return Matrix(*values)

    def text(self, rect: Rect) -> str:
        """Return the beginning of the text in a rectangle; empty if it can't be read."""
        return self.document.text(self.number, rect)

    @property
    def label(self) -> str:
        """The page's name as printed, from the file's page labels; may be empty."""
        return self.document.labels[self.number - 1]


class Document:
    """An opened PDF; use `open_document`."""

    def __init__(self, path: Path, pdf: pikepdf.Pdf) -> None:
        self.path = path
        self.pdf = pdf
        self.printed = False  # hidden content doesn't count; set before pages are drawn
        self.cache = Cache()
        self.problems: list[str] = []  # what could not be read, of no page
        self.unmeasured: list[tuple[Page, str]] = []  # pages whose plates are unknown, and why
        self.pages = [Page(self, number, page) for number, page in enumerate(pdf.pages, 1)]

    @property
    def root(self) -> Object:
        """The catalogue."""
        return self.pdf.Root

    @cached_property
    def layers(self) -> Layers | None:
        """The layers of a file that is printed; a reader may switch on any of another's."""
        return Layers(self.root) if self.printed else None

    @cached_property
    def info(self) -> dict[str, Object]:
        """The document information dictionary."""
        info = self.pdf.trailer.get("/Info")
        return dict(info.items()) if isinstance(info, Dictionary) else {}

    @cached_property
    def packet(self) -> bytes:
        """The XMP metadata as stored in the file; empty if there is none."""
        stream = self.root.get("/Metadata")
        return stream.read_bytes() if isinstance(stream, pikepdf.Stream) else b""

    @cached_property
    def xmp(self) -> dict[str, str]:
        """XMP properties by `{namespace}name`; empty if they are missing or can't be read."""
        return properties(self.packet)

    @cached_property
    def output_intents(self) -> list[Object]:
        """The output intents of the file (ISO 32000-1, 14.11.5)."""
        given = self.root.get("/OutputIntents")
        return [one for one in given if isinstance(one, Dictionary)] if given is not None else []

    @cached_property
    def structure(self) -> list[Element]:
        """The structure elements in order (ISO 32000-1, 14.7.2)."""
        return elements(self.root)

    @cached_property
    def owners(self) -> dict[tuple[int, int], Element]:
        """The elements that annotations belong to, by the annotation's object."""
        return {one.objgen: element for element in self.structure for one in element.objects}

    @cached_property
    def contents(self) -> dict[tuple[tuple[int, int], int], Element]:
        """The elements that marked content belongs to, by the page's object and its number."""
        return {
            (page.objgen, number): element
            for element in self.structure
            for page, number in element.numbers
            if page is not None
        }

    @property
    def tagged(self) -> bool:
        """Return whether the file has a structure tree."""
        return isinstance(self.root.get("/StructTreeRoot"), Dictionary)

    @cached_property
    def reader(self) -> pypdfium2.PdfDocument:
        """The same file in PDFium, which reads text and paints pages."""
        import pypdfium2

        return pypdfium2.PdfDocument(self.path)

    @cached_property
    def labels(self) -> list[str]:
        """The label of each page; empty where the file names none."""
        if "/PageLabels" not in self.root:
            return [""] * len(self.pages)
        try:
            return [self.reader.get_page_label(index) for index in range(len(self.pages))]
        except Exception as error:  # PDFium refuses files that qpdf has put right
            self.problems.append(f"the page labels can't be read ({reason(error)})")
            return [""] * len(self.pages)

    @cached_property
    def _texts(self) -> dict[int, pypdfium2.PdfTextPage]:
        return {}

    def text(self, number: int, rect: Rect) -> str:
        """Return the beginning of the text in a rectangle of a page."""
        try:
            if number not in self._texts:
                self._texts[number] = self.reader[number - 1].get_textpage()
            text = self._texts[number].get_text_bounded(*rect)
        except Exception:  # only a name is asked of PDFium: its errors do not matter
            return ""
        plain = " ".join(text.split())
        return plain if len(plain) <= LONGEST_TEXT else plain[:LONGEST_TEXT] + "…"

    def close(self) -> None:
        """Close what was opened."""
        for text in self.__dict__.get("_texts", {}).values():
            text.close()
        if "reader" in self.__dict__:
            self.reader.close()


INHERITED = {"/MediaBox", "/CropBox"}


@contextlib.contextmanager
def open_document(path: Path) -> Iterator[Document]:
    """Open a PDF; raises `SourceError` or `InvalidSource` if it can't be read as one."""
    _judge_bytes(path)
    try:
        pdf = pikepdf.open(path, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise _unreadable(
            path, "is encrypted and needs a password", "save it without a password"
        ) from None
    except Exception as error:  # qpdf raises its own errors, and those of C++ and Python
        why = reason(error).removeprefix(f"{path}: ").strip()
        raise _unreadable(path, f"can't be read as a PDF ({why})", "export it again") from None
    with pdf:
        with guarded(
            lambda why: _unreadable(path, f"has no readable pages ({why})", "export it again")
        ):
            document = Document(path, pdf)
        if not document.pages:
            raise _unreadable(path, "has no page", "export it again")
        try:
            yield document
        finally:
            document.close()


def _judge_bytes(path: Path) -> None:
    """Refuse what is not a PDF or only its beginning, which qpdf would repair silently."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            end = file.seek(0, 2)
            file.seek(max(end - TAIL, 0))
            tail = file.read()
    except OSError as error:
        raise SourceError(f"{path}: can't be read ({error.strerror})") from None
    if not end:
        raise _unreadable(path, "is empty", "export it again")
    if b"%PDF-" not in head:
        raise _unreadable(path, "is not a PDF", "name a PDF")
    if b"startxref" not in tail or b"%%EOF" not in tail:
        raise _unreadable(path, "is truncated: the end of the file is missing", "copy it again")


def _unreadable(path: Path, message: str, advice: str) -> InvalidSource:
    return InvalidSource([Finding("pdf-unreadable", path, 0, message, advice)])


def _inherited(page: Object, key: str, depth: int = 0) -> Object | None:
    """Return an attribute of a page or of the nodes above it (ISO 32000-1, 7.7.3.4)."""
    if key in page:
        return page[key]
    parent = page.get("/Parent")
    if not isinstance(parent, Dictionary) or depth > 50:
        return None
    return _inherited(parent, key, depth + 1)


def _number(value: Object | float | None) -> float:
    try:
        return 0.0 if value is None else float(value)
    except (TypeError, ValueError):
        return 0.0


def place(document: Document, element: Element) -> tuple[Page | None, tuple[Rect, ...]]:
    """Return the page that an element begins on, and the rectangles of its content there."""
    numbers = [pair for one in element.walk() for pair in one.numbers]
    start = numbers[0][0] if numbers else element.page
    if start is None:
        return None, ()
    page = next((page for page in document.pages if page.raw.objgen == start.objgen), None)
    if page is None:
        return None, ()
    wanted = {number for owner, number in numbers if owner and owner.objgen == start.objgen}
    boxes = (mark.box for mark in page.drawing.marks if mark.number in wanted)
    return page, tuple(boxes)
