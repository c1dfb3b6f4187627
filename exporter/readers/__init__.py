"""Readers: one file a source format, found by sniffing.

A new format is a new file with a `READER` in it, and its name in `MODULES`.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from exporter.errors import InvalidSource, UnknownSource, UsageError
from exporter.findings import errors
from exporter.options import DEFAULT, ReadOptions
from exporter.readers.base import Reader, Reading

# In the order in which they are asked.
MODULES = ("folder", "founder", "saved_page", "newsml", "ninjs", "feed", "markdown_issue")

__all__ = ["ReadOptions", "Reader", "Reading", "find_reader", "named", "read", "readers"]


def readers() -> Iterator[Reader]:
    """Yield all readers, each loaded when its turn comes: an issue folder needs no other."""
    for name in MODULES:
        yield import_module(f"exporter.readers.{name}").READER


def find_reader(source: Path, name: str = "") -> Reader:
    """Return the reader called `name`, or the first one that knows `source`.

    Raises `UnknownSource`, or `UsageError` if no reader has that name.
    """
    try:
        if not source.exists():
            raise UnknownSource(f"{source}: there is no such file or folder, check the name")
        if name:
            return named(name)
        for reader in readers():
            if reader.knows(source):
                return reader
    except OSError as error:
        raise UnknownSource(f"{source}: can't be read ({error.strerror}), check it") from None
    wanted = "; ".join(f"{reader.name} ({reader.sign})" for reader in readers())
    raise UnknownSource(f"{source}: no reader knows this, a source is one of: {wanted}")


def named(name: str) -> Reader:
    """Return the reader called `name`; raises `UsageError`."""
    for reader in readers():
        if reader.name.replace(" ", "-") == name.strip().lower().replace(" ", "-"):
            return reader
    known = ", ".join(reader.name.replace(" ", "-") for reader in readers())
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
