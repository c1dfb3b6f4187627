"""The files of a source with their sizes and times, without listing folders that did not change.

The status of a folder changes with each name that comes or goes, that of a file with each write,
and nobody can set back the time of that change (ctime): POSIX asks for it, and the file systems of
Linux keep to it. Others may not (FAT, object stores shown as folders), so there every folder is
listed each time.
"""

from __future__ import annotations

import os
import re
import time
from functools import cached_property
from pathlib import Path

OCTAL = re.compile(r"\\([0-7]{3})")  # spaces and tabs in MOUNTS
MOUNTS = Path("/proc/self/mountinfo")  # proc(5)
KEEP_TIMES = {"btrfs", "ext2", "ext3", "ext4", "f2fs", "overlay", "tmpfs", "xfs", "zfs"}
SETTLED_NS = 2_000_000_000  # clocks of file systems tick so slowly that a change may be missed

File = tuple[str, int, int]
"""The path of a file in its source, its size, and its time in nanoseconds."""
Listing = tuple[str, int]
"""The paths of all folders and files, a line each, and the hash of the times of their changes."""
UNLISTED: Listing = ("", 0)


class Lister:
    """Lists the sources in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _device(self) -> int:
        """The device whose folders keep their times; -1 if they may not."""
        return self._folder.stat().st_dev if kind_of_system(self._folder) in KEEP_TIMES else -1

    def listed(self, source: str) -> tuple[list[File], Listing]:
        """List a source; return its files, and what tells the next time whether they changed."""
        started = time.time_ns()
        folders: list[str] = []
        files = files_of(source, folders)
        names = [*folders, *(name for name, *_ in files)]
        if self._device < 0 or not folders or any("\n" in name for name in names):
            return files, UNLISTED
        try:
            found = [os.stat(f"{source}/{name}") for name in names]  # noqa: PTH116
        except OSError:
            return files, UNLISTED
        if any(each.st_dev != self._device for each in found):
            return files, UNLISTED
        changed = tuple(each.st_ctime_ns for each in found)
        if max(changed) >= started - SETTLED_NS:
            return files, UNLISTED
        return files, ("\n".join(names), hash(changed))


def is_same(source: str, known: Listing) -> bool:
    """Whether a source that was listed before has the same files; a new list tells where not."""
    names, before = known
    if not names:
        return False
    stat = os.stat  # texts instead of paths: each run looks at thousands
    try:
        changed = tuple([stat(f"{source}/{name}").st_ctime_ns for name in names.split("\n")])
    except OSError:
        return False
    return hash(changed) == before


def files_of(source: Path | str, folders: list[str] | None = None) -> list[File]:
    """List a source: all its files in order, hidden ones left out; a file is the one of itself.

    Its folders, the empty ones too, are added to `folders`.
    """
    found: list[File] = []
    waiting = [(os.fspath(source), "")]
    try:
        while waiting:
            folder, above = waiting.pop()
            with os.scandir(folder) as entries:
                if folders is not None:
                    folders.append(above)
                for entry in entries:
                    if (name := entry.name)[0] == ".":
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((entry.path, f"{above}{name}/"))
                    elif entry.is_file():
                        status = entry.stat()
                        found.append((above + name, status.st_size, status.st_mtime_ns))
    except NotADirectoryError:
        status = os.stat(source)  # noqa: PTH116
        return [("", status.st_size, status.st_mtime_ns)]
    return sorted(found)


def kind_of_system(folder: Path) -> str:
    """Return the kind of the file system that a folder is on, such as `ext4`; empty if unknown."""
    try:
        lines = MOUNTS.read_text().splitlines()
    except OSError:
        return ""
    found = folder.resolve()
    kind, longest = "", -1
    for line in lines:
        place, _, system = line.partition(" - ")
        mount = Path(OCTAL.sub(lambda match: chr(int(match[1], 8)), place.split(" ")[4]))
        if len(mount.parts) >= longest and found.is_relative_to(mount):
            kind, longest = system.split(" ")[0], len(mount.parts)
    return kind
