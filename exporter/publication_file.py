"""The name of publication.yaml, and where it lies: in the folder of a publication."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

PUBLICATION_FILE = "publication.yaml"
HIGHEST = 4  # folders above an issue in which its publication is looked for: 2026/06/16


def is_publication(path: Path) -> bool:
    """Whether it is the folder of a publication, or its publication.yaml."""
    return path.name == PUBLICATION_FILE or (path / PUBLICATION_FILE).is_file()


def places_above(root: Path) -> Iterator[Path]:
    """Yield where the publication.yaml of an issue may be, the nearest first."""
    for parent in list(Path(os.path.realpath(root)).parents)[:HIGHEST]:
        yield parent / PUBLICATION_FILE
