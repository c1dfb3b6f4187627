"""Whether the source of an issue has changed: the digest of its files, read only when needed.

While the size and time of every file stay the same, so does the digest, and no file is read. These
are kept in the user's cache, not beside the result, which has to be the same on every machine.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from exporter.outputs import keep, user_cache
from exporter.publication.listing import UNLISTED, Lister, Listing, files_of, is_same
from exporter.publication.sources import Source

Seen = tuple[str, str, Listing]
"""The mark of a source (see `mark_of`), its digest, and its files."""
UNSEEN: Seen = ("", "", UNLISTED)


class Digests:
    """The digests of the sources of one publication."""

    def __init__(self, folder: Path) -> None:
        self._path = remembered_in("sources", folder)
        self._known = cast("dict[str, Seen]", remembered(self._path))
        self._seen: dict[str, Seen] = {}
        self._lister = Lister(folder)

    def of(self, source: Source) -> str:
        """Return the digest of a source: names and contents of all its files."""
        known = self._known.get(source.key, UNSEEN)
        if not is_same(source.place, known[2]):
            known = self._listed(source, known)
        self._seen[source.key] = known
        return known[1]

    def _listed(self, source: Source, known: Seen) -> Seen:
        """List a source again; read it if that shows a change."""
        folders = source.parts or (source.path,)
        if source.parts:
            mark, listing = mark_of(*folders), UNLISTED
        else:
            files, listing = self._lister.listed(source.place)
            mark = text_digest(repr(files))
        value = known[1] if known[0] == mark else digest_of(*folders)
        return mark, value, listing

    def keep(self) -> None:
        """Remember what was seen; if that fails, the next run reads the files again."""
        if self._path is None or self._seen == self._known:
            return
        keep(self._path, json.dumps(self._seen).encode())


def remembered_in(kind: str, folder: Path) -> Path | None:
    """Return the file of the user's cache that has what is known of a folder, if there is one."""
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:24]
    cache = user_cache("publications")
    return cache / f"{kind}-{name}.json" if cache else None


def remembered(path: Path | None) -> dict[str, object]:
    """Return what such a file has; nothing if it can't be read."""
    try:
        found = json.loads(path.read_bytes()) if path else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def mark_of(source: Path, *others: Path) -> str:
    """Return a digest of the names, sizes and times of a source's files, without reading them."""
    found = repr(files_of(source))
    return text_digest(found + "".join(map(mark_of, others)))


def digest_of(source: Path, *others: Path) -> str:
    """Return the digest of the names and contents of all files of a source."""
    own = _digest(source, [name for name, *_ in files_of(source)])
    return text_digest(own + "".join(map(digest_of, others))) if others else own


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file, as downloads and records state it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def text_digest(text: str) -> str:
    """Return the digest of a text, which may contain undecodable bytes of file names."""
    data = text.encode("utf-8", "surrogateescape")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def common_digest(folder: Path, names: Iterable[str], *others: str) -> str:
    """Return the digest of what all issues have in common: files by name, and other texts."""
    whole = hashlib.blake2b(repr(others).encode("utf-8", "surrogateescape"), digest_size=16)
    for name in names:
        path = folder / name
        with contextlib.suppress(OSError):
            found = [file for file, *_ in files_of(path)] if path.exists() else []
            whole.update(f"{name} {_digest(path, found)}".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def _digest(source: Path, names: list[str]) -> str:
    whole = hashlib.blake2b(digest_size=16)
    for name in names:
        with (source / name if name else source).open("rb") as file:
            content = hashlib.file_digest(file, "blake2b").digest()
        whole.update(os.fsencode(name) + b"\0" + content)
    return whole.hexdigest()
