"""Where the issues of a publication are: issue folders below its own, and what readers know."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from exporter.errors import InvalidSource, UnknownSource, UsageError
from exporter.findings import Finding, errors
from exporter.outputs import real
from exporter.publication.days import is_day, parts_of
from exporter.publication.memory import uncollected
from exporter.publication_file import PUBLICATION_FILE
from exporter.readers import find_reader
from exporter.readers.folder import ISSUE_FILE
from exporter.readers.publication import PublicationFile, PublicationHead, read_publication_file
from exporter.readers.tools.natural_order import naturally

DEEPEST = 5  # folders below that of the publication: html/2026/06/16 and one more
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|pdf)$", re.IGNORECASE)
SITE_MARK = "catalogue.json"  # what the folder of a site has, which holds no issues
SITE_MARKS = (SITE_MARK, ".exporter-site")  # the second during its first run


@dataclass(frozen=True)
class Source:
    """The source of one issue; `place` is its path, `key` that in the folder of the publication.

    `parts` are all folders of an issue that is in several, `path` first.
    """

    place: str
    key: str
    parts: tuple[Path, ...] = ()

    @cached_property
    def path(self) -> Path:
        """Its path; one is made only if asked for, because there may be thousands of issues."""
        return Path(self.place)


@dataclass(frozen=True)
class OpenPublication:
    """A publication whose publication.yaml is right, and its folder."""

    folder: Path
    head: PublicationHead
    file: PublicationFile


def open_publication(path: Path) -> OpenPublication:
    """Read the publication.yaml of a folder.

    Raises `UnknownSource` if there is none, `InvalidSource` with all that is wrong with it.
    """
    folder = path.parent if path.name == PUBLICATION_FILE else path
    if not (folder / PUBLICATION_FILE).is_file():
        raise UnknownSource(
            f"{folder}: has no {PUBLICATION_FILE}, write one with `name:` and `language:` in it"
        )
    file = read_publication_file(folder / PUBLICATION_FILE)
    if errors(file.findings) or file.head is None:
        raise InvalidSource(file.findings)
    return OpenPublication(folder, file.head, file)


@uncollected()
def find_sources(publication: OpenPublication, site: Path | None = None) -> list[Source]:
    """Return the sources of all issues in natural order; raises `InvalidSource` if there is none.

    What lies in `site`, the folder that a site of them is made in, is none; raises `UsageError`
    where one can't be told from the other.

    They are what the patterns of `issues:` name; without these, every issue folder, every folder
    named by a date, and of the other files and folders in that of the publication each one that a
    reader knows. Several folders of saved pages that make one issue of a day are one source.
    """
    patterns = publication.head.issues
    found = set(_named(publication, patterns) if patterns else _all(publication))
    if site and (own := _key_of(site, publication)):
        _judge_site(site, own, [key for key, _ in found])
        found = {each for each in found if not _is_in(each[0], own)}
    if not found:
        where = "`issues:` names nothing" if patterns else "there is no issue"
        advice = "make an issue folder in it with `exporter new`, or name its issues in `issues:`"
        finding = Finding("issue-empty", publication.file.path, 0, where, advice)
        raise InvalidSource([finding])
    days = {key: parts_of(publication.folder / key) for key, is_saved_day in found if is_saved_day}
    taken = {path for folders in days.values() for path in folders[1:]}
    keys = naturally(key for key, _ in found)
    folder = os.fspath(publication.folder)
    sources = [Source(f"{folder}/{key}", key, days.get(key, ())) for key in keys]
    return [source for source in sources if not taken or source.path.absolute() not in taken]


def _key_of(site: Path, publication: OpenPublication) -> str:
    """Return the path of a site in the folder of its publication; empty if it is elsewhere."""
    folder, root = real(site), real(publication.folder)
    if folder == root:
        raise UsageError(f"{site}: is the folder of the publication, choose another for the site")
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else ""


def _judge_site(site: Path, own: str, keys: list[str]) -> None:
    """Raise `UsageError` for a site in the folder of an issue, or one that has issues in it."""
    is_site = any((site / name).exists() for name in SITE_MARKS)
    for key in keys:
        if own.startswith(f"{key}/") or (own == key and not is_site):
            raise UsageError(f"{site}: is in the issue {key}, choose another folder for the site")
        if key.startswith(f"{own}/") and not is_site:
            raise UsageError(f"{site}: has the issue {key} in it, choose another for the site")


def _is_in(key: str, folder: str) -> bool:
    """Whether a path is a folder, or in it."""
    return key == folder or key.startswith(f"{folder}/")


_Key = tuple[str, bool]
"""The key of a source, and whether it is a folder named by a date that is no issue folder."""


def _named(publication: OpenPublication, patterns: tuple[str, ...]) -> Iterator[_Key]:
    """Yield the keys of the issues that match patterns."""
    for pattern in patterns:
        if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            line = publication.file.line("issues")
            message = f"`issues: {pattern}` leads out of the folder"
            advice = "write a pattern of paths in it, such as 2026/*"
            finding = Finding("issue-bad-value", publication.file.path, line, message, advice)
            raise InvalidSource([finding])
        for path in publication.folder.glob(pattern):
            own = path.relative_to(publication.folder)
            if not any(part.startswith(".") for part in own.parts) and own.name != PUBLICATION_FILE:
                key = (own.parent if own.name == ISSUE_FILE else own).as_posix()
                yield key, is_day(key) and not (publication.folder / key / ISSUE_FILE).is_file()


def _all(publication: OpenPublication) -> Iterator[_Key]:
    """Yield the keys of all issues in the folder of a publication."""
    for entry in _entries(publication.folder):
        keys = _issue_folders(entry.path, entry.name, DEEPEST) if entry.is_dir() else []
        yield from keys
        if not keys and _is_issue(Path(entry.path), publication):
            yield entry.name, False


def _issue_folders(folder: str, key: str, depth: int, in_day: bool = False) -> list[_Key]:
    """Return the keys of the issue folders in a folder, and of those named by a date.

    A day may have issue folders; the days in it are no issues, but those of its pictures.
    """
    # Strings instead of paths, and as few listings as possible: there may be thousands of folders.
    if os.path.isfile(f"{folder}/{ISSUE_FILE}"):  # noqa: PTH113
        return [(key, False)]
    try:
        entries = _entries(folder)
    except OSError:  # it may be one: reading it tells why it can't be
        return [(key, False)]
    if any(entry.name == SITE_MARK for entry in entries):
        return []
    is_own_day = not in_day and "/" in key and is_day(key)
    below = [
        found
        for entry in entries
        if depth and entry.is_dir()
        for found in _issue_folders(
            entry.path, f"{key}/{entry.name}", depth - 1, in_day or is_own_day
        )
    ]
    has_text = any(entry.is_file() and not PICTURE.search(entry.name) for entry in entries)
    return below or ([(key, True)] if is_own_day and has_text else [])


def _entries(folder: Path | str) -> list[os.DirEntry[str]]:
    """List a folder without hidden entries, by name."""
    with os.scandir(folder) as found:
        entries = [entry for entry in found if not entry.name.startswith((".", "_"))]
    return sorted(entries, key=lambda entry: entry.name)


def _is_issue(path: Path, publication: OpenPublication) -> bool:
    """Whether a file or folder beside the issue folders is an issue to any reader."""
    head = publication.head
    used = filter(None, (head.masthead, head.style, *head.build.embed_fonts))
    named = {PUBLICATION_FILE, *(Path(name).parts[0] for name in used)}
    if path.name in named or (path / SITE_MARK).is_file():
        return False
    if (path / "style.yaml").is_file() or path.suffix.lower() == ".yaml":
        return False
    try:
        find_reader(path)
    except UnknownSource:
        return False
    return True
