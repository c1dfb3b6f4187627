"""What a reader is, what it may be told, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from exporter.findings import Finding
from exporter.model import Issue

if TYPE_CHECKING:
    from exporter.repair.changes import Change

PAGE_BY = ("section", "subject", "file")
SCRIPTS = ("hans", "hant", "hant-tw", "hant-hk")


class FetchError(Exception):
    """A picture can't be fetched; the text says why, and what would help."""


Fetch = Callable[[str], Path]
"""Loads the picture at an address into a file; raises `FetchError`."""


def _not_asked(_: str) -> Path:
    raise FetchError("is on the network and left out, load it with --fetch-images")


@dataclass(frozen=True)
class ReadOptions:
    """What a user may say of a source; each reader takes what concerns it.

    `publication`, `date`, `number`, `title` and `language` go before what the source says of
    itself. `page_by`: what makes the pages of items that know none; nothing is the reader's own
    choice. `limits` multiplies the budget of an issue (`exporter.limits`).
    """

    reader: str = ""
    publication: str = ""
    date: Date | None = None
    number: str = ""
    title: str = ""
    language: str = ""
    page_by: str = ""
    script: str = ""
    repair: bool = True
    limits: float = 1
    fetch: Fetch = field(default=_not_asked)

    def chosen_day(self, known: Container[Date]) -> Date | None:
        """Return the day that the user names, if a source with issues of several days has it."""
        return self.date if self.date in known else None


@dataclass(frozen=True)
class Reading:
    """The issue, unless an error forbids it, everything found on the way, and every repair.

    `reasons` says of each document why it was repaired or left as it is.
    """

    issue: Issue | None
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()


DEFAULT = ReadOptions()


class Reader(Protocol):
    """Turns one source format into an `Issue`."""

    name: str
    """Short name, for `--from` and messages."""
    sign: str
    """What such a source looks like, in a few words."""

    def knows(self, source: Path) -> bool:
        """Whether `source` looks like this format; must be quick and never raise."""

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read `source`; what is wrong with it goes into the findings, nothing is raised."""
