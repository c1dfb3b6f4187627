"""The ear (报眼): the box beside the masthead, with what the issue puts there, or the contents."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from exporter.edition import Edition
from exporter.edition.documents import page_document
from exporter.edition.style.definition import EarContents
from exporter.engine.typeface import Typeface
from exporter.languages.bound import whole_spans
from exporter.languages.characters import join_lines
from exporter.languages.segmentation import glued
from exporter.layouts.makeup.measure.headline_breaks import filled
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.stylesheet import points
from exporter.model import EarWords, Page

HEAD_LINES = 1.25
SIZE = 0.9  # of body type
PADDING = 1.2  # ems at both sides together
OWN_PADDING = 0.8  # lines above and below the issue's own words together


def ear_html(edition: Edition, picture: str, box: str, grid: SheetGrid, lines: float) -> str:
    """Return the ear in a box measured in ems of body type and lines; empty if it has nothing.

    `picture` is the name of the resource that the issue's own ear shows, `box` its CSS.
    """
    ear, second = edition.issue.ear, edition.issue.second_ear
    if ear is not None and picture:
        return edition.render_document("makeup/ear.html", ear=ear, picture=picture, box=box)
    if ear is not None:
        return words_html(edition, ear, box, grid, lines, second)
    pages = list(pages_in_ear(edition, grid, lines))
    if not pages:
        return ""
    taken = [_lines(page, _inner(grid), grid.faces.label, edition.language) for page in pages]
    air = _air(len(pages), lines - HEAD_LINES - sum(taken), edition.style.settings.ear, grid)
    entries = [_entry(edition, page) for page in pages]
    return edition.render_document("makeup/ear.html", ear=None, entries=entries, box=box, air=air)


def words_html(
    edition: Edition,
    ear: EarWords,
    box: str,
    grid: SheetGrid,
    lines: float,
    other: EarWords | None = None,
) -> str:
    """Return an ear of words alone, in a box as that of `ear_html`.

    Large words are not larger than those of the `other` ear.
    """
    style = edition.style.settings.ear
    ear = seen_words(ear, style, grid, lines)
    scale = _scale(ear, style, grid, lines)
    if other and scale > 1:
        scale = max(1, min(scale, _scale(other, style, grid, lines)))
    spare = _room(ear, grid, lines) - _taken(ear, grid.faces.label, _inner(grid), scale)
    values = {"box": box + _size(scale, grid), "air": _air(len(ear.text), spare, style, grid)}
    return edition.render_document("makeup/ear.html", ear=ear, picture="", **values)


def seen_words(ear: EarWords, style: EarContents, grid: SheetGrid, lines: float) -> EarWords:
    """Return an ear with those of its lines that have room at its smallest size."""
    face, width, least = grid.faces.label, _inner(grid), min(style.sizes)
    while ear.text and _taken(ear, face, width, least) > _room(ear, grid, lines):
        ear = ear.model_copy(update={"text": ear.text[:-1]})
    return ear


def _inner(grid: SheetGrid) -> float:
    """Return the width of the ear's lines in ems."""
    return grid.column / grid.type.size / SIZE - PADDING


def _room(ear: EarWords, grid: SheetGrid, lines: float) -> float:
    """Return the lines below the title of an ear."""
    title = _broken(ear.title, grid.faces.label, _inner(grid)) if ear.title else 0
    return lines - OWN_PADDING - HEAD_LINES * title


def _scale(ear: EarWords, style: EarContents, grid: SheetGrid, lines: float) -> float:
    """Return the size of an ear's words, of the usual: the first of the style that has room.

    Words larger than the usual do not break into more lines for it.
    """
    width, room, face = _inner(grid), _room(ear, grid, lines), grid.faces.label
    usual = _taken(ear, face, width, 1)
    for scale in style.sizes:
        taken = _taken(ear, face, width, scale)
        if taken <= room and (scale <= 1 or taken < scale * usual + 0.1):
            return scale
    return min(style.sizes)


def _size(scale: float, grid: SheetGrid) -> str:
    if scale == 1:
        return ""
    size, line = points(scale * SIZE * grid.type.size), points(scale * grid.line)
    return f";font-size:{size};line-height:{line}"


def _air(entries: int, spare: float, style: EarContents, grid: SheetGrid) -> str:
    """Return the CSS that shares the lines to spare out above the entries of an ear."""
    if not entries or spare <= 0:
        return ""
    return f"margin-top:{points(min(spare / (entries + 1), style.air) * grid.line)}"


def _taken(ear: EarWords, face: Typeface, width: float, scale: float) -> float:
    """Return the usual lines that an ear's words take at a scale."""
    return scale * sum(_broken(line, face, width / scale) for line in ear.text)


def _broken(text: str, face: Typeface, width: float) -> int:
    """Return the lines that a text breaks into; a word that is too long breaks, too."""
    lines = filled(text, width, face.ems)
    return sum(max(1, math.ceil(face.ems(line.rstrip()) / width)) for line in lines)


def pages_in_ear(edition: Edition, grid: SheetGrid, lines: float) -> Iterator[Page]:
    """Yield the pages whose leads the ear shows, spread over the issue, as many as have room.

    `lines` is its height. None if the issue has words or a picture of its own for it.
    """
    pages = [page for page in edition.issue.pages[1:] if page.articles and not edition.issue.ear]
    most, face = edition.style.settings.ear.entries, grid.faces.label
    width, lines = _inner(grid), lines - HEAD_LINES
    taken = [_lines(page, width, face, edition.language) for page in pages]
    for chosen in _spread(len(pages), most):
        if sum(taken[place] for place in chosen) <= lines:
            yield from (pages[place] for place in chosen)
            return


def _spread(pages: int, most: int) -> Iterator[list[int]]:
    """Yield choices of pages at equal distances: as many as may be first, then from the front."""
    for number in range(min(most, pages), 0, -1):
        for first in range(pages // number):
            yield [first + place * pages // number for place in range(number)]


def _lines(page: Page, width: float, face: Typeface, language: str) -> int:
    # The first line has the label, others an indent. A mark that may not begin a line takes another
    # character down with it.
    label = "一" * math.ceil(face.ems(page.label)) + " "
    held = [(each, each + 2) for each in range(len(label) - 2)]
    for start, end in whole_spans(_lead(page), language):
        held.append((len(label) + start, len(label) + end))
    return len(filled(label + _lead(page), width - 1, face.ems, tuple(held)))


def _lead(page: Page) -> str:
    return join_lines(page.articles[0].headline)


def _entry(edition: Edition, page: Page) -> dict[str, object]:
    pages: Sequence[Page] = edition.issue.pages
    name = page_document(page, pages.index(page) + 1).removesuffix(".xhtml")
    return {"page": page, "target": name, "headline": glued(_lead(page), edition.language)}
