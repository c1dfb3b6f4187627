"""Files of equal content, found without reading those that have a size of their own."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

from exporter.remembered import remembered


class EqualFiles:
    """The files asked for so far, by their size."""

    def __init__(self) -> None:
        self._sized: dict[int, list[Path]] = {}

    def first(self, path: Path) -> Path:
        """Return the first file asked for that has the same content, or `path` itself."""
        alike = self._sized.setdefault(path.stat().st_size, [])
        if path in alike:
            return path
        for each in alike:
            if _known(each) == _known(path):
                return each
        alike.append(path)
        return path


def _known(path: Path) -> bytes:
    return remembered(path, "digest", partial(_digest, path))


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").digest()
