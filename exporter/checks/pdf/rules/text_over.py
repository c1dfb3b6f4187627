"""Rules of type that leaves its column: over other type, or into the gap beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.marks import Mark
from exporter.checks.pdf.rules.grouping import Faults, hits
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.pdf.geometry import Rect, meet
from exporter.profiles import Profile

# Shares of the type size, upwards from the foot of the em box: where letters have most ink.
FOOT, HEAD = 0.15, 0.6
OVER = 0.5  # by which one text covers another, along the line
ALIKE = 2.0  # times as large: a larger text lies behind on purpose, as a watermark does
SAME = 0.3  # by which the edges of a shadow differ from those of its text
GAP = 0.35  # between two texts of a line: the gap between columns is wider
EDGE = 0.75  # beyond the edge of a column; a mark that hangs is less
LINES = 4  # that begin at one edge make a column, if as many end at another
WIDEST_GAP = 4.0  # between columns
NEIGHBOURS = 3.0  # lines above and below


@rule(
    "pdf-text-over",
    "Text beyond its column",
    clause="ISO 32000-1, 9.4.3 (text showing); house rule",
    advice="break the word or the address, or give it more room",
    press=Severity.WARNING,
    screen=Severity.WARNING,
    archive=Severity.WARNING,
)
def text_over(document: Document, _: Profile) -> Iterator[Hit]:
    """Find text that is painted over other text, or that runs into the gap beside its column."""

    def faults(page: Page) -> Faults:
        texts = [mark for mark in page.texts() if not mark.hidden and mark.size > 0]
        level = [mark for mark in texts if _is_level(mark)]
        over = list(_over(level))
        yield from (("text runs over other text", mark) for mark in over)
        beyond = (mark for mark in _beyond(_lines(level)) if mark not in over)
        yield from (("text runs beyond its column", mark) for mark in beyond)

    yield from hits(document, faults)


def _is_level(mark: Mark) -> bool:
    left, bottom, right, top = mark.uncut or mark.box
    return abs(top - bottom - mark.size) < mark.size / 10 and right - left > mark.size / 4


def _core(mark: Mark) -> Rect:
    left, bottom, right, _ = mark.box
    return left, bottom + FOOT * mark.size, right, bottom + HEAD * mark.size


def _over(texts: list[Mark]) -> Iterator[Mark]:
    """Yield texts that are painted over others: the one that begins before the other."""
    cores = sorted(((_core(mark), mark) for mark in texts), key=lambda each: each[0][1])
    tallest = max((core[3] - core[1] for core, _ in cores), default=0)
    for index, (core, mark) in enumerate(cores):
        for other_core, other in cores[index + 1 :]:
            if other_core[1] > core[1] + tallest:
                break
            if _covers(core, mark, other_core, other):
                yield min(mark, other, key=lambda each: each.box[0])


def _covers(core: Rect, mark: Mark, other_core: Rect, other: Mark) -> bool:
    small, large = sorted((mark.size, other.size))
    across = meet(core, other_core)
    if across[2] - across[0] < OVER * small or across[3] - across[1] < (HEAD - FOOT) * small / 2:
        return False
    near = zip(mark.box, other.box, strict=True)
    is_shadow = all(abs(one - two) < SAME * small for one, two in near)
    return large <= small * ALIKE and not is_shadow


class Line(NamedTuple):
    """Texts of one size that follow each other on one line."""

    left: float
    right: float
    foot: float
    size: float
    last: Mark

    @property
    def font(self) -> str:
        """The name of the font that it ends in."""
        return self.last.font.name if self.last.font else ""


def _lines(texts: Iterable[Mark]) -> list[Line]:
    rows: dict[tuple[float, float], list[Mark]] = defaultdict(list)
    for mark in texts:
        rows[round(mark.size, 1), round(mark.box[1] / mark.size, 1)].append(mark)
    found: list[Line] = []
    for row in rows.values():
        row.sort(key=lambda mark: mark.box[0])
        first = row[0]
        ends = [one for one, after in pairwise(row) if _are_apart(one, after)]
        for last in [*ends, row[-1]]:
            found.append(Line(first.box[0], last.box[2], last.box[1], last.size, last))
            first = row[(row.index(last) + 1) % len(row)]
    return found


def _are_apart(one: Mark, after: Mark) -> bool:
    return abs(after.box[0] - one.box[2]) > GAP * one.size


def _beyond(lines: list[Line]) -> Iterator[Mark]:
    """Yield the ends of lines that are longer than the others of their column."""
    columns: dict[tuple[float, int], list[Line]] = defaultdict(list)
    sized: dict[float, list[Line]] = defaultdict(list)
    for line in lines:
        columns[round(line.size, 1), round(line.left)].append(line)
        sized[round(line.size, 1)].append(line)
    for (size, _), column in columns.items():
        edges = Counter(round(line.right) for line in column)
        edge, count = edges.most_common(1)[0]
        if count < LINES:
            continue
        wide = (line for line in column if line.right > edge + EDGE * size)
        for line in wide:
            beside = _beside(line, sized[size], edge)
            if _is_alone(line, column, edge) and beside and not _is_header(line, column, beside):
                yield line.last


def _is_alone(line: Line, column: list[Line], edge: float) -> bool:
    """Whether the lines around it end at the edge: one of several wide ones is no fault."""
    near = [each for each in column if _is_near(each, line) and each is not line]
    return bool(near) and all(each.right <= edge + EDGE * line.size for each in near)


def _beside(line: Line, others: list[Line], edge: float) -> list[Line]:
    """Return the lines beside which one leaves its column; none if they are only above or below."""
    found = [
        each
        for each in others
        if edge < each.left < edge + WIDEST_GAP * line.size and _is_near(each, line)
    ]
    feet = [each.foot - line.foot for each in found]
    is_between = feet and min(feet) < line.size / 2 and max(feet) > -line.size / 2
    return found if is_between else []


def _is_header(line: Line, column: list[Line], beside: list[Line]) -> bool:
    """Whether a line heads a column of a table: in a font that only the others of its row share."""
    fonts = Counter(each.font for each in column)
    row = [each for each in beside if abs(each.foot - line.foot) < line.size / 2]
    return line.font != fonts.most_common(1)[0][0] and line.font in {each.font for each in row}


def _is_near(one: Line, other: Line) -> bool:
    return abs(one.foot - other.foot) < NEIGHBOURS * other.size
