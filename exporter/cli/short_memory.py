"""A command under a memory limit (`ulimit -v`) ends with a message even if a C library aborts.

GLib and Rust abort, and Pango crashes, when no memory is left, and Python can't catch that. Under a
limit the command therefore runs in a child process, and its parent says why it ended.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from exporter.machine import SHORT

__all__ = ["SHORT", "is_limited", "run_watched"]

# GLib's errors are traps; the others are aborts and accesses to what could not be allocated.
CRASHES = ("SIGABRT", "SIGBUS", "SIGILL", "SIGSEGV", "SIGTRAP")


def is_limited() -> bool:
    """Whether the memory of this process is limited."""
    try:
        import resource
    except ImportError:  # Windows
        return False
    return resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY


def run_watched(run: Callable[[], None]) -> None:
    """Run a command; under a limit, in a child whose exit code becomes that of this process."""
    child = os.fork() if is_limited() else 0
    if not child:
        run()
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells the child too
    signal.signal(signal.SIGTERM, lambda number, _: os.kill(child, number))
    _, status = os.waitpid(child, 0)
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if ended and signal.Signals(ended).name in CRASHES:
        from exporter.cli.process import fail  # late: most runs have no limit
        from exporter.errors import ExporterError

        fail(ExporterError(SHORT))
    os._exit(128 + ended if ended else os.waitstatus_to_exitcode(status))
