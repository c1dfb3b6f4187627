"""Fonts and characters that a PDF needs and this machine lacks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from itertools import chain
from pathlib import Path

from fontTools.unicodedata import script as unicode_script
from fontTools.unicodedata import script_name

from exporter import fonts
from exporter.edition import ArticleDocument, Edition
from exporter.edition.documents import DocumentKind
from exporter.findings import Finding

FEW = 3  # characters of a script that are still named one by one
SHOWN = 8  # characters of a script that are shown where there are more, the most used first
SIGNS = "signs and emoji"
# Debian's packages of fonts, by the script that they bring.
CJK = "fonts-noto-cjk fonts-hanazono"
PACKAGES = {
    **dict.fromkeys(("Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"), CJK),
    SIGNS: f"{fonts.EMOJI_PACKAGE} fonts-noto-color-emoji",
}
OTHER_PACKAGES = "fonts-noto-core fonts-noto-extra"
WIDE = re.compile("[\u3000-\u303f\ufe30-\ufe4f\uff00-\uffef]")


def missing_fonts(edition: Edition) -> Iterator[Finding]:
    """Warn of a family that the style names and this machine lacks."""
    style = edition.style
    own = {family for family, _ in style.faces}
    for family, path, line in style.named_fonts(edition.language):
        if family.lower() not in own and not fonts.has(family):
            yield Finding(
                "pdf-font-missing",
                path,
                line,
                f"the font {family} is not installed",
                _install(family),
            )


def _install(family: str) -> str:
    advice = fonts.advice(family) or "install it, or put it into the style with @font-face"
    return f"another is used instead; {advice}"


def missing_glyphs(edition: Edition) -> Iterator[Finding]:
    """Name the characters that no font of this machine can show, by script, and where they are.

    A few are named one by one; those of a script whose font is missing are one finding.
    """
    family, _ = edition.style.families(edition.language)
    # Markup is not shown: to parse all documents takes long, and there is rarely such a character.
    written = {*chain.from_iterable(unescape(each.title + each.body) for each in edition.documents)}
    absent = {*fonts.missing(filter(_has_shape, written), family)}
    places: dict[str, list[Path]] = {}
    # Articles first: their headlines are in the contents too.
    for document in sorted(
        edition.documents if absent else (), key=lambda each: each.kind is not DocumentKind.ARTICLE
    ):
        place = edition.issue.origin
        if isinstance(document, ArticleDocument):
            place = edition.issue.root / document.article.source
        for character in absent.intersection(document.title + document.text):
            places.setdefault(character, []).append(place)
    scripts: dict[str, list[str]] = {}
    for character in sorted(places):
        scripts.setdefault(_script(character), []).append(character)
    for script, characters in scripts.items():
        if len(characters) <= FEW:
            yield from (_one(each, script, places[each][0]) for each in characters)
        else:
            yield _many(characters, script, family, places)


def _script(character: str) -> str:
    """Return the name of a character's script, of which signs and emoji have none (UAX 24).

    The marks and the full-width forms of Chinese and Japanese come with fonts for Han.
    """
    if WIDE.match(character):
        return "Han"
    code = unicode_script(character)
    return SIGNS if code in ("Zyyy", "Zinh") else str(script_name(code))


def _has_shape(character: str) -> bool:
    """Whether a character is to be seen: not a space, a direction or a variation selector."""
    return character > "\u024f" and not (
        unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Zs")
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def _one(character: str, script: str, place: Path) -> Finding:
    name = unicodedata.name(character, "a character without a name")
    message = f"no font on this machine has U+{ord(character):04X} {name} ({character})"
    return _finding(place, message, f"{_advice(script)}, or use another character")


def _many(
    characters: list[str], script: str, family: str, places: dict[str, list[Path]]
) -> Finding:
    found = dict.fromkeys(place for character in characters for place in places[character])
    shown = "".join(sorted(characters, key=lambda each: -len(places[each]))[:SHOWN])
    others = f" and {len(found) - 1} more" if len(found) > 1 else ""
    place = next(iter(found))
    kind = SIGNS if script == SIGNS else f"characters of the script {script}"
    absent = "" if fonts.has(family) else f"; {family}, the font of the style, is not installed"
    message = f"no font on this machine has {len(characters):,} {kind}, such as {shown}"
    return _finding(place, f"{message}, in this file{others}{absent}", _advice(script))


def _advice(script: str) -> str:
    return f"install a font that has it: apt-get install {PACKAGES.get(script, OTHER_PACKAGES)}"


def _finding(place: Path, message: str, advice: str) -> Finding:
    return Finding("pdf-glyph-missing", place, 0, message, advice)
