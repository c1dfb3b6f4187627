"""Folders named by the date of the issue that they hold, as saved web editions have them.

Newer editions keep the pages, articles and pictures of a day in several: `pc/layout/202606/16`,
`pc/content/202606/16`. They are one issue.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from datetime import date as Date
from pathlib import Path

from exporter.readers.founder.day_folders import OF_A_KIND, is_page_name, parts

# A date at the end of a path: 2018/07/03, 2018-07/03, 201807/03, 2018-07-03 or 20180703.
DAY = re.compile(r"(?:^|/)(\d{4})[-/]?(\d{2})[-/]?(\d{2})$")


def is_day(path: str) -> bool:
    """Whether a path ends in a date."""
    return day_of(path) is not None


def day_of(path: str) -> Date | None:
    """Return the date that a path ends in, or None."""
    match = DAY.search(path)
    try:
        return Date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def parts_of(folder: Path) -> tuple[Path, ...]:
    """Return all folders of the issue of a day, this one first; none if it is in one folder."""
    return parts(folder) if is_day(folder.as_posix()) else ()


def whole_days(folders: Iterable[str], files: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the folders that are issues, each with all folders of its day, from names of files.

    For a zip file or a store, whose pages can't be asked for their links: where one folder of a day
    has page files, it is the issue, and all others beside it that have none belong to it.
    """
    with_pages = {
        name.rpartition("/")[0] for name in files if is_page_name(posixpath.basename(name))
    }
    kinds: dict[tuple[str, str], list[str]] = {}
    for folder in sorted(folders):
        match = OF_A_KIND.fullmatch(folder)
        kinds.setdefault((match[1] or "", match[3]) if match else ("", folder), []).append(folder)
    found: dict[str, tuple[str, ...]] = {}
    for same in kinds.values():
        pages = [folder for folder in same if folder in with_pages]
        if len(pages) == 1:
            found[pages[0]] = (pages[0], *(folder for folder in same if folder != pages[0]))
        else:
            found |= {folder: (folder,) for folder in same}
    return found
