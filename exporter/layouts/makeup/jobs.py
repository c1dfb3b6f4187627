"""The work on the pages of an edition: one job a page, or a spread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter.layouts.makeup.cells import is_tabular
from exporter.layouts.makeup.measure.long_tables import parted
from exporter.layouts.makeup.page import PageJob
from exporter.layouts.makeup.setting import Setting
from exporter.model import Article, Page, is_spread


def jobs(setting: Setting) -> list[PageJob]:
    """Return the work on every page of the edition."""
    articles = {each.article.id: each.printed for each in setting.edition.article_documents}
    return [
        PageJob(
            setting,
            pages[0],
            number,
            [each for article in articles_of(pages) for each in parted(articles[article.id], grid)],
            flows=is_tabular(pages),
            facing=pages[1] if len(pages) > 1 else None,
        )
        for number, pages in _spreads(setting)
        for grid in [setting.grid(spread=len(pages) > 1)]
    ]


def _spreads(setting: Setting) -> Iterator[tuple[int, list[Page]]]:
    """Yield each page with its number, or both pages of a spread with that of the first."""
    pages = setting.edition.issue.pages
    if setting.clear:
        pages = tuple(map(without_bleed, pages))
    number = 0
    while number < len(pages):
        found = list(pages[number : number + 1 + is_spread(pages, number)])
        yield number + 1, found
        number += len(found)


def articles_of(pages: Sequence[Page]) -> Iterator[Article]:
    """Yield the articles of pages in order."""
    return (article for page in pages for article in page.articles)


def without_bleed(page: Page) -> Page:
    """Return a page whose facsimile and advertisements stay in the printable area."""
    boxes = tuple(box.model_copy(update={"bleed": False}) for box in page.advertisements)
    facsimile = page.facsimile and page.facsimile.model_copy(update={"bleed": False})
    return page.model_copy(update={"advertisements": boxes, "facsimile": facsimile})
