"""The pages of a site that refer to issues: lists, calendar, feeds, front, catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from exporter.publication.site import full_text, offline, rights, subscribe
from exporter.publication.site.calendar import archive_page, year_page
from exporter.publication.site.feeds import atom, opds1, opds2
from exporter.publication.site.feeds.shelf import LATEST, LATEST_NAME, Shelf
from exporter.publication.site.folders import (
    in_issue,
    latest_of,
    neighbours_of,
)
from exporter.publication.site.issue import write_record
from exporter.publication.site.last_run import CARDS, SiteState
from exporter.publication.site.lists import IssueLists
from exporter.publication.site.moved import is_left, moves_of, redirect
from exporter.publication.site.record import (
    CATALOGUE,
    RECORD,
    Card,
    Catalogue,
    IssueRecord,
    read_record,
)
from exporter.publication.site.staging import ASSETS
from exporter.publication.site.styles import write_style


class SitePages(SiteState):
    """Writes the pages that link to issues, where those changed."""

    def whole(
        self, cards: list[Card], old: list[Card], catalogue: Catalogue | None, is_same: bool
    ) -> None:
        """Write the pages that link to issues: lists, calendar, feeds, front, catalogue."""
        self.result.issues = len(cards)
        self.lists(cards, old, is_same)
        moves = self.redirects(catalogue, cards)
        years: dict[int, list[Card]] = defaultdict(list)
        for card in cards:
            years[card.date.year].append(card)
        before: dict[int, list[Card]] = defaultdict(list)
        for card in old:
            before[card.date.year].append(card)
        all_same = is_same and not self.lost and years.keys() == before.keys()
        touched = [year for year in years if not all_same or years[year] != before.get(year)]
        is_restyled = write_style(self.store, self.style) in self.store.staged
        if touched:
            self.years(years, touched)
            self.top(cards, sorted(years))
        if cards and (touched or is_restyled):
            self.fixed(cards[-1], old[-1] if old and all_same else None)
        if touched and not all_same and catalogue:
            self.drop_unused(catalogue)
        files = catalogue.files if catalogue else ()
        was_indexed = bool(catalogue and catalogue.indexed and not self.lost)
        is_indexed = bool(cards) and full_text.update(self.context, files, was_indexed)
        self.keep(catalogue, years, is_indexed, moves)

    def redirects(self, catalogue: Catalogue | None, cards: list[Card]) -> dict[str, str]:
        """Write pages at the old addresses of issues that moved; return old and new folders."""
        known = catalogue.moved if catalogue else {}
        if not known and not self.result.moved:
            return {}
        by_folder = {card.folder: card for card in cards}
        moves = moves_of(known, self.result.moved, by_folder)
        files = catalogue.files if catalogue else ()
        for name in self.left | {name for name in files if is_left(name, known)}:
            folder = name.rpartition("/")[0]
            card = by_folder.get(moves.get(folder, ""))
            record = self.record(card.folder) if card else None
            if record:
                page = redirect(self.context.shell, name, record.card, self.files_of(record))
                self.store.write(name, page)
            elif name not in self.store.touched:
                self.store.drop(name)
        return moves

    def drop_unused(self, catalogue: Catalogue) -> None:
        """Remove files of the site that its settings no longer ask for; all others were written.

        Issues that failed may still need the assets of the last run.
        """
        used = (
            f"{ASSETS}/",
            f"{full_text.FOLDER}/" if self.context.shell.has_search else f"{ASSETS}/",
        )
        for name in set(catalogue.files) - self.store.touched - {CATALOGUE}:
            if not name.startswith(used):
                self.store.drop(name)

    @property
    def scripts(self) -> list[str]:
        """The scripts of the files: `""` is the issue's own."""
        return ["", *self.publication.head.site.scripts]

    def lists(self, cards: list[Card], old: list[Card], is_same: bool) -> None:
        """Write the pages with links to neighbours, for issues whose neighbours changed."""
        shell = self.context.shell
        around = neighbours_of(cards)
        known = neighbours_of(old) if is_same else {}
        made = self.names_by_folder()
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
            lists = pages.pages()
            for path, page in lists.items():
                self.store.write(path, page)
            if card.folder in self.result.made:
                self.close(record, made[card.folder] | lists.keys())

    def names_by_folder(self) -> dict[str, set[str]]:
        """Return the files that this run has written so far, by the folder of their issue."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in self.store.touched:
            found["/".join(name.split("/")[:2])].add(name)
        return found

    def close(self, record: IssueRecord, names: set[str]) -> None:
        """Write the record of an issue with its files, and remove those that it no longer has."""
        folder = record.card.folder
        files = {name.removeprefix(f"{folder}/") for name in names}
        data = self.store.read(f"{folder}/{RECORD}")  # of the last run, until the next line
        old = read_record(data) if data else None
        write_record(self.context, record, sorted(files))
        for name in set(old.files if old else ()) - files - {RECORD}:
            self.store.drop(f"{folder}/{name}")

    def years(self, years: dict[int, list[Card]], touched: Iterable[int]) -> None:
        """Write calendar and catalogues of the years that changed."""
        shell = self.context.shell
        for year in touched:
            cards = years[year]
            updated = max(card.updated for card in cards)
            self.store.write(f"{year}/index.html", year_page(shell, year, sorted(years), cards))
            title = f"{shell.publication.name} · {shell.issues_of(year)}"
            self.catalogues(str(year), title, cards, updated)
            data = CARDS.dump_json(tuple(cards), indent=1)
            self.store.write(f"{year}/{CATALOGUE}", data)

    def catalogues(self, name: str, title: str, cards: Sequence[Card], updated: str) -> None:
        """Write a catalogue of issues as OPDS 1.2 and 2.0, one in each script."""
        shell = self.context.shell
        for script in self.scripts:
            shelf = Shelf(name, title, cards, script, self.scripts)
            path = f"opds/{shelf.file_name(script)}"
            self.store.write(f"{path}.xml", opds1.acquisition_feed(shell, shelf, updated))
            self.store.write(f"{path}.json", opds2.acquisition_feed(shell, shelf, updated))

    def top(self, cards: list[Card], years: list[int]) -> None:
        """Write the files of the site that change with each issue."""
        shell, store = self.context.shell, self.store
        most = max(LATEST, atom.MOST_ISSUES)
        newest = latest_of(cards, most)
        updated = newest[0].updated
        self.catalogues(LATEST_NAME, shell.publication.name, newest[:LATEST], updated)
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

    def fixed(self, latest: Card, last: Card | None) -> None:
        """Write the files that seldom change, and the list of those that are kept offline.

        `last` is the latest issue of the last run, or None where they may differ from it.
        """
        if last is None:
            subscribe.write(self.context, self.scripts)
            full_text.write_page(self.context)
            rights.write(self.context)
        record = self.known_record(latest.folder)
        masthead = self.masthead(record)
        known = self.record(last.folder) if last and last.folder not in self.result.made else None
        if known is None or self.masthead(known) != masthead:
            offline.write_icons(self.context, masthead)
        offline.write(self.context, record, self.files_of(record))

    def masthead(self, record: IssueRecord) -> bytes:
        """Return the picture of an issue's masthead, if icons can be made of it."""
        shot = record.masthead
        if shot is None or shot.name.endswith(".svg"):
            return b""
        return self.store.read(f"{record.card.folder}/{shot.name}") or b""

    def files_of(self, record: IssueRecord) -> list[str]:
        """Return the files of an issue, including staged ones."""
        folder = f"{record.card.folder}/"
        now = {name.removeprefix(folder) for name in self.store.touched if name.startswith(folder)}
        return sorted(now if record.card.folder in self.result.made else record.files)

    def front(self, cards: list[Card]) -> None:
        """Write the front of the site: that of the latest issue."""
        record = self.known_record(cards[-1].folder)
        before = cards[-2] if len(cards) > 1 else None
        lists = IssueLists(
            self.context.shell, record, before, None, record.masthead, record.stylesheet
        )
        self.store.write("index.html", lists.front("index.html"))

    def keep(
        self,
        catalogue: Catalogue | None,
        years: dict[int, list[Card]],
        is_indexed: bool = False,
        moves: dict[str, str] | None = None,
    ) -> None:
        """Write the catalogue of the site."""
        folders = {card.folder for cards in years.values() for card in cards}
        own = {name for name in self.store.touched if not in_issue(name, folders)}
        files = (set(catalogue.files) - self.lost if catalogue else set()) | own | {CATALOGUE}
        files = {name for name in files - self.store.dropped.keys() if not in_issue(name, folders)}
        whole = Catalogue(
            common=self.common,
            indexed=is_indexed,
            files=tuple(sorted(files)),
            years={str(year): len(cards) for year, cards in sorted(years.items())},
            moved=moves or {},
        )
        self.store.write(CATALOGUE, whole.model_dump_json(indent=1))
