"""What catalogues of both versions of OPDS offer: issues, and their files in each script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exporter.languages.tags import script as script_of
from exporter.publication.site.record import Card, Download
from exporter.publication.site.shell import Shell

# The only relation that every reader knows, alone or as the first.
OPEN = "http://opds-spec.org/acquisition/open-access"
LATEST_NAME = "latest"
LATEST = 30  # entries of a feed that people subscribe to: readers crawl longer ones again and again


@dataclass(frozen=True)
class Shelf:
    """One catalogue of issues.

    `script` is the Chinese script of the files that it offers; `scripts` are all scripts that there
    are files in. `""` is the script of the issues themselves.
    """

    name: str
    title: str
    cards: Sequence[Card]
    script: str = ""
    scripts: Sequence[str] = ()

    @property
    def newest_first(self) -> list[Card]:
        """The issues by their last change, as readers look for it."""
        return sorted(self.cards, key=lambda each: (each.updated, each.folder), reverse=True)

    @property
    def facets(self) -> Sequence[str]:
        """The scripts to choose from; none if there is only one."""
        return self.scripts if len(self.scripts) > 1 else ()

    def file_name(self, script: str) -> str:
        """Return the name of the file of the catalogue in a script, without its suffix."""
        return f"{self.name}-{script}" if script else self.name


def catalogues(shell: Shell, years: Sequence[int]) -> list[tuple[str, str]]:
    """Return name and title of each catalogue: the last issues, and each year from the last on."""
    by_year = [(str(year), shell.issues_of(year)) for year in reversed(years)]
    return [(LATEST_NAME, shell.words.latest), *by_year]


def script_name(shell: Shell, script: str) -> str:
    """Return the name of a Chinese script; for the issue's own, that of its language."""
    own = script or script_of(shell.language).removeprefix("zh-")
    return str(getattr(shell.words, own.replace("-", "_"), own))


def files_of(card: Card, script: str) -> list[Download]:
    """Return the files of an issue in one script, the EPUB first."""
    files = [file for file in card.downloads if not file.page and file.script == script]
    return files or [file for file in card.downloads if not file.page]
