"""The words below the name of the publication: its motto, and the date line with what it says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from exporter.edition import Edition
from exporter.findings import Finding
from exporter.languages.characters import WIDE
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.stylesheet import points
from exporter.model import Page

# In ems of the usual type, as the style sheet has them: the date line and the space between its
# facts; the motto, the space between its Chinese characters, and the least that it may be.
FACTS, APART = 0.95, 1.0
MOTTO, SPACED, LEAST = 1.2, 0.2, 0.7
SLANTED = 1.03  # the motto is in italics, which may be a little wider
# What has no room is left out: the last of these first; the date and the number stay.
NAMES = ("date", "number", "cn_number", "issn", "publisher", "editor")
STAY = 2


def facts(edition: Edition, page: Page, grid: SheetGrid) -> list[str]:
    """Return what the date line says of the issue and its publication, as far as there is room."""
    return [*_fitting(edition, page, grid).values()]


def motto(edition: Edition, room: float, grid: SheetGrid) -> tuple[str, str]:
    """Return the motto, and CSS by which it stands on one line of `room` points; nothing without.

    The CSS is empty where it fits as the style sheet has it.
    """
    text = edition.issue.publication.tagline
    spaced = SPACED * len(text) if WIDE.search(text) else 0
    ems = SLANTED * grid.faces.deck.ems(text) + spaced
    size = room / grid.type.size / max(ems, 1)
    if size >= MOTTO:
        return text, ""
    return (text, f"font-size:{points(size * grid.type.size)}") if size >= LEAST else ("", "")


def left_out(edition: Edition, page: Page, room: float, grid: SheetGrid) -> Iterator[Finding]:
    """Yield a finding for what has no room below the name of the publication."""
    wanted, fitting = _facts(edition, page), _fitting(edition, page, grid)
    lost = (name for name in wanted if name not in fitting)
    publication = edition.issue.publication
    cut = ("tagline",) if publication.tagline and not motto(edition, room, grid)[0] else ()
    for name in chain(cut, lost):
        message = f"`{name}` has no room below the name of the publication"
        yield Finding("pdf-makeup-over", edition.issue.origin, 0, message, "make it shorter")


def _facts(edition: Edition, page: Page) -> dict[str, str]:
    publication, words = edition.issue.publication, edition.labels
    found = (
        edition.date,
        edition.number,
        words.cn_number.format(publication.cn_number) if publication.cn_number else "",
        words.issn.format(publication.issn) if publication.issn else "",
        words.publisher.format(publication.publisher) if publication.publisher else "",
        words.editor.format(page.editor) if page.editor else "",
    )
    return {name: fact for name, fact in zip(NAMES, found, strict=True) if fact}


def _fitting(edition: Edition, page: Page, grid: SheetGrid) -> dict[str, str]:
    found = _facts(edition, page)
    width = grid.span(grid.columns // 2 if grid.fold else grid.columns)
    room = width / grid.type.size / FACTS + APART
    for name in reversed(NAMES[STAY:]):
        if sum(grid.faces.label.ems(fact) + APART for fact in found.values()) <= room:
            break
        found.pop(name, None)
    return found
