"""Puts a little room between Han characters and the Latin letters and numbers beside them.

WeasyPrint has no ``text-autospace`` (CSS Text 4 §5.1). CLREQ §3.2.4 (中西文混排) asks for a gap of
a quarter em or less. The gap is letter spacing of the Han character, so Pango includes it
when it measures and breaks lines, and drops it at the ends of a line. Pango shares letter
spacing between both sides of a character; here all of it goes to the side of the Latin.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from exporter.engine.beside_latin import GAP, characters
from exporter.engine.patched.patches import Patches

if TYPE_CHECKING:
    from weasyprint.css import ComputedStyle
    from weasyprint.formatting_structure.boxes import Box

SEPARATOR = "\u2029".encode()  # of texts that share a layout
PROCESS = ("_ready", "_number")  # what a layout has that stays in its process

Beside = dict[int, tuple[bool, bool]]


class SpacedLayout(Layout):  # type: ignore[misc]
    """A WeasyPrint layout with gaps between Han characters and Latin.

    ``beside`` has the characters with gaps by their index in UTF-8 bytes, and tells whether Latin
    is before them and after them.
    """

    beside: Beside
    _is_one_sided = False
    # The layout that the first to draw the text takes, shared with copies; the others make theirs.
    _ready: list[tuple[ffi.CData, ffi.CData]] | tuple[()] = ()
    # Which line of its Pango layout the text is; none if it is all of it.
    _number: int | None = None

    @property
    def gap(self) -> int:
        """Width of a gap in Pango units, an even number: Pango halves it."""
        return 2 * round(GAP * float(self.style["font_size"]) * float(TO_UNITS) / 2)

    def keep(self) -> None:
        """Let go of all but the layout, for `reactivate`."""
        self._ready = [(self.layout, self.language)]
        self.deactivate()

    def reactivate(self, style: ComputedStyle) -> None:
        """Give the text a layout to be drawn."""
        if not self._ready:
            super().reactivate(style)
            return
        self.style, (self.layout, self.language) = style, self._ready.pop()

    def __getstate__(self) -> dict[str, object]:
        """Leave what is Pango's to this process."""
        return {name: each for name, each in vars(self).items() if name not in PROCESS}

    def set_text(self, text: str, justify: bool = False) -> None:
        """Set the text and the gaps in it."""
        self._number = None
        super().set_text(text, justify)
        earlier = self.__dict__.get("beside")
        self.beside = {} if text.isascii() else dict(self._characters())
        self._is_one_sided = False
        if earlier or self.beside:
            self._letter_space()

    def get_first_line(self) -> tuple[ffi.CData, int | None]:
        """Return Pango's first line, its gaps beside the Latin, and the index of the second."""
        if self._number is None:
            line, index = super().get_first_line()
        else:
            line, index = pango.pango_layout_get_line_readonly(self.layout, self._number), None
        if self.beside and not self._is_one_sided:
            self._is_one_sided = True
            shift(line, self.beside, self.gap)
        return line, index

    def own_line(self) -> ffi.CData:
        """Return the line to draw, of a text that is one."""
        if self._number is None:
            pango.pango_layout_set_single_paragraph_mode(self.layout, True)
        return self.get_first_line()[0]

    def line_of(self, number: int, line: ffi.CData, text: str, gaps: Beside) -> SpacedLayout:
        """Return the layout of a line of this one, with the gaps in its text, to be drawn."""
        made: SpacedLayout = object.__new__(SpacedLayout)
        made.__dict__.update(vars(self))
        made.text, made.beside, made._number = text, gaps, number
        made.first_line_direction = line.resolved_dir
        if gaps:
            made._is_one_sided = True
            shift(line, gaps, self.gap)
        made.keep()
        return made

    def leave(self) -> None:
        """Take a Pango layout of its own, if it shares one with other lines."""
        if self._number is not None:
            super().reactivate(self.style)

    def _characters(self) -> Iterator[tuple[int, tuple[bool, bool]]]:
        style = self.style
        if style["letter_spacing"] != "normal" or style["word_spacing"]:
            return
        done = offset = 0
        for index, before, after in characters(self.text):
            offset += len(self.text[done:index].encode())
            done = index
            yield offset, (before, after)

    def _letter_space(self) -> None:
        """Give the characters their letter spacing, instead of what an earlier text had."""
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        for start, end, units in self._spacings():
            attribute = pango.pango_attr_letter_spacing_new(units)
            attribute.start_index, attribute.end_index = start, end
            pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(self.layout, attributes)

    def _spacings(self) -> Iterator[tuple[int, int, int]]:
        """Yield start and end in bytes and letter spacing of the whole text, then of characters.

        Pango takes away half of a spacing at the ends of a line, and so at those of a text: part of
        a paragraph must break where the whole did. An attribute of letter spacing, even of none,
        takes the ligatures of a text away: others in the same layout keep theirs.
        """
        text = self.text.encode()
        start, parts = 0, text.split(SEPARATOR)
        for part in parts:
            end = start + len(part)
            own = [place for place in self.beside if start <= place < end]
            if own or len(parts) == 1:
                yield start, end, 0
                yield from self._gaps(text, own, start)
            start = end + len(SEPARATOR)

    def _gaps(
        self, text: bytes, places: list[int], last_end: int
    ) -> Iterator[tuple[int, int, int]]:
        """Yield the letter spacing of characters of a text that begins somewhere.

        Neighbours get spacings that differ a little, or Pango would put them into one run.
        """
        gap, odd = self.gap, 0
        for start in places:
            end = _character_end(text, start)
            odd = 2 - odd if start == last_end else 0
            yield start, end, gap * sum(self.beside[start]) + odd
            last_end = end


def set_text(box: Box, width: float) -> None:
    """Lay out the text of a box that is whole on a line, as `split_text_box` does."""
    style = box.style
    layout = line_break.Layout(style, box.justification_spacing, width)
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # as it is drawn
    layout.set_text(box.text)
    line, _ = layout.get_first_line()
    box.text, box.pango_layout = layout.text, layout
    box.width, box.height = line_break.line_size(line, style)
    box.margin_top = box.margin_bottom = (line_break.strut(style)[0] - box.height) / 2
    box.baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS + box.margin_top
    if isinstance(layout, SpacedLayout):
        layout.keep()
    else:  # layouts have no gaps while that feature is off: it is made again to be drawn
        layout.deactivate()


def install(patches: Patches) -> None:
    """Replace WeasyPrint's layouts by layouts with gaps."""
    patches.function(Layout, SpacedLayout)


def _character_end(text: bytes, start: int) -> int:
    end = start + 1
    while end < len(text) and text[end] & 0xC0 == 0x80:
        end += 1
    return end


def shift(line: ffi.CData, beside: dict[int, tuple[bool, bool]], gap: int) -> None:
    """Move the gaps of a Pango line to the sides where Latin is.

    Inside the line, a character with a gap on one side has half of it on both.
    """
    for glyph_item in _runs(line)[1:-1]:
        before, after = beside.get(glyph_item.item.offset - line.start_index, (False, False))
        glyphs = glyph_item.glyphs
        shift = (before - after) * gap // 2
        glyphs.glyphs[0].geometry.x_offset += shift
        glyphs.glyphs[0].geometry.width += shift
        glyphs.glyphs[glyphs.num_glyphs - 1].geometry.width -= shift


def _runs(line: Box) -> list[Box]:
    """Return the runs of a Pango line, from left to right."""
    found = []
    run = line.runs if line != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        found.append(run.data)
        run = run.next
    return found
