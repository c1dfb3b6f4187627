"""Whether a file without a language of its own names that of all its text (ISO 32000-1, 14.9.2)."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary

from exporter.checks.pdf.document import Document
from exporter.checks.pdf.marks import Kind, Role
from exporter.checks.pdf.rules.file import page_annotations
from exporter.checks.pdf.structure import Element
from exporter.pdf.xmp import languages

WORDS = ("/Alt", "/ActualText", "/E")


def unnamed(document: Document) -> bool:
    """Whether any text of a tagged file without `/Lang` is in a language that nothing names."""
    return (
        _has_bookmarks(document)
        or not languages(document.packet, "dc:title") - {"x-default"}
        or any(_mute_elements(document))
        or any(_mute_annotations(document))
        or any(_mute_text(document))
    )


def _has_bookmarks(document: Document) -> bool:
    outlines = document.root.get("/Outlines")
    first = outlines.get("/First") if isinstance(outlines, Dictionary) else None
    return isinstance(first, Dictionary) and bool(str(first.get("/Title", "")).strip())


def named(element: Element | None) -> bool:
    """Whether an element or one around it names a language."""
    while element is not None:
        if "/Lang" in element.dictionary:
            return True
        element = element.parent
    return False


def _mute_elements(document: Document) -> Iterator[bool]:
    for element in document.structure:
        yield element.has(*WORDS) and not named(element)


def _mute_annotations(document: Document) -> Iterator[bool]:
    for page in document.pages:
        for one, _ in page_annotations(page):
            said = "/Contents" in one or "/TU" in one
            yield said and "/Lang" not in one and not named(document.owners.get(one.objgen))


def _mute_text(document: Document) -> Iterator[bool]:
    for page in document.pages:
        for mark in page.drawing.marks:
            text = mark.kind is Kind.TEXT and mark.role is Role.TAGGED and mark.language is None
            yield text and not named(document.contents.get((page.raw.obj.objgen, mark.number)))
