"""Navigation of the book: pages with their breaks and articles, and landmarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exporter.edition import Edition
from exporter.edition.documents import advertisements_document, article_document


@dataclass(frozen=True)
class Listed:
    """A document at the end of the book, linked from contents and landmarks."""

    name: str
    title: str


@dataclass(frozen=True)
class PageEntry:
    """A page in the navigation; `order` is its position in the NCX."""

    name: str
    title: str
    label: str
    marker: str
    articles: tuple[tuple[str, str], ...]
    order: int

    @property
    def address(self) -> str:
        """The address of its page break."""
        return f"{self.name}#{self.marker}"


def page_entries(edition: Edition) -> list[PageEntry]:
    """Return the pages in order, with the names and titles of their articles and advertisements."""
    entries: list[PageEntry] = []
    order = 1
    for number, document in enumerate(edition.page_documents, 1):
        page = document.page
        articles = [(article_document(each), each.title) for each in page.articles]
        if page.has_artwork:
            name = advertisements_document(document.name)
            articles.append((name, edition.labels.advertisements))
        marker = f"page-break-{number}"
        entry = PageEntry(document.name, document.title, page.label, marker, tuple(articles), order)
        entries.append(entry)
        order += 2 + len(articles)
    return entries


def first_document(edition: Edition) -> str:
    """Return the document where reading starts: the first article, else the first page."""
    documents = (*edition.article_documents, *edition.page_documents)
    return documents[0].name if documents else "front.xhtml"


def landmarks(edition: Edition, others: Sequence[Listed]) -> list[tuple[str, str, str]]:
    """Return kind, address and title of each landmark (EPUB 3.3 §7.4.4).

    `others` are the documents at the end; those that are lists count as indexes.
    """
    words = edition.labels
    indexes = [("index", each.name, each.title) for each in others if each.name != "front.xhtml"]
    return [
        ("toc", "pages.xhtml", words.page_navigation),
        *indexes,
        ("colophon", "front.xhtml", edition.issue.publication.name),
        ("page-list", "pages.xhtml#page-list", words.page_list),
        ("bodymatter", first_document(edition), words.start),
    ]
