"""Heights over any number of columns, from as few layouts as that takes.

What is on one line is on one line wherever that has room: such a head or caption is laid
out once, on a line of any length, and others of the same elements are not (see `alike`). Only what
has to break is laid out at each width that breaks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from exporter.engine import boxes
from exporter.engine.boxes import Document, ParentBox
from exporter.layouts.makeup.measure.alike import Alike, has_balanced_deck
from exporter.layouts.makeup.measure.known_texts import Block
from exporter.layouts.makeup.measure.one_line import Whole, height_of
from exporter.layouts.makeup.measure.slices import Lines
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.xhtml import Element

COMPUTED = ("head", "shot")  # kinds of pieces whose lines are computed where they break
SPARE = 1.003  # what a line may be wider at another size, by rounding


@dataclass(frozen=True)
class Piece:
    """What may be set over several columns: a headline at a size, the words of a picture, …

    `html` is set over `columns`. `whole` is the name of the box that has it on unbroken lines,
    `scale` its size beside that in the box; both may be missing. In a panel, it is `inset` points
    narrower than its columns.
    """

    name: str
    kind: str
    columns: int
    html: str
    whole: str = ""
    scale: float = 1
    inset: float = 0

    @property
    def box(self) -> str:
        """The piece in a box of its own."""
        return (
            f'<div class="measured {self.kind} over-{self.columns}" id="{self.name}">'
            f"{self.html}</div>"
        )


class Text(NamedTuple):
    """The text of an article: its name and its blocks."""

    name: str
    blocks: list[Block]


class Ruler:
    """The boxes of the articles of a page by name, and how high its pieces are."""

    def __init__(
        self,
        grid: SheetGrid,
        lay_out: Callable[[str], Document],
        alike: Alike | None = None,
    ) -> None:
        self.grid, self.lay_out, self.alike = grid, lay_out, alike or Alike()
        self.boxes: dict[str, ParentBox] = {}
        self.texts: dict[str, list[Lines]] = {}
        self.waiting: set[str] = set()
        self.wholes: dict[str, Whole] = {}
        self.computed: dict[str, float] = {}
        self.begun: set[str] = set()  # kinds of pieces that are laid out

    def compute_texts(self, texts: Sequence[Text]) -> None:
        """Compute the lines of texts, if blocks like all of theirs are known.

        A text whose blocks are like those of others, which are laid out first, waits for them.
        """
        known, taught = self.alike.texts, set[object]()
        ready = []
        for text in texts:
            missing = known.missing(text.blocks)
            if not missing:
                ready.append(text)
            elif missing <= taught and all(key is not None for _, key in missing):
                self.waiting.add(text.name)
            taught |= missing
        self._compute(ready)

    def learn_texts(self, texts: Sequence[Text]) -> None:
        """Learn from texts that were laid out, and compute those that waited for them."""
        known = self.alike.texts
        for text in texts:
            if text.name in self.boxes:
                known.learn(text.blocks, self.boxes[text.name])
        waiting = [text for text in texts if text.name in self.waiting]
        self._compute([text for text in waiting if not known.missing(text.blocks)])
        self.waiting.clear()

    def _compute(self, texts: Sequence[Text]) -> None:
        known = self.alike.texts
        known.expect(text.blocks for text in texts)
        for text in texts:
            lines = known.lines(text.blocks)
            if lines is not None:
                self.texts[text.name] = lines

    def read(self, name: str, tag: str, body: Element) -> Text:
        """Return the text of an article with an opening tag."""
        return Text(name, self.alike.texts.read(tag, body))

    def text(self, name: str) -> ParentBox | list[Lines]:
        """Return a text: its box, or its lines if it needed none."""
        return self.texts.get(name) or self.boxes[name]

    def compute(self, tag: str, piece: Piece) -> bool:
        """Compute the size of a piece on lines that do not break from one of the same elements.

        Returns whether it is known. The `tag` is that of the article.
        """
        if piece.name in self.texts or piece.name in self.waiting:
            return True
        if not piece.whole:
            return self.known(tag, piece) is not None
        if piece.name in self.boxes or piece.name in self.wholes:
            return True
        whole = self.alike.size_of(_elements(tag, piece))
        if whole:
            self.wholes[piece.name] = whole
        return whole is not None

    def is_first(self, tag: str, piece: Piece) -> bool:
        """Whether a piece is to be laid out before others, which may be computed from it then."""
        if self.compute(tag, piece):
            return False
        if not piece.whole:
            return not has_balanced_deck(piece.html)
        names = self.alike.names_of(_elements(tag, piece))
        is_begun = not self.begun.isdisjoint(names)
        self.begun.add(names[0])
        return not is_begun

    def measure(self, articles: Sequence[tuple[str, Sequence[Piece]]]) -> None:
        """Lay out boxes of articles, each given with its opening tag."""
        self._lay_out(articles)
        for tag, pieces in articles:
            for piece in pieces:
                if piece.whole and piece.name in self.boxes:
                    self.alike.learn(_elements(tag, piece), self.boxes[piece.name])

    def _lay_out(self, articles: Sequence[tuple[str, Sequence[Piece]]]) -> None:
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

    def known(self, tag: str, piece: Piece) -> float | None:
        """Return the height of a piece in points; None if it has to be laid out."""
        if piece.name in self.boxes:
            return height_of(self.boxes[piece.name])
        if piece.whole in self.boxes and piece.whole not in self.wholes:
            self.wholes[piece.whole] = Whole.of(self.boxes[piece.whole])
        whole = self.wholes.get(piece.whole)
        room = self.grid.span(piece.columns) - piece.inset
        if whole and whole.width * piece.scale * SPARE <= room:
            return whole.height * piece.scale
        return self._broken(tag, piece, room)

    def _broken(self, tag: str, piece: Piece, room: float) -> float | None:
        """Return the height of a piece whose lines break, computed from one of its elements."""
        if piece.kind not in COMPUTED:
            return None
        if piece.name not in self.computed:
            whole = replace(piece, columns=self.grid.columns)
            height = self.alike.height_in(_elements(tag, whole), room)
            if height is None:
                return None
            self.computed[piece.name] = height
        return self.computed[piece.name]

    def heights(self, tag: str, pieces: Iterable[Piece]) -> Mapping[str, float]:
        """Return the heights of pieces, all of which are known."""
        return {piece.name: self.known(tag, piece) or 0.0 for piece in pieces}


def _elements(tag: str, piece: Piece) -> str:
    """Return all that decides how a piece looks, but for the style."""
    return f"{tag}<{piece.kind} {piece.columns}>{piece.html}<"
