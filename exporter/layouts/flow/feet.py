"""How much of each sheet stays empty at its foot, and which pages of the issue that is due to.

A page of the issue that begins at the head of a sheet, and those that follow it on the same sheets,
are laid out apart from others: their pictures may be larger where the last sheet stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exporter.engine.boxes import Box, content, is_line, is_parent
from exporter.engine.boxes import Page as Sheet
from exporter.layouts.papers import Grid
from exporter.layouts.trees import PX
from exporter.model import Page

LEAST = 0.1  # of the height of the type area: a smaller foot is left as it is


@dataclass(frozen=True)
class Group:
    """Pages of the issue that take whole sheets: the numbers of the first and of one beyond."""

    pages: tuple[Page, ...]
    first: int
    end: int


def groups(pages: Sequence[Page], names: Sequence[str], sheets: Sequence[Sheet]) -> Iterator[Group]:
    """Part pages of the issue, whose sections have `names`, at heads of sheets."""
    begun: list[Page] = []
    start = 0
    for page, name in zip(pages, names, strict=True):
        number, at_head = _place(name, sheets)
        if begun and at_head:
            yield Group(tuple(begun), start, number)
            begun, start = [], number
        begun.append(page)
    if begun:
        yield Group(tuple(begun), start, len(sheets))


def _place(name: str, sheets: Sequence[Sheet]) -> tuple[int, bool]:
    """Return the sheet on which something begins, and whether that is at its head.

    What a template of the user's gives no such `id` is taken for a part of what is before it.
    """
    found = (number for number, sheet in enumerate(sheets) if name in sheet.anchors)
    number = next(found, -1)
    if number < 0:
        return 0, False
    top = sheets[number].anchors[name][1]
    return number, top <= content(sheets[number]).position_y + 1


def foot(sheet: Sheet, grid: Grid) -> float:
    """Return the points below the content of a sheet, which end at the foot of its type area."""
    body = content(sheet)
    return body.position_y * PX + grid.height - _bottom(body) * PX


def _bottom(box: Box) -> float:
    """Return where the lines and pictures in a box end."""
    if is_line(box) or not is_parent(box) or not box.children:
        return box.position_y + box.margin_height()
    return max(_bottom(getattr(child, "_box", child)) for child in box.children)
