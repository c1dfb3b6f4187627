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
RELATIONS = ("Source", "Data", "Alternative", "Supplement", "Unspecified")
PRINT, HIDDEN_BITS = 4, 1 | 2 | 32  # invisible, hidden, not to be viewed
CHANNELS = {b"RGB ": Model.RGB, b"CMYK": Model.CMYK, b"GRAY": Model.GREY}


@rule(
    "a-xmp",
    "No PDF/A-3 identification",
    clause="ISO 19005-3, 6.6.2.1, 6.6.2.3 and 6.6.4",
    advice="write pdfaid:part `3` and pdfaid:conformance into the XMP metadata",
    archive=ERROR,
)
def metadata(document: Document, _: Profile) -> Iterator[Hit]:
    """Find a file without XMP metadata, or that names no conformance."""
    if not document.xmp:
        yield Hit("the file has no readable XMP metadata")
    elif document.xmp.get(qualified("pdfaid:part")) != "3":
        yield Hit("the XMP metadata does not name PDF/A-3")
    elif document.xmp.get(qualified("pdfaid:conformance")) != "A":
        found = document.xmp.get(qualified("pdfaid:conformance"), "none")
        yield Hit(f"the XMP metadata names the conformance {found}, not A")
    elif qualified("pdfuaid:part") in document.xmp and NAMESPACES["pdfuaid"] not in schemas(
        document.packet
    ):
        yield Hit("the XMP metadata does not declare the schema of PDF/UA")


def _describes_ua(document: Document) -> bool:
    return NAMESPACES["pdfuaid"] in schemas(document.packet)


@rule(
    "a-output-intent",
    "Device colours without output intent",
    clause="ISO 19005-3, 6.2.3 and 6.2.4.3",
    advice="embed an ICC profile as GTS_PDFA1 output intent",
    archive=ERROR,
)
def output_intent(document: Document, _: Profile) -> Iterator[Hit]:
    """Find device colours whose meaning no ICC profile tells."""
    known = {model for model in map(_intent_model, document.output_intents) if model}
    if known:
        known.add(Model.GREY)  # any profile tells what grey is

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        told = known | _defaults(page)
        for mark in page.drawing.marks:
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


def _defaults(page: Page) -> set[Model]:
    """Return the device spaces that a page's resources define (ISO 32000-1, 8.6.5.6)."""
    resources = page.raw.obj.get("/Resources")
    spaces = resources.get("/ColorSpace") if isinstance(resources, Dictionary) else None
    if not isinstance(spaces, Dictionary):
        return set()
    names = {
        "/DefaultGray": Model.GREY,
        "/DefaultRGB": Model.RGB,
        "/DefaultCMYK": Model.CMYK,
    }
    return {model for name, model in names.items() if name in spaces}


@rule(
    "a-attachment-relation",
    "Attachment without a relation",
    clause="ISO 19005-3, 6.8 and annex E",
    advice="give its file specification /AFRelationship, /F and /UF, and list it in /AF",
    archive=ERROR,
)
def attachment_relation(document: Document, _: Profile) -> Iterator[Hit]:
    """Find attached files that don't say how they belong to the document."""
    associated = document.root.get("/AF")
    listed = {one.objgen for one in associated} if isinstance(associated, Array) else set()
    for name, specification in attachments(document):
        relation = str(specification.get("/AFRelationship", ""))[1:]
        if relation not in RELATIONS:
            yield Hit("an attachment has no relation to the document", object=name)
        elif "/F" not in specification or "/UF" not in specification:
            yield Hit("an attachment has no name (/F and /UF)", object=name)
        elif specification.objgen not in listed:
            yield Hit("an attachment is not associated with the document (/AF)", object=name)


def attachments(document: Document) -> Iterator[tuple[str, Object]]:
    """Yield the names and file specifications of attached files."""
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


@rule(
    "a-interpolate",
    "Picture smoothed by the viewer",
    clause="ISO 19005-3, 6.2.8",
    advice="set /Interpolate to false",
    archive=ERROR,
)
def interpolate(document: Document, _: Profile) -> Iterator[Hit]:
    """Find pictures that look otherwise in every viewer."""

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.drawing.marks:
            if mark.picture and mark.picture.interpolate:
                yield "the picture is marked to be interpolated", mark

    yield from hits(document, faults)


@rule(
    "a-transparency",
    "Transparency without a blend space",
    clause="ISO 19005-3, 6.2.10",
    advice="give the page's group a colour space, or the file an output intent",
    archive=ERROR,
)
def transparency(document: Document, _: Profile) -> Iterator[Hit]:
    """Find transparent pages in whose blend space no one can tell."""
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
    """Find annotations that are not the same on screen and on paper."""
    for page in document.pages:
        boxes = []
        for one, box in page_annotations(page):
            flags = int(one.get("/F", 0))
            popup = one.get("/Subtype") == Name.Popup
            if not popup and (not flags & PRINT or flags & HIDDEN_BITS):
                boxes.append(box)
        if boxes:
            yield Hit("an annotation is hidden, or not printed", page, tuple(boxes))
