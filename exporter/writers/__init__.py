"""Writers: one file or folder an output format, chosen by the suffix of the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from exporter.edition import Edition
from exporter.errors import UsageError
from exporter.findings import Finding
from exporter.options import Options

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


def find_writer(path: Path) -> Writer:
    """Return the writer for the suffix of `path`; raises `UsageError`."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        wanted = " or ".join(WRITERS)
        raise UsageError(f"{path}: no writer makes such a file, let its name end with {wanted}")
    return writer
