"""Formulas in LaTeX in Markdown: they stay as they are typed."""

from __future__ import annotations

import re

from markdown_it.rules_inline.state_inline import StateInline

# Pandoc's rule for `$`: no space inside it, no digit after it.
LATEX = re.compile(
    r"\\\((?:[^\\\n]|\\[^)])+?\\\)|\\\[(?:[^\\]|\\[^\]])+?\\\]"
    r"|\$\$[^$]{1,2000}\$\$|\$(?=[^\s$])[^$\n]{0,400}(?<=[^\s\\$])\$(?![0-9$])"
)
# `\[` alone is a bracket that is no link.
LATEX_SIGN = re.compile(r"\\[A-Za-z,;!]|[\^_=]")


def formula(state: StateInline, silent: bool) -> bool:
    """Leave a formula in LaTeX as it is typed: its backslashes are no escapes."""
    if state.src[state.pos] not in "\\$":
        return False
    match = LATEX.match(state.src, state.pos, state.posMax)
    if not match or (match[0].startswith("\\[") and not LATEX_SIGN.search(match[0][2:-2])):
        return False
    if not silent:
        state.push("text", "", 0).content = match[0]
    state.pos = match.end()
    return True
