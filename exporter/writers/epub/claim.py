"""Whether a book may claim what its evaluator says of it (EPUB Accessibility 1.1 §2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from exporter.checks.alternatives import is_described
from exporter.findings import Finding, Severity
from exporter.model import Issue
from exporter.writers.epub.accessibility import refutes
from exporter.xhtml import Element


def refutations(
    issue: Issue, documents: Mapping[str, Element], stylesheet: str, nav: str
) -> list[Finding]:
    """Return why the book of an issue does not claim to conform, in one finding; nothing if it may.

    `documents` are its XHTML documents by name, `nav` the name of the navigation document.
    """
    evaluation = issue.publication.accessibility
    if evaluation is None or not (why := _why(issue, documents, stylesheet, nav)):
        return []
    message = f"the EPUB does not claim {evaluation.conforms_to}: {why}"
    advice = "correct it and build again, `exporter check` finds all such faults"
    return [Finding("epub-claim", issue.origin, 0, message, advice, Severity.WARNING)]


def _why(issue: Issue, documents: Mapping[str, Element], stylesheet: str, nav: str) -> str:
    from exporter.checks.epub import accessibility  # few books claim to conform

    if not is_described(issue):
        return "a picture has no alternative text"
    for picture in issue.pictures:
        if refutes(picture):
            return f"{picture.path.name} flashes, moves too long or has faint text"
    found = accessibility(documents, [stylesheet], nav, Path("book.epub"))
    return found[0].message if found else ""
