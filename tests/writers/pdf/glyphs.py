"""Where every glyph of a PDF stands, and the lines that they make: read from content streams.

Independent of WeasyPrint and of `exporter`: whatever draws text is judged alike. Lengths are in
points from the top left of the trimmed sheet.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from statistics import median, mode

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
# Marks whose ink is in the left or right half of the em; in Traditional Chinese `，。` are centred.
OPENING = frozenset("“‘（《〈「『【〔［｛〖")
CLOSING = frozenset("”’）》〉」』】〕］｝〗")
STOPS = frozenset("，。、；：？！")
UNSEEN = re.compile("[\\s\u00ad\u200b-\u200d\u2060\ufeff]")
HYPHENS = dict.fromkeys(map(ord, "-\u2010\u2011"))
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇\U00020000-\U0003ffff]")
LATIN = re.compile("[A-Za-z0-9\u00c0-\u024f\u0370-\u04ff]")


def multiply(m: Matrix, n: Matrix) -> Matrix:
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


@dataclass(frozen=True)
class Glyph:
    """A glyph: its text, where it begins, its baseline, its font's own width for it, its size."""

    text: str
    x: float
    y: float
    width: float
    size: float
    font: str
    sheet: int
    after_space: bool = False

    @property
    def end(self) -> float:
        return self.x + self.width


class Font:
    """Widths and characters of a font, simple or composite with two-byte codes."""

    def __init__(self, font: pikepdf.Dictionary) -> None:
        self.name = str(font.get("/BaseFont", "")).partition("+")[2]
        self.widths: dict[int, float] = {}
        self.texts: dict[int, str] = {}
        self.is_composite = font.get("/Subtype") == "/Type0"
        if self.is_composite:
            items = list(font.DescendantFonts[0].get("/W", []))
            while items:
                first, given = int(items.pop(0)), items.pop(0)
                if isinstance(given, pikepdf.Array):
                    self.widths |= {first + n: float(width) for n, width in enumerate(given)}
                else:
                    width = float(items.pop(0))
                    self.widths |= dict.fromkeys(range(first, int(given) + 1), width)
        if "/ToUnicode" in font:
            self._read(font.ToUnicode.read_bytes().decode())

    def _read(self, cmap: str) -> None:
        for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
            for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", block):
                self.texts[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
        for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
            ranges = re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block)
            for first, last, text in ranges:
                for n in range(int(last, 16) - int(first, 16) + 1):
                    self.texts[int(first, 16) + n] = chr(int(text, 16) + n)

    def codes(self, string: bytes) -> Iterator[int]:
        if not self.is_composite:
            yield from string
        else:
            yield from (string[n] << 8 | string[n + 1] for n in range(0, len(string) - 1, 2))


class Reader:
    """Reads the glyphs of a PDF in the order in which they are drawn."""

    def __init__(self, path: Path) -> None:
        self.fonts: dict[object, Font] = {}
        with pikepdf.open(path) as pdf:
            self.glyphs = [
                glyph for number, page in enumerate(pdf.pages) for glyph in self._page(number, page)
            ]

    def _page(self, number: int, page: pikepdf.Page) -> Iterator[Glyph]:
        left, _, _, top = map(float, page.trimbox)
        for glyph in self._stream(page.obj, page.resources, IDENTITY, number):
            yield replace(glyph, x=glyph.x - left, y=top - glyph.y)

    def _stream(
        self, stream: pikepdf.Object, resources: pikepdf.Object, matrix: Matrix, sheet: int
    ) -> Iterator[Glyph]:
        stack: list[tuple[Matrix, Font | None, float]] = []
        font: Font | None = None
        size = rise = 0.0
        text = line = IDENTITY
        for operands, operator in pikepdf.parse_content_stream(stream):
            match str(operator):
                case "q":
                    stack.append((matrix, font, size))
                case "Q":
                    matrix, font, size = stack.pop()
                case "cm":
                    matrix = multiply(tuple(map(float, operands)), matrix)
                case "BT":
                    text = line = IDENTITY
                case "Tf":
                    font, size = self._font(resources.Font[operands[0]]), float(operands[1])
                case "Ts":
                    rise = float(operands[0])
                case "Tm":
                    text = line = tuple(map(float, operands))
                case "Td":
                    text = line = multiply((1, 0, 0, 1, *map(float, operands)), line)
                case "TJ" | "Tj":
                    pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
                    for piece in pieces:
                        if not isinstance(piece, pikepdf.String):
                            text = multiply((1, 0, 0, 1, -float(piece) * size / 1000, 0), text)
                            continue
                        assert font is not None
                        for code in font.codes(bytes(piece)):
                            width = font.widths.get(code, 1000.0) * size / 1000
                            placed = multiply((1, 0, 0, 1, 0, rise), multiply(text, matrix))
                            scale = abs(placed[0])
                            yield Glyph(
                                font.texts.get(code, ""),
                                placed[4],
                                placed[5],
                                width * scale,
                                size * scale,
                                font.name,
                                sheet,
                            )
                            text = multiply((1, 0, 0, 1, width, 0), text)
                case "Do":
                    form = resources.XObject[operands[0]]
                    if form.get("/Subtype") == "/Form":
                        inner = tuple(map(float, form.get("/Matrix", IDENTITY)))
                        own = form.get("/Resources", resources)
                        yield from self._stream(form, own, multiply(inner, matrix), sheet)

    def _font(self, font: pikepdf.Dictionary) -> Font:
        key = font.objgen
        if key not in self.fonts:
            self.fonts[key] = Font(font)
        return self.fonts[key]


@dataclass
class Line:
    """Glyphs of one paragraph on one baseline of one column."""

    glyphs: list[Glyph]
    # Its place in the paragraph, and the number of the columns that the paragraph was in before.
    number: int = 0
    column: int = 0

    @cached_property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def first(self) -> Glyph:
        return self.glyphs[0]

    @property
    def last(self) -> Glyph:
        return self.glyphs[-1]

    @property
    def size(self) -> float:
        return mode(glyph.size for glyph in self.glyphs)

    @property
    def y(self) -> float:
        return mode(glyph.y for glyph in self.glyphs)

    def left(self, blank: frozenset[str] = OPENING) -> float:
        """Where the line begins to be seen: half a character in, if a mark has its blank there."""
        return self.first.x + self.first.size / 2 * (self.first.text in blank)

    def right(self, blank: frozenset[str] = CLOSING | STOPS) -> float:
        """Where the line ends: half a character before the end of a mark that has its blank there.

        A mark that is narrow by itself ends with its own width.
        """
        half = self.last.text in blank and self.last.width > 0.9 * self.last.size
        return self.last.x + (self.last.size / 2 if half else self.last.width)

    def pairs(self) -> Iterator[tuple[Glyph, Glyph]]:
        return zip(self.glyphs, self.glyphs[1:], strict=False)

    def gaps(self) -> Iterator[float]:
        """Yield the room between neighbouring Han characters, in ems."""
        for one, other in self.pairs():
            if HAN.match(one.text) and HAN.match(other.text) and not other.after_space:
                yield (other.x - one.end) / self.size


@dataclass
class Paragraph:
    """The lines of a paragraph in order, over columns and sheets."""

    source: str
    lines: list[Line] = field(default_factory=list)

    @property
    def full(self) -> list[Line]:
        """The lines that have to be flush: all but the last."""
        return self.lines[:-1]


class Text:
    """The glyphs that are seen, and the paragraphs found among them by their words."""

    def __init__(self, glyphs: Iterable[Glyph]) -> None:
        self.glyphs: list[Glyph] = []
        self.starts: list[int] = []
        texts: list[str] = []
        space = False
        for glyph in glyphs:
            seen = UNSEEN.sub("", glyph.text)
            space = space or (not seen and bool(glyph.text))
            if seen:
                self.glyphs.append(replace(glyph, after_space=space))
                space = False
            # A hyphen at the end of a line is drawn, but is not in the words.
            seen = seen.translate(HYPHENS)
            if seen:
                self.starts += [len(self.glyphs) - 1] * len(seen)
                texts.append(seen)
        self.text = "".join(texts)

    def find(self, words: str) -> Paragraph | None:
        """Return a paragraph by its words; None if it does not exist.

        It may be in two pieces, with a caption or a note between them.
        """
        words = UNSEEN.sub("", words).translate(HYPHENS)
        if words in self.text:
            return self._made(words, [words])
        cut = bisect(range(len(words)), 0, key=lambda end: words[: end + 1] not in self.text)
        if cut < 4 or words[cut:] not in self.text:
            return None
        return self._made(words, [words[:cut], words[cut:]])

    def _made(self, words: str, pieces: list[str]) -> Paragraph:
        paragraph = Paragraph(words)
        start = 0
        for piece in pieces:
            start = max(self.text.find(piece, start), self.text.find(piece))
            first, last = self.starts[start], self.starts[start + len(piece) - 1]
            if self.glyphs[last + 1 : last + 2] and self.glyphs[last + 1].text in "\u2010\u2011":
                last += 1
            for glyph in self.glyphs[first : last + 1]:
                line = paragraph.lines[-1] if paragraph.lines else None
                if line is None or _begins_line(line.last, glyph):
                    column = line.column + _begins_column(line, glyph) if line else 0
                    line = Line([], len(paragraph.lines), column)
                    paragraph.lines.append(line)
                line.glyphs.append(glyph)
        return paragraph


def _begins_line(last: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph is on another line than the one before it; a raised one is on the same."""
    higher = abs(glyph.y - last.y) > 0.6 * max(last.size, glyph.size)
    # A paragraph may go on in the next column on the same baseline: no gap of a line is so wide,
    # but between words of a loose Latin line.
    half = last.text in CLOSING | STOPS and last.width > 0.9 * last.size
    end = last.x + last.size / 2 if half else last.end
    beyond = not last.text.isascii() and glyph.x > end + 1.4 * max(last.size, glyph.size)
    return glyph.sheet != last.sheet or higher or beyond or glyph.x < last.x - 1


def _begins_column(line: Line, glyph: Glyph) -> bool:
    """Whether a glyph that begins a line is not right below the line before."""
    last = line.last
    below = 0 < glyph.y - last.y < 3 * last.size and abs(glyph.x - line.first.x) < 5 * last.size
    return glyph.sheet != last.sheet or not below


def measures(lines: Iterable[Line]) -> dict[tuple[int, int, int], float]:
    """Return the right edge that most lines have, by sheet, left edge and type size.

    It is exact: lines are compared in tenths of a point, which say only which of them are alike.
    """
    edges: dict[tuple[int, int, int], list[float]] = defaultdict(list)
    for line in lines:
        edges[measure_key(line)].append(line.right())
    return {key: _most_frequent(rights) for key, rights in edges.items() if len(rights) >= 3}


def _most_frequent(rights: list[float]) -> float:
    usual = mode(round(right, 1) for right in rights)
    return median(right for right in rights if round(right, 1) == usual)


def measure_key(line: Line) -> tuple[int, int, int]:
    return line.first.sheet, round(line.left() / 3), round(line.size * 4)
