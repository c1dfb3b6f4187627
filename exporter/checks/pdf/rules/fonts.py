"""Rules of fonts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.fonts import Font
from exporter.checks.pdf.marks import Kind, Mark
from exporter.checks.pdf.rules.grouping import hits, name
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.profiles import Profile


def _used(document: Document, wrong: Callable[[Font], bool], message: str) -> Iterator[Hit]:
    """Yield one hit a font, at the first page where text is set in it; hidden text needs none."""
    seen: set[str] = set()
    for page in document.pages:
        for mark in page.drawing.marks:
            font = mark.font
            if font is None or mark.kind is not Kind.TEXT or mark.hidden or font.name in seen:
                continue
            if wrong(font):
                seen.add(font.name)
                boxes = tuple(m.box for m in page.drawing.marks if m.font == font)
                text = name(page, mark)
                yield Hit(f"{message.format(font.family)}", page, boxes, text)


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
    """Find fonts that text is set in and that are not in the file."""
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
    """Find Courier, which RIPs put instead of missing fonts."""
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
    for mark in page.drawing.marks:
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
    """Find fonts whose glyphs are not mapped to characters."""
    yield from _used(document, lambda font: not font.unicode, "the glyphs of {} have no characters")
