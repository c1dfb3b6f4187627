"""Writers: one file or folder an output format, chosen by the suffix of the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from exporter import extensions
from exporter.edition import Edition
from exporter.errors import OutputError, UsageError
from exporter.findings import Finding
from exporter.guard import guarded
from exporter.options import Options
from exporter.outputs import beside
from exporter.pictures.files import PictureError

Writer = Callable[[Edition, Path, Options], list[Finding]]


def _write_epub(edition: Edition, path: Path, options: Options) -> list[Finding]:
    from exporter.writers.epub import write_epub

    return write_epub(edition, path, options)


def _write_pdf(edition: Edition, path: Path, options: Options) -> list[Finding]:
    from exporter.writers.pdf import write_pdf

    edition.load_pictures()
    return write_pdf(edition, path, options)


# Writers are loaded when they are asked for: WeasyPrint alone takes most of a second.
WRITERS: dict[str, Writer] = {".epub": _write_epub, ".pdf": _write_pdf}


def _added() -> dict[str, Writer]:
    """Return the writers of other packages (entry point `exporter.writers`) by their suffixes."""
    writers = extensions.writers().values()
    return {suffix: _whole(writer) for writer in writers for suffix in writer.suffixes}


def _whole(writer: Any) -> Writer:
    """Return a writer of another package whose file is whole or not there, whatever it raises."""

    def write(edition: Edition, path: Path, options: Options) -> list[Finding]:
        def refuse(why: str) -> OutputError:
            return OutputError(f"{path}: the writer {writer.name} failed ({why}), report it there")

        with beside(path) as temporary, guarded(refuse, OSError, PictureError):
            findings = writer.write(edition, temporary, options)
            return [_of(each, temporary, path) for each in findings]

    return write


def _of(finding: Finding, temporary: Path, path: Path) -> Finding:
    return replace(finding, path=path) if finding.path == temporary else finding


def find_writer(path: Path) -> Writer:
    """Return the writer for the suffix of `path`; raises `UsageError`."""
    added = _added()
    writer = WRITERS.get(path.suffix.lower()) or added.get(path.suffix.lower())
    if writer is None:
        wanted = " or ".join((*WRITERS, *added))
        raise UsageError(f"{path}: no writer makes such a file, use a name that ends with {wanted}")
    return writer
