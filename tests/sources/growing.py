"""How the cost of work grows with its size: a ratio, which is the same on a slow machine."""

import time
from collections.abc import Callable


def growth(work: Callable[[int], object], small: int, large: int) -> float:
    """Return how many times the CPU time of the small work the large one takes.

    Each is measured three times, and the best counts.
    """
    work(small)  # what is loaded at first use does not count
    return _best(work, large) / _best(work, small)


def _best(work: Callable[[int], object], size: int) -> float:
    return min(_seconds(work, size) for _ in range(3))


def _seconds(work: Callable[[int], object], size: int) -> float:
    begin = time.process_time()
    work(size)
    return time.process_time() - begin
