"""Makes justified lines of Chinese and Japanese flush on both sides.

WeasyPrint stretches only spaces, so lines without spaces stay ragged. Here the room that is left
over is shared equally by the gaps of the line (see JLREQ §3.8 on adding space): between Han
characters, kana and full-width marks; where they meet Latin letters or numbers; and at spaces. No
room is added inside a Latin word, a number, `——` or `……`, nor after the last character. In lines
without Han or kana, and in lines with boxes from right to left, only spaces get wider, as in
WeasyPrint.

A mark at the end of a line, and an opening mark at its start, lose the blank half of their em
(CLREQ §3.1.6 on 标点宽度调整): the line is flush to the eye. The first line of an indented
paragraph keeps it at its start. An existing gap beside Latin (see ``spacing``) is only
widened up to the width of the others.

Text is measured and broken by WeasyPrint as before. Only the advances of glyphs are widened, when
a text is drawn: so fonts, kerning and contextual spacing are those of the text as it was measured.
WeasyPrint gives spaces a spacing of their own before Pango chooses fonts; beside letters of a
fallback font they then come from another font than they were measured in, and lines are ragged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import Layout, line_size

from exporter.engine.beside_latin import GAP as LATIN_GAP
from exporter.engine.beside_latin import beside_latin
from exporter.engine.patched.han_lines import TIGHT, Gaps, share_gaps, tighten
from exporter.engine.patched.justified_layout import JustifiedLayout
from exporter.engine.patched.line_text import (
    ATTACHED,
    HAS_IDEOGRAPH,
    INVISIBLE,
    OBJECT,
    SPACE,
    find_gaps,
    lone_marks,
    mark_gaps,
)
from exporter.engine.patched.patches import Patches
from exporter.engine.patched.quick_glyphs import quick
from exporter.engine.patched.word_lines import LETTER, NARROWER, TRACKING, share
from exporter.languages.punctuation import OPENING, blank_after

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext
    from weasyprint.pdf.stream import Stream

# A gap wider than this, in ems of the line, looks like a hole: the line is left ragged instead.
WIDEST_GAP = 0.9
# The same in an item of a list: its lines are short, and it reads well ragged.
WIDEST_IN_LIST, ITEMS = 0.15, ("li", "dd")

# Values of `white-space` by which a line may be justified at all.
COLLAPSING = ("normal", "nowrap", "pre-line")
# Marks that are as wide as a Han character in some fonts, and as a Latin letter in others.
LATIN_TOO = "“”‘’"
FULL_WIDTH = 0.9
# A line may be wider than its room by so much of an em, by the rounding of gaps.
TOLERANCE = 0.1
SLIGHT = 0.01  # pixels that nobody sees


def install(patches: Patches) -> None:
    """Replace WeasyPrint's alignment of a line, and the drawing of a text."""
    patches.function(inline.text_align, _indented(_aligning(inline.text_align)))
    patches.function(draw_text.draw_first_line, _spelling_out(quick(draw_text.draw_first_line)))


def _spelling_out(draw_first_line: Callable[..., object]) -> Callable[..., object]:
    """Return ``draw_first_line`` with the text itself beside glyphs that stand far apart.

    It is an ``ActualText`` (ISO 32000-2 §14.9.4), which programs that extract text follow.
    """

    def draw(stream: Stream, textbox: Box, *arguments: object) -> object:
        layout = textbox.pango_layout
        if not isinstance(layout, JustifiedLayout) or not layout.has_wide_gaps:
            return draw_first_line(stream, textbox, *arguments)
        text = INVISIBLE.sub("", layout.text).encode("utf-16-be").hex()
        stream.stream.append(f"/Span <</ActualText <feff{text}>>> BDC".encode())
        emojis = draw_first_line(stream, textbox, *arguments)
        stream.stream.append(b"EMC")
        return emojis

    return draw


def _indented(text_align: Callable[..., float]) -> Callable[..., float]:
    """Return ``text_align`` that leaves the indent of a line at its right if it is read from there.

    WeasyPrint leaves it at the left of every line (CSS Text 3, 7.1: at the start edge).
    """

    def align(context: LayoutContext, line: Box, available_width: float, last: bool) -> float:
        across = text_align(context, line, available_width, last)
        if line.style["direction"] == "rtl" and line.text_indent:
            for child in line.children:
                child.translate(-line.text_indent, 0)
        return across

    return align


def _aligning(text_align: Callable[..., float]) -> Callable[..., float]:
    """Return ``text_align`` that makes lines with Han and kana flush, and leaves others as is."""

    def align(context: LayoutContext, line: Box, available_width: float, last: bool) -> float:
        if not _is_justified(line):
            return text_align(context, line, available_width, last)
        parts = list(_parts(line))
        text = "".join(OBJECT if part is None else part.text for part in parts)
        is_flush = not last or line.style["text_align_last"] == "justify"
        if HAS_IDEOGRAPH.search(text) and _is_left_to_right(line):
            _set(line, parts, text, available_width, is_flush)
            return 0
        extra = available_width - line.width
        if not parts or (extra >= 0 and not is_flush):
            return text_align(context, line, available_width, last)
        _set_words(line, [part.text for part in parts if part is not None], extra)
        return 0

    return align


def _set_words(line: Box, texts: Sequence[str], extra: float) -> None:
    """Widen a line of words by pixels, or narrow it; a line that can't be made flush is ragged."""
    size = line.style["font_size"] or 1
    letters = sum(len(LETTER.findall(text)) for text in texts)
    spaces = sum(len(SPACE.findall(text)) for text in texts)
    room = share(extra / size, spaces, letters * (line.style["letter_spacing"] == "normal"))
    if room is not None and room.space > -2 * NARROWER:
        _widen_words(line, room.space * size, room.letter * size, 0)


def _widen_words(box: Box, space: float, letter: float, advance: float) -> float:
    """Widen each space and each letter in a box by pixels, and move it by ``advance``.

    Return the sum of all these.
    """
    if isinstance(box, boxes.TextBox):
        box.position_x += advance
        gaps = [(each.start(), space) for each in SPACE.finditer(box.text)]
        if letter:
            gaps = sorted([*gaps, *((each.start(), letter) for each in LETTER.finditer(box.text))])
        if gaps:
            box.pango_layout = JustifiedLayout.of(box.pango_layout, tuple(gaps), 0)
        width = sum(width for _, width in gaps)
        box.width += width
        return advance + width
    if not isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.translate(advance, 0)
        return advance
    box.position_x += advance
    before = advance
    children = box.children[::-1] if box.style["direction"] == "rtl" else box.children
    for child in children:
        if child.is_in_normal_flow():
            advance = _widen_words(child, space, letter, advance)
    box.width += advance - before
    return advance


def _set(line: Box, parts: Sequence[Box], text: str, room: float, is_flush: bool) -> None:
    """Put the boxes of a line where they belong; ``room`` is the width of the column in pixels."""
    font_size = line.style["font_size"]
    gaps = find_gaps(text)
    blank = _blank_before(parts)
    before = 0 if line.text_indent else blank
    extra = room - line.width + before
    # Gaps between the texts of two boxes are not there yet.
    beside = set(beside_latin(text)) & set(gaps)
    spaced = _spaced(parts) & beside if beside else beside
    latin_gap = LATIN_GAP * font_size
    missing = beside - spaced
    widths = dict.fromkeys(gaps, 0.0) | dict.fromkeys(missing, latin_gap)
    extra += _blank_after(parts) - latin_gap * len(missing)
    seen = 0.0
    tight = -(TOLERANCE + TIGHT * len(gaps))
    widest = WIDEST_IN_LIST if line.element_tag in ITEMS else WIDEST_GAP
    if is_flush and gaps and tight * font_size <= extra <= widest * font_size * len(gaps):
        added = _added(text, gaps, spaced | missing, extra / font_size)
        # Letters alone come between gaps.
        places = gaps if len(added) == len(gaps) else sorted(added)
        widths = {gap: widths.get(gap, 0) + added[gap] * font_size for gap in places}
        seen = max(widths[gap] + latin_gap * (gap in spaced) for gap in gaps)
    elif extra < tight * font_size:
        squeezed = _squeezed(parts, extra)
        # What marks inside the line have not: the first mark of a paragraph is drawn in.
        over = sum(squeezed.values()) - extra
        drawn = min(blank - before, over) if over > SLIGHT else 0
        before, over = before + drawn, over - drawn
        closer = _closer(text, gaps, beside, over / font_size) if over > SLIGHT else {}
        widths = {
            gap: widths.get(gap, 0) + squeezed.get(gap, 0) + closer.get(gap, 0) * font_size
            for gap in sorted({*widths, *squeezed, *closer})
        }
    widths = {gap: each for gap, each in widths.items() if each}
    _Spreading(widths, seen).move_children(line, -before)


def _closer(text: str, gaps: Sequence[int], latin: set[int], over: float) -> dict[int, float]:
    """Return the ems that Latin loses, by its characters, for the line to fit; none if it can't."""
    letters = _letters(text, gaps)
    able = LATIN_GAP * len(latin) + TRACKING * len(letters)
    if not latin or over > able + TOLERANCE + TIGHT * len(gaps):
        return {}
    found = tighten(over, Gaps(len(gaps) - len(latin), 0, len(latin), len(letters)))
    added = dict.fromkeys(gaps, found.plain) | dict.fromkeys(letters, found.letters)
    return added | dict.fromkeys(latin, found.latin)


def _letters(text: str, gaps: Sequence[int]) -> set[int]:
    """Return the indexes of Latin letters after which there is no gap."""
    return {each.start() for each in LETTER.finditer(text)} - set(gaps)


def _squeezed(parts: Sequence[Box], extra: float) -> dict[int, float]:
    """Return the pixels that marks lose of their blank halves, for the line to fit.

    It is counted after the mark, or after the character before an opening mark.
    """
    owners = [part for part in parts for _ in (OBJECT if part is None else part.text)]
    text = "".join(OBJECT if part is None else part.text for part in parts)
    blanks: dict[int, float] = {}
    for index in lone_marks(text):
        part = owners[index]
        if text[index] in OPENING + blank_after(part.style["lang"] or ""):
            place = index - (text[index] in OPENING)
            blanks[place] = blanks.get(place, 0) + _blank_half(part, text[index])
    last = len(INVISIBLE.sub("", text)) and len(text.rstrip(ATTACHED)) - 1
    blanks = {place: blank for place, blank in blanks.items() if 0 <= place < last and blank}
    whole = sum(blanks.values())
    share = max(extra / whole, -1.0) if whole else 0
    return {place: share * blank for place, blank in sorted(blanks.items())}


def _is_justified(line: Box) -> bool:
    style = line.style
    return style["text_align_all"] == "justify" and style["white_space"] in COLLAPSING


def _added(text: str, gaps: Sequence[int], latin: set[int], slack: float) -> dict[int, float]:
    """Return the room in ems to add after characters to make a line flush, by their index."""
    lone = [*lone_marks(text)]
    marks = set(mark_gaps(text, lone)) & set(gaps) - latin if lone else set()
    letters = _letters(text, gaps)
    count = Gaps(len(gaps) - len(latin) - len(marks), len(marks), len(latin), len(letters))
    share = share_gaps(slack, count)
    added = dict.fromkeys(gaps, share.plain) | dict.fromkeys(marks, share.marks)
    added |= dict.fromkeys(latin, share.latin)
    return added | (dict.fromkeys(letters, share.letters) if share.letters else {})


def _spaced(parts: Sequence[Box]) -> set[int]:
    """Return the indexes of the characters of a line that have a gap beside Latin after them."""
    found: set[int] = set()
    position = 0
    for part in parts:
        if part is not None and part.style["letter_spacing"] == "normal":
            found.update(position + index for index in beside_latin(part.text))
        position += 1 if part is None else len(part.text)
    return found


def _blank_before(parts: Sequence[Box]) -> float:
    """Return how much of a line's first mark is blank before it, in pixels."""
    part, text = _first_seen(parts)
    return _blank_half(part, text[0]) if text and text[0] in OPENING else 0


def _blank_after(parts: Sequence[Box]) -> float:
    """Return how much of a line's last mark is blank after it, in pixels."""
    part, text = _first_seen(reversed(parts))
    if not text or text[-1] not in blank_after(part.style["lang"] or ""):
        return 0
    return _blank_half(part, text[-1])


def _first_seen(parts: Iterable[Box]) -> tuple[Box, str]:
    """Return the first visible part and its text; nothing if it is not text."""
    for part in parts:
        text = "" if part is None else INVISIBLE.sub("", part.text)
        if part is None or text:
            return part, text
    return None, ""


def _blank_half(part: Box, mark: str) -> float:
    """Return half an em of a text if a mark of it takes a whole one, in pixels."""
    style = part.style
    font_size = float(style["font_size"])
    if style["font_feature_settings"] != "normal":
        # It is narrow already.
        return 0
    if mark not in LATIN_TOO:
        return font_size / 2
    layout = Layout(style)
    layout.set_text(mark)
    line, _ = layout.get_first_line()
    width, _ = line_size(line, style)
    return font_size / 2 if width > FULL_WIDTH * font_size else 0


def _parts(parent: Box) -> Iterator[Box]:
    """Yield the text boxes of a line in order, None for each other box in the flow."""
    for child in parent.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _parts(child)
        elif child.is_in_normal_flow():
            yield None


def _is_left_to_right(parent: Box) -> bool:
    """Return whether the boxes of a line stand in the order of their text."""
    return parent.style["direction"] == "ltr" and all(
        _is_left_to_right(child) for child in parent.children if isinstance(child, boxes.InlineBox)
    )


class _Spreading:
    """The walk along a line that moves its boxes apart, counting characters and gaps.

    ``widths`` are the pixels to add by the character of the line that they come after,
    ``gap_width`` how wide a gap is to the eye then.
    """

    def __init__(self, widths: Mapping[int, float], gap_width: float) -> None:
        self._gaps = list(widths)
        self._widths = list(widths.values())
        self._gap_width = gap_width
        self._position = 0

    def move_children(self, parent: Box, advance: float) -> float:
        """Move the boxes in a line or an inline box; widen it; return the last one's advance."""
        before = advance
        for child in parent.children:
            if child.is_in_normal_flow():
                advance = self.move(child, advance)
        parent.width += advance - before
        return advance

    def move(self, box: Box, advance: float) -> float:
        """Move a box ``advance`` pixels to the right and widen it; return the sum of both."""
        if isinstance(box, boxes.TextBox):
            box.position_x += advance
            gaps = self._pass(len(box.text))
            if gaps:
                added = sum(width for _, width in gaps)
                box.pango_layout = JustifiedLayout.of(box.pango_layout, gaps, self._gap_width)
                box.width += added
                advance += added
        elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
            box.position_x += advance
            advance = self.move_children(box, advance)
        else:
            box.translate(advance, 0)
            advance += sum(width for _, width in self._pass(1))
        return advance

    def _pass(self, length: int) -> tuple[tuple[int, float], ...]:
        """Go on by ``length`` characters; return the gaps among them, counted from their start."""
        start = self._position
        self._position += length
        first = bisect_left(self._gaps, start)
        last = bisect_left(self._gaps, self._position)
        gaps = zip(self._gaps[first:last], self._widths[first:last], strict=True)
        return tuple((gap - start, width) for gap, width in gaps)
