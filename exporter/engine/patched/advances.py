"""How wide the characters of a text are, with most of them looked up.

A Chinese character is as wide as it is wherever it stands among others: only what is beside marks,
Latin and numbers can be kerned, joined or given a gap. So a character is shaped once for a style,
and a passage that is no Chinese once with what is beside it: of a further text most is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from exporter.engine.beside_latin import BETWEEN, LATIN, SIGNS
from exporter.engine.patched.line_places import MOST_TEXTS
from exporter.engine.patched.line_text import ATTACHED, JOINERS, SPACES
from exporter.languages import punctuation

if TYPE_CHECKING:
    from weasyprint.css import ComputedStyle

# All that decides where the characters of a text stand, and where it may break.
PROPERTIES = (
    *("lang", "direction", "hyphens", "hyphenate_limit_chars", "hyphenate_character"),
    *("letter_spacing", "word_spacing", "overflow_wrap", "tab_size", "text_decoration_line"),
    *("font_family", "font_size", "font_style", "font_weight", "font_stretch", "font_kerning"),
    *("font_language_override", "font_feature_settings", "font_variation_settings"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
)
MOST_STYLES = 1_000
MOST = 20_000  # characters and passages of a style that are kept
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
PLAIN = "\u4e00"  # stands for any Chinese character beside a passage
ALL_HAN = re.compile(f"[{HAN}]")
PASSAGE = re.compile(f"[^{HAN}]+")
# Two characters with a gap each have a little more than one with two.
NEIGHBOURS = re.compile(f"[{LATIN}{SIGNS}][{BETWEEN}]*[{HAN}]{{2}}[{BETWEEN}]*[{LATIN}]")
# A space is of the font of what is before it, which is another for a few characters.
SPACED = re.compile(f"(?:^|[{HAN}])[{JOINERS}]*[{SPACES}]|[{SPACES}][{JOINERS}]*(?:$|[{HAN}])")
OTHER_LETTER = re.compile(f"(?![{HAN}])[^\\W\\d_]")
# Characters that are drawn over others, or that change them, and what goes from right to left.
UNSURE = re.compile(f"(?![{JOINERS}])[{ATTACHED}]|[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\t]")
# For Pango, a bracket has the script of the one that it closes.
OPENING = f"([{{<«‹〘〚{punctuation.OPENING}"
CLOSING = f")]}}>»›〙〛{punctuation.CLOSING}"
START, END = "\x02", "\x03"  # mark a passage at the start and at the end of a text

# Returns the advances of the characters of a text, in pixels.
Shape = Callable[[str], list[float]]


class _Passage(NamedTuple):
    """Where a passage is in its text, and what it is shaped as: itself between its neighbours."""

    start: int
    end: int
    shaped: str


class _Parts(NamedTuple):
    """A text: its Chinese characters, those beside passages, and the passages in order."""

    characters: frozenset[str]
    beside: frozenset[str]
    passages: tuple[_Passage, ...]


class _Widths(NamedTuple):
    """The advances of a passage, and what the characters before and after it have more for it."""

    before: float
    own: list[float]
    after: float


class Advances:
    """The advances of characters and passages in one style, in pixels."""

    def __init__(self) -> None:
        self.characters: dict[str, float] = {}
        self.passages: dict[str, _Widths] = {}

    def of(self, text: str, shape: Shape) -> list[float]:
        """Return the advance of each character of a text."""
        self.expect((text,), shape)
        parts = _parts(text)
        if parts is None:
            return shape(text)
        # A passage was shaped beside another character, which may have another width.
        usual = self.characters[PLAIN]
        if any(self.characters[each] != usual for each in parts.beside):
            return shape(text)
        return self._joined(text, parts.passages)

    def expect(self, texts: Iterable[str], shape: Shape) -> None:
        """Shape what is not known of some texts."""
        if len(self.characters) + len(self.passages) > MOST:
            self.characters.clear()
            self.passages.clear()
        parts = list(filter(None, map(_parts, texts)))
        known = self.characters
        characters = {each for part in parts for each in part.characters if each not in known}
        names = (each.shaped for part in parts for each in part.passages)
        passages = dict.fromkeys(name for name in names if name not in self.passages)
        if characters or passages:
            self._learn("".join(sorted(characters)), list(passages), shape)

    def _learn(self, characters: str, passages: Sequence[str], shape: Shape) -> None:
        """Shape characters and passages, as many as may be as one text."""
        inner = [name for name in passages if name[0] != START and name[-1] != END]
        found = [PLAIN, characters, *(each for name in inner for each in (PLAIN, name)), PLAIN]
        advances, start = shape("".join(found)), 0
        for number, name in enumerate(found):
            end = start + len(name)
            if number == 1:
                self.characters.update(zip(name, advances[start:end], strict=True))
            elif name != PLAIN:
                self.passages[name] = self._widths(name, advances[start:end])
            start = end
        for name in passages:
            if name not in self.passages:
                left, right = PLAIN * (name[0] != START), PLAIN * (name[-1] != END)
                widths = shape(left + name.strip(START + END) + right)
                own = widths[len(left) : len(widths) - len(right)]
                self.passages[name] = self._widths(name, own)

    def _widths(self, name: str, advances: list[float]) -> _Widths:
        """Return the widths of a passage that was shaped between its neighbours."""
        usual, text = self.characters[PLAIN], name.strip(START + END)
        left, right = bool(ALL_HAN.match(text[0])), bool(ALL_HAN.match(text[-1]))
        own = advances[left : len(text) - right]
        return _Widths((advances[0] - usual) * left, own, (advances[-1] - usual) * right)

    def _joined(self, text: str, passages: Sequence[_Passage]) -> list[float]:
        characters, found, done = self.characters, list[float](), 0
        more = 0.0  # of the next character
        for start, end, name in passages:
            widths = self.passages[name]
            found += [characters[each] for each in text[done:start]]
            if start > done:
                found[done] += more
                found[-1] += widths.before
            found += widths.own
            more, done = widths.after, end
        found += [characters[each] for each in text[done:]]
        if done < len(text):
            found[done] += more
        return found


@lru_cache(maxsize=MOST_TEXTS)
def _parts(text: str) -> _Parts | None:
    """Return the parts of a text; None if it is to be shaped as a whole."""
    has_space = any(space in text for space in SPACES)
    if UNSURE.search(text) or NEIGHBOURS.search(text) or (has_space and SPACED.search(text)):
        return None
    passages, beside, found = [], set[str](), set[str]()
    last = len(text) - 1
    for match in PASSAGE.finditer(text):
        (start, end), name = match.span(), match[0]
        if not _is_sure(name):
            return None
        found.add(name)
        if start > 1 and end < last:
            beside |= {text[start - 1], text[end]}
            passages.append(_Passage(start, end, PLAIN + name + PLAIN))
            continue
        left, right = text[max(0, start - 1) : start], text[end : end + 1]
        beside.update(left, right)
        left, right = PLAIN * len(left), PLAIN * len(right)
        name = START * (start < 2) + left + name + right + END * (end >= last)
        passages.append(_Passage(start, end, name))
    characters = {*text}.difference(*found) | {PLAIN}
    return _Parts(frozenset(characters), frozenset(beside), tuple(passages))


@lru_cache(maxsize=MOST)
def _is_sure(passage: str) -> bool:
    """Whether a passage is shaped alike without the rest of its text."""
    return not OTHER_LETTER.search(passage) or _is_paired(passage)


def _is_paired(text: str) -> bool:
    """Whether all brackets of a text are closed in it."""
    opened: list[str] = []
    for character in text:
        if character in OPENING:
            opened.append(CLOSING[OPENING.index(character)])
        elif character in CLOSING and (not opened or opened.pop() != character):
            return False
    return not opened


def set_by(style: ComputedStyle) -> str:
    """Return all of a style that decides where the characters of a text stand."""
    return repr([style[name] for name in PROPERTIES])


class KnownAdvances:
    """The advances in styles, those of equal styles together."""

    def __init__(self) -> None:
        self._equal: dict[object, Advances] = {}
        # A style is beside what is found by its identity, to be kept alive.
        self._styles: dict[int, tuple[ComputedStyle, Advances | None]] = {}

    def clear(self) -> None:
        """Forget everything."""
        self._equal.clear()
        self._styles.clear()

    def of(self, text: str, style: ComputedStyle, shape: Shape) -> list[float]:
        """Return the advance of each character of a text in a style, in pixels."""
        known = self._known(style)
        return shape(text) if known is None else known.of(text, shape)

    def expect(self, texts: Iterable[str], style: ComputedStyle, shape: Shape) -> None:
        """Shape what is not known of texts in a style."""
        known = self._known(style)
        if known is not None:
            known.expect(texts, shape)

    def _known(self, style: ComputedStyle) -> Advances | None:
        known = self._styles.get(id(style))
        if known is None:
            if len(self._styles) >= MOST_STYLES:
                self.clear()
            known = self._styles[id(style)] = style, self._in(style)
        return known[1]

    def _in(self, style: ComputedStyle) -> Advances | None:
        if style["letter_spacing"] != "normal" or style["word_spacing"]:
            return None
        return self._equal.setdefault((style.font_config, set_by(style)), Advances())


known_advances = KnownAdvances()
