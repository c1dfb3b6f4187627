"""Related articles: by the same authors, and of the same section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exporter.edition import Edition
from exporter.edition.documents import ArticleDocument
from exporter.model import Article
from exporter.writers.epub.name_index import authors_of

MOST = 3  # links per group: all fit on one screen with the last lines of the text


@dataclass(frozen=True)
class Group:
    """A heading and its articles."""

    title: str
    articles: tuple[Article, ...]


class Related:
    """The articles of an issue by author and by section."""

    def __init__(self, edition: Edition) -> None:
        self.words = edition.labels
        self.by_author: dict[str, list[Article]] = {}
        self.by_section: dict[str, list[Article]] = {}
        self.authors: dict[str, list[str]] = {}
        for document in edition.article_documents:
            article = document.article
            self.authors[article.id] = authors_of(edition, article)
            for name in self.authors[article.id]:
                self.by_author.setdefault(name, []).append(article)
            section = document.page.section
            self.by_section.setdefault(section, []).append(article)

    def of(self, document: ArticleDocument, near: set[str]) -> Iterator[Group]:
        """Yield the groups for an article; `near` are the ids of articles it links to anyway."""
        told = {document.article.id, *near}
        for name in self.authors[document.article.id]:
            if found := _after(document.article, self.by_author[name], {document.article.id}):
                yield Group(self.words.more_by.format(name), found)
                told |= {each.id for each in found}
        section = document.page.section
        if section and (found := _after(document.article, self.by_section[section], told)):
            yield Group(self.words.more_in.format(section), found)


def _after(article: Article, articles: list[Article], told: set[str]) -> tuple[Article, ...]:
    """Return the next articles of a circular list, without those already listed."""
    place = next(n for n, each in enumerate(articles) if each is article)
    around = (*articles[place + 1 :], *articles[:place])
    return tuple(each for each in around if each.id not in told)[:MOST]
