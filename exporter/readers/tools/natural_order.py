"""The order in which people number files: 2 before 10."""

from __future__ import annotations

import re

DIGITS = re.compile(r"(\d+)")


def natural(name: str) -> tuple[list[tuple[int, str]], str]:
    """Sort key in which 2 comes before 10."""
    parts = DIGITS.split(name)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], name
