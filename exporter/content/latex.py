"""Formulas in LaTeX in Markdown: they stay as they are typed."""

from __future__ import annotations

import re

from markdown_it.rules_inline.state_inline import StateInline

# Letters of the longest formula: each opening sign is looked for a closing one this far only, so
# that a text of opening signs alone takes time in proportion to its length.
LONGEST = 2000
# Pandoc's rule for `$`: no space inside it, no digit after it.
DOLLARS = re.compile(r"\$\$[^$]{1,2000}\$\$|\$(?=[^\s$])[^$\n]{0,400}(?<=[^\s\\$])\$(?![0-9$])")
# `\[` alone is a bracket that is not a link.
LATEX_SIGN = re.compile(r"\\[A-Za-z,;!]|[\^_=]")


def formula(state: StateInline, silent: bool) -> bool:
    """Leave a formula in LaTeX as it is typed: its backslashes do not escape."""
    if state.src[state.pos] not in "\\$":
        return False
    end = formula_end(state.src, state.pos, state.posMax)
    if end is None:
        return False
    if not silent:
        state.push("text", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def formula_end(source: str, start: int, limit: int) -> int | None:
    """Where the formula that starts at `start` ends; None if none does."""
    if source[start] == "$":
        match = DOLLARS.match(source, start, limit)
        return match.end() if match else None
    closing = {"(": "\\)", "[": "\\]"}.get(source[start + 1 : start + 2])
    if closing is None:
        return None
    close = source.find(closing, start + 3, min(limit, start + LONGEST))
    if close < 0:
        return None
    inside = source[start + 2 : close]
    if "\n" in inside if closing == "\\)" else not LATEX_SIGN.search(inside):
        return None
    return close + len(closing)
