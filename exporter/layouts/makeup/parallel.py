"""Pages made up and drawn in several processes, each page whole, and sent back as it is.

A page is pickled with all its boxes: one document is written of all of them, so links, bookmarks
and fonts are those of one process, byte for byte.
"""

from __future__ import annotations

import copyreg
import gc
import io
import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections import ChainMap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from exporter.engine.patched import deep_recursion, deep_stack
from exporter.layouts.makeup.issue import MadeUp
from exporter.layouts.makeup.page import Drawn, PageJob
from exporter.layouts.makeup.plan.fit import Fit
from exporter.layouts.makeup.plan.story import Position

ORPHAN_S = 0.5  # how often a process looks for its parent
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
    Ctrl-C reaches every process of a terminal: it is the parent's to end all.
    """
    gc.disable()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
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
    data = b"" if fit is None else _dumps(job.draw(job.sheet(fit, {}, {})))
    return fit, data, job.starts


# The fonts of the process that unpickles: functions pickled by name know of no other way to them.
_fonts: list[Any] = []


def _the_fonts() -> Any:
    return _fonts[-1]


def _no_context() -> None:
    return None


def _blank(kind: Any) -> Any:
    return object.__new__(kind)


def _picture(picture: Any) -> tuple[Any, ...]:
    """Pickle a picture without the cache of all pictures, which each of them names."""
    return _blank, (type(picture),), {**vars(picture), "_cache": {}}


def _pixels(data: Any) -> tuple[Any, ...]:
    return type(data), ({}, data._key, data.data)


def _reducers() -> dict[type, Callable[[Any], Any]]:
    """Return how to pickle what belongs to a process, by type: pickle asks for no other object."""
    from weasyprint.images import LazyImage, RasterImage
    from weasyprint.layout import LayoutContext
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.text.fonts import FontConfiguration

    from exporter.engine.patched.kept import reduce_placeholder

    return {
        FontConfiguration: lambda _: (_the_fonts, ()),
        LayoutContext: lambda _: (_no_context, ()),
        AbsolutePlaceholder: reduce_placeholder,
        RasterImage: _picture,
        LazyImage: _pixels,
    }


def _dumps(drawn: Drawn) -> bytes:
    return deep_recursion(_dump, drawn)


def _dump(drawn: Drawn) -> bytes:
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = ChainMap(_reducers(), copyreg.dispatch_table)  # type: ignore[arg-type]
    pickler.dump(drawn)
    return buffer.getvalue()


def _loads(job: PageJob, data: bytes) -> Drawn:
    _fonts.append(job.setting.fonts)
    try:
        drawn: Drawn = deep_recursion(pickle.loads, data)
    finally:
        _fonts.pop()
    return drawn
