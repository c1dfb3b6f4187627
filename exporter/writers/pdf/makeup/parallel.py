"""Pages made up and drawn in several processes, each page whole, and sent back as it is.

A page is pickled with all its boxes: one document is written of all of them, so links, bookmarks
and fonts are those of one process, byte for byte.
"""

from __future__ import annotations

import gc
import io
import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from exporter.makeup.fit import Fit
from exporter.makeup.story import Position
from exporter.writers.pdf.engine import deep_recursion, deep_stack
from exporter.writers.pdf.makeup.issue import MadeUp
from exporter.writers.pdf.makeup.pages import Drawn, PageJob

FEWEST = 4  # pages from which a second process pays
_jobs: Sequence[PageJob] = ()


def processes(wanted: int, pages: int) -> int:
    """Return the number of processes for so many pages; 0 wanted is one a core that is free."""
    if "fork" not in multiprocessing.get_all_start_methods() or pages < FEWEST:
        return 1
    if not wanted and _has_foreign_threads():
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(wanted or cores or 1, pages // 2))


def _has_foreign_threads() -> bool:
    """Whether a library runs threads of its own, whose locks a fork would inherit held."""
    tasks = Path("/proc/self/task")
    return tasks.is_dir() and len(list(tasks.iterdir())) > threading.active_count()


def in_processes(jobs: Sequence[PageJob], number: int) -> list[MadeUp]:
    """Make up and draw each page for itself, in `number` processes."""
    global _jobs  # noqa: PLW0603 - what a forked process inherits
    _jobs = jobs
    try:
        with multiprocessing.get_context("fork").Pool(number, _settle) as pool:
            results = pool.map(_work, range(len(jobs)), chunksize=1)
    finally:
        _jobs = ()
    for job, (_, _, starts) in zip(jobs, results, strict=True):
        job.starts |= starts
    return [
        MadeUp(job, fit, drawn=_loads(job, data) if data else None)
        for job, (fit, data, _) in zip(jobs, results, strict=True)
    ]


def _settle() -> None:
    """Leave behind what a fork has of the parent's libraries, whose threads were not forked.

    Collecting garbage copies the parent's memory page by page, and waits for ever where a library
    has hooked it (JPype does); a library's handler of SIGTERM keeps the process from ending.
    """
    gc.disable()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


Starts = dict[str, dict[str, Position]]


def _work(index: int) -> tuple[Fit | None, bytes, Starts]:
    """Make up and draw one page, in a process of its own."""
    job = _jobs[index]
    return deep_stack(_made, job)


def _made(job: PageJob) -> tuple[Fit | None, bytes, Starts]:
    fit = job.fit()
    data = b"" if fit is None else _dumps(job.draw(job.sheet(fit, {}, {})))
    return fit, data, job.starts


class _Pickler(pickle.Pickler):
    """Leaves out what belongs to a process: fonts and the context of layout."""

    def persistent_id(self, value: Any) -> str | None:
        from weasyprint.layout import LayoutContext
        from weasyprint.text.fonts import FontConfiguration

        if isinstance(value, FontConfiguration):
            return "fonts"
        return "context" if isinstance(value, LayoutContext) else None

    def reducer_override(self, value: Any) -> Any:
        """Pickle what stands for an absolute box by hand: it asks its box for all it lacks."""
        from weasyprint.layout.absolute import AbsolutePlaceholder

        from exporter.writers.pdf.engine.kept import reduce_placeholder

        return reduce_placeholder(value) if type(value) is AbsolutePlaceholder else NotImplemented


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, fonts: Any) -> None:
        super().__init__(io.BytesIO(data))
        self.fonts = fonts

    def persistent_load(self, name: str) -> Any:
        return self.fonts if name == "fonts" else None


def _dumps(drawn: Drawn) -> bytes:
    return deep_recursion(_dump, drawn)


def _dump(drawn: Drawn) -> bytes:
    buffer = io.BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(drawn)
    return buffer.getvalue()


def _loads(job: PageJob, data: bytes) -> Drawn:
    drawn: Drawn = deep_recursion(_Unpickler(data, job.setting.fonts).load)
    return drawn
