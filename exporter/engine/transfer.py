"""Laid-out pages as bytes, to be sent from a process to the one that writes the PDF.

A page is pickled with all its boxes: one document is written of pages from several processes, so
links, bookmarks and fonts are those of one process, byte for byte.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import zlib
from collections import ChainMap
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from exporter.edition import Edition
from exporter.edition.style.css import BASE
from exporter.engine import boxes, fence
from exporter.engine.boxes import Fonts
from exporter.engine.fetcher import EditionFetcher, fetch_data
from exporter.engine.patched import deep_recursion, is_in_effect
from exporter.engine.patched.late_pictures import identity
from exporter.engine.patched.packed_pages import QUICK, KeptPage, reduce_placeholder
from exporter.engine.patched.painted import Elements, PaintedPage, Unpaintable, found_in, paintable
from exporter.profiles import Profile

if TYPE_CHECKING:
    from weasyprint.document import Page
    from weasyprint.images import LazyImage

Reduced = tuple[object, ...]

# The fonts of the process that unpickles: functions pickled by name can't get them otherwise.
_fonts: list[Fonts] = []


def dumps(value: object, elements: Elements | None = None) -> bytes:
    """Return a value that holds pages of WeasyPrint as bytes.

    Of the elements of a document only numbers are in them, if these are given.
    """
    return deep_recursion(_dump, value, elements)


def loads(data: bytes, fonts: Fonts) -> Any:
    """Return the value of bytes; its pages are part of the document that has those fonts."""
    _fonts.append(fonts)
    try:
        return deep_recursion(pickle.loads, data)
    finally:
        _fonts.pop()


def dump_document(document: boxes.Document, pages: Sequence[boxes.Page]) -> bytes:
    """Return a document as bytes, with its pages as they are sent."""
    made: Any = document
    return dumps((pages, made.metadata, made.output_intent))


def load_document(data: bytes, fonts: Fonts, edition: Edition) -> boxes.Document:
    """Return a document of an edition, whose other pages have those fonts too."""
    from weasyprint.document import Document

    pages, metadata, intent = loads(data, fonts)
    made: boxes.Document = Document(pages, metadata, EditionFetcher(edition), fonts, {}, intent)
    return made


def _dump(value: object, elements: Elements | None) -> bytes:
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    own = _reducers()
    if elements:
        from weasyprint.images import SVGImage

        # A drawing is drawn from its own elements, and needs all that is in them.
        own |= {Element: elements.reduce, SVGImage: _drawing}
    pickler.dispatch_table = ChainMap(own, copyreg.dispatch_table)  # type: ignore[arg-type]
    pickler.dump(value)
    return buffer.getvalue()


class DrawingContext:
    """What a drawing needs of the context that its page was laid out in: the pictures in it."""

    def __init__(self) -> None:
        self.dictionaries: dict[object, object] = {}

    def get_image_from_uri(self, url: str, forced_mime_type: str | None = None) -> object:
        """Return the picture that an address holds itself, None if it holds none."""
        from weasyprint import DEFAULT_OPTIONS
        from weasyprint.images import get_image_from_uri

        return get_image_from_uri({}, fetch_data, DEFAULT_OPTIONS, url, forced_mime_type, self)


def _reducers() -> dict[type, Callable[..., Reduced]]:
    """Return how to pickle objects that belong to a process, by type."""
    from weasyprint.images import LazyImage, RasterImage
    from weasyprint.layout import LayoutContext
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.svg import SVG
    from weasyprint.text.fonts import FontConfiguration

    return {
        FontConfiguration: lambda _: (_the_fonts, ()),
        LayoutContext: lambda _: (DrawingContext, ()),
        AbsolutePlaceholder: reduce_placeholder,
        RasterImage: _picture,
        LazyImage: _pixels,
        SVG: _undrawn,
    }


class SentPage(KeptPage):
    """A page of WeasyPrint's as it is sent and stored: as bytes until it is painted."""

    def __init__(self, page: Page, fonts: Fonts, elements: Elements) -> None:
        self.note(page)
        self._data = zlib.compress(dumps(page, elements), QUICK)
        self._fonts, self._elements = fonts, elements

    def _page(self) -> Page:
        with found_in(self._elements.found):
            page: Page = loads(zlib.decompress(self._data), self._fonts)
        return page


Pack = Callable[[Sequence[boxes.Page]], list[boxes.Page]]


def packer(profile: Profile, fonts: Fonts, pictures: Iterable[str] = ()) -> Pack:
    """Return the function that makes pages ready to be sent to another process, or stored.

    Those of one document with these fonts are painted at once, if the profile lets them. Without
    our tags, WeasyPrint makes its own of the boxes: then pages stay as they are. `pictures` are the
    names of those that the process that writes has, too.
    """
    # What writes finds them only where it packs the PDF itself.
    known = pictures if is_in_effect("lean") and fence.works("packed") else ()
    late = {identity(BASE + name): BASE + name for name in known}
    may_paint = paintable(profile)
    if not fence.works("kept") or (profile.tagged and not fence.works("tags")):
        return list

    def packed(page: boxes.Page, elements: Elements) -> boxes.Page:
        if may_paint:
            with suppress(Unpaintable):
                return PaintedPage(page, fonts, profile.tagged, elements, late)
        return SentPage(page, fonts, elements)

    def pack(pages: Sequence[boxes.Page]) -> list[boxes.Page]:
        elements = Elements()
        return [packed(page, elements) for page in pages]

    return pack


def _the_fonts() -> Fonts:
    return _fonts[-1]


def _blank(kind: type) -> object:
    return object.__new__(kind)


def _picture(picture: object) -> Reduced:
    """Pickle a picture without the cache of all pictures, which each of them names."""
    return _blank, (type(picture),), {**vars(picture), "_cache": {}}


def _drawing(image: object) -> Reduced:
    return _redrawn, (type(image), _dump(vars(image), None))


def _redrawn(kind: type, data: bytes) -> object:
    image = _blank(kind)
    vars(image).update(pickle.loads(data))
    return image


def _undrawn(drawing: object) -> Reduced:
    """Pickle a drawing without the stream that it was drawn into, which belongs to its process."""
    return _blank, (type(drawing),), {**vars(drawing), "stream": None}


def _pixels(data: LazyImage) -> Reduced:
    return type(data), ({}, data._key, data.data)
