"""The index of an EPUB: names from the front matter of articles, and authors."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from exporter.edition import Edition
from exporter.languages.bylines import authors
from exporter.languages.labels import Labels
from exporter.languages.tags import script
from exporter.model import Article

INDEX = "index.xhtml"
FEWEST_AUTHORS = 2  # a single author needs no index
# Encodings in dictionary order: GB 2312 by pinyin, Big5 by strokes.
ORDERS = {"zh-hans": "gb18030", "zh-hant": "big5hkscs"}
OTHERS = b"\xff"  # before what an encoding lacks: after all that it has


@dataclass(frozen=True)
class Entry:
    """A name and its articles, in the order of the issue."""

    name: str
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class Part:
    """Names of one kind, sorted."""

    title: str
    entries: tuple[Entry, ...]


def index_of(edition: Edition) -> tuple[Part, ...]:
    """Return the parts of the index; none if there are no names."""
    parts = (
        Part(title, _entries(named, edition.language))
        for title, named in _named(edition, edition.labels)
    )
    return tuple(part for part in parts if part.entries)


Named = dict[str, list[Article]]


def authors_of(edition: Edition, article: Article) -> list[str]:
    """Return the names in the byline of an article."""
    return list(authors(article.byline, article.language or edition.language))


def _named(edition: Edition, words: Labels) -> Iterable[tuple[str, Named]]:
    """Yield the title of each part, and its articles by name."""
    articles = edition.issue.articles
    yield words.people, _by_name((each, each.people) for each in articles)
    yield words.organisations, _by_name((each, each.organisations) for each in articles)
    yield words.places, _by_name((each, each.places) for each in articles)
    yield words.subjects, _by_name((each, each.subjects) for each in articles)
    wrote = _by_name((each, authors_of(edition, each)) for each in articles)
    yield words.authors, wrote if len(wrote) >= FEWEST_AUTHORS else {}


def _by_name(found: Iterable[tuple[Article, Iterable[str]]]) -> Named:
    articles: Named = {}
    for article, names in found:
        for name in dict.fromkeys(names):
            articles.setdefault(name, []).append(article)
    return articles


def _entries(named: Named, language: str) -> tuple[Entry, ...]:
    order = ORDERS.get(script(language))
    return tuple(
        Entry(name, tuple(named[name]))
        for name in sorted(named, key=lambda each: _key(each, order))
    )


def _key(name: str, order: str | None) -> tuple[bytes, str]:
    """Return the sort key of a name: no accents or case, Han characters in dictionary order."""
    plain = "".join(
        mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark)
    )
    text = plain.casefold()
    return b"".join(_bytes(each, order) for each in text), name


def _bytes(character: str, order: str | None) -> bytes:
    try:
        return character.encode(order or "utf-8", "strict")
    except UnicodeEncodeError:
        return OTHERS + character.encode("utf-8", "surrogatepass")
