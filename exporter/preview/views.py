"""The EPUB and the web edition of an issue as files for a browser.

A process beside that of the printed pages makes them: all three are made at the same time.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from exporter.errors import ExporterError
from exporter.model import Issue
from exporter.options import Options, ReadOptions
from exporter.outputs import lasting_folder
from exporter.preview.other_editions import SITE, Making, make_epub, make_web, tidy_up
from exporter.preview.page_state import Chapter
from exporter.preview.sending import Parcel, Sender
from exporter.publication.processes import Ended, Process

Made = TypeVar("Made")


class Views:
    """The last EPUB, the folder of the web edition, and the process that makes them."""

    def __init__(self) -> None:
        # Of its own: several previews in one process show several issues.
        self.folder = Path(tempfile.mkdtemp(prefix="preview-", dir=lasting_folder()))
        self.site = self.folder / SITE
        self.parts: dict[str, bytes] = {}  # the files of the last EPUB
        self.process = Process()
        self.sender = Sender()

    def make_epub(self, issue: Issue, source: Path, options: Options) -> tuple[Chapter, ...]:
        """Make the EPUB; return its documents in reading order. Raises `ExporterError`."""
        book = self._made(make_epub, issue, source, options)
        kept = {name: self.parts[name] for name in book.names - book.new.keys()}
        self.parts = kept | book.new
        return book.chapters

    def make_web(self, issue: Issue, source: Path, options: Options) -> str:
        """Update the web edition, with the last EPUB as its download; return its first page.

        Raises `ExporterError`.
        """
        return self._made(make_web, issue, source, options)

    def _made(
        self,
        make: Callable[[Parcel], Made | ExporterError],
        issue: Issue,
        source: Path,
        options: Options,
    ) -> Made:
        # What is read is read already, and a function that fetches pictures can't be sent.
        reading = replace(options.reading, fetch=ReadOptions().fetch)
        making = Making(issue, source, replace(options, reading=reading), self.folder)
        parcel = self.sender.parcel(making, self.process.pid)
        try:
            made = self.process.call(make, parcel)
        except Ended as error:
            raise ExporterError(f"the process that makes it ended ({error})") from None
        self.sender.sent(parcel, self.process.pid)
        if isinstance(made, ExporterError):
            raise made
        return made

    def tidy(self) -> None:
        """Free the memory of past views in the process, if it runs."""
        if self.process.pid:
            with contextlib.suppress(Ended):  # the next view starts another
                self.process.call(tidy_up, None)

    def close(self) -> None:
        """End the process."""
        self.process.close()

    def part(self, name: str) -> bytes | None:
        """Return a file of the last EPUB; None if it has none of that name."""
        return self.parts.get(name)

    def site_file(self, name: str) -> Path | None:
        """Return a file of the web edition; None if it is missing or outside."""
        if "\0" in name:
            return None
        path = (self.site / name).resolve()
        if path.is_dir():
            path /= "index.html"
        inside = path.is_relative_to(self.site.resolve())
        return path if inside and path.is_file() and os.access(path, os.R_OK) else None
