"""What the system tells of this process: its cores, and its threads."""

from __future__ import annotations

import os
from pathlib import Path

TASKS = Path("/proc/self/task")  # proc(5)
PAGES = Path("/proc/self/statm")
SHORT = "there is not enough memory, free some or raise the limit (ulimit -v)"
SCARCE = 32_000_000  # bytes: a font of Chinese is mapped whole, and has about 20 MB


def cores() -> int:
    """Return the number of CPU cores available to this process: what 0 `jobs` stand for."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def is_short_of_memory() -> bool:
    """Whether little is left of the memory that this process is limited to (`ulimit -v`)."""
    try:
        import resource

        limit, _ = resource.getrlimit(resource.RLIMIT_AS)
        used = int(PAGES.read_text().split()[0]) * resource.getpagesize()
    except (ImportError, OSError):  # Windows; macOS
        return False
    return limit != resource.RLIM_INFINITY and limit - used < SCARCE


def native_threads() -> int:
    """Return the number of threads, those of libraries too; 0 where the system does not tell."""
    try:
        return len([*TASKS.iterdir()])
    except OSError:
        return 0
