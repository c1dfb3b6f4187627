"""Readers: one file a source format, found by sniffing.

A new format is a new file with a `Reader` in it, and its line in `READERS`.
"""

from __future__ import annotations

from pathlib import Path

from exporter.errors import InvalidSource, UnknownSource, UsageError
from exporter.findings import errors
from exporter.readers.base import DEFAULT, Reader, Reading, ReadOptions
from exporter.readers.feed import FeedReader
from exporter.readers.folder import IssueFolder
from exporter.readers.founder import FounderReader
from exporter.readers.markdown_issue import MarkdownIssueReader
from exporter.readers.newsml import NewsmlReader
from exporter.readers.ninjs import NinjsReader
from exporter.readers.saved_page import SavedPageReader

READERS: tuple[Reader, ...] = (
    IssueFolder(),
    FounderReader(),
    SavedPageReader(),
    NewsmlReader(),
    NinjsReader(),
    FeedReader(),
    MarkdownIssueReader(),
)

__all__ = ["READERS", "ReadOptions", "Reader", "Reading", "find_reader", "named", "read"]


def find_reader(source: Path, name: str = "") -> Reader:
    """Return the reader called `name`, or the first one that knows `source`.

    Raises `UnknownSource`, or `UsageError` if no reader has that name.
    """
    try:
        if not source.exists():
            raise UnknownSource(f"{source}: there is no such file or folder, check the name")
        if name:
            return named(name)
        for reader in READERS:
            if reader.knows(source):
                return reader
    except OSError as error:
        raise UnknownSource(f"{source}: can't be read ({error.strerror}), check it") from None
    wanted = "; ".join(f"{reader.name} ({reader.sign})" for reader in READERS)
    raise UnknownSource(f"{source}: no reader knows this, a source is one of: {wanted}")


def named(name: str) -> Reader:
    """Return the reader called `name`; raises `UsageError`."""
    for reader in READERS:
        if reader.name.replace(" ", "-") == name.strip().lower().replace(" ", "-"):
            return reader
    known = ", ".join(reader.name.replace(" ", "-") for reader in READERS)
    raise UsageError(f"there is no reader `{name}`, use one of: {known}")


def read(source: Path | str, options: ReadOptions = DEFAULT) -> Reading:
    """Read any source.

    Raises `UnknownSource`, or `InvalidSource` with every finding if one is an error.
    """
    path = Path(source)
    reading = find_reader(path, options.reader).read(path, options)
    if errors(reading.findings) or reading.issue is None:
        raise InvalidSource(reading.findings)
    return reading
