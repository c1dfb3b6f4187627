"""Numbers of things in messages: `1 line`, `1,200 lines`."""

from __future__ import annotations


def amount(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun in English; `many` is a plural that is not `one` with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
