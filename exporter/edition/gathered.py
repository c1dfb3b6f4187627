"""Classified advertisements gathered: a page's run of them is one article, in its order.

It has one head: the column that they share, or the language's word for classifieds. Each keeps its
headline, as a subhead, and its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from markupsafe import Markup

from exporter.inline import html_of
from exporter.languages.labels import labels
from exporter.model import Article, Issue, Kind, Page
from exporter.xhtml import FIGURE, inside, parse, placeholders

MANY = 8  # notices of one column in a row, from which they are set as classifieds
SHORT = 400  # characters of such a notice, markup counted, at most


def gather_classifieds(issue: Issue) -> tuple[Issue, dict[str, str]]:
    """Return the issue with its classifieds gathered, and the article of each, by id."""
    fixed = {article.continues for article in issue.articles} - {""}
    fixed |= {article.id for article in issue.articles if article.continues}
    homes: dict[str, str] = {}
    pages = tuple(_page(page, issue.publication.language, fixed, homes) for page in issue.pages)
    return (issue.model_copy(update={"pages": pages}) if homes else issue), homes


def _page(page: Page, language: str, fixed: set[str], homes: dict[str, str]) -> Page:
    """Gather the runs of one page; articles named by another article or a region stay single."""
    regions = page.facsimile.regions if page.facsimile else ()
    alone = fixed | {region.article for region in regions}
    articles = tuple(_gathered(page.articles, language, alone, homes))
    return (
        page
        if len(articles) == len(page.articles)
        else page.model_copy(update={"articles": articles})
    )


def _gathered(
    articles: Iterable[Article], language: str, alone: set[str], homes: dict[str, str]
) -> Iterator[Article]:
    for key, found in groupby(articles, lambda each: "" if each.id in alone else _key(each)):
        run = list(found)
        if key and len(run) >= (2 if run[0].kind is Kind.CLASSIFIED else MANY):
            whole = _together(run, language)
            homes |= {article.id: whole.id for article in run}
            yield whole
        else:
            yield from run


def _key(article: Article) -> str:
    """Return the column that classifieds of one run share; empty for any other article."""
    if article.kind is Kind.CLASSIFIED:
        return f"{article.language}"
    is_small = article.kind is Kind.NOTICE and article.column and len(article.body) < SHORT
    return f"{article.language} {article.column}" if is_small else ""


def _together(run: list[Article], language: str) -> Article:
    first = run[0]
    columns = list(dict.fromkeys(article.column for article in run))
    shared = columns[0] if len(columns) == 1 else ""
    title = shared or labels(first.language or language).classifieds
    figures = tuple(figure for article in run for figure in article.figures)
    body = "\n".join(_items(run, by_column=not shared))
    empty = type(first.kicker)()
    update: dict[str, object] = {
        "headline": (title,),
        "kind": Kind.CLASSIFIED,
        "figures": figures,
        "body": body,
        "byline": (),
        **dict.fromkeys(("kicker", "deck", "credit"), empty),
        **dict.fromkeys(("dateline", "column"), ""),
    }
    return first.model_copy(update=update)


def _items(run: list[Article], by_column: bool) -> Iterator[str]:
    """Yield each advertisement, and before the first of a column its name."""
    column, figures = "", 0
    level = 3 if by_column else 2
    for number, article in enumerate(run):
        if by_column and article.column and article.column != column:
            column = article.column
            yield str(Markup('<h2 class="classified-column">{}</h2>').format(column))
        name = str(Markup(' id="{}"').format(article.id)) if number else ""
        words = " ".join(map(html_of, article.headline))
        yield f'<h{level} class="classified-headline"{name}>{words}</h{level}>'
        yield from _body(article, figures)
        figures += len(article.figures)


def _body(article: Article, before: int) -> Iterator[str]:
    """Yield the words of an advertisement; `before` is the number of figures before it."""
    for words in (article.kicker, article.deck):
        if words:
            yield f"<p>{html_of(words)}</p>"
    body = parse(article.body)
    placed = dict(placeholders(body))
    for number in range(len(article.figures)):
        if number not in placed.values():
            yield f'<figure {FIGURE}="{number + before}"/>'
    for place, number in placed.items():
        place.set(FIGURE, str(number + before))
    yield inside(body)
    for line in (*article.byline, article.credit, article.dateline):
        if line:
            yield f"<p>{html_of(line)}</p>"
