"""The rules over PDFs, one file a family; importing them registers them."""

from exporter.checks.pdf.rules import (
    archive,
    black,
    boxes,
    colour,
    file,
    fonts,
    lines,
    outside,
    pages,
    pictures,
    structure,
)

__all__ = [
    "archive",
    "black",
    "boxes",
    "colour",
    "file",
    "fonts",
    "lines",
    "outside",
    "pages",
    "pictures",
    "structure",
]
