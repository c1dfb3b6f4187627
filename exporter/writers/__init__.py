"""Writers: one file or folder an output format, chosen by the suffix of the file.

A new format is a class in `formats`; or it is a package of its own with the entry point
`exporter.writers`, and is asked after these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from exporter import extensions
from exporter.errors import UsageError
from exporter.findings import Finding, hardened
from exporter.model import Issue
from exporter.options import Options
from exporter.outputs import failed
from exporter.writers.added import AddedWriter
from exporter.writers.base import Writer, file_stem
from exporter.writers.formats import EpubWriter, PdfWriter

if TYPE_CHECKING:
    from exporter.edition import Edition

__all__ = [
    "Writer",
    "default_names",
    "file_stem",
    "find_checker",
    "find_writer",
    "write_file",
    "writer_of",
    "writers",
]

Write: TypeAlias = "Callable[[Edition, Path, Options], list[Finding]]"

OURS: tuple[Writer, ...] = (EpubWriter(), PdfWriter())


def writers() -> Iterator[Writer]:
    """Yield all writers, those of other packages last."""
    yield from OURS
    yield from map(AddedWriter, extensions.writers().values())


def writer_of(path: Path) -> Writer | None:
    """Return the writer for the suffix of `path`, if there is one."""
    suffix = path.suffix.lower()
    return next((each for each in writers() if suffix in each.suffixes), None)


def find_writer(path: Path) -> Writer:
    """Return the writer for the suffix of `path`; raises `UsageError`."""
    if writer := writer_of(path):
        return writer
    wanted = " or ".join(suffix for writer in writers() for suffix in writer.suffixes)
    raise UsageError(f"{path}: no writer makes such a file, use a name that ends with {wanted}")


def find_checker(path: Path) -> Writer | None:
    """Return the writer that checks finished files of the suffix of `path`, if there is one."""
    writer = writer_of(path)
    return writer if writer and writer.checks else None


def default_names(issue: Issue, options: Options) -> list[str]:
    """Return the names of the files that a folder gets."""
    return [name for writer in writers() if (name := writer.file_name(issue, options))]


def write_file(
    writer: Writer,
    edition: Edition,
    path: Path,
    aside: Path,
    options: Options,
    write: Write | None = None,
) -> list[Finding]:
    """Write to `aside` what is to be the file `path`; return the findings, told of `path`.

    `write` is used instead of the writer's own: it has a file that was made beside this process.
    With `strict`, warnings are errors. Raises what `Writer.judge` raises for a file with errors.
    """
    options.progress(path.name)
    try:
        found = (write or writer.write)(edition, aside, options)
    except OSError as error:
        raise failed(error, path, aside) from error
    findings = [replace(each, path=path) if each.path == aside else each for each in found]
    findings = hardened(findings) if options.reading.strict else findings
    writer.judge(findings, options)
    return findings
