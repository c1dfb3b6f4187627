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
HIDDEN = (".", "~$", "#")


def stamps(paths: Iterable[Path]) -> dict[str, Stamp]:
    """Return time and size of all files in the given folders and files, by path."""
    found: dict[str, Stamp] = {}
    for path in paths:
        for name, about in _files(path):
            if len(found) >= MOST_FILES:
                return found
            found[name] = about.st_mtime_ns, about.st_size
    return found


def stamp(path: Path) -> Stamp:
    """Return time and size of a file; raises `OSError`."""
    about = path.stat()
    return about.st_mtime_ns, about.st_size


def _files(path: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files at a path; what is deleted meanwhile is left out."""
    if path.is_dir():
        yield from _inside(str(path))
        return
    with contextlib.suppress(OSError):
        yield str(path), path.stat()


def _inside(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    # Strings and entries instead of paths: they take a third of the time, many times a second.
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        with contextlib.suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                yield from () if entry.name.startswith(".") else _inside(entry.path)
            elif not entry.name.startswith(HIDDEN) and not entry.name.endswith(PASSING):
                yield entry.path, entry.stat()


def changed(before: dict[str, Stamp], now: dict[str, Stamp]) -> list[Path]:
    """Return the paths of new, deleted and changed files."""
    names = before.keys() | now.keys()
    return sorted(Path(name) for name in names if before.get(name) != now.get(name))
