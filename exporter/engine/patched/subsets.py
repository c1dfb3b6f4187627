"""Remembers the subsets of fonts, for pictures of pages that change a little at a time.

To cut a Chinese font down to the glyphs of a page takes longer than to paint the page. Subsets
keep the numbers of glyphs, so the subset of earlier pages serves any page that shows no other
glyph. PDFs made so hold glyphs that they do not show: they are to be looked at, not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from weasyprint.pdf import fonts

from exporter.engine.patched.patches import Patches


@dataclass(frozen=True)
class _Subset:
    glyphs: Mapping[int, str]
    data: bytes


_known: dict[object, _Subset] = {}


def install(patches: Patches) -> None:
    """Replace the function that cuts a font down to what is used of it."""
    patches.method(fonts.Font, "clean", _remembering(fonts.Font.clean))


def _remembering(clean: Callable[..., None]) -> Callable[..., None]:
    def reuse(font: fonts.Font, to_unicode: Mapping[int, str], hinting: bool) -> None:
        # What else decides: the face, the axes of a variable font, whether glyphs are missing.
        axes = (font.font_size, *sorted(font.variations.items())) if "fvar" in font.tables else ()
        key = font.hash, font.weight, font.style, axes, bool(font.missing), hinting
        known = _known.get(key)
        if not to_unicode:  # all of the font is wanted
            clean(font, to_unicode, hinting)
        elif known and to_unicode.keys() <= known.glyphs.keys():
            font.file_content = known.data
        else:
            glyphs = {**(known.glyphs if known else {}), **to_unicode}
            clean(font, glyphs, hinting)
            _known[key] = _Subset(glyphs, font.file_content)

    return reuse
