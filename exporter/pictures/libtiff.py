"""libtiff, with which Pillow decodes TIFF, writes what it finds broken to the terminal."""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path

MAPS = Path("/proc/self/maps")  # of Linux: the libraries that this process has loaded


@cache
def hush() -> None:
    """Keep libtiff quiet: Pillow raises an exception for each of its errors as well."""
    for path in _loaded():
        try:
            set_handler = ctypes.CDLL(path).TIFFSetErrorHandler
        except (OSError, AttributeError):
            continue
        set_handler.argtypes, set_handler.restype = [ctypes.c_void_p], ctypes.c_void_p
        set_handler(None)


def _loaded() -> set[str]:
    """Return the paths of the libtiff that is loaded; nothing on other systems than Linux."""
    try:
        lines = MAPS.read_text(errors="surrogateescape").splitlines()
    except OSError:
        return set()
    return {line.split(maxsplit=5)[5] for line in lines if "libtiff" in line.rpartition("/")[2]}
