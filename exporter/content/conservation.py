"""Text in = text out + what a finding names: compare texts regardless of their setting.

Only letters and digits count, of any script, in their compatibility form (Unicode NFKC: ligatures,
full-width letters, radicals), for spaces, hyphens, list numbers and brackets differ by edition.
"""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from html.parser import HTMLParser

from exporter.content.elements import VOID
from exporter.languages.characters import HAN
from exporter.patterns import pattern

SWITCH = "EXPORTER_DEBUG"
# Their content is not text of the page: code, alternatives, drawings.
UNSEEN = frozenset("annotation annotation-xml head rp script style svg template".split())
WORD = pattern(rf"[{HAN}]|[^\W_]+")
MAX_NAMED = 5
# The numbers of notes get the digits of the language, Arabic or Persian.
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


def is_on() -> bool:
    """Whether `EXPORTER_DEBUG=text` asks for every stage to be compared with the one before."""
    return "text" in os.environ.get(SWITCH, "").split(",")


def letters(text: str) -> Counter[str]:
    """Count the letters and digits of a text."""
    return Counter(filter(str.isalnum, _plain(text)))


def lost(source: str, result: str) -> list[str]:
    """Return the first words of `source` that are not in `result`; nothing if all letters are."""
    missing = letters(source) - letters(result)
    if not missing:
        return []
    there = "".join(letter for letter in _plain(result) if letter.isalnum())
    words = dict.fromkeys(WORD.findall(_plain(source)))
    gone = [word for word in words if word not in there]
    return (gone or ["".join(sorted(missing.elements()))[:40]])[:MAX_NAMED]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(DIGITS)


def visible_text(html: str) -> str:
    """Return the visible text of HTML, by a parser that the product itself does not use."""
    parser = _Visible()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)


class _Visible(HTMLParser):
    """Collects text outside of elements that are not seen."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in UNSEEN and tag not in VOID:
            self.hidden.append(tag)
        self.parts.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Ignore empty elements such as `<path/>`."""

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            del self.hidden[self.hidden.index(tag) :]
        self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)
