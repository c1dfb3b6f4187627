"""Natural sort order: 2 before 10."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

DIGITS = re.compile(r"(\d+)")
SHAPE = str.maketrans("123456789", "0" * 9)


@lru_cache(maxsize=1 << 16)  # each run sorts thousands of issues
def natural(name: str) -> tuple[tuple[tuple[int, str], ...], str]:
    """Sort key in which 2 comes before 10."""
    parts = DIGITS.split(name)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts), name


def naturally(names: Iterable[str]) -> list[str]:
    """Sort names in natural order; quickly where they only differ in digits, such as dates."""
    found = list(names)
    shapes = {name.translate(SHAPE) for name in found}
    return sorted(found, key=natural if len(shapes) > 1 else None)
