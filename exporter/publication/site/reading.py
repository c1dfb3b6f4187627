"""What is read of an issue for a site: each script, the issue before it, its drawn pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date as Date
from pathlib import Path

from exporter.findings import Finding
from exporter.model import Issue, Neighbour
from exporter.publication.editions import Version
from exporter.publication.reading import read_issue
from exporter.publication.site.context import Context
from exporter.publication.site.record import IssueRecord
from exporter.publication.site.site_cache import Kept
from exporter.publication.sources import Source
from exporter.publication.state import Entry, neighbour


@dataclass(frozen=True)
class Earlier:
    """The issue before one, which may be made at the same time."""

    date: Date
    number: str
    folder: str


@dataclass(frozen=True)
class Place:
    """The place of an issue in the site, and its last record."""

    entry: Entry
    folder: str
    before: Earlier | None = None
    old: IssueRecord | None = None


def versions_of(
    context: Context, source: Source, place: Place, findings: list[Finding]
) -> list[Version]:
    """Read the issue, once for each script."""
    options, site = context.options, context.publication.head.site
    found = []
    for script in ("", *site.scripts):
        reading = replace(options.reading, script=script) if script else options.reading
        known = read_issue(context.publication, source, reading, context.tools.read)
        findings += known.findings
        found.append(
            Version(_after(known.require_issue(), place.before, context.shell.base), script)
        )
    return found


def drawn(context: Context, issue: Issue, kept: Kept, temporary: Path) -> Issue:
    """Return an issue with a facsimile of each page, if the publication wants them.

    The sections of a newsletter, a feed or a wire are no printed pages: drawn as such, they would
    be nearly empty sheets.
    """
    is_printed = issue.publication.printed is not False
    is_wanted = context.publication.head.site.facsimiles and is_printed
    if not is_wanted or all(page.facsimile for page in issue.pages):
        return issue
    folder = temporary / "facsimiles"
    folder.mkdir()
    return kept.drawn(issue, folder) or context.tools.draw(issue, folder, context.options)


def _after(issue: Issue, before: Earlier | None, base: str) -> Issue:
    """Set the previous issue, unless the issue names one. The next one is not known yet."""
    if before is None or issue.previous:
        return issue
    entry = Entry(key="", digest="", date=before.date, number=before.number)
    url = f"{base}{before.folder}/" if base else ""
    previous: Neighbour | None = neighbour(entry, url)
    return issue.model_copy(update={"previous": previous})
