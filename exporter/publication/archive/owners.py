"""Find the files that two issues of a store share: one has overwritten the other's."""

from __future__ import annotations

from exporter.publication.archive.record import Done


class Owners:
    """The issues of a store by the names of their files."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def add(self, done: Done) -> dict[str, str]:
        """Add the files of an issue; return the clashes with files of other issues, by key."""
        found: dict[str, str] = {}
        for file in done.outputs:
            other = self._keys.setdefault(file.name, done.key)
            if other != done.key:
                for one, two in ((done.key, other), (other, done.key)):
                    found.setdefault(one, _clash(two, file.name))
        return found


def _clash(other: str, name: str) -> str:
    return f"its file {name} has the name of one of {other}, add {{key}} to --names"
