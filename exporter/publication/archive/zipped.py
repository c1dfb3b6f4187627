"""Zip files of issues: list and unpack them within limits, never outside the folder."""

from __future__ import annotations

import shutil
import stat
import zipfile
from collections.abc import Container, Iterator
from pathlib import Path, PurePosixPath

from exporter.amounts import amount
from exporter.errors import ExporterError, UnknownSource
from exporter.guard import guarded

MOST_FILES = 20_000
MOST_BYTES = 2 * 2**30  # of an unpacked issue: scans of 100 pages are about 1 GB
MOST_TIMES = 1_000  # largest ratio of unpacked to packed size; XML and HTML reach 30


def members(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the name, and the size with checksum, of each file; raises `UnknownSource`."""
    with _opened(path) as archive:
        for info in _files(archive, path):
            yield _name(info), f"{info.file_size} {info.CRC:08x}"


def unpack(path: Path, inner: str, folder: Path, wanted: Container[str] | None = None) -> None:
    """Unpack the files below `inner` into a folder: the `wanted` ones; raises `UnknownSource`."""
    start = f"{inner}/" if inner else ""
    with _opened(path) as archive:
        for info in _files(archive, path):
            name = _name(info)
            own = name.removeprefix(start)
            if name.startswith(start) and (wanted is None or own in wanted):
                _unpack(archive, info, folder / own, path)


def _opened(path: Path) -> zipfile.ZipFile:
    with guarded(lambda why: UnknownSource(f"{path}: is not a zip file ({why})"), OSError):
        return zipfile.ZipFile(path)


def _files(archive: zipfile.ZipFile, path: Path) -> Iterator[zipfile.ZipInfo]:
    """Return the files after checking all of them; raises `UnknownSource`."""
    files = [info for info in archive.infolist() if not info.is_dir()]
    if len(files) > MOST_FILES:
        raise UnknownSource(
            f"{path}: has {amount(len(files), 'file')}, the limit is {MOST_FILES:,}"
        )
    whole = sum(info.file_size for info in files)
    if whole > MOST_BYTES:
        raise UnknownSource(f"{path}: unpacks to {whole / 1e9:.1f} GB, the limit is 2 GB")
    for info in files:
        _judge(info, path)
    return (info for info in files if not _is_rubbish(_name(info)))


def _judge(info: zipfile.ZipInfo, path: Path) -> None:
    name = _name(info)
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or ":" in parts[0] or "\0" in name:
        raise UnknownSource(f"{path}: `{name}` leads out of the folder, nothing was unpacked")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnknownSource(f"{path}: `{name}` is a link, nothing was unpacked")
    if info.flag_bits & 1:
        raise UnknownSource(f"{path}: is encrypted, save it without a password")
    if info.file_size > MOST_TIMES * max(info.compress_size, 1_000):
        raise UnknownSource(f"{path}: `{name}` looks like a ZIP bomb, nothing was unpacked")


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name of a file; one without the UTF-8 flag may be UTF-8 or GBK, not CP437."""
    name = info.filename.replace("\\", "/")
    if info.flag_bits & 0x800 or name.isascii():
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return name


def _is_rubbish(name: str) -> bool:
    """Whether a file is one that operating systems add to zip files."""
    parts = PurePosixPath(name).parts
    return parts[0] == "__MACOSX" or any(part.startswith(".") for part in parts)


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, path: Path) -> None:
    def refuse(why: str) -> ExporterError:
        return UnknownSource(f"{path}: `{_name(info)}` is damaged ({why}), save it again")

    target.parent.mkdir(parents=True, exist_ok=True)
    with guarded(refuse, OSError), archive.open(info) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file)  # zipfile gives no more than file_size bytes
