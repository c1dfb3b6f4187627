"""Processes that work on one issue after another, and can be ended at any time.

A process is a fresh Python, not a fork: libraries' threads and locks stay behind, and it works on
every system. Arguments and results are pickled.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, Generic, Protocol, TypeVar, cast

from exporter.beside import pipes
from exporter.guard import silence
from exporter.machine import cores
from exporter.publication.memory import held_mb

START = "import sys; sys.path[:] = {!r}; from exporter.publication.processes import main; main()"
LOOK_S = 0.1  # seconds between checks of a process at work
# MB by which a process may grow after its first task before it is replaced: libraries keep some
# of what they load, about 10 MB for an issue with a PDF.
GROWTH_MB = 300

Task_contra = TypeVar("Task_contra", contravariant=True)
Result_co = TypeVar("Result_co", covariant=True)
T = TypeVar("T")
R = TypeVar("R")
Look = Callable[[int, float], None]
"""Is given the number of a process and its seconds at work; what it raises ends the process."""


def number_of(wanted: int, issues: int) -> int:
    """Return the number of processes for issues; if `wanted` is 0, one per core.

    A process starts in the time of two small issues, so each gets two at least.
    """
    return max(1, min(wanted or cores(), issues // 2))


class Ended(Exception):
    """A process ended at work; the text says how: `signal 9` or `exit code 1`."""


def _nothing(_pid: int, _seconds: float) -> None:
    """Look at a process without limits."""


class Process:
    """The parent's side of a process, which is started on first use."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._is_closed = False
        self._first_mb = 0  # after its first task

    def call(self, work: Callable[[T], R], task: T, look: Look = _nothing) -> R:
        """Run a function that can be pickled in the process, and return its result.

        `look` is called every `LOOK_S`. Raises `Ended`, and what `look` raises.
        """
        child = self._child or self._start()
        asks, _ = pipes(child)
        try:
            pickle.dump((work, task), asks)
            asks.flush()
        except OSError:
            raise Ended(_how(self.end())) from None
        answer = self._awaited(child.pid, look)
        if isinstance(answer, _Closed):
            raise Ended(_how(self.end()))
        self._renew(child.pid)
        return cast(R, answer)

    def _renew(self, pid: int) -> None:
        """End the process if it has grown too much; the next task starts another."""
        held = held_mb(pid)
        self._first_mb = self._first_mb or held
        if held > self._first_mb + GROWTH_MB:
            self.end()

    def _awaited(self, pid: int, look: Look) -> object:
        # It begins when it has loaded what the task needs: a busy machine takes its time for that.
        begun: float | None = None
        while True:
            with contextlib.suppress(queue.Empty):
                answer = self._answers.get(timeout=LOOK_S)
                if not isinstance(answer, _Begun):
                    return answer
                begun = time.monotonic()
            try:
                look(pid, time.monotonic() - begun if begun else 0)
            except BaseException:
                self.end()
                raise

    def end(self) -> int:
        """Kill the process; return its exit code. The next call starts another."""
        child, self._child = self._child, None
        if child is None:
            return 0
        child.kill() if child.poll() is None else None
        for stream in pipes(child):
            with contextlib.suppress(OSError):
                stream.close()
        return child.wait()

    def close(self) -> None:
        """Kill the process, and start no other."""
        self._is_closed = True
        self.end()

    @property
    def pid(self) -> int:
        """The number of the process; 0 if none runs."""
        return self._child.pid if self._child else 0

    def _start(self) -> subprocess.Popen[bytes]:
        if self._is_closed:
            raise Ended("the run was ended")
        command = [sys.executable, "-c", START.format(sys.path)]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._child, self._first_mb = child, 0
        self._answers = queue.SimpleQueue()
        # A thread waits for the answers: Windows can't wait for a pipe and a time at once.
        given = pipes(child)[1], self._answers
        threading.Thread(target=_receive, args=given, daemon=True).start()
        return child


class _Begun:
    """Before an answer: the process has got its task."""


class _Closed:
    """Sent instead of an answer if there will be no answer."""


def _receive(stream: IO[bytes], answers: queue.SimpleQueue[object]) -> None:
    try:
        while True:
            answers.put(pickle.load(stream))
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        answers.put(_Closed())


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


class Runner(Protocol[Task_contra, Result_co]):
    """Does one task after another in its own process."""

    def run(self, task: Task_contra) -> Result_co:
        """Do a task."""

    def close(self) -> None:
        """End the process, and start no other."""


class Caller(Generic[T, R]):
    """A runner that calls a function, which must return the errors that it expects.

    `lost` makes the result of a task whose process ended, from a text that says how.
    """

    def __init__(self, work: Callable[[T], R], lost: Callable[[T, str], R]) -> None:
        self._work, self._lost, self._process = work, lost, Process()

    def run(self, task: T) -> R:
        """Do a task."""
        try:
            return self._process.call(self._work, task)
        except Ended as error:
            return self._lost(task, str(error))

    def close(self) -> None:
        """End the process, and start no other."""
        self._process.close()


def shared_out(tasks: Iterable[T], runners: Sequence[Runner[T, R]]) -> Iterator[R]:
    """Hand tasks to runners, the next one to whoever is free; yield each result as it is ready.

    If the caller stops, all processes are killed at once.
    """
    pool = _Pool(tasks, runners)
    try:
        yield from pool.results()
    finally:
        pool.end()


class _Pool(Generic[T, R]):
    """One thread per runner, which hands it one task after another."""

    def __init__(self, tasks: Iterable[T], runners: Sequence[Runner[T, R]]) -> None:
        self.tasks, self.lock = iter(tasks), threading.Lock()
        # A result or an error; None when a runner has no more tasks.
        self.done: queue.SimpleQueue[tuple[R] | BaseException | None] = queue.SimpleQueue()
        self.is_over = False
        self.runners = runners
        for runner in runners:
            threading.Thread(target=self._drive, args=(runner,), daemon=True).start()

    def results(self) -> Iterator[R]:
        waiting = len(self.runners)
        while waiting:
            found = self.done.get()
            if isinstance(found, BaseException):
                raise found
            if found is None:
                waiting -= 1
            else:
                yield found[0]

    def end(self) -> None:
        self.is_over = True
        for runner in self.runners:
            runner.close()

    def _drive(self, runner: Runner[T, R]) -> None:
        try:
            while not self.is_over:
                with self.lock:
                    following = [*islice(self.tasks, 1)]
                if not following:
                    break
                self.done.put((runner.run(following[0]),))
        except BaseException as error:
            self.done.put(error)
        finally:
            runner.close()
            self.done.put(None)


def main() -> None:
    """Do tasks from standard input until it closes, which means that the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of a terminal
    silence()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # keep the output of libraries out of the answers
    calls: queue.SimpleQueue[tuple[Callable[[object], object], object]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(calls,), daemon=True).start()
    while True:
        work, task = calls.get()
        _send(_Begun(), answers)
        _send(work(task), answers)


def _send(answer: object, answers: IO[bytes]) -> None:
    pickle.dump(answer, answers)
    answers.flush()


def _listen(calls: queue.SimpleQueue[tuple[Callable[[object], object], object]]) -> None:
    while True:
        try:
            calls.put(pickle.load(sys.stdin.buffer))
        except (EOFError, OSError):
            os._exit(1)
