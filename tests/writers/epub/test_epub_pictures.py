"""The threads that make pictures fit."""

import threading
from types import SimpleNamespace

import pytest

from exporter.pictures.files import PictureError
from exporter.pictures.fit import Limit
from exporter.writers.epub import pictures
from exporter.writers.epub.pictures import Fitted

JOBS = [(SimpleNamespace(picture=number), Limit(100)) for number in range(20)]


@pytest.fixture
def started(monkeypatch):
    """Make pictures of their numbers, number 7 broken; return the threads that did it."""
    threads = set()

    def fit(number, size):
        threads.add(threading.current_thread())
        if number == 7:
            raise PictureError("issue-picture-broken", "broken", "mend it")
        return SimpleNamespace(data=bytes([number]))

    monkeypatch.setattr(pictures, "fit", fit)
    return threads


def alive(threads):
    for thread in threads:
        thread.join(30)
    return [thread for thread in threads if thread.is_alive()]


def test_pictures_come_in_their_order_and_the_threads_end_with_the_last(started):
    """Left to the garbage collector, their end may wait for itself."""
    jobs = [job for job in JOBS if job[0].picture != 7]
    fitted = Fitted(jobs)
    assert [fitted.take()[0] for _ in jobs] == [job[0].picture for job in jobs]
    assert started and alive(started) == []


def test_the_threads_end_with_a_broken_picture(started):
    fitted = Fitted(JOBS)
    assert [fitted.take()[0] for _ in range(7)] == list(range(7))
    with pytest.raises(PictureError):
        fitted.take()
    assert started and alive(started) == []
