"""How many processes makeup takes."""

import _thread
import gc
import threading

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
