"""Calls in several processes: how many, what they hand back, and what they ask."""

import _thread
import gc
import logging
import multiprocessing
import os
import signal
import threading
import time
from unittest.mock import Mock

import pytest

from exporter.layouts import workers
from exporter.layouts.workers import asking, in_processes, processes


class Box:
    """One of those that name each other."""

    def __init__(self):
        self.itself = self


def boxes():
    return sum(isinstance(each, Box) for each in gc.get_objects())


@pytest.mark.parametrize(("number", "left"), [(99, 99), (1_001, 0)])
def test_what_a_page_leaves_behind_is_gone_when_the_next_begins_if_it_is_much(
    monkeypatch, number, left
):
    """The sheets of an issue took 90 MB more where each process kept the boxes of all its pages."""
    monkeypatch.setattr(workers, "MANY", 1_000)
    assert in_processes([lambda: len([Box() for _ in range(number)]), boxes], 1) == [number, left]


def test_no_hook_of_a_library_is_called_when_garbage_is_collected():
    """Those of the library of Java wait for a thread that was not forked."""
    gc.callbacks.append(print)
    try:
        assert in_processes([lambda: len(gc.callbacks)], 1) == [0]
    finally:
        gc.callbacks.remove(print)


def test_what_a_killed_process_was_at_is_made_here():
    """A pool waits for ever for what its process was at when the system killed it."""
    parent = os.getpid()

    def dying():
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return "made"

    calls = [dying, *(lambda number=number: number for number in range(4))]
    assert in_processes(calls, 2) == ["made", 0, 1, 2, 3]
    assert in_processes([dying, dying, dying], 2) == ["made"] * 3


def test_what_no_process_can_be_made_for_is_made_here(monkeypatch):
    monkeypatch.setattr(os, "fork", Mock(side_effect=BlockingIOError))
    assert in_processes([lambda: 1, lambda: 2], 2) == [1, 2]


def test_a_daemon_starts_no_processes():
    """Python lets it have no children: a PDF could not be made in one."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    daemon = context.Process(target=lambda: there.send(processes(2, 2)), daemon=True)
    daemon.start()
    assert here.recv() == 1
    daemon.join()


def test_what_a_process_raises_is_raised():
    with pytest.raises(ZeroDivisionError):
        in_processes([lambda: 1, lambda: 1 / 0], 2)


def test_what_a_process_logs_is_logged_here(caplog):
    def complain():
        logging.getLogger("weasyprint").error("no %s", "picture")
        return os.getpid()

    assert os.getpid() not in in_processes([complain, complain], 2)
    assert [(each.levelname, each.getMessage()) for each in caplog.records] == [
        ("ERROR", "no picture")
    ] * 2


def waiting(folder, name):
    """Wait for a file that another process leaves; return whether it has come."""
    for _ in range(500):
        if (folder / name).exists():
            return True
        time.sleep(0.01)
    return False


def test_a_process_without_a_call_helps_with_one_that_is_made(tmp_path):
    def helped(number):
        with (tmp_path / f"{number}-{os.getpid()}").open("a") as file:
            file.write("helped\n")
        (tmp_path / f"{number}").touch()

    def made():
        found = waiting(tmp_path, "0")
        time.sleep(0.1)  # the other process could help again
        return found

    calls = [made, lambda: "made"]
    helps = [lambda number=number: helped(number) for number in range(2)]
    assert in_processes(calls, 2, helps) == [True, "made"]
    assert not (tmp_path / "1").exists()
    assert not (tmp_path / f"0-{os.getpid()}").exists()
    assert [path.read_text() for path in tmp_path.glob("0-*")] == ["helped\n"]


@pytest.mark.parametrize("end", [lambda: 1 / 0, lambda: os.kill(os.getpid(), signal.SIGKILL)])
def test_what_becomes_of_a_help_is_nothing_to_the_calls(tmp_path, end):
    def helped():
        (tmp_path / "0").touch()
        end()

    calls = [lambda: waiting(tmp_path, "0"), lambda: "made"]
    assert in_processes(calls, 2, [helped, helped]) == [True, "made"]


def test_nobody_waits_for_a_help(tmp_path):
    calls = [lambda: waiting(tmp_path, "begun"), lambda: "made"]

    def helped():
        (tmp_path / "begun").touch()
        time.sleep(60)
        (tmp_path / "ended").touch()

    assert in_processes(calls, 2, [helped, helped]) == [True, "made"]
    assert not (tmp_path / "ended").exists()


class Sums:
    """Answers each call with the sum of what the calls before it have asked with."""

    def __init__(self):
        self.asked = {}

    def answer(self, at, number):
        self.asked[at] = number
        known = (each for each in range(9) if all(before in self.asked for before in range(each)))
        return [(each, sum(self.asked[before] for before in range(each))) for each in known]


def numbered(calls, number):
    return asking(calls, number, Sums().answer)


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_a_call_is_answered_when_all_before_it_have_asked(number):
    calls = [lambda ask, size=size: (size, ask(size)) for size in (3, 1, 4, 1, 5)]
    assert numbered(calls, number) == [(3, 0), (1, 3), (4, 4), (1, 8), (5, 9)]


@pytest.mark.parametrize("dying", [(0,), (1,), (0, 1), (4,), (1, 2, 4)])
def test_what_a_killed_process_did_not_ask_is_asked_here(dying):
    parent = os.getpid()

    def call(ask, size):
        if size in dying and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return ask(size)

    calls = [lambda ask, size=size: call(ask, size) for size in range(5)]
    assert numbered(calls, 2) == [0, 0, 1, 3, 6]


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("dying", [(), (0,), (1,), (0, 1, 2, 3)])
def test_calls_that_wait_for_the_first_are_answered_when_it_has_told(number, dying):
    parent = os.getpid()

    def call(ask, own):
        if own in dying and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return own, ask(None if own else "told")

    def answer(_, told):
        return [(at, told) for at in range(4)] if told else ()

    calls = [lambda ask, own=own: call(ask, own) for own in range(4)]
    assert asking(calls, number, answer) == [(own, "told") for own in range(4)]


def test_what_a_process_returns_is_taken_while_others_are_at_work(tmp_path):
    """The last process waits for it."""
    calls = [lambda _: "first", lambda _: waiting(tmp_path, "taken")]
    taken = []

    def take(value):
        taken.append(value)
        (tmp_path / "taken").touch()

    assert asking(calls, 2, lambda *_: (), take=take) == taken == ["first", True]


def test_a_process_goes_on_with_calls_of_the_kind_that_it_has_made(tmp_path):
    def call(_, own):
        (tmp_path / str(own)).touch()
        if own < 2:
            waiting(tmp_path, str(1 - own))  # so that each process makes one of these
        return os.getpid(), time.monotonic_ns()

    calls = [lambda ask, own=own: call(ask, own) for own in range(8)]
    kinds = ["a", "b", "b", "b", "b", "a", "a", "a"]
    made = asking(calls, 2, lambda *_: (), kinds=kinds)
    for own in (0, 1):
        pid, _ = made[own]
        mine = sorted((each[1], kinds[at]) for at, each in enumerate(made) if each[0] == pid)
        alike = [kind == kinds[own] for _, kind in mine]
        assert alike == sorted(alike, reverse=True)


def test_processes_that_are_asked_for_are_taken():
    assert processes(2, 6) == 2
    assert processes(2, 1) == 1


def test_no_process_is_forked_beside_threads_of_a_library():
    hold, held = _thread.allocate_lock(), threading.Event()
    hold.acquire()

    def wait():
        held.set()
        hold.acquire()

    _thread.start_new_thread(wait, ())  # unknown to `threading`, as a library's are
    try:
        assert held.wait(10)
        assert processes(0, 6) == 1
    finally:
        hold.release()


def test_a_thread_that_has_just_ended_is_no_reason_to_work_alone(monkeypatch):
    found = [2, 2, 1]
    monkeypatch.setattr(workers, "native_threads", lambda: found.pop(0))
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(workers, "cores", lambda: 2)
    assert processes(0, 2) == 2
    assert found == []


def test_a_thread_of_a_library_that_stays_is(monkeypatch):
    monkeypatch.setattr(workers, "PAUSES_S", (0, 0))
    monkeypatch.setattr(workers, "native_threads", lambda: threading.active_count() + 1)
    assert processes(0, 2) == 1


def test_nobody_waits_until_the_memory_of_a_process_is_free(monkeypatch):
    def pid():
        time.sleep(0.05)  # so that each process makes one
        return os.getpid()

    with monkeypatch.context() as patched:
        patched.setattr("multiprocessing.process.BaseProcess.join", Mock())
        made = in_processes([pid, pid], 2)
        assert not multiprocessing.process.BaseProcess.join.called
    for _ in range(500):
        if not {each.pid for each in multiprocessing.active_children()} & {*made}:
            break
        time.sleep(0.01)
    assert not {each.pid for each in multiprocessing.active_children()} & {*made}
