"""Export issues with Dask (distributed), on a local cluster or a running one.

Dask distributes the tasks and replaces lost workers. A worker exports each issue in a process of
its own that can be killed (`worker`), and returns only a short outcome: the files are in the store
by then, so losing a worker loses nothing.
"""

from __future__ import annotations

import contextlib
import importlib.util
import logging
import threading
import warnings
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from exporter.errors import BuildFailed, ExporterError, MissingDependency, UsageError
from exporter.guard import reason
from exporter.options import Progress
from exporter.publication.archive.store import HINT, is_remote
from exporter.publication.archive.unit import LimitReached, Outcome, Task, fail
from exporter.publication.archive.worker import TRIES, Limits, Worker
from exporter.version import PROGRAM

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECT_S = 20
WORKERS_S = 600  # a Slurm queue may take a while to start the first worker
AHEAD = 2  # tasks per thread: the current one and the next
LOOK_AT_CLUSTER = 50  # count the threads again after this many tasks: workers come and go
_own = threading.local()


def is_installed() -> bool:
    """Whether the package `distributed` is installed."""
    return importlib.util.find_spec("distributed") is not None


def run_cluster(
    tasks: Iterable[Task], address: str, jobs: int, limits: Limits, show: Progress
) -> Iterator[Outcome]:
    """Export issues on the cluster at `address`, or with `jobs` local workers.

    Raises `UsageError` if the scheduler can't be used, `BuildFailed` if the connection is lost.
    """
    with _quiet(), _client(address, jobs, limits) as client:
        if address:
            _await_workers(client, address, show)
        elif client.dashboard_link and importlib.util.find_spec("bokeh"):
            show(f"dashboard: {client.dashboard_link}")
        yield from _Run(client, address, iter(tasks), limits).outcomes()


class _Run:
    """Keeps the workers of a cluster busy, with as few tasks in flight as that takes."""

    def __init__(self, client: Client, address: str, tasks: Iterator[Task], limits: Limits) -> None:
        self.client, self.address, self.tasks, self.limits = client, address, tasks, limits
        self.busy: dict[str, Task] = {}
        self.window = self.count = 0

    def outcomes(self) -> Iterator[Outcome]:
        from distributed import as_completed

        completed = as_completed(self.first(), loop=self.client.loop, raise_errors=False)
        for future in completed:
            yield self.outcome(future)
            for more in self.more():
                completed.add(more)

    def first(self) -> list[Future]:
        """Submit the first tasks, after checking that all workers see the same folders."""
        first = next(self.tasks, None)
        if first is None:
            return []
        if self.address:
            _judge_folders(self.client, self.address, first)
        return [self.submit(first), *self.more()]

    def more(self) -> list[Future]:
        """Submit tasks until the window is full."""
        if self.count % LOOK_AT_CLUSTER == 0:
            self.window = max(1, AHEAD * sum(self.client.nthreads().values()))
        self.count += 1
        found = []
        while len(self.busy) < self.window and (task := next(self.tasks, None)):
            found.append(self.submit(task))
        return found

    def submit(self, task: Task) -> Future:
        name = f"{task.key}-{uuid4().hex[:8]}"
        self.busy[name] = task
        return self.client.submit(export_in_worker, task, self.limits, key=name, pure=False)

    def outcome(self, future: Future) -> Outcome:
        """Return the outcome of a task and release it; raises if its worker is gone."""
        from distributed.scheduler import KilledWorker

        task = self.busy.pop(future.key)
        try:
            if future.status not in ("finished", "error"):
                raise self.gone()
            return cast(Outcome, future.result())
        except ExporterError:
            raise
        except KilledWorker:
            return fail(task, LimitReached(f"its worker ended {TRIES} times"))
        except Exception as error:  # a worker may lack a package or have another version
            if self.client.status != "running":
                raise self.gone() from error
            return fail(task, OSError(f"the worker can't export it ({reason(error)})"))
        finally:
            future.release()

    def gone(self) -> BuildFailed:
        return BuildFailed(
            f"lost the scheduler {self.address or 'of this machine'}, run the same command again: "
            "what is in the store is kept"
        )


def export_in_worker(task: Task, limits: Limits) -> Outcome:
    """Export an issue in a worker of a cluster."""
    worker = getattr(_own, "worker", None)
    if worker is None or worker.limits != limits:
        worker = _own.worker = Worker(limits)
    return worker.run(task)


@contextlib.contextmanager
def _client(address: str, jobs: int, limits: Limits) -> Iterator[Client]:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise MissingDependency(f"--scheduler needs the package distributed: {HINT}") from None
    if address:
        try:
            client = Client(address, timeout=CONNECT_S, set_as_default=False)
        except Exception as error:  # network errors, or another version of Dask
            raise _refused(address, error) from error
        with client:
            yield client
        return
    with _settings(), LocalCluster(**_local(jobs, limits)) as cluster, Client(cluster) as client:
        yield client


def _local(jobs: int, limits: Limits) -> dict[str, object]:
    """Return the arguments of a local cluster."""
    return {
        "n_workers": jobs,
        "threads_per_worker": 1,
        "processes": True,
        "host": "127.0.0.1",
        "memory_limit": f"{limits.memory_mb}MB" if limits.memory_mb else 0,
        "dashboard_address": "127.0.0.1:0",
        "silence_logs": logging.CRITICAL,
    }


@contextlib.contextmanager
def _settings() -> Iterator[None]:
    """Retry an issue once if its worker is lost, as without Dask."""
    import dask

    with dask.config.set({"distributed.scheduler.allowed-failures": TRIES - 1}):
        yield


def _await_workers(client: Client, address: str, show: Progress) -> None:
    if not client.nthreads():
        show(f"waiting for workers of {address}")
    try:
        client.wait_for_workers(1, timeout=WORKERS_S)
    except TimeoutError:
        raise UsageError(f"--scheduler {address}: has no workers, start some") from None
    try:
        found, programs = client.get_versions(check=False), client.run(_program)
    except Exception as error:  # a worker without this package fails in many ways
        raise _refused(address, error) from error
    if wrong := next(chain(_other_versions(found), _other_programs(programs)), ""):
        raise UsageError(f"--scheduler {address}: {wrong}, install the same versions everywhere")


def _other_versions(found: dict[str, Any]) -> Iterator[str]:
    """Say which parts of a cluster have another Dask, or another Python such as 3.12."""
    own = found["client"]["packages"]
    workers = {f"the worker {at}": each for at, each in found["workers"].items()}
    for who, each in {"the scheduler": found["scheduler"], **workers}.items():
        for name, parts in (("distributed", 3), ("python", 2)):
            theirs, ours = (_release(of[name], parts) for of in (each["packages"], own))
            if theirs != ours:
                yield f"{who} has {name} {theirs}, not {ours}"


def _release(version: str | None, parts: int) -> str:
    return ".".join(str(version).split(".")[:parts])


def _other_programs(programs: dict[str, str]) -> Iterator[str]:
    for at, program in programs.items():
        if program != PROGRAM:
            yield f"the worker {at} has {program}, not {PROGRAM}"


def _program() -> str:
    """Return the version that a worker runs; fails on a worker without this package."""
    return PROGRAM


def _judge_folders(client: Client, address: str, task: Task) -> None:
    """Raise `UsageError` if a worker does not see the folders of this machine."""
    probe = ""
    if not is_remote(task.store):
        probe = str(Path(task.store) / f".exporter-probe-{uuid4().hex}")
        Path(probe).touch()
    try:
        for path in (probe, "" if is_remote(task.source.place) else task.source.place):
            blind = [at for at, seen in client.run(_sees, path).items() if not seen] if path else []
            if blind:
                message = f"the worker {blind[0]} does not see {path}"
                raise UsageError(f"--scheduler {address}: {message}, use a shared folder")
    finally:
        if probe:
            Path(probe).unlink(missing_ok=True)


def _sees(path: str) -> bool:
    return Path(path).exists()


def _refused(address: str, error: Exception) -> UsageError:
    advice = "check the address, and that its workers have the same package versions"
    return UsageError(f"--scheduler {address}: can't be used ({reason(error)}), {advice}")


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's log off the terminal: a lost connection logs pages of tracebacks."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)  # its loggers have levels and handlers of their own
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions, which are judged here, and of ports
            yield
    finally:
        logging.disable(before)
