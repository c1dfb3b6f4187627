"""How many lines things will take: estimates, good to a few per cent, before any layout.

They choose the size of pictures so that a page of the issue that nearly fits one sheet does.
Heights are in lines of the grid.
"""

from __future__ import annotations

import math
import re

from exporter.engine.typeface import Typeface
from exporter.layouts.papers import Grid

BLOCK = re.compile(r"<(p|h[2-6]|li|figcaption|tr|figure|aside|table|blockquote)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
SPACE_AROUND = {"h2": 1, "h3": 1, "h4": 1, "figure": 1, "aside": 2, "table": 2, "blockquote": 2}


def text_lines(text: str, width: float, size: float, face: Typeface, indent: float = 0) -> int:
    """Lines that a paragraph takes; `width` and `size` are in points, the indent in ems."""
    return max(1, math.ceil((face.ems(text) + indent) * size / width))


def body_lines(xhtml: str, grid: Grid) -> float:
    """Lines of a body in one column, pictures left out."""
    parts = BLOCK.split(xhtml)
    total = 0.0
    for kind, text in zip(parts[1::2], parts[2::2], strict=True):
        words = TAG.sub("", text).strip()
        total += SPACE_AROUND.get(kind, 0)
        if words:
            total += text_lines(words, grid.column, grid.type.size, grid.faces.text, 1)
    return total


def picture_lines(ratio: float, width: float, grid: Grid) -> int:
    """Lines of a picture of height / width `ratio`, set `width` points wide, with space below."""
    height = min(width * ratio, grid.height * 0.6)
    return math.ceil(height / grid.type.line) + 1


def contents_lines(titles: list[list[str]], grid: Grid, columns: int) -> float:
    """Lines of the contents on the front page; `titles` are the headlines page by page."""
    width = (grid.width - (columns - 1) * grid.gap) / columns
    total = 0.0
    for page in titles:
        size, face = grid.type.size * 0.95, grid.faces.text
        lines = sum(text_lines(f"{title} 00", width, size, face, 1) for title in page)
        total += 1.75 + lines * 0.95
    return total / columns + 4
