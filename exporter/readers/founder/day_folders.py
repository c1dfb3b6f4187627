"""The folders of one day in which newer systems keep pages, articles and pictures.

    pc/layout/202606/16/node_01.html
    pc/content/202606/16/content_1.html
    pc/att/202606/16/1.jpg

The folder of the pages stands for the issue. The others are found by the links of the pages, so
that the folder of another newspaper beside it is never taken.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import dirname, normpath

from exporter.readers.folder.issue_files import ISSUE_FILE
from exporter.readers.founder.names import PAGE_NAME, SUFFIXES, name_of
from exporter.readers.tools import source_files
from exporter.readers.tools.natural_order import natural

# A folder of a kind and of a day, in any folder: `layout` and `202606/16`.
OF_A_KIND = re.compile(r"(?:(.*)/)?([^/]+)/(\d{4}[-/]?\d{2}[-/]?\d{2})", re.DOTALL)
ADDRESS = re.compile(rb"(?:href|src)\s*=\s*[\"']?\s*([^\"'\s<>?#]+)", re.IGNORECASE)
ABOVE = re.compile(rb"src\s*=\s*[\"']?\s*((?:\.\./|/(?!/))[^\"'\s<>?#]+)", re.IGNORECASE)
# Founder keeps pictures under res/, images/ or att/.
OF_PICTURES = re.compile(r"/(?:res|images?|img|pics?|pictures?|att|attach\w*|upload\w*)/")
MAX_BYTES = 5_000_000


def parts(folder: Path) -> tuple[Path, ...]:
    """Return the folders of the issue whose pages are in `folder`, this one first.

    Only folders of the same day are among them: those that its pages link to, one folder higher at
    most, and pictures beside them. Empty if the issue is in one folder.
    """
    # Strings: a mirror has thousands of days.
    path = os.path.abspath(folder).replace(os.sep, "/")  # noqa: PTH100
    day = OF_A_KIND.fullmatch(path)
    pages = _pages(path) if day else []
    if not day or not pages:
        return ()
    linked = _linked(path, day[3], pages)
    beside = _beside(day[1] or "", day[3])
    others = sorted(
        each
        for each in {*linked, *beside}
        if each != path and _is_part(each, is_linked=each in linked)
    )
    return tuple(map(Path, (path, *others))) if others else ()


def common_folder(folders: Iterable[Path]) -> Path:
    """Return the folder that all parts of an issue are in."""
    return Path(os.path.commonpath(list(folders)))


def pictures_above(folders: Iterable[Path]) -> dict[tuple[Path, str], Path]:
    """Return the pictures of a mirror outside the folders of a day, by file and address in it.

    They are in a folder of pictures that every day shares, in that of the kind or beside it:
    `html/images` or `images` for `html/2026-06/16`.
    """
    found: dict[tuple[Path, str], Path] = {}
    for folder in folders:
        path = os.path.abspath(folder).replace(os.sep, "/")  # noqa: PTH100
        day = OF_A_KIND.fullmatch(path)
        if not day or not day[1]:
            continue
        for name in _names(path):
            if source_files.suffix(name) in SUFFIXES:
                for address in map(os.fsdecode, set(ABOVE.findall(_content(f"{path}/{name}")))):
                    for base in _bases(address, day, path):
                        picture = normpath(f"{base}/{address}")
                        if _is_shared(picture, day[1], path):
                            found[folder / name, address] = Path(picture)
                            break
    return found


def _bases(address: str, day: re.Match[str], folder: str) -> tuple[str, ...]:
    """Return the folders that a picture may be in: a slash begins at the top of a site."""
    return (day[1], f"{day[1]}/{day[2]}") if address.startswith("/") else (folder,)


def _is_shared(picture: str, mirror: str, folder: str) -> bool:
    """Whether a file is in a folder of pictures of the mirror, outside the folder of a day."""
    is_inside = picture.startswith(f"{mirror}/") and not picture.startswith(f"{folder}/")
    above = picture.removeprefix(mirror)
    return is_inside and bool(OF_PICTURES.search(above)) and os.path.isfile(picture)  # noqa: PTH113


def is_page_name(name: str) -> bool:
    """Whether a file is named like a page file."""
    return source_files.suffix(name) in SUFFIXES and bool(PAGE_NAME.fullmatch(name_of(name)))


def _pages(folder: str) -> list[str]:
    """Return the page files of a folder by their names, in order."""
    return sorted((name for name in _names(folder) if is_page_name(name)), key=natural)


def _linked(folder: str, day: str, pages: list[str]) -> set[str]:
    """Return the folders of the day that the pages link to; the first links to articles will do."""
    highest = dirname(dirname(folder.removesuffix(f"/{day}"))).rstrip("/") + "/"
    found: set[str] = set()
    for page in pages:
        for address in set(ADDRESS.findall(_content(f"{folder}/{page}"))):
            above = os.fsdecode(address).rpartition("/")[0]
            target = normpath(f"{folder}/{above}")
            if target.endswith(f"/{day}") and target.startswith(highest):
                found.add(target)
        if any(_has_html(each) for each in found if each != folder):
            break
    return found


def _beside(above: str, day: str) -> Iterator[str]:
    """Yield the folders of the day of every kind, which may not exist."""
    for kind in _names(above or "/"):
        yield f"{above}/{kind}/{day}"


def _is_part(folder: str, is_linked: bool) -> bool:
    """Whether a folder of the same day holds articles that pages link to, or pictures."""
    names = _names(folder)
    if not names or ISSUE_FILE in names or any(map(is_page_name, names)):
        return False
    return is_linked or not _has_html(folder)


def _has_html(folder: str) -> bool:
    return any(source_files.suffix(name) in SUFFIXES for name in _names(folder))


def _names(folder: str) -> list[str]:
    """Return what is in a folder; nothing if it is missing, or a link that leads elsewhere."""
    try:
        return [] if os.path.islink(folder) else os.listdir(folder)  # noqa: PTH114, PTH208
    except OSError:
        return []


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read(MAX_BYTES)
    except OSError:
        return b""
