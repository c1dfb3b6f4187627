"""What the system tells of this process: its cores, and its threads."""

from __future__ import annotations

import os
from pathlib import Path

TASKS = Path("/proc/self/task")  # proc(5)


def cores() -> int:
    """Return the number of CPU cores available to this process: what 0 `jobs` stand for."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def native_threads() -> int:
    """Return the number of threads, those of libraries too; 0 where the system does not tell."""
    try:
        return len([*TASKS.iterdir()])
    except OSError:
        return 0
