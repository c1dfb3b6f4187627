"""EPUB and PDF of the issues of a publication that are new or changed."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from pydantic import TypeAdapter

from exporter.errors import BuildFailed, ExporterError, InvalidSource, UsageError
from exporter.findings import Finding
from exporter.model import Frozen, Issue
from exporter.options import DEFAULT, Options
from exporter.outputs import UNFIT, beside
from exporter.publication.digest import Digests, common_digest
from exporter.publication.memory import uncollected
from exporter.publication.processes import Caller, number_of, shared_out
from exporter.publication.reading import Read, glance, read_issue
from exporter.publication.sources import OpenPublication, Source
from exporter.publication.state import Entry, entry_of, in_order, neighbour, neighbours, twice
from exporter.readers import Reading
from exporter.version import PROGRAM
from exporter.writers import default_names

STATE = ".exporter-issues.json"
SAVED_EVERY = 25  # issues, after which what was built is noted
LONGEST_OWN = 40  # characters of title or number in a file name
UNTOLD = ("progress", "reading", "jobs", "cache", "force")  # options that change no byte
Written = tuple[tuple[Path, ...], tuple[Finding, ...]]
Build = Callable[[Issue, list[Path], Options], Written]
"""Writes the files of an issue as `exporter.api.build` does; returns their paths and findings."""


class Built(Frozen):
    """An issue that was built: what is known of it, and its files by their names."""

    entry: Entry
    files: tuple[str, ...]


@dataclass(frozen=True)
class Failure:
    """An issue that was left out, and why."""

    source: Source
    error: ExporterError


@dataclass(frozen=True)
class Job:
    """An issue that is to be built, and its files or the folder that they go to."""

    source: Source
    entry: Entry
    reading: Reading
    outputs: list[Path]
    options: Options
    build: Build


@dataclass(frozen=True)
class Finished:
    """An issue that was built: its source, its reading, its files, and what was found."""

    source: Source
    entry: Entry
    reading: Reading
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Known:
    """The issues of a publication: those that could be read, and the others."""

    entries: dict[str, Entry]
    failures: tuple[Failure, ...]


@uncollected()
def examine(
    publication: OpenPublication,
    sources: list[Source],
    old: dict[str, Entry],
    options: Options,
    read: Read,
    whole: bool = True,
) -> Known:
    """Return what is known of every issue; those that have changed since `old` are read.

    Unless `whole`, no more of them is read than is needed. An issue that can't be read, or has
    date, number and title of another one, is a failure.
    """
    digests = Digests(publication.folder)
    entries, failures = {}, []
    for source in sources:
        try:
            digest = digests.of(source)
            known = old.get(source.key)
            if known is None or known.digest != digest:
                options.progress(source.key)
                known = _read_entry(publication, source, digest, options, read, whole)
            entries[source.key] = known
        except (ExporterError, OSError) as error:
            failures.append(Failure(source, as_error(error, source.path)))
    digests.keep()
    by_key = {source.key: source for source in sources}
    for key, other in twice(entries.values()).items():
        del entries[key]
        failures.append(Failure(by_key[key], _of_one_date(publication, by_key[key], other)))
    return Known(entries, tuple(failures))


def _read_entry(
    publication: OpenPublication,
    source: Source,
    digest: str,
    options: Options,
    read: Read,
    whole: bool,
) -> Entry:
    issue = None if whole else glance(source, options.reading)
    issue = issue or read_issue(publication, source, options.reading, read).require_issue()
    return entry_of(issue, source.key, digest)


def as_error(error: ExporterError | OSError, path: Path) -> ExporterError:
    """Return an error of the system as one of ours, which names the source."""
    if isinstance(error, ExporterError):
        return error
    message = f"can't be read ({error.strerror or error})"
    return InvalidSource([Finding("issue-file", path, 0, message, "check the files")])


def _of_one_date(publication: OpenPublication, source: Source, other: Entry) -> InvalidSource:
    count = f" and number {other.number}" if other.number else ""
    message = f"has the date {other.date}{count} of {publication.folder / other.key}"
    advice = "correct one of them, or give it a `title` if it is a special issue"
    return InvalidSource([Finding("issue-bad-value", source.path, 0, message, advice)])


class Builder:
    """Builds the issues of a publication into a folder, each that is new or changed."""

    def __init__(
        self, publication: OpenPublication, folder: Path, options: Options, read: Read
    ) -> None:
        self.publication, self.folder, self.options, self.read = publication, folder, options, read
        head = publication.head
        shared = (head.masthead, head.style, *head.build.embed_fonts)
        told = (repr(chosen(options)), head.model_dump_json(), PROGRAM)
        self.common = common_digest(publication.folder, filter(None, shared), *told)
        self.state = self._load()

    def build(
        self, sources: list[Source], build: Build, jobs: int = 1
    ) -> Iterator[Finished | Failure]:
        """Yield each issue as it is built, or why it was not; up to `jobs` are built at once."""
        old = {key: built.entry for key, built in self.state.items()}
        known = examine(self.publication, sources, old, self.options, self.read)
        yield from known.failures
        ordered = in_order(known.entries.values())
        changed = [entry for entry in ordered if not self.is_current(entry)]
        number = number_of(jobs, len(changed))
        by_key = {source.key: source for source in sources}
        around, each = neighbours(ordered), jobs // number if number > 1 else self.options.jobs
        prepared = self.prepared(changed, around, by_key, build, each)
        try:
            for count, done in enumerate(_built(prepared, number), 1):
                if isinstance(done, Finished):
                    names = tuple(map(self.name_of, done.files))
                    self.state[done.source.key] = Built(entry=done.entry, files=names)
                yield done
                if count % SAVED_EVERY == 0:
                    self.save()
        finally:
            if changed:
                self.save()

    def prepared(
        self,
        changed: Sequence[Entry],
        around: dict[str, tuple[Entry | None, Entry | None]],
        sources: dict[str, Source],
        build: Build,
        jobs: int,
    ) -> Iterator[Job | Failure]:
        """Read each issue and name its files; an issue that can't be read is a failure."""
        taken: set[Path] = set()
        for entry in changed:
            source, before = sources[entry.key], around[entry.key][0]
            try:
                reading = self.with_neighbours(source, around[entry.key])
                issue = reading.require_issue()
                is_second = before is not None and before.date == entry.date
                outputs = self.outputs(issue, is_second)
                self.judge_names(outputs, issue, taken)
            except (ExporterError, OSError) as error:
                yield Failure(source, as_error(error, source.path))
                continue
            options = replace(self.options, jobs=jobs)
            yield Job(source, entry, reading, outputs, options, build)

    def judge_names(self, outputs: list[Path], issue: Issue, taken: set[Path]) -> None:
        """Note the names of an issue's files; raise `UsageError` if another issue has one."""
        names = default_names(issue, self.options)
        paths = [self.folder / name for name in names] if outputs == [self.folder] else outputs
        for path in paths:
            if path in taken:
                message = "is the name of another issue's file, too"
                raise UsageError(f"{path}: {message}, give one of them a `number` or `title`")
        taken.update(paths)

    def outputs(self, issue: Issue, is_second: bool) -> list[Path]:
        """Return an issue's files; those of a second issue of a date name its number or title."""
        if not is_second:
            return [self.folder]
        own = UNFIT.sub("-", issue.distinction or "2").strip("-.")
        paths = (self.folder / name for name in default_names(issue, self.options))
        return [path.with_stem(f"{path.stem}-{own[:LONGEST_OWN]}") for path in paths]

    def is_current(self, entry: Entry) -> bool:
        """Whether the files of an issue exist and were made from the source as it is now."""
        built = self.state.get(entry.key)
        there = built and all((self.folder / name).is_file() for name in built.files)
        return bool(there and built and built.entry == entry)

    def with_neighbours(self, source: Source, around: tuple[Entry | None, Entry | None]) -> Reading:
        """Read an issue, with the issues before and after it where it names none itself."""
        reading = read_issue(self.publication, source, self.options.reading, self.read)
        before, after = map(neighbour, around)
        issue = reading.require_issue()
        update = {"previous": issue.previous or before, "next": issue.next or after}
        return replace(reading, issue=issue.model_copy(update=update))

    def name_of(self, path: Path) -> str:
        """Return the path of a file relative to the output folder."""
        return path.resolve().relative_to(self.folder.resolve()).as_posix()

    def _load(self) -> dict[str, Built]:
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            found = json.loads((self.folder / STATE).read_bytes())
            if found["common"] == self.common:
                return TypeAdapter(dict[str, Built]).validate_python(found["issues"])
        return {}

    def save(self) -> None:
        """Keep what was built, so that the next run need not do it again."""
        issues = {key: built.model_dump(mode="json") for key, built in sorted(self.state.items())}
        with beside(self.folder / STATE) as temporary:
            text = json.dumps({"common": self.common, "issues": issues}, ensure_ascii=False)
            temporary.write_text(text, encoding="utf-8")


def _built(jobs: Iterator[Job | Failure], number: int) -> Iterator[Finished | Failure]:
    """Build issues in `number` processes; in this one, if it is one."""
    if number == 1:
        return map(_built_here, jobs)
    return shared_out(map(_sent, jobs), [Caller(_built_here, _lost) for _ in range(number)])


def _sent(job: Job | Failure) -> Job | Failure:
    """Return a job for another process, which shows no progress."""
    if isinstance(job, Failure):
        return job
    return replace(job, options=replace(job.options, progress=Options().progress))


def _built_here(job: Job | Failure) -> Finished | Failure:
    """Build one issue; an error becomes a failure."""
    if isinstance(job, Failure):
        return job
    try:
        files, findings = job.build(job.reading.require_issue(), job.outputs, job.options)
    except (ExporterError, OSError) as error:
        return Failure(job.source, as_error(error, job.source.path))
    return Finished(job.source, job.entry, job.reading, files, findings)


def _lost(job: Job | Failure, how: str) -> Failure:
    """Return the failure of an issue whose process ended."""
    message = f"{job.source.path}: its process ended ({how})"
    return Failure(job.source, BuildFailed(f"{message}, try a smaller --jobs if memory ran out"))


def chosen(options: Options) -> list[object]:
    """Return the options that change the files written."""
    own = [getattr(options, each.name) for each in fields(options) if each.name not in UNTOLD]
    reading = options.reading
    said = [getattr(reading, each.name) for each in fields(reading)]
    return [
        *own,
        *(each for each in said if not callable(each)),  # their text differs between processes
        reading.fetch is not DEFAULT.fetch,  # whether pictures are loaded at all
    ]
