"""Converted pictures, kept in memory by a process that shows an issue again and again.

To decode, scale and encode the pictures takes most of the time that an EPUB or a web edition takes.
Only the preview asks for it (`remember`): elsewhere each picture is made once.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from hashlib import sha256
from pathlib import Path

MOST_BYTES = 128 * 2**20


class Memory:
    """Values by what they were made of, as many as fit, the least recently used first to go."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes, self.taken = most_bytes, 0
        self.values: OrderedDict[Hashable, bytes] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: Hashable) -> bytes | None:
        """Return a value, if it is remembered."""
        with self.lock:
            if key in self.values:
                self.values.move_to_end(key)
            return self.values.get(key)

    def put(self, key: Hashable, value: bytes) -> None:
        """Remember a value."""
        with self.lock:
            self.taken += len(value) - len(self.values.pop(key, b""))
            self.values[key] = value
            while self.taken > self.most_bytes:
                self.taken -= len(self.values.popitem(last=False)[1])


_memories: list[Memory] = []


def remember() -> None:
    """Remember pictures from now on, as long as the process lives."""
    if not _memories:
        _memories.append(Memory())


def remembered(path: Path, what: Hashable, make: Callable[[], bytes]) -> bytes:
    """Return what is made of a file, or what was, if the file is still the same."""
    if not _memories:
        return make()
    memory = _memories[0]
    key = (path, _stamp(path), what)
    known = memory.get(key)
    if known is None:
        known = make()
        memory.put(key, known)
    return known


def remembered_of(data: bytes, what: Hashable, make: Callable[[], bytes]) -> bytes:
    """Return what is made of a picture, or what was made of the same bytes."""
    if not _memories:
        return make()
    memory, key = _memories[0], (sha256(data).digest(), what)
    known = memory.get(key)
    if known is None:
        known = make()
        memory.put(key, known)
    return known


def is_remembering() -> bool:
    """Whether this process shows an issue again and again."""
    return bool(_memories)


def _stamp(path: Path) -> tuple[int, int] | None:
    """Return time and size of a file; None if it has gone."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size
