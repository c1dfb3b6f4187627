"""The texts of an issue that print breaks between words alone, known before they are set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.languages.segmentation import are_known, expect, load_ahead
from exporter.model import Issue

# Headings and cells of tables without elements or references inside: others are few.
IN_BODY = re.compile(r"<(?:h[1-6]|caption|t[dh])\b[^>]*>([^<&]+)</")


def load_words(issue: Issue) -> None:
    """Have another process part an issue's short texts into words, if its language needs that.

    It loads the dictionary meanwhile, which each process that sets pages would load otherwise.
    """
    language, texts = issue.publication.language, dict.fromkeys(short_texts(issue))
    if not are_known(texts, language):
        load_ahead(language)
        expect(texts, language)


def short_texts(issue: Issue) -> Iterator[str]:
    """Yield the name, headlines, decks, and headings and cells of tables in the texts."""
    yield issue.publication.name
    for article in issue.articles:
        yield from (*article.headline, article.title, article.kicker, article.deck)
        yield from IN_BODY.findall(article.body)
