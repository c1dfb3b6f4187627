"""Readers: one file a source format, found by sniffing.

A new format is a new file with a `READER` in it, and its name in `MODULES`; or it is a package of
its own with the entry point `exporter.readers`, and is asked after these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from exporter import extensions
from exporter.errors import InvalidSource, UnknownSource, UsageError
from exporter.findings import Finding, errors
from exporter.guard import guarded
from exporter.limits import raised
from exporter.nearest import unknown
from exporter.options import DEFAULT, ReadOptions
from exporter.readers.added import AddedReader
from exporter.readers.base import Reader, Reading
from exporter.readers.refusal import refusal

# In the order in which they are asked.
MODULES = (
    "folder", "founder.reader", "saved_page", "newsml", "ninjs", "feed", "markdown_issue",
    "articles.reader", "web_page",
)  # fmt: skip

__all__ = [
    "ReadOptions",
    "Reader",
    "Reading",
    "examine",
    "find_reader",
    "named",
    "read",
    "readers",
]


def readers() -> Iterator[Reader]:
    """Yield all readers, each loaded when its turn comes: an issue folder needs no other."""
    for name in MODULES:
        yield import_module(f"exporter.readers.{name}").READER
    yield from map(AddedReader, extensions.readers().values())


def find_reader(source: Path, name: str = "") -> Reader:
    """Return the reader called `name`, or the first one that knows `source`.

    Raises `UnknownSource`, or `UsageError` if no reader has that name.
    """
    return _asked(source, name)[0]


def _asked(source: Path, name: str) -> tuple[Reader, list[Finding]]:
    """Return the reader of a source, and a warning for each one that failed to examine it."""
    failed: list[Finding] = []
    _open(source)
    if name:
        return named(name), failed
    for reader in readers():
        if _knows(reader, source, failed):
            return reader, failed
    failures = [f"{each.message}, {each.advice}" for each in failed]
    raise UnknownSource("; ".join([refusal(source, readers()), *failures]))


def _open(source: Path) -> None:
    """Raise `UnknownSource` for a file or folder that no reader can open."""
    try:
        if not source.exists():
            raise UnknownSource(f"{source}: there is no such file or folder, check the name")
        if source.is_dir():
            next(source.iterdir(), None)
        elif source.is_file():
            source.open("rb").close()
    except OSError as error:
        raise UnknownSource(f"{source}: can't be read ({error.strerror}), check it") from None


def _knows(reader: Reader, source: Path, failed: list[Finding]) -> bool:
    """Whether a reader knows a source; one that fails is noted, and the next one is asked."""
    try:
        with guarded(_CanNotTell):
            return reader.knows(source)
    except _CanNotTell as error:
        message = f"the reader {reader.name} can't examine it ({error})"
        advice = "name the right reader with --from, or update the package of that one"
        failed.append(Finding("plugin-broken", source, 0, message, advice))
        return False


class _CanNotTell(Exception):
    """A reader failed instead of saying whether it knows a source."""


def named(name: str) -> Reader:
    """Return the reader called `name`; raises `UsageError`."""
    for reader in readers():
        if reader.name.replace(" ", "-") == name.strip().lower().replace(" ", "-"):
            return reader
    known = (reader.name.replace(" ", "-") for reader in readers())
    raise UsageError(unknown("reader", name, known))


def examine(path: Path, options: ReadOptions = DEFAULT) -> Reading:
    """Read any source, with whatever is wrong in its findings; raises `UnknownSource`.

    An unexpected exception of a reader, ours or a plug-in's, is a finding too.
    """
    reader, failed = _asked(path, options.reader)

    def refuse(why: str) -> InvalidSource:
        message = f"can't be read as {reader.name} ({why})"
        advice = "name another reader with --from, or save the source again"
        return InvalidSource([Finding("source-unforeseen", path, 0, message, advice)])

    with guarded(refuse, OSError), raised(options.limits):
        reading = _with_file(reader.read(path, options), path)
    return replace(reading, findings=(*failed, *reading.findings)) if failed else reading


def _with_file(reading: Reading, source: Path) -> Reading:
    """Note in the issue that it was read from a single file, unless that stands for a folder."""
    issue = reading.issue
    if issue is None or issue.root != source.parent or not source.is_file():
        return reading
    if source.name == "issue.yaml":
        return reading
    return replace(reading, issue=issue.model_copy(update={"file": Path(source.name)}))


def read(source: Path | str, options: ReadOptions = DEFAULT) -> Reading:
    """Read any source.

    Raises `UnknownSource`, or `InvalidSource` with every finding if one is an error.
    """
    reading = examine(Path(source), options)
    if errors(reading.findings) or reading.issue is None:
        raise InvalidSource(reading.findings)
    return reading
