"""The budget of an issue: what of it takes so much memory or time that it is refused.

The costs are counted, not timed, so that the same issue is refused on every machine. The numbers
keep a build under 10 seconds and 1 GB a part; `--limits 3` allows three times as much. All parts of
an issue together may have a few times what one may, so that many of them do not add up to hours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from exporter.errors import UsageError
from exporter.findings import Finding
from exporter.model import Article, Issue, Picture

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

TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
CELL = re.compile(r"<t[dh]\b[^>]*>")
SPAN = re.compile(r'colspan="(\d+)"')
WORDS = re.compile(r">\s*([^<>\s][^<>]*?)\s*<")
RUBY_TAG = re.compile(r"<ruby\b")
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


def table_cells(xhtml: str) -> int:
    """Return the cells of the grids of all tables in XHTML."""
    return sum(map(grid_cells, TABLE.findall(xhtml)))


def costly(issue: Issue) -> Iterator[Finding]:
    """Yield what of the articles of an issue takes too long to lay out on pages."""
    for article in issue.articles:
        for table in TABLE.findall(article.body):
            cells = grid_cells(table)
            if cells > allowed(TABLE_CELLS):
                message = f"a table takes {cells:,} cells, the limit is {allowed(TABLE_CELLS):,}"
                yield _finding(issue, article, table, message, "split it over several articles")
        words = ruby_words(article.body)
        if words > allowed(RUBY):
            message = f"has {words:,} words with ruby, the limit is {allowed(RUBY):,}"
            first = article.body[article.body.find("<ruby") :]
            yield _finding(issue, article, first, message, "split the article")
    yield from _in_all(issue, "cells of tables", TABLE_CELLS * ARTICLES, table_cells, "<table")
    yield from _in_all(issue, "words with ruby", RUBY * ARTICLES, ruby_words, "<ruby")
    yield from costly_pictures(issue)


def costly_pictures(issue: Issue) -> Iterator[Finding]:
    """Yield what of the pictures of an issue takes too long together, in every edition."""
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
    issue: Issue, name: str, most: int, count: Callable[[str], int], tag: str
) -> Iterator[Finding]:
    """Yield the article with which all articles of an issue have too much of something."""
    total, limit = 0, allowed(most)
    for article in issue.articles:
        total += count(article.body)
        if total > limit:
            message = f"with it, the issue has {total:,} {name}, the limit is {limit:,}"
            part = article.body[max(article.body.find(tag), 0) :]
            yield _finding(issue, article, part, message, "split the issue")
            return


def ruby_words(xhtml: str) -> int:
    """Return the annotated words in XHTML."""
    return len(RUBY_TAG.findall(xhtml))


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


def grid_cells(table: str) -> int:
    """Return the cells of the grid of a table in XHTML: its rows times its columns."""
    rows = ROW.findall(table)
    return len(rows) * max(map(_columns, rows), default=0)


def _columns(row: str) -> int:
    spans = (SPAN.search(cell) for cell in CELL.findall(row))
    return sum(int(span[1]) if span else 1 for span in spans)


def _finding(issue: Issue, article: Article, xhtml: str, message: str, advice: str) -> Finding:
    path = issue.root / article.source
    return Finding("issue-too-large", path, _line(path, xhtml), message, f"{advice}, {ADVICE}")


def _line(path: Path, xhtml: str) -> int:
    """Return the line of the first words of a part in its source; 0 if they are not there."""
    words = WORDS.search(xhtml)
    try:
        text = path.read_text(encoding="utf-8") if words else ""
    except (OSError, ValueError):
        return 0
    place = re.search(rf"(?<!\w){re.escape(words[1])}(?!\w)", text) if words else None
    return text.count("\n", 0, place.start()) + 1 if place else 0
