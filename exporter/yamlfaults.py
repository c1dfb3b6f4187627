"""Faults of hand-written YAML that can be named, and what the text is without them.

The parser of YAML stops at the first fault, and its words are for programmers. What people get
wrong again and again is looked for line by line, so that all of it is named at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from exporter.patterns import pattern
from exporter.shortened import shortened

KEY = r"(?P<before>[ ]*(?:-[ ]+)*)(?P<key>[A-Za-z_]+)"
WIDE_COLON = pattern(rf"{KEY}(?P<colon>[ ]*[：﹕︰]\s*)(?P<value>.*)")
TIGHT_COLON = pattern(rf"{KEY}:(?P<value>[^\s:/].*)")
SECOND_COLON = pattern(rf"{KEY}:[ ]+(?P<value>[^\s\"'\[{{|>#].*?:[ ].*|[^\s\"'\[{{|>#].*:)$")
RESERVED = pattern(rf"{KEY}:[ ]+(?P<value>(?:[@`%!]|[*&](?=\S)|-[ ]).*)")
AFTER_QUOTE = pattern(rf"{KEY}:[ ]+(?P<value>\"[^\"]*\"[^\s#].*|'[^']*'[^\s#'].*)")
TAB = pattern(r"(?P<before>[ ]*)\t[ \t]*(?P<value>\S.*)")


class Fault(NamedTuple):
    """A fault: its line (from 1), what is wrong, what is right."""

    line: int
    message: str
    advice: str


def without_faults(text: str, known: Collection[str], first_line: int) -> tuple[str, list[Fault]]:
    """Return a text that is no YAML without the faults that can be named, and these.

    `known` are the keys that the file may have, `first_line` is the number of its first line.
    """
    lines, faults = [], []
    for number, line in enumerate(text.split("\n"), first_line):
        for fix in FIXES:
            fixed, message, advice = fix(line, known)
            if message:
                faults.append(Fault(number, message, advice))
                line = fixed  # noqa: PLW2901  # a line may have several
        lines.append(line)
    return "\n".join(lines), faults


def wide_colons(text: str, known: Collection[str], first_line: int) -> Iterator[Fault]:
    """Yield the keys with a full-width colon, which YAML takes for text."""
    for number, line in enumerate(text.split("\n"), first_line):
        _, message, advice = _wide_colon(line, known)
        if message:
            yield Fault(number, message, advice)


Fixed = tuple[str, str, str]
FINE: Fixed = ("", "", "")


def _wide_colon(line: str, known: Collection[str]) -> Fixed:
    match = WIDE_COLON.fullmatch(line)
    if not match or match["key"] not in known:
        return FINE
    right = f"{match['key']}: {match['value']}".strip()
    message = f"`{match['key']}：` has a full-width colon"
    return match["before"] + right, message, f"write `{shortened(right, 50)}`, with `:` and a space"


def _tight_colon(line: str, known: Collection[str]) -> Fixed:
    match = TIGHT_COLON.fullmatch(line)
    if not match or match["key"] not in known:
        return FINE
    right = f"{match['key']}: {match['value']}"
    message = f"there is no space after `{match['key']}:`"
    return match["before"] + right, message, f"write `{shortened(right, 50)}`"


def _quoted(form: re.Pattern[str], what: str) -> Callable[[str, Collection[str]], Fixed]:
    def fix(line: str, _: Collection[str]) -> Fixed:
        match = form.fullmatch(line)
        if not match:
            return FINE
        value = match["value"].strip().replace("'", "''")
        right = f"{match['key']}: '{value}'"
        advice = f"put the whole text between quotation marks: `{shortened(right, 50)}`"
        return match["before"] + right, f"the text of `{match['key']}` {what}", advice

    return fix


def _tab(line: str, _: Collection[str]) -> Fixed:
    match = TAB.fullmatch(line)
    if not match:
        return FINE
    return match["before"] + match["value"], "is indented with a tab", "indent with spaces"


FIXES: tuple[Callable[[str, Collection[str]], Fixed], ...] = (
    _tab,
    _wide_colon,
    _tight_colon,
    _quoted(AFTER_QUOTE, "continues after its quotation marks"),
    _quoted(SECOND_COLON, "has a colon with a space, which begins a value in YAML"),
    _quoted(RESERVED, "begins with a character that has a special meaning in YAML"),
)
