"""Numbers that foreign sources state: versions, and widths of pictures in pixels."""

from __future__ import annotations

import re

DIGITS = re.compile(r"[0-9]{1,18}")  # Python refuses to read a number of thousands of digits


def number_in(text: str) -> int:
    """Return the number that a text of ASCII digits is; 0 for any other text."""
    return int(text) if DIGITS.fullmatch(text) else 0
