"""Pages made up and drawn in several processes, each page whole, and sent back as it is."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from exporter.engine import fence
from exporter.engine.patched import deep_stack
from exporter.engine.transfer import dumps, loads
from exporter.layouts.makeup.excess import excess
from exporter.layouts.makeup.measure.sizes import Size
from exporter.layouts.makeup.page import PageJob
from exporter.layouts.makeup.plan.carry import Excess
from exporter.layouts.makeup.plan.fit import Fit
from exporter.layouts.makeup.plan.story import Position
from exporter.layouts.makeup.result import SheetResult
from exporter.layouts.papers import Type
from exporter.options import cores

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    _Connection = Connection[object, object]

Value = TypeVar("Value")
Calls = Sequence[Callable[[], object]]
_Answer = tuple[object, Exception | None]
ORPHAN_S = 0.5  # how often a process looks for its parent
ENDING = {signal.SIGTERM, signal.SIGINT}  # signals that end the program
FEWEST = 4  # pages from which a second process pays


def processes(wanted: int, pages: int) -> int:
    """Return the number of processes for the pages; if `wanted` is 0, one for each free core."""
    if "fork" not in multiprocessing.get_all_start_methods() or pages < FEWEST:
        return 1
    if not fence.works("processes"):
        return 1
    if not wanted and _has_foreign_threads():
        return 1
    return max(1, min(wanted or cores(), pages // 2))


def _has_foreign_threads() -> bool:
    """Whether a library runs threads of its own, whose locks a fork would inherit held."""
    tasks = Path("/proc/self/task")
    return tasks.is_dir() and len(list(tasks.iterdir())) > threading.active_count()


def make_up(jobs: Sequence[PageJob], number: int, drawn: Collection[str] = ()) -> list[SheetResult]:
    """Make up and draw each page for itself, in `number` processes.

    `drawn` are the labels of the pages to draw, none for all.
    """
    results = _in_processes([partial(_made, job, drawn) for job in jobs], number)
    return [made.result(job) for job, made in zip(jobs, results, strict=True)]


def draw(sheets: Sequence[SheetResult], number: int) -> None:
    """Draw sheets that are made up, in `number` processes."""
    results = _in_processes([partial(_drawn, sheet) for sheet in sheets], number)
    for sheet, data in zip(sheets, results, strict=True):
        sheet.drawn = loads(data, sheet.job.setting.fonts)


def _in_processes(calls: Sequence[Callable[[], Value]], number: int) -> list[Value]:
    """Return what calls return, made in processes that inherit them.

    What a process was at when it was killed, for want of memory as a rule, is made here at the end.
    """
    found: dict[int, object] = {}
    workers: list[_Worker] = []
    try:
        with suppress(OSError):  # no more processes than the system gives
            while len(workers) < min(number, len(calls)):
                workers.append(_Worker(calls))
        waiting, busy = iter(range(len(calls))), {each.connection: each for each in workers}
        for each in workers:
            each.take(waiting)
        while busy:
            for ready in wait([*busy]):
                worker = busy[cast("_Connection", ready)]
                if not (worker.answer(found) and worker.take(waiting)):
                    del busy[worker.connection]
    finally:
        for each in workers:
            each.end()
    made = (found[at] if at in found else deep_stack(call) for at, call in enumerate(calls))
    return cast("list[Value]", [*made])


class _Worker:
    """A process that makes one call after another, and the parent's end of the pipe to it."""

    def __init__(self, calls: Calls) -> None:
        context = multiprocessing.get_context("fork")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(calls, theirs), daemon=True)
        # A signal waits for `_settle`: the handler that a new process inherits is the parent's.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()  # the process alone has it: when it dies, the pipe ends
        self.at = -1

    def take(self, waiting: Iterator[int]) -> bool:
        """Hand out the next call; false if there is none, or the process is gone."""
        self.at = next(waiting, -1)
        if self.at < 0:
            return False
        with suppress(OSError):  # then its pipe has ended, which is found when it is read
            self.connection.send(self.at)
        return True

    def answer(self, found: dict[int, object]) -> bool:
        """Read what the call returned; false if the process died of it. Raises what it raised."""
        try:
            value, error = cast("_Answer", self.connection.recv())
        except (EOFError, OSError):
            return False
        if error is not None:
            raise error
        found[self.at] = value
        return True

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.connection.close()


@dataclass(frozen=True)
class _Made:
    """A page as its process sends it: the fit, the sheet drawn, and what was found on the way."""

    fit: Fit | None
    drawn: bytes
    starts: dict[str, dict[str, Position]]
    sized: dict[Type, Sequence[Size]]
    excess: Excess | None
    apart: bool

    def result(self, job: PageJob) -> SheetResult:
        """Return the page as if it had been made up here."""
        job.starts |= self.starts
        job.sized |= self.sized
        job.excess, job.apart = self.excess, self.apart
        drawn = loads(self.drawn, job.setting.fonts) if self.drawn else None
        return SheetResult(job, self.fit, drawn=drawn)


def _settle() -> None:
    """Leave behind what a fork has of the parent's libraries, whose threads were not forked.

    Collecting the parent's garbage copies its memory page by page, and collecting any waits for
    ever where a library has hooked it (JPype does): the collector looks at what is made here alone,
    after each call. A library's handler of SIGTERM keeps the process from ending.
    Ctrl-C reaches every process of a terminal: it is the parent's to end all.
    """
    gc.disable()
    gc.freeze()
    gc.callbacks.clear()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process when its parent has died, which its work does not notice."""
    while os.getppid() == parent:
        time.sleep(ORPHAN_S)
    os._exit(1)


def _work(calls: Calls, connection: _Connection) -> None:
    """Make the calls that are asked for, in a process of its own."""
    _settle()
    while True:
        at = cast("int", connection.recv())
        try:
            connection.send((deep_stack(calls[at]), None))
        except Exception as error:
            connection.send((None, error))
        gc.collect()  # boxes of pages name each other


def _made(job: PageJob, labels: Collection[str]) -> _Made:
    fit = job.fit()
    if fit is None:
        usual = job.setting.steps[0][0]
        found = excess(job)
        sized = {kind: sizes for kind, sizes in job.sized.items() if kind == usual}
        return _Made(None, b"", job.starts, sized, found, job.apart)
    is_drawn = not labels or job.page.label in labels
    data = _drawn(SheetResult(job, fit)) if is_drawn else b""
    return _Made(fit, data, job.starts, {}, None, job.apart)


def _drawn(sheet: SheetResult) -> bytes:
    return dumps(sheet.draw())
