"""What was measured, made up and drawn of a page, kept on disk: the next run does not do it again.

Entries are JSON, or bytes of drawn sheets.
"""

from __future__ import annotations

import contextlib
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
from exporter.kept import Entries, code_of, key_of, user_entries
from exporter.outputs import temporary_folder

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FOLDERS = "edition", "engine", "languages", "layouts", "pictures"
# Sheets are kept with operators of the one and pictures encoded by the other.
WRITERS = ("pydyf", "pillow")
Value = TypeVar("Value")
_adapters: dict[object, Any] = {}
_of_run: ContextVar[Path | None] = ContextVar("of_run", default=None)


@dataclass(frozen=True)
class Store(Entries):
    """The entries of pages in a folder."""

    def key(self, *parts: str) -> str:
        """Return the name of the entry that comes from these texts."""
        # Without what the engine replaces, texts have other lines.
        return key_of(_program() if self.folder else "", *shaping(), *parts)

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

    def save(self, key: str, value: object) -> None:
        """Keep a value; where that can't be done, nothing is kept."""
        if self.folder is not None:
            self.save_bytes(key, _adapter(type(value)).dump_json(value))


def user_store(wanted: bool = True) -> Store:
    """Return the store of the user, in the platform's folder for caches.

    If it is not `wanted` or switched off, the store of this run, or one that keeps nothing.
    """
    return Store(user_entries(wanted).folder or _of_run.get())


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


@cache
def _program() -> str:
    """Return what besides the page decides how it is measured: code, libraries and fonts."""
    return " ".join(
        map(
            str,
            (
                weasyprint_version(),
                pango_version(),
                *map(version, WRITERS),
                fonts.digest(),
                code_of(*FOLDERS),
            ),
        )
    )
