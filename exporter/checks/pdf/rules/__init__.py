"""The rules over PDFs, one file a family; importing them registers them."""

from exporter.checks.pdf.rules import (
    active,
    annotations,
    archive,
    black,
    boxes,
    colour,
    file,
    fonts,
    lines,
    nesting,
    outside,
    pages,
    pictures,
    resources,
    structure,
)

__all__ = [
    "active",
    "annotations",
    "archive",
    "black",
    "boxes",
    "colour",
    "file",
    "fonts",
    "lines",
    "nesting",
    "outside",
    "pages",
    "pictures",
    "resources",
    "structure",
]
