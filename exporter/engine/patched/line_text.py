"""The text of a justified line: its gaps, and its marks with a blank half."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.engine.patched.spacing import HAN
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
# Characters without width belong to the character before them.
ATTACHED = (
    "\u00ad\u0300-\u036f\u200b-\u200d\u2060\u3099\u309a\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
# Stands in a line's text for a box that is not text; such boxes behave like Han characters.
OBJECT = "\ufffc"

HAS_IDEOGRAPH = re.compile(f"[{IDEOGRAPHIC}]")
# One match for each character that is followed by a gap.
GAP = re.compile(
    f"(?!{IN_NUMBER})[{SPACES}]"
    f"|(?![{ATTACHED}])[{IDEOGRAPHIC}{OBJECT}](?=[{ATTACHED}]*[^{SPACES}{ATTACHED}])"
    f"|[^{SPACES}{ATTACHED}{IDEOGRAPHIC}{OBJECT}](?=[{ATTACHED}]*"
    f"(?![{ATTACHED}])[{IDEOGRAPHIC}{OBJECT}])"
)
# Indents made of spaces stay as wide as they are.
INDENT = re.compile(f"[{SPACES}\u3000]*")
JOINERS = "\u200b\u2060"
LONE_MARK = re.compile(
    f"[{CLOSING}{STOPS}](?![\u200b\u2060]*[{OPENING}{CLOSING}{STOPS}…—])"
    f"|(?:(?<=[{HAN}])|(?<=[{HAN}][\u200b\u2060]))[{OPENING}]"
)
# Characters that are not drawn, and so are not part of a text that is read from a page.
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def find_gaps(text: str) -> list[int]:
    """Return the indexes of the characters of a line that room may be added after."""
    indent = INDENT.match(text)
    start = indent.end() if indent else 0
    end = len(text.rstrip(SPACES))
    return [match.start() for match in GAP.finditer(text, start, end)]


def lone_marks(text: str) -> Iterator[int]:
    """Yield the indexes of full-width marks that have no other beside their blank half.

    Before an opening mark there must be a Han character: others may be narrower than the blank.
    """
    for mark in LONE_MARK.finditer(text):
        yield mark.start()


def mark_gaps(text: str) -> Iterator[int]:
    """Yield the indexes of the characters after which a mark has its blank half."""
    for index in lone_marks(text):
        if text[index] in OPENING:
            yield len(text[:index].rstrip(JOINERS)) - 1
        else:
            yield index
