"""Rules for what moves, runs or is filled in, which archives can't keep (ISO 19005-3)."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object, Stream

from exporter.checks.pdf.actions import SCRIPTS, chain, tree
from exporter.checks.pdf.document import Document
from exporter.checks.pdf.rules.file import field_value, page_annotations
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.profiles import Profile

ERROR = Severity.ERROR
KINDS = frozenset(
    "Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut "
    "Stamp Caret Ink Popup FileAttachment Widget PrinterMark TrapNet Watermark Redact".split()
)  # ISO 32000-1, 12.5.6.1, without what ISO 19005-3, 6.3.1 forbids
BARE = ("/Popup", "/Link")  # annotations that need no appearance
ACTIONS = frozenset("GoTo GoToR GoToE Thread URI Named SubmitForm".split())
NAMED = frozenset("NextPage PrevPage FirstPage LastPage".split())


@rule(
    "a-annotation-type",
    "Annotation of a forbidden type",
    clause="ISO 19005-3, 6.3.1",
    advice="remove it: sound, film and 3D can't be archived",
    archive=ERROR,
)
def annotation_type(document: Document, _: Profile) -> Iterator[Hit]:
    """Find sounds, films, screens, 3D, and non-standard annotations."""
    for page in document.pages:
        for one, box in page_annotations(page):
            kind = str(one.get("/Subtype", "/without a type"))[1:]
            if kind not in KINDS:
                yield Hit(f"annotation {kind}", page, (box,))


@rule(
    "a-annotation-appearance",
    "Annotation without an appearance",
    clause="ISO 19005-3, 6.3.3",
    advice="give it an appearance (/AP) with /N alone",
    archive=ERROR,
)
def annotation_appearance(document: Document, _: Profile) -> Iterator[Hit]:
    """Find annotations without an appearance, which viewers draw differently."""
    for page in document.pages:
        for one, box in page_annotations(page):
            empty = box[0] == box[2] or box[1] == box[3]
            if not empty and str(one.get("/Subtype", "")) not in BARE and not _appears(one):
                yield Hit("an annotation has no appearance (/AP with /N alone)", page, (box,))


def _appears(annotation: Object) -> bool:
    """Whether an annotation has one normal appearance; for a button, one for each state."""
    given = annotation.get("/AP")
    if not isinstance(given, Dictionary) or set(given.keys()) != {"/N"}:
        return False
    is_button = (
        annotation.get("/Subtype") == Name.Widget and field_value(annotation, "/FT") == Name.Btn
    )
    return isinstance(given.N, Dictionary if is_button else Stream)


@rule(
    "a-action",
    "Forbidden action",
    clause="ISO 19005-3, 6.5.1 and 6.5.2",
    advice="remove it: only links to a place or an address may stay",
    archive=ERROR,
)
def action(document: Document, _: Profile) -> Iterator[Hit]:
    """Find actions other than links, and actions triggered by events."""
    for owner, name in _owners(document):
        if "/AA" in owner:
            yield Hit(f"{name} has actions that events trigger (/AA)")
        for kind in _forbidden(owner.get("/A", owner.get("/OpenAction"))):
            yield Hit(f"action {kind}", object=name)


def _owners(document: Document) -> Iterator[tuple[Object, str]]:
    """Yield the objects that may have actions."""
    yield document.root, "the file"
    for page in document.pages:
        yield page.raw.obj, f"page {page.number}"
        for one, _ in page_annotations(page):
            yield one, f"an annotation of page {page.number}"
    yield from ((each, "a form field") for each in tree(document.root.get("/AcroForm")))
    yield from ((each, "a bookmark") for each in tree(document.root.get("/Outlines")))


def _forbidden(given: Object | None) -> Iterator[str]:
    """Yield the kinds of forbidden actions of a chain (ISO 32000-1, 12.6.2)."""
    for one in chain(given):
        kind = str(one.get("/S", "/without a type"))[1:]
        name = str(one.get("/N", "/"))[1:]
        if kind not in ACTIONS | SCRIPTS or (kind == "Named" and name not in NAMED):
            yield f"{kind} {name}" if kind == "Named" else kind


@rule(
    "a-form",
    "Form that may look different later",
    clause="ISO 19005-3, 6.4",
    advice="flatten the form, or give its fields appearances and no actions",
    archive=ERROR,
)
def form(document: Document, _: Profile) -> Iterator[Hit]:
    """Find forms that viewers redraw or run, and XFA."""
    given = document.root.get("/AcroForm")
    if isinstance(given, Dictionary) and "/XFA" in given:
        yield Hit("the file has an XFA form")
    if "/NeedsRendering" in document.root:
        yield Hit("viewers have to make the pages of the file (/NeedsRendering)")
    if isinstance(given, Dictionary) and bool(given.get("/NeedAppearances", False)):
        yield Hit("viewers draw the fields of the form (/NeedAppearances)")
    for page in document.pages:
        boxes = tuple(
            box
            for one, box in page_annotations(page)
            if one.get("/Subtype") == Name.Widget and ("/A" in one or "/AA" in one)
        )
        if boxes:
            yield Hit("a form field runs an action", page, boxes)
