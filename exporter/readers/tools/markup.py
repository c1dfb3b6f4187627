"""Parse malformed HTML without a tree: every search is linear in the length of the page.

Saved pages have two bodies, unclosed items and blocks inside links; a parser's idea of what was
meant helps less than the text between two marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from exporter.patterns import pattern

ATTRIBUTE = pattern(r"([a-zA-Z_:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
TAG = pattern(r"</?[a-zA-Z!?][^<>]*>")
BREAK = pattern(r"<(?:br|/p|/div|/tr|/li|/h[1-6])\b[^<>]*>", re.IGNORECASE)
LINK = pattern(r"<a\b([^<>]*)>", re.IGNORECASE)
LINK_END = pattern(r"</a\s*>|<a\b", re.IGNORECASE)
SPACE = pattern(r"[ \t\r\n\f\v\xa0]+")


@dataclass(frozen=True)
class Link:
    """A link: its address and the markup in it, which ends at `stop`; the tag is at `start`."""

    href: str
    markup: str
    start: int
    stop: int


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag, their names in small letters, the first of each."""
    found: dict[str, str] = {}
    for name, *values in ATTRIBUTE.findall(tag):
        found.setdefault(name.lower(), unescape("".join(values)).strip())
    return found


def links(html: str) -> Iterator[Link]:
    """Yield the links of a page; one that is not closed ends where the next begins."""
    for match in LINK.finditer(html):
        end = LINK_END.search(html, match.end())
        stop = end.start() if end else len(html)
        href = attributes(match[1]).get("href", "")
        if href:
            yield Link(href, html[match.end() : stop], match.start(), stop)


def tags(html: str, name: str) -> Iterator[dict[str, str]]:
    """Yield the attributes of each element with this name, ignoring case."""
    for match in re.finditer(rf"<{name}\b([^<>]*)>", html, re.IGNORECASE):
        yield attributes(match[1])


def between(html: str, opening: str, closing: str, start: int = 0) -> str | None:
    """Return the text between two marks, ignoring case, searched from the character `start` on.

    None without the first mark; the rest of the text without the second, as in a page that is
    cut short.
    """
    lower = html.lower()
    begin = lower.find(opening.lower(), start)
    if begin < 0:
        return None
    begin += len(opening)
    end = lower.find(closing.lower(), begin)
    return html[begin : end if end >= 0 else len(html)]


def without(html: str, opening: str, closing: str, but: str = "") -> str:
    """Remove everything between two marks, the marks too; an open mark at the end stays.

    What has `but` in it stays.
    """
    lower, position = html.lower(), 0
    parts: list[str] = []
    while True:
        begin = lower.find(opening, position)
        end = lower.find(closing, begin + len(opening)) if begin >= 0 else -1
        if end < 0:
            return "".join([*parts, html[position:]])
        end += len(closing)
        kept = end if but and but in html[begin:end] else begin
        parts.append(html[position:kept])
        position = end


def without_code(html: str, but: str = "") -> str:
    """Remove comments, styles and scripts, but for scripts with `but` in them."""
    html = without(without(html, "<!--", "-->"), "<style", "</style>")
    return without(html, "<script", "</script>", but)


def lines(html: str) -> list[str]:
    """Return the text of some markup, a line for each break in it; empty lines are left out."""
    parts = BREAK.sub("\n", SPACE.sub(" ", html)).split("\n")
    return list(filter(None, map(text, parts)))


def text(html: str) -> str:
    """Return the text of some markup in one line."""
    return SPACE.sub(" ", unescape(TAG.sub("", html))).strip(" \u3000")
