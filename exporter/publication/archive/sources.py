"""Find the issues of an archive: in publications, patterns, list files, folders and zip files."""

from __future__ import annotations

import glob
import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from exporter.errors import UnknownSource, UsageError
from exporter.publication.archive.store import file_system, is_remote
from exporter.publication.archive.zipped import members
from exporter.publication.days import is_day, parts_of, whole_days
from exporter.publication.digest import mark_of, text_digest
from exporter.publication.sources import (
    PICTURE,
    find_sources,
    open_publication,
)
from exporter.publication_file import is_publication
from exporter.readers.folder import ISSUE_FILE

LIST, ZIP = ".txt", ".zip"
DEEPEST = 6  # levels of folders to search: html/2018/07/03 and two more
WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True)
class ArchiveSource:
    """Where an issue comes from. `key` identifies it in the archive: its path below the source.

    `place` is a path or an address. `inner` is the issue's folder in a zip file. In a zip file or a
    store, `files` lists the issue's files: the name below `inner`, and a mark that changes when the
    file does. `parts` are all folders of a local issue that is in several.
    """

    key: str
    place: str
    inner: str = ""
    publication: str = ""
    files: tuple[tuple[str, str], ...] = ()
    parts: tuple[Path, ...] = ()

    @property
    def is_zipped(self) -> bool:
        """Whether it must be unpacked first."""
        return self.place.lower().endswith(ZIP)

    def mark(self) -> str:
        """Return a digest of names, sizes and times, without reading files; raises `OSError`."""
        if self.files:
            return text_digest(repr(self.files))
        return mark_of(*(self.parts or (Path(self.place),)))


def find(wanted: Iterable[str]) -> list[ArchiveSource]:
    """Return the issues of all sources, sorted by key.

    Raises `UnknownSource` for a source without issues, `UsageError` if two issues share a key.
    """
    found: dict[str, ArchiveSource] = {}
    for name in wanted:
        for source in _of(name):
            other = found.setdefault(source.key, source)
            if other != source:
                places = f"{other.place} and {source.place}"
                message = f"{places}: both have the key {source.key}"
                raise UsageError(f"{message}, export them to separate stores")
    return sorted(found.values(), key=lambda source: source.key)


def _of(name: str, listed_in: Path | None = None) -> Iterator[ArchiveSource]:
    """Yield the issues of one source; `listed_in` is the folder of the list that names it."""
    path = Path(name)
    if is_remote(name):
        return _stored(name)
    if WILD.search(name) and not path.exists():
        return _globbed(name)
    if not path.exists():
        raise UnknownSource(f"{name}: does not exist, check the name")
    if path.suffix.lower() == LIST and path.is_file() and not listed_in:
        return _listed(path)
    if is_publication(path):
        return _of_publication(path)
    return _of_path(path, listed_in or (path if path.is_dir() else path.parent))


def _of_publication(path: Path) -> Iterator[ArchiveSource]:
    publication = open_publication(path)
    folder = str(publication.folder.absolute())
    for source in find_sources(publication):
        place = str(source.path.absolute())
        yield ArchiveSource(source.key, place, publication=folder, parts=source.parts)


def _globbed(pattern: str) -> Iterator[ArchiveSource]:
    base = Path(WILD.split(pattern)[0])
    base = base if pattern.startswith(f"{base}{os.sep}") else base.parent
    paths = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - of a path that may be absolute
    if not paths:
        raise UnknownSource(f"{pattern}: matches no file or folder, check the pattern")
    for path in paths:
        yield from _of_path(Path(path), base)


def _listed(path: Path) -> Iterator[ArchiveSource]:
    """Yield the issues in a list file: one source per line, `#` starts a comment."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UnknownSource(f"{path}: is not UTF-8, save it as UTF-8") from None
    for number, line in enumerate(lines, 1):
        name = line.strip()
        if not name or name.startswith("#"):
            continue
        try:
            yield from _of(name if is_remote(name) else str(path.parent / name), path.parent)
        except UnknownSource as error:
            raise UnknownSource(f"{path}:{number}: {error}") from None


def _of_path(path: Path, base: Path) -> Iterator[ArchiveSource]:
    """Yield the issues of a file or folder, with keys relative to `base`."""
    own = _key(path, base)
    above = _key(path / "_", base).removesuffix("_")
    walked = list(_walk(path, own, above, DEEPEST)) if path.is_dir() else []
    found = [(each, key, parts_of(each)) for each, key in walked or [(path, own)]]
    taken = {part for _, _, parts in found for part in parts[1:]}
    for each, key, parts in found:
        if taken and each.absolute() in taken:
            continue
        if each.suffix.lower() == ZIP and each.is_file():
            yield from _zipped(each, key[: -len(ZIP)])
        else:
            yield ArchiveSource(key, str(each.absolute()), parts=parts)


def _walk(folder: Path, key: str, above: str, depth: int) -> Iterator[tuple[Path, str]]:
    """Yield issue folders, folders named by date, and zip files, each with its key.

    `above` is the start of the keys of what the folder holds.
    """
    try:
        is_issue = (folder / ISSUE_FILE).is_file()
        is_issue = is_issue or (is_day(key) and not _has_only_pictures(folder))
        entries = sorted(os.scandir(folder), key=_name) if depth and not is_issue else []
    except OSError:  # it may be one: reading it tells why it can't be
        is_issue, entries = True, []
    if is_issue:
        yield folder, key
    for entry in entries:
        own = above + entry.name
        if entry.name.startswith((".", "_")):
            continue
        if entry.is_dir():
            yield from _walk(Path(entry.path), own, f"{own}/", depth - 1)
        elif entry.name.lower().endswith(ZIP):
            yield Path(entry.path), own


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _has_only_pictures(folder: Path) -> bool:
    """Whether a folder holds the pictures of a day, whose pages are elsewhere."""
    names = os.listdir(folder)  # noqa: PTH208 - of thousands of folders
    return bool(names) and all(map(PICTURE.search, names))


def _key(path: Path, base: Path) -> str:
    """Return the path relative to `base`; the name of `base`; any other path without its root."""
    # With `..` resolved: a key names a folder of the store.
    whole, above = (Path(os.path.abspath(each)) for each in (path, base))  # noqa: PTH100
    if whole == above or not whole.is_relative_to(above):
        return whole.name if whole == above else "/".join(whole.parts[1:])
    return whole.relative_to(above).as_posix()


def _zipped(path: Path, key: str) -> Iterator[ArchiveSource]:
    """Yield the issues in a zip file."""
    found = list(_grouped(dict(members(path))))
    for folder, inner, files in found:
        name = f"{key}/{folder}" if len(found) > 1 else key
        yield ArchiveSource(name, str(path.absolute()), inner, files=files)


def _grouped(files: dict[str, str]) -> Iterator[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Yield each issue among the files of a zip file or store: one of an issue or date folder.

    It is the folder that names it, the one that all its files are in, and these files.
    """
    texts = (name for name in files if not PICTURE.search(name))
    folders = {folder for name in texts if (folder := _issue_folder(name, files)) is not None}
    for folder, parts in sorted(whole_days(folders or {""}, files).items()):
        inner = posixpath.commonpath(parts)
        start = f"{inner}/" if inner else ""
        within = tuple(f"{part}/" if part else "" for part in parts)
        own = {
            name.removeprefix(start): mark
            for name, mark in files.items()
            if name.startswith(within)
        }
        yield folder, inner, tuple(sorted(own.items()))


def _issue_folder(name: str, files: dict[str, str]) -> str | None:
    """Return the folder of the issue that a file belongs to, or None."""
    for folder in list(PurePosixPath(name).parents)[::-1]:
        path = "" if str(folder) == "." else str(folder)
        issue_file = f"{path}/{ISSUE_FILE}" if path else ISSUE_FILE
        if issue_file in files or is_day(path):
            return path
    return None


def _stored(url: str) -> Iterator[ArchiveSource]:
    """Yield the issues in a store: issue folders, date folders, and zip files of one issue."""
    store, root = file_system(url)
    try:
        found = store.find(root, detail=True)
    except Exception as error:  # each storage library has its own errors
        message = f"{url}: can't be read ({error}), check the address and permissions"
        raise UnknownSource(message) from error
    if not found:
        raise UnknownSource(f"{url}: is empty, check the address")
    start = root.strip("/")
    files = {
        path.lstrip("/").removeprefix(start).lstrip("/"): _seen(info)
        for path, info in found.items()
    }
    for name in files:
        if ".." in PurePosixPath(name).parts:
            raise UnknownSource(f"{url}: `{name}` leads out of the folder, rename it")
    base = url.rstrip("/")
    zips = {name for name in files if name.lower().endswith(ZIP)}
    rest = {name: mark for name, mark in files.items() if name not in zips}
    for name in sorted(zips):
        yield ArchiveSource(name[: -len(ZIP)], f"{base}/{name}", files=(("", files[name]),))
    for folder, inner, own in _grouped(rest) if rest else ():
        place = f"{base}/{inner}" if inner else base
        yield ArchiveSource(folder or PurePosixPath(start).name, place, files=own)


def _seen(info: dict[str, object]) -> str:
    """Return what a store reports about the version of a file."""
    names = ("size", "ETag", "etag", "md5Hash", "LastModified", "mtime", "created")
    return " ".join(str(info[name]) for name in names if name in info)
