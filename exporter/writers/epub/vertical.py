"""Vertical writing: short numbers stand upright in the line (縦中横, 纵中横)."""

from __future__ import annotations

import re

from exporter.errors import UsageError
from exporter.languages.tags import script
from exporter.model import HAN

SCRIPTS = ("zh-hans", "zh-hant", "ja")
MODES = ("horizontal", "vertical")
WIDE = f"{HAN}\u3000-\u30ff\uff00-\uff60"
# One or two digits between wide characters; longer numbers lie on their side (JLREQ §3.2.5).
NUMBER = re.compile(f"(?<=[{WIDE}])([0-9]{{1,2}}|[!?]{{2}})(?=[{WIDE}])")
TEXT = re.compile(">[^<>]+<")


def judge_writing(writing: str, language: str = "ja") -> None:
    """Refuse a writing mode that is none, or that a language has not: `UsageError`."""
    if writing not in MODES:
        raise UsageError(f"there is no writing mode `{writing}`, use one of: {', '.join(MODES)}")
    if writing == "vertical" and script(language) not in SCRIPTS:
        raise UsageError(f"`{language}` is not written vertically, only Chinese and Japanese are")


def upright(body: str) -> str:
    """Mark the short numbers in the text of an XHTML fragment."""
    return TEXT.sub(lambda text: NUMBER.sub(r'<span class="upright">\1</span>', text[0]), body)
