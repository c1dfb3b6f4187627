"""Numbers of things in messages: `1 line`, `1,200 lines`."""

from __future__ import annotations


def amount(number: int, one: str) -> str:
    """Return a number with its noun in English, whose plural is `one` with an s."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"
