"""An issue without its advertisements."""

from __future__ import annotations

from collections.abc import Set

from exporter.edition.cross_references import owners
from exporter.findings import Finding
from exporter.model import Article, Facsimile, Issue, Kind, Page
from exporter.xhtml import inner_links, inside, parse, unwrap


def without_advertisements(issue: Issue) -> tuple[Issue, list[Finding]]:
    """Return an issue without advertisement boxes and articles, and a finding about them.

    A facsimile stays as it was printed. A link to something removed keeps its words.
    """
    gone = {each.id for each in issue.articles if each.kind is Kind.ADVERTISEMENT}
    boxes = sum(len(page.advertisements) for page in issue.pages)
    if not gone and not boxes:
        return issue, []
    pages = tuple(_page(page, gone) for page in issue.pages)
    message = f"advertisements are left out (boxes: {boxes}, articles: {len(gone)})"
    finding = Finding("issue-advertisements", issue.origin, 0, message, "")
    return issue.model_copy(update={"pages": pages}), [finding]


def _page(page: Page, gone: Set[str]) -> Page:
    articles = tuple(_article(each, gone) for each in page.articles if each.id not in gone)
    facsimile = page.facsimile and _facsimile(page.facsimile, gone)
    return page.model_copy(
        update={"articles": articles, "advertisements": (), "facsimile": facsimile}
    )


def _facsimile(facsimile: Facsimile, gone: Set[str]) -> Facsimile:
    regions = tuple(each for each in facsimile.regions if each.article not in gone)
    return facsimile.model_copy(update={"regions": regions})


def _article(article: Article, gone: Set[str]) -> Article:
    onward = "" if article.continues in gone else article.continues
    return article.model_copy(update={"body": _unlinked(article.body, gone), "continues": onward})


def _unlinked(body: str, gone: Set[str]) -> str:
    """Return a body without links to removed articles or into them."""
    if 'href="#' not in body:
        return body
    root = parse(body)
    dead = [link for link, target in inner_links(root) if not gone.isdisjoint(owners(target))]
    unwrap(dead)
    return inside(root) if dead else body
