"""An archive exported: sources found, tasks made of them, given to an engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from exporter.errors import UsageError
from exporter.nearest import unknown
from exporter.options import Options, Progress
from exporter.publication.archive import cluster, run
from exporter.publication.archive.local import run_here, run_local
from exporter.publication.archive.recipe import NAMES, Recipe, judge_names, options_digest
from exporter.publication.archive.run import ArchiveReport, Engine
from exporter.publication.archive.sources import ArchiveSource, find
from exporter.publication.archive.store import Store, open_store
from exporter.publication.archive.unit import Build, Task
from exporter.publication.archive.watch import Watch
from exporter.publication.archive.worker import Limits
from exporter.publication.reading import Read, with_choices
from exporter.publication.sources import open_publication
from exporter.readers.publication import Edition

ENGINES = ("dask", "processes")


@dataclass(frozen=True)
class ArchiveOptions:
    """How an archive is exported, beside what `Options` say of each issue.

    `editions` and `scripts` are those of publication.yaml (`site:`) where none are given, else an
    EPUB. `names` is the template of the files' names. `jobs` is the number of processes, 0 one
    for each core; `engine` what runs them: `dask` or `processes`, without it Dask where it is
    installed. `scheduler` is the address of a Dask cluster that runs already. `shard` is a part
    such as `3/16`. `issue_timeout` is in seconds, `issue_memory` in MB; 0 is no limit. `log` gets
    a JSON object a line.
    """

    editions: tuple[Edition, ...] = ()
    scripts: tuple[str, ...] = ()
    names: str = NAMES
    jobs: int = 0
    engine: str = ""
    scheduler: str = ""
    shard: str = ""
    verify: bool = False
    retry_failed: bool = False
    stop_after: int = 0
    issue_timeout: float = 900
    issue_memory: int = 4_000
    log: Path | None = None


@dataclass(frozen=True)
class Tools:
    """The functions of the API that an archive needs; workers find them by their names."""

    read: Read
    build: Build
    judge: Callable[[Options], None]


def make_archive(
    wanted: Iterable[str],
    url: str,
    options: Options,
    how: ArchiveOptions,
    tools: Tools,
    given: frozenset[str] | None = None,
) -> ArchiveReport:
    """Export the issues of sources into a store; see `exporter.api.archive`."""
    judge_names(how.names)
    if how.engine not in ("", *ENGINES):
        raise UsageError(f"--engine {how.engine}: {unknown('engine', how.engine, ENGINES)}")
    store, names = open_store(url), list(wanted)
    if how.verify and not names:
        return ArchiveReport(wrong=run.verify(store))
    options.progress("looking for issues")
    sources = run.shard(find(names), how.shard)
    tasks = list(_tasks(sources, store, options, how, tools, given))
    store.begin()
    wrong = run.verify(store, [task.key for task in tasks]) if how.verify else {}
    run.forget(store, wrong)
    planned = run.plan(store, tasks, how.retry_failed)
    watch = Watch(options.progress, how.log)
    try:
        engine = _engine(store, how, options.progress)
        report = run.run(planned, store, engine, watch, how.stop_after)
    finally:
        store.end()
    report.wrong = wrong
    return report


def _tasks(
    sources: Iterable[ArchiveSource],
    store: Store,
    options: Options,
    how: ArchiveOptions,
    tools: Tools,
    given: frozenset[str] | None,
) -> Iterator[Task]:
    recipes: dict[str, tuple[Recipe, str, str]] = {}
    for source in sources:
        name = source.publication
        if name not in recipes:
            recipes[name] = _recipe(name, options, how, tools, given)
        recipe, digest, making = recipes[name]
        yield Task(source, recipe, digest, store.url, tools.read, tools.build, making=making)


def _recipe(
    folder: str,
    options: Options,
    how: ArchiveOptions,
    tools: Tools,
    given: frozenset[str] | None,
) -> tuple[Recipe, str, str]:
    """Return what is made of the issues of a publication, or of those of none.

    With it come its digest, and that of its options alone.
    """
    publication = open_publication(Path(folder)) if folder else None
    site = publication.head.site if publication else None
    chosen = with_choices(publication, options, given) if publication else options
    tools.judge(chosen)
    # A worker is one process, and shows nothing.
    chosen = replace(chosen, jobs=1, progress=Options().progress)
    if isinstance(chosen.style, str) and (Path(chosen.style) / "style.yaml").is_file():
        chosen = replace(chosen, style=Path(chosen.style).absolute())
    editions = how.editions or (site.editions if site else ()) or (Edition.EPUB,)
    scripts = how.scripts or (site.scripts if site else ())
    recipe = Recipe(chosen, editions, scripts, how.names)
    return recipe, recipe.digest(publication), options_digest(chosen, publication)


def _engine(store: Store, how: ArchiveOptions, show: Progress) -> Engine:
    """Return what exports issues: a cluster, processes of this machine, or this one itself."""
    limits, jobs = Limits(how.issue_timeout, how.issue_memory), how.jobs or cores()
    if not store.is_shared:
        if how.scheduler:
            raise UsageError(f"{store.url}: is in the memory of this process, no worker sees it")
        return run_here
    is_dask = how.engine == "dask" or (not how.engine and cluster.is_installed())
    if how.scheduler or is_dask:
        where = partial(cluster.run_cluster, address=how.scheduler, jobs=jobs)
        return partial(where, limits=limits, show=show)
    return partial(run_local, jobs=jobs, limits=limits)


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
