"""Moves a figure that has no room at the foot of a column behind the text that has.

WeasyPrint ends a column where a figure does not fit, and leaves the foot white; at the head of a
story it leaves the whole foot of the sheet. Here text comes first, as far as the column has room,
and the figure stands in the next one. It never leaves its article, and is never put between a
heading and its text. Columns are tried out at several heights, so that what was moved is moved back
before the next try.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

from weasyprint.formatting_structure import boxes

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box

    from exporter.engine.patched.paragraph import SkipStack

APART = ("figure", "aside")  # what stands beside a text and not in it
HEAD, PARTS = "article-head", "div"  # class of what is kept with a figure; element of parted texts


class Parent(Protocol):
    """Whatever has children."""

    children: Sequence[Box]


@dataclass
class Run:
    """Children of a box from its `first` one on that are set in columns."""

    box: Box
    first: int
    children: Sequence[Box]


class Moves:
    """The figures that were moved in a box of columns, the latest last."""

    def __init__(self) -> None:
        self.made: list[list[tuple[Parent, Sequence[Box]]]] = []
        self.begun: dict[str, int] = {}

    def begin(self, place: str) -> None:
        """Undo what was moved when the box was set from a place on, and all since then."""
        self.back(self.begun.setdefault(place, len(self.made)))

    def back(self, number: int) -> None:
        """Undo all moves but so many."""
        while len(self.made) > number:
            for parent, children in self.made.pop():
                parent.children = children

    def behind(self, run: Run, place: SkipStack) -> bool:
        """Move the figure that comes next at a place behind the text below it, if it is one."""
        parent, index = _next_block(run, place)
        siblings = list(parent.children)
        figure, rest = siblings[index], siblings[index + 1 :]
        if not _is_apart(figure) or not rest:
            return False
        changed: list[tuple[Parent, list[Box]]] = []
        if _is_parted(rest[0]):
            inner = list(rest[0].children)
            end = after_text(inner)
            changed.append((rest[0], [*inner[:end], figure, *inner[end:]]))
            siblings[index:] = rest
        else:
            end = after_text(rest)
            siblings[index:] = [*rest[:end], figure, *rest[end:]]
        changed.append((parent, siblings))
        if end and isinstance(parent, Run):
            own = run.box.children
            changed.append(
                (run.box, [*own[: run.first], *siblings, *own[run.first + len(siblings) :]])
            )
        if end:
            self.change(changed)
        return bool(end)

    def change(self, changed: Sequence[tuple[Parent, Sequence[Box]]]) -> None:
        """Give boxes other children."""
        self.made.append([(each, each.children) for each, _ in changed])
        for each, children in changed:
            each.children = children


_all: WeakKeyDictionary[Box, Moves] = WeakKeyDictionary()


def moves_of(box: Box) -> Moves:
    """Return the figures that were moved in a box, for as long as it is there."""
    return _all.setdefault(box, Moves())


def _next_block(run: Run, place: SkipStack) -> tuple[Parent, int]:
    """Return the parent and number of the block that comes at a place: a figure below a head."""
    parent: Parent = run
    while True:
        ((index, place),) = (place or {0: None}).items()
        block = parent.children[index]
        if place is None and _is_head(block) and index + 1 < len(parent.children):
            index += 1
            block = parent.children[index]
        if not _has_blocks(block) or _is_apart(block):
            return parent, index
        parent = block


def _has_blocks(box: Box) -> bool:
    return (
        isinstance(box, boxes.BlockBox)
        and bool(box.children)
        and not isinstance(box.children[0], boxes.LineBox)
        and not _is_head(box)
    )


def _is_head(box: Box) -> bool:
    return box.element is not None and HEAD in (box.element.get("class") or "").split()


def _is_apart(box: Box) -> bool:
    return box.element_tag in APART and box.is_in_normal_flow()


def _is_parted(box: Box) -> bool:
    return box.element_tag == PARTS and _has_blocks(box)


def after_text(blocks: Sequence[Box]) -> int:
    """Return the number of blocks up to the end of the first text; 0 if there is none."""
    for number, box in enumerate(blocks, 1):
        if _is_apart(box) or not box.is_in_normal_flow() or getattr(box, "is_table_wrapper", False):
            return 0
        is_kept = box.style["break_after"] == "avoid" or any(
            each.style["break_before"] == "avoid" for each in blocks[number : number + 1]
        )
        if not is_kept:
            return number
    return 0
