"""Keeps Python's cyclic garbage collector from walking a document again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Layout makes hundreds of thousands of objects that all stay: with the usual threshold of 700 the
# collector walks them many times and frees next to nothing.
THRESHOLD = 500_000


@contextmanager
def calm_collector() -> Iterator[None]:
    """Run the garbage collector rarely within a context, and restore its state at the end.

    What exists already (modules, above all) is frozen: the collector does not look at it. If
    somebody had frozen objects before, they stay as they are. A disabled collector stays disabled.
    """
    thresholds = gc.get_threshold()
    freeze = gc.get_freeze_count() == 0
    if freeze:
        gc.freeze()
    gc.set_threshold(THRESHOLD, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        if freeze:
            gc.unfreeze()
