"""Files of an archive that a site can reuse: those exported from the current source."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date as Date
from pathlib import Path, PurePosixPath

from exporter.model import Neighbour
from exporter.publication.archive.record import Done, load
from exporter.publication.archive.store import Store
from exporter.publication.editions import Made, Wanted
from exporter.readers.settings import Edition
from exporter.version import PROGRAM


class Stock:
    """The files of one issue in a store, if its record is valid.

    `inputs` is the digest of the source as it is now, `making` that of the options; `folder` is
    for temporary files. `previous` is the issue before it, which its files have to name.
    """

    def __init__(
        self,
        store: Store,
        key: str,
        inputs: str,
        making: str,
        folder: Path,
        previous: Neighbour | None = None,
    ) -> None:
        self.store, self.folder = store, folder
        done = load(store, Done, [key]).get(key)
        wanted = inputs, making, PROGRAM
        is_current = done is not None and (done.inputs, done.making, done.program) == wanted
        is_placed = done is not None and _place(done.previous) == _place(previous)
        self.files = done.outputs if done and is_current and is_placed else ()

    def take(self, edition: Edition, script: str) -> Sequence[Made]:
        """Load the files of an edition; returns none of them if any digest is wrong."""
        found = []
        for file in self.files:
            if (file.edition, file.script) != (edition, script):
                continue
            data = self.store.read_all([file.name]).get(file.name, b"")
            if hashlib.sha256(data).hexdigest() != file.sha256:
                return ()
            name = PurePosixPath(file.name).name
            # The template of the archive may give files in several folders one name.
            path = self.folder / f"{file.sha256[:16]}-{name}"
            path.write_bytes(data)
            found.append(Made(path, name, Wanted(edition, script, file.page)))
        return found


def _place(issue: Neighbour | None) -> tuple[Date, str] | None:
    """Return an issue without its address, which is known in a web edition only."""
    return (issue.date, issue.number) if issue else None
