"""Puts a little room between Han characters and the Latin letters and numbers beside them.

WeasyPrint has no ``text-autospace`` (CSS Text 4 §5.1). CLREQ §3.2.4 (中西文混排) asks for a gap of a
quarter em or less. It is put in as letter spacing of the Han character, so Pango counts it where it
measures and breaks lines, and takes it away at the ends of a line. Pango shares letter spacing
between both sides of a character; here all of it goes to the side of the Latin.
"""

import re
from collections.abc import Iterator
from typing import Any

from weasyprint.text.ffi import TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from .patches import Patches

# In ems of the text. From a tenth of an em on, programs that extract text see a space.
GAP = 0.08

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LATIN = "A-Za-z0-9\u00c0-\u024f\u0370-\u04ff"
SIGNS = "%‰°"  # end a number
# Characters without width that may stand between.
BETWEEN = "\u00ad\u200b\u2060\ufeff"
BESIDE = re.compile(f"(?<=[{LATIN}{SIGNS}])[{BETWEEN}]*[{HAN}]|[{HAN}](?=[{BETWEEN}]*[{LATIN}])")
BEFORE = re.compile(f"[{LATIN}{SIGNS}][{BETWEEN}]*$")
AFTER = re.compile(f"[{BETWEEN}]*[{LATIN}]")


def install(patches: Patches) -> None:
    """Replace the setting of a text, and the reading of its first line, in WeasyPrint's layouts."""
    patches.method(Layout, "set_text", _spacing_out(Layout.set_text))
    patches.method(Layout, "get_first_line", _one_sided(Layout.get_first_line))


def _spacing_out(set_text: Any) -> Any:
    """Return ``set_text`` that spaces Han characters beside Latin."""

    def set_and_space(self: Any, text: str, justify: bool = False) -> None:
        set_text(self, text, justify)
        beside = getattr(self, "beside_latin", None)
        self.beside_latin = {} if text.isascii() else dict(_spaced_characters(self))
        self.is_one_sided = False
        if beside or self.beside_latin:
            _letter_space(self)

    return set_and_space


def beside_latin(text: str) -> Iterator[int]:
    """Yield the indexes of the characters of a text that have a gap beside Latin after them."""
    for index, before, after in _characters(text):
        if before:
            yield len(text[:index].rstrip(BETWEEN)) - 1
        if after:
            yield index


def _characters(text: str) -> Iterator[tuple[int, bool, bool]]:
    """Yield the Han characters beside Latin: index; whether Latin is before; whether after."""
    for match in BESIDE.finditer(text):
        index = match.end() - 1
        before = bool(BEFORE.search(text, max(0, index - 9), index))
        yield index, before, bool(AFTER.match(text, index + 1))


def _spaced_characters(layout: Any) -> Iterator[tuple[int, tuple[bool, bool]]]:
    """Yield the Han characters beside Latin: index in UTF-8 bytes; Latin before, Latin after."""
    style = layout.style
    if style["letter_spacing"] != "normal" or style["word_spacing"]:
        return
    done = offset = 0
    for index, before, after in _characters(layout.text):
        offset += len(layout.text[done:index].encode())
        done = index
        yield offset, (before, after)


def _letter_space(layout: Any) -> None:
    """Give the characters their letter spacing, in the place of what an earlier text had."""
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for start, end, units in _spacings(layout):
        attribute = pango.pango_attr_letter_spacing_new(units)
        attribute.start_index, attribute.end_index = start, end
        pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)


def _spacings(layout: Any) -> Iterator[tuple[int, int, int]]:
    """Yield start and end in bytes and letter spacing of the whole text, then of characters.

    Pango takes away half of a spacing at the ends of a text: what has a gap there gets twice as
    much. Neighbours get spacings that differ a little, or Pango would put them into one run.
    """
    text = layout.text.encode()
    gap = gap_units(layout)
    yield 0, len(text), 0
    last_end = odd = 0
    for start, sides in layout.beside_latin.items():
        end = _character_end(text, start)
        odd = 2 - odd if start == last_end else 0
        yield start, end, gap * (2 if start == 0 or end == len(text) else sum(sides)) + odd
        last_end = end


def gap_units(layout: Any) -> int:
    """Return the gap beside one Han character in Pango units: an even number, to be halved."""
    return 2 * round(GAP * layout.style["font_size"] * TO_UNITS / 2)


def _character_end(text: bytes, start: int) -> int:
    end = start + 1
    while end < len(text) and text[end] & 0xC0 == 0x80:
        end += 1
    return end


def _one_sided(get_first_line: Any) -> Any:
    """Return ``get_first_line`` whose gaps are all on the side of the Latin."""

    def line_and_index(self: Any) -> tuple[Any, int | None]:
        line, index = get_first_line(self)
        beside = getattr(self, "beside_latin", None)
        if beside and not self.is_one_sided and line != ffi.NULL:
            self.is_one_sided = True
            _shift(line, beside, gap_units(self))
        return line, index

    return line_and_index


def _shift(line: Any, beside: dict[int, tuple[bool, bool]], gap: int) -> None:
    """Move the gaps of a Pango line to the sides where Latin is.

    Inside the line, a character with a gap on one side has half of it on both.
    """
    run = line.runs.next if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL and run.next != ffi.NULL:
        before, after = beside.get(run.data.item.offset, (False, False))
        glyphs = run.data.glyphs
        shift = (before - after) * gap // 2
        glyphs.glyphs[0].geometry.x_offset += shift
        glyphs.glyphs[0].geometry.width += shift
        glyphs.glyphs[glyphs.num_glyphs - 1].geometry.width -= shift
        run = run.next
