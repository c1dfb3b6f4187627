"""Articles of an issue folder that a process keeps which reads the folder again and again.

Only the preview does (`remembered.remember`): to parse each article is most of a reading.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from exporter.findings import Finding
from exporter.model import Article, Picture
from exporter.readers.tools.article_links import ArticleLinks

MOST_KEPT = 2_000  # articles of about 20 KB


@dataclass(frozen=True)
class Sources:
    """All that an article is made of but its pictures; `ids` has those of the whole issue."""

    file: object
    identifier: str
    anchors: frozenset[str]
    ids: str


@dataclass(frozen=True)
class Resolved:
    """A picture that an article names, from which folder, and what it was."""

    name: str
    folder: Path
    picture: Picture


@dataclass
class Notes:
    """What a reading notes beside its articles, and hands on when all are read."""

    findings: list[Finding]
    continued: dict[str, tuple[str, int]]
    links: ArticleLinks


@dataclass(frozen=True)
class KeptArticle:
    """An article as it was made, and what was noted on the way."""

    sources: Sources
    pictures: tuple[Resolved, ...]
    article: Article | None
    findings: tuple[Finding, ...]
    continued: tuple[str, int] | None
    places: Mapping[str, str] | None
    has_links: bool

    def note(self, place: str, notes: Notes) -> Article | None:
        """Note again what was noted; return the article."""
        notes.findings += self.findings
        if self.continued is not None:
            notes.continued[place] = self.continued
        if self.places is not None:
            notes.links.places[place] = self.places
        notes.links.used = notes.links.used or self.has_links
        return self.article


_kept: OrderedDict[tuple[Path, str], KeptArticle] = OrderedDict()


def find(path: Path, sources: Sources) -> KeptArticle | None:
    """Return the article that was made of the same sources; its pictures may have changed."""
    found = _kept.get((path, sources.ids))
    if found is None or found.sources != sources:
        return None
    _kept.move_to_end((path, sources.ids))
    return found


def keep(path: Path, made: KeptArticle) -> None:
    """Keep an article until so many others are kept."""
    _kept[path, made.sources.ids] = made
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
