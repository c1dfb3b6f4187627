"""Rules of annotations for readers (PDF/UA-1, ISO 14289-1, 7.18); those of links are others."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Object

from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.rules.file import field_value, page_annotations
from exporter.checks.pdf.structure import Element
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.pdf.geometry import Rect, touches
from exporter.profiles import Profile

HIDDEN = 2  # of an annotation's /F (ISO 32000-1, 12.5.3)
ELSEWHERE = ("/Link", "/Popup")  # a pop-up shows the words of another annotation


@rule(
    "ua-annotation",
    "Annotation that can't be read aloud",
    clause="ISO 14289-1, 7.18.1, 7.18.2, 7.18.4 and 7.18.8",
    advice="tag it as Annot and describe it in /Contents; tag a field as Form, describe it in /TU",
    screen=Severity.ERROR,
    archive=Severity.ERROR,
)
def annotation(document: Document, _: Profile) -> Iterator[Hit]:
    """Find notes and fields outside the structure or without a description."""
    for page in document.pages:
        for one, box in page_annotations(page):
            if str(one.get("/Subtype", "")) not in ELSEWHERE and _is_seen(one, box, page):
                message = _wrong(one, document.owners.get(one.objgen))
                if message:
                    yield Hit(message, page, (box,))


def _is_seen(annotation: Object, box: Rect, page: Page) -> bool:
    return not int(annotation.get("/F", 0)) & HIDDEN and touches(box, page.crop)


def _wrong(annotation: Object, owner: Element | None) -> str:
    """Return what is wrong with a visible annotation; empty if nothing is."""
    kind = str(annotation.get("/Subtype", "/"))[1:]
    if kind == "TrapNet":
        return "annotation TrapNet, which is not allowed"
    if kind == "PrinterMark":
        return "a printer's mark is part of the structure" if owner else ""
    wanted = "Form" if kind == "Widget" else "Annot"
    if owner is None or owner.kind != wanted:
        return f"annotation {kind} is not in an element {wanted}"
    return "" if _is_described(annotation, owner) else f"annotation {kind} has no description"


def _is_described(annotation: Object, owner: Element) -> bool:
    is_field = annotation.get("/Subtype") == "/Widget"
    words = field_value(annotation, "/TU") if is_field else annotation.get("/Contents")
    return owner.has("/Alt") or (words is not None and bool(str(words).strip()))
