"""Export one issue of an archive: put its files into the store, then its record."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from exporter.errors import ExporterError, OutputError, PreflightFailed, SourceError, UsageError
from exporter.findings import Finding
from exporter.guard import reason
from exporter.model import Issue, Neighbour
from exporter.options import Options
from exporter.pictures.files import PictureError
from exporter.publication import memory
from exporter.publication.archive import record
from exporter.publication.archive.file_names import claim
from exporter.publication.archive.opening import open_source
from exporter.publication.archive.recipe import Recipe, file_name, scripts_of
from exporter.publication.archive.record import Done, Failed, StoredFile
from exporter.publication.archive.sources import ArchiveSource
from exporter.publication.archive.store import Store, open_store
from exporter.publication.days import parts_of
from exporter.publication.digest import digest_of, file_sha256
from exporter.publication.editions import Editions, Made, Version
from exporter.publication.reading import Read, read_issue
from exporter.publication.sources import Source, open_publication
from exporter.publication.state import entry_of
from exporter.version import PROGRAM

if TYPE_CHECKING:
    from exporter.readers import Reading

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
Build = Callable[[Issue, Path, Options], tuple[Finding, ...]]
"""Writes one file of an issue, like `exporter.api.build`; returns its findings."""


@dataclass(frozen=True)
class Task:
    """An issue to export: everything a worker needs, on any machine.

    `digest` is that of the recipe and of `around`, `making` that of the options that change a file;
    `read` and `build` are functions of `exporter.api`. `around` are the issues before and after it
    in its publication.
    """

    source: ArchiveSource
    recipe: Recipe
    digest: str
    store: str
    read: Read
    build: Build
    program: str = PROGRAM
    making: str = ""
    around: tuple[Neighbour | None, Neighbour | None] = (None, None)

    @property
    def key(self) -> str:
        """The key of the issue in the archive."""
        return self.source.key


@dataclass(frozen=True)
class Outcome:
    """The result for one issue; `lost` counts the workers lost while exporting it.

    `is_blocked`: it could not be written, so that the next one can't be either. `stale` are files
    that it no longer has, whose names may be those of another issue by now.
    """

    key: str
    state: Literal["made", "skipped", "failed"]
    done: Done | None = None
    failed: Failed | None = None
    lost: int = 0
    is_blocked: bool = False
    stale: tuple[str, ...] = ()


def export(task: Task) -> Outcome:
    """Export one issue, or skip it if its record is valid; faults go into the outcome."""
    start = time.perf_counter()
    if task.program != PROGRAM:
        return fail(task, OSError(f"its worker has {PROGRAM}, not {task.program}: update it"))
    store = open_store(task.store)
    before = record.load(store, Done, [task.key]).get(task.key)
    inputs, mark = "", ""
    try:
        mark = task.source.mark()
        with store.workspace() as folder:
            path = open_source(task.source, folder)
            inputs = digest_of(*(parts_of(path) or (path,)))
            if before and before.holds(task.digest, inputs=inputs):
                return _still_holds(store, before, mark)
            done = _Maker(task, store, folder, path).make(inputs, mark, start)
        return Outcome(task.key, "made", done, stale=_replace(store, done, before))
    except Exception as error:  # one issue must never stop the others
        return fail(task, error, inputs, mark, time.perf_counter() - start)


def _still_holds(store: Store, before: Done, mark: str) -> Outcome:
    """Update the mark of an unchanged source, so that the next run need not read it."""
    if before.mark != mark:
        record.write(store, before.model_copy(update={"mark": mark}))
    return Outcome(before.key, "skipped", before)


def _replace(store: Store, done: Done, before: Done | None) -> tuple[str, ...]:
    """Write the record, then remove files that only the old record lists.

    Returns those of them that are not in the issue's own folder: they stay.
    """
    record.write(store, done)
    kept = {file.name for file in done.outputs}
    stale = [file.name for file in before.outputs if file.name not in kept] if before else []
    own = [name for name in stale if name.startswith(f"{done.key}/")]
    store.remove([*own, f"{done.key}/{record.FAILED}"])
    return tuple(name for name in stale if name not in own)


class _Maker:
    """Makes the files of one issue in a temporary folder and puts them into the store."""

    def __init__(self, task: Task, store: Store, folder: Path, path: Path) -> None:
        self.task, self.store, self.folder, self.path = task, store, folder, path
        self.findings: list[Finding] = []

    def make(self, inputs: str, mark: str, start: float) -> Done:
        memory.forget_peak()
        versions = list(self.versions())
        outputs = tuple(self.outputs(versions))
        if self.task.source.mark() != mark:
            raise OSError(f"{self.task.source.place}: changed while it was exported, run again")
        issue = versions[0].issue
        entry = entry_of(issue, self.task.key, inputs)
        return Done(
            key=self.task.key,
            inputs=inputs,
            options=self.task.digest,
            making=self.task.making,
            mark=mark,
            source=self.task.source.place,
            publication=issue.publication.name,
            date=entry.date,
            number=entry.number,
            title=entry.title,
            revision=entry.revision,
            previous=issue.previous,
            outputs=outputs,
            findings=record.plain(self.findings, str(self.path)),
            seconds=round(time.perf_counter() - start, 3),
            peak_mb=memory.peak_mb(),
        )

    def versions(self) -> Iterator[Version]:
        """Read the issue, once for each Chinese script."""
        options = self.task.recipe.options
        for script in scripts_of(options, self.task.recipe.scripts):
            reading = self.read(replace(options, reading=replace(options.reading, script=script)))
            self.findings += reading.findings
            own = options.reading.script
            yield Version(self.placed(reading.require_issue()), "" if script == own else script)

    def placed(self, issue: Issue) -> Issue:
        """Set the issues before and after it, unless it names them itself."""
        before, after = self.task.around
        update = {"previous": issue.previous or before, "next": issue.next or after}
        return issue.model_copy(update=update)

    def read(self, options: Options) -> Reading:
        if not self.task.source.publication:
            return self.task.read(self.path, options.reading)
        publication = open_publication(Path(self.task.source.publication))
        source = Source(str(self.path), self.task.key)
        return read_issue(publication, source, options.reading, self.task.read)

    def outputs(self, versions: list[Version]) -> Iterator[StoredFile]:
        """Make the files of the issue and yield each as it is stored.

        Raises `UsageError` if the template of names gives two of them the same one.
        """
        folder = self.folder / "files"
        folder.mkdir()
        maker = Editions(self.built, self.task.recipe.options, folder)
        taken: set[str] = set()
        for made in maker.make(self.task.recipe.editions, versions):
            stored = self.stored(made, versions[0].issue)
            if stored.name in taken:
                raise UsageError(f"--names gives two files the name {stored.name}, use {{name}}")
            taken.add(stored.name)
            yield stored

    def built(self, issue: Issue, path: Path, options: Options) -> None:
        self.findings += self.task.build(issue, path, options)

    def stored(self, made: Made, issue: Issue) -> StoredFile:
        """Put a file into the store."""
        template, wanted = self.task.recipe.names, made.wanted
        name = file_name(template, self.task.key, made.name, issue, wanted)
        digest, size = file_sha256(made.path), made.path.stat().st_size
        # Else it is a facsimile of the source, which more than one page may have.
        is_ours = made.path.is_relative_to(self.folder / "files")
        claim(self.store, name, self.task.source)
        self.store.put(name, made.path if is_ours else made.path.read_bytes())
        return StoredFile(
            name=name,
            size=size,
            sha256=digest,
            edition=wanted.edition,
            script=wanted.script,
            page=wanted.page,
        )


def fail(
    task: Task, error: BaseException, inputs: str = "", mark: str = "", seconds: float = 0
) -> Outcome:
    """Return a failed outcome; also record it in the store unless the system is at fault."""
    failed = Failed(
        key=task.key,
        inputs=inputs,
        options=task.digest,
        mark=mark,
        source=task.source.place,
        kind=_kind(error),
        reasons=_reasons(error),
        seconds=round(seconds, 3),
    )
    is_blocked = _is_of_output(error)
    if failed.kind != "system":
        try:
            record.write(open_store(task.store), failed)
        except ExporterError as other:
            more = (*failed.reasons, str(other))
            failed = failed.model_copy(update={"kind": "system", "reasons": more})
            is_blocked = True
    return Outcome(task.key, "failed", failed=failed, is_blocked=is_blocked)


class LimitReached(Exception):
    """An issue took more time or memory than allowed."""


def _is_of_output(error: BaseException) -> bool:
    """Whether it is the store or the disk that failed, not one source."""
    return isinstance(error, OutputError) or (isinstance(error, OSError) and error.errno in FULL)


def _kind(error: BaseException) -> Literal["source", "limit", "system"]:
    if isinstance(error, LimitReached | MemoryError):
        return "limit"
    if isinstance(error, OutputError | OSError):
        return "system"
    is_source = isinstance(error, SourceError | PreflightFailed | PictureError | UsageError)
    return "source" if is_source or not isinstance(error, ExporterError) else "system"


def _reasons(error: BaseException) -> tuple[str, ...]:
    findings = getattr(error, "findings", ())
    if findings:
        return tuple(map(str, findings))
    if isinstance(error, PictureError):
        return (f"{error.message}, {error.advice}",)
    if isinstance(error, ExporterError | LimitReached | OSError):
        return (str(error),)
    return (f"unforeseen: {type(error).__name__}: {reason(error)}, please report it",)
