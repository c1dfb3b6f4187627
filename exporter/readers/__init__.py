"""Readers: one file a source format, found by sniffing.

A new format is a new file with a `Reader` in it, and its line in `READERS`.
"""

from __future__ import annotations

from pathlib import Path

from exporter.errors import InvalidSource, UnknownSource
from exporter.findings import errors
from exporter.readers.base import Reader, Reading
from exporter.readers.folder import IssueFolder

READERS: tuple[Reader, ...] = (IssueFolder(),)

__all__ = ["READERS", "Reader", "Reading", "find_reader", "read"]


def find_reader(source: Path) -> Reader:
    """Return the first reader that knows `source`; raises `UnknownSource`."""
    try:
        if not source.exists():
            raise UnknownSource(f"{source}: there is no such file or folder, check the name")
        for reader in READERS:
            if reader.knows(source):
                return reader
    except OSError as error:
        raise UnknownSource(f"{source}: can't be read ({error.strerror}), check it") from None
    wanted = "; ".join(f"{reader.name} ({reader.sign})" for reader in READERS)
    raise UnknownSource(f"{source}: no reader knows this, a source is one of: {wanted}")


def read(source: Path | str) -> Reading:
    """Read any source.

    Raises `UnknownSource`, or `InvalidSource` with every finding if one is an error.
    """
    path = Path(source)
    reading = find_reader(path).read(path)
    if errors(reading.findings) or reading.issue is None:
        raise InvalidSource(reading.findings)
    return reading
