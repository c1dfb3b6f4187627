"""Makes justified lines of Chinese and Japanese flush on both sides.

WeasyPrint stretches nothing but spaces, so lines without spaces stay ragged. Here the room that
is left over is shared equally by the gaps of the line (see JLREQ §3.8 on adding space): between
Han characters, kana and full-width marks; where they meet Latin letters or numbers; and at
spaces. Nothing is put inside a Latin word, a number, `——` or `……`, nor after the last character.
Lines without Han or kana, and lines with boxes from right to left, are left to WeasyPrint.

Text is measured and broken by WeasyPrint as before. Only the advances of glyphs are widened, when
a text is drawn: so fonts, kerning and contextual spacing are those of the text as it was measured.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.ffi import TO_UNITS, ffi
from weasyprint.text.line_break import Layout

from .patches import Patches

# A gap wider than this, in ems of the line, looks like a hole: the line is left ragged instead.
WIDEST_GAP = 0.5

# From this gap on, in ems of the text, programs that extract text take a gap for a space (poppler
# from 0.1 em on): the text is then given to them in so many words.
WIDE_GAP = 0.09

# Han, kana, bopomofo and their marks, full-width forms.
IDEOGRAPHIC = (
    "\u2e80-\u2fdf\u2ff0-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uffef\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
SPACES = " \u00a0"
# Characters without width belong to the character before them.
ATTACHED = (
    "\u00ad\u0300-\u036f\u200b-\u200d\u2060\u3099\u309a\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
# Stands in a line's text for a box that is not text; such boxes behave like Han characters.
OBJECT = "\ufffc"

HAS_IDEOGRAPH = re.compile(f"[{IDEOGRAPHIC}]")
# One match for each character that is followed by a gap.
GAP = re.compile(
    f"[{SPACES}]"
    f"|(?![{ATTACHED}])[{IDEOGRAPHIC}{OBJECT}](?=[{ATTACHED}]*[^{SPACES}{ATTACHED}])"
    f"|[^{SPACES}{ATTACHED}{IDEOGRAPHIC}{OBJECT}](?=[{ATTACHED}]*"
    f"(?![{ATTACHED}])[{IDEOGRAPHIC}{OBJECT}])"
)
# Indents made of spaces stay as wide as they are.
INDENT = re.compile(f"[{SPACES}\u3000]*")
# Characters that are not drawn, and so are not part of a text that is read from a page.
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


class JustifiedLayout(Layout):  # type: ignore[misc]
    """A WeasyPrint layout whose glyphs get wider when it is drawn."""

    gaps: tuple[int, ...]
    gap_width: float
    justified_text: str
    _widened = False

    @classmethod
    def of(cls, layout: Any, gaps: tuple[int, ...], gap_width: float) -> "JustifiedLayout":
        """Return a copy of ``layout`` with ``gap_width`` pixels after the characters ``gaps``."""
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

    def get_first_line(self) -> tuple[Any, int | None]:
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
        So the gaps are made whole 1000ths whose sum is right, plus a little for the cutting.
        """
        font_size = self.style["font_size"]
        thousandth = font_size / 1000
        advances: dict[int, int] = {}
        index = offset = done = 0
        for number, gap in enumerate(self.gaps, start=1):
            offset += len(self.text[index:gap].encode())
            index = gap
            wanted = round(number * self.gap_width / thousandth)
            advances[offset] = round((wanted - done + 0.3) * thousandth * TO_UNITS)
            done = wanted
        return advances


def _widen(line: Any, advances: dict[int, int]) -> None:
    """Widen the glyphs of a Pango line, by the byte index of the cluster that they belong to."""
    starts = sorted(advances)
    run = line.runs if line != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        glyph_item = run.data
        run = run.next
        first = glyph_item.item.offset
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


def install(patches: Patches) -> None:
    """Replace WeasyPrint's justification of a line, and the drawing of a text."""
    patches.function(inline.justify_line, _justifying(inline.justify_line))
    patches.function(draw_text.draw_first_line, _spelling_out(draw_text.draw_first_line))


def _spelling_out(draw_first_line: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``draw_first_line`` with the text itself beside glyphs that stand far apart.

    It is an ``ActualText`` (ISO 32000-2 §14.9.4), which programs that extract text follow.
    """

    def draw(stream: Any, textbox: Any, *arguments: Any) -> Any:
        layout = textbox.pango_layout
        if not isinstance(layout, JustifiedLayout) or not layout.has_wide_gaps:
            return draw_first_line(stream, textbox, *arguments)
        text = INVISIBLE.sub("", layout.text).encode("utf-16-be").hex()
        stream.stream.append(f"/Span <</ActualText <feff{text}>>> BDC".encode())
        emojis = draw_first_line(stream, textbox, *arguments)
        stream.stream.append(b"EMC")
        return emojis

    return draw


def _justifying(justify_line: Callable[..., None]) -> Callable[..., None]:
    """Return ``justify_line`` for all lines, the original for lines without Han and kana."""

    def justify(context: Any, line: Any, extra_width: float) -> None:
        parts = list(_parts(line))
        text = "".join(OBJECT if part is None else part.text for part in parts)
        if not HAS_IDEOGRAPH.search(text) or not _is_left_to_right(line):
            justify_line(context, line, extra_width)
            return
        gaps = find_gaps(text)
        if gaps and extra_width <= WIDEST_GAP * line.style["font_size"] * len(gaps):
            _Spreading(gaps, extra_width / len(gaps)).move(line, 0)

    return justify


def find_gaps(text: str) -> list[int]:
    """Return the indexes of the characters of a line that room may be added after."""
    indent = INDENT.match(text)
    start = indent.end() if indent else 0
    end = len(text.rstrip(SPACES))
    return [match.start() for match in GAP.finditer(text, start, end)]


def _parts(parent: Any) -> Iterator[Any]:
    """Yield the text boxes of a line in order, None for each other box in the flow."""
    for child in parent.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _parts(child)
        elif child.is_in_normal_flow():
            yield None


def _is_left_to_right(parent: Any) -> bool:
    """Tell whether the boxes of a line stand in the order of their text."""
    return parent.style["direction"] == "ltr" and all(
        _is_left_to_right(child) for child in parent.children if isinstance(child, boxes.InlineBox)
    )


class _Spreading:
    """The walk along a line that moves its boxes apart, counting characters and gaps."""

    def __init__(self, gaps: Sequence[int], gap_width: float) -> None:
        self._gaps = gaps
        self._gap_width = gap_width
        self._position = 0

    def move(self, box: Any, advance: float) -> float:
        """Move a box ``advance`` pixels to the right and widen it; return the sum of both."""
        if isinstance(box, boxes.TextBox):
            box.position_x += advance
            gaps = self._pass(len(box.text))
            if gaps:
                added = len(gaps) * self._gap_width
                box.pango_layout = JustifiedLayout.of(box.pango_layout, gaps, self._gap_width)
                box.width += added
                advance += added
        elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
            box.position_x += advance
            before = advance
            for child in box.children:
                if child.is_in_normal_flow():
                    advance = self.move(child, advance)
            box.width += advance - before
        else:
            box.translate(advance, 0)
            advance += len(self._pass(1)) * self._gap_width
        return advance

    def _pass(self, length: int) -> tuple[int, ...]:
        """Go on by ``length`` characters; return the gaps among them, counted from their start."""
        start = self._position
        self._position += length
        first = bisect_left(self._gaps, start)
        last = bisect_left(self._gaps, self._position)
        return tuple(gap - start for gap in self._gaps[first:last])
