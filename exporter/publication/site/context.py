"""What all parts of a site's making share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from exporter.edition.style import Style
from exporter.findings import Finding
from exporter.model import Issue
from exporter.options import Options
from exporter.publication.archive.store import Store as Archive
from exporter.publication.reading import Read
from exporter.publication.site.shell import Shell
from exporter.publication.site.staging import Store
from exporter.publication.sources import OpenPublication

Build = Callable[[Issue, Path, Options], tuple[Finding, ...]]
"""Writes one file of an issue, as `exporter.api.build` does; returns its findings."""
Draw = Callable[[Issue, Path, Options], Issue]
"""Returns the issue with a facsimile for each page that has none, drawn into a folder."""
StyleOf = Callable[[Issue], Style]


@dataclass(frozen=True)
class Tools:
    """The functions of the API that making a site needs."""

    read: Read
    build: Build
    draw: Draw
    style_of: StyleOf


@dataclass(frozen=True)
class Context:
    """The publication, the choices for it, and where its site goes."""

    publication: OpenPublication
    options: Options
    store: Store
    shell: Shell
    tools: Tools
    archive: Archive | None = None  # a store with files to reuse
    making: str = ""  # digest of the options, by which such files must have been made
    files: str = ""  # digest of what any file depends on, but for issue and style
