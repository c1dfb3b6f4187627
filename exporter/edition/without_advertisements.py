"""An issue without its advertisements, for editions that are to have none."""

from __future__ import annotations

import re
from collections.abc import Collection

from exporter.findings import Finding
from exporter.model import Article, Facsimile, Issue, Kind, Page

LINK = re.compile(r'<a [^<>]*?href="#([^"]+)"[^<>]*>(.*?)</a>', re.S)


def without_advertisements(issue: Issue) -> tuple[Issue, list[Finding]]:
    """Return an issue without boxes and articles that are advertisements, and what went.

    A facsimile stays as it was printed. A link to what went keeps its words.
    """
    gone = {each.id for each in issue.articles if each.kind is Kind.ADVERTISEMENT}
    boxes = sum(len(page.advertisements) for page in issue.pages)
    if not gone and not boxes:
        return issue, []
    pages = tuple(_page(page, gone) for page in issue.pages)
    message = f"advertisements are left out (boxes: {boxes}, articles: {len(gone)})"
    finding = Finding("issue-advertisements", issue.root, 0, message, "")
    return issue.model_copy(update={"pages": pages}), [finding]


def _page(page: Page, gone: Collection[str]) -> Page:
    articles = tuple(_article(each, gone) for each in page.articles if each.id not in gone)
    facsimile = page.facsimile and _facsimile(page.facsimile, gone)
    return page.model_copy(
        update={"articles": articles, "advertisements": (), "facsimile": facsimile}
    )


def _facsimile(facsimile: Facsimile, gone: Collection[str]) -> Facsimile:
    regions = tuple(each for each in facsimile.regions if each.article not in gone)
    return facsimile.model_copy(update={"regions": regions})


def _article(article: Article, gone: Collection[str]) -> Article:
    def unlinked(link: re.Match[str]) -> str:
        parts = link[1].split("-")
        names = {"-".join(parts[:count]) for count in range(1, len(parts) + 1)}
        return link[2] if names & set(gone) else link[0]

    onward = "" if article.continues in gone else article.continues
    return article.model_copy(
        update={"body": LINK.sub(unlinked, article.body), "continues": onward}
    )
