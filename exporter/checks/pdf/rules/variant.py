"""Rules of PDF/X-1a and PDF/X-3: what these variants forbid and PDF/X-4 allows."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Object

from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.marks import Mark
from exporter.checks.pdf.rules.grouping import hits
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.pdf.geometry import touches
from exporter.profiles import Profile


@rule(
    "pdf-transparency",
    "Transparency in PDF/X-1a or PDF/X-3",
    clause="ISO 15930-4 and -6 (transparency); ISO 32000-1, 11.6.4 and 11.6.6",
    advice="flatten it, or send PDF/X-4 where the plant takes it",
    press=Severity.ERROR,
)
def transparency(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find transparency, soft masks, and pages and forms marked as transparency groups."""
    variant = profile.pdf_x
    if not variant or variant.transparency:
        return
    for page in document.pages:
        seen = [box for box in page.drawing.transparent if touches(box, page.bleed)]
        if seen:
            yield Hit("something is transparent", page, tuple(seen))
        elif _is_group(page.raw.obj) or any(map(_is_group, _objects(page))):
            yield Hit("there is a transparency group", page)


def _objects(page: Page) -> Iterator[Object]:
    return (thing for _, thing in page.drawing.objects.values())


def _is_group(thing: Object) -> bool:
    group = thing.get("/Group")
    return isinstance(group, Dictionary) and group.get("/S") == Name.Transparency


@rule(
    "pdf-newer-feature",
    "Feature of a newer PDF version",
    clause="ISO 15930-4 and -6 (PDF 1.4); ISO 32000-1, 7.5.7, 8.11 and tables 89 and 126",
    advice="save the file as PDF 1.4",
    press=Severity.ERROR,
)
def newer_feature(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find object streams, layers, OpenType fonts, JPEG 2000 and 16-bit images in PDF 1.4."""
    variant = profile.pdf_x
    if not variant or variant.streams:
        return
    if document.pdf.trailer.get("/Type") == Name.XRef:
        yield Hit("the file has a cross-reference stream (PDF 1.5)")
    if "/OCProperties" in document.root:
        yield Hit("the file has layers (PDF 1.5)")
    found = {kind for thing in document.pdf.objects for kind in _newer(thing)}
    for kind in sorted(found):
        yield Hit(kind)


def _newer(thing: Object) -> Iterator[str]:
    if not isinstance(thing, pikepdf.Stream):
        return
    filters = thing.get("/Filter", ())
    if thing.get("/Subtype") == Name.OpenType:
        yield "a font is embedded as an OpenType file (PDF 1.6)"
    if filters == Name.JPXDecode or (not isinstance(filters, Name) and Name.JPXDecode in filters):
        yield "a picture is JPEG 2000 (PDF 1.5)"
    if thing.get("/Subtype") == Name.Image and thing.get("/BitsPerComponent") == 16:
        yield "a picture has 16 bits a channel (PDF 1.5)"


@rule(
    "pdf-device-colour",
    "Colour that is not the press's own in PDF/X-1a",
    clause="ISO 15930-4 (colour spaces)",
    advice="convert it to the inks of the output intent",
    press=Severity.ERROR,
)
def device_colour(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find ICC-based colours and calibrated greys; `pdf-rgb-object` reports RGB."""
    variant = profile.pdf_x
    if not variant or variant.colours:
        return

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.marks:
            for part in mark.space.spaces() if mark.space else ():
                if part.family in ("ICCBased", "CalGray") and part.model != "RGB":
                    yield f"{mark.kind} in {part.family}", mark

    yield from hits(document, faults)
