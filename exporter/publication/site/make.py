"""Make or update a site: new and changed issues, and the pages that refer to them."""

from __future__ import annotations

import contextlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from exporter.edition.style import Style
from exporter.errors import ExporterError, OutputError
from exporter.findings import Finding
from exporter.options import Options
from exporter.outputs import temporary_folder
from exporter.pictures.files import PictureError
from exporter.publication.archive.recipe import options_digest
from exporter.publication.archive.store import Store as Archive
from exporter.publication.building import Failure, as_error, chosen, examine
from exporter.publication.digest import common_digest
from exporter.publication.site import offline, rights, search, subscribe
from exporter.publication.site.calendar import archive_page, year_page
from exporter.publication.site.context import Context, Tools
from exporter.publication.site.feeds import atom, opds1, opds2
from exporter.publication.site.issue import Earlier, Place, write_record
from exporter.publication.site.lists import IssueLists
from exporter.publication.site.record import CATALOGUE, RECORD, Card, Catalogue, IssueRecord
from exporter.publication.site.several import Result, make_issues
from exporter.publication.site.shell import Shell
from exporter.publication.site.store import Store
from exporter.publication.site.styles import sheet_name, write_style
from exporter.publication.sources import OpenPublication, Source
from exporter.publication.state import Entry, in_order, place_of
from exporter.version import PROGRAM

CARDS = TypeAdapter(tuple[Card, ...])


@dataclass
class SiteResult:
    """The result of a run: issues made, files written and removed, failures."""

    made: dict[str, Path] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    issues: int = 0


class SiteMaker:
    """Makes the site of one publication."""

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
            has_search=site.search and search.is_installed(),
        )
        making = options_digest(options, publication) if archive else ""
        self.context = Context(publication, options, self.store, shell, tools, archive, making)
        self.style = style
        self.result = SiteResult()
        self.records: dict[str, IssueRecord] = {}  # by folder
        self.common = self._common(base)

    def _common(self, base: str) -> str:
        """Return the digest of everything that all issues depend on."""
        head = self.publication.head
        names = filter(None, (head.masthead, head.style, *head.build.embed_fonts))
        sheets = self.style.rules("epub.css") + self.style.rules("web.css")
        found = str(self.context.shell.has_search)
        told = (repr(chosen(self.options)), head.model_dump_json(), base, PROGRAM, sheets, found)
        return common_digest(self.publication.folder, names, *told)

    # The last state and the update --------------------------------------------------------

    def make(self, sources: list[Source], dry_run: bool = False) -> SiteResult:
        """Update the site; with `dry_run`, only report what would be made.

        Raises `OutputError` where it can't be written; then it stays as it was.
        """
        if not dry_run:
            self.store.begin()
        try:
            self._make(sources, dry_run)
            if not dry_run:
                self.store.settle()
                self.result.written = sorted(self.store.staged)
                self.store.commit()
                self.index()
        finally:
            if not dry_run:
                self.store.abandon()
        return self.result

    def index(self) -> None:
        """Index the articles of the finished site, unless the index is up to date."""
        catalogue = self.load_catalogue()
        if catalogue is None or catalogue.indexed or not self.context.shell.has_search:
            return
        self.options.progress("search")
        self.store.begin()
        self.store.ours = set(catalogue.files)
        with temporary_folder() as temporary:
            search.index(self.store.folder, temporary)
            paths = [path for path in sorted(temporary.rglob("*")) if path.is_file()]
            names = {
                f"{search.FOLDER}/{path.relative_to(temporary).as_posix()}": path for path in paths
            }
            for name, path in names.items():
                self.store.write(name, path.read_bytes())
        old = {name for name in catalogue.files if name.startswith(f"{search.FOLDER}/")}
        for name in old - names.keys():
            self.store.drop(name)
        files = tuple(sorted({*catalogue.files, *names} - (old - names.keys())))
        whole = catalogue.model_copy(update={"files": files, "indexed": True})
        self.store.write(CATALOGUE, whole.model_dump_json(indent=1))
        self.store.commit()

    def _make(self, sources: list[Source], dry_run: bool) -> None:
        catalogue, cards = self.load()
        is_same = bool(catalogue and catalogue.common == self.common)
        self.store.ours = set(catalogue.files) if catalogue else set()
        by_key = {card.key: card for card in cards}
        old: dict[str, Entry] = dict(by_key)  # a card is an entry
        known = examine(self.publication, sources, old, self.options, self.context.tools.read)
        self.result.failures += known.failures
        failed = {failure.source.key for failure in known.failures}
        present = known.entries.keys() | failed
        gone = [card for card in cards if card.key not in present]
        folders = _folders(known.entries, by_key, gone)
        taken = set(folders.values())
        changed = in_order(
            entry
            for entry in known.entries.values()
            if not (is_same and entry is old.get(entry.key) and self.stands(by_key[entry.key]))
        )
        if dry_run:
            self.result.made = {folders[e.key]: self.publication.folder / e.key for e in changed}
            self.result.removed = [card.folder for card in gone if card.folder not in taken]
            return
        kept = {card.folder: card for card in cards if card.key in failed}
        anew = {entry.key for entry in changed}
        for entry in known.entries.values():
            if (card := by_key.get(entry.key)) and entry.key not in anew:
                kept[card.folder] = card
        for card in gone:
            self.remove(card, card.folder in taken)
        sources_by_key = {source.key: source for source in sources}
        all_entries = [*known.entries.values(), *(old[key] for key in failed & old.keys())]
        folders |= {key: by_key[key].folder for key in failed & by_key.keys()}
        order = in_order(all_entries)
        new = self.issues(changed, sources_by_key, folders, kept, by_key, is_same, order)
        self.whole(new, cards, catalogue)

    def load(self) -> tuple[Catalogue | None, list[Card]]:
        """Read the catalogue of the site and the cards of all its issues."""
        with self.judged():
            catalogue = self.load_catalogue()
            years = catalogue.years if catalogue else ()
            return catalogue, [card for year in years for card in self.cards(year)]

    def load_catalogue(self) -> Catalogue | None:
        """Read the catalogue of the site, or return None."""
        data = self.store.read(CATALOGUE)
        return None if data is None else Catalogue.model_validate_json(data)

    def cards(self, year: str) -> tuple[Card, ...]:
        """Read the cards of the issues of a year."""
        return CARDS.validate_json(self.store.read(f"{year}/{CATALOGUE}") or b"[]")

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

    def stands(self, card: Card) -> bool:
        """Whether the record of an issue exists."""
        # Strings instead of paths: each run checks thousands of issues.
        return os.path.isfile(f"{self.store.folder}/{card.folder}/{RECORD}")  # noqa: PTH113

    def record(self, folder: str) -> IssueRecord | None:
        """Return the record of an issue, from this run or the last."""
        if folder not in self.records:
            data = self.store.read(f"{folder}/{RECORD}")
            if data is None:
                return None
            try:
                record = IssueRecord.model_validate_json(data)
            except ValidationError:
                return None
            self.records[folder] = record
            self.store.ours |= {f"{folder}/{name}" for name in record.files}
        return self.records[folder]

    def remove(self, card: Card, is_reused: bool) -> None:
        """Remove the files of an issue whose source was deleted."""
        record = self.record(card.folder)
        for name in record.files if record else ():
            self.store.drop(f"{card.folder}/{name}")
        if not is_reused:
            self.result.removed.append(card.folder)
            self.records.pop(card.folder, None)

    # Issues -------------------------------------------------------------------------------

    def issues(
        self,
        changed: Sequence[Entry],
        sources: dict[str, Source],
        folders: dict[str, str],
        kept: dict[str, Card],
        by_key: dict[str, Card],
        is_same: bool,
        order: list[Entry],
    ) -> list[Card]:
        """Make every changed issue; return the cards of all issues in order."""
        cards, old = dict(kept), {entry.key: self.record(folders[entry.key]) for entry in changed}
        places = {entry.key: place for place, entry in enumerate(order)}
        lost: set[str] = set()  # issues that are in the site neither now nor before

        def placed(entry: Entry) -> Place:
            earlier = (each for each in reversed(order[: places[entry.key]]))
            before = next((each for each in earlier if each.key not in lost), None)
            known = Earlier(before.date, before.number, folders[before.key]) if before else None
            return Place(entry, folders[entry.key], known, old[entry.key])

        rest = {entry.key: placed(entry) for entry in changed}
        while rest:
            for result in make_issues(self.context, [(sources[key], rest[key]) for key in rest]):
                self.take(result, cards, by_key)
                if result.error and result.source.key not in by_key:
                    lost.add(result.source.key)
            # An issue whose previous one failed names the one before that.
            named = {key: placed(rest[key].entry) for key in rest if key not in lost}
            rest = {key: place for key, place in named.items() if place.before != rest[key].before}
        for entry in changed:
            if folders[entry.key] in self.result.made:
                self.warn(sources[entry.key], entry, by_key.get(entry.key), is_same)
        return sorted(cards.values(), key=place_of)

    def take(self, result: Result, cards: dict[str, Card], by_key: dict[str, Card]) -> None:
        """Take an issue that was made into the site; if it failed, keep the one that is there."""
        folder = result.place.folder
        if result.record is None:
            assert result.error  # one or the other
            self.fail(result.source, folder, result.error)
            self.result.made.pop(folder, None)
            if old := by_key.get(result.source.key):
                cards[old.folder] = old
            return
        self.records[folder] = result.record
        cards[folder] = result.record.card
        self.result.made[folder] = result.source.path

    def fail(self, source: Source, folder: str, error: Exception) -> None:
        """Record why an issue was left out, and discard its new files."""
        if isinstance(error, OutputError):
            raise error
        self.store.discard(folder)
        if isinstance(error, PictureError):
            told = f"{source.path}: {error.message}, {error.advice}"
            self.result.failures.append(Failure(source, ExporterError(told)))
        elif isinstance(error, ExporterError | OSError):
            self.result.failures.append(Failure(source, as_error(error, source.path)))

    def warn(self, source: Source, entry: Entry, old: Card | None, is_same: bool) -> None:
        """Warn of a changed issue that has no new revision."""
        if is_same and old and old.digest != entry.digest and old.revision == entry.revision:
            message = f"has changed, and its revision is still {entry.revision}"
            advice = f"set `revision: {entry.revision + 1}`, or subscribers keep what they have"
            finding = Finding("issue-revision", source.path, 0, message, advice)
            self.result.findings.append(finding)

    # Pages that refer to issues -----------------------------------------------------------

    def whole(self, cards: list[Card], old: list[Card], catalogue: Catalogue | None) -> None:
        """Write the pages that link to issues: lists, calendar, feeds, front, catalogue."""
        self.result.issues = len(cards)
        is_same = bool(catalogue and catalogue.common == self.common)
        self.lists(cards, old, is_same)
        years: dict[int, list[Card]] = defaultdict(list)
        for card in cards:
            years[card.date.year].append(card)
        before: dict[int, list[Card]] = defaultdict(list)
        for card in old:
            before[card.date.year].append(card)
        all_same = is_same and years.keys() == before.keys()
        touched = [year for year in years if not all_same or years[year] != before.get(year)]
        gone = before.keys() - years.keys()
        if cards and (touched or gone or not is_same):
            write_style(self.store, self.style)
            self.years(years, touched)
            self.top(cards, sorted(years))
        for year in gone:
            for name in _files_of_year(year, self.scripts):
                self.store.drop(name)
        self.keep(catalogue, years)

    @property
    def scripts(self) -> list[str]:
        """The scripts of the files: `""` is the issue's own."""
        return ["", *self.publication.head.site.scripts]

    def lists(self, cards: list[Card], old: list[Card], is_same: bool) -> None:
        """Write the pages with links to neighbours, for issues whose neighbours changed."""
        shell = self.context.shell
        around = _around(cards)
        known = _around(old) if is_same else {}
        for card in cards:
            if (
                card.folder not in self.result.made
                and known.get(card.folder) == around[card.folder]
            ):
                continue
            record = self.record(card.folder)
            if record is None:
                continue
            before, after = around[card.folder]
            pages = IssueLists(shell, record, before, after, record.masthead, record.stylesheet)
            for path, page in pages.pages().items():
                self.store.write(path, page)
            if card.folder in self.result.made:
                self.close(record)

    def close(self, record: IssueRecord) -> None:
        """Write the record of an issue, and remove files that it no longer has."""
        folder = record.card.folder
        names = {each for each in self.store.touched if each.startswith(f"{folder}/")}
        files = {name.removeprefix(f"{folder}/") for name in names}
        data = self.store.folder / folder / RECORD
        old: tuple[str, ...] = ()
        if data.is_file():
            old = IssueRecord.model_validate_json(data.read_bytes()).files
        write_record(self.context, record, sorted(files))
        for name in set(old) - files - {RECORD}:
            self.store.drop(f"{folder}/{name}")

    def years(self, years: dict[int, list[Card]], touched: Iterable[int]) -> None:
        """Write calendar and catalogues of the years that changed."""
        shell = self.context.shell
        for year in touched:
            cards = years[year]
            updated = max(card.updated for card in cards)
            self.store.write(f"{year}/index.html", year_page(shell, year, sorted(years), cards))
            title = f"{shell.publication.name} · {shell.words.issues_of.format(year)}"
            self.catalogues(str(year), title, cards, updated)
            data = CARDS.dump_json(tuple(cards), indent=1)
            self.store.write(f"{year}/{CATALOGUE}", data)

    def catalogues(self, name: str, title: str, cards: Sequence[Card], updated: str) -> None:
        """Write a catalogue of issues as OPDS 1.2 and 2.0, one in each script."""
        shell = self.context.shell
        for script in self.scripts:
            path = f"opds/{name}-{script}" if script else f"opds/{name}"
            told = (shell, name, title, cards, updated, script, self.scripts)
            self.store.write(f"{path}.xml", opds1.acquisition_feed(*told))
            self.store.write(f"{path}.json", opds2.acquisition_feed(*told))

    def top(self, cards: list[Card], years: list[int]) -> None:
        """Write the files of the site that change with each issue."""
        shell, store = self.context.shell, self.store
        most = max(opds1.LATEST, atom.MOST_ISSUES)
        newest = _latest(cards, most)
        updated = newest[0].updated
        self.catalogues("latest", shell.publication.name, newest[: opds1.LATEST], updated)
        store.write("opds/index.xml", opds1.root_feed(shell, years, updated))
        store.write("opds/index.json", opds2.root_feed(shell, years, updated))
        store.write(
            "feeds/issues.xml", atom.issues_feed(shell, newest[: atom.MOST_ISSUES], updated)
        )
        feeds = [(card, store.read(f"{card.folder}/articles.xml")) for card in newest[:8]]
        found = [(card, data) for card, data in feeds if data]
        store.write(
            "feeds/articles.xml",
            atom.articles_feed(shell, [c for c, _ in found], [d for _, d in found], updated),
        )
        self.front(cards)
        counts: dict[int, int] = defaultdict(int)
        for card in cards:
            counts[card.date.year] += 1
        store.write("archive.html", archive_page(shell, counts))
        subscribe.write(self.context, self.scripts)
        search.write_page(self.context)
        latest = self.record(cards[-1].folder)
        assert latest  # every card has one
        offline.write(self.context, latest, self.files_of(latest))
        rights.write(self.context)

    def files_of(self, record: IssueRecord) -> list[str]:
        """Return the files of an issue, including staged ones."""
        folder = f"{record.card.folder}/"
        now = {name.removeprefix(folder) for name in self.store.touched if name.startswith(folder)}
        return sorted(now if record.card.folder in self.result.made else record.files)

    def front(self, cards: list[Card]) -> None:
        """Write the front of the site: that of the latest issue."""
        record = self.record(cards[-1].folder)
        assert record  # every card has one
        before = cards[-2] if len(cards) > 1 else None
        lists = IssueLists(
            self.context.shell, record, before, None, record.masthead, record.stylesheet
        )
        self.store.write("index.html", lists.front("index.html"))

    def keep(self, catalogue: Catalogue | None, years: dict[int, list[Card]]) -> None:
        """Write the catalogue of the site."""
        folders = {card.folder for cards in years.values() for card in cards}
        own = {name for name in self.store.touched if not _in_issue(name, folders)}
        files = (set(catalogue.files) if catalogue else set()) | own | {CATALOGUE}
        files -= set(self.store.dropped)
        whole = Catalogue(
            common=self.common,
            indexed=bool(catalogue and catalogue.indexed and not self.store.staged),
            files=tuple(sorted(files)),
            years={str(year): len(cards) for year, cards in sorted(years.items())},
        )
        self.store.write(CATALOGUE, whole.model_dump_json(indent=1))


def _folders(
    entries: dict[str, Entry], known: dict[str, Card], gone: Sequence[Card]
) -> dict[str, str]:
    """Return the folder of each issue: its existing one, or a free one named by its date.

    An issue whose source was renamed keeps its folder.
    """
    renamed = {card.identity: card.folder for card in gone}
    folders: dict[str, str] = {}
    taken = {card.folder for card in known.values()}
    moved = []
    for entry in entries.values():
        card = known.get(entry.key)
        if card and card.date == entry.date:
            folders[entry.key] = card.folder
        else:
            moved.append(entry)
    for entry in in_order(moved):
        found = renamed.get(entry.identity) or _free(entry, taken)
        taken.add(found)
        folders[entry.key] = found
    return folders


def _free(entry: Entry, taken: set[str]) -> str:
    stem = f"{entry.date.year}/{entry.date:%m-%d}"
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name


def _latest(cards: Sequence[Card], most: int) -> list[Card]:
    """Return the last `most` issues that came or were corrected, newest first."""
    found = nlargest(most, enumerate(cards), key=lambda each: (each[1].updated, each[0]))
    return [card for _, card in found]


def _around(cards: Sequence[Card]) -> dict[str, tuple[Card | None, Card | None]]:
    rows = zip((None, *cards), cards, (*cards[1:], None), strict=False)
    return {card.folder: (before, after) for before, card, after in rows}


def _in_issue(name: str, folders: set[str]) -> bool:
    return "/".join(name.split("/")[:2]) in folders


def _files_of_year(year: int, scripts: Sequence[str]) -> list[str]:
    names = [f"opds/{year}-{script}" if script else f"opds/{year}" for script in scripts]
    feeds = [f"{name}.{kind}" for name in names for kind in ("xml", "json")]
    return [f"{year}/index.html", f"{year}/{CATALOGUE}", *feeds]
