"""How many processes makeup takes."""

import _thread
import gc
import os
import signal
import threading
from unittest.mock import Mock

import pytest

from exporter.layouts.makeup.parallel import _in_processes, processes


class Box:
    """One of those that name each other."""

    def __init__(self):
        self.itself = self


def boxes():
    return sum(isinstance(each, Box) for each in gc.get_objects())


def test_what_a_page_leaves_behind_is_gone_when_the_next_begins():
    """The sheets of an issue took 90 MB more where each process kept the boxes of all its pages."""
    assert _in_processes([lambda: Box().itself is None, boxes], 1) == [False, 0]


def test_no_hook_of_a_library_is_called_when_garbage_is_collected():
    """Those of the library of Java wait for a thread that was not forked."""
    gc.callbacks.append(print)
    try:
        assert _in_processes([lambda: len(gc.callbacks)], 1) == [0]
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
    assert _in_processes(calls, 2) == ["made", 0, 1, 2, 3]
    assert _in_processes([dying, dying, dying], 2) == ["made"] * 3


def test_what_no_process_can_be_made_for_is_made_here(monkeypatch):
    monkeypatch.setattr(os, "fork", Mock(side_effect=BlockingIOError))
    assert _in_processes([lambda: 1, lambda: 2], 2) == [1, 2]


def test_what_a_process_raises_is_raised():
    with pytest.raises(ZeroDivisionError):
        _in_processes([lambda: 1, lambda: 1 / 0], 2)


def test_processes_that_are_asked_for_are_taken():
    assert processes(2, 12) == 2
    assert processes(2, 3) == 1


def test_no_process_is_forked_beside_threads_of_a_library():
    hold, held = _thread.allocate_lock(), threading.Event()
    hold.acquire()

    def wait():
        held.set()
        hold.acquire()

    _thread.start_new_thread(wait, ())  # unknown to `threading`, as a library's are
    try:
        assert held.wait(10)
        assert processes(0, 12) == 1
    finally:
        hold.release()
