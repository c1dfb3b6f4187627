"""What is known of the issues of a publication, and their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date as Date
from typing import Protocol, TypeVar

from exporter.model import Day, Frozen, Issue, Neighbour
from exporter.readers.tools.natural_order import natural


class Placed(Protocol):
    """The fields that determine the order of issues."""

    @property
    def date(self) -> Date:
        """Its date."""

    @property
    def number(self) -> str:
        """Its number."""

    @property
    def title(self) -> str:
        """Its title, if it is a special issue."""

    @property
    def key(self) -> str:
        """The path of its source."""


def place_of(issue: Placed) -> tuple[Date, bool, object, str, str]:
    """Return the sort key of an issue: by date, with special issues last on their day."""
    return issue.date, bool(issue.title), natural(issue.number), issue.title, issue.key


class Entry(Frozen):
    """An issue by its source: what tells it from others, and the digest of its source."""

    key: str
    digest: str
    date: Day
    number: str = ""
    title: str = ""
    revision: int = 1

    @property
    def identity(self) -> tuple[Date, str, str]:
        """What distinguishes the issue from all others of the publication."""
        return self.date, self.number, self.title


EntryT = TypeVar("EntryT", bound=Entry)


def entry_of(issue: Issue, key: str, digest: str) -> Entry:
    """Return what is known of an issue that was read."""
    return Entry(
        key=key,
        digest=digest,
        date=issue.date,
        number=issue.count,
        title=issue.title,
        revision=issue.revision,
    )


def in_order(entries: Iterable[EntryT]) -> list[EntryT]:
    """Return issues from the oldest on."""
    by_day: dict[Date, list[EntryT]] = defaultdict(list)
    for entry in entries:
        by_day[entry.date].append(entry)
    for same in by_day.values():
        if len(same) > 1:  # seldom, and places take time: there may be thousands of issues
            same.sort(key=place_of)
    return [entry for day in sorted(by_day) for entry in by_day[day]]


def twice(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the issues that have date, number and title of an earlier one: by key, that one.

    Earlier is what comes first among the keys.
    """
    alike: dict[object, list[Entry]] = defaultdict(list)
    for entry in entries:
        alike[entry.identity].append(entry)
    found: dict[str, Entry] = {}
    for group in alike.values():
        if len(group) > 1:
            first, *others = sorted(group, key=lambda each: natural(each.key))
            found |= {entry.key: first for entry in others}
    return found


def neighbours(ordered: Sequence[Entry]) -> dict[str, tuple[Entry | None, Entry | None]]:
    """Return the issue before and the issue after each one, by key."""
    rows = zip((None, *ordered), ordered, (*ordered[1:], None), strict=False)
    return {entry.key: (before, after) for before, entry, after in rows}


def neighbour(entry: Entry | None, url: str = "") -> Neighbour | None:
    """Return an issue as another one names it."""
    return Neighbour(date=entry.date, number=entry.number, url=url) if entry else None
