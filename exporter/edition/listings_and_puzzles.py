"""Bodies of articles with their own setting: listings and puzzles."""

from __future__ import annotations

import copy
import re

from lxml import etree

from exporter.model import Kind
from exporter.patterns import pattern
from exporter.xhtml import Element, append_text

# 6:30, 06.30, 18：30, 6:30 pm; 06:00–07:30, each at the start of a line.
CLOCK = r"\d{1,2}[:.：]\d{2}(?:\s?[ap]\.?m\.?)?"
TIME = pattern(rf"\s*({CLOCK}(?:\s*[-–—～~]\s*{CLOCK})?)(?![\d:.：])[\s　,，、:：]*", re.I)
LEAST_SQUARE = 4  # rows: the smallest sudoku for children
LONGEST_SIGN = 3  # characters of the number of a crossword's square
BLOCKED = frozenset("■█⬛▇")


def set_kind(body: Element, kind: Kind) -> None:
    """Format a body by the article's kind: a column of times, the squares of a puzzle."""
    if kind is Kind.LISTING:
        for paragraph in list(body.iter("p")):
            _part_times(paragraph)
        return
    for table in body.iter("table"):
        if kind is Kind.PUZZLE or _is_puzzle(table):
            _draw_grid(table)


def _part_times(paragraph: Element) -> None:
    """Turn each line that begins with a time into a paragraph, its time in a span."""
    lines = _lines(copy.deepcopy(paragraph))
    entries: list[Element] = []
    for line in lines:
        if TIME.match(line.text or "") or not entries:
            entries.append(line)
        else:
            _join(entries[-1], line)
    timed = [(each, found) for each in entries if (found := TIME.match(each.text or ""))]
    if not timed:
        return
    for entry, found in timed:
        _mark_time(entry, found)
    for entry in entries:
        entry.tail = "\n"
        paragraph.addprevious(entry)
    paragraph.getparent().remove(paragraph)


def _lines(paragraph: Element) -> list[Element]:
    """Return the lines of a paragraph, parted by its breaks and before times."""
    lines = [etree.Element("p")]
    _add_text(lines, paragraph.text or "")
    for child in paragraph:
        tail, child.tail = child.tail or "", None
        if child.tag == "br":
            lines.append(etree.Element("p"))
        else:
            lines[-1].append(child)
        _add_text(lines, tail)
    return [line for line in lines if len(line) or (line.text or "").strip()]


def _add_text(lines: list[Element], text: str) -> None:
    """Add text to the last line; a line of the source that begins with a time is a new one."""
    first, *others = re.split(rf"\n(?=\s*{CLOCK})", text, flags=re.I)
    append_text(lines[-1], first)
    for other in others:
        lines.append(etree.Element("p"))
        append_text(lines[-1], other)


def _join(entry: Element, line: Element) -> None:
    """Put a line without a time below the one before it."""
    etree.SubElement(entry, "br").tail = line.text
    entry.extend(list(line))


def _mark_time(entry: Element, found: re.Match[str]) -> None:
    entry.set("class", "entry")
    time = etree.Element("span", {"class": "time"})
    time.text, time.tail = found[1], f" {entry.text[found.end() :]}"
    entry.text = None
    entry.insert(0, time)


def _is_puzzle(table: Element) -> bool:
    """Whether a table is a square of cells with a sign each, a third of them empty or black.

    That is a sudoku or a crossword in an article without `kind: puzzle`.
    """
    rows = [[" ".join(cell.itertext()).strip() for cell in row] for row in table.iter("tr")]
    if len(rows) < LEAST_SQUARE or any(len(row) != len(rows) for row in rows):
        return False
    cells = [cell for row in rows for cell in row]
    left = sum(not cell or cell in BLOCKED for cell in cells)
    return all(len(cell) <= LONGEST_SIGN for cell in cells) and left * 3 >= len(cells)


def _draw_grid(table: Element) -> None:
    """Make a table a grid: its black squares are black, the numbers of a crossword small."""
    cells = list(table.iter("td", "th"))
    black = [cell for cell in cells if "".join(cell.itertext()).strip() in BLOCKED]
    for cell in black:
        cell.set("class", "black")
    table.set("class", "grid crossword" if black else "grid")
