"""Rules of the file as a whole: identity, encryption, output intent, what moves or runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from exporter.checks.pdf.actions import events, has_script, runs_script, tree
from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.marking import CANT_READ
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.pdf import icc
from exporter.pdf.geometry import Rect, touches
from exporter.pdf.xmp import qualified
from exporter.profiles import Colour, Profile
from exporter.profiles.pdfx_standards import variant_named

BEYOND_PAGE = {"/PrinterMark", "/TrapNet"}
CHANNELS = {Colour.CMYK: b"CMYK", Colour.RGB: b"RGB "}


@rule(
    "pdf-content-broken",
    "Content that can't be read",
    clause="ISO 32000-1, 7.8.2",
    advice="export the page again",
    press=Severity.ERROR,
    screen=Severity.ERROR,
    archive=Severity.ERROR,
)
def content_broken(document: Document, _: Profile) -> Iterator[Hit]:
    """Find damaged content streams, fonts, colours and pictures."""
    for problem in document.problems:
        yield Hit(problem)
    for page in document.pages:
        for problem in page.drawing.problems:
            yield Hit(problem, page)


@rule(
    "pdf-encrypted",
    "File is encrypted",
    clause="ISO 15930-7 (encryption); ISO 19005-3, 6.1.3; ISO 14289-1, 7.16",
    advice="save it without encryption",
    press=Severity.ERROR,
    screen=Severity.WARNING,
    archive=Severity.ERROR,
)
def encrypted(document: Document, _: Profile) -> Iterator[Hit]:
    """Find a file that is encrypted, even if it opens without a password."""
    if document.pdf.is_encrypted:
        yield Hit("the file is encrypted")


@rule(
    "pdf-id",
    "File has no identifier",
    clause="ISO 32000-1, 14.4; ISO 15930-7 (file identifiers); ISO 19005-3, 6.1.3",
    advice="write an /ID of two strings into the trailer",
    press=Severity.ERROR,
    archive=Severity.ERROR,
)
def identifier(document: Document, _: Profile) -> Iterator[Hit]:
    """Find a file without `/ID`, which workflows use to identify files."""
    given = document.pdf.trailer.get("/ID")
    if not isinstance(given, Array) or len(given) != 2 or not all(bytes(part) for part in given):
        yield Hit("the file has no identifier (/ID)")


@rule(
    "pdf-version",
    "PDF version too new",
    clause="ISO 15930-4 and -6 build on PDF 1.4, ISO 15930-7 on 1.6, ISO 14289-1 and ISO 19005-3"
    " on 1.7",
    advice="write PDF 1.4 for PDF/X-1a and PDF/X-3, 1.6 for PDF/X-4, 1.7 otherwise",
    press=Severity.ERROR,
    screen=Severity.ERROR,
    archive=Severity.ERROR,
)
def version(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find a file in PDF 2.0, or in a version too new for the profile's variant of PDF/X."""
    given = document.pdf.pdf_version
    variant = profile.pdf_x
    newest = variant.pdf_version if variant and not variant.streams else "1.7"
    if given > newest:
        yield Hit(f"the file is PDF {given}")


@rule(
    "pdf-x-version",
    "No PDF/X identification",
    clause="ISO 15930-4, -6 and -7 (version identification)",
    advice="write GTS_PDFXVersion: for PDF/X-4 into the XMP metadata (pdfxid), else into the "
    "document information",
    press=Severity.ERROR,
)
def x_version(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find a file without PDF/X identification."""
    variant = profile.pdf_x
    if not variant:
        return
    inside = document.xmp.get(qualified("pdfxid:GTS_PDFXVersion"), "")
    found = inside if variant.in_metadata else str(document.info.get("/GTS_PDFXVersion", ""))
    if found != variant.name and (variant.in_metadata or variant_named(found) != profile.variant):
        yield Hit(f"the file says it is {found}" if found else "the file names no PDF/X version")


@rule(
    "pdf-trapped",
    "Trapping not declared",
    clause="ISO 32000-1, 14.11.6; ISO 15930-7 (trapping)",
    advice="set /Trapped to /False or /True in the document information",
    press=Severity.ERROR,
)
def trapped(document: Document, _: Profile) -> Iterator[Hit]:
    """Find a file that does not state whether it is trapped."""
    if document.info.get("/Trapped") not in (Name("/True"), Name("/False")):
        yield Hit("the file does not say whether it is trapped")


@rule(
    "pdf-output-intent",
    "Output intent missing or wrong",
    clause="ISO 32000-1, 14.11.5; ISO 15930-7 (output intent)",
    advice="embed the ICC profile of the printing condition as GTS_PDFX output intent",
    press=Severity.ERROR,
)
def output_intent(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find a file without exactly one output intent that names its printing condition."""
    intents = _press_intents(document)
    if len(intents) != 1:
        several = f"the file has {len(intents)} output intents GTS_PDFX"
        yield Hit(several if intents else "the file has no output intent GTS_PDFX")
        return
    intent = intents[0]
    condition = str(intent.get("/OutputConditionIdentifier", "")).strip()
    if not condition:
        yield Hit("the output intent names no printing condition")
    yield from _intent_profile(intent.get("/DestOutputProfile"), CHANNELS[profile.colour])


def _press_intents(document: Document) -> list[Object]:
    return [one for one in document.output_intents if one.get("/S") == Name("/GTS_PDFX")]


@rule(
    "pdf-output-condition",
    "Made for another press or paper",
    clause="ISO 32000-1, 14.11.5; ISO 15930-7 (output intent)",
    advice="export it for the printing condition of the profile",
    press=Severity.WARNING,
)
def output_condition(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find an output intent with a different printing condition than the profile."""
    wanted = profile.output_condition
    for intent in _press_intents(document)[:1] if wanted else ():
        found = str(intent.get("/OutputConditionIdentifier", "")).strip()
        if found and found != wanted:
            yield Hit(f"the output intent is `{found}`, not `{wanted}`")


def _intent_profile(stream: Object | None, channels: bytes) -> Iterator[Hit]:
    wanted = channels.decode().strip()
    if not isinstance(stream, Stream):
        yield Hit("the output intent has no ICC profile")
        return
    header = icc_header(stream)
    if header is None:
        yield Hit("the profile of the output intent is not an ICC profile")
    elif header.device != icc.PRINTER or header.space != channels:
        yield Hit(f"the profile of the output intent is not one of a {wanted} printer")
    elif int(stream.get("/N", 0)) != len(wanted):
        yield Hit(f"the output intent has /N {stream.get('/N', 0)}, its profile {len(wanted)}")


def icc_header(stream: Object) -> icc.Header | None:
    """Return the header of an ICC profile; None if it is not one, or can't be read."""
    try:
        return icc.read_header(stream.read_bytes())
    except pikepdf.PdfError:
        return None


@rule(
    "pdf-annotation",
    "Annotation on the page",
    clause="ISO 15930-7 (annotations); ISO 32000-1, 12.5",
    advice="remove it, or move it out of the BleedBox",
    press=Severity.ERROR,
)
def annotation(document: Document, _: Profile) -> Iterator[Hit]:
    """Find links, notes and fields inside the BleedBox, which may or may not be printed."""
    for page in document.pages:
        found: dict[str, list[Rect]] = {}
        for one, box in page_annotations(page):
            kind = str(one.get("/Subtype", "/?"))
            if kind not in BEYOND_PAGE and touches(box, page.bleed):
                found.setdefault(kind[1:], []).append(box)
        for kind, boxes in found.items():
            yield Hit(f"annotation {kind}", page, tuple(boxes))


def page_annotations(page: Page) -> Iterator[tuple[Object, Rect]]:
    """Yield the annotations of a page and their rectangles."""
    given = page.raw.obj.get("/Annots")
    for one in given if isinstance(given, Array) else ():
        if not isinstance(one, Dictionary):
            continue
        try:
            x0, y0, x1, y1 = (float(value) for value in one["/Rect"])
        except CANT_READ:
            continue
        yield one, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


@rule(
    "pdf-javascript",
    "File runs a program",
    clause="ISO 15930-7 (actions); ISO 19005-3, 6.5.1; ISO 32000-1, 12.6.4.16",
    advice="remove scripts and the actions on opening",
    press=Severity.ERROR,
    screen=Severity.WARNING,
    archive=Severity.ERROR,
)
def javascript(document: Document, _: Profile) -> Iterator[Hit]:
    """Find scripts: of the file, its pages, annotations, form fields and bookmarks."""
    names = document.root.get("/Names")
    opening = document.root.get("/OpenAction")
    if isinstance(names, Dictionary) and "/JavaScript" in names:
        yield Hit("the file has scripts")
    elif any(map(runs_script, (opening, *events(document.root)))):
        yield Hit("a script runs when the file is opened, or on another event")
    yield from _parts_that_run(document)


def _parts_that_run(document: Document) -> Iterator[Hit]:
    """Yield the pages, bookmarks and form fields that a script belongs to."""
    for page in document.pages:
        boxes = tuple(box for one, box in page_annotations(page) if has_script(one))
        if boxes:
            yield Hit("an annotation runs a script", page, boxes)
        if has_script(page.raw.obj):
            yield Hit("a page runs a script", page)
    for root, name in (("/AcroForm", "a form field"), ("/Outlines", "a bookmark")):
        # A field without a parent and kids is an annotation as well (ISO 32000-1, 12.7.3.1).
        if any(map(has_script, _pure(tree(document.root.get(root))))):
            yield Hit(f"{name} runs a script")


def _pure(nodes: Iterable[Object]) -> Iterator[Object]:
    """Skip fields that are also annotations of a page: they are found there."""
    return (each for each in nodes if each.get("/Subtype") != Name.Widget)


def field_value(widget: Object, key: str) -> Object | None:
    """Return a value of a form field, or of the field that it belongs to."""
    parent = widget.get("/Parent")
    return widget.get(key, parent.get(key) if isinstance(parent, Dictionary) else None)
