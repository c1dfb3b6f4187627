"""The files of an issue to load: EPUB and PDF, in other scripts and page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from exporter.model import Issue
from exporter.publication.site.context import Context
from exporter.publication.site.record import Download
from exporter.readers.publication import Edition
from exporter.writers import file_stem
from exporter.writers.pdf.split import split_pages

EPUB, PDF = "application/epub+zip", "application/pdf"
TYPES = {Edition.EPUB: EPUB, Edition.LITE: EPUB, Edition.PDF: PDF}
PAGE_NAMES = "page-{sheet:03}.pdf"


@dataclass(frozen=True)
class Version:
    """An issue in one script; the issue's own has no name."""

    issue: Issue
    script: str = ""


class Downloads:
    """Makes the files of one issue in a folder for temporary files."""

    def __init__(self, context: Context, folder: str, temporary: Path) -> None:
        self.context, self.folder, self.temporary = context, folder, temporary
        self.epub: Path | None = None

    def make(self, versions: list[Version]) -> Iterator[Download]:
        """Yield each file, the EPUB first: readers that sync take the first."""
        editions = self.context.publication.head.site.editions
        for edition in (each for each in Edition if each in editions and each in TYPES):
            for version in versions:
                yield self.file(version, edition)
        if Edition.PAGES in editions:
            yield from self.single_pages(versions[0].issue)

    def file(self, version: Version, edition: Edition) -> Download:
        """Make one file."""
        path = self.temporary / self.name(version, edition)
        options = self.context.options
        if edition is Edition.LITE:
            options = replace(options, lite=True)
        self.context.tools.build(version.issue, path, options)
        if edition is Edition.EPUB and not version.script:
            self.epub = path
        return self.stored(path, edition, version.script)

    def name(self, version: Version, edition: Edition) -> str:
        """Return the name of a file; that of a revision is another one, so that it is loaded."""
        issue = version.issue
        parts = [
            file_stem(issue),
            version.script,
            "lite" if edition is Edition.LITE else "",
            f"r{issue.revision}" if issue.revision > 1 else "",
        ]
        suffix = "pdf" if edition is Edition.PDF else "epub"
        return f"{'-'.join(filter(None, parts))}.{suffix}"

    def single_pages(self, issue: Issue) -> Iterator[Download]:
        """Make a PDF of each page: the one as printed, or the sheets of makeup."""
        printed = {
            page.label: page.facsimile.pdf
            for page in issue.pages
            if page.facsimile and page.facsimile.pdf
        }
        revision = f"-r{issue.revision}" if issue.revision > 1 else ""
        found = printed if len(printed) == len(issue.pages) else self.sheets(issue)
        for number, (label, path) in enumerate(found.items(), 1):
            name = f"{file_stem(issue)}-{number:02}{revision}.pdf"
            yield self.stored(path, Edition.PAGES, page=label, name=name)

    def sheets(self, issue: Issue) -> dict[str, Path]:
        """Make the PDF of the issue and part it; a page that takes several sheets has the first."""
        whole = self.temporary / "pages" / "whole.pdf"
        whole.parent.mkdir()
        options = replace(self.context.options, layout="makeup")
        self.context.tools.build(issue, whole, options)
        profile = options.profile.model_copy(update={"split": PAGE_NAMES})
        paths = split_pages(whole, issue, profile, whole.parent)
        labels = [page.label for page in issue.pages]
        return dict(zip(labels, paths, strict=False)) if len(paths) >= len(labels) else {}

    def stored(
        self, path: Path, edition: Edition, script: str = "", page: str = "", name: str = ""
    ) -> Download:
        """Put a file into the site, and say how large it is and what its digest is."""
        data = path.read_bytes()
        place = f"files/{name or path.name}"
        self.context.store.write(f"{self.folder}/{place}", data)
        return Download(
            name=place,
            edition=str(edition),
            media_type=PDF if path.suffix == ".pdf" else EPUB,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            script=script,
            page=page,
        )
