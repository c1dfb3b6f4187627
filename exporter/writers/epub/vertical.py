"""Vertical writing: short numbers stand upright in the line (縦中横, 纵中横)."""

from __future__ import annotations

import re

from lxml import etree

from exporter.errors import UsageError
from exporter.languages.characters import WIDE_RANGE
from exporter.languages.tags import is_ideographic
from exporter.nearest import unknown
from exporter.xhtml import XHTML, Element

MODES = ("horizontal", "vertical")
# One or two digits between wide characters; longer numbers lie on their side (JLREQ §3.2.5).
NUMBER = re.compile(f"(?<=[{WIDE_RANGE}])([0-9]{{1,2}}|[!?]{{2}})(?=[{WIDE_RANGE}])")


def judge_writing(writing: str, language: str = "ja") -> None:
    """Raise `UsageError` for an unknown writing mode, or one that the language does not have."""
    if writing not in MODES:
        raise UsageError(unknown("writing mode", writing, MODES))
    if writing == "vertical" and not is_ideographic(language):
        raise UsageError(f"`{language}` is not written vertically, only Chinese and Japanese are")


def set_upright(root: Element) -> None:
    """Mark short numbers in the text of a tree, in place."""
    for element in list(root.iter(etree.Element)):
        element.text, element[:0] = _marked(element.text)
        element.tail, spans = _marked(element.tail)
        for span in reversed(spans):
            element.addnext(span)


def _marked(text: str | None) -> tuple[str | None, list[Element]]:
    """Split a text: the part before its first short number, and the numbers with their tails."""
    if not text:
        return text, []
    first, *others = NUMBER.split(text)
    return first, [_span(*each) for each in zip(others[::2], others[1::2], strict=True)]


def _span(number: str, after: str) -> Element:
    span: Element = etree.Element(f"{XHTML}span", {"class": "upright"})
    span.text, span.tail = number, after
    return span
