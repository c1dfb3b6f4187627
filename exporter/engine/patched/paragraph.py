"""The text of a paragraph before it is broken: where its characters stand, and where it may break.

It is read from a line box of WeasyPrint. A line box with floats or pictures, unknown before the
lines are made, gives none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache, partial
from itertools import accumulate, compress, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pyphen
from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import FROM_UNITS, ffi
from weasyprint.text.line_break import create_layout, get_log_attrs, line_size

from exporter.engine.cluster_widths import cluster_widths, numbers_in
from exporter.engine.line_ends import INVISIBLE, LINE_ENDS, ends_in_text
from exporter.engine.patched.advances import known_advances
from exporter.engine.patched.justify import COLLAPSING
from exporter.engine.patched.line_places import MOST_TEXTS, WORD, Places, places
from exporter.engine.patched.line_text import HAS_IDEOGRAPH

if TYPE_CHECKING:
    from weasyprint.css import ComputedStyle
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

MOST = 4_000  # characters of a paragraph that is composed
SOFT_HYPHEN = "\u00ad"
# The hyphen of a compound with a part of one or two letters, such as Wi-Fi: no line ends there.
HYPHENS = "-\u2010"
SHORT_COMPOUND = re.compile(
    "(?:(?<![^\\W\\d_])[^\\W\\d_]{1,2}[-\u2010](?=[^\\W\\d_])"
    "|(?<=[^\\W\\d_])[-\u2010](?=[^\\W\\d_]{1,2}(?![^\\W\\d_])))"
)

SkipStack = dict[int, Any] | None
Texts = list[tuple[tuple[int, ...], int, "Box"]]  # path, start and box of each
# Ends of lines by their starts, for lines from a place on: the first and the others of a width.
Plans = dict[tuple[int, float, float], dict[int, int]]


@dataclass
class Paragraph:
    """The text of a line box, where each of its texts begins, and where its characters stand.

    `measure` returns the sums of the advances up to each character, in pixels: `ends`, which are
    not asked for where the lines of the paragraph are known. `breaks` are the characters
    that a line may begin with, `hyphens` those after a hyphen that is drawn then. `given` are the
    ends of lines by their starts, where the element tells them. `places` are where the line can be
    widened: `letters`, `spaces` and so on. The letters of one that `is_spaced` keep their distance.
    """

    texts: Texts
    text: str
    measure: Callable[[], list[float]]
    breaks: list[int]
    size: float
    language: str
    is_flush: bool
    hyphen: float = 0
    hyphens: frozenset[int] = frozenset()
    plans: Plans = field(default_factory=dict)
    known_plans: Plans = field(default_factory=dict)  # of the same text in any document
    is_han: bool = True
    is_spaced: bool = False
    given: dict[int, int] = field(default_factory=dict)  # ends of lines that are broken already
    places: Places = field(default_factory=lambda: Places("", "", (), frozenset()))

    @cached_property
    def ends(self) -> list[float]:
        """The sums of the advances up to each character, in pixels."""
        return self.measure()

    # Kept with each paragraph of the same text: those who break lines ask again and again.
    letters = cached_property(lambda self: self.places.letters)
    spaces = cached_property(lambda self: self.places.spaces)
    gaps = cached_property(lambda self: self.places.gaps)
    latin = cached_property(lambda self: self.places.latin)
    marks = cached_property(lambda self: self.places.marks)
    lone = cached_property(lambda self: self.places.lone)
    between = cached_property(lambda self: self.places.between)
    in_names = cached_property(lambda self: self.places.in_names)

    def without_texts(self) -> Paragraph:
        """Return the paragraph without its boxes: where its characters stand is known."""
        ends = self.ends
        return replace(self, texts=[], plans={}, measure=lambda: ends)

    def is_current(self) -> bool:
        """Whether its texts are unchanged: counters in them may be filled in."""
        return "".join(box.text for _, _, box in self.texts) == self.text

    def text_at(self, character: int) -> tuple[tuple[int, ...], int, Box]:
        """Return the text that a character is in: path, start and box."""
        at = bisect_right(self.texts, character, key=itemgetter(1)) - 1
        path, start, box = self.texts[at]
        return path, start, box

    def place(self, skip_stack: SkipStack) -> int:
        """Return the character that a skip stack of WeasyPrint stands for."""
        path: list[int] = []
        while skip_stack is not None:
            [(index, skip_stack)] = skip_stack.items()
            path.append(index)
        for own, start, box in self.texts:
            if own == tuple(path[: len(own)]):
                skipped = path[len(own)] if len(path) > len(own) else 0
                return start + len(box.text.encode()[:skipped].decode(errors="ignore"))
            if own > tuple(path):
                return start
        return len(self.text)


def texts_to_compose(box: Box) -> Texts | None:
    """Return the texts of a line box; None if it is not one to compose."""
    style = box.style
    if style["text_align_all"] != "justify" or style["white_space"] not in COLLAPSING:
        return None
    found = list(_texts(box, ()))
    if None in found or style["font_size"] == 0:
        return None
    texts: Texts = []
    whole = ""
    for path, each in filter(None, found):
        texts.append((path, len(whole), each))
        whole += each.text
    if not is_composed(whole):
        return None
    if style["direction"] != "ltr" and HAS_IDEOGRAPH.search(whole):
        return None
    return texts


def is_composed(text: str) -> bool:
    """Whether a text is one to compose, by its length and characters."""
    return 1 < len(text.strip()) <= MOST and "\n" not in text


def read_paragraph(context: LayoutContext, box: Box, texts: Texts) -> Paragraph:
    """Read the text of a line box that is to be composed."""
    whole = "".join(each.text for _, _, each in texts)
    is_han = bool(HAS_IDEOGRAPH.search(whole))
    style = box.style
    breaks, hyphens = _sorted_breaks(whole, style["lang"])
    if not is_han:
        hyphens |= {index for _, start, each in texts for index in _hyphens(each, start)}
        breaks = sorted({*breaks, *hyphens})
    paragraph = Paragraph(
        texts,
        whole,
        partial(_ends, texts),
        [*breaks, len(whole)],
        float(style["font_size"]),
        style["lang"] or "",
        style["text_align_last"] == "justify",
        _hyphen(context, texts[-1][2]) if hyphens else 0,
        hyphens,
        is_han=is_han,
        is_spaced=style["letter_spacing"] != "normal",
        places=places(whole, style["lang"] or "", tuple(start for _, start, _ in texts), hyphens),
    )
    if box.element is not None and (ends := box.element.get(LINE_ENDS)):
        paragraph.given = ends_in_text(ends, _shown(texts), paragraph.breaks)
    return paragraph


@lru_cache(maxsize=MOST_TEXTS)
def _sorted_breaks(text: str, language: str | None) -> tuple[list[int], frozenset[int]]:
    """Return the characters that a line may begin with, and of these those after a soft hyphen.

    They are the same at any size.
    """
    breaks = _breaks(text, language)
    if any(hyphen in text for hyphen in HYPHENS):
        within = {match.end() for match in SHORT_COMPOUND.finditer(text)}
        breaks = [index for index in breaks if index not in within]
    has_soft = SOFT_HYPHEN in text
    hyphens = [index for index in breaks if text[index - 1] == SOFT_HYPHEN] if has_soft else ()
    return breaks, frozenset(hyphens)


def _breaks(text: str, language: str | None) -> list[int]:
    """Return the characters of a text that a line may begin with, in order."""
    attributes = get_log_attrs(text, language)
    size = numbers_in("PangoLogAttr")
    numbers = ffi.unpack(ffi.cast("uint32_t *", attributes), size * len(text))[::size]
    may_break = map(_line_break().__and__, numbers[1:])
    return [*compress(range(1, len(text)), may_break)]


@cache
def _line_break() -> int:
    """Return the bit of a `PangoLogAttr`, as a number, that says that a line may break there."""
    attribute = ffi.new("PangoLogAttr *")
    attribute.is_line_break = 1
    return int(ffi.cast("uint32_t *", attribute)[0])


def _ends(texts: Texts) -> list[float]:
    found = [0.0]
    for _, _, each in texts:
        shape = partial(shaped, each.style)
        found += known_advances.of(each.text, each.style, shape)
    return list(accumulate(found))


def shaped(style: ComputedStyle, text: str) -> list[float]:
    """Return the advance of each character of a text in a style, in pixels, as Pango shapes it."""
    return list(_advances(style, text))


def _shown(texts: Texts) -> list[bool]:
    """Return whether each character is one of the element's own that is seen."""
    return [
        "::" not in box.element_tag and not INVISIBLE.match(character)
        for _, _, box in texts
        for character in box.text
    ]


def _hyphens(box: Box, start: int) -> Iterator[int]:
    """Yield where WeasyPrint may hyphenate a text, as indexes of its paragraph."""
    style = box.style
    language = style["lang"] and pyphen.language_fallback(style["lang"])
    if style["hyphens"] != "auto" or not language or SOFT_HYPHEN in box.text:
        return
    limits = tuple(style["hyphenate_limit_chars"])
    for word in WORD.finditer(box.text):
        yield from (start + word.start() + part for part in _parts(word[0], language, limits))


@lru_cache(maxsize=20_000)
def _parts(word: str, language: str, limits: tuple[int, int, int]) -> tuple[int, ...]:
    """Return where a word may be hyphenated; not where its spelling would change."""
    total, left, right = limits
    if len(word) < total:
        return ()
    places = pyphen.Pyphen(lang=language, left=left, right=right).positions(word)
    return tuple(int(place) for place in places if not place.data)


def _texts(parent: Box, path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Box] | None]:
    """Yield the texts in a box and their paths; None for anything else."""
    for index, child in enumerate(parent.children):
        if isinstance(child, boxes.TextBox):
            yield (*path, index), child
        elif type(child) is boxes.InlineBox and is_plain(child):
            yield from _texts(child, (*path, index))
        else:
            yield None


def is_plain(box: Box) -> bool:
    """Whether an inline box takes no room of its own."""
    style = box.style
    sides = ("margin_left", "margin_right", "padding_left", "padding_right")
    takes = (getattr(style[side], "value", 0) for side in sides)
    borders = style["border_left_width"] or style["border_right_width"]
    return bool(box.is_in_normal_flow()) and not any(takes) and not borders


def _hyphen(context: LayoutContext, box: Box) -> float:
    """Return the width of the hyphen of a text in pixels."""
    layout = create_layout(box.style["hyphenate_character"], box.style, context, None, 0)
    return float(line_size(layout.get_first_line()[0], box.style)[0])


def _advances(style: ComputedStyle, text: str) -> Iterator[float]:
    layout = create_layout(text, style, None, None, 0)
    line, _ = layout.get_first_line()
    by_byte = cluster_widths(line)
    by_byte.setdefault(0, 0)
    data = text.encode()
    starts = sorted(by_byte)
    if len(starts) == len(text):
        yield from (by_byte[start] * FROM_UNITS for start in starts)
        return
    for start, end in pairwise([*starts, len(data)]):
        cluster, width = data[start:end].decode(), by_byte[start] * FROM_UNITS
        yield from [width] if len(cluster) == 1 else _shares(width, cluster)


def _shares(width: float, cluster: str) -> Iterator[float]:
    """Share the width of a cluster among its characters: a line may begin inside a ligature."""
    shown = [not INVISIBLE.match(character) for character in cluster]
    share = width / (sum(shown) or len(cluster))
    yield from (share * (each or not any(shown)) for each in shown)
