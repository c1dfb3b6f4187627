"""How wide other texts would be in the place of one that was laid out, and on how many lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango

if TYPE_CHECKING:
    from weasyprint.css import ComputedStyle

    from exporter.engine.boxes import ParentBox, TextBox

# Pixels by which a line of several texts may be wider where it is laid out: it is not told then.
SPARE = 0.05
SAME = 0.001


class Broken(NamedTuple):
    """The lines of a text: how many, and how wide the last one is in pixels."""

    lines: int
    last: float


@dataclass(frozen=True)
class TextWidth:
    """Measures texts in a style."""

    style: ComputedStyle

    def __call__(self, text: str) -> float:
        """Return the width of a text on a line in CSS pixels."""
        layout = line_break.Layout(self.style)
        layout.set_text(text)
        return float(line_break.line_size(layout.get_first_line()[0], self.style)[0])

    @property
    def wraps(self) -> bool:
        """Whether lines may end inside a text."""
        return bool(self.style["white_space"] == "normal")

    def broken(self, text: str, room: float) -> Broken | None:
        """Return the lines of a text in a room in pixels; None if it has to be laid out.

        That are words wider than the room, and words that may be parted: WeasyPrint keeps their
        dictionaries with a layout.
        """
        if self.style["hyphens"] == "auto":
            return None
        widths = list(self._at_once(text, room) if self._is_even(text) else self._each(text, room))
        return Broken(len(widths), widths[-1]) if max(widths) <= room else None

    def _is_even(self, text: str) -> bool:
        """Whether Pango ends the lines of a text where WeasyPrint does, which looks for words."""
        return " " not in text.rstrip(" ")

    def _at_once(self, text: str, room: float) -> Iterator[float]:
        """Yield the widths of lines of a text that is laid out once."""
        layout = line_break.create_layout(text, self.style, None, room, 0)
        number = 0
        while (line := pango.pango_layout_get_line_readonly(layout.layout, number)) != ffi.NULL:
            yield float(line_break.line_size(line, self.style)[0])
            number += 1

    def _each(self, text: str, room: float) -> Iterator[float]:
        """Yield the widths of lines of a text as WeasyPrint makes them."""
        return (width for _, width in lines_made(text, self.style, repeat(room)))


def lines_made(
    text: str, style: ComputedStyle, rooms: Iterable[float]
) -> Iterator[tuple[str, float]]:
    """Yield the lines that WeasyPrint makes of a text, each with its width in pixels.

    `rooms` are the widths that they may have, in pixels. A word that is wider than its room stands
    alone in it.
    """
    for room in rooms:
        _, length, rest, width, *_ = line_break.split_first_line(
            text, style, None, room, 0, is_line_start=False
        )
        data = text.encode()
        yield data[:length].decode(), float(width)
        text = data[rest:].decode().lstrip(" ") if rest is not None else ""
        if not text:
            return


def width_of(box: TextBox) -> TextWidth | None:
    """Return what measures other texts as the one of a box was.

    None if they might be another text when they are set, or make the line higher.
    """
    style = box.style
    is_own = style["text_transform"] == "none" and style["white_space"] in ("normal", "nowrap")
    if not is_own or style["line_height"] == "normal" or style["vertical_align"] != "baseline":
        return None
    return TextWidth(style)


def break_height(line: ParentBox) -> float:
    """Return how high each line of a block is that has other texts than this one; 0 if not known.

    Lines with several styles may be of several heights; those of paragraphs are composed.
    """
    style = line.style
    is_plain = style["text_align_all"] != "justify" and style["direction"] == "ltr"
    if not is_plain or style["line_height"] == "normal":
        return 0.0
    height = float(line_break.strut(style)[0])
    return height if abs(line.height - height) < SAME else 0.0


def lines_of(texts: Sequence[tuple[TextWidth, str]], room: float) -> int | None:
    """Return on how many lines texts stand after each other, in a room in pixels.

    None if that has to be laid out: what breaks after another text, or is wider than a line.
    """
    lines, taken, before = 1, 0.0, ""
    for measure, text in texts:
        width = measure(text)
        over = taken + width - room
        if over > -SPARE:
            begins = measure.broken(text, room) if measure.wraps else Broken(1, width)
            is_after = bool(taken) and before.endswith(" ") and not measure.wraps and over > SPARE
            if begins is None or begins.last > room or (taken and not is_after):
                return None
            lines += begins.lines - (not taken)
            width, taken = begins.last, 0.0
        taken += width
        before = text
    return lines
