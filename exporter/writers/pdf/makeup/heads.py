"""Sizes of headlines: by rank, by columns, and so that their lines fill the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exporter.makeup.grid import SheetGrid
from exporter.model import WIDE, Article, Kind

LATIN_EM = 0.53
CHINESE_WIDE = re.compile(f"{WIDE.pattern}|[“”‘’—…·]")
SMALL_KINDS = (Kind.BRIEF, Kind.NOTICE)
RANKS = (1.0, 0.72, 0.6, 0.52)  # of the largest size, by rank
SPANS = (2.15, 3.3, 4.7, 5.5, 6.2, 6.8)  # largest size by columns, in body sizes
SMALL = 1.45
LEAST = 1.3
MOST_LINES = 4
STEPS = ((0.88, 3.0), (0.7, 12.0))  # smaller sizes, and what they cost: the last on full pages


@dataclass(frozen=True)
class HeadlineSize:
    """A size in points; `air` is the share of the width that its lines leave empty."""

    size: float
    run_on: bool
    loss: float
    air: float = 0
    joined: bool = False


def headline_sizes(
    article: Article, rank: int, columns: int, grid: SheetGrid
) -> list[HeadlineSize]:
    """Return the sizes to try for a headline over so many columns, the best first."""
    return list(_sizes(article, rank, columns, grid))


def _sizes(article: Article, rank: int, columns: int, grid: SheetGrid) -> Iterator[HeadlineSize]:
    body, width = grid.type.size, grid.span(columns) * 0.985
    small = article.kind in SMALL_KINDS
    most = SMALL * body if small else _most(rank, columns, grid) * body
    least = LEAST * body
    lines = [_ems(line) for line in article.headline]
    whole = min(most, width / max(lines))
    if whole >= most * 0.62 and len(lines) <= MOST_LINES:
        size = _half(whole)
        best = HeadlineSize(size, len(lines) == 1, 0, 1 - max(lines) * size / width)
    else:
        size = _half(_wrapped(article, most, least, width))
        best = HeadlineSize(size, True, 2, 0.12)
    yield best
    if len(lines) > 1 and columns > 2:
        joined = sum(lines) + 0.6 * (len(lines) - 1)
        size = _half(min(most, width / joined))
        if size >= most * 0.6:
            air = 1 - joined * size / width
            yield HeadlineSize(size, True, 2, air, joined=True)
    for step, loss in STEPS:
        size = _half(best.size * step)
        if size > least and not small:
            air = 1 - (1 - best.air) * step if not best.run_on or len(lines) == 1 else best.air
            yield HeadlineSize(size, best.run_on, best.loss + loss, air)


def _most(rank: int, columns: int, grid: SheetGrid) -> float:
    """Return the largest size in body sizes; columns wider than a tabloid's take a little more."""
    wide = (grid.span(columns) / 140) ** 0.25 if columns == 1 else 1
    share = RANKS[min(rank, len(RANKS)) - 1]
    span = SPANS[min(columns, len(SPANS)) - 1]
    return min(span * wide, SPANS[-1] * share)


def _wrapped(article: Article, most: float, least: float, width: float) -> float:
    """Choose the size at which a headline that runs on takes few, well filled lines."""
    whole = sum(_ems(line) for line in article.headline) + 0.5 * (len(article.headline) - 1)
    word = max(_word_ems(line) for line in article.headline)
    most = max(min(most, width / word), min(least, width / word))
    size = least
    for lines in range(1, MOST_LINES + 1):
        size = min(most, lines * width / (whole + 0.6 * (lines - 1) + 0.1))
        if size >= most * 0.82:
            break
    return max(size, min(least, width / word))


def _half(size: float) -> float:
    """Round down to half points."""
    return int(size * 2) / 2


def _ems(line: str) -> float:
    # Marks that Chinese and Latin share are as wide as Chinese where they stand in it.
    wide = CHINESE_WIDE if WIDE.search(line) else WIDE
    return sum(1.0 if wide.match(character) else LATIN_EM for character in line) or 1.0


def _word_ems(line: str) -> float:
    return max((_ems(word) for word in WIDE.sub(" ", line).split()), default=1.0)
