"""Which issues of a site have all their files, so that those that were deleted are made again.

A folder's time changes when a file of it is removed. While the times of all folders of an issue
stay the same, nothing is looked up. They are kept in the user's cache, not in the site, which has
the same bytes on every machine.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from exporter.outputs import keep
from exporter.publication.digest import remembered, remembered_in
from exporter.publication.listing import SETTLED_NS
from exporter.publication.site.record import RECORD

Times = dict[str, int]
"""The time of each folder of an issue, in nanoseconds; -1 for one that is not there."""


class Presence:
    """The issues of the site in a folder, each by its own folder there."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._place = folder, os.fspath(folder)
        self._path = remembered_in("site", folder)
        self._known = cast("dict[str, Times]", remembered(self._path))
        self._seen: dict[str, Times] = {}

    def is_whole(self, issue: str) -> bool:
        """Whether all files of an issue are there."""
        times = self._known.get(issue)
        if times is None or self._times(issue, times) != times:
            times = self._looked_up(issue)
        if times is not None:
            self._seen[issue] = times
        return times is not None

    def keep(self, names: Iterable[str]) -> None:
        """Remember what was seen; `names` are the files that were written or removed since."""
        for issue in {"/".join(name.split("/")[:2]) for name in names}:
            times = self._looked_up(issue)
            self._seen.pop(issue, None)
            self._seen |= {issue: times} if times is not None else {}
        latest = time.time_ns() - SETTLED_NS
        seen = {issue: times for issue, times in self._seen.items() if max(times.values()) < latest}
        if self._path and seen != self._known:
            keep(self._path, json.dumps(seen).encode())

    def _looked_up(self, issue: str) -> Times | None:
        """Return the times of an issue's folders, or None if a file of its record is missing."""
        try:
            record = json.loads((self._folder / issue / RECORD).read_bytes())
            names: list[str] = record["files"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        times = self._times(issue, {name.rpartition("/")[0] for name in names})
        is_whole = all(map(os.path.isfile, (f"{self._place}/{issue}/{name}" for name in names)))
        return times if is_whole else None

    def _times(self, issue: str, folders: Iterable[str]) -> Times:
        return {name: _time(f"{self._place}/{issue}/{name}") for name in folders}


def _time(folder: str) -> int:
    # Strings instead of paths: each run checks thousands of issues.
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116
    except OSError:
        return -1
