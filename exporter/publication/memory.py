"""The memory of processes, from /proc (not limited on systems other than Linux); the collector."""

from __future__ import annotations

import contextlib
import gc
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

MB = 1_000_000
PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


def forget_peak() -> None:
    """Reset the peak memory of this process (proc(5), clear_refs)."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def peak_mb() -> int:
    """Return the peak memory of this process since `forget_peak`, in MB; 0 if unknown."""
    with contextlib.suppress(OSError):
        if match := PEAK.search(Path("/proc/self/status").read_text()):
            return int(match[1]) * 1024 // MB
    try:
        import resource
    except ImportError:  # not a Unix
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // MB


def held_mb(process: int) -> int:
    """Return the current memory of a process in MB; 0 if unknown."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") // MB
    except (OSError, IndexError, ValueError):
        return 0


def tidy() -> None:
    """Free what a finished issue left in cycles, and give its memory back.

    The collector waits until a quarter of all objects is new: with an issue in memory, that is
    many issues later.
    """
    gc.collect()
    give_back()


def tidy_new() -> None:
    """Free what was left in cycles since the last call: nothing older is looked at.

    A command waits for tens of thousands of objects before it collects them, and those of an issue
    are few, but hold its pictures and documents.
    """
    gc.collect(0)


def give_back() -> None:
    """Return freed memory to the system, if the C library can (glibc); it would keep fragments."""
    import ctypes  # most commands make one issue, and need not

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Pause the collector while thousands of objects are made that all stay.

    It would check each of them again and again, and find nothing to free. In the end they count as
    old, or the first thing it did would be to check them all.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.enable()


@contextlib.contextmanager
def set_aside() -> Iterator[None]:
    """Keep what is there now, such as thousands of records, out of the collector's sight."""
    is_first = gc.get_freeze_count() == 0
    if is_first:
        gc.freeze()
    try:
        yield
    finally:
        if is_first:
            gc.unfreeze()
