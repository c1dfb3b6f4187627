"""How many lines things will take: estimates, good to a few per cent, before any layout.

They choose the size of pictures so that a page of the issue that nearly fits one sheet does.
Heights are in lines of the grid.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from lxml import etree

from exporter.engine.typeface import Typeface
from exporter.layouts.papers import Grid
from exporter.xhtml import Element

BLOCKS = frozenset("p h2 h3 h4 h5 h6 li figcaption tr figure aside table blockquote".split())
SPACE_AROUND = {"h2": 1, "h3": 1, "h4": 1, "figure": 1, "aside": 2, "table": 2, "blockquote": 2}


def text_lines(text: str, width: float, size: float, face: Typeface, indent: float = 0) -> int:
    """Estimate the lines of a paragraph; `width` and `size` are in points, `indent` in ems."""
    return max(1, math.ceil((face.ems(text) + indent) * size / width))


def body_lines(body: Element, grid: Grid) -> float:
    """Estimate the lines of a body in one column, without its pictures."""
    total = 0.0
    for kind, words in _blocks(body):
        total += SPACE_AROUND.get(kind, 0)
        if words:
            total += text_lines(words, grid.column, grid.type.size, grid.faces.text, 1)
    return total


def _blocks(body: Element) -> Iterator[tuple[str, str]]:
    """Yield each block of a body with its words up to the next one, in it or after it."""
    kind, words = "", list[str]()
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start" and element.tag in BLOCKS:
            if kind:
                yield kind, "".join(words).strip()
            kind, words = element.tag, []
        words.append((element.text if event == "start" else element.tail) or "")
    if kind:
        yield kind, "".join(words).strip()


def picture_lines(ratio: float, width: float, grid: Grid) -> int:
    """Return the lines of a picture, `width` points wide, with the space below.

    `ratio` is its height by its width.
    """
    height = min(width * ratio, grid.height * 0.6)
    return math.ceil(height / grid.type.line) + 1


def contents_lines(titles: list[list[str]], grid: Grid, columns: int, scale: float = 1) -> float:
    """Estimate the lines of the contents; `titles` are the headlines of each page.

    `scale` is the size of their type beside that on the front.
    """
    width = (grid.width - (columns - 1) * grid.gap) / columns / scale
    total = 0.0
    for page in titles:
        size, face = grid.type.size * 0.95, grid.faces.text
        lines = sum(text_lines(f"{title} 00", width, size, face, 1) for title in page)
        total += 1.75 + lines * 0.95
    return scale * (total / columns + 4)
