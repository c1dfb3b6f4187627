"""Calls made in several processes forked from this one, which inherit all that they need.

A process hands back what a call returned, what it raised and what WeasyPrint logged. A call may ask
something that only the calls before it decide: then its process waits until they have asked too.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, TypeVar, cast

from exporter.beside import settle, signals_wait
from exporter.engine import fence
from exporter.engine.messages import Logged, log_again, logged
from exporter.engine.patched import deep_stack
from exporter.machine import cores, native_threads

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    _Connection = Connection[object, object]

Value = TypeVar("Value")
# Asks the process that all were forked from, and waits for the answer.
Ask = Callable[[object], object]
Calls = Sequence[Callable[[Ask], object]]
# What can be answered after a call, by its number, has asked something: by the numbers of calls.
Answer = Callable[[int, object], Iterable[tuple[int, object]]]
Take = Callable[[object], object]  # is given what a call returned
PAUSES_S = (0, 0.002, 0.02, 0.1)  # before threads are counted again
MANY = 200_000  # objects that are looked through for cycles: a page leaves about 4,000
ORPHAN_S = 0.5  # how often a process looks for its parent


def processes(wanted: int, most: int) -> int:
    """Return the number of processes, `most` if that many pay.

    If `wanted` is 0, there is one for each free core.
    """
    if "fork" not in multiprocessing.get_all_start_methods() or most < 2:
        return 1
    if not fence.works("processes") or multiprocessing.current_process().daemon:
        return 1  # a daemon may start none
    if not wanted and _has_foreign_threads():
        return 1
    return max(1, min(wanted or cores(), most))


def _has_foreign_threads() -> bool:
    """Whether a library runs threads of its own, whose locks a fork would inherit held.

    The system lists a thread that has ended for a moment, longer if it is busy.
    """
    for pause in PAUSES_S:
        time.sleep(pause)
        if native_threads() <= threading.active_count():
            return False
    return True


def in_processes(
    calls: Sequence[Callable[[], Value]], number: int, helps: Sequence[Callable[[], object]] = ()
) -> list[Value]:
    """Return what calls return that ask nothing, made in `number` processes.

    A process for which no call is left helps with one that another is at: `helps` has a call for
    each, of which nothing is taken: it leaves on disk what the other process finds there.
    """
    made = [partial(_unasked, call) for call in calls]
    return asking(made, number, lambda *_: (), [partial(_unasked, each) for each in helps])


def _unasked(call: Callable[[], Value], _: Ask) -> Value:
    return call()


def asking(
    calls: Sequence[Callable[[Ask], Value]],
    number: int,
    answer: Answer,
    helps: Calls = (),
    take: Callable[[Value], object] = lambda _: None,
    kinds: Sequence[object] = (),
) -> list[Value]:
    """Return what calls return, made in `number` processes; `helps` are those of `in_processes`.

    `take` is given what a process returns as it comes, while others are at work. A process goes on
    with calls of the kind that it made last, as long as there are: what it has learned serves for
    them. `kinds` has the kind of each call. What a process was at when it was killed, for want of
    memory as a rule, is made here.
    """
    team = _Team(calls, answer, helps, cast("Take", take), kinds or [None] * len(calls))
    try:
        team.hire(min(number, len(calls)))
        team.work()
    finally:
        for each in team.workers:
            each.end()
    made = (team.found[at] if at in team.found else team.made(at) for at in range(len(calls)))
    return cast("list[Value]", [*made])


class _Team:
    """The processes, what their calls returned, and what is known for those that ask."""

    def __init__(
        self, calls: Calls, answer: Answer, helps: Calls, take: Take, kinds: Sequence[object]
    ) -> None:
        self.calls, self.answer, self.helps, self.take = calls, answer, helps, take
        self.kinds = kinds
        self.waiting: list[int] = [*range(len(calls))]
        self.unhelped = {*range(len(helps))}
        self.workers: list[_Worker] = []
        self.found: dict[int, object] = {}
        self.answers: dict[int, object] = {}

    def hire(self, most: int) -> None:
        """Fork processes until there are so many, or the system gives no more."""
        with suppress(OSError):
            while len(self.workers) < most:
                self.workers.append(_Worker([*self.calls, *self.helps]))

    def work(self) -> None:
        """Hand out the calls in order until all processes are done, or gone."""
        lost = list[int]()
        busy = {each.connection: each for each in self.workers if each.take(self._next(each))}
        while any(map(self._is_at_call, busy.values())):
            returned: list[object] = []
            for ready in wait([*busy]):
                worker = busy[cast("_Connection", ready)]
                message = worker.read()
                if isinstance(message, _Asked):
                    self.answers |= dict(self.answer(worker.at, message.question))
                    continue
                if self._is_at_call(worker):
                    if message is None:
                        lost.append(worker.at)
                    else:
                        self.found[worker.at] = message.result()
                        returned.append(self.found[worker.at])
                if message is None or not self._goes_on(worker, busy):
                    del busy[worker.connection]
            self._reply(busy.values())
            for each in returned:  # when no process waits for this one
                self.take(each)
            if busy and all(each.asks for each in busy.values()):  # for what a killed one knew
                self.found[min(lost)] = self.made(min(lost))
                lost.remove(min(lost))
                self._reply(busy.values())

    def _goes_on(self, worker: _Worker, busy: Mapping[_Connection, _Worker]) -> bool:
        return worker.take(self._next(worker)) or self._help(worker, busy)

    def _next(self, worker: _Worker) -> int:
        """Return the next call for a process, -1 if none is left."""
        if not self.waiting:
            return -1
        kind = self.kinds[worker.at] if self._is_at_call(worker) else None
        alike = (each for each in self.waiting if self.kinds[each] == kind)
        at = next(alike, self.waiting[0])
        self.waiting.remove(at)
        return at

    def _is_at_call(self, worker: _Worker) -> bool:
        """Whether a process is at a call, not at a help."""
        return worker.at in range(len(self.calls))

    def _help(self, worker: _Worker, busy: Mapping[_Connection, _Worker]) -> bool:
        """Let a process help with a call that another is at; false if it can't."""
        at = min({each.at for each in busy.values()} & self.unhelped, default=-1)
        self.unhelped.discard(at)
        return worker.take(len(self.calls) + at if at >= 0 else -1)

    def _reply(self, workers: Iterable[_Worker]) -> None:
        for each in workers:
            if each.asks and each.at in self.answers:
                each.reply(self.answers[each.at])

    def made(self, at: int) -> object:
        """Make a call in this process: all before it have asked what they ask."""

        def ask(question: object) -> object:
            self.answers |= dict(self.answer(at, question))
            return self.answers[at]

        return deep_stack(partial(self.calls[at], ask))


@dataclass(frozen=True)
class _Asked:
    """What a call asks."""

    question: object


@dataclass(frozen=True)
class _Returned:
    """What a call returned or raised, and what was logged on the way."""

    value: object
    error: Exception | None
    logged: Logged

    def result(self) -> object:
        """Return the value, or raise the error, as if the call had been made here."""
        log_again(self.logged)
        if self.error is not None:
            raise self.error
        return self.value


class _Worker:
    """A process that makes one call after another, and the parent's end of the pipe to it."""

    def __init__(self, calls: Calls) -> None:
        context = multiprocessing.get_context("fork")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(calls, theirs, os.getpid()), daemon=True)
        with signals_wait():
            self.process.start()
        theirs.close()  # the process alone has it: when it dies, the pipe ends
        self.at, self.asks = -1, False

    def take(self, at: int) -> bool:
        """Hand out a call; false if there is none, which -1 says."""
        self.at = at
        if self.at < 0:
            return False
        with suppress(OSError):  # then its pipe has ended, which is found when it is read
            self.connection.send(self.at)
        return True

    def read(self) -> _Asked | _Returned | None:
        """Read what the process says; None if it is gone."""
        try:
            message = cast("_Asked | _Returned", self.connection.recv())
        except (EOFError, OSError):
            return None
        self.asks = isinstance(message, _Asked)
        return message

    def reply(self, answer: object) -> None:
        """Answer what the process asked."""
        self.asks = False
        with suppress(OSError):
            self.connection.send(answer)

    def end(self) -> None:
        """End the process, whatever it does, and wait for nothing.

        The system takes its memory back on another core. `multiprocessing` takes note of its end
        when it starts another, and when the program ends.
        """
        self.process.kill()
        self.connection.close()


def _settle(parent: int) -> None:
    """Leave behind what a fork has of its parent, and end with it."""
    settle()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process when its parent has died, which its work does not notice."""
    while os.getppid() == parent:
        time.sleep(ORPHAN_S)
    os._exit(1)


def _work(calls: Calls, connection: _Connection, parent: int) -> None:
    """Make the calls that are asked for, in a process whose parent may have died already."""
    _settle(parent)

    def ask(question: object) -> object:
        connection.send(_Asked(question))
        return connection.recv()

    while True:
        call = calls[cast("int", connection.recv())]
        _forget()
        connection.send(_returned(partial(call, ask)))


def _forget() -> None:
    """Free what calls before have left if it is much: what they draw holds no cycle as a rule.

    What is kept after a call is of use for the next ones: it is not looked through again.
    """
    if gc.get_count()[0] > MANY:
        gc.collect()
        gc.freeze()


def _returned(call: Callable[[], object]) -> _Returned:
    with logged() as found:
        try:
            return _Returned(deep_stack(call), None, found)
        except Exception as error:
            return _Returned(None, error, found)
