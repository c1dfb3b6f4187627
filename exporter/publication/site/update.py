"""Make or update a site: new and changed issues, and the pages that refer to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from exporter.errors import ExporterError, OutputError
from exporter.findings import Finding
from exporter.pictures.files import PictureError
from exporter.publication.building import Failure, as_error, examine
from exporter.publication.memory import set_aside, uncollected
from exporter.publication.site.folders import folders_of
from exporter.publication.site.last_run import SiteResult
from exporter.publication.site.overview import SitePages
from exporter.publication.site.reading import Earlier, Place
from exporter.publication.site.record import Card, Catalogue
from exporter.publication.site.several import Result, make_issues
from exporter.publication.sources import Source
from exporter.publication.state import Entry, in_order


@dataclass(frozen=True)
class Plan:
    """What a run is to do: the sources, what is known of them and of the site, what has changed.

    `entries` are the issues that can be read, by key; `failed` are the keys of the others; `gone`
    are those whose source was deleted; `folders` are the places in the site by key.
    """

    sources: dict[str, Source]
    catalogue: Catalogue | None
    cards: list[Card]
    entries: dict[str, Entry]
    failed: set[str]
    gone: list[Card]
    folders: dict[str, str]
    changed: list[Entry]
    is_same: bool

    @cached_property
    def by_key(self) -> dict[str, Card]:
        """The issues of the last run by the keys of their sources."""
        return {card.key: card for card in self.cards}


class SiteMaker(SitePages):
    """Makes the site of one publication."""

    def make(self, sources: list[Source], dry_run: bool = False) -> SiteResult:
        """Update the site; with `dry_run`, only report what would be made.

        Raises `OutputError` where it can't be written; then it stays as it was.
        """
        if not dry_run:
            self.store.begin()
        try:
            plan = self.plan(sources, whole=dry_run)
            if dry_run:
                self.foresee(plan)
            else:
                with set_aside():
                    self.carry_out(plan)
        finally:
            if not dry_run:
                self.store.abandon()
        return self.result

    def carry_out(self, plan: Plan) -> None:
        """Make what is planned, and move it into place."""
        self._make(plan)
        self.store.settle()
        self.result.written = sorted(self.store.staged)
        changed = (*self.result.written, *self.store.dropped)
        self.store.commit()
        self.presence.keep(changed)

    @uncollected()
    def plan(self, sources: list[Source], whole: bool) -> Plan:
        """Find out which issues have changed since the last run, and where each goes.

        Issues that can't be read are noted as failures. `whole` tells whether new ones are read
        with their pages; making them does that anyway.
        """
        catalogue, cards = self.load()
        is_same = bool(catalogue and catalogue.common == self.common and not self.lacks_assets)
        by_key = {card.key: card for card in cards}
        old: dict[str, Entry] = dict(by_key)  # a card is an entry
        read = self.context.tools.read
        known = examine(self.publication, sources, old, self.options, read, whole)
        self.result.failures += known.failures
        failed = {failure.source.key for failure in known.failures}
        present = known.entries.keys() | failed
        gone = [card for card in cards if card.key not in present]
        folders = folders_of(known.entries, by_key, gone)
        changed = in_order(
            entry
            for entry in known.entries.values()
            if not (
                is_same
                and entry is old.get(entry.key)
                and self.presence.is_whole(by_key[entry.key].folder)
            )
        )
        return Plan(
            {source.key: source for source in sources},
            catalogue,
            cards,
            known.entries,
            failed,
            gone,
            folders,
            changed,
            is_same,
        )

    def foresee(self, plan: Plan) -> None:
        """Report what carrying out the plan would make and remove."""
        taken = set(plan.folders.values())
        folders = plan.folders
        cards = [c for c in plan.cards if folders.get(c.key, c.folder) != c.folder]
        self.result.moved = {card.folder: folders[card.key] for card in cards}
        self.result.made = {folders[e.key]: self.publication.folder / e.key for e in plan.changed}
        self.result.removed = [c.folder for c in plan.gone if c.folder not in taken]

    def _make(self, plan: Plan) -> None:
        by_key, failed = plan.by_key, plan.failed
        self.store.ours |= set(plan.catalogue.files) if plan.catalogue else set()
        kept = {card.folder: card for card in plan.cards if card.key in failed}
        remade = {entry.key for entry in plan.changed}
        for key in plan.entries:
            if key not in remade and (card := by_key.get(key)):
                kept[card.folder] = card
        taken = set(plan.folders.values())
        for card in plan.gone:
            self.remove(card, card.folder in taken)
        before = {key: by_key[key] for key in failed & by_key.keys()}
        folders = plan.folders | {key: card.folder for key, card in before.items()}
        order = in_order([*plan.entries.values(), *before.values()])
        same = plan.is_same
        new = self.issues(plan.changed, plan.sources, folders, kept, by_key, same, order)
        self.whole(new, plan.cards, plan.catalogue, same)

    def remove(self, card: Card, is_reused: bool) -> None:
        """Remove the files of an issue whose source was deleted."""
        self.empty(card.folder)
        if not is_reused:
            self.result.removed.append(card.folder)
            self.records.pop(card.folder, None)

    def move(self, card: Card, folder: str) -> None:
        """Remove the files of an issue that has another date; its pages will lead to the new."""
        files = self.empty(card.folder)
        self.left |= {f"{card.folder}/{name}" for name in files if name.endswith(".html")}
        self.result.moved[card.folder] = folder
        self.records.pop(card.folder, None)

    def empty(self, folder: str) -> tuple[str, ...]:
        """Remove all files of an issue from its folder; return their names."""
        record = self.record(folder)
        files = record.files if record else ()
        for name in files:
            self.store.drop(f"{folder}/{name}")
        return files

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
        cards = dict(kept)
        before = {
            e.key: by_key[e.key].folder if e.key in by_key else folders[e.key] for e in changed
        }
        old = {key: self.record(folder) for key, folder in before.items()}
        for key in by_key.keys() & old.keys():
            if old[key] is None:  # somebody has deleted it
                self.store.adopt(before[key])
        places = {entry.key: place for place, entry in enumerate(order)}
        lost: set[str] = set()  # issues that are in the site neither now nor before

        def placed(entry: Entry) -> Place:
            earlier = (each for each in reversed(order[: places[entry.key]]))
            last = next((each for each in earlier if each.key not in lost), None)
            known = Earlier(last.date, last.number, folders[last.key]) if last else None
            return Place(entry, folders[entry.key], known, old[entry.key])

        rest = {entry.key: placed(entry) for entry in changed}
        while rest:
            for result in make_issues(self.context, [(sources[key], rest[key]) for key in rest]):
                self.take(result, cards, by_key)
                if isinstance(result.made, Exception) and result.source.key not in by_key:
                    lost.add(result.source.key)
            # An issue whose previous one failed names the one before that.
            named = {key: placed(rest[key].entry) for key in rest if key not in lost}
            rest = {key: place for key, place in named.items() if place.before != rest[key].before}
        for entry in changed:
            if folders[entry.key] in self.result.made:
                self.warn(sources[entry.key], entry, by_key.get(entry.key), is_same)
        return in_order(cards.values())

    def take(self, result: Result, cards: dict[str, Card], by_key: dict[str, Card]) -> None:
        """Take an issue that was made into the site; if it failed, keep the one that is there."""
        folder, old = result.place.folder, by_key.get(result.source.key)
        if isinstance(result.made, Exception):
            self.fail(result.source, folder, result.made)
            self.result.made.pop(folder, None)
            if old:
                cards[old.folder] = old
            return
        if old and old.folder != folder and old.folder not in self.result.moved:
            self.move(old, folder)
        self.result.findings += result.findings
        self.records[folder] = result.made
        cards[folder] = result.made.card
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
        if is_same and old and old.digest != entry.digest and old.revision >= entry.revision:
            message = f"has changed, and its revision is still {entry.revision}"
            if old.revision > entry.revision:
                message = f"has the revision {entry.revision}, after {old.revision}"
            advice = f"set `revision: {old.revision + 1}`, or subscribers keep what they have"
            finding = Finding("issue-revision", source.path, 0, message, advice)
            self.result.findings.append(finding)
