"""The downloads of an issue: EPUB and PDF, in several scripts, whole and page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from exporter.findings import Finding
from exporter.model import Issue, Neighbour
from exporter.options import Options
from exporter.publication.archive.stock import Stock
from exporter.publication.editions import Editions, Made, Take, Version
from exporter.publication.site.context import Context
from exporter.publication.site.record import Download
from exporter.publication.site.site_cache import Kept
from exporter.publication.state import Entry
from exporter.readers.settings import Edition

EPUB, PDF = "application/epub+zip", "application/pdf"


class Downloads:
    """Makes the files of one issue in a temporary folder and puts them into the site."""

    def __init__(
        self,
        context: Context,
        folder: str,
        entry: Entry,
        temporary: Path,
        previous: Neighbour | None,
        kept: Kept,
    ) -> None:
        self.context, self.folder = context, folder
        self.findings: list[Finding] = []
        self.editions = Editions(self.built, context.options, temporary)
        self.sources: list[Take] = [kept.take]
        if context.archive:
            known = entry.key, entry.digest, context.making
            self.sources.append(Stock(context.archive, *known, temporary, previous).take)
        self.editions.take = self.taken
        self.epub: Path | None = None

    def taken(self, edition: Edition, script: str) -> Sequence[Made]:
        """Return the files of an edition that need not be made again."""
        found = (take(edition, script) for take in self.sources)
        return next((each for each in found if each), ())

    def built(self, issue: Issue, path: Path, options: Options) -> None:
        """Write one file of an issue, and collect its findings."""
        self.findings += self.context.tools.build(issue, path, options)

    def make(self, versions: Sequence[Version]) -> Iterator[Download]:
        """Yield each file, EPUB first: reading apps that sync take the first file."""
        wanted = self.context.publication.head.site.editions
        for made in self.editions.make(wanted, versions):
            if made.wanted.edition is Edition.EPUB and not made.wanted.script:
                self.epub = made.path
            yield self.stored(made)

    def stored(self, made: Made) -> Download:
        """Put a file into the site; return its record with size and digest."""
        data = made.path.read_bytes()
        place = f"files/{made.name}"
        self.context.store.write(f"{self.folder}/{place}", data)
        return Download(
            name=place,
            edition=str(made.wanted.edition),
            media_type=PDF if made.path.suffix == ".pdf" else EPUB,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            script=made.wanted.script,
            page=made.wanted.page,
        )
