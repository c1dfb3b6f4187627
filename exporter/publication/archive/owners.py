"""Whose each file of a store is: two issues that name one file have lost one of theirs."""

from __future__ import annotations

from exporter.publication.archive.record import Done


class Owners:
    """The issues of a store by the names of their files."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def add(self, done: Done) -> dict[str, str]:
        """Note the files of an issue; say by key what is wrong where another one has its name."""
        found: dict[str, str] = {}
        for file in done.outputs:
            other = self._keys.setdefault(file.name, done.key)
            if other != done.key:
                for one, two in ((done.key, other), (other, done.key)):
                    found.setdefault(one, _clash(two, file.name))
        return found


def _clash(other: str, name: str) -> str:
    return f"its file {name} has the name of one of {other}, add {{key}} to --names"
