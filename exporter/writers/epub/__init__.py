"""EPUB 3.3: the edition's documents, navigation and pictures in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from exporter.errors import InvalidSource
from exporter.findings import Finding
from exporter.limits import costly_pictures, raised
from exporter.options import Options
from exporter.writers.epub.vertical import judge_writing

if TYPE_CHECKING:  # options are judged without what makes books
    from exporter.edition import Edition
    from exporter.writers.epub.book import MadeBook


def write_epub(edition: Edition, path: Path, options: Options) -> list[Finding]:
    """Write `edition` to the file `path`; returns findings for the user.

    Raises `PictureError` for a picture that can't be decoded, `UsageError` for an option or a
    file that can't be as small as asked, and `InvalidSource` for pictures that take too long
    together.
    """
    from exporter.writers.epub.file_size import write_within

    made = prepare_book(edition, options)
    return [*made.findings, *write_within(made, path, options.max_size)]


def prepare_book(edition: Edition, options: Options) -> MadeBook:
    """Return the book of an edition before it is written; raises what `write_epub` raises."""
    from exporter.writers.epub.book import make_book

    judge_writing(options.writing, edition.language)
    with raised(options.reading.limits):
        if found := list(costly_pictures(edition.issue)):
            raise InvalidSource(found)
    return make_book(edition, options)
