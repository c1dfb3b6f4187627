"""Many marks on a page that break a rule in one way are one hit with many rectangles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.marks import Kind, Mark
from exporter.checks.rules import Hit

Faults = Iterable[tuple[str, Mark]]


def hits(document: Document, faults: Callable[[Page], Faults]) -> Iterator[Hit]:
    """Yield one hit per page and message for the marks that `faults` finds."""
    for page in document.pages:
        groups: dict[str, list[Mark]] = {}
        for message, mark in faults(page):
            groups.setdefault(message, []).append(mark)
        for message, marks in groups.items():
            yield Hit(message, page, tuple(mark.box for mark in marks), name(page, marks[0]))


def name(page: Page, mark: Mark) -> str:
    """Return a description of a mark: its text, or the picture's name."""
    if mark.kind is Kind.TEXT:
        text = page.text(mark.box)
        return f"“{text}”" if text else ""
    picture = mark.picture
    return f"picture of {picture.width} × {picture.height} px" if picture else ""
