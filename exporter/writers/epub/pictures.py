"""The pictures of a book, made fit in threads, a few ahead of the one that is written."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from exporter.content.fit import LITE_QUALITY, LITE_SIDE, Limit, fit
from exporter.content.pictures import PictureFile
from exporter.edition import Resource
from exporter.writers import Options

# A page is read at the size of its smallest type, a picture at a glance.
FACSIMILE_FACTOR = 1.5
MOST_THREADS = 8
AHEAD = 2


def limit(options: Options) -> Limit:
    """Return how large the pictures of articles may be."""
    if options.lite:
        return Limit(min(options.max_image, LITE_SIDE), LITE_QUALITY, lite=True)
    return Limit(options.max_image)


def facsimile_limit(options: Options) -> Limit:
    """Return how large the pictures of printed pages may be."""
    base = limit(options)
    return Limit(round(base.side * FACSIMILE_FACTOR), base.quality, base.lite)


class Fitted:
    """Makes resources fit, in the order in which `take` is called for each.

    At most `MOST_THREADS + AHEAD` pictures are in memory, however many there are.
    """

    def __init__(self, jobs: Iterable[tuple[Resource, Limit]]) -> None:
        self.files = self._files(list(jobs))

    def take(self) -> bytes:
        """Return the next picture; raises `PictureError` if it can't be decoded."""
        return next(self.files).data

    def _files(self, jobs: list[tuple[Resource, Limit]]) -> Iterator[PictureFile]:
        threads = min(MOST_THREADS, os.cpu_count() or 1)
        with ThreadPoolExecutor(threads) as pool:
            waiting: deque[Future[PictureFile]] = deque()
            for resource, size in jobs:
                waiting.append(pool.submit(fit, resource.picture, size))
                if len(waiting) >= threads + AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
