"""Text operators (ISO 32000-1, 9): fonts, positions, and the boxes of what is shown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import SupportsFloat

import pikepdf
from pikepdf import Matrix, Object

from exporter.checks.pdf.fonts import Font, parse_font
from exporter.checks.pdf.graphics import Details
from exporter.checks.pdf.marking import (
    Marker,
    Operands,
)
from exporter.checks.pdf.marks import Kind
from exporter.pdf.geometry import (
    IDENTITY,
    Rect,
    matrix_of,
    moved,
)

ASCENT, DESCENT = 0.88, -0.12  # of a glyph's em, as Chinese fonts have it


class TextShower(Marker):
    """Shows text: a mark for each string that is painted."""

    def begin_text(self, _: Operands) -> None:
        """`BT`."""
        self.text_matrix = self.line_matrix = IDENTITY

    def set_font(self, operands: Operands) -> None:
        """`Tf`."""
        self.state.size = float(operands[1])
        self.state.font = self._font(self._resource("/Font", operands[0]))

    def _font(self, thing: Object) -> Font:
        key = thing.objgen if thing.is_indirect else id(thing)
        font = self.cache.fonts.get(key)
        if font is None:
            font = self.cache.fonts[key] = parse_font(thing)
        return font

    def set_render(self, operands: Operands) -> None:
        """`Tr`."""
        self.state.render = int(operands[0])

    def next_line(self, operands: Sequence[SupportsFloat]) -> None:
        """`Td`."""
        shift = Matrix(1, 0, 0, 1, float(operands[0]), float(operands[1]))
        self.text_matrix = self.line_matrix = shift @ self.line_matrix

    def next_line_leading(self, operands: Operands) -> None:
        """`TD`."""
        self.state.leading = -float(operands[1])
        self.next_line(operands)

    def set_text_matrix(self, operands: Operands) -> None:
        """`Tm`."""
        self.text_matrix = self.line_matrix = matrix_of(operands)

    def new_line(self, _: Operands) -> None:
        """`T*`."""
        self.next_line((0, -self.state.leading))

    def show(self, operands: Operands) -> None:
        """`Tj`."""
        self._show([operands[0]])

    def show_on_new_line(self, operands: Operands) -> None:
        """`'`."""
        self.new_line([])
        self._show([operands[0]])

    def show_spaced(self, operands: Operands) -> None:
        """`\"`."""
        self.state.word_spacing, self.state.spacing = float(operands[0]), float(operands[1])
        self.new_line([])
        self._show([operands[2]])

    def show_pieces(self, operands: Operands) -> None:
        """`TJ`."""
        self._show(operands[0])

    def _show(self, pieces: Iterable[Object]) -> None:
        state, font = self.state, self.state.font
        if font is None:
            raise ValueError("text without a font")
        start = self._advance(pieces, font)
        x, y = (0.0, -start) if font.vertical else (start, 0.0)
        size = state.size
        if font.vertical:
            box: Rect = (-size / 2, -start, size / 2, 0.0)
        else:
            low, high = state.rise + DESCENT * size, state.rise + ASCENT * size
            box = (min(0.0, start), min(low, high), max(0.0, start), max(low, high))
        whole = self.text_matrix @ state.matrix
        if start:
            notdef = any(
                font.shows_notdef(bytes(piece))
                for piece in pieces
                if isinstance(piece, pikepdf.String)
            )
            self._text(font, box, whole, notdef)
        self.text_matrix = Matrix(1, 0, 0, 1, x, y) @ self.text_matrix

    def _advance(self, pieces: Iterable[Object], font: Font) -> float:
        """Return how far the text goes, in text space."""
        state = self.state
        total = 0.0
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                text = bytes(piece)
                count = len(text) // font.code_bytes
                total += font.width(text) / 1000 * state.size + count * state.spacing
                if font.code_bytes == 1 and state.word_spacing:
                    total += text.count(b" ") * state.word_spacing
            else:
                total -= float(piece) / 1000 * state.size
        return total * (1.0 if font.vertical else state.stretch)

    def _text(self, font: Font, box: Rect, whole: Matrix, notdef: bool) -> None:
        if self._is_off():
            return
        state = self.state
        size = abs(state.size) * math.hypot(whole.c, whole.d)
        if font.kind == "Type3":
            self._glyphs(font, whole)
        mode = state.render % 4
        values = Details(size=size, font=font, hidden=mode == 3, notdef=notdef)
        place = moved(box, whole)
        if mode in (0, 2, 3):
            self._mark(Kind.TEXT, place, True, **values)
        if mode in (1, 2):
            self._mark(Kind.TEXT, place, False, **values)

    def _glyphs(self, font: Font, whole: Matrix) -> None:
        """Look once at what the glyphs of a Type 3 font paint (ISO 32000-1, 9.6.5)."""
        dictionary = font.dictionary
        if dictionary.objgen in self.seen_glyphs:
            return
        self.seen_glyphs.add(dictionary.objgen)
        size = self.state.size
        enlarge = Matrix(size, 0, 0, size, 0, 0)
        matrix = matrix_of(dictionary["/FontMatrix"]) @ enlarge @ whole
        for glyph in dictionary["/CharProcs"].values():
            self._nested(glyph, dictionary.get("/Resources", self.resources), matrix)
