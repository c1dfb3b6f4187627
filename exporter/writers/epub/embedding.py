"""Embedded fonts: subsets of the given files, and the rules that use them.

The first family is that of the text, a second one that of the headlines.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.edition import Edition
from exporter.errors import UsageError
from exporter.findings import Finding
from exporter.languages.tags import script
from exporter.patterns import pattern

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

# Extensions of Han outside the first plane, and private characters: e-readers lack them.
RARE = pattern("[\U00020000-\U0003ffff\ue000-\uf8ff\U000f0000-\U0010fffd]")
REGULAR, BOLD, BOLD_FROM = 400, 700, 600
COLLECTIONS = {".ttc", ".otc"}
SUFFIXES = COLLECTIONS | {".ttf", ".otf", ".woff", ".woff2"}
# How families call the regions that they draw Han for.
REGIONS = {"zh-hans": "SC", "zh-hant": "TC", "ja": "JP", "ko": "KR"}
# OpenType 1.9.1, OS/2, fsType.
RESTRICTED, NO_SUBSETTING, BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
MOST_NAMED = 10

# Its warnings about slightly wrong fonts do not help users.
logging.getLogger("fontTools").addHandler(logging.NullHandler())


@dataclass(frozen=True)
class Face:
    """A subset: its file name in the book, its bytes, and its family, weight and style."""

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
    """Return all characters in the edition's documents."""
    found: set[str] = set()
    for document in edition.documents:
        found.update(document.text)
    found.update(edition.title, "&<>\"' …·")
    return {character for character in found if unicodedata.category(character)[0] != "C"}


def make_faces(paths: Iterable[Path], text: Iterable[str], language: str) -> list[Face]:
    """Subset fonts to the characters of `text`; a font without any of them is left out.

    Of a collection the font made for `language` is taken; a variable font gives regular and
    bold, as few e-readers support variable fonts. Raises `UsageError` if a file is not a font,
    or one whose licence forbids embedding or subsetting (OpenType, OS/2 fsType).
    """
    faces: list[Face] = []
    for path in paths:
        try:
            for font in _cut(path, text, language):
                faces.append(_face(font, len(faces) + 1))
        except UsageError:
            raise
        except Exception as error:  # fontTools raises whatever a broken table runs into
            reason = str(error) or type(error).__name__
            raise UsageError(f"{path}: can't be used as a font ({reason})") from None
    return faces


def judge_fonts(paths: Iterable[Path]) -> None:
    """Raise `UsageError` for files that are not fonts, before any work."""
    for path in paths:
        if path.suffix.lower() not in SUFFIXES:
            raise UsageError(
                f"{path}: is not a font file, use one of: {', '.join(sorted(SUFFIXES))}"
            )
        if not path.is_file():
            raise UsageError(f"{path}: does not exist, name a font file")


def _cut(path: Path, text: Iterable[str], language: str) -> Iterator[TTFont]:
    """Yield a font subset to `text`, once per weight; nothing if it has none of the characters."""
    from fontTools import subset

    options = subset.Options(
        recalc_timestamp=False, name_IDs=[1, 2, 4, 6, 16], notdef_outline=True, hinting=False
    )
    options.font_number = _number(path, language)
    font = subset.load_font(str(path), options, checkChecksums=0)
    _judge_licence(path, font["OS/2"].fsType)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(text)))
    subsetter.subset(font)
    font.flavor = None
    if font.getBestCmap():
        yield from _weights(font) if "fvar" in font else (font,)


def _number(path: Path, language: str) -> int:
    """Return the index of the font for a language in a collection."""
    from fontTools.ttLib import TTCollection

    if path.suffix.lower() not in COLLECTIONS:
        return -1
    wanted = REGIONS.get(script(language), "")
    with TTCollection(str(path), lazy=True) as collection:
        names = [_family(font).split() for font in collection.fonts]
    return next((number for number, name in enumerate(names) if wanted in name), 0)


def _judge_licence(path: Path, permission: int) -> None:
    if permission & RESTRICTED:
        raise UsageError(f"{path}: its licence forbids embedding, use a font that allows it")
    if permission & (NO_SUBSETTING | BITMAPS_ONLY):
        raise UsageError(f"{path}: its licence forbids subsetting, use a font that allows it")


def _weights(font: TTFont) -> Iterator[TTFont]:
    """Yield static instances of a variable font: regular and, if possible, bold."""
    from fontTools.varLib.instancer import instantiateVariableFont

    axes = {axis.axisTag: axis for axis in font["fvar"].axes}
    weight = axes.get("wght")
    wanted = (REGULAR, BOLD) if weight else (REGULAR,)
    for value in dict.fromkeys(
        min(max(each, weight.minValue), weight.maxValue) if weight else each for each in wanted
    ):
        place = {tag: value if tag == "wght" else axis.defaultValue for tag, axis in axes.items()}
        made = instantiateVariableFont(font, place, downgradeCFF2="CFF2" in font)
        if weight:
            made["OS/2"].usWeightClass = round(value)
        yield made


def _face(font: TTFont, number: int) -> Face:
    buffer = io.BytesIO()
    font.save(buffer)
    cff = "CFF " in font or "CFF2" in font
    return Face(
        f"fonts/font-{number}.{'otf' if cff else 'ttf'}",
        buffer.getvalue(),
        "font/otf" if cff else "font/ttf",
        _family(font),
        BOLD if font["OS/2"].usWeightClass >= BOLD_FROM else REGULAR,
        _is_italic(font),
        frozenset(font.getBestCmap()),
    )


def _family(font: TTFont) -> str:
    name = font["name"].getDebugName(16) or font["name"].getDebugName(1) or "Embedded"
    return re.sub(r'["\\\n<>&]', "", name).strip() or "Embedded"


def _is_italic(font: TTFont) -> bool:
    return bool(font["OS/2"].fsSelection & 1)


def style(faces: list[Face]) -> str:
    """Return the rules that load the faces; they come after the style and override its fonts."""
    if not faces:
        return ""
    families = list(dict.fromkeys(face.family for face in faces))
    text, headlines = families[0], families[min(1, len(families) - 1)]
    rules = "".join(face.rule for face in faces)
    tags = ", ".join(f":root:root h{level}" for level in range(1, 7))
    return (
        f'\n{rules}:root:root body, :root:root .body p {{ font-family: "{text}", serif; }}\n'
        f'{tags}, :root:root .kicker {{ font-family: "{headlines}", sans-serif; }}\n'
    )


def rare_characters(edition: Edition, faces: list[Face]) -> Iterator[Finding]:
    """Report characters that common readers lack and no embedded font has."""
    embedded = {code for face in faces for code in face.characters}
    for document in edition.article_documents:
        # Most bodies have none even in their markup, and need not be parsed.
        text = document.text if RARE.search(document.body) else ""
        rare = sorted({each for each in RARE.findall(text) if ord(each) not in embedded})
        if rare:
            named = " ".join(f"{each} (U+{ord(each):04X})" for each in rare[:MOST_NAMED])
            yield Finding(
                "epub-rare-character",
                edition.issue.root / document.article.source,
                0,
                f"many e-readers can't show {named}",
                "embed a font that has them: --embed-fonts FILE",
            )
