"""Export issues with several local processes, using only the standard library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exporter.publication.archive.unit import Outcome, Task, export
from exporter.publication.archive.worker import Limits, Worker
from exporter.publication.processes import shared_out


def run_here(tasks: Iterable[Task]) -> Iterator[Outcome]:
    """Export issues one by one in this process, for a store that no other process sees."""
    return map(export, tasks)


def run_local(tasks: Iterable[Task], jobs: int, limits: Limits) -> Iterator[Outcome]:
    """Export issues with `jobs` processes; yields each outcome as it is ready.

    If the caller stops, all processes are killed at once.
    """
    return shared_out(tasks, [Worker(limits) for _ in range(jobs)])
