"""Vertical writing: short numbers stand upright in the line (縦中横, 纵中横)."""

from __future__ import annotations

import re

from exporter.errors import UsageError
from exporter.languages.characters import WIDE_RANGE
from exporter.languages.tags import is_ideographic
from exporter.nearest import unknown

MODES = ("horizontal", "vertical")
# One or two digits between wide characters; longer numbers lie on their side (JLREQ §3.2.5).
NUMBER = f"(?<=[{WIDE_RANGE}])([0-9]{{1,2}}|[!?]{{2}})(?=[{WIDE_RANGE}])"
TEXT = re.compile(">[^<>]+<")


def judge_writing(writing: str, language: str = "ja") -> None:
    """Refuse an unknown writing mode, or one that the language does not have: `UsageError`."""
    if writing not in MODES:
        raise UsageError(unknown("writing mode", writing, MODES))
    if writing == "vertical" and not is_ideographic(language):
        raise UsageError(f"`{language}` is not written vertically, only Chinese and Japanese are")


def upright(body: str) -> str:
    """Mark the short numbers in the text of an XHTML fragment."""
    return TEXT.sub(lambda text: re.sub(NUMBER, r'<span class="upright">\1</span>', text[0]), body)
