"""HTML as a sequence of tokens: every tag with its partner; what only looks like a tag is text.

An HTML parser takes `a <b c` for a tag and drops it, and all after an open `<title>` for its
content. Here a tag has a name and an end, and content that is not closed is not swallowed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape

from exporter.content.elements import FLAGS, RAW, VOID
from exporter.patterns import pattern

# Attributes with quoted values that hold no angle bracket, else any quoted values, else anything.
TOKEN = pattern(
    r"<!--(?:>|->|.*?-->)"
    r"|<!\[CDATA\[(?P<cdata>.*?)\]\]>"
    r"|<!(?:doctype|\[(?:end)?if)\b[^<>]*>|<\?xml\b[^<>]*>"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s<>/\"'=&;,]*)"
    r"(?P<attributes>(?:(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*+>"
    r"|(?=[\s/])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>"
    r"|(?=[\s/])[^<>]*>))",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = pattern(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
# Tags inside a raw element show that it was never closed.
BLOCK_INSIDE = pattern(r"</?(?:p|div|h[1-6]|ul|ol|table|blockquote)\b", re.IGNORECASE)


@dataclass
class Token:
    """A tag, or text where `name` is empty; `raw` is as it was written.

    `partner` is the index of the other tag of an element, -1 if there is none.
    """

    raw: str
    name: str = ""
    is_end: bool = False
    partner: int = -1

    @property
    def is_text(self) -> bool:
        """Whether it is text."""
        return not self.name

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes, names in small letters, the first of each."""
        found: dict[str, str] = {}
        inside = self.raw[1 + len(self.name) : -1]
        for name, *values in ATTRIBUTE.findall(inside):
            found.setdefault(name.lower(), unescape("".join(values)).strip())
        return found

    @property
    def has_attributes(self) -> bool:
        """Whether anything is in the tag beside its name."""
        return bool(self.raw[1 + len(self.name) : -1].strip(" \t\r\n/"))


def tokens(html: str) -> list[Token]:
    """Split HTML into tokens, without comments."""
    found: list[Token] = []
    unclosed: set[str] = set()
    place = 0
    while match := TOKEN.search(html, place):
        start, place = place, match.end()
        name = (match["name"] or "").lower()
        if name and not match["end"] and _reads_as_prose(match["attributes"]):
            place = match.start() + 1
            found.append(Token(html[start : match.start()] + "&lt;"))
            continue
        found.append(Token(html[start : match.start()]))
        if match["cdata"]:
            found.append(Token(escape(match["cdata"], quote=False)))
        if name:
            found.append(Token(match[0], name, bool(match["end"])))
        if name in RAW and not match["end"] and name not in unclosed:
            end = _raw_end(html, name, place)
            if end is None or _swallows(html, name, place, end):
                unclosed.add(name)
            else:
                found.append(Token(html[place:end]))
                place = end
    found.append(Token(html[place:]))
    kept = [token for token in found if token.name or token.raw]
    pair(kept)
    return kept


def _raw_end(html: str, name: str, place: int) -> int | None:
    match = re.compile(rf"</{name}\b", re.IGNORECASE).search(html, place)
    return match.start() if match else None


def _swallows(html: str, name: str, place: int, end: int) -> bool:
    """Whether an element of text would hold blocks: its end tag is that of another one."""
    may_hold_tags = name in ("script", "style", "iframe")
    return not may_hold_tags and BLOCK_INSIDE.search(html, place, end) is not None


def _reads_as_prose(attributes: str) -> bool:
    """Whether a tag contains words: `a <b the tide is high>`, `<bo at example>`."""
    if "=" in attributes or not attributes.strip(" \t\r\n/>"):
        return False
    words = attributes.rstrip("/>").split()
    return any(word.lower() not in FLAGS and not word.startswith("data-") for word in words)


def pair(row: list[Token]) -> None:
    """Find the partner of each tag by its name, if there is one."""
    opened: dict[str, list[int]] = {}
    for index, token in enumerate(row):
        if token.is_text or token.name in VOID:
            continue
        if not token.is_end:
            opened.setdefault(token.name, []).append(index)
        elif opened.get(token.name):
            token.partner = opened[token.name].pop()
            row[token.partner].partner = index


def as_text(markup: str) -> str:
    """Return text of HTML with every bracket in it as a character."""
    return markup.replace("<", "&lt;").replace(">", "&gt;")
