"""How wide text is in the fonts of a style, measured through Pango as WeasyPrint sets it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from exporter.engine.beside_latin import GAP, beside_latin
from exporter.languages.characters import WIDE_RANGE
from exporter.patterns import pattern

# What is measured in one piece: a character as wide as Han, a space, a word. Words that are written
# from right to left are one piece with the spaces between them, which come from their font.
RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
RUN = rf"[{WIDE_RANGE}]|[{RIGHT_TO_LEFT}][^{WIDE_RANGE}]*|\s|[^{WIDE_RANGE}{RIGHT_TO_LEFT}\s]+"
HAN = pattern("[\u3400-\u4dbf\u4e00-\u9fff]$")  # characters that nothing beside them changes
MEASURED = 1 << 16  # runs of a typeface kept in memory: some MB
UNITS = 1024  # Pango's units a pixel (PANGO_SCALE)
SIZE = 100  # pixels at which text is measured: large enough for thousandths of an em
BOLD, REGULAR = 700, 400


@dataclass(frozen=True)
class Typeface:
    """Families in the order in which they are looked for, and the language of the text.

    `files` are the fonts that a style brings: family, whether it is bold, and file.
    """

    families: tuple[str, ...]
    language: str = ""
    bold: bool = False
    files: tuple[tuple[str, bool, Path], ...] = ()

    def ems(self, text: str) -> float:
        """Return the width of a line of text in ems of its size.

        Words are measured with their kerning and ligatures, and with the gap between Latin and Han.
        Raises `MissingDependency` where Pango is not installed.
        """
        known = self._known
        if text not in known:
            if len(known) >= MEASURED:
                known.clear()
            gaps = 0 if text.isascii() else sum(1 for _ in beside_latin(text))
            known[text] = _widths(self).total(_runs(text)) + GAP * gaps
        return known[text]

    @cached_property
    def _known(self) -> dict[str, float]:
        """The widths of texts that were measured: to find them by the typeface takes longer."""
        return {}

    def __getstate__(self) -> dict[str, object]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


def _runs(text: str) -> list[str]:
    """Return the parts of a text that are measured; compiled on first use, as few EPUBs need it."""
    return re.findall(RUN, text)


class _Widths(dict[str, float]):
    """The widths in ems of the runs that were measured in a typeface."""

    def __init__(self, face: Typeface) -> None:
        super().__init__()
        self.face = face

    def total(self, runs: Sequence[str]) -> float:
        """Return the width of some runs; Han characters that are new are measured together."""
        unknown = {run for run in runs if run not in self and HAN.match(run)}
        if len(unknown) > 1:
            self.update(_measured_together(self.face, sorted(unknown)))
        return sum(map(self.__getitem__, runs))

    def __missing__(self, run: str) -> float:
        if len(self) >= MEASURED:
            self.clear()
        self[run] = width = _measured(self.face, run)
        return width


@cache
def _widths(face: Typeface) -> _Widths:
    return _Widths(face)


def _measured(face: Typeface, run: str) -> float:
    from weasyprint.text.ffi import ffi, pango

    layout, extents = _layout(face)
    data = (" " if run.isspace() and run != "\u3000" else run).encode("utf-8", "replace")
    pango.pango_layout_set_text(layout, ffi.from_buffer(data), len(data))
    line = pango.pango_layout_get_line_readonly(layout, 0)
    pango.pango_layout_line_get_extents(line, ffi.NULL, extents)
    return float(extents.width) / UNITS / SIZE


def _measured_together(face: Typeface, characters: Sequence[str]) -> dict[str, float]:
    """Return the widths of Han characters, each as wide as alone; none if any is no cluster."""
    from weasyprint.text.ffi import ffi, pango

    from exporter.engine.cluster_widths import cluster_widths

    layout, _ = _layout(face)
    data = "".join(characters).encode()
    pango.pango_layout_set_text(layout, ffi.from_buffer(data), len(data))
    found = cluster_widths(pango.pango_layout_get_line_readonly(layout, 0))
    if len(found) != len(characters):
        return {}
    widths = (found[place] / UNITS / SIZE for place in sorted(found))
    return dict(zip(characters, widths, strict=True))


@cache
def _layout(face: Typeface) -> tuple[Any, Any]:
    """Return a Pango layout that sets text in a typeface, and where it writes its extents."""
    from weasyprint.text.ffi import ffi, gobject, pango

    context = ffi.gc(
        pango.pango_font_map_create_context(_fonts(face.files).font_map), gobject.g_object_unref
    )
    pango.pango_context_set_round_glyph_positions(context, False)
    if face.language:
        language = pango.pango_language_from_string(face.language.encode())
        pango.pango_context_set_language(context, language)
    font = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    pango.pango_font_description_set_family(font, ",".join(face.families).encode())
    pango.pango_font_description_set_weight(font, BOLD if face.bold else REGULAR)
    pango.pango_font_description_set_absolute_size(font, SIZE * UNITS)
    layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_font_description(layout, font)
    pango.pango_layout_set_single_paragraph_mode(layout, True)
    return layout, ffi.new("PangoRectangle *")


@cache
def _fonts(files: tuple[tuple[str, bool, Path], ...]) -> Any:
    """Return a font configuration of WeasyPrint's with fonts of a style."""
    from weasyprint.urls import URLFetcher

    from exporter.engine.font_configuration import new_font_configuration

    fonts: Any = new_font_configuration()
    for family, bold, path in files:
        source = (("external", path.resolve().as_uri()),)
        weight = BOLD if bold else REGULAR
        face = {"font_family": family, "font_weight": weight, "src": source}
        fonts.add_font_face(face, URLFetcher())
    return fonts
