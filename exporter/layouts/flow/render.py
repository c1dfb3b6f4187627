"""The flow layout: every page of the issue takes as many sheets as it needs.

The front page and each page of the issue are laid out apart: what takes memory is then one of
them, and not the whole issue.
"""

from __future__ import annotations

from collections.abc import Iterable

from exporter.edition import Edition
from exporter.engine.boxes import Document, Page, Render
from exporter.engine.font_configuration import font_configuration
from exporter.engine.patched.kept import keeper
from exporter.engine.renderer import renderer
from exporter.layouts.flow.pages import flow_style, make_front, make_page, pages_with_sheets
from exporter.options import Options

# So many headlines fit one front page; how many sheets more of them take is tried out.
FEW = 120
# How often the pages are laid out again because the front page takes another number of sheets.
ATTEMPTS = 3
# Sheets from which on their memory matters more than the time that it takes to keep them small.
MANY = 60


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

    def front(self, pages: Iterable[Page], first: int = 1) -> Document:
        """Return the document of the front page, which names the sheets of `pages`."""
        sheets: dict[str, int] = {}
        for number, page in enumerate(pages, first):
            for anchor in page.anchors:
                sheets.setdefault(anchor, number)
        return self.render(make_front(self.edition, self.options), self.style, sheets)

    def pages(self, first: int) -> list[Page]:
        """Return the sheets of all pages of the issue; `first` is the number of the first."""
        laid_out: list[Page] = []
        for page in pages_with_sheets(self.edition):
            html = make_page(self.edition, self.options, page, first + len(laid_out))
            pages = self.render(html, self.style).pages
            laid_out += pages if len(laid_out) < MANY else map(self.keep, pages)
        return laid_out
