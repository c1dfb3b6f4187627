"""What was made at some cost, kept on disk: the next run of the program does not make it again.

An entry is named by the digest of all that it comes from, so the same input finds the same entry,
and any other input, program, library or font none. Entries have their own digest above: a broken
one is ignored. Several processes may read and write at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import zlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from exporter.outputs import keep, make_own, user_cache

PACKAGE = Path(__file__).parent
MOST_BYTES = 256 * 2**20  # an issue of 16 sheets with photos takes 24 MB for each profile
MOST_CHARACTERS = 2**20  # of a list of lines: then a new one is begun


@dataclass(frozen=True)
class Entries:
    """The entries in a folder; without a folder nothing is kept and nothing is found."""

    folder: Path | None = None

    def load_bytes(self, key: str) -> bytes | None:
        """Return an entry as it was kept; None if it is missing, broken, or another user's."""
        path = self._path(key)
        if path is None:
            return None
        try:
            with path.open("rb") as file:
                if not _is_own(file.fileno()):
                    return None
                digest, _, data = file.read().partition(b"\n")
            if hashlib.sha256(data).hexdigest().encode() != digest:
                return None
            os.utime(path)
        except OSError:
            return None
        return data

    def save_bytes(self, key: str, data: bytes) -> None:
        """Keep bytes; where that can't be done, nothing is kept."""
        path = self._path(key)
        if path is not None:
            keep(path, hashlib.sha256(data).hexdigest().encode() + b"\n" + data, own=True)

    def lines(self, key: str) -> list[str]:
        """Return what was added line by line under a key; nothing where any of it is broken."""
        path = self._path(key)
        with contextlib.suppress(OSError, ValueError):
            if path is not None:
                with path.open("rb") as file:
                    found = [_checked(line) for line in file] if _is_own(file.fileno()) else []
                if found and sum(map(len, found)) < MOST_CHARACTERS:
                    os.utime(path)
                    return found
        with contextlib.suppress(OSError):
            if path is not None:
                path.unlink()
        return []

    def add_line(self, key: str, line: str) -> None:
        """Add a line under a key; those of several processes come one after another."""
        path = self._path(key)
        with contextlib.suppress(OSError):
            if path is not None:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with path.open("ab", buffering=0) as file:
                    if file.tell() == 0:
                        make_own(file)
                    file.write(b"%08x %s\n" % (zlib.crc32(line.encode()), line.encode()))

    def made(self, parts: Callable[[], tuple[object, ...]], make: Callable[[], bytes]) -> bytes:
        """Return what is made of parts, or what was: kept if it is made now.

        The parts are asked for only where something is kept.
        """
        if self.folder is None:
            return make()
        key = key_of(*parts())
        data = self.load_bytes(key)
        if data is None:
            data = make()
            self.save_bytes(key, data)
        return data

    def prune(self) -> None:
        """Remove the entries that were not used for longest, until the rest is small enough."""
        if self.folder is None:
            return
        found = []
        for path in self.folder.glob("*/*"):
            with contextlib.suppress(OSError):
                about = path.stat()
                found.append((about.st_mtime_ns, about.st_size, path))
        surplus = sum(size for _, size, _ in found) - MOST_BYTES
        for _, size, path in sorted(found):
            if surplus <= 0:
                break
            surplus -= size
            with contextlib.suppress(OSError):
                path.unlink()

    def _path(self, key: str) -> Path | None:
        return self.folder / key[:2] / key if self.folder else None


def user_entries(wanted: bool = True) -> Entries:
    """Return the entries of the user, in the platform's folder for caches; none if switched off."""
    return Entries(user_cache("makeup") if wanted else None)


_used: ContextVar[Entries] = ContextVar("used", default=Entries())  # noqa: B039 - it is frozen


def used() -> Entries:
    """Return the entries of the build that is going on, for what is made outside of makeup."""
    return _used.get()


@contextlib.contextmanager
def using(entries: Entries) -> Iterator[None]:
    """Use entries for all that is made inside, and remove the oldest if there are too many."""
    token = _used.set(entries)
    try:
        yield
        entries.prune()
    finally:
        _used.reset(token)


def key_of(*parts: object) -> str:
    """Return the name of the entry that comes from these bytes, texts and other plain values."""
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()


@cache
def code_of(*folders: str) -> str:
    """Return the digest of the program in some folders of the package."""
    digest = hashlib.sha256()
    paths = (path for folder in folders for path in (PACKAGE / folder).rglob("*.py"))
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _checked(line: bytes) -> str:
    """Return a line of a list; raises `ValueError` for one that is not as it was added."""
    digest, _, text = line.removesuffix(b"\n").partition(b" ")
    if int(digest, 16) != zlib.crc32(text):
        raise ValueError
    return text.decode()


def _is_own(file: int) -> bool:
    """Whether an open file is this user's, and no other's to write: drawn sheets are pickled."""
    if not hasattr(os, "getuid"):
        return True  # the folder of such a platform is the user's own
    about = os.fstat(file)
    return about.st_uid == os.getuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
