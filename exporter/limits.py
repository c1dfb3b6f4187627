"""The budget of an issue: limits on content that takes too much memory or time.

The costs are counted, not timed, so that the same issue is refused on every machine. The numbers
keep a build under 10 seconds and 1 GB a part; `--limits 3` allows three times as much. All parts of
an issue together may have a few times what one may, so that many of them do not add up to hours.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from exporter.errors import UsageError
from exporter.findings import Finding
from exporter.model import Article, Issue, Picture
from exporter.table_grid import grid_size
from exporter.xhtml import Element, parse

ADVICE = "or allow more with --limits 10"
# Bytes of a picture as Pillow holds it, of which there are up to four copies at once.
PICTURE_BYTES = 200_000_000
# Cells of the grid of a table, each laid out about three times: 2 ms. It takes 1,000 rows of six.
TABLE_CELLS = 6_000
# Annotated words in an article, each a box in boxes.
RUBY = 1_500
# So many times what an article may have, all articles of an issue may: a minute or two.
ARTICLES = 5
# Pictures of the largest size that an issue may have, or more smaller ones: 5 gigapixels of JPEG.
PICTURES = 50
# Elements of all drawings of an issue: about 0.5 ms each, and one drawing has 20,000 at most.
DRAWN = 40_000
# Bytes of drawing instructions of a PDF, each use of a form counted.
PDF_CONTENT = 40_000_000

ELEMENT = re.compile(rb"<[A-Za-z]")

_factor: ContextVar[float] = ContextVar("limits", default=1.0)


@contextmanager
def raised(factor: float) -> Iterator[None]:
    """Allow `factor` times as much inside; raises `UsageError` for less than 1."""
    if not 1 <= factor <= 1000:
        raise UsageError(f"--limits {factor:g}: use a number from 1 to 1000")
    token = _factor.set(factor)
    try:
        yield
    finally:
        _factor.reset(token)


def allowed(limit: int) -> int:
    """Return how much is allowed of what has this limit."""
    return int(limit * _factor.get())


@dataclass(frozen=True)
class _Costs:
    """The parts of an article that are slow to lay out: tables with their cells, and ruby."""

    article: Article
    tables: tuple[Element, ...] = ()
    cells: tuple[int, ...] = ()
    ruby: tuple[Element, ...] = ()

    @classmethod
    def of(cls, article: Article) -> _Costs:
        """Count the parts of an article."""
        if "<table" not in article.body and "<ruby" not in article.body:
            return cls(article)
        body = parse(article.body)
        tables = tuple(body.iter("table"))
        cells = tuple(math.prod(grid_size(each)) for each in tables)
        return cls(article, tables, cells, tuple(body.iter("ruby")))


def layout_cost(article: Article) -> int:
    """Return the layout cost of an article: table cells and words with ruby."""
    costs = _Costs.of(article)
    return sum(costs.cells) + len(costs.ruby)


def costly(issue: Issue) -> Iterator[Finding]:
    """Yield a finding for each article that is too slow to lay out on pages."""
    found = [_Costs.of(article) for article in issue.articles]
    for costs in found:
        for table, cells in zip(costs.tables, costs.cells, strict=True):
            if cells > allowed(TABLE_CELLS):
                message = f"a table takes {cells:,} cells, the limit is {allowed(TABLE_CELLS):,}"
                yield _finding(issue, costs, [table], message, "split it over several articles")
        words = len(costs.ruby)
        if words > allowed(RUBY):
            message = f"has {words:,} words with ruby, the limit is {allowed(RUBY):,}"
            yield _finding(issue, costs, costs.ruby, message, "split the article")
    tables = [(each, sum(each.cells), each.tables) for each in found]
    yield from _in_all(issue, "cells of tables", TABLE_CELLS, tables)
    ruby = [(each, len(each.ruby), each.ruby) for each in found]
    yield from _in_all(issue, "words with ruby", RUBY, ruby)
    yield from costly_pictures(issue)


def costly_pictures(issue: Issue) -> Iterator[Finding]:
    """Yield a finding for pictures that together take too long, in any edition."""
    kinds = (
        ("elements in drawings", allowed(DRAWN), _elements),
        ("bytes in pictures when they are decoded", allowed(PICTURE_BYTES * PICTURES), _pixels),
    )
    for name, limit, cost in kinds:
        total = 0
        for picture in issue.pictures:
            total += cost(picture)
            if total > limit:
                message = f"with it, the issue has {total:,} {name}, the limit is {limit:,}"
                advice = f"use fewer or simpler pictures, {ADVICE}"
                yield Finding("issue-too-large", issue.below_root(picture.path), 0, message, advice)
                break


def _in_all(
    issue: Issue, name: str, most: int, found: Iterable[tuple[_Costs, int, Sequence[Element]]]
) -> Iterator[Finding]:
    """Yield the article with which all articles of an issue have too much of something."""
    total, limit = 0, allowed(most * ARTICLES)
    for costs, count, parts in found:
        total += count
        if total > limit:
            message = f"with it, the issue has {total:,} {name}, the limit is {limit:,}"
            yield _finding(issue, costs, parts, message, "split the issue")
            return


def _elements(picture: Picture) -> int:
    if picture.media_type != "image/svg+xml":
        return 0
    try:
        return len(ELEMENT.findall(picture.path.read_bytes()))
    except OSError:  # who draws it says so
        return 0


def _pixels(picture: Picture) -> int:
    is_drawing = picture.media_type == "image/svg+xml"
    return 0 if is_drawing else 2 * picture.width * picture.height


def _finding(
    issue: Issue, costs: _Costs, parts: Sequence[Element], message: str, advice: str
) -> Finding:
    """Return a finding at the first of some parts of an article."""
    path = issue.root / costs.article.source
    return Finding("issue-too-large", path, _line(path, parts[0]), message, f"{advice}, {ADVICE}")


def _line(path: Path, part: Element) -> int:
    """Return the line of the first words of a part in its source; 0 if they are not there."""
    words = next((text.strip() for text in part.itertext() if text.strip()), "")
    try:
        text = path.read_text(encoding="utf-8") if words else ""
    except (OSError, ValueError):
        return 0
    place = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) if words else None
    return text.count("\n", 0, place.start()) + 1 if place else 0
