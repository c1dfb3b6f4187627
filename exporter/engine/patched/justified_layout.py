"""A text whose glyphs get wider when it is drawn."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from weasyprint.text.ffi import TO_UNITS, ffi
from weasyprint.text.line_break import Layout

from exporter.engine.patched.spacing import SpacedLayout

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box

# From this gap on, in ems of the text, programs that extract text take a gap for a space (poppler
# from 0.1 em on): the text itself is then written beside the glyphs.
WIDE_GAP = 0.09


class JustifiedLayout(SpacedLayout):
    """A WeasyPrint layout whose glyphs get wider when it is drawn."""

    gaps: tuple[tuple[int, float], ...]
    gap_width: float
    justified_text: str
    _widened = False

    @classmethod
    def of(
        cls, layout: Layout, gaps: tuple[tuple[int, float], ...], gap_width: float
    ) -> JustifiedLayout:
        """Return a copy of ``layout`` with extra pixels after characters of its text.

        ``gaps`` maps characters to pixels; ``gap_width`` is how wide a gap is to the eye.
        """
        justified = cls.__new__(cls)
        justified.__dict__.update(layout.__dict__)
        justified.gaps = gaps
        justified.gap_width = gap_width
        justified.justified_text = layout.text
        return justified

    def set_text(self, text: str, justify: bool = False) -> None:
        """Set the text, whose glyphs have their own advances then."""
        super().set_text(text, justify)
        self._widened = False

    def get_first_line(self) -> tuple[object, int | None]:
        """Return Pango's first line, widened, and the index of the second line."""
        line, index = super().get_first_line()
        # A text cut short by an ellipsis is another text, and is not justified.
        if not self._widened and self.text == self.justified_text:
            self._widened = True
            _widen(line, self._advances())
        return line, index

    @property
    def has_wide_gaps(self) -> bool:
        """Whether the gaps are so wide that they could be taken for spaces."""
        return self.gap_width > WIDE_GAP * float(self.style["font_size"])

    def _advances(self) -> dict[int, int]:
        """Return what to add, in Pango units, by the index of the character in UTF-8 bytes.

        A PDF viewer adds up advances that are whole 1000ths of the font size, cut, not rounded.
        So the gaps are made whole 1000ths whose sum is right, and a little more for the cutting.
        """
        font_size = self.style["font_size"]
        thousandth = font_size / 1000
        advances: dict[int, int] = {}
        index = offset = done = 0
        whole = 0.0
        for gap, width in self.gaps:
            offset += len(self.text[index:gap].encode())
            index = gap
            whole += width
            wanted = round(whole / thousandth)
            more = 0.3 if wanted >= done else -0.3
            advances[offset] = round((wanted - done + more) * thousandth * TO_UNITS)
            done = wanted
        return advances


def _widen(line: Box, advances: dict[int, int]) -> None:
    """Widen the glyphs of a Pango line, by the byte index of the cluster that they belong to."""
    starts = sorted(advances)
    run = line.runs if line != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        glyph_item = run.data
        run = run.next
        first = glyph_item.item.offset - line.start_index
        end = first + glyph_item.item.length
        glyphs = glyph_item.glyphs.glyphs
        clusters = ffi.unpack(glyph_item.glyphs.log_clusters, glyph_item.glyphs.num_glyphs)
        last_glyph = {first + cluster: number for number, cluster in enumerate(clusters)}
        cluster_starts = sorted(last_glyph)
        for start in starts[bisect_left(starts, first) : bisect_left(starts, end)]:
            number = last_glyph.get(start)
            if number is None:
                # The character is part of the cluster that starts before it.
                number = last_glyph[cluster_starts[bisect_left(cluster_starts, start) - 1]]
            glyphs[number].geometry.width += advances[start]
