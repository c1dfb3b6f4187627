"""Natural sort order: 2 before 10."""

from __future__ import annotations

import re
from functools import lru_cache

DIGITS = re.compile(r"(\d+)")


@lru_cache(maxsize=1 << 16)  # each run sorts thousands of issues
def natural(name: str) -> tuple[tuple[tuple[int, str], ...], str]:
    """Sort key in which 2 comes before 10."""
    parts = DIGITS.split(name)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts), name
