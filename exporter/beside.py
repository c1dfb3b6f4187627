"""Work in a process beside this one, while this one goes on.

Python runs one thread at a time. A fork runs on another core, has all that is loaded here, and
sends back what it makes; a fresh Python has nothing of this one.
"""

from __future__ import annotations

import gc
import marshal
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from types import ModuleType
from typing import IO, Generic, NoReturn, TypeVar, cast

from exporter.machine import cores, native_threads

ENDING = {signal.SIGTERM, signal.SIGINT}  # signals that end the program
LONG = 500_000  # characters of text from which a second process pays
Step = Callable[[], None]
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
# A fresh Python loads nothing that it does not need.
START = """
import sys
sys.path[:] = {}
from marshal import dump, load
{}
while True:
    dump(work(load(sys.stdin.buffer)), sys.stdout.buffer)
    sys.stdout.buffer.flush()
"""


def may_fork() -> bool:
    """Whether there is another core, and no other thread, whose locks a fork would inherit held."""
    return sys.platform == "linux" and cores() > 1 and native_threads() == 1


class Gone(Exception):
    """The process has ended: what it was asked for is to be made here."""


class Talk(Generic[Asked, Answer]):
    """What another process is asked, and its answers, through two pipes."""

    form: ModuleType = pickle  # what writes and reads both

    def __init__(self, asks: IO[bytes], answers: IO[bytes]) -> None:
        self._asks, self._answers = asks, answers

    def ask(self, what: Asked, *, is_last: bool = False) -> None:
        """Let it work, and end itself if it is the last thing.

        A second thing may wait until the answer to the first one is taken.
        """
        with suppress(OSError, ValueError):  # it has ended: `answer` says so
            self.form.dump(what, self._asks)
            self._asks.close() if is_last else self._asks.flush()

    def answer(self) -> Answer:
        """Return what it made of what it was asked; raises `Gone` if it has ended instead."""
        try:
            return cast(Answer, self.form.load(self._answers))
        except (OSError, EOFError, ValueError, TypeError, pickle.UnpicklingError):
            raise Gone from None

    def close(self) -> None:
        """Close the pipes."""
        for pipe in (self._asks, self._answers):
            with suppress(OSError):
                pipe.close()


class Fork(Talk[Asked, Answer]):
    """A fork of this process that calls `work` with each thing it is asked; an exception ends it.

    Raises `OSError` if the system has no process to give.
    """

    def __init__(self, work: Callable[[Asked], Answer]) -> None:
        asked, asks = os.pipe()
        answers, answered = os.pipe()
        super().__init__(os.fdopen(asks, "wb"), os.fdopen(answers, "rb"))
        try:
            with signals_wait():
                self._number = os.fork()
                if self._number == 0:
                    self.close()
                    _be_fork(work, asked, answered)
        except OSError:
            self.close()
            raise
        finally:
            os.close(asked)
            os.close(answered)

    def end(self) -> None:
        """End the process, whatever it does."""
        with suppress(OSError):
            os.kill(self._number, signal.SIGKILL)
            os.waitpid(self._number, 0)
        self.close()


class Program(Talk[Asked, Answer]):
    """A fresh Python that calls `work` with each thing it is asked, a function that `code` makes.

    These are of plain Python: lists, texts, numbers. No memory is shared: this process is not
    slowed down. Raises `OSError` if it can't be started.
    """

    form = marshal

    def __init__(self, code: str) -> None:
        command = [sys.executable, "-S", "-c", START.format(sys.path, code)]
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        super().__init__(*pipes(self._child))

    def end(self) -> None:
        """End the process, whatever it does."""
        self._child.kill()
        self.close()
        self._child.wait()

    def leave(self) -> None:
        """Leave the process to a fork of this one, that has the same pipes; it ends with that."""
        self.close()
        self._child.returncode = 0  # nobody waits for it here


def pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    """Return the pipes to and from a process that was started with both."""
    return cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)


@contextmanager
def beside(work: Callable[[], Answer]) -> Iterator[Callable[[], Answer]]:
    """Do something in a process beside this one, or in a thread; yield what returns its result.

    What it raises is raised by that, too.
    """
    with forked(work) as result:
        if result is not None:
            yield result
            return
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(work).result


@contextmanager
def forked(work: Callable[[], Answer]) -> Iterator[Callable[[], Answer] | None]:
    """Do something in a fork of this process; yield what returns its result, None without one.

    What it raises is raised by that, too.
    """
    process = _started(work)
    if process is None:
        yield None
        return

    def result() -> Answer:
        try:
            return process.answer()
        except Gone:  # killed, or what was raised there is raised here
            return work()

    try:
        yield result
    finally:
        process.end()


def in_halves(
    steps: Sequence[Step],
    made_by: Callable[[Sequence[Step]], Answer],
    take: Callable[[Answer], None],
) -> None:
    """Take steps, the later half of them in a fork of this process, if it can be forked.

    `take` adds what `made_by` has made there to what it has made here.
    """
    half = len(steps) // 2
    fork = _started(partial(made_by, steps[half:]))
    try:
        made_by(steps[:half])
        if fork is None:
            raise Gone
        made = fork.answer()
    except Gone:
        made_by(steps[half:])
    else:
        take(made)
    finally:
        if fork:
            fork.end()


def _started(work: Callable[[], Answer]) -> Fork[None, Answer] | None:
    with suppress(OSError):  # no process to be had
        if may_fork():
            process = Fork[None, Answer](lambda _: work())
            process.ask(None, is_last=True)
            return process
    return None


def _be_fork(work: Callable[[Asked], object], asked: int, answered: int) -> NoReturn:
    """Answer until the parent has closed its end, or an exception."""
    with suppress(BaseException):
        settle()
        with os.fdopen(asked, "rb") as source, os.fdopen(answered, "wb") as target:
            while True:
                pickle.dump(work(pickle.load(source)), target, pickle.HIGHEST_PROTOCOL)
                target.flush()
    os._exit(1)


@contextmanager
def signals_wait() -> Iterator[None]:
    """Let signals wait while a process forks: in the fork, the parent's handlers would have them.

    They come when it has settled.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def settle() -> None:
    """Leave behind what a fork has of its parent's libraries, whose threads were not forked.

    Collecting the parent's garbage copies its memory page by page, and collecting any waits for
    ever where a library has hooked it (JPype does): nothing is collected by itself.
    A library's handler of SIGTERM keeps the process from ending. Ctrl-C reaches every process of a
    terminal: it is the parent's to end all.
    """
    gc.disable()
    gc.freeze()
    gc.callbacks.clear()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
