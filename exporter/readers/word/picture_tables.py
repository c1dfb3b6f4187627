"""Tables that only arrange pictures and their captions, as editors set them in Word and WPS."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from exporter.readers.word.intermediate import words_in

LONGEST = 300  # characters of a caption


class Cell(NamedTuple):
    """A cell: its pictures, and its words on one line."""

    pictures: list[etree._Element]
    words: str


Row = list[Cell]
Captioned = list[tuple[etree._Element, str]]


def pictures_in_table(table: etree._Element) -> Captioned:
    """Return the pictures of a table with their captions; none if it has other text.

    A caption is in the cell of its picture, beside it if the row has no other, or below it.
    """
    if table.find(".//table") is not None or table.find(".//sup") is not None:
        return []
    rows = [[_cell(cell) for cell in row.iter("td", "th")] for row in table.iter("tr")]
    rows = [row for row in rows if any(cell.pictures or cell.words for cell in row)]
    if any(len(cell.words) > LONGEST or len(cell.pictures) > 1 for row in rows for cell in row):
        return []
    shown = [any(cell.pictures for cell in row) for row in rows]
    # A row of text is the captions of the row of pictures before it.
    if not shown or not shown[0] or any(not one and not other for one, other in pairwise(shown)):
        return []
    return _captioned(rows)


def _cell(cell: etree._Element) -> Cell:
    return Cell(list(cell.iter("img")), words_in(cell))


def _captioned(rows: list[Row]) -> Captioned:
    made: Captioned = []
    for row, below in pairwise([*rows, []]):
        if not any(cell.pictures for cell in row):
            continue
        given = _with_own(row)
        if not below or any(words for _, words in given) or any(cell.pictures for cell in below):
            made += given
        elif len(below) in (1, len(row)):
            made += _with_below(row, below)
        else:
            return []
    captions = sum(len(words) for _, words in made)
    every = sum(len(cell.words) for row in rows for cell in row)
    return made if captions == every else []


def _with_own(row: Row) -> Captioned:
    """Return the pictures of a row with the words in their cells, or beside the only one."""
    shown = [cell for cell in row if cell.pictures]
    beside = [cell.words for cell in row if cell.words and not cell.pictures]
    if len(shown) == 1 and len(beside) == 1 and not shown[0].words:
        return [(shown[0].pictures[0], beside[0])]
    return [(cell.pictures[0], cell.words) for cell in shown]


def _with_below(row: Row, below: Row) -> Captioned:
    """Return the pictures of a row with the words below them; one cell is for all of them."""
    if len(below) == len(row):
        pairs = zip(row, below, strict=True)
        return [(cell.pictures[0], under.words) for cell, under in pairs if cell.pictures]
    shown = [cell.pictures[0] for cell in row if cell.pictures]
    return [*((picture, "") for picture in shown[:-1]), (shown[-1], below[0].words)]
