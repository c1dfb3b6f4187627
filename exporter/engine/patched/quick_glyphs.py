"""The glyphs of a line as operators of a PDF, written from all of them at once.

WeasyPrint goes through the glyphs one by one. Glyphs that are pictures, that are missing, or that
stand above or below the baseline are left to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango

from exporter.engine.patched.faces import declare

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.matrix import Matrix
    from weasyprint.pdf.stream import Stream

EMPTY = 0x0FFFFFFF  # Pango's number for a glyph that takes no ink; missing ones have numbers above
FIXED = 14802  # the version of Pango since which the size of a font is told right


def quick(draw_first_line: Callable[..., list[object]]) -> Callable[..., list[object]]:
    """Return ``draw_first_line`` that writes plain glyphs at once."""

    def draw(
        stream: Stream, textbox: Box, text_overflow: str, block_ellipsis: object, matrix: Matrix
    ) -> list[object]:
        is_whole = text_overflow != "ellipsis" and block_ellipsis == "none"
        if is_whole and _draw(stream, textbox, matrix):
            return []
        textbox.pango_layout.leave()
        return draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)

    return draw


def _draw(stream: Stream, textbox: Box, matrix: Matrix) -> bool:
    """Write the glyphs of a text; false, with nothing written, if they are not plain."""
    layout = textbox.pango_layout
    if not textbox.text.strip() or textbox.style["font_size"] < 1e-6:
        return False
    line = layout.own_line()
    runs = [*_runs(stream, line)]
    if not all(run.is_plain() for run in runs):
        return False
    stream.set_text_matrix(*matrix.values)
    font, shown = None, ""
    for run in runs:
        if run.face is not font:
            if shown:
                stream.show_text(shown)
            font, shown = run.face, ""
            stream.set_font_size(font.font.hash, font.size)
        if not font.known.issuperset(run.numbers):
            font.learn(stream, run, layout.text.encode())
        shown += run.shown()
    stream.show_text(shown)
    return True


class _Face:
    """A font at a size, with what is known of its glyphs."""

    def __init__(self, stream: Stream, pango_font: ffi.CData) -> None:
        declare()
        # Held: another font could get its address.
        self.pango_font = ffi.gc(gobject.g_object_ref(pango_font), gobject.g_object_unref)
        self.font, self.size = stream.add_font(pango_font)
        self.known = {EMPTY}
        self.advances = _Thousandths(self.size)
        font = self.font
        is_picture = font.bitmap or font.png or font.svg or font.colr
        self.is_plain = not is_picture and pango.pango_version() >= FIXED

    def learn(self, stream: Stream, run: _Run, text: bytes) -> None:
        """Note the advances of glyphs, and the characters that they stand for in a text."""
        known, widths, meant = self.known, self.font.widths, self.font.to_unicode
        ink, logical = stream.ink_rect, stream.logical_rect
        for number, characters in zip(run.numbers, run.characters(text), strict=True):
            if number in known:
                continue
            known.add(number)
            meant.setdefault(number, characters)
            if number not in widths:
                pango.pango_font_get_glyph_extents(self.pango_font, number, ink, logical)
                widths[number] = round(logical.width * 1000 * FROM_UNITS / self.size)


class _Thousandths(dict[int, float]):
    """Advances in thousandths of a font's size, by Pango units, rounded as WeasyPrint does."""

    def __init__(self, size: float) -> None:
        self._size = size

    def __missing__(self, units: int) -> float:
        self[units] = found = units * 1000 * float(FROM_UNITS) / self._size
        return found


class _Codes(dict[int, str]):
    """Glyphs as `TJ` shows them, by their numbers."""

    def __missing__(self, number: int) -> str:
        self[number] = code = f"{number:04x}"
        return code


_codes = _Codes()


class _Run(NamedTuple):
    """Glyphs of one font: `start` is the byte of the text that the first belongs to."""

    face: _Face
    start: int
    length: int
    is_forward: bool
    numbers: Sequence[int]
    advances: Sequence[int]
    offsets: Sequence[int]
    rises: Sequence[int]
    glyphs: ffi.CData

    def is_plain(self) -> bool:
        """Whether all glyphs stand on the baseline and are drawn from outlines."""
        return (
            self.is_forward
            and self.face.is_plain
            and not any(self.rises)
            and min(self.numbers) >= 0
            and max(self.numbers) <= EMPTY
        )

    def shown(self) -> str:
        """Return what `TJ` shows of the glyphs."""
        widths, scaled, codes = self.face.font.widths, self.face.advances, _codes
        if any(self.offsets) or EMPTY in self.numbers:
            shown = "<" + "".join(self._pieces())
        else:
            pieces = [
                f"{codes[number]}>{int(kerning)}<"
                if (kerning := widths[number] - scaled[advance])
                else codes[number]
                for number, advance in zip(self.numbers, self.advances, strict=True)
            ]
            shown = "<" + "".join(pieces)
        return shown[:-1] if shown[-1] == "<" else shown + ">"

    def _pieces(self) -> Iterator[str]:
        widths, size = self.face.font.widths, self.face.size
        for number, advance, offset in zip(self.numbers, self.advances, self.offsets, strict=True):
            if number == EMPTY:
                yield f">{-advance / size}<"
                continue
            before = offset / size
            # In this order, as WeasyPrint adds: rounding shows.
            kerning = widths[number] + before - self.face.advances[advance]
            moved = f">{-before}<" if before else ""
            yield f"{moved}{_codes[number]}" + (f">{int(kerning)}<" if kerning else "")

    def characters(self, text: bytes) -> Sequence[str]:
        """Return what of a text each glyph stands for."""
        own, count = text[self.start : self.start + self.length], len(self.numbers)
        whole, clusters = own.decode(), ffi.unpack(self.glyphs.log_clusters, count)
        if len(whole) == count == len(set(clusters)):
            return whole
        return [own[start:end].decode() for start, end in pairwise((*clusters, self.length))]


def _runs(stream: Stream, line: ffi.CData) -> Iterator[_Run]:
    """Yield the runs of a Pango line."""
    first, run, fields = line.start_index, line.runs, numbers_in("PangoGlyphInfo")
    faces: dict[ffi.CData, _Face] = vars(stream).setdefault("faces", {})
    while run != ffi.NULL:
        found = run.data
        run = run.next
        item, glyphs = found.item, found.glyphs
        analysis = item.analysis
        face = faces.get(analysis.font)
        if face is None:
            face = faces[analysis.font] = _Face(stream, analysis.font)
        values = ffi.unpack(ffi.cast("int32_t *", glyphs.glyphs), fields * glyphs.num_glyphs)
        numbers, advances, offsets, rises = (values[part::fields] for part in range(4))
        start, is_forward = item.offset - first, not analysis.level % 2
        parts = numbers, advances, offsets, rises
        yield _Run(face, start, item.length, is_forward, *parts, glyphs)


@cache
def numbers_in(name: str) -> int:
    """Return how many numbers of 32 bits a structure of Pango takes."""
    return int(ffi.sizeof(name) // ffi.sizeof("int32_t"))
