"""Sizes of files, read and written in decimal units: 1 MB is 1,000,000 bytes."""

from __future__ import annotations

import re

from exporter.errors import UsageError

UNITS = ("B", "kB", "MB", "GB")
WRITTEN = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([kmg]?)b?\s*", re.IGNORECASE)


def size_of(size: float) -> str:
    """Write a number of bytes: 1.2 MB."""
    unit = 0
    while size >= 999.5 and unit < len(UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{size:.1f} {UNITS[unit]}" if unit and size < 10 else f"{size:.0f} {UNITS[unit]}"


def bytes_of(text: str) -> int:
    """Read `50MB`, `800 kB` or `1.5GB` as bytes; empty is 0. Raises `UsageError`."""
    if not text.strip():
        return 0
    found = WRITTEN.fullmatch(text)
    size = int(float(found[1]) * 1000 ** " kmg".index(found[2].lower() or " ")) if found else 0
    if not size:
        raise UsageError(f"`{text}` is not a size of a file, write 50MB or 800kB")
    return size
