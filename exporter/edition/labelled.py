"""Articles that are advertisements say so above their headlines, as law and codes of the press ask.

The label stands where a kicker does, so every layout and list that shows kickers has room for it.
"""

from __future__ import annotations

from functools import partial

from exporter.inline import Inline, html_of
from exporter.languages.labels import Labels, labels
from exporter.model import Article, Issue, Kind, Page
from exporter.remembered import remembered_for

BETWEEN = " · "  # the label and what the author's kicker says


def label_advertisements(issue: Issue, words: Labels) -> Issue:
    """Return an issue whose advertisements that are articles are labelled.

    `words` are the labels of the issue; an article in a language of its own has that language's.
    """
    if all(article.kind is not Kind.ADVERTISEMENT for article in issue.articles):
        return issue
    pages = tuple(_page(page, words) for page in issue.pages)
    return issue.model_copy(update={"pages": pages})


def _page(page: Page, words: Labels) -> Page:
    articles = tuple(_article(article, words) for article in page.articles)
    return page.model_copy(update={"articles": articles})


def _article(article: Article, words: Labels) -> Article:
    if article.kind is not Kind.ADVERTISEMENT:
        return article
    words = labels(article.language) if article.language else words
    label = words.advertisement
    if label.casefold() in f"{article.kicker} {article.column}".casefold():
        return article
    return remembered_for(article, "labelled", words, partial(_labelled, article, words))


def _labelled(article: Article, words: Labels) -> Article:
    """Return an article with the label before what its kicker says."""
    kicker, label = article.kicker, words.advertisement
    if not kicker:
        return article.model_copy(update={"kicker": Inline(label)})
    before = f"{label}{BETWEEN}"
    both = Inline(f"{before}{kicker}", f"{html_of(before)}{html_of(kicker)}")
    return article.model_copy(update={"kicker": both})
