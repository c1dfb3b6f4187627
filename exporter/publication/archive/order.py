"""The issues before and after each issue of a publication, as its files name them.

Of an issue folder only issue.yaml is read. Saved pages in folders by date have the date of their
folder, and no number: reading thousands of them first would take as long as exporting them.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path

from exporter.errors import ExporterError
from exporter.model import Neighbour
from exporter.options import ReadOptions
from exporter.publication.archive.record import Done, load
from exporter.publication.archive.sources import ArchiveSource
from exporter.publication.archive.store import Store
from exporter.publication.days import day_of
from exporter.publication.reading import Read, read_issue
from exporter.publication.sources import OpenPublication, Source
from exporter.publication.state import Entry, entry_of, in_order, neighbour, neighbours
from exporter.readers.heading import issue_file, read_heading

Around = tuple[Neighbour | None, Neighbour | None]
"""The issue before and the issue after one."""
ALONE: Around = (None, None)


@dataclass(frozen=True)
class Order:
    """Finds the order of the issues of one publication, whose records may be in a store."""

    publication: OpenPublication
    options: ReadOptions
    read: Read
    store: Store

    def around(self, sources: Iterable[ArchiveSource]) -> dict[str, Around]:
        """Return the issues before and after each one by key; what can't be read has none."""
        entries = filter(None, map(self._entry, sources))
        found = neighbours(in_order(entries))
        return {
            key: (neighbour(before), neighbour(after)) for key, (before, after) in found.items()
        }

    def _entry(self, source: ArchiveSource) -> Entry | None:
        if file := issue_file(Path(source.place)):
            head = read_heading(file)
            return _entry(source.key, head.date, head.count, head.title) if head else None
        if day := day_of(source.key):
            return _entry(source.key, day)
        with suppress(ExporterError, OSError):  # exporting it reports what is wrong
            return self._known(source) or self._read(source)
        return None

    def _known(self, source: ArchiveSource) -> Entry | None:
        """Return what the record of an unchanged source says."""
        known = load(self.store, Done, [source.key]).get(source.key)
        if known is None or known.mark != source.mark():
            return None
        return _entry(source.key, known.date, known.number, known.title)

    def _read(self, source: ArchiveSource) -> Entry:
        own = Source(source.place, source.key)
        reading = read_issue(self.publication, own, self.options, self.read)
        return entry_of(reading.require_issue(), source.key, "")


def _entry(key: str, date: Date, number: str = "", title: str = "") -> Entry:
    return Entry(key=key, digest="", date=date, number=number, title=title)
