"""Files written completely or not at all; what aborted runs left behind is removed.

Work in progress has a name of its own, hidden, with the machine and the process in it: whoever
comes next to the folder can tell what nobody works on any more.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import os
import platform
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import IO, TypeAlias

from exporter import interruption
from exporter.errors import ExporterError, OutputError
from exporter.machine import SHORT, is_short_of_memory
from exporter.patterns import pattern

CACHE_VARIABLE = "EXPORTER_CACHE"  # a folder instead of the user's own, or off
OFF = ("off", "no", "0")
LONGEST_STEM = 30  # characters of the output's name in that of its temporary file
STALE_S = 86_400  # on a file server, nobody can ask whether another machine's process lives
TEMPORARY = pattern(r"\.exporter-([0-9a-f]{8})-(\d+)-\w{8}")
# What a file name should not have: spaces, separators, what a terminal takes for an order (C0, C1)
# or for a direction (UAX 9), and what no encoding has.
UNFIT = pattern(
    r'[\s/\\:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+'
)
ADVICE = {
    errno.ENOSPC: "free space on the disk",
    errno.EDQUOT: "free space on the disk",
    errno.EFBIG: "the disk, or a limit on it, has no room for a file of this size",
    errno.EACCES: "choose a folder that you may write to",
    errno.EPERM: "choose a folder that you may write to",
    errno.EROFS: "choose a folder that you may write to",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ENOENT: "check the folder",
}

# Begins a file: gives the one to write to.
Begin: TypeAlias = "Callable[[Path], Path]"

_written: ContextVar[list[Path] | None] = ContextVar("written", default=None)


@contextlib.contextmanager
def recorded() -> Iterator[list[Path]]:
    """Give the list of the files that are written inside, in order; hidden ones are left out."""
    written: list[Path] = []
    token = _written.set(written)
    try:
        yield written
    finally:
        _written.reset(token)


@contextlib.contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give a file beside `path` to write to; rename it to `path` if all goes well.

    On any error the old file stays as it is. Raises `OutputError` where nothing can be written,
    or where a file that is read on the way is gone: the message names the file that failed.
    """
    with together() as begin:
        yield begin(path)


@contextlib.contextmanager
def together() -> Iterator[Begin]:
    """Give what begins a file beside its path, as `beside` does; rename all, or none, at the end.

    What fails is told of the file that was begun last.
    """
    begun: list[tuple[Path, Path | None]] = []

    def begin(path: Path) -> Path:
        begun.append((path, None))
        sweep(path.parent)
        prefix = f".{path.stem[:LONGEST_STEM]}{_mark()}"
        handle, name = tempfile.mkstemp(prefix=prefix, suffix=path.suffix, dir=path.parent)
        temporary = Path(name)
        begun[-1] = path, temporary
        os.close(handle)
        return temporary

    try:
        yield begin
        umask = os.umask(0)
        os.umask(umask)
        interruption.look()
        for path, temporary in begun:
            if temporary:
                temporary.chmod(0o666 & ~umask)
                temporary.replace(path)
                _record(path)
    except OSError as error:
        if not begun:
            raise
        raise failed(error, *begun[-1]) from error
    finally:
        for _, temporary in begun:
            if temporary:
                with contextlib.suppress(OSError):
                    temporary.unlink(missing_ok=True)


def _record(path: Path) -> None:
    written = _written.get()
    if written is not None and not any(name.startswith(".") for name in path.parts[-2:]):
        written.append(path)


def real(path: Path) -> Path:
    """Return a path without links; one whose links go round in a circle as it is.

    `Path.resolve` raises `RuntimeError` for such a circle up to Python 3.12.
    """
    return Path(os.path.realpath(path))


def keep(path: Path, data: bytes, *, own: bool = False) -> None:
    """Write a file of a cache, whole; where that can't be done, nothing is kept.

    Nobody but the user may read or write a file of their `own`.
    """
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with aside.open("wb") as file:
            if own:
                make_own(file)
            file.write(data)
        aside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):  # part of it may be on a full disk
            aside.unlink()


def make_own(file: IO[bytes]) -> None:
    """Let nobody but the user read or write an open file: with a umask of 002, the group may."""
    if hasattr(os, "fchmod"):
        os.fchmod(file.fileno(), 0o600)


@contextlib.contextmanager
def temporary_folder(beside: Path | None = None) -> Iterator[Path]:
    """Give an empty folder, in `beside` or where the system has such, and remove it at the end.

    Folders of runs that were killed are removed first. Raises `OutputError` if it can't be made.
    """
    try:
        place = beside or Path(tempfile.gettempdir())
        sweep(place)
        folder = tempfile.TemporaryDirectory(prefix=_mark(), dir=place, ignore_cleanup_errors=True)
    except OSError as error:
        if beside:
            raise failed(error, beside) from None
        where = "the system's folder for temporary files"
        raise OutputError(f"{where}: can't be written ({error.strerror}), set TMPDIR") from None
    with folder as name:
        yield Path(name)


@contextlib.contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give a folder to write to; rename it to `folder` if all goes well.

    Raises `OutputError` if something is there, or nothing can be written.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(f"{folder}: already exists and is not empty, name a new folder")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with temporary_folder(folder.parent) as beside:
            made = beside / "made"
            made.mkdir()
            yield made
            if folder.exists():
                folder.rmdir()
            made.rename(folder)
    except OSError as error:
        raise failed(error, folder) from None


@cache
def lasting_folder() -> Path:
    """Return an empty folder that is removed when the program ends; the same one each time."""
    stack = contextlib.ExitStack()
    folder = stack.enter_context(temporary_folder())
    atexit.register(stack.close)
    return folder


def user_cache(name: str) -> Path | None:
    """Return the folder of what is kept for the next run, which may not exist yet; None if off."""
    told = os.environ.get(CACHE_VARIABLE, "")
    if told.lower() in OFF:
        return None
    with contextlib.suppress(RuntimeError):  # no home
        return Path(told) if told else _caches() / "issue-exporter" / name
    return None


def _caches() -> Path:
    """Return the folder of caches: XDG Base Directory Specification, or the platform's own."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    told = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # The specification: a path that is not absolute is to be ignored.
    return told if told.is_absolute() else Path.home() / ".cache"


def failed(error: OSError, path: Path, temporary: Path | None = None) -> ExporterError:
    """Word what went wrong while `path` was written, naming the file that failed."""
    advice = ADVICE.get(error.errno or 0, "check the folder")
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    if name and temporary and not TEMPORARY.search(name) and Path(name) != path:
        return OutputError(f"{name}: {error.strerror or error}, while {path} was made, try again")
    if error.errno == errno.ENOMEM or (error.errno is None and is_short_of_memory()):
        return ExporterError(SHORT)
    if error.errno is None:  # a library's: a font, a picture
        return OutputError(f"{path}: can't be made ({error}), is a file damaged, or memory short?")
    return OutputError(f"{path}: can't be written ({error.strerror or error}), {advice}")


@cache
def sweep(folder: Path) -> None:
    """Remove what ended runs have left in a folder; once a run is enough."""
    sweep_again(folder)


def sweep_again(folder: Path) -> None:
    """Remove temporary files of ended processes in a folder, including those that just ended."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            match = TEMPORARY.search(entry.name)
            if match and _is_stale(entry, match[1], int(match[2])):
                _remove(Path(entry.path))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def _mark() -> str:
    """Return the part of a name that says whose it is."""
    return f".exporter-{_machine()}-{os.getpid()}-"


@cache
def _machine() -> str:
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _is_stale(entry: os.DirEntry[str], machine: str, process: int) -> bool:
    """Whether the process that made a temporary file or folder has ended."""
    if machine == _machine():
        return not _lives(process)
    with contextlib.suppress(OSError):
        return time.time() - entry.stat(follow_symlinks=False).st_mtime > STALE_S
    return False


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # it is another user's
        return True
    return not _is_zombie(process)


def _is_zombie(process: int) -> bool:
    """Whether a process has ended, and only its parent has not asked how; known on Linux alone."""
    with contextlib.suppress(OSError):
        return b") Z " in Path(f"/proc/{process}/stat").read_bytes()
    return False
