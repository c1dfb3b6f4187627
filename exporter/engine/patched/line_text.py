"""The text of a justified line: its gaps, and its marks with a blank half."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exporter.engine.beside_latin import HAN
from exporter.languages.punctuation import CLOSING, OPENING, STOPS

# Han, kana, bopomofo and their marks, full-width forms.
IDEOGRAPHIC = (
    "\u2e80-\u2fdf\u2ff0-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uffef\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
SPACES = " \u00a0"
# A no-break space between digits stays as wide as it is: a phone number is read at one glance.
IN_NUMBER = "(?<=[0-9)])\u00a0(?=[0-9(])"
SPACE = re.compile(f"(?!{IN_NUMBER})[{SPACES}]")
NUMBER_SPACE = re.compile(IN_NUMBER)
# Characters without width belong to the character before them.
ATTACHED = (
    "\u00ad\u0300-\u036f\u200b-\u200d\u2060\u3099\u309a\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
# Stands in a line's text for a box that is not text; such boxes behave like Han characters.
OBJECT = "\ufffc"

HAS_IDEOGRAPH = re.compile(f"[{IDEOGRAPHIC}]")
IS_ATTACHED = re.compile(f"[{ATTACHED}]")
# A letter for what each character is to gaps: it is quicker to look for these than for ranges.
ATTACHED_KIND, SPACE_KIND, WIDE_KIND, OTHER_KIND = "ASHL"
# Characters that no gap follows: far fewer than the others in most texts.
NO_GAP = re.compile("(?:A|H(?!A*[HL])|L(?!A*H))+")
# Indents made of spaces stay as wide as they are.
INDENT = re.compile(f"[{SPACES}\u3000]*")
JOINERS = "\u200b\u2060"
LONE_MARK = re.compile(
    f"[{CLOSING}{STOPS}](?![\u200b\u2060]*[{OPENING}{CLOSING}{STOPS}…—])"
    f"|[{OPENING}](?:(?<=[{HAN}].)|(?<=[{HAN}][\u200b\u2060].))"
)
# Characters that are not drawn, and so are not part of a text that is read from a page.
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


class _Kinds(dict[int, str]):
    """The kinds of characters, by their code points."""

    def __missing__(self, code: int) -> str:
        self[code] = kind = _kind(chr(code))
        return kind


def _kind(character: str) -> str:
    if IS_ATTACHED.match(character):
        return ATTACHED_KIND
    if character in SPACES:
        return SPACE_KIND
    is_wide = character == OBJECT or HAS_IDEOGRAPH.match(character)
    return WIDE_KIND if is_wide else OTHER_KIND


_kinds = _Kinds()


def find_gaps(text: str) -> list[int]:
    """Return the indexes of the characters of a line that room may be added after."""
    indent = INDENT.match(text)
    start = indent.end() if indent else 0
    end = len(text.rstrip(SPACES))
    kinds = text.translate(_kinds)
    found = list[int]()
    for match in NO_GAP.finditer(kinds, start, end):
        found += range(start, match.start())
        start = match.end()
    found += range(start, end)
    if "\u00a0" not in text:
        return found
    fixed = {match.start() for match in NUMBER_SPACE.finditer(text)}
    return [index for index in found if index not in fixed]


def lone_marks(text: str) -> Iterator[int]:
    """Yield the indexes of full-width marks that have no other beside their blank half.

    Before an opening mark there must be a Han character: others may be narrower than the blank.
    """
    for mark in LONE_MARK.finditer(text):
        yield mark.start()


def mark_gaps(text: str, marks: Iterable[int]) -> Iterator[int]:
    """Yield the indexes of the characters after which lone marks have their blank halves."""
    for index in marks:
        if text[index] in OPENING:
            yield len(text[:index].rstrip(JOINERS)) - 1
        else:
            yield index
