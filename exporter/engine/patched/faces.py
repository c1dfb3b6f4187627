"""Fonts as a page names them: found again, in another process, by what Pango calls them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import ffi, gobject, pango
from weasyprint.text.fonts import FontConfiguration, get_pango_font_hb_face, get_pango_font_key

if TYPE_CHECKING:
    from exporter.engine.boxes import Fonts

FUNCTIONS = """
    PangoFontDescription * pango_font_description_from_string (const char *text);
    void g_free (void *memory);
    void * g_object_ref (void *object);
"""


class FaceStream(Stream):  # type: ignore[misc]
    """A stream that notes of each font what Pango calls it, with its size."""

    def add_font(self, pango_font: ffi.CData) -> tuple[Font, float]:
        """Return the font of a piece of text, and its size."""
        font, size = super().add_font(pango_font)
        if not hasattr(font, "described"):
            font.described, font.key = _describe(pango_font), get_pango_font_key(pango_font)[0]
        return font, size

    def clone(self, **options: object) -> FaceStream:
        """Return a stream for a group, a mask or a pattern."""
        made: FaceStream = super().clone(**options)
        made.__class__ = FaceStream
        return made


@dataclass(frozen=True)
class Face:
    """A font of a page, and what the page uses of it."""

    description: bytes
    widths: dict[int, int]
    to_unicode: dict[int, str]

    def found(self, fonts: FontConfiguration) -> ffi.CData:
        """Return the font as the process has it that this is in."""
        return _load(self.description, fonts)

    def add(self, stream: Stream, fonts: Fonts) -> None:
        """Add the font to those of the PDF that a stream is part of."""
        found = self.found(fonts)
        font, _ = stream.add_font(found)
        font.loaded = found  # Pango lets go of a font that nobody holds
        for glyph, width in self.widths.items():
            font.widths.setdefault(glyph, width)
        for glyph, text in self.to_unicode.items():
            font.to_unicode.setdefault(glyph, text)


def face_of(font: Font, fonts: Fonts) -> Face | None:
    """Return a font that was drawn with; None if it can't be found again as it was.

    Glyphs that are missing have numbers that count on through the PDF.
    """
    if font.missing:
        return None
    found = _load(font.described, fonts)
    if found == ffi.NULL or get_pango_font_key(found)[0] != font.key:
        return None
    # A font map has one face for each font file.
    if get_pango_font_hb_face(found) != font.hb_face:
        return None
    return Face(font.described, font.widths, font.to_unicode)


def _describe(pango_font: ffi.CData) -> bytes:
    declare()
    description = ffi.gc(
        pango.pango_font_describe_with_absolute_size(pango_font),
        pango.pango_font_description_free,
    )
    pango.pango_font_description_unset_fields(description, pango.PANGO_FONT_MASK_GRAVITY)
    text = ffi.gc(pango.pango_font_description_to_string(description), gobject.g_free)
    return bytes(ffi.string(text))


def _load(description: bytes, fonts: FontConfiguration) -> ffi.CData:
    """Return the font of a description in a font configuration, which keeps it."""
    known: dict[bytes, ffi.CData] = vars(fonts).setdefault("faces", {})
    if description not in known:
        known[description] = _found(description, fonts)
    return known[description]


def _found(description: bytes, fonts: FontConfiguration) -> ffi.CData:
    declare()
    parsed = ffi.gc(
        pango.pango_font_description_from_string(description), pango.pango_font_description_free
    )
    context = ffi.gc(pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref)
    loaded = pango.pango_font_map_load_font(fonts.font_map, context, parsed)
    return loaded if loaded == ffi.NULL else ffi.gc(loaded, gobject.g_object_unref)


@cache
def declare() -> None:
    """Declare the functions that WeasyPrint does not: at once, each time takes milliseconds."""
    if not hasattr(pango, "pango_font_description_from_string"):
        ffi.cdef(FUNCTIONS, override=True)
