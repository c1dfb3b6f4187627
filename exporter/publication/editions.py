"""Make the files of an issue: EPUBs and PDFs, in several scripts, whole or page by page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from exporter.layouts.sheets import SPREAD
from exporter.model import Issue
from exporter.options import Options
from exporter.readers.settings import Edition
from exporter.writers import file_stem

MADE = (Edition.EPUB, Edition.LITE, Edition.PDF)  # one file each, in this order
PAGE_NAMES = "page-{sheet:03}.pdf"

Build = Callable[[Issue, Path, Options], object]
"""Writes one file of an issue, like `exporter.api.build`."""


@dataclass(frozen=True)
class Version:
    """An issue in one Chinese script; empty for its own."""

    issue: Issue
    script: str = ""


@dataclass(frozen=True)
class Wanted:
    """A file to make: edition, script, and the label of a single page."""

    edition: Edition
    script: str = ""
    page: str = ""


@dataclass(frozen=True)
class Made:
    """A finished file, its final name, and what it is."""

    path: Path
    name: str
    wanted: Wanted


Take = Callable[[Edition, str], Sequence[Made]]
"""Returns the existing files of an edition in a script, if any."""


def _none(_edition: Edition, _script: str) -> Sequence[Made]:
    return ()


class Editions:
    """Makes the files of one issue in a temporary folder, or reuses existing ones."""

    def __init__(self, build: Build, options: Options, temporary: Path, take: Take = _none) -> None:
        self.build, self.options, self.temporary, self.take = build, options, temporary, take

    def make(self, editions: Sequence[Edition], versions: Sequence[Version]) -> Iterator[Made]:
        """Yield each file, EPUB first: reading apps that sync take the first file."""
        for edition in (each for each in MADE if each in editions):
            for version in versions:
                taken = self.take(edition, version.script)
                name = file_name(version, edition)
                yield from (replace(made, name=name) for made in taken)
                if not taken:
                    yield self.file(version, edition)
        if Edition.PAGES in editions:
            yield from self.single_pages(versions[0])

    def file(self, version: Version, edition: Edition) -> Made:
        """Make one file."""
        path = self.temporary / file_name(version, edition)
        lite = edition is Edition.LITE
        self.build(version.issue, path, replace(self.options, lite=lite or self.options.lite))
        return Made(path, path.name, Wanted(edition, version.script))

    def single_pages(self, version: Version) -> Iterator[Made]:
        """Yield one PDF per page: the facsimiles if all pages have a PDF, else made-up sheets."""
        issue = version.issue
        revision = f"-r{issue.revision}" if issue.revision > 1 else ""
        taken = {made.wanted.page: made.path for made in self.take(Edition.PAGES, version.script)}
        found = taken or _printed(issue) or self.sheets(issue)
        for number, (label, path) in enumerate(found.items(), 1):
            name = f"{file_stem(issue)}-{number:02}{revision}.pdf"
            yield Made(path, name, Wanted(Edition.PAGES, page=label))

    def sheets(self, issue: Issue) -> dict[str, Path]:
        """Make the PDF of the issue and split it.

        A page of several sheets gets the first one, both pages of a spread get theirs.
        """
        import pikepdf  # most publications offer no single pages

        from exporter.writers.pdf.split import split_pages

        whole = self.temporary / "pages" / "whole.pdf"
        whole.parent.mkdir()
        self.build(issue, whole, replace(self.options, layout="makeup"))
        profile = self.options.profile.model_copy(update={"split": PAGE_NAMES})
        paths = split_pages(whole, issue, profile, whole.parent)
        with pikepdf.open(whole) as pdf:
            shown = [page.label for page in pdf.pages]
        return _by_label([page.label for page in issue.pages], shown, paths)


def _by_label(
    labels: Sequence[str], shown: Sequence[str], paths: Sequence[Path]
) -> dict[str, Path]:
    """Return the sheet of each page by label, none if one has no sheet; each has its own file."""
    sheets = dict(zip(reversed(shown), reversed(paths), strict=True))
    found: dict[str, Path] = {}
    for label in labels:
        spread = next((each for each in shown if label in each.split(SPREAD)), "")
        path = sheets.get(label) or sheets.get(spread)
        if path is None:
            return {}
        if path in found.values():
            path = Path(shutil.copy(path, path.with_name(f"other-{path.name}")))
        found[label] = path
    return found


def _printed(issue: Issue) -> dict[str, Path]:
    """Return the pages as printed by their labels, if there is one of every page."""
    facsimiles = {page.label: page.facsimile for page in issue.pages}
    found = {label: each.pdf for label, each in facsimiles.items() if each and each.pdf}
    return found if len(found) == len(issue.pages) else {}


def file_name(version: Version, edition: Edition) -> str:
    """Return the name of a file; a revision gets a new name, so that clients download it."""
    issue = version.issue
    parts = [
        file_stem(issue),
        version.script,
        "lite" if edition is Edition.LITE else "",
        f"r{issue.revision}" if issue.revision > 1 else "",
    ]
    suffix = "pdf" if edition is Edition.PDF else "epub"
    return f"{'-'.join(filter(None, parts))}.{suffix}"
