"""A run: issues with a valid record are skipped, the rest are exported and counted."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from exporter.amounts import amount
from exporter.errors import UsageError
from exporter.publication.archive import record
from exporter.publication.archive.file_names import release, unclaimed
from exporter.publication.archive.owners import Owners
from exporter.publication.archive.record import Done, Failed
from exporter.publication.archive.sources import ArchiveSource
from exporter.publication.archive.store import Store
from exporter.publication.archive.unit import Outcome, Task
from exporter.publication.archive.watch import Watch

SLOWEST = 5  # issues listed in a summary
MOST_BLOCKED = 5  # issues in a row that could not be written, after which the rest would fail too
Engine = Callable[[Iterable[Task]], Iterator[Outcome]]
"""Exports issues and yields the outcome of each as it finishes."""


@dataclass
class ArchiveReport:
    """The result of a run: keys of the issues exported, failures with reasons, the slowest issues.

    `skipped` counts issues that were up to date. `slowest` has pairs of seconds and key. `warnings`
    counts findings by rule, `lost` counts workers that died while exporting. `seconds` is the time
    of the run. `stopped` says why not all issues were tried. `wrong` has the differences that
    `verify` found, by key.
    """

    made: list[str] = field(default_factory=list)
    skipped: int = 0
    failed: dict[str, Failed] = field(default_factory=dict)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    warnings: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    seconds: float = 0
    stopped: str = ""
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Count an issue."""
        self.lost += outcome.lost
        if outcome.state == "skipped":
            self.skipped += 1
        elif outcome.failed:
            self.failed[outcome.key] = outcome.failed
        elif outcome.done:
            self.made.append(outcome.key)
            timed = (outcome.done.seconds, outcome.key)
            self.slowest = sorted([*self.slowest, timed], reverse=True)[:SLOWEST]
            self.warnings.update(each.rule for each in outcome.done.findings)


@dataclass(frozen=True)
class Plan:
    """The tasks of a run, and the issues with a valid record of success or failure."""

    tasks: tuple[Task, ...]
    done: tuple[Done, ...]
    failed: tuple[Failed, ...]


def shard(sources: Sequence[ArchiveSource], part: str) -> list[ArchiveSource]:
    """Return the issues of a part such as `3/16`: the same in every run, on every machine.

    Raises `UsageError` if `part` is malformed.
    """
    if not part:
        return list(sources)
    number, _, count = part.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise UsageError(f"--shard {part}: write N/M, such as 3/16")
    return [
        source
        for source in sources
        if zlib.crc32(source.key.encode("utf-8", "surrogateescape")) % int(count) == int(number) - 1
    ]


def plan(store: Store, tasks: Sequence[Task], retry_failed: bool) -> Plan:
    """Sort tasks into new, done and failed by the records in the store. Raises `OutputError`."""
    keys = [task.key for task in tasks]
    done = record.load(store, Done, keys)
    failed = record.load(store, Failed, [key for key in keys if key not in done])
    todo, kept, given_up = [], [], []
    for task in tasks:
        mark = _mark(task.source)
        if (found := done.get(task.key)) and mark and found.holds(task.digest, mark):
            kept.append(found)
        elif (
            not retry_failed
            and (bad := failed.get(task.key))
            and mark
            and bad.holds(task.digest, mark)
        ):
            given_up.append(bad)
        else:
            todo.append(task)
    release(store, [done[task.key] for task in todo if task.key in done])
    return Plan(tuple(todo), tuple(kept), tuple(given_up))


def _mark(source: ArchiveSource) -> str:
    try:
        return source.mark()
    except OSError:  # it is gone: exporting it reports that
        return ""


def run(
    planned: Plan, store: Store, engine: Engine, watch: Watch, stop_after: int = 0
) -> ArchiveReport:
    """Export what is planned; after `stop_after` failures, start no more issues (0: no limit).

    Stops as well once nothing can be written. Raises `OutputError`.
    """
    summary = ArchiveReport(skipped=len(planned.done))
    summary.failed.update({each.key: each for each in planned.failed})
    watch.begin(len(planned.tasks), summary.skipped, len(summary.failed))
    feed, brake = _Feed(planned.tasks), _Brake(stop_after)
    stale: list[str] = []
    for outcome in engine(feed) if planned.tasks else ():
        stale += outcome.stale
        summary.add(outcome)
        watch.see(outcome)
        if (why := brake.reason(outcome)) and not feed.is_over:
            feed.is_over, summary.stopped = True, why
    # Only now: two issues may have exchanged their names, and each is written again.
    store.remove(unclaimed(store, stale))
    summary.seconds = watch.end(summary.stopped)
    return summary


class _Brake:
    """Counts failures, and decides when to start no more issues."""

    def __init__(self, most: int) -> None:
        self.most, self.failures, self.blocked = most, 0, 0

    def reason(self, outcome: Outcome) -> str:
        """Count the outcome of an issue; return why the run has to stop, or nothing."""
        self.failures += outcome.state == "failed"
        self.blocked = self.blocked + 1 if outcome.is_blocked else 0
        if self.blocked >= MOST_BLOCKED:
            said = f"stopped: {self.blocked} issues in a row could not be written"
            return f"{said}, see why and run the same command again"
        if self.most and self.failures >= self.most:
            return f"stopped after {amount(self.failures, 'failure')} (--stop-after)"
        return ""


class _Feed:
    """Tasks that an engine takes one by one until the run stops."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.rest, self.is_over = iter(tasks), False

    def __iter__(self) -> Iterator[Task]:
        return self

    def __next__(self) -> Task:
        if self.is_over:
            raise StopIteration
        return next(self.rest)


def verify(store: Store, keys: Iterable[str] | None = None) -> dict[str, list[str]]:
    """Compare the files of a store with their records; return what is wrong, by issue.

    Without keys, checks every issue in the store. Raises `OutputError`.
    """
    ending = f"/{record.DONE}"
    stored = (name.removesuffix(ending) for name in store.names(ending)) if keys is None else keys
    wanted = list(stored)
    done = record.load(store, Done, wanted)
    found = {key: ["has no record of its files"] for key in wanted if key not in done}
    owners = Owners()
    for key, each in done.items():
        if wrong := [
            fault
            for file in each.outputs
            if (fault := store.compare(file.name, file.size, file.sha256))
        ]:
            found[key] = wrong
        for other, clash in owners.add(each).items():
            found.setdefault(other, []).append(clash)
    return found


def forget(store: Store, keys: Iterable[str]) -> None:
    """Remove the records of issues, so that they are exported again."""
    store.remove(f"{key}/{record.DONE}" for key in keys)
