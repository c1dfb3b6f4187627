"""Sizes of headlines: by rank, by columns, and so that their lines fill the columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from exporter.languages.characters import join_lines
from exporter.languages.segmentation import Spans
from exporter.languages.weak_ends import end_costs
from exporter.layouts.kinds import SMALL_KINDS
from exporter.layouts.makeup.measure.headline_breaks import Ems, broken, filled, parted
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.larger_heads import GROWN, WIDOW
from exporter.model import Article
from exporter.units import half_points

LEAST = 1.3
MOST_LINES = 4
STEPS = ((0.88, 3.0), (0.7, 12.0))  # smaller sizes, and what they cost: the last on full pages
GROWN_LOSS = 5.0  # what a larger size than its rank has costs, beside a higher head
BELOW_LEAD = 0.85  # of the lead's largest size, that no other headline is larger than
LARGER = 1.12  # by which a line more has to make the type larger
CHOICES = 3
FULL = 0.985  # of the width that a line takes
# What it costs, at most, that a headline is smaller than it may be: the lead's more.
LESS, LESS_LEAD = 6.0, 24.0
REWORDED = 2.0  # lines other than the author's
LOST = 4.0  # a line that looks lost
ENDS_BADLY = 5.0  # a line that ends with a small word or inside a name, where its author's does not
LONG = (0.0, 0.0, 0.5, 2.0, 5.0)  # by number of lines
CLAUSE = re.compile(r"[，。：；！？　](?=.)|[,;:!?]\s")  # the end of a clause inside a line
PLAIN = LONG[3] + REWORDED + 0.5  # most that is lost by lines that end well: no more than three


Wordings = tuple[tuple[tuple[str, ...], float], ...]


@dataclass(frozen=True)
class HeadlineSize:
    """A size in points and the lines it is for; `air` is the share of the width left empty.

    `beside` is that beside the longest line.
    """

    size: float
    wording: tuple[str, ...]
    loss: float
    air: float = 0.0
    beside: float = 0.0


def headline_sizes(
    article: Article,
    rank: int,
    columns: int,
    grid: SheetGrid,
    wordings: Wordings,
    held: Spans = (),
) -> list[HeadlineSize]:
    """Return the sizes to try for a headline over a number of columns, the best first.

    `wordings` are the lines that it may be split into; none of them ends inside of what is `held`.
    """
    small = article.kind in SMALL_KINDS
    most = (grid.scale.brief if small else _most(rank, columns, grid)) * grid.type.size
    found = sorted(
        _sizes(article, rank, most, columns, grid, wordings), key=lambda each: each.loss
    ) or [_small(article, grid.span(columns), grid, held)]
    best, chosen = found[0], found[:CHOICES]
    for step, loss in STEPS[len(chosen) == CHOICES :]:
        smaller = half_points(best.size * step)
        if smaller > LEAST * grid.type.size and not small:
            air = 1 - (1 - best.air) * smaller / best.size
            beside = 1 - (1 - best.beside) * smaller / best.size
            chosen.append(HeadlineSize(smaller, best.wording, best.loss + loss, air, beside))
    if rank > 1:
        below = BELOW_LEAD * grid.scale.ranks[0] * grid.type.size
        sizes = _sizes(article, rank, min(GROWN * most, below), columns, grid, wordings)
        chosen += _grown(sizes, max(each.size for each in chosen))
    return chosen


def _grown(sizes: Iterable[HeadlineSize], usual: float) -> list[HeadlineSize]:
    """Return the best of larger sizes that is larger than the usual one, if there is one."""
    larger = sorted((size for size in sizes if size.size > usual), key=lambda each: each.loss)
    return [replace(size, loss=size.loss + GROWN_LOSS) for size in larger[:1]]


def _sizes(
    article: Article,
    rank: int,
    most: float,
    columns: int,
    grid: SheetGrid,
    wordings: Wordings,
) -> Iterator[HeadlineSize]:
    width, least = grid.span(columns) * FULL, LEAST * grid.type.size
    ems = grid.faces.headline.ems
    less = LESS_LEAD if rank == 1 else LESS
    known: dict[int, float] = {}
    for wording, loss in wordings:
        widths = [ems(line) or 1.0 for line in wording]
        size = half_points(min(most, width / max(widths)))
        # More lines are for larger type, and for nothing else.
        fewer = [known[lines] for lines in known if lines < len(wording)]
        if size < max(least, LARGER * max(fewer, default=0)) and wording != article.headline:
            continue
        if size < least:
            continue
        known[len(wording)] = size
        lost = LOST if min(widths) < WIDOW * max(widths) else 0
        air = 1 - sum(widths) * size / (len(wording) * width)
        beside = 1 - max(widths) * size / width
        yield HeadlineSize(size, wording, loss + lost + less * (1 - size / most), air, beside)


def _small(article: Article, width: float, grid: SheetGrid, held: Spans) -> HeadlineSize:
    """Return the size of a headline that takes more lines than others.

    A word that has no room in the size of the text is broken: it would be too small to read.
    """
    ems, most, room = grid.faces.headline.ems, LEAST * grid.type.size, width * FULL
    text, least = join_lines(article.headline), half_points(grid.type.size)
    wording = filled(text, room / most, ems, held)
    size = half_points(min(most, room / (max(map(ems, wording)) or 1.0)))
    if size < least:
        size, wording = least, parted(text, room / least, ems, held)
    return HeadlineSize(size, wording, 2, 0.1)


def find_wordings(
    headline: tuple[str, ...], ems: Ems, held: Spans = (), language: str = ""
) -> Wordings:
    """Return ways to part a headline into lines, from few to many, and what is lost by each.

    `ems` measures a text in ems of its size; no line parts what is `held` of the joined headline:
    words, and what has a reading. Lines end where the `language` lets them end best.
    """
    joined, own = join_lines(headline), len(headline)
    costs = dict(end_costs(joined, language))
    found: list[tuple[tuple[str, ...], float]] = []
    for number in range(1, MOST_LINES + 1):
        wording = headline if number == own else broken(joined, number, ems, held, costs)
        if len(wording) == number:
            loss = LONG[number] + REWORDED * (own not in (1, number))
            loss += ENDS_BADLY * _bad_ends(wording, joined, costs) * (number != own)
            found.append((wording, loss))
    return tuple(found)


def plain_wordings(wordings: Wordings) -> tuple[tuple[str, ...], ...]:
    """Return the ways whose lines end well: of several, none goes on after a clause."""
    return tuple(
        wording
        for wording, loss in wordings
        if loss <= PLAIN and (len(wording) == 1 or not any(map(CLAUSE.search, wording)))
    )


def _bad_ends(lines: Sequence[str], joined: str, costs: Mapping[int, float]) -> float:
    """Return what it costs that the lines of a headline end where they do."""
    place, total = 0, 0.0
    for line in lines[:-1]:
        place = joined.index(line, place) + len(line)
        # By where the next line begins: after the space.
        total += max(0.0, costs.get(place + 1, 0.0))
    return total


def _most(rank: int, columns: int, grid: SheetGrid) -> float:
    """Return the largest size in body sizes; columns wider than a tabloid's take a little more."""
    wide = (grid.span(columns) / 140) ** 0.25 if columns == 1 else 1
    spans, ranks = grid.scale.columns, grid.scale.ranks
    span = spans[min(columns, len(spans)) - 1]
    return min(span * wide, ranks[min(rank, len(ranks)) - 1])
