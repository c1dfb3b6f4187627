"""A site as it is: its catalogue, the cards of its issues, their records."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from exporter.edition.style import Style
from exporter.errors import OutputError
from exporter.findings import Finding
from exporter.options import Options
from exporter.publication.archive.recipe import files_digest, options_digest
from exporter.publication.archive.store import Store as Archive
from exporter.publication.building import Failure, chosen
from exporter.publication.digest import common_digest
from exporter.publication.memory import uncollected
from exporter.publication.site import full_text
from exporter.publication.site.context import Context, Tools
from exporter.publication.site.presence import Presence
from exporter.publication.site.record import (
    CATALOGUE,
    RECORD,
    Card,
    Catalogue,
    IssueRecord,
    read_record,
)
from exporter.publication.site.shell import Shell
from exporter.publication.site.site_cache import WEB_CSS, style_digest
from exporter.publication.site.staging import ASSETS, Store
from exporter.publication.site.styles import sheet_name
from exporter.publication.sources import OpenPublication
from exporter.publication.state import in_order
from exporter.version import PROGRAM

CARDS = TypeAdapter(tuple[Card, ...])


@dataclass
class SiteResult:
    """The result of a run: issues made, moved and removed, files written, failures."""

    made: dict[str, Path] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)  # to another folder
    removed: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    issues: int = 0


class SiteState:
    """The site of one publication, in a folder, as the last run left it."""

    def __init__(
        self,
        publication: OpenPublication,
        folder: Path,
        options: Options,
        tools: Tools,
        style: Style,
        base: str = "",
        archive: Archive | None = None,
    ) -> None:
        self.publication, self.options = publication, options
        self.store = Store(folder)
        site = publication.head.site
        shell = Shell(
            publication.head,
            style,
            base,
            stylesheet=sheet_name(style),
            has_app=site.offline,
            has_search=site.search and full_text.is_installed(),
        )
        making = options_digest(options, publication) if archive else ""
        files = files_digest(options, publication)
        self.context = Context(
            publication, options, self.store, shell, tools, archive, making, files
        )
        self.style = style
        self.result = SiteResult()
        self.records: dict[str, IssueRecord] = {}  # by folder
        self.common = self._common(base)
        self.presence = Presence(folder)
        self.lost: set[str] = set()  # files of the site that somebody has deleted
        self.left: set[str] = set()  # pages at old addresses of issues that moved

    def _common(self, base: str) -> str:
        """Return the digest of everything that all issues depend on."""
        head = self.publication.head
        names = filter(None, (head.masthead, *head.build.embed_fonts))
        look = style_digest(self.style, (WEB_CSS,))
        found = str(self.context.shell.has_search)
        told = (repr(chosen(self.options)), head.model_dump_json(), base, PROGRAM, look, found)
        return common_digest(self.publication.folder, names, *told)

    @property
    def lacks_assets(self) -> bool:
        """Whether a file that issues share was deleted: they write it."""
        return any(name.startswith(f"{ASSETS}/") for name in self.lost)

    @uncollected()
    def load(self) -> tuple[Catalogue | None, list[Card]]:
        """Read the catalogue of the site and the cards of all its issues."""
        with self.judged():
            catalogue = self.load_catalogue()
            years = catalogue.years if catalogue else ()
            files = catalogue.files if catalogue else ()
            self.lost = {name for name in files if not (self.store.folder / name).is_file()}
            return catalogue, [card for year in years for card in self.cards(year)]

    def load_catalogue(self) -> Catalogue | None:
        """Read the catalogue of the site, or return None."""
        data = self.store.read(CATALOGUE)
        return None if data is None else Catalogue.model_validate_json(data)

    def cards(self, year: str) -> tuple[Card, ...]:
        """Read the cards of the issues of a year; from their records, if its catalogue is gone."""
        data = self.store.read(f"{year}/{CATALOGUE}")
        if data is not None:
            return CARDS.validate_json(data)
        folders = (
            f"{year}/{path.parent.name}" for path in self.store.folder.glob(f"{year}/*/{RECORD}")
        )
        records = map(self.record, sorted(folders))
        return tuple(in_order(each.card for each in records if each))

    @contextlib.contextmanager
    def judged(self) -> Iterator[None]:
        """Raise `OutputError` for an invalid catalogue."""
        try:
            yield
        except ValidationError:
            path = self.store.folder / CATALOGUE
            raise OutputError(
                f"{path}: is not the catalogue of a site, restore it or choose another folder"
            ) from None

    def known_record(self, folder: str) -> IssueRecord:
        """Return the record of an issue of this run; raises `OutputError` if it is lost."""
        if record := self.record(folder):
            return record
        path = self.store.folder / folder / RECORD
        raise OutputError(f"{path}: is gone or damaged, delete its folder and update the site")

    def record(self, folder: str) -> IssueRecord | None:
        """Return the record of an issue, from this run or the last."""
        if folder not in self.records:
            data = self.store.read(f"{folder}/{RECORD}")
            if data is None:
                return None
            if (record := read_record(data)) is None:
                return None
            self.records[folder] = record
            self.store.ours |= {f"{folder}/{name}" for name in record.files}
        return self.records[folder]
