"""Boxes in Markdown, `::: pullquote` … `:::`, whose first line names none, or that have no end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.content.remarks import Remark
from exporter.content.slips import RULE
from exporter.nearest import meant
from exporter.patterns import CODE_FENCE
from exporter.shortened import shortened

# A box within its story, a sentence of it in large type, and lines that are kept.
BOXES = {"sidebar": "aside", "pullquote": 'aside class="pullquote"'}
VERSE = ("verse", "poem")
KNOWN = (*BOXES, *VERSE)
NAMES = (*sorted(BOXES), VERSE[0])  # those that advice names
MARK = re.compile(r" {0,3}(:{3,})[ \t]*(?:\{\.)?([\w-]*)([^\n]*)")
LONGEST = 40  # characters of a mark that a message shows


def box_marks(source: str) -> Iterator[Remark]:
    """Yield a remark for each first line of a box of another name, and each box without its end."""
    if ":::" not in source:
        return
    opened: list[tuple[str, bool, str]] = []
    lines = source.split("\n")
    for line, mark, rest in _marks(lines):
        name = mark[2]
        if name:
            is_known = name in KNOWN
            opened.append((line.strip(), is_known, f"{line}\n{rest}"))
            if not is_known:
                yield _unknown(line.strip(), name)
        elif not mark[3].strip() and opened:
            opened.pop()
    yield from (_endless(words, needle) for words, is_known, needle in opened if is_known)


def _marks(lines: list[str]) -> Iterator[tuple[str, re.Match[str], str]]:
    """Yield each line that begins with `:::`, and the one after it; none of those in code."""
    in_code = False
    for line, rest in zip(lines, [*lines[1:], ""], strict=True):
        in_code ^= bool(CODE_FENCE.match(line))
        mark = None if in_code else MARK.match(line)
        if mark:
            yield line, mark, rest


def _unknown(line: str, name: str) -> Remark:
    message = f"`{shortened(line, LONGEST)}` is printed as typed: no box has this name"
    return Remark(RULE, message, meant(name, NAMES), line)


def _endless(line: str, needle: str) -> Remark:
    message = f"no `:::` ends `{shortened(line, LONGEST)}`: all that follows is in it"
    return Remark(RULE, message, "write `:::` on a line of its own below its last line", needle)
