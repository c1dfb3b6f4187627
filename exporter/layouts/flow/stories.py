"""The articles of one page of the issue, as copies of their trees that the flow layout changes."""

from __future__ import annotations

from dataclasses import dataclass

from exporter.edition import ArticleDocument
from exporter.edition.parts import PrintedArticle
from exporter.languages.tags import is_ideographic
from exporter.layouts.flow.tables import mark_long
from exporter.layouts.kinds import SHORT_KINDS
from exporter.layouts.papers import Grid
from exporter.layouts.trees import add_class, is_wide
from exporter.model import Article
from exporter.xhtml import Element

LONG, LONG_LATIN = 900, 2_600  # characters from which an article is long


@dataclass(frozen=True)
class Story:
    """An article as it is printed, its trees a copy; `rank` is its place on the page, from 1."""

    printed: PrintedArticle
    rank: int
    is_long: bool

    @property
    def article(self) -> Article:
        """The article of the issue."""
        return self.printed.article

    @property
    def is_wide(self) -> bool:
        """Whether it takes the whole width."""
        return self.rank == 1 or self.is_long

    @property
    def figures(self) -> tuple[Element, ...]:
        """The figures at its head."""
        return self.printed.figures


def make_story(document: ArticleDocument, rank: int, grid: Grid) -> Story:
    """Return the story of a document, whose tables and announcements are marked for the style."""
    printed = document.printed.copied()
    mark_long(printed.body, grid)
    mark_announcing(printed.body)
    for tree in (*printed.figures, printed.body):
        _name_undescribed(tree, printed.article)
    return Story(printed, rank, _is_long(printed))


def mark_announcing(body: Element) -> None:
    """Mark the paragraphs whose last words announce the list, quotation or table below them."""
    for paragraph in body.iter("p"):
        below = paragraph.getnext()
        words = "".join(paragraph.itertext()).rstrip()
        if below is not None and below.tag != "p" and words.endswith((":", "：")):
            add_class(paragraph, "announces")


def _name_undescribed(tree: Element, article: Article) -> None:
    """Name a picture without any words by its headline: it is part of the news all the same."""
    for image in tree.iter("img"):
        if not image.get("alt") and image.get("role") == "presentation":
            image.set("alt", article.title)
            del image.attrib["role"]


def _is_long(printed: PrintedArticle) -> bool:
    article = printed.article
    if any(map(is_wide, printed.body.iter("table"))):
        return True
    limit = LONG if is_ideographic(printed.language) else LONG_LATIN
    return article.kind not in SHORT_KINDS and len(article.text) > limit
