"""Compare two PDFs page by page: text and appearance."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.amounts import amount
from exporter.checks.pdf.document import Document, Page, open_document
from exporter.findings import Box, Finding, Place, Severity
from exporter.guard import reason
from exporter.pdf.geometry import Rect

if TYPE_CHECKING:
    from PIL import Image

DPI = 100
# Of 255: antialiasing changes pixels by less.
DIFFERENT = 48
CELL_PX = 12  # 3 mm: differences in one cell, or in cells that touch, are one place
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\s\u3040-\u30ff\u3400-\u9fff]+")
HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
MOST_WORDS = 3_000  # above this, difflib ignores frequent words; otherwise it takes minutes
MOST_CHANGES = 40  # of text to report per page
LONGEST = 60  # characters of a text to show
ADVICE = "check that it is intended"
BROKEN = "pdf-content-broken"
LOOKS, WORDS, PAGES = "pdf-changed-look", "pdf-changed-text", "pdf-changed-pages"


@dataclass
class Pair:
    """A page in the new file and in the old one (None if missing), and their differences.

    `places` are rectangles in pixels of the pictures.
    """

    label: str
    new: Page | None
    old: Page | None
    pictures: list[Image.Image] = field(default_factory=list)
    places: list[tuple[int, int, int, int]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def compare(path: Path, before: Path) -> list[Pair]:
    """Return the pages of a PDF and an earlier one in pairs, with their differences.

    Pages are matched by label if labels are unique in both files, else by number. Raises
    `SourceError` or `InvalidSource` for a file that can't be read.
    """
    with open_document(path) as new, open_document(before) as old:
        pairs = list(_pairs(new, old))
        for pair in pairs:
            pair.findings += _changes(path, pair)
        for pair in pairs[-1:]:
            pair.findings += [*_unread(path, new), *_unread(before, old)]
        return pairs


def _pairs(new: Document, old: Document) -> Iterator[Pair]:
    by_label = all(
        all(each.labels) and len(set(each.labels)) == len(each.pages) for each in (new, old)
    )
    there = {_name(page, by_label): page for page in old.pages}
    for page in new.pages:
        name = _name(page, by_label)
        yield Pair(name, page, there.pop(name, None))
    for name, page in there.items():
        yield Pair(name, None, page)


def _unread(path: Path, document: Document) -> Iterator[Finding]:
    """Yield what could not be read of a document, so that nothing is known of its changes."""
    for problem in dict.fromkeys(document.problems):
        yield Finding(BROKEN, path, 0, problem, "export the page again", Severity.WARNING)


def _name(page: Page, by_label: bool) -> str:
    return page.label if by_label else str(page.number)


def _changes(path: Path, pair: Pair) -> Iterator[Finding]:
    new, old = pair.new, pair.old
    if new is None or old is None:
        told = "is gone" if new is None else "is new"
        yield _finding(PAGES, path, new, f"page {pair.label} {told}")
        return
    for message in _word_changes(_words(old), _words(new)):
        yield _finding(WORDS, path, new, message)
    pair.pictures = [_painted(old), _painted(new)]
    before, after = pair.pictures
    if before.size != after.size:
        yield _finding(LOOKS, path, new, f"page {pair.label} is of another size")
        return
    pair.places = different_places(before, after)
    if pair.places:
        boxes = tuple(_box(new, place) for place in pair.places)
        number = len(boxes)
        message = f"page {pair.label} looks different in {number} place{'s' * (number > 1)}"
        yield _finding(LOOKS, path, new, message, boxes)


def _finding(
    rule: str, path: Path, page: Page | None, message: str, boxes: tuple[Box, ...] = ()
) -> Finding:
    place = Place(page.number, page.label, boxes) if page else None
    return Finding(rule, path, 0, message, ADVICE, Severity.INFO, place)


def _words(page: Page) -> list[str]:
    try:
        text: str = page.document.reader[page.number - 1].get_textpage().get_text_range()
    except Exception as error:  # PDFium fails on a damaged page
        page.document.problems.append(f"page {page.number} can't be read ({reason(error)})")
        return []
    # How PDFium marks hyphens at line ends: they are not part of the word.
    return WORD.findall(re.sub("[\ufffe\x02]\\s*", "", text))


def _word_changes(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield a message for each change of the text."""
    junk = max(len(old), len(new)) > MOST_WORDS
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=junk)
    changes = [each for each in matcher.get_opcodes() if each[0] != "equal"]
    for _, start, end, first, last in changes[:MOST_CHANGES]:
        before, after = _text(old[start:end]), _text(new[first:last])
        if before and after:
            yield f"“{before}” became “{after}”"
        else:
            yield f"“{after}” is new" if after else f"“{before}” is gone"
    if len(changes) > MOST_CHANGES:
        yield f"{amount(len(changes) - MOST_CHANGES, 'more change')} to the text"


def _text(words: Sequence[str]) -> str:
    """Join words: Han characters without spaces, others with."""
    text = "".join(word if HAN.match(word) else f" {word} " for word in words)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _painted(page: Page) -> Image.Image:
    """Return a picture of a page; a grey one if PDFium can't render it."""
    from PIL import Image

    try:
        sheet = page.document.reader[page.number - 1]
        painted: Image.Image = sheet.render(scale=DPI / 72).to_pil().convert("RGB")
    except Exception as error:
        page.document.problems.append(f"page {page.number} can't be rendered ({reason(error)})")
        return Image.new("RGB", (DPI, DPI), "#ddd")
    return painted


def different_places(before: Image.Image, after: Image.Image) -> list[tuple[int, int, int, int]]:
    """Return rectangles (px) around the differences of two pictures of the same size."""
    from PIL import ImageChops

    bands = ImageChops.difference(before, after).split()
    strongest = bands[0]
    for band in bands[1:]:
        strongest = ImageChops.lighter(strongest, band)
    mask = strongest.point(lambda value: 255 * (value > DIFFERENT))
    cells = mask.reduce(CELL_PX).point(lambda value: 255 * (value > 0))
    width = cells.width
    marked = {divmod(n, width)[::-1] for n, value in enumerate(cells.tobytes()) if value}
    found = []
    while marked:
        found.append(_around(_group(marked), mask.size))
    return sorted(found)


def _group(marked: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Remove one cell and all cells connected to it from `marked`; return them."""
    todo, group = [marked.pop()], []
    while todo:
        x, y = todo.pop()
        group.append((x, y))
        near = {(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)} & marked
        marked -= near
        todo += near
    return group


def _around(cells: Sequence[tuple[int, int]], size: tuple[int, int]) -> tuple[int, int, int, int]:
    xs, ys = zip(*cells, strict=True)
    right, low = (max(xs) + 1) * CELL_PX, (max(ys) + 1) * CELL_PX
    return min(xs) * CELL_PX, min(ys) * CELL_PX, min(right, size[0]), min(low, size[1])


def _box(page: Page, place: tuple[int, int, int, int]) -> Box:
    """Convert a rectangle in px to mm from the top left of the trimmed page."""
    points = [value * 72 / DPI for value in place]
    left, top = page.crop[0], page.crop[3]
    rect: Rect = left + points[0], top - points[3], left + points[2], top - points[1]
    return page.mm(rect)
