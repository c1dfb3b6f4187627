"""What a process keeps in memory that shows an issue again and again: pictures and documents.

To decode, scale and encode the pictures takes most of the time that an EPUB or a web edition takes,
and to fill in the templates of all articles most of the rest. Only the preview asks for it
(`remember`): elsewhere each is made once.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar, cast

MOST_BYTES = 128 * 2**20
TURNS = 8  # views after which what none of them asked for is dropped

Made = TypeVar("Made")


@dataclass
class _Product:
    """What was made of one object and of other values, and when it was last asked for."""

    of: object
    others: object
    value: object
    turn: int


class Products:
    """What was made of objects, as long as it is asked for; objects are told by identity."""

    def __init__(self) -> None:
        self.turn = 0
        self.known: dict[tuple[int, str], _Product] = {}
        self.last: dict[str, object] = {}
        self.lock = threading.Lock()

    def find(self, of: object, kind: str, others: object) -> _Product | None:
        """Return what was made of the same object and of equal other values."""
        with self.lock:
            found = self.known.get((id(of), kind))
            if found is None or found.of is not of or found.others != others:
                return None
            found.turn = self.turn
            return found

    def keep(self, of: object, kind: str, others: object, value: object) -> None:
        """Keep what was made, and the object with it: so no other one gets its identity."""
        with self.lock:
            self.known[id(of), kind] = _Product(of, others, value, self.turn)

    def next_turn(self) -> None:
        """Begin a view, and drop what the last ones did not ask for."""
        with self.lock:
            self.turn += 1
            oldest = self.turn - TURNS
            self.known = {key: each for key, each in self.known.items() if each.turn >= oldest}


class Memory:
    """Values by what they were made of, as many as fit, the least recently used first to go."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes, self.taken = most_bytes, 0
        self.values: OrderedDict[Hashable, bytes] = OrderedDict()
        self.lock = threading.Lock()
        self.products = Products()

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
    """Remember from now on, as long as the process lives; called again, begin another view."""
    if not _memories:
        _memories.append(Memory())
    _memories[0].products.next_turn()


def remembered_for(of: object, kind: str, others: object, make: Callable[[], Made]) -> Made:
    """Return what is made of an object, or what was, if it and the other values are the same.

    `of` is told by identity, so it must not be changed; `kind` names what is made. `others` are
    all other values that it depends on.
    """
    if not _memories:
        return make()
    products = _memories[0].products
    found = products.find(of, kind, others)
    if found is not None:
        return cast("Made", found.value)
    made = make()
    products.keep(of, kind, others, made)
    return made


def remembered(path: Path, what: Hashable, make: Callable[[], bytes]) -> bytes:
    """Return what is made of a file, or what was, if the file is still the same."""
    if not _memories:
        return make()
    memory = _memories[0]
    key = (path, stamp_of(path), what)
    known = memory.get(key)
    if known is None:
        known = make()
        memory.put(key, known)
    return known


def remembered_of(data: bytes, what: Hashable, make: Callable[[], bytes]) -> bytes:
    """Return what is made of bytes, or what was made of the same ones."""
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


def stamp_of(path: Path) -> tuple[int, int] | None:
    """Return time and size of a file; None if it has gone."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size


def as_before(kind: str, value: Made) -> Made:
    """Return the last value of a kind if it is equal: to compare it again is then quick."""
    if not _memories:
        return value
    last = _memories[0].products.last
    if last.get(kind) == value:
        return cast("Made", last[kind])
    last[kind] = value
    return value


def note(kind: str, value: object) -> None:
    """Remember the last value of a kind."""
    if _memories:
        _memories[0].products.last[kind] = value


def is_noted(kind: str, value: object) -> bool:
    """Whether the last value of a kind that was noted is this very object."""
    return bool(_memories) and _memories[0].products.last.get(kind) is value
