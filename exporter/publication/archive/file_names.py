"""Names of files outside their issue's folder: an issue claims one before it writes the file.

Parts of an archive (`--shard`) and other runs do not know of each other's names; without claims,
the file of one issue would overwrite that of another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from exporter.errors import BuildFailed
from exporter.model import Frozen
from exporter.publication.archive.record import Done
from exporter.publication.archive.sources import ArchiveSource
from exporter.publication.archive.store import Store, is_remote

FOLDER = ".names"


class Claim(Frozen):
    """The name of a file in the store, the key of the issue that has it, and its source."""

    name: str
    key: str
    source: str

    @property
    def is_over(self) -> bool:
        """Whether the source of its issue is gone: it may have moved, and have another key."""
        return not is_remote(self.source) and not Path(self.source).exists()


def claim(store: Store, name: str, source: ArchiveSource) -> None:
    """Reserve a file name for an issue; raises `BuildFailed` if another issue has it."""
    if _is_own(name, source.key):
        return
    data = Claim(name=name, key=source.key, source=source.place).model_dump_json().encode()
    owner = _parsed(store.create(_path(name), data))
    if owner is None or owner.is_over:
        store.put(_path(name), data)
    elif owner.key != source.key:
        advice = "add {key} to --names"
        raise BuildFailed(f"its file {name} has the name of one of {owner.key}, {advice}")


def release(store: Store, done: Iterable[Done]) -> None:
    """Give up the names of issues that are to be exported again: their names may change."""
    keys = {
        _path(file.name): each.key
        for each in done
        for file in each.outputs
        if not _is_own(file.name, each.key)
    }
    found = store.read_all(list(keys))
    owners = {path: _parsed(data) for path, data in found.items()}
    store.remove(path for path, owner in owners.items() if owner and owner.key == keys[path])


def unclaimed(store: Store, names: Iterable[str]) -> list[str]:
    """Return those of the names that no issue has."""
    paths = {_path(name): name for name in names}
    taken = store.read_all(list(paths))
    return [name for path, name in paths.items() if path not in taken]


def _is_own(name: str, key: str) -> bool:
    """Whether a file is in its issue's own folder, where there are no others."""
    return name.startswith(f"{key}/")


def _path(name: str) -> str:
    digest = hashlib.blake2b(name.encode("utf-8", "surrogateescape"), digest_size=16)
    return f"{FOLDER}/{digest.hexdigest()}.json"


def _parsed(data: bytes) -> Claim | None:
    try:
        return Claim.model_validate_json(data)
    except ValidationError:
        return None
