"""Laid-out pages kept as bytes until they are painted: a thousandth of what their boxes take."""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable
from types import FunctionType
from typing import IO, TYPE_CHECKING, Any

from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.line_break import Layout

from exporter.engine import boxes, fence
from exporter.engine.patched.stack import deep_recursion

if TYPE_CHECKING:
    from weasyprint.pdf.stream import Stream

# What is written; all else that boxes name (styles, elements, pictures, fonts) stays as it is.
WRITTEN = (Page, Box, Layout, type, FunctionType)
QUICK = 1  # zlib's level


def keeper() -> Callable[[boxes.Page], boxes.Page]:
    """Return the function that compresses the pages of a document until they are written."""
    if not fence.works("kept"):
        return lambda page: page
    shelf = Shelf()
    return lambda page: page if isinstance(page, KeptPage) else shelf.keep(page)


class Shelf:
    """Keeps the pages of one document, and what several of them name."""

    def __init__(self) -> None:
        self.named: list[object] = []
        self.numbers: dict[int, int] = {}

    def keep(self, page: Page) -> KeptPage:
        """Return a page that takes little memory, instead of `page`."""
        return KeptPage(page, self)

    def number(self, value: object) -> int:
        """Return the number of an object that stays as it is."""
        key = id(value)
        if key not in self.numbers:
            self.numbers[key] = len(self.named)
            self.named.append(value)
        return self.numbers[key]


class Link:
    """Stands for a link's box: WeasyPrint adds its annotation before the boxes are back."""

    link_annotation: object = None


class NotedPage:
    """What a document needs of a page of WeasyPrint's before it is painted."""

    def note(self, page: Page) -> None:
        """Take it from a page."""
        self.width, self.height, self.bleed = page.width, page.height, page.bleed
        self.bookmarks, self.anchors, self.forms = page.bookmarks, page.anchors, page.forms
        self.links = [(*link, Link()) for *link, _ in page.links]


class KeptPage(NotedPage):
    """A page of WeasyPrint's: what is needed before it is painted, and its boxes as bytes."""

    def __init__(self, page: Page, shelf: Shelf) -> None:
        self.note(page)
        self._shelf = shelf
        self._data = deep_recursion(_dump, page, shelf)

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Paint the page into the PDF file."""
        page = self._page()
        for (*_, box), (*_, link) in zip(page.links, self.links, strict=True):
            box.link_annotation = link.link_annotation
        page.paint(stream, scale)

    def _page(self) -> Page:
        page: Page = deep_recursion(_load, self._data, self._shelf)
        return page


# How an object is pickled; NotImplemented leaves it to pickle.
Reduced = Any


class _Pickler(pickle.Pickler):
    def __init__(self, file: IO[bytes], shelf: Shelf) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.shelf = shelf

    def reducer_override(self, value: object) -> Reduced:
        if type(value) is AbsolutePlaceholder:
            return reduce_placeholder(value)
        if isinstance(value, WRITTEN):
            return NotImplemented
        return _named, (self.shelf.number(value),)


def _named(number: int) -> object:
    return _open[-1].named[number]


# The shelves that pages are taken from, the latest last: a function that is pickled by its name has
# no other way to find its shelf.
_open: list[Shelf] = []


def _dump(page: Page, shelf: Shelf) -> bytes:
    buffer = io.BytesIO()
    _Pickler(buffer, shelf).dump(page)
    return zlib.compress(buffer.getvalue(), QUICK)


def _load(data: bytes, shelf: Shelf) -> Page:
    _open.append(shelf)
    try:
        return pickle.loads(zlib.decompress(data))
    finally:
        _open.pop()


def reduce_placeholder(placeholder: AbsolutePlaceholder) -> tuple[object, ...]:
    """Pickle the placeholder of an absolute box by hand: it delegates to its box."""
    return _blank, (), dict(vars(placeholder)), None, None, _fill


def _blank() -> AbsolutePlaceholder:
    return object.__new__(AbsolutePlaceholder)


def _fill(placeholder: AbsolutePlaceholder, state: dict[str, object]) -> None:
    for name, value in state.items():
        object.__setattr__(placeholder, name, value)
