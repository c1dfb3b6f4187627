"""Export an archive: find its sources, turn them into tasks and hand these to an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from exporter.errors import UsageError
from exporter.machine import cores
from exporter.nearest import unknown
from exporter.options import Options, Progress
from exporter.publication.archive import cluster, run
from exporter.publication.archive.local import run_here, run_local
from exporter.publication.archive.order import ALONE, Around, Order
from exporter.publication.archive.recipe import NAMES, Recipe, judge_names, options_digest
from exporter.publication.archive.run import ArchiveReport, Engine
from exporter.publication.archive.sources import ArchiveSource, find
from exporter.publication.archive.store import Store, open_store
from exporter.publication.archive.unit import Build, Task
from exporter.publication.archive.watch import Watch
from exporter.publication.archive.worker import Limits
from exporter.publication.digest import text_digest
from exporter.publication.reading import Read, with_choices
from exporter.publication.sources import OpenPublication, open_publication
from exporter.readers.settings import Edition

ENGINES = ("dask", "processes")


@dataclass(frozen=True)
class ArchiveOptions:
    """How an archive is exported; `Options` apply to each issue.

    `editions` and `scripts` default to those of publication.yaml (`site:`), or to one EPUB. `names`
    is the template for file names. `jobs` is the number of processes; 0 means one per core.
    `engine` is `dask` or `processes`; empty means Dask if it is installed. `scheduler` is the
    address of a running Dask cluster. `shard` is a part such as `3/16`. `verify` checks stored
    files against their records, `retry_failed` tries failed issues again. `stop_after` is the
    number of failures after which no more issues are started. `issue_timeout` is in seconds,
    `issue_memory` in MB; for these three, 0 means no limit. `log` is a file that gets one JSON
    object per line.
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
    """The functions of the API that an archive needs; workers import them by name."""

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
    """Export the issues of sources to a store; see `exporter.api.archive` for what it raises."""
    judge_names(how.names)
    if how.engine not in ("", *ENGINES):
        raise UsageError(f"--engine {how.engine}: {unknown('engine', how.engine, ENGINES)}")
    store, names = open_store(url), list(wanted)
    if how.verify and not names:
        return ArchiveReport(wrong=run.verify(store))
    options.progress("looking for issues")
    tasks = list(_tasks(find(names), store, options, how, tools, given))
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


@dataclass(frozen=True)
class _Common:
    """What the issues of one publication share, or loose issues.

    `digest` is that of the recipe, `making` that of its options alone.
    """

    publication: OpenPublication | None
    recipe: Recipe
    digest: str
    making: str


def _tasks(
    found: Sequence[ArchiveSource],
    store: Store,
    options: Options,
    how: ArchiveOptions,
    tools: Tools,
    given: frozenset[str] | None,
) -> Iterator[Task]:
    """Yield the tasks of the part that was asked for."""
    folders = dict.fromkeys(source.publication for source in found)
    shared = {folder: _common(folder, options, how, tools, given) for folder in folders}
    around: dict[str, Around] = {}
    for folder, common in shared.items():
        if common.publication:
            own = [source for source in found if source.publication == folder]
            order = Order(common.publication, common.recipe.options.reading, tools.read, store)
            around |= order.around(own)
    for source in run.shard(found, how.shard):
        common, beside = shared[source.publication], around.get(source.key, ALONE)
        digest = text_digest(f"{common.digest} {beside}") if beside != ALONE else common.digest
        made_by = (common.recipe, digest, store.url, tools.read, tools.build)
        yield Task(source, *made_by, making=common.making, around=beside)


def _common(
    folder: str,
    options: Options,
    how: ArchiveOptions,
    tools: Tools,
    given: frozenset[str] | None,
) -> _Common:
    publication = open_publication(Path(folder)) if folder else None
    site = publication.head.site if publication else None
    chosen = with_choices(publication, options, given) if publication else options
    tools.judge(chosen)
    # A worker is a single process and shows no progress.
    chosen = replace(chosen, jobs=1, progress=Options().progress)
    if isinstance(chosen.style, str) and (Path(chosen.style) / "style.yaml").is_file():
        chosen = replace(chosen, style=Path(chosen.style).absolute())
    editions = how.editions or (site.editions if site else ()) or (Edition.EPUB,)
    scripts = how.scripts or (site.scripts if site else ())
    recipe = Recipe(chosen, editions, scripts, how.names)
    making = options_digest(chosen, publication)
    return _Common(publication, recipe, recipe.digest(publication), making)


def _engine(store: Store, how: ArchiveOptions, show: Progress) -> Engine:
    """Return what exports issues: a cluster, local processes, or this process."""
    limits, jobs = Limits(how.issue_timeout, how.issue_memory), how.jobs or cores()
    if not store.is_shared:
        if how.scheduler:
            raise UsageError(f"{store.url}: only this process can use it, use a folder or s3://…")
        return run_here
    is_dask = how.engine == "dask" or (not how.engine and cluster.is_installed())
    if how.scheduler or is_dask:
        where = partial(cluster.run_cluster, address=how.scheduler, jobs=jobs)
        return partial(where, limits=limits, show=show)
    return partial(run_local, jobs=jobs, limits=limits)
