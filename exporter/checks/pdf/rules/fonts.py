"""Rules of fonts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pikepdf import Dictionary, Name, Stream

from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.fonts import (
    PREDEFINED,
    SYMBOLIC,
    Font,
    collection,
    descendant,
    unicode_values,
)
from exporter.checks.pdf.glyphs import differences, is_glyph_name
from exporter.checks.pdf.marks import Kind, Mark
from exporter.checks.pdf.rules.grouping import hits, name
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.profiles import Profile

NO_TEXT = {0, 0xFEFF, 0xFFFE}
WRITING_MODE = re.compile(rb"/WMode\s+([01])\s+def")
LATIN = (Name.MacRomanEncoding, Name.WinAnsiEncoding)


def _used(document: Document, wrong: Callable[[Font], bool], message: str) -> Iterator[Hit]:
    """Yield one hit per font, at the first page with visible text in it."""
    seen: set[str] = set()
    right: set[int] = set()  # by id: fonts that are equal may have other dictionaries
    for page in document.pages:
        for mark in page.judged:
            font = mark.font
            if font is None or mark.kind is not Kind.TEXT or mark.hidden:
                continue
            if font.name in seen or id(font) in right:
                continue
            if not wrong(font):
                right.add(id(font))
                continue
            seen.add(font.name)
            boxes = tuple(m.box for m in page.judged if m.font == font)
            yield Hit(message.format(font.family), page, boxes, name(page, mark))


@rule(
    "pdf-font-not-embedded",
    "Font not embedded",
    clause="ISO 32000-1, 9.9; ISO 15930-7 (fonts); ISO 14289-1, 7.21.4.1; ISO 19005-3, 6.2.11.4.1",
    advice="embed it, or a subset of it",
    press=Severity.ERROR,
    screen=Severity.ERROR,
    archive=Severity.ERROR,
)
def font_not_embedded(document: Document, _: Profile) -> Iterator[Hit]:
    """Find fonts that are used but not embedded."""
    yield from _used(document, lambda font: not font.embedded, "the font {} is not embedded")


@rule(
    "pdf-font-type3",
    "Type 3 font",
    clause="ISO 32000-1, 9.6.5",
    advice="use a font with outlines",
    press=Severity.WARNING,
)
def font_type3(document: Document, _: Profile) -> Iterator[Hit]:
    """Find fonts whose glyphs are drawings or bitmaps."""
    yield from _used(document, lambda font: font.kind == "Type3", "the font {} is of Type 3")


@rule(
    "pdf-courier",
    "Text in Courier",
    clause="GWG 2015 (Courier)",
    advice="check that it does not replace a missing font",
    press=Severity.WARNING,
)
def courier(document: Document, _: Profile) -> Iterator[Hit]:
    """Find Courier, which RIPs substitute for missing fonts."""
    yield from _used(
        document,
        lambda font: font.embedded and font.family.lower().startswith("courier"),
        "text in {}",
    )


@rule(
    "pdf-glyph-notdef",
    "Missing glyphs",
    clause="ISO 32000-1, 9.7.6.3; ISO 14289-1, 7.21.8; ISO 19005-3, 6.2.11.8",
    advice="install or choose a font that has the characters, and export the file again",
    press=Severity.ERROR,
    screen=Severity.WARNING,
    archive=Severity.ERROR,
)
def glyph_notdef(document: Document, _: Profile) -> Iterator[Hit]:
    """Find text that shows `.notdef`: an empty box, or nothing, for each character."""
    return hits(document, _boxes)


def _boxes(page: Page) -> Iterator[tuple[str, Mark]]:
    for mark in page.judged:
        if mark.notdef and mark.font:
            yield f"{mark.font.family} has no glyph for characters of the text", mark


@rule(
    "ua-font-unicode",
    "Text without Unicode values",
    clause="ISO 14289-1, 7.21.7; ISO 32000-1, 9.10.2",
    advice="give the font a ToUnicode map",
    screen=Severity.ERROR,
    archive=Severity.ERROR,
)
def font_unicode(document: Document, _: Profile) -> Iterator[Hit]:
    """Find fonts whose glyphs are not mapped to valid characters."""
    yield from _used(document, lambda font: not font.unicode, "the glyphs of {} have no characters")
    yield from _used(document, _maps_to_nothing, "glyphs of {} are mapped to U+0000 or U+FEFF")


def _maps_to_nothing(font: Font) -> bool:
    """Whether a ToUnicode map has invalid values (ISO 14289-1, 7.21.7)."""
    given = font.dictionary.get("/ToUnicode")
    return isinstance(given, Stream) and not NO_TEXT.isdisjoint(unicode_values(given.read_bytes()))


@rule(
    "pdf-font-composite",
    "Composite font not consistent",
    clause="ISO 32000-1, 9.7.4 and 9.7.5; ISO 14289-1, 7.21.3; ISO 19005-3, 6.2.11.3",
    advice="export it again; embed the CMap, and give the font a CIDToGIDMap",
    screen=Severity.ERROR,
    archive=Severity.ERROR,
)
def font_composite(document: Document, _: Profile) -> Iterator[Hit]:
    """Find composite fonts whose codes select different glyphs in different programs."""
    yield from _used(document, _lacks_glyph_map, "the font {} does not map CIDs to its glyphs")
    yield from _used(document, _lacks_cmap, "the font {} has a CMap that is not embedded")
    yield from _used(document, _mixes, "the font {} and its CMap are of different collections")


def _lacks_glyph_map(font: Font) -> bool:
    below = descendant(font.dictionary)
    if below.get("/Subtype") != Name.CIDFontType2 or not font.embedded:
        return False
    given = below.get("/CIDToGIDMap")
    return given != Name.Identity and not isinstance(given, Stream)


def _lacks_cmap(font: Font) -> bool:
    """Whether codes are read by a CMap that viewers need not know (ISO 32000-1, table 118)."""
    given = font.dictionary.get("/Encoding") if font.kind == "Type0" else None
    base = given.get("/UseCMap") if isinstance(given, Stream) else given
    return isinstance(base, Name) and str(base)[1:] not in PREDEFINED


def _mixes(font: Font) -> bool:
    """Whether CMap and CIDFont are of different collections, or disagree on the direction."""
    cmap = font.dictionary.get("/Encoding")
    if font.kind != "Type0" or not isinstance(cmap, Stream):
        return False
    if collection(cmap) != collection(descendant(font.dictionary)):
        return True
    direction = WRITING_MODE.search(cmap.read_bytes())
    return direction is not None and int(direction[1]) != int(cmap.get("/WMode", 0))


@rule(
    "pdf-font-encoding",
    "Encoding of a TrueType font unclear",
    clause="ISO 32000-1, 9.6.6.4; ISO 14289-1, 7.21.6; ISO 19005-3, 6.2.11.6",
    advice="encode it by MacRomanEncoding or WinAnsiEncoding; a symbolic one has no /Encoding",
    screen=Severity.ERROR,
    archive=Severity.ERROR,
)
def font_encoding(document: Document, _: Profile) -> Iterator[Hit]:
    """Find TrueType fonts whose codes select different glyphs in different programs."""
    yield from _used(document, _is_unclear, "the codes of {} don't tell its glyphs")


def _is_unclear(font: Font) -> bool:
    descriptor = font.dictionary.get("/FontDescriptor")
    if font.kind != "TrueType" or not isinstance(descriptor, Dictionary):
        return False
    given = font.dictionary.get("/Encoding")
    if int(descriptor.get("/Flags", 0)) & SYMBOLIC:
        return given is not None
    base = given.get("/BaseEncoding") if isinstance(given, Dictionary) else given
    return base not in LATIN or not all(map(is_glyph_name, differences(given).values()))
