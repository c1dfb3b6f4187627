"""Detect changed files by time and size: polling needs no library and loses no events."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

Stamp = tuple[int, int]  # time in nanoseconds, size in bytes
MOST_FILES = 20_000
# Temporary files of editors and browsers.
PASSING = (".swp", ".swx", ".tmp", ".part", ".crdownload", "~")


def stamps(paths: Iterable[Path]) -> dict[Path, Stamp]:
    """Return time and size of all files in the given folders and files, by path."""
    found: dict[Path, Stamp] = {}
    for path in paths:
        for entry in _files(path):
            if len(found) >= MOST_FILES:
                return found
            with contextlib.suppress(OSError):  # deleted meanwhile
                found[entry] = stamp(entry)
    return found


def stamp(path: Path) -> Stamp:
    """Return time and size of a file; raises `OSError`."""
    about = path.stat()
    return about.st_mtime_ns, about.st_size


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, names, files in os.walk(path):
        names[:] = [name for name in names if not name.startswith(".")]
        for name in files:
            if not name.startswith((".", "~$", "#")) and not name.endswith(PASSING):
                yield Path(folder, name)


def changed(before: dict[Path, Stamp], now: dict[Path, Stamp]) -> list[Path]:
    """Return the paths of new, deleted and changed files."""
    return sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
