"""Classes of characters: Han, and what is as wide as Han."""

from __future__ import annotations

import re

# For use inside the brackets of a regular expression.
HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WIDE_RANGE = f"{HAN}\u3000-\u30ff\uff00-\uff60"
WIDE = re.compile(f"[{WIDE_RANGE}]")


def join_lines(lines: tuple[str, ...]) -> str:
    """Join the lines of a headline: Chinese with a full-width space, other scripts with one."""
    text = ""
    for line in lines:
        wide = bool(text and WIDE.match(text[-1]) and WIDE.match(line[:1]))
        text += ("\u3000" if wide else " ") * bool(text) + line
    return text
