"""An EPUB in memory, before it is written: for a preview, which shows its files one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.api.input import read_with_style
from exporter.api.judging import judge_options
from exporter.api.making_up import draw_facsimiles
from exporter.api.writing import judge_written
from exporter.edition import Edition, make_edition
from exporter.errors import InvalidSource
from exporter.findings import errors, hardened
from exporter.model import Issue
from exporter.options import Options

if TYPE_CHECKING:
    from exporter.writers.epub.book import MadeBook


@dataclass(frozen=True)
class PreparedEpub:
    """An EPUB: its files by their paths in it, and the paths of its documents in reading order."""

    edition: Edition
    made: MadeBook
    options: Options
    parts: dict[str, bytes]
    spine: tuple[str, ...]

    def write(self, path: Path) -> None:
        """Write it to `path`, the same bytes as `build` writes; raises what `build` raises."""
        from exporter.writers.epub.file_size import write_within

        self.made.pictures.start()
        findings = [*self.made.findings, *write_within(self.made, path, self.options.max_size)]
        findings = hardened(findings) if self.options.reading.strict else findings
        if errors(findings):
            raise InvalidSource(findings)
        judge_written(self.edition, path, ())


def prepare_epub(issue: Issue, folder: Path, options: Options) -> PreparedEpub:
    """Make the EPUB of an issue in memory; `folder` gets the pages that are drawn for it, if any.

    Raises what `build` raises before it writes.
    """
    from exporter.writers.epub import prepare_book

    judge_options(options)
    reading, style = read_with_style(issue, options)
    issue, alone = reading.require_issue(), replace(options, jobs=1)
    drawn = draw_facsimiles(issue, folder, alone, style) if options.facsimiles else issue
    edition = make_edition(drawn, style)
    made = prepare_book(edition, alone)
    top = made.book.FOLDER_NAME
    # In this order: pictures are made one after another.
    parts = {f"{top}/{each.file_name}": each.get_content() for each in made.book.items}
    spine = tuple(f"{top}/{each.file_name}" for each in made.book.spine)
    return PreparedEpub(edition, made, options, parts, spine)
