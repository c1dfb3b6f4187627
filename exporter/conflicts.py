"""Conflicts that git left in a text: both versions of some lines, between marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from exporter.patterns import CODE_FENCE, pattern

MARK = pattern(r"<{7}(?: .*)?|={7}|>{7}(?: .*)?")
MESSAGE = "has a conflict that git left (`<<<<<<<`, `=======`, `>>>>>>>`)"
ADVICE = "keep one of the two versions and delete the marks"


class _Conflict(NamedTuple):
    """The lines, from 0, on which the marks of a conflict stand."""

    start: int
    middle: int
    end: int


def conflicts(text: str, first_line: int = 1) -> Iterator[int]:
    """Yield the line on which each conflict begins; not those shown as code in Markdown."""
    for found in _conflicts(text.split("\n") if "<<<<<<<" in text else ()):
        yield first_line + found.start


def without(text: str) -> str:
    """Return a text with the first version of each conflict, every line where it was."""
    if "<<<<<<<" not in text:
        return text
    lines = text.split("\n")
    for found in list(_conflicts(lines)):
        lines[found.start] = ""
        lines[found.middle : found.end + 1] = [""] * (found.end + 1 - found.middle)
    return "\n".join(lines)


def _conflicts(lines: Sequence[str]) -> Iterator[_Conflict]:
    start = middle = -1
    is_code = False
    for number, line in enumerate(lines):
        is_code ^= bool(CODE_FENCE.match(line))
        mark = "" if is_code or not MARK.fullmatch(line) else line[0]
        if mark == "<":
            start, middle = number, -1
        elif mark == "=" and start >= 0:
            middle = number
        elif mark == ">" and middle >= 0:
            yield _Conflict(start, middle, number)
            start = middle = -1
