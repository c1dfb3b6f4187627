"""The styles: found in a wheel, in an installed sdist and in a checkout alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from exporter.errors import UsageError

PACKAGE = Path(__file__).parent.parent


@cache
def folder() -> Path:
    """Return the folder of styles: inside the package when built, beside it in a checkout."""
    inside = PACKAGE / "styles"
    return inside if inside.is_dir() else PACKAGE.parent / "styles"


def names() -> list[str]:
    """Return the names of all styles."""
    return sorted(entry.name for entry in folder().iterdir() if entry.is_dir())


@cache
def stylesheet(style: str, file: str) -> str:
    """Return the text of `file` (`epub.css`, `print.css`) of a style; raises `UsageError`."""
    if style not in names():
        raise UsageError(f"there is no style `{style}`, use one of: {', '.join(names())}")
    return (folder() / style / file).read_text(encoding="utf-8")
