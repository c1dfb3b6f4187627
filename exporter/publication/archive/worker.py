"""A worker: exports issues in a process that is ended at limits of time and memory.

All engines use workers, so the limits are the same on each.
"""

from __future__ import annotations

import contextlib
import itertools
from dataclasses import dataclass, replace

from exporter.errors import ExporterError
from exporter.publication import memory
from exporter.publication.archive.unit import LimitReached, Outcome, Task, export, fail
from exporter.publication.processes import Ended, Process

TRIMMED_EVERY = 20  # issues: what the C library keeps in pieces came to 40 MB after 300
TRIES = 2  # an issue is retried once if its process is lost


@dataclass(frozen=True)
class Limits:
    """Limits for one issue: seconds, and MB of memory of its process. 0 means no limit."""

    seconds: float = 0
    memory_mb: int = 0


_issues = itertools.count(1)  # of this process


class TooLarge(Exception):
    """An issue took more memory than allowed; it may be what the ones before it left behind."""


class Worker:
    """Exports issues one by one; its process is started with the first."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process = Process()
        self._is_closed = False

    def close(self) -> None:
        """Kill the process, and start no other."""
        self._is_closed = True
        self._process.close()

    def run(self, task: Task) -> Outcome:
        """Export an issue; retries once if the process dies, then returns a failure.

        Raises `Ended` if `close` is called meanwhile.
        """
        for number in range(TRIES):
            try:
                return replace(self._exported(task), lost=number)
            except LimitReached as error:
                return _failed(task, error, number)
            except (Ended, TooLarge) as error:
                if self._is_closed:
                    raise
                why = str(error)
        return _failed(task, LimitReached(why), TRIES)

    def _exported(self, task: Task) -> Outcome:
        try:
            return self._process.call(_settled, task, self._judge)
        except Ended as error:
            raise Ended(f"its worker ended ({error}) {TRIES} times") from None

    def _judge(self, pid: int, taken: float) -> None:
        """Raise an error at a limit; that ends the process."""
        seconds, most = self.limits.seconds, self.limits.memory_mb
        if seconds and taken > seconds:
            raise LimitReached(
                f"took more than {seconds:g} s, raise --issue-timeout or check its source"
            )
        if most and memory.held_mb(pid) > most:
            raise TooLarge(f"took more than {most:,} MB (--issue-memory) {TRIES} times")


def _failed(task: Task, error: LimitReached, lost: int) -> Outcome:
    mark = ""
    with contextlib.suppress(OSError):
        mark = task.source.mark()
    return replace(fail(task, error, mark=mark), lost=lost)


def _settled(task: Task) -> Outcome:
    if next(_issues) % TRIMMED_EVERY == 0:
        memory.give_back()
    try:
        return export(task)
    except ExporterError as error:  # from the store, before the issue is opened
        return fail(task, error)
