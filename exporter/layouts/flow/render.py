"""The flow layout: every page of the issue takes as many sheets as it needs.

A page of the issue begins on the sheet on which the one before ends, where that has room; the style
sheet says how much. The front page and some pages of the issue at a time are laid out apart: what
takes memory is then these, and not the whole issue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exporter.edition import Edition
from exporter.engine.boxes import Document, Render
from exporter.engine.boxes import Page as Sheet
from exporter.engine.font_configuration import font_configuration
from exporter.engine.patched.kept import keeper
from exporter.engine.renderer import renderer
from exporter.layouts.flow.pages import (
    begins_a_sheet,
    flow_style,
    make_front,
    make_pages,
    pages_with_sheets,
)
from exporter.model import Page
from exporter.options import Options

# So many headlines fit one front page; how many sheets more of them take is tried out.
FEW = 120
# How often the pages are laid out again because the front page takes another number of sheets.
ATTEMPTS = 3
# Sheets from which on their memory matters more than the time that it takes to keep them small.
MANY = 60
# Characters of the pages laid out together, some ten sheets: what comes then begins a new sheet.
TOGETHER = 30_000


def lay_out(edition: Edition, options: Options) -> Document:
    """Return the document of an edition."""
    flow = _Flow(edition, options, renderer(edition, options.profile, font_configuration()))
    before = 1 if len(edition.issue.articles) <= FEW else len(flow.front([]).pages)
    for _ in range(ATTEMPTS):
        pages = flow.pages(before + 1)
        front = flow.front(pages, before + 1)
        if len(front.pages) == before:
            break
        before = len(front.pages)
    return front.copy([*front.pages, *pages])


class _Flow:
    def __init__(self, edition: Edition, options: Options, render: Render) -> None:
        self.edition, self.options, self.render = edition, options, render
        self.keep = keeper()
        self.style = flow_style(edition, options, apart=True)

    def front(self, pages: Iterable[Sheet], first: int = 1) -> Document:
        """Return the document of the front page, which names the sheets of `pages`."""
        sheets: dict[str, int] = {}
        for number, page in enumerate(pages, first):
            for anchor in page.anchors:
                sheets.setdefault(anchor, number)
        return self.render(make_front(self.edition, self.options), self.style, sheets)

    def pages(self, first: int) -> list[Sheet]:
        """Return the sheets of all pages of the issue; `first` is the number of the first."""
        laid_out: list[Sheet] = []
        for together in self.runs():
            html = make_pages(self.edition, self.options, together, first + len(laid_out))
            sheets = self.render(html, self.style).pages
            laid_out += sheets if len(laid_out) < MANY else map(self.keep, sheets)
        return laid_out

    def runs(self) -> Iterator[list[Page]]:
        """Part the pages of the issue into those that are laid out together."""
        run: list[Page] = []
        taken = 0
        for page in pages_with_sheets(self.edition):
            if run and (taken > TOGETHER or begins_a_sheet(page, self.edition.style)):
                yield run
                run, taken = [], 0
            run.append(page)
            taken += sum(len(article.text) for article in page.articles)
        if run:
            yield run
