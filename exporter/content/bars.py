"""Markdown tables with faults: their bars are printed as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from exporter.patterns import TAG, pattern

PARAGRAPH = pattern(r"<(?:p|li|td|th|dd)\b[^<>]*>([^<>]*\|.*?)</(?:p|li|td|th|dd)>", re.DOTALL)
# The line under a table's head, and any line of a table with bars at both ends.
DASHES = pattern(r"\s*\|?(?:\s*:?[-–—]+:?\s*\|)+(?:\s*:?[-–—]+:?\s*)?\|?\s*")
ROW = pattern(r"\s*[|｜].*[|｜].*[|｜]\s*")
# A line of cells without bars at its ends.
OPEN_ROW = pattern(r"[^|｜]*[^|｜\s][ \t]+[|｜][ \t]+[^|｜\s].*")

# A cell separator: a bar that is not escaped.
BAR = pattern(r"(?<!\\)\|")
LONGEST = 60  # characters of lost words that a message shows


def cells_beyond(source: str, xhtml: str) -> Iterator[tuple[str, str]]:
    """Yield the line and the lost words of each row in Markdown that has more cells than its head.

    GitHub's Markdown drops them. Lines that are shown as they are, such as code, lose nothing.
    """
    shown = {line.strip() for line in unescape(TAG.sub("", xhtml)).split("\n")}
    columns = 0
    for line in source.split("\n"):
        if "|" not in line:
            columns = 0
        elif not columns and DASHES.fullmatch(line):
            columns = len(_cells(line))
        elif columns and line.strip() not in shown and any(_cells(line)[columns:]):
            yield line.strip(), " ".join(_cells(line)[columns:])[:LONGEST]


def _cells(line: str) -> list[str]:
    row = line.strip().removeprefix("|")
    return [cell.strip() for cell in BAR.split(row[:-1] if row.endswith("|") else row)]


def broken_tables(xhtml: str) -> Iterator[str]:
    """Yield the first line of each paragraph of a body that was meant as a table."""
    for match in PARAGRAPH.finditer(xhtml):
        lines = unescape(TAG.sub("", match[1])).split("\n")
        rows = sum(bool(ROW.fullmatch(line)) for line in lines)
        if any(map(DASHES.fullmatch, lines)) or rows > 1 or _is_open_table(lines):
            yield next(line for line in lines if "|" in line or "｜" in line).strip()


def _is_open_table(lines: list[str]) -> bool:
    """Whether all lines are rows of equally many cells, without bars at their ends."""
    cells = {len(_cells(line)) for line in lines if OPEN_ROW.fullmatch(line)}
    return len(lines) > 1 and all(map(OPEN_ROW.fullmatch, lines)) and len(cells) == 1
