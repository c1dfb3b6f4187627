"""The typefaces of a style that lines are measured in before they are laid out."""

from __future__ import annotations

from dataclasses import dataclass

from exporter.edition.style import Style
from exporter.engine.typeface import Typeface
from exporter.languages.characters import WIDE

# Ems between the Chinese characters of a masthead: the 0.12 of the style sheets, and a little.
SPACED = 0.14


@dataclass(frozen=True)
class Typefaces:
    """Headlines, mastheads and labels are bold, as the style sheets set them."""

    text: Typeface
    headline: Typeface
    deck: Typeface
    label: Typeface
    masthead: Typeface


def typefaces(style: Style, language: str) -> Typefaces:
    """Return the typefaces that a style sets a language in."""
    fonts = style.fonts(language)
    files = tuple((family, bold, path) for (family, bold), path in style.faces.items())

    def face(families: tuple[str, ...], bold: bool = False) -> Typeface:
        return Typeface(families, language, bold, files)

    return Typefaces(
        text=face(fonts.text),
        headline=face(fonts.headline, bold=True),
        deck=face(fonts.deck),
        label=face(fonts.label, bold=True),
        masthead=face(fonts.masthead, bold=True),
    )


def masthead_ems(name: str, faces: Typefaces) -> float:
    """Return the width of a name in the masthead, in ems of its type size."""
    return faces.masthead.ems(name) + SPACED * len(WIDE.findall(name)) or 1.0
