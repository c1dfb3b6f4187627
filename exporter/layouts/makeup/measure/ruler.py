"""Heights over any number of columns, from as few layouts as that takes.

What is on one line is on one line wherever that has room: such a head or caption is laid
out once, on a line of any length. Only what has to break is laid out at each width that breaks it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from exporter.engine import boxes
from exporter.engine.boxes import Document, ParentBox
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.trees import PX

# A sum has other last digits at the top of a page than at its foot: an article has to measure the
# same, whichever others are measured with it.
DECIMALS = 6
SPARE = 1.003  # what a line may be wider at another size, by rounding


@dataclass(frozen=True)
class Piece:
    """What may be set over several columns: a headline at a size, the words of a picture, …

    `html` is set over `columns`. `whole` is the name of the box that has it on unbroken lines,
    `scale` its size beside that in the box; both may be missing.
    """

    name: str
    kind: str
    columns: int
    html: str
    whole: str = ""
    scale: float = 1

    @property
    def box(self) -> str:
        """The piece in a box of its own."""
        return (
            f'<div class="measured {self.kind} over-{self.columns}" id="{self.name}">'
            f"{self.html}</div>"
        )


@dataclass(frozen=True)
class Whole:
    """A box laid out on lines as long as need be: its height, and the width of the longest."""

    height: float
    width: float

    @classmethod
    def of(cls, box: ParentBox) -> Whole:
        """Measure a box; one that holds more than lines is endlessly wide."""
        return cls(_height(box), max(_widths(box, box.width), default=0) * PX)


def _height(box: ParentBox) -> float:
    """Return the height of a box in points."""
    return round(box.height * PX, DECIMALS)


def _widths(parent: ParentBox, around: float) -> Iterable[float]:
    """Yield the width of each line with the insets of the blocks around it, in pixels."""
    if sum(map(boxes.is_line, parent.children)) > 1:
        yield math.inf
    for child in parent.children:
        if boxes.is_line(child):
            indent = boxes.text_indent(parent)
            if indent is None or not _is_text(child):
                yield math.inf
            else:
                width = sum(each.margin_width() for each in child.children)
                yield width + indent + around - parent.width
        elif boxes.is_block(child) and child.is_in_normal_flow():
            yield from _widths(child, around)
        else:
            yield math.inf


def _is_text(parent: ParentBox) -> bool:
    return all(
        boxes.is_text(child) or (boxes.is_inline(child) and _is_text(child))
        for child in parent.children
    )


class Ruler:
    """The boxes of the articles of a page by name, and how high its pieces are."""

    def __init__(self, grid: SheetGrid, lay_out: Callable[[str], Document]) -> None:
        self.grid, self.lay_out = grid, lay_out
        self.boxes: dict[str, ParentBox] = {}
        self.wholes: dict[str, Whole] = {}

    def measure(self, articles: Sequence[tuple[str, Sequence[Piece]]]) -> None:
        """Lay out boxes of articles, each given with its opening tag."""
        html = "".join(
            f"{tag}{''.join(piece.box for piece in pieces)}</article>"
            for tag, pieces in articles
            if pieces
        )
        if not html:
            return
        for page in self.lay_out(html).pages:
            for article in boxes.descend(boxes.content(page)):
                for box in boxes.descend(article):
                    if name := boxes.attribute(box, "id"):
                        self.boxes.setdefault(name, box)

    def known(self, piece: Piece) -> float | None:
        """Return the height of a piece in points; None if it has to be laid out."""
        if piece.name in self.boxes:
            return _height(self.boxes[piece.name])
        if piece.whole not in self.boxes:
            return None
        if piece.whole not in self.wholes:
            self.wholes[piece.whole] = Whole.of(self.boxes[piece.whole])
        whole = self.wholes[piece.whole]
        fits = whole.width * piece.scale * SPARE <= self.grid.span(piece.columns)
        return whole.height * piece.scale if fits else None

    def heights(self, pieces: Iterable[Piece]) -> Mapping[str, float]:
        """Return the heights of pieces, all of which are known."""
        return {piece.name: self.known(piece) or 0.0 for piece in pieces}
