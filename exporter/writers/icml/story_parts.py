"""What a story is made of: paragraphs with a style, tables, and the pieces of their text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from exporter.model import Picture


@dataclass(frozen=True)
class Run:
    """Text of one look; `looks` are names of character styles, `link` is where it leads."""

    text: str
    looks: tuple[str, ...] = ()
    ruby: str = ""
    link: str = ""


@dataclass(frozen=True)
class Anchor:
    """A place that a link of the same story leads to."""

    name: str


@dataclass(frozen=True)
class Image:
    """A picture in the text, linked."""

    picture: Picture
    alt: str


@dataclass(frozen=True)
class Note:
    """A footnote at its mark."""

    blocks: tuple[Block, ...]


Piece = Run | Anchor | Image | Note


@dataclass
class Paragraph:
    """A paragraph; `number` starts the numbering of its list at a number."""

    style: str
    pieces: list[Piece] = field(default_factory=list)
    number: int | None = None


@dataclass(frozen=True)
class Cell:
    """A cell of a table, at its first column and row, counted from 0."""

    column: int
    row: int
    columns: int
    rows: int
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Grid:
    """A table; its first `header` and last `footer` rows are repeated in each frame."""

    rows: int
    columns: int
    header: int
    footer: int
    cells: Sequence[Cell]


Block = Paragraph | Grid
