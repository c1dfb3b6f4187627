"""Export issues with several local processes, using only the standard library."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator

from exporter.publication.archive.unit import Outcome, Task, export
from exporter.publication.archive.worker import Limits, Worker


def run_here(tasks: Iterable[Task]) -> Iterator[Outcome]:
    """Export issues one by one in this process, for a store that no other process sees."""
    return map(export, tasks)


def run_local(tasks: Iterable[Task], jobs: int, limits: Limits) -> Iterator[Outcome]:
    """Export issues with `jobs` processes; yields each outcome as it is ready.

    If the caller stops, all processes are killed at once.
    """
    pool = _Pool(tasks, jobs, limits)
    try:
        yield from pool.outcomes()
    finally:
        pool.end()


class _Pool:
    """One thread per process, which hands it one issue after another."""

    def __init__(self, tasks: Iterable[Task], jobs: int, limits: Limits) -> None:
        self.tasks, self.lock = iter(tasks), threading.Lock()
        self.done: queue.SimpleQueue[Outcome | BaseException | None] = queue.SimpleQueue()
        self.is_over = False
        self.workers = [Worker(limits) for _ in range(jobs)]
        for worker in self.workers:
            threading.Thread(target=self._drive, args=(worker,), daemon=True).start()

    def outcomes(self) -> Iterator[Outcome]:
        waiting = len(self.workers)
        while waiting:
            found = self.done.get()
            if isinstance(found, BaseException):
                raise found
            if found is None:
                waiting -= 1
            else:
                yield found

    def end(self) -> None:
        self.is_over = True
        for worker in self.workers:
            worker.close()

    def _drive(self, worker: Worker) -> None:
        try:
            while (task := self._next()) is not None and not self.is_over:
                self.done.put(worker.export(task))
            worker.end()
            self.done.put(None)
        except BaseException as error:
            self.done.put(error)

    def _next(self) -> Task | None:
        with self.lock:
            return None if self.is_over else next(self.tasks, None)
