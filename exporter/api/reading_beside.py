"""A source read in a fork of this process, while this one loads what writes its files.

To load WeasyPrint takes as long as to read an issue and to make its documents, and Python does one
thing at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from exporter.beside import forked
from exporter.options import Options
from exporter.outputs import lasting_folder
from exporter.writers.base import Writer

Read = TypeVar("Read")


def read_beside(
    read: Callable[[], Read],
    prepared: Callable[[Read, Sequence[Writer], Options], Read],
    writers: Sequence[Writer],
    options: Options,
) -> Read:
    """Return what `read` returns, or raise what it raises; load meanwhile what `writers` need.

    In the fork, what was read is `prepared` for them.
    """
    slow = [each for each in writers if each.is_to_be_loaded()]
    if not slow or options.jobs == 1:
        return read()
    lasting_folder()  # pictures in it are of this process, which removes it
    with forked(lambda: prepared(read(), slow, options)) as result:
        if result is None:
            return read()
        for each in slow:
            with suppress(Exception):  # what can't be loaded is told when the file is written
                each.load(options)
        return result()
