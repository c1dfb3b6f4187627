"""Convert the pictures of a book in threads, a few ahead of the one being written."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from exporter.edition import Resource
from exporter.options import Options, cores
from exporter.pictures.files import PictureFile
from exporter.pictures.fit import LITE_QUALITY, LITE_SIDE, Limit

# A page is read at the size of its smallest type, a picture at a glance.
FACSIMILE_FACTOR = 1.5
MOST_THREADS = 8
AHEAD = 2


def limit(options: Options) -> Limit:
    """Return the size limit for pictures in articles."""
    if options.lite:
        return Limit(min(options.max_image, LITE_SIDE), LITE_QUALITY, lite=True)
    return Limit(options.max_image)


def facsimile_limit(options: Options) -> Limit:
    """Return the size limit for pictures of printed pages."""
    base = limit(options)
    return Limit(round(base.side * FACSIMILE_FACTOR), base.quality, base.lite)


class Fitted:
    """Makes resources fit, in the order in which `take` is called for each.

    At most `MOST_THREADS + AHEAD` pictures are in memory, however many there are. The threads end
    with the last picture: were that left to the garbage collector, it might wait for them inside
    another thread that they wait for.
    """

    def __init__(self, jobs: Iterable[tuple[Resource, Limit]]) -> None:
        self.jobs = iter(jobs)
        self.threads = min(MOST_THREADS, cores())
        self.pool = ThreadPoolExecutor(self.threads)
        self.waiting: deque[Future[PictureFile]] = deque()

    def take(self) -> bytes:
        """Return the next picture; raises `PictureError` if it can't be decoded."""
        self._submit()
        try:
            return self.waiting.popleft().result().data
        except BaseException:
            self.pool.shutdown(wait=False, cancel_futures=True)
            raise

    def _submit(self) -> None:
        """Give the threads as much work as fits in memory."""
        while len(self.waiting) < self.threads + AHEAD:
            job = next(self.jobs, None)
            if job is None:
                self.pool.shutdown(wait=False)
                return
            resource, size = job
            self.waiting.append(self.pool.submit(resource.fitted, size))
