"""Whose each file of a store is: files of two issues under one name overwrite each other."""

from __future__ import annotations

from collections.abc import Iterable

from exporter.publication.archive.record import Done, Failed


class Owners:
    """The issues of a run by the names of their files."""

    def __init__(self, done: Iterable[Done]) -> None:
        self._keys = {file.name: each.key for each in done for file in each.outputs}

    def unowned(self, names: Iterable[str]) -> list[str]:
        """Return those of the names that no issue of the run has."""
        return [name for name in names if name not in self._keys]

    def clashes(self, done: Done) -> dict[str, Failed]:
        """Note the files of an issue; return both issues by key where a name is of another one."""
        found: dict[str, Failed] = {}
        for file in done.outputs:
            other = self._keys.setdefault(file.name, done.key)
            if other != done.key:
                for one, two in ((done.key, other), (other, done.key)):
                    found.setdefault(one, _clash(one, two, file.name))
        return found


def _clash(key: str, other: str, name: str) -> Failed:
    reason = f"its file {name} has the name of one of {other}, add {{key}} to --names"
    return Failed(key=key, inputs="", options="", source="", kind="source", reasons=(reason,))
