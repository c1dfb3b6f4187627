"""Articles that look like a mistake: no text, or the same headline twice on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from exporter.findings import Finding, Severity
from exporter.model import Article, Issue, Kind, Page
from exporter.xhtml import parse

# Articles of these kinds may be only a headline, and several may have the same one.
SHORT = (Kind.ADVERTISEMENT, Kind.CLASSIFIED, Kind.LISTING, Kind.NOTICE, Kind.PUZZLE)


def check_articles(issue: Issue) -> Iterator[Finding]:
    """Yield a warning for each article without text and each headline that a page has twice."""
    for page in issue.pages:
        stories = [article for article in page.articles if article.kind not in SHORT]
        for article in stories:
            if not (article.body.strip() or article.figures or article.continues):
                message = f"`{article.title}` has no text"
                advice = "write its text, or remove the article"
                path = issue.root / article.source
                yield Finding("issue-article-empty", path, 0, message, advice)
        yield from _same_headlines(stories, page, issue)


def _same_headlines(stories: list[Article], page: Page, issue: Issue) -> Iterator[Finding]:
    counted = Counter(article.title.casefold() for article in stories)
    last = {article.title.casefold(): article for article in stories}
    for title, count in counted.items():
        if count > 1:
            article = last[title]
            message = f"page {page.label} has the headline `{article.title}` {count} times"
            advice = "is an article there twice?"
            path = issue.root / article.source
            yield Finding("issue-headline-twice", path, 0, message, advice)


def check_markup(issue: Issue) -> Iterator[Finding]:
    """Yield an error for each body that is not XHTML: readers make no such, other programs may."""
    for article in issue.articles:
        try:
            parse(article.body)
        except etree.XMLSyntaxError as error:
            message = f"the body of `{article.id}` is not XHTML ({error.msg})"
            path = issue.root / article.source
            advice = "close each element, and write & as &amp;"
            yield Finding("issue-markup", path, 0, message, advice, Severity.ERROR)
