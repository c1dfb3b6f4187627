"""The threads that make pictures fit."""

import threading
from types import SimpleNamespace

import pytest

from exporter.kept import Entries, used, using
from exporter.pictures.files import PictureError
from exporter.pictures.fit import Limit
from exporter.writers.epub.fitting import Fitted

SIZE = Limit(100)
COUNT = 20


@pytest.fixture
def started():
    """Make pictures of their numbers, number 7 broken; return jobs and threads."""
    threads = set()

    def fitted(number):
        threads.add(threading.current_thread())
        if number == 7:
            raise PictureError("issue-picture-broken", "broken", "mend it")
        return SimpleNamespace(data=bytes([number]))

    jobs = [(SimpleNamespace(fitted=lambda _, n=n: fitted(n)), SIZE) for n in range(COUNT)]
    return jobs, threads


def alive(threads):
    for thread in threads:
        thread.join(30)
    return [thread for thread in threads if thread.is_alive()]


def test_pictures_come_in_their_order_and_the_threads_end_with_the_last(started):
    """Left to the garbage collector, their end may wait for itself."""
    jobs, threads = started
    del jobs[7]
    fitted = Fitted(jobs)
    assert [fitted.take()[0] for _ in jobs] == [number for number in range(COUNT) if number != 7]
    assert threads and alive(threads) == []


def test_the_threads_end_with_a_broken_picture(started):
    jobs, threads = started
    fitted = Fitted(jobs)
    assert [fitted.take()[0] for _ in range(7)] == list(range(7))
    with pytest.raises(PictureError):
        fitted.take()
    assert threads and alive(threads) == []


def test_threads_find_what_the_build_keeps(tmp_path):
    found = []

    def fitted(_):
        found.append(used())
        return SimpleNamespace(data=b"data")

    with using(Entries(tmp_path)):
        assert Fitted([(SimpleNamespace(fitted=fitted), SIZE)]).take() == b"data"
    assert found == [Entries(tmp_path)]
