"""The folder of the styles that come with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[2]


@cache
def styles_folder() -> Path:
    """Return the folder of styles: inside the package in a wheel, beside it in a checkout."""
    inside = PACKAGE / "styles"
    return inside if inside.is_dir() else PACKAGE.parent / "styles"
