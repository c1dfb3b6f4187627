"""Rules of archives (PDF/A-3, ISO 19005-3)."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Stream

from exporter.checks.pdf.colours import Model
from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.marks import Mark
from exporter.checks.pdf.rules.file import icc_header, page_annotations
from exporter.checks.pdf.rules.grouping import hits
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.pdf.xmp import NAMESPACES, qualified, schemas
from exporter.profiles import Profile

ERROR = Severity.ERROR
LEVELS = ("A", "B", "U")
NAMELESS = "an attachment has no name (/F and /UF)"
PRINT, HIDDEN_BITS = 4, 1 | 2 | 32  # invisible, hidden, not to be viewed
DEFAULTS = {
    "/DefaultGray": Model.GREY,
    "/DefaultRGB": Model.RGB,
    "/DefaultCMYK": Model.CMYK,
}  # ISO 32000-1, 8.6.5.6
CHANNELS = {b"RGB ": Model.RGB, b"CMYK": Model.CMYK, b"GRAY": Model.GREY}


@rule(
    "a-xmp",
    "No PDF/A-3 identification",
    clause="ISO 19005-3, 6.6.2.1, 6.6.2.3 and 6.6.4",
    advice="write pdfaid:part `3` and pdfaid:conformance into the XMP metadata",
    archive=ERROR,
)
def metadata(document: Document, _: Profile) -> Iterator[Hit]:
    """Find a file without XMP metadata or a conformance level."""
    if not document.xmp:
        yield Hit("the file has no readable XMP metadata")
    elif document.xmp.get(qualified("pdfaid:part")) != "3":
        yield Hit("the XMP metadata does not name PDF/A-3")
    elif document.xmp.get(qualified("pdfaid:conformance")) not in LEVELS:
        yield Hit("the XMP metadata names no level of PDF/A-3 (A, B or U)")
    elif qualified("pdfuaid:part") in document.xmp and NAMESPACES["pdfuaid"] not in schemas(
        document.packet
    ):
        yield Hit("the XMP metadata does not declare the schema of PDF/UA")


@rule(
    "a-level",
    "PDF/A level too low",
    clause="ISO 19005-3, 5.2 and 6.6.4",
    advice="tag the file, and write pdfaid:conformance `A` into the XMP metadata",
    archive=ERROR,
)
def level(document: Document, _: Profile) -> Iterator[Hit]:
    """Find a file that claims level B or U: same appearance, but no accessible text."""
    found = document.xmp.get(qualified("pdfaid:conformance"), "")
    if found in LEVELS and found != "A":
        yield Hit(f"the XMP metadata names the level {found}, not A")


@rule(
    "a-output-intent",
    "Device colours without output intent",
    clause="ISO 19005-3, 6.2.3 and 6.2.4.3",
    advice="embed an ICC profile as GTS_PDFA1 output intent",
    archive=ERROR,
)
def output_intent(document: Document, _: Profile) -> Iterator[Hit]:
    """Find device colours not defined by an ICC profile."""
    known = {model for model in map(_intent_model, document.output_intents) if model}
    if known:
        known.add(Model.GREY)  # any profile tells what grey is

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.drawing.marks:
            told = known | {DEFAULTS[name] for name in mark.defaults & DEFAULTS.keys()}
            space = mark.picture.space if mark.picture else mark.colour and mark.colour.space
            space = space if space and not mark.hidden else None
            for part in space.spaces() if space else ():
                if part.device and part.model not in told:
                    yield f"{mark.kind} in {part.family}, for which there is no ICC profile", mark

    yield from hits(document, faults)


def _intent_model(intent: Object) -> Model | None:
    stream = intent.get("/DestOutputProfile")
    if intent.get("/S") != Name("/GTS_PDFA1") or not isinstance(stream, Stream):
        return None
    header = icc_header(stream)
    return CHANNELS.get(header.space) if header else None


@rule(
    "a-attachment-relation",
    "Attachment without a relation",
    clause="ISO 19005-3, 6.8 and annex E",
    advice="give its file specification /AFRelationship, /F and /UF, and list it in /AF",
    archive=ERROR,
)
def attachment_relation(document: Document, _: Profile) -> Iterator[Hit]:
    """Find attached files without a relationship to the document."""
    listed = _associated(document)
    for name, specification in attachments(document):
        if not isinstance(specification.get("/AFRelationship"), Name):
            yield Hit("an attachment has no relation to the document", object=name)
        elif _is_nameless(specification):
            yield Hit(NAMELESS, object=name)
        elif specification.objgen not in listed:
            yield Hit("an attachment is associated with nothing (/AF)", object=name)


def _associated(document: Document) -> set[tuple[int, int]]:
    """Return the files that the document or anything in it lists in `/AF`."""
    found: set[tuple[int, int]] = set()
    for thing in document.pdf.objects:
        files = thing.get("/AF") if isinstance(thing, (Dictionary, Stream)) else None
        found |= {one.objgen for one in files} if isinstance(files, Array) else set()
    return found


@rule(
    "ua-attachment",
    "Attachment without a name",
    clause="ISO 14289-1, 7.11",
    advice="give its file specification /F and /UF",
    screen=ERROR,
)
def attachment_name(document: Document, _: Profile) -> Iterator[Hit]:
    """Find attached files without a name; in archives, `a-attachment-relation` reports them."""
    for name, specification in attachments(document):
        if _is_nameless(specification):
            yield Hit(NAMELESS, object=name)


def _is_nameless(specification: Object) -> bool:
    return "/F" not in specification or "/UF" not in specification


def attachments(document: Document) -> Iterator[tuple[str, Object]]:
    """Yield the names and file specifications of attached files, those of annotations last."""
    names = document.root.get("/Names")
    tree = names.get("/EmbeddedFiles") if isinstance(names, Dictionary) else None
    todo, seen = [tree], 0
    while todo and seen < 10_000:
        node, seen = todo.pop(), seen + 1
        if not isinstance(node, Dictionary):
            continue
        pairs = list(node.get("/Names", []))
        for name, specification in zip(pairs[::2], pairs[1::2], strict=False):
            if isinstance(specification, Dictionary):
                yield str(name), specification
        todo += list(node.get("/Kids", []))
    for page in document.pages:
        for one, _ in page_annotations(page):
            if isinstance(one.get("/FS"), Dictionary):
                yield f"attachment on page {page.number}", one.FS


@rule(
    "a-interpolate",
    "Picture smoothed by the viewer",
    clause="ISO 19005-3, 6.2.8",
    advice="set /Interpolate to false",
    archive=ERROR,
)
def interpolate(document: Document, _: Profile) -> Iterator[Hit]:
    """Find pictures that look different in each viewer."""

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.drawing.marks:
            if mark.picture and mark.picture.interpolate:
                yield "the picture asks viewers to smooth it", mark

    yield from hits(document, faults)


@rule(
    "a-transparency",
    "Transparency without a blend space",
    clause="ISO 19005-3, 6.2.10",
    advice="give the page's group a colour space, or the file an output intent",
    archive=ERROR,
)
def transparency(document: Document, _: Profile) -> Iterator[Hit]:
    """Find transparent pages without a defined blend space."""
    if any(map(_intent_model, document.output_intents)):
        return
    for page in document.pages:
        group = page.raw.obj.get("/Group")
        if page.drawing.transparent and not (isinstance(group, Dictionary) and "/CS" in group):
            boxes = tuple(page.drawing.transparent)
            yield Hit("transparency is blended in an undefined colour space", page, boxes)


@rule(
    "a-annotation-flags",
    "Annotation hidden or not printed",
    clause="ISO 19005-3, 6.3.2",
    advice="set only the flag Print (4) in /F",
    archive=ERROR,
)
def annotation_flags(document: Document, _: Profile) -> Iterator[Hit]:
    """Find annotations that differ on screen and in print."""
    for page in document.pages:
        boxes = []
        for one, box in page_annotations(page):
            flags = int(one.get("/F", 0))
            popup = one.get("/Subtype") == Name.Popup
            if not popup and (not flags & PRINT or flags & HIDDEN_BITS):
                boxes.append(box)
        if boxes:
            yield Hit("an annotation is hidden, or not printed", page, tuple(boxes))
