"""Pages made up and drawn in several processes, each page whole, and sent back as it is."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Collection, Sequence
from pathlib import Path

from exporter.engine import fence
from exporter.engine.patched import deep_stack
from exporter.engine.transfer import dumps, loads
from exporter.layouts.makeup.page import PageJob
from exporter.layouts.makeup.plan.fit import Fit
from exporter.layouts.makeup.plan.story import Position
from exporter.layouts.makeup.result import SheetResult
from exporter.options import cores

ORPHAN_S = 0.5  # how often a process looks for its parent
ENDING = {signal.SIGTERM, signal.SIGINT}  # signals that end the program
FEWEST = 4  # pages from which a second process pays
_jobs: Sequence[PageJob] = ()
_labels: Collection[str] = ()


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


def in_processes(
    jobs: Sequence[PageJob], number: int, drawn: Collection[str] = ()
) -> list[SheetResult]:
    """Make up and draw each page for itself, in `number` processes.

    `drawn` are the labels of the pages to draw, none for all.
    """
    global _jobs, _labels  # noqa: PLW0603 - what a forked process inherits
    _jobs, _labels = jobs, drawn
    try:
        # A signal waits for `_settle`: the handler that a new process inherits is the parent's.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            pool = multiprocessing.get_context("fork").Pool(number, _settle)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        with pool:
            results = pool.map(_work, range(len(jobs)), chunksize=1)
    finally:
        _jobs = _labels = ()
    for job, (_, _, starts) in zip(jobs, results, strict=True):
        job.starts |= starts
    return [
        SheetResult(job, fit, drawn=loads(data, job.setting.fonts) if data else None)
        for job, (fit, data, _) in zip(jobs, results, strict=True)
    ]


def _settle() -> None:
    """Leave behind what a fork has of the parent's libraries, whose threads were not forked.

    Collecting garbage copies the parent's memory page by page, and waits for ever where a library
    has hooked it (JPype does); a library's handler of SIGTERM keeps the process from ending.
    Ctrl-C reaches every process of a terminal: it is the parent's to end all.
    """
    gc.disable()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process when its parent has died, which the pool's queues do not notice."""
    while os.getppid() == parent:
        time.sleep(ORPHAN_S)
    os._exit(1)


Starts = dict[str, dict[str, Position]]


def _work(index: int) -> tuple[Fit | None, bytes, Starts]:
    """Make up and draw one page, in a process of its own."""
    job = _jobs[index]
    return deep_stack(_made, job)


def _made(job: PageJob) -> tuple[Fit | None, bytes, Starts]:
    fit = job.fit()
    is_drawn = fit is not None and (not _labels or job.page.label in _labels)
    data = b"" if fit is None or not is_drawn else dumps(job.draw(job.sheet(fit, {}, {})))
    return fit, data, job.starts
