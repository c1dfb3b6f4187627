"""Incomplete footnotes: a mark without its note, a note without its mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from exporter.patterns import TAG, pattern

MARK = pattern(r"\[\^([^\]\s\[]{1,60})\]")
NOTE = pattern(r"^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*)$", re.MULTILINE)
SHOWN = pattern(r"\[\^([^\]\s]{1,60})\]:")
CODE = pattern(r"<(code|pre)\b.*?</\1>", re.DOTALL)
LONGEST = 60  # characters of a note that a message shows


def marks_alone(xhtml: str) -> Iterator[str]:
    """Yield the marks, such as `[^1]`, that a text prints because they have no note."""
    words = unescape(TAG.sub("", CODE.sub("", xhtml)))
    yield from dict.fromkeys(match[0] for match in MARK.finditer(words))


def notes_alone(source: str, xhtml: str) -> Iterator[tuple[str, str]]:
    """Yield mark and words of notes in Markdown without a mark in the text: they are lost."""
    called = {match[1].lower() for match in MARK.finditer(NOTE.sub(r"\2", source))}
    shown = {match[1] for match in SHOWN.finditer(unescape(TAG.sub("", xhtml)))}
    for match in NOTE.finditer(source):
        if match[1].lower() not in called and match[1] not in shown:
            yield f"[^{match[1]}]", match[2].strip()[:LONGEST]
