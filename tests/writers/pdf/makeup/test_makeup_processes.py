"""How many processes makeup takes."""

import _thread
import threading

from exporter.layouts.makeup.parallel import processes


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
