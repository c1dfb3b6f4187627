"""The fronts of an EPUB: of the issue, which is the front of its first page, and of its sections.

Together with the cover they are all of the navigation before the first story, so they are short:
a subscriber is at the lead after three turns at most.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exporter.edition import Edition, PageDocument
from exporter.edition.documents import article_document
from exporter.edition.parts import Shown
from exporter.edition.summaries import minutes, summary
from exporter.model import Article, Page

# Articles of one front: with first words, and at all; the contents have the others.
WITH_WORDS, SHOWN = 5, 18
# On the issue's own front: of its first page beside the lead, and lines for the other pages, so
# that all of it is on two screens of a phone.
SHOWN_FIRST, LINES = 1, 16
VERTICAL_LINES = 6  # a phone is narrow: fewer lines stand side by side


@dataclass(frozen=True)
class Teaser:
    """A teaser on a front: address, first words and reading time in minutes."""

    article: Article
    address: str
    words: str
    minutes: int
    picture: Shown | None = None


@dataclass(frozen=True)
class Inside:
    """The entry of another page on the front of the issue."""

    page: Page
    address: str
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class Front:
    """The front of a page: its teasers, the number of articles left out, and the next page."""

    teasers: tuple[Teaser, ...]
    left_out: int
    following: PageDocument | None


def front_of(edition: Edition, document: PageDocument, is_first: bool) -> Front:
    """Return the content of a page's front."""
    articles = document.page.articles
    shown = articles[: SHOWN_FIRST + 1 if is_first else SHOWN]
    with_words = 1 if is_first else WITH_WORDS
    teasers = tuple(
        _teaser(edition, article, rank, with_words) for rank, article in enumerate(shown)
    )
    pages = edition.page_documents
    following = dict(zip((each.name for each in pages), pages[1:], strict=False))
    return Front(teasers, len(articles) - len(shown), following.get(document.name))


def _teaser(edition: Edition, article: Article, rank: int, with_words: int) -> Teaser:
    pictures = edition.images(article) if rank == 0 else []
    words = summary(article) if rank < with_words else ""
    return Teaser(
        article,
        article_document(article),
        words,
        minutes(article),
        next(iter(pictures), None),
    )


def insides(edition: Edition, *, vertical: bool = False) -> tuple[Inside, ...]:
    """Return the pages after the first, each with as many articles as fit on the front."""
    return tuple(_insides(edition.page_documents[1:], VERTICAL_LINES if vertical else LINES))


def _insides(documents: list[PageDocument], lines: int) -> Iterator[Inside]:
    filled = sum(1 for each in documents if each.page.articles)
    each = lines // filled if filled else 0
    for document in documents:
        # One story a page stands beside the page's name, which takes hardly more room.
        count = max(each - 1, 1) if len(documents) <= lines * 5 // 4 else 0
        yield Inside(document.page, document.name, document.page.articles[:count])
