"""Fonts that go into the book: subsets of those given, and the style that asks for them.

The first family is that of the text, a second one that of the headlines.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exporter.edition import Edition
from exporter.errors import UsageError
from exporter.findings import Finding, Severity

TAG = re.compile("<[^<>]*>")
# Extensions of Han outside the first plane, and private characters: e-readers lack them.
RARE = re.compile("[\U00020000-\U0003ffff\ue000-\uf8ff\U000f0000-\U0010fffd]")
BOLD = 600
SUFFIXES = {".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2"}
MOST_NAMED = 10


@dataclass(frozen=True)
class Face:
    """A subset: the name of its file in the book, its bytes, and how it is asked for."""

    name: str
    data: bytes
    media_type: str
    family: str
    weight: int
    italic: bool
    characters: frozenset[int]

    @property
    def rule(self) -> str:
        """Its `@font-face` rule."""
        style = "italic" if self.italic else "normal"
        return (
            f'@font-face {{ font-family: "{self.family}"; src: url("{self.name}"); '
            f"font-weight: {self.weight}; font-style: {style}; }}\n"
        )


def characters(edition: Edition) -> set[str]:
    """Return every character that the edition's documents show."""
    found: set[str] = set()
    for document in edition.documents:
        found.update(TAG.sub("", document.body))
    found.update(edition.title, "&<>\"' …·")
    return {character for character in found if unicodedata.category(character)[0] != "C"}


def make_faces(paths: Iterable[Path], text: Iterable[str]) -> list[Face]:
    """Subset fonts to the characters of `text`; raises `UsageError` for a file that is none."""
    return [_face(path, text, number) for number, path in enumerate(paths, 1)]


def judge_fonts(paths: Iterable[Path]) -> None:
    """Refuse files that are no fonts, before any work: `UsageError`."""
    for path in paths:
        if path.suffix.lower() not in SUFFIXES:
            raise UsageError(f"{path}: is no font, use one of: {', '.join(sorted(SUFFIXES))}")
        if not path.is_file():
            raise UsageError(f"{path}: is not there, name a font file")


def _face(path: Path, text: Iterable[str], number: int) -> Face:
    from fontTools import subset
    from fontTools.ttLib import TTLibError

    options = subset.Options(
        recalc_timestamp=False, name_IDs=[1, 2, 4, 6], notdef_outline=True, hinting=False
    )
    try:
        font = subset.load_font(str(path), options, checkChecksums=0)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(sorted(text)))
        family, weight, italic = _family(font), int(font["OS/2"].usWeightClass), _is_italic(font)
        subsetter.subset(font)
        font.flavor = None
        buffer = io.BytesIO()
        subset.save_font(font, buffer, options)
    except (TTLibError, OSError, KeyError, AttributeError, ValueError, ImportError) as error:
        raise UsageError(f"{path}: is not a font that can be used ({error})") from None
    cff = "CFF " in font or "CFF2" in font
    return Face(
        f"fonts/font-{number}.{'otf' if cff else 'ttf'}",
        buffer.getvalue(),
        "font/otf" if cff else "font/ttf",
        family,
        700 if weight >= BOLD else 400,
        italic,
        frozenset(font.getBestCmap() or {}),
    )


def _family(font: Any) -> str:
    name = font["name"].getDebugName(16) or font["name"].getDebugName(1) or "Embedded"
    return re.sub(r'["\\\n<>&]', "", name).strip() or "Embedded"


def _is_italic(font: Any) -> bool:
    return bool(font["OS/2"].fsSelection & 1)


def style(faces: list[Face]) -> str:
    """Return the rules that load the faces and put them before the style's own fonts."""
    if not faces:
        return ""
    families = list(dict.fromkeys(face.family for face in faces))
    text, headlines = families[0], families[min(1, len(families) - 1)]
    rules = "".join(face.rule for face in faces)
    return (
        f'{rules}:root body, :root .body p {{ font-family: "{text}", serif; }}\n'
        f":root h1, :root h2, :root h3, :root h4, :root h5, :root h6, :root .kicker "
        f'{{ font-family: "{headlines}", sans-serif; }}\n'
    )


def rare_characters(edition: Edition, faces: list[Face]) -> Iterator[Finding]:
    """Name the characters that common readers lack and no embedded font has."""
    embedded = {code for face in faces for code in face.characters}
    for document in edition.documents:
        article = document.article
        if article is None:
            continue
        text = TAG.sub("", document.body)
        rare = sorted({each for each in RARE.findall(text) if ord(each) not in embedded})
        if rare:
            named = " ".join(f"{each} (U+{ord(each):04X})" for each in rare[:MOST_NAMED])
            yield Finding(
                "epub-rare-character",
                edition.issue.root / article.source,
                0,
                f"many e-readers can't show {named}",
                "embed a font that has them: --embed-fonts FILE",
                Severity.WARNING,
            )
