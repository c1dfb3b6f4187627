"""What was measured, made up and drawn of a page, kept on disk: the next run does not do it again.

An entry is named by the digest of all that it comes from, so the same input finds the same entry,
and any other input, program, library or font none. Entries are JSON, or bytes of drawn sheets, with
their own digest above: a broken one is ignored. Several processes may read and write
at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from exporter import fonts
from exporter.engine.libraries import pango_version, weasyprint_version
from exporter.engine.patched import shaping
from exporter.outputs import keep, temporary_folder, user_cache

if TYPE_CHECKING:
    from pydantic import TypeAdapter

PACKAGE = Path(__file__).parents[3]
MOST_BYTES = 256 * 2**20  # an issue of 16 sheets with photos takes 24 MB for each profile
# Sheets are kept with operators of the one and pictures encoded by the other.
WRITERS = ("pydyf", "pillow")
Value = TypeVar("Value")
_adapters: dict[object, Any] = {}
_of_run: ContextVar[Path | None] = ContextVar("of_run", default=None)


@dataclass(frozen=True)
class Store:
    """The entries in a folder; without a folder nothing is kept and nothing is found."""

    folder: Path | None = None

    def key(self, *parts: str) -> str:
        """Return the name of the entry that comes from these texts."""
        digest = hashlib.sha256(_program().encode() if self.folder else b"")
        # Without what the engine replaces, texts have other lines.
        for part in (*shaping(), *parts):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(b"%d:" % len(data) + data)
        return digest.hexdigest()

    def load(self, key: str, kind: type[Value]) -> Value | None:
        """Return an entry as a value of a kind; None if it is missing or broken."""
        data = self.load_bytes(key)
        if data is None:
            return None
        try:
            value: Value = _adapter(kind).validate_json(data)
        except ValueError:
            return None
        return value

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

    def save(self, key: str, value: object) -> None:
        """Keep a value; where that can't be done, nothing is kept."""
        if self.folder is not None:
            self.save_bytes(key, _adapter(type(value)).dump_json(value))

    def save_bytes(self, key: str, data: bytes) -> None:
        """Keep bytes; where that can't be done, nothing is kept."""
        path = self._path(key)
        if path is not None:
            keep(path, hashlib.sha256(data).hexdigest().encode() + b"\n" + data)

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


def user_store(wanted: bool = True) -> Store:
    """Return the store of the user, in the platform's folder for caches.

    If it is not `wanted` or switched off, the store of this run, or one that keeps nothing.
    """
    return Store((user_cache("makeup") if wanted else None) or _of_run.get())


@contextlib.contextmanager
def store_for_run() -> Iterator[None]:
    """Use one temporary store for all that is made inside; it is deleted at the end."""
    with temporary_folder() as folder:
        token = _of_run.set(folder)
        try:
            yield
        finally:
            _of_run.reset(token)


def _adapter(kind: type[Value]) -> TypeAdapter[Value]:
    if kind not in _adapters:
        from pydantic import TypeAdapter

        _adapters[kind] = TypeAdapter(kind)
    adapter: TypeAdapter[Value] = _adapters[kind]
    return adapter


def _is_own(file: int) -> bool:
    """Whether an open file is this user's, and no other's to write: drawn sheets are pickled."""
    if not hasattr(os, "getuid"):
        return True  # the folder of such a platform is the user's own
    about = os.fstat(file)
    return about.st_uid == os.getuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


@cache
def _program() -> str:
    """Return what besides the page decides how it is measured: code, libraries and fonts."""
    digest = hashlib.sha256()
    rooms = (PACKAGE / room for room in ("edition", "engine", "languages", "layouts", "pictures"))
    for path in sorted(path for room in rooms for path in room.rglob("*.py")):
        digest.update(path.read_bytes())
    return " ".join(
        map(
            str,
            (
                weasyprint_version(),
                pango_version(),
                *map(version, WRITERS),
                fonts.digest(),
                digest.hexdigest(),
            ),
        )
    )
