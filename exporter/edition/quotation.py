"""Replace straight quotation marks in all texts of an issue, before it is rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import accumulate

from exporter.inline import Inline, html_of, is_plain, plain_text
from exporter.languages.quotation import STRAIGHT, Marks, Quoting, marks_of
from exporter.model import Article, Figure, Issue, Page
from exporter.remembered import remembered_for
from exporter.xhtml import Element, inside, parse

# Elements in which nothing is changed.
VERBATIM = frozenset(("code", "pre", "kbd", "samp", "math", "svg", "rt", "rp"))
BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li dt dd td th caption figcaption blockquote div aside section".split()
)
IN_TEXT = re.compile("(?:^|>)[^<>]*[\"']")
# Characters after a text in which the end of a quotation is looked for; many texts may follow.
AHEAD = 1_000
WORDS = ("kicker", "deck", "credit")
Text = tuple[Element, bool]  # that of an element, or its tail


def with_quotation_marks(issue: Issue, wish: str) -> Issue:
    """Return an issue with the marks of its languages; `wish` as `marks_of` has it."""
    language = issue.publication.language
    pages = tuple(_page(page, language, wish) for page in issue.pages)
    return issue.model_copy(update={"pages": pages})


def _page(page: Page, language: str, wish: str) -> Page:
    articles = tuple(_marked(article, language, wish) for article in page.articles)
    if all(new is old for new, old in zip(articles, page.articles, strict=True)):
        return page
    copied = partial(page.model_copy, update={"articles": articles})
    return remembered_for(page, "marks", tuple(map(id, articles)), copied)


def _marked(article: Article, language: str, wish: str) -> Article:
    marks = marks_of(article.language or language, wish)
    return remembered_for(article, "marks", marks, partial(_article, article, marks))


def _article(article: Article, marks: Marks | None) -> Article:
    """Return an article with marks; the same one if its language sets none."""
    if marks is None:
        return article
    headline = Quoting(marks)
    changed: dict[str, object] = {
        "headline": tuple(_words(line, headline) for line in article.headline),
        "byline": tuple(_words(line, Quoting(marks)) for line in article.byline),
        "dateline": Quoting(marks).set(article.dateline),
        "summary": Quoting(marks).set(article.summary),
        "body": _body(article.body, marks),
        "figures": tuple(_figure(figure, marks) for figure in article.figures),
        **{name: _words(getattr(article, name), Quoting(marks)) for name in WORDS},
    }
    return article.model_copy(update=changed)


def _figure(figure: Figure, marks: Marks) -> Figure:
    words = {name: _words(getattr(figure, name), Quoting(marks)) for name in ("caption", "credit")}
    return figure.model_copy(update=words | {"alt": Quoting(marks).set(figure.alt)})


def _words(words: Inline, quoting: Quoting) -> Inline:
    """Return words with marks; `quoting` continues from the line before, as if after a space."""
    quoting.before = " "
    if not STRAIGHT.search(words):
        return words
    if is_plain(words):
        return Inline(quoting.set(words))
    root = parse(html_of(words))
    _set(list(filter(None, _texts(root))), quoting)
    html = inside(root)
    return Inline(plain_text(html), html)


def _body(body: str, marks: Marks) -> str:
    """Return a body with marks, each block set for itself."""
    if not IN_TEXT.search(body):
        return body
    root = parse(body)
    run: list[Text] = []
    for text in _texts(root):
        if text is None:
            _set(run, Quoting(marks))
            run = []
        else:
            run.append(text)
    _set(run, Quoting(marks))
    return inside(root)


def _texts(element: Element) -> Iterator[Text | None]:
    """Yield the texts of a tree in order, and None where a block begins or ends."""
    if element.text:
        yield element, False
    for child in element:
        is_block = child.tag in BLOCKS
        if is_block:
            yield None
        if isinstance(child.tag, str) and child.tag not in VERBATIM:
            yield from _texts(child)
        if is_block:
            yield None
        if child.tail:
            yield child, True


def _set(run: list[Text], quoting: Quoting) -> None:
    """Set the marks of texts in a row."""
    texts = [(each.tail if is_tail else each.text) or "" for each, is_tail in run]
    whole, ends = "".join(texts), accumulate(map(len, texts))
    for text, end, (each, is_tail) in zip(texts, ends, run, strict=True):
        if is_tail and (each.tag in VERBATIM or each.tag in ("br", "img")):
            # A line begins after a break; an element that stays as it is counts as a word.
            quoting.before = " " if each.tag == "br" else "x"
        made = quoting.set(text, whole[end : end + AHEAD])
        if is_tail:
            each.tail = made
        else:
            each.text = made
