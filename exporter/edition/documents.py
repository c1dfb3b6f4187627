"""The documents of an edition: its front matter, its pages, its articles.

The body of each is an XHTML fragment. Links between documents are `name.xhtml#id`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from exporter.edition.parts import ArticleParts, PrintedArticle, print_article
from exporter.model import Advertisement, Article, Page
from exporter.xhtml import text_of

NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")
PLAIN_LABEL = re.compile(r"[A-Za-z0-9_.]+")


class DocumentKind(StrEnum):
    """What a document is."""

    FRONT = "front"
    PAGES = "pages"
    HEADLINES = "headlines"
    PAGE = "page"
    ARTICLE = "article"
    ADVERTISEMENTS = "advertisements"


@dataclass(frozen=True)
class _Named:
    """The fields of every document; `body` is the fragment inside its body element."""

    name: str
    title: str
    body: str
    language: str

    @property
    def text(self) -> str:
        """All text of the body."""
        return text_of(self.body)


@dataclass(frozen=True)
class FrontMatter(_Named):
    """The front page of the edition, or one of the lists that lead through it."""

    kind: DocumentKind


@dataclass(frozen=True)
class PageDocument(_Named):
    """A page of the issue: its name, and the list of its articles.

    `facsimile` is the name of the picture of the printed page, where the page has one.
    """

    kind: ClassVar = DocumentKind.PAGE
    page: Page
    facsimile: str = ""


@dataclass(frozen=True)
class ArticleDocument(_Named):
    """An article, and the page that it is on."""

    kind: ClassVar = DocumentKind.ARTICLE
    page: Page
    article: Article
    parts: ArticleParts

    @cached_property
    def printed(self) -> PrintedArticle:
        """Its parts as trees for print."""
        return print_article(self.parts, self.article, self.language)

    def reuse(self, before: ArticleDocument) -> None:
        """Take over the trees of the same article in an earlier edition, if it is unchanged."""
        mine, theirs = ((each.parts, each.article, each.language) for each in (self, before))
        if mine == theirs:
            vars(self)["printed"] = before.printed


@dataclass(frozen=True)
class ShownAdvertisement:
    """An advertisement as templates show it: the name of its picture, and the box that was sold."""

    name: str
    box: Advertisement


@dataclass(frozen=True)
class AdvertisementsDocument(_Named):
    """The advertisements of a page; a box without artwork is not among them."""

    kind: ClassVar = DocumentKind.ADVERTISEMENTS
    page: Page
    shown: tuple[ShownAdvertisement, ...]


Document = FrontMatter | PageDocument | ArticleDocument | AdvertisementsDocument


def page_document(page: Page, index: int) -> str:
    """Return the name of a page's document; `index` counts from 1.

    Any but a plain label gets the index too, so that no two pages share a name.
    """
    if PLAIN_LABEL.fullmatch(page.label):
        return f"page-{page.label}.xhtml"
    return f"page-{NOT_PLAIN.sub('', page.label)}-{index}.xhtml"


def article_document(article: Article) -> str:
    """Return the name of an article's document."""
    return f"{article.id}.xhtml"


def advertisements_document(page_name: str) -> str:
    """Return the name of the document of the advertisements of a page, by that of the page's."""
    return page_name.replace(".xhtml", "-advertisements.xhtml")
