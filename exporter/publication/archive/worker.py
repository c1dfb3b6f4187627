"""A process that exports one issue after another and can be killed at any time.

Its parent sends it tasks, and kills it if it takes too much time or memory. All engines use such
processes, so the limits are the same on each.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import select
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from typing import IO

from exporter.errors import ExporterError
from exporter.guard import silence
from exporter.publication.archive import memory
from exporter.publication.archive.unit import LimitReached, Outcome, Task, export, fail

START = (
    "import sys; sys.path[:] = {!r}; from exporter.publication.archive.worker import main; main()"
)
LOOK_S = 0.1  # seconds between checks of time and memory
TRIES = 2  # an issue is retried once if its worker is lost
# MB by which a worker may grow after its first issue before it is replaced: libraries keep some
# of what they load, about 10 MB for an issue with a PDF.
GROWTH_MB = 300


@dataclass(frozen=True)
class Limits:
    """Limits for one issue: seconds, and MB of memory of its process. 0 means no limit."""

    seconds: float = 0
    memory_mb: int = 0


class Lost(Exception):
    """A worker died while exporting; the text says how."""


class Worker:
    """The parent's side of a worker process, which is started on first use."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._first_mb = 0
        self._is_closed = False

    def close(self) -> None:
        """Kill the process, and start no other."""
        self._is_closed = True
        self.end()

    def export(self, task: Task) -> Outcome:
        """Export an issue; retries once if the process dies, then returns a failure.

        Raises `Lost` if `close` is called meanwhile.
        """
        for number in range(TRIES):
            try:
                return replace(self._exported(task), lost=number)
            except LimitReached as error:
                return _failed(task, error, number)
            except Lost as error:
                if self._is_closed:
                    raise
                why = error
        return _failed(task, LimitReached(str(why)), TRIES)

    def _exported(self, task: Task) -> Outcome:
        process = self._process or self._start()
        assert process.stdin and process.stdout  # they are pipes
        try:
            pickle.dump(task, process.stdin)
            process.stdin.flush()
            self._wait(process, process.stdout)
            outcome = pickle.load(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            code = self.end()
            raise Lost(f"its worker ended ({_how(code)}) {TRIES} times") from None
        assert isinstance(outcome, Outcome)
        self._renew(process.pid)
        return outcome

    def _start(self) -> subprocess.Popen[bytes]:
        if self._is_closed:
            raise Lost("the run was ended")
        command = [sys.executable, "-c", START.format(sys.path)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._first_mb = 0
        return self._process

    def _wait(self, process: subprocess.Popen[bytes], answer: IO[bytes]) -> None:
        """Wait for an answer; kill the process at a limit."""
        seconds, most = self.limits.seconds, self.limits.memory_mb
        start = time.monotonic()
        while not select.select([answer], [], [], LOOK_S)[0]:
            if seconds and time.monotonic() - start > seconds:
                self.end()
                raise LimitReached(
                    f"took more than {seconds:g} s, raise --issue-timeout or check its source"
                )
            if most and memory.held_mb(process.pid) > most:
                self.end()
                raise Lost(f"took more than {most:,} MB (--issue-memory) {TRIES} times")

    def _renew(self, process: int) -> None:
        """End the process if it has grown too much; the next issue starts another."""
        held = memory.held_mb(process)
        self._first_mb = self._first_mb or held
        if held > self._first_mb + GROWTH_MB:
            self.end()

    def end(self) -> int:
        """Kill the process; return its exit code."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.kill() if process.poll() is None else None
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                stream.close() if stream else None
        return process.wait()


def _failed(task: Task, error: LimitReached, lost: int) -> Outcome:
    mark = ""
    with contextlib.suppress(OSError):
        mark = task.source.mark()
    return replace(fail(task, error, mark=mark), lost=lost)


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def main() -> None:
    """Export tasks from standard input until it closes, which means that the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of a terminal
    silence()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # keep the output of libraries out of the answers
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(tasks,), daemon=True).start()
    while True:
        pickle.dump(_settled(tasks.get()), answers)
        answers.flush()


def _settled(task: Task) -> Outcome:
    try:
        return export(task)
    except ExporterError as error:  # from the store, before the issue is opened
        return fail(task, error)


def _listen(tasks: queue.SimpleQueue[Task]) -> None:
    while True:
        try:
            tasks.put(pickle.load(sys.stdin.buffer))
        except (EOFError, OSError):
            os._exit(1)
