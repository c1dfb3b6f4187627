"""The record of each issue in a site, from which pages are made again without its source.

`record.json` in the folder of an issue has all of it. `catalogue.json` of a year has a card of each
of its issues, `catalogue.json` of the site the years and the other files.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, ValidationError

from exporter.model import Day, Frozen, Kind
from exporter.publication.state import Entry

RECORD = "record.json"
CATALOGUE = "catalogue.json"


class Shot(Frozen):
    """A picture of the site: its path in the folder of the issue, and its size in pixels.

    It may be cut to a shape, its width by height, from `narrowest` to `widest`, where those are
    told; what lies at `focus`, the CSS of a place in it, stays.
    """

    name: str
    width: int
    height: int
    alt: str = ""
    narrowest: float = 0
    widest: float = 0
    focus: str = ""


class Download(Frozen):
    """A download: its path in the folder of the issue, what it is, its size in bytes.

    `script` is the Chinese script that it was converted to, `page` the label of its one page.
    """

    name: str
    edition: str
    media_type: str
    size: int
    sha256: str
    script: str = ""
    page: str = ""


class Spot(Frozen):
    """The area of an article on a printed page: a polygon in pixels of the facsimile."""

    article: str
    points: tuple[tuple[float, float], ...]


class ArticleRecord(Frozen):
    """An article: the data for lists and feeds, and the digest of its text.

    `source` tells it from others in the next revision, `id` names its page.
    """

    id: str
    source: str
    title: str
    digest: str
    kicker: str = ""
    deck: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""
    kind: Kind = Kind.NEWS
    language: str = ""
    picture: Shot | None = None


class PageRecord(Frozen):
    """A page, its document and its articles in order; `facing` is the other page of a spread."""

    label: str
    name: str
    section: str = ""
    editor: str = ""
    facing: str = ""
    articles: tuple[ArticleRecord, ...] = ()
    facsimile: Shot | None = None
    thumbnail: Shot | None = None
    spots: tuple[Spot, ...] = ()


class Change(Frozen):
    """The change of one article in a revision: `kind` is added, changed or removed."""

    kind: str
    title: str
    id: str = ""


class Correction(Frozen):
    """A revision and its changes (更正)."""

    revision: int
    date: Day
    changes: tuple[Change, ...] = ()


class Card(Entry):
    """The data of an issue for the calendar, feeds and neighbours, and its source.

    `folder` is its place in the site, such as `2026/06-16`; `updated` a time (RFC 3339).
    """

    folder: str
    identifier: str
    name: str
    count: str = ""
    position: str = ""
    updated: str
    lead: str = ""
    pages: int = 0
    cover: Shot | None = None
    downloads: tuple[Download, ...] = ()


class IssueRecord(Frozen):
    """The full record of an issue; `files` are its files, relative to its folder.

    `making` is the digest of everything that its downloads and drawn pages depend on.
    """

    card: Card
    language: str
    pages: tuple[PageRecord, ...]
    corrections: tuple[Correction, ...] = ()
    stylesheet: str = ""
    masthead: Shot | None = None
    making: str = ""
    files: tuple[str, ...] = ()

    @property
    def articles(self) -> list[ArticleRecord]:
        """Every article in order."""
        return [article for page in self.pages for article in page.articles]

    @property
    def listed(self) -> dict[str, tuple[ArticleRecord, ...]]:
        """What each page lists, by label: its articles; half a spread without any, the other's."""
        own = {page.label: page.articles for page in self.pages}
        return {page.label: page.articles or own.get(page.facing, ()) for page in self.pages}


def read_record(data: bytes) -> IssueRecord | None:
    """Read the record of an issue; None if the file is damaged: the issue is made again."""
    try:
        return IssueRecord.model_validate_json(data)
    except ValidationError:
        return None


class Catalogue(Frozen):
    """The state of a site: the digest of what all pages depend on, its files, the years of issues.

    `indexed` is whether the search index is up to date, `moved` has the folders that issues had
    before they got another date, each with the present one.
    """

    common: str
    indexed: bool = False
    files: tuple[str, ...] = ()
    years: Annotated[dict[str, int], Field(default_factory=dict)]
    moved: Annotated[dict[str, str], Field(default_factory=dict)]
