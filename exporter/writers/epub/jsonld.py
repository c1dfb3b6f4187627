"""The schema.org data of the issue and its articles, as JSON-LD."""

from __future__ import annotations

import json

from exporter.edition import Edition
from exporter.languages.bylines import authors
from exporter.model import Article, Kind, Page
from exporter.writers.epub.metadata import identifier

TYPES = {
    Kind.OPINION: "OpinionNewsArticle",
    Kind.NOTICE: "Article",
    Kind.PUZZLE: "Article",
    Kind.LISTING: "Article",
    Kind.CLASSIFIED: "AdvertiserContentArticle",
    Kind.ADVERTISEMENT: "AdvertiserContentArticle",
}
# XML and HTML take no other character of JSON for their own.
ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def of_issue(edition: Edition) -> str:
    """Describe the issue: PublicationIssue, part of a Newspaper."""
    issue, publication = edition.issue, edition.issue.publication
    return _text(
        {
            "@type": "PublicationIssue",
            "@id": identifier(issue),
            "name": edition.title,
            "issueNumber": issue.numbering.span,
            "datePublished": issue.date.isoformat(),
            "inLanguage": publication.language,
            "publisher": publication.publisher
            and {"@type": "Organization", "name": publication.publisher},
            "isPartOf": _filled(
                {
                    "@type": "Newspaper",
                    "name": publication.name,
                    "issn": publication.issn,
                    "url": publication.url,
                }
            ),
        }
    )


def of_article(edition: Edition, article: Article, page: Page, **more: object) -> str:
    """Describe an article: NewsArticle, part of the issue; `more` are properties of its page."""
    issue = edition.issue
    return _text(
        {
            "@type": TYPES.get(article.kind, "NewsArticle"),
            "headline": article.title,
            "alternativeHeadline": article.deck,
            "author": [
                {"@type": "Person", "name": name}
                for name in authors(article.byline, article.language or edition.language)
            ],
            "dateline": article.dateline,
            "datePublished": issue.date.isoformat(),
            "inLanguage": article.language or edition.language,
            "articleSection": page.section,
            "printPage": page.label if issue.printed else "",
            "isPartOf": {"@type": "PublicationIssue", "@id": identifier(issue)},
            **more,
        }
    )


def _filled(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value}


def _text(values: dict[str, object]) -> str:
    whole = {"@context": "https://schema.org"} | _filled(values)
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return text.translate(ESCAPES)
