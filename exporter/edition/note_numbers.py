"""The numbers of notes in a text, in the same digits as the list of notes."""

from __future__ import annotations

from exporter.languages.digits import LATIN, digits, in_digits
from exporter.xhtml import Element


def number_notes(root: Element, language: str) -> None:
    """Set the references to notes of a tree in the digits of its language, in place."""
    if digits(language) == LATIN:
        return
    for link in root.iter("{*}a"):
        if link.get("role") == "doc-noteref" and link.text:
            link.text = in_digits(link.text, language)
