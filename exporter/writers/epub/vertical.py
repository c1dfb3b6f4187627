"""Vertical writing: the languages that have it, and the order of an article's parts."""

from __future__ import annotations

from exporter.errors import UsageError
from exporter.languages.tags import is_ideographic
from exporter.nearest import unknown
from exporter.xhtml import XHTML, Element, has_class

MODES = ("horizontal", "vertical")


def judge_writing(writing: str, language: str = "ja") -> None:
    """Raise `UsageError` for an unknown writing mode, or one that the language does not have."""
    if writing not in MODES:
        raise UsageError(unknown("writing mode", writing, MODES))
    if writing == "vertical" and not is_ideographic(language):
        raise UsageError(f"`{language}` is not written vertically, only Chinese and Japanese are")


def open_with_text(root: Element) -> None:
    """Move the pictures at an article's head behind its first paragraph.

    Beside a vertical headline, a phone has no room for a picture: the story would open with it,
    on a screen of its own.
    """
    for article in root.iter(f"{XHTML}article"):
        body = next((each for each in article if has_class(each, "body")), None)
        if body is None or not len(body) or body[0].tag != f"{XHTML}p":
            continue
        for place, figure in enumerate(article.findall(f"{XHTML}figure"), 1):
            body.insert(place, figure)
