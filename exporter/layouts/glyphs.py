"""Fonts and characters that a PDF needs and this machine lacks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from exporter import fonts
from exporter.edition import Edition
from exporter.findings import Finding

TAGS = re.compile(r"<[^>]*>")


def missing_fonts(edition: Edition) -> Iterator[Finding]:
    """Warn of a family that the style names and this machine lacks."""
    for family in dict.fromkeys(fonts.wanted(edition.language)):
        if not fonts.has(family):
            yield Finding(
                "pdf-font-missing",
                edition.issue.root,
                0,
                f"the font {family} is not installed",
                f"another stands in for it; {fonts.INSTALL}",
            )


def missing_glyphs(edition: Edition) -> Iterator[Finding]:
    """Name each character that no font of this machine can show, and the first place of it."""
    family, _ = fonts.wanted(edition.language)
    places: dict[str, Path] = {}
    # Articles first: their headlines stand in the contents too.
    for document in sorted(edition.documents, key=lambda document: document.article is None):
        place = edition.issue.root / (document.article.source if document.article else "")
        for character in set(TAGS.sub("", document.title + document.body)):
            places.setdefault(character, place)
    for character in fonts.missing(filter(_has_shape, places), family):
        yield _glyph_finding(character, places[character])


def _has_shape(character: str) -> bool:
    """Whether a character is to be seen: not a space, a direction or a variation selector."""
    return character > "\u024f" and not (
        unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Zs")
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def _glyph_finding(character: str, place: Path) -> Finding:
    name = unicodedata.name(character, "a character without a name")
    return Finding(
        "pdf-glyph-missing",
        place,
        0,
        f"no font on this machine has U+{ord(character):04X} {name} ({character})",
        "install a font that has it (fonts-hanazono for rare hanzi), or write it otherwise",
    )
