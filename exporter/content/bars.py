"""Markdown tables with faults: their bars are printed as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

PARAGRAPH = re.compile(r"<(?:p|li|td|th|dd)\b[^<>]*>([^<>]*\|.*?)</(?:p|li|td|th|dd)>", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
# The line under a table's head, and any line of a table with bars at both ends.
DASHES = re.compile(r"\s*\|?(?:\s*:?[-–—]+:?\s*\|)+(?:\s*:?[-–—]+:?\s*)?\|?\s*")
ROW = re.compile(r"\s*[|｜].*[|｜].*[|｜]\s*")


def broken_tables(xhtml: str) -> Iterator[str]:
    """Yield the first line of each paragraph of a body that was to be a table."""
    for match in PARAGRAPH.finditer(xhtml):
        lines = unescape(TAG.sub("", match[1])).split("\n")
        rows = sum(bool(ROW.fullmatch(line)) for line in lines)
        if any(map(DASHES.fullmatch, lines)) or rows > 1:
            yield next(line for line in lines if "|" in line or "｜" in line).strip()
