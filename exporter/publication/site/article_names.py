"""Stable names for article pages: they survive added, moved and corrected articles.

A name is made from the page label and the file name, or the headline if a file has several
articles; never from the position. An article in the site's record keeps its name if it has the
same source, if it has the same text under another file name, or if it is the only one of its file
with a changed headline.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exporter.model import Issue
from exporter.publication.site.record import ArticleRecord

UNFIT = re.compile(r"[^A-Za-z0-9_]+")
LONGEST = 48  # characters taken from a file name or headline
DIGEST = 3  # bytes that keep names unique if characters were removed


@dataclass(frozen=True)
class Named:
    """An article of this run: id in the issue, source, digest of its text, wanted name."""

    id: str
    source: str
    digest: str
    wanted: str


def sources(issue: Issue) -> dict[str, str]:
    """Return a unique source for each article, by id.

    It is the path of its file, followed by the headline if the file has several articles.
    """
    shared = Counter(article.source for article in issue.articles)
    seen: Counter[str] = Counter()
    found = {}
    for article in issue.articles:
        source = article.source.as_posix()
        if shared[article.source] > 1:
            source = f"{source}#{article.title}"
        seen[source] += 1
        found[article.id] = f"{source}#{seen[source]}" if seen[source] > 1 else source
    return found


def article_names(
    issue: Issue, digests: Mapping[str, str], known: Sequence[ArticleRecord] = ()
) -> dict[str, str]:
    """Return the name of each article's page, by article id.

    `digests` has the digest of each article's text by id; `known` are the articles in the last
    record.
    """
    articles = list(_wanted(issue, digests))
    kept = dict(_kept(articles, known))
    names, taken = {}, {record.id for record in known}
    for article in articles:
        name = kept.get(article.id) or _free(article.wanted, taken)
        taken.add(name)
        names[article.id] = name
    return names


def _wanted(issue: Issue, digests: Mapping[str, str]) -> Iterator[Named]:
    by_id = sources(issue)
    for page in issue.pages:
        for article in page.articles:
            source = by_id[article.id]
            own = source.partition("#")[2] or article.source.stem
            name = f"a-{_plain(page.label)}-{_plain(own)}"
            yield Named(article.id, source, digests[article.id], name)


def _kept(articles: list[Named], known: Sequence[ArticleRecord]) -> Iterator[tuple[str, str]]:
    """Yield the id and name of each article that is in the record."""
    new = {article.source: article for article in articles}
    old = {record.source: record for record in known}
    for source in new.keys() & old.keys():
        yield new.pop(source).id, old.pop(source).id
    by_digest = {record.digest: record for record in old.values()}
    for article in list(new.values()):
        if record := by_digest.pop(article.digest, None):
            del new[article.source], old[record.source]
            yield article.id, record.id
    before = _by_file(old)
    for file, found in _by_file(new).items():
        if len(found) == len(before.get(file, ())) == 1:  # only one headline of the file changed
            yield new[found[0]].id, old[before[file][0]].id


def _by_file(found: Iterable[str]) -> dict[str, list[str]]:
    files: dict[str, list[str]] = defaultdict(list)
    for source in found:
        files[source.partition("#")[0]].append(source)
    return files


def _plain(text: str) -> str:
    """Return a text as part of an address: ASCII, with a digest if anything was removed."""
    plain = UNFIT.sub("-", text).strip("-")[:LONGEST].strip("-")
    if plain.replace("-", "") == re.sub(r"[\s-]+", "", text):
        return plain
    digest = hashlib.blake2b(text.encode(), digest_size=DIGEST).hexdigest()
    return f"{plain}-{digest}".strip("-")


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name
