"""What a reader finds, before it is an `Issue`: strings as the source has them.

`Assembly.reading` makes the issue from a `Draft`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path

from exporter.model import Kind


@dataclass
class DraftFigure:
    """A picture of an article: the address of its file, relative to the source, and its words.

    A web address is downloaded only with `--fetch-images`.
    """

    address: str
    caption: str = ""
    credit: str = ""
    alt: str = ""


@dataclass
class DraftArticle:
    """An article: its words as plain text, and its body as any HTML, which is made safe.

    `source` is its file, `line` where it begins there (0: unknown), for findings. `key` is what
    regions of the page call it. Pictures within the body are `<img>` there; `figures` are those at
    its head.
    """

    headline: tuple[str, ...]
    html: str = ""
    source: Path = Path()
    line: int = 0
    kicker: str = ""
    deck: str = ""
    byline: tuple[str, ...] = ()
    dateline: str = ""
    credit: str = ""
    column: str = ""
    subjects: tuple[str, ...] = ()
    kind: Kind = Kind.NEWS
    language: str = ""
    date: Date | None = None
    figures: list[DraftFigure] = field(default_factory=list)
    key: str = ""


@dataclass
class DraftPage:
    """A page; `facsimile` and `pdf` are addresses of its picture and PDF, relative to `source`.

    `regions` are pairs of an article's `key` and the corners of its polygon, in pixels of the
    facsimile.
    """

    label: str
    section: str = ""
    editor: str = ""
    articles: list[DraftArticle] = field(default_factory=list)
    facsimile: str = ""
    pdf: str = ""
    regions: list[tuple[str, tuple[tuple[float, float], ...]]] = field(default_factory=list)
    source: Path = Path()


@dataclass
class Draft:
    """An issue; without a date it is an error, without a name it gets a neutral one.

    `date_doubt` is appended to the error that there is no date: where one is that may be another
    day. `previous` and `next` are the dates of its neighbours. `printed` is False where the reader
    made its pages of sections or subjects.
    """

    name: str = ""
    language: str = ""
    date: Date | None = None
    date_doubt: str = ""
    pages: list[DraftPage] = field(default_factory=list)
    number: str = ""
    title: str = ""
    url: str = ""
    publisher: str = ""
    issn: str = ""
    cn_number: str = ""
    code: str = ""
    tagline: str = ""
    printed: bool | None = None
    previous: Date | None = None
    next: Date | None = None
