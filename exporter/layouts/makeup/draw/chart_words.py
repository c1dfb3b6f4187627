"""Drawings and charts whose words would be too large at the size that they are set at."""

from __future__ import annotations

from urllib.parse import quote

from exporter.edition import Resource
from exporter.edition.edition import DRAWING
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.pictures.svg.lettering import with_words_of
from exporter.xhtml import Element


def fit_words(image: Element, drawing: Resource, width: float, grid: SheetGrid) -> None:
    """Make the words of a drawing that is so many points wide no larger than the style allows.

    The picture then holds the drawing itself, as its file has larger ones.
    """
    file = drawing.file
    if file.media_type != DRAWING:
        return
    made = with_words_of(file.data, width, grid.drawing_words * grid.type.size)
    if made is not None and made.startswith(b"<svg "):
        image.set("src", f"data:{DRAWING},{quote(b' '.join(made.splitlines()))}")
