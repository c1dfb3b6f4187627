"""The files of a site: staged first, then moved into place together.

A run writes into a hidden folder in that of the site. When all is there it writes a list of what
goes where, and only then moves the files, in a process that goes on if the run is killed. A run
that finds such a list, after a power failure, finishes it first, so nothing is lost. Files that
the site did not write stay untouched.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from exporter.errors import OutputError
from exporter.outputs import failed
from exporter.remembered import is_noted, is_remembering, note

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

STAGE = ".exporter-site"
PLAN = "plan.json"
ASSETS = "assets"  # folder of the files that issues share


class Store:
    """The folder of a site and the changes of a run; paths are relative and use `/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stage = folder / STAGE
        self.staged: dict[str, None] = {}
        self.dropped: dict[str, None] = {}
        self.ours: set[str] = set()
        self.touched: set[str] = set()  # files of this run, including unchanged ones
        self.contents: dict[str, bytes | str] = {}  # of the files of this run
        self._folders: set[str] = set()  # of the stage, known to be there
        self._lock = -1

    def begin(self) -> None:
        """Create the folder; complete the moves of a killed run.

        Raises `OutputError`, also while another run is at work on this site.
        """
        with self.errors():
            self.folder.mkdir(parents=True, exist_ok=True)
            if self._lock < 0:
                self._lock = locked(self.folder)
            if (self.stage / PLAN).is_file():
                self._apply()
            shutil.rmtree(self.stage, ignore_errors=True)
            self._folders.clear()
            self.stage.mkdir()

    def read(self, name: str) -> bytes | None:
        """Return the new content of a file: staged, or else existing."""
        for folder in (self.stage, self.folder):
            with contextlib.suppress(OSError):
                return (folder / name).read_bytes()
        return None

    def write(self, name: str, data: bytes | str) -> None:
        """Write a file, unless it exists with the same bytes.

        Raises `OutputError` if a file of somebody else has that name.
        """
        self.touched.add(name)
        self.contents[name] = data
        if self._is_noted(name, data):
            return
        content = data.encode() if isinstance(data, str) else data
        with self.errors():
            if self._is_there(name, content):
                return
            path = self.path(name)
            path.write_bytes(content)

    def path(self, name: str) -> Path:
        """Return the path where another function writes a file."""
        self.judge(name)
        path = self.stage / name
        if (folder := name.rpartition("/")[0]) not in self._folders:
            with self.errors():
                path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        self.staged[name] = None
        self.dropped.pop(name, None)
        return path

    def link(self, pattern: str, folder: Path) -> None:
        """Link the files that match a pattern, as they will be, into a folder of the same disk."""
        names = {path.relative_to(self.folder).as_posix() for path in self.folder.glob(pattern)}
        names |= {name for name in self.staged if fnmatch(name, pattern)}
        with self.errors():
            for name in names - self.dropped.keys():
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                _link((self.stage if name in self.staged else self.folder) / name, target)

    def part(self, folder: str) -> Store:
        """Return the same store for another process that makes the issue in `folder`."""
        store = Store(self.folder)
        start, top = f"{folder}/", f"{ASSETS}/"
        store.ours = {name for name in self.ours if name.startswith((start, top))}
        return store

    def adopt(self, folder: str) -> None:
        """Take the files of an issue of this site for its own, if there is no record of them."""
        found = (path for path in (self.folder / folder).rglob("*") if path.is_file())
        self.ours |= {path.relative_to(self.folder).as_posix() for path in found}

    def take(self, part: Store) -> None:
        """Take over the changes of a part."""
        self.staged |= part.staged
        self.touched |= part.touched
        for name in part.touched:
            self.dropped.pop(name, None)

    def judge(self, name: str) -> None:
        """Raise `OutputError` for a file that does not belong to the site."""
        path = self.folder / name
        if name not in self.ours and os.path.lexists(path):
            raise OutputError(
                f"{path}: is not a file of this site, move it away or choose another folder"
            )

    def discard(self, folder: str) -> None:
        """Discard the staged files of a folder of the site."""
        for name in [each for each in self.staged if each.startswith(f"{folder}/")]:
            del self.staged[name]
        self.touched = {each for each in self.touched if not each.startswith(f"{folder}/")}
        self._folders.clear()
        shutil.rmtree(self.stage / folder, ignore_errors=True)

    def drop(self, name: str) -> None:
        """Schedule a file for removal, unless it is written again."""
        if name not in self.staged:
            self.dropped[name] = None

    def _is_noted(self, name: str, data: bytes | str) -> bool:
        """Whether the last run of this process wrote the very same object there."""
        path = self.folder / name
        if name in self.staged or not is_noted(str(path), data) or not path.is_file():
            return False
        self.dropped.pop(name, None)
        return name in self.ours

    def _is_there(self, name: str, content: bytes) -> bool:
        self.dropped.pop(name, None)
        if name in self.staged or name not in self.ours:
            return False
        with contextlib.suppress(OSError):
            path = self.folder / name
            return path.stat().st_size == len(content) and path.read_bytes() == content
        return False

    def settle(self) -> None:
        """Drop staged files that are unchanged."""
        for name in list(self.staged):
            new, old = self.stage / name, self.folder / name
            with contextlib.suppress(OSError):
                if new.stat().st_size == old.stat().st_size and same_bytes(new, old):
                    new.unlink()
                    del self.staged[name]

    def commit(self) -> None:
        """Move all files into place, link targets first. Raises `OutputError`.

        A signal that comes meanwhile waits until it is done.
        """
        self.settle()
        plan = {"move": sorted(self.staged, key=_depth), "drop": sorted(self.dropped)}
        with self.errors(), uninterrupted():
            if is_remembering():  # the folder of a preview, which does not outlive it
                self._carry_out(plan)
            elif plan["move"] or plan["drop"]:
                part = self.stage / f"{PLAN}.part"
                with part.open("w", encoding="utf-8") as file:
                    json.dump(plan, file)
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(self.stage / PLAN)
                apart(self._apply)
                if (self.stage / PLAN).exists():  # this time, an error is told
                    self._apply()
            shutil.rmtree(self.stage, ignore_errors=True)
        if is_remembering():
            for name, data in self.contents.items():
                note(str(self.folder / name), data)
        self.staged.clear()
        self.dropped.clear()

    def abandon(self) -> None:
        """Discard all staged files, and let other runs in; the site is unchanged."""
        if not (self.stage / PLAN).exists():
            shutil.rmtree(self.stage, ignore_errors=True)
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def _apply(self) -> None:
        """Carry out the plan; completed steps are skipped."""
        self._carry_out(json.loads((self.stage / PLAN).read_bytes()))
        (self.stage / PLAN).unlink()

    def _carry_out(self, plan: dict[str, list[str]]) -> None:
        """Move and remove files; completed steps are skipped."""
        for name in plan["move"]:
            source, target = self.stage / name, self.folder / name
            if source.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                source.replace(target)
        for name in plan["drop"]:
            (self.folder / name).unlink(missing_ok=True)
            self._tidy((self.folder / name).parent)

    def _tidy(self, folder: Path) -> None:
        """Remove folders that became empty."""
        while folder != self.folder and folder.is_relative_to(self.folder):
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent

    @contextlib.contextmanager
    def errors(self) -> Iterator[None]:
        """Return the message for a system error."""
        try:
            yield
        except OSError as error:
            raise failed(error, self.folder) from error


def locked(folder: Path) -> int:
    """Lock a folder for this process, until it closes the handle that is returned, or ends.

    Raises `OutputError` if another one has it. Where folders can't be locked (Windows, some file
    servers), nobody is kept out, and the handle may be -1.
    """
    if fcntl is None:
        return -1
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise OutputError(
            f"{folder}: another run is at work on this site, start again when it has ended"
        ) from None
    except OSError:
        pass
    return handle


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # the file system has no links
        shutil.copyfile(source, target)


def same_bytes(one: Path, other: Path) -> bool:
    """Whether two files have the same content."""
    return one.read_bytes() == other.read_bytes()


def _depth(name: str) -> tuple[int, str]:
    """Sort key: deep files first, the front page and the catalogue last."""
    last = 1 if name in ("index.html", "catalogue.json") else 0
    return last * 100 - name.count("/"), name


def apart(work: Callable[[], None]) -> None:
    """Do something in a process of its own, which a kill of this one does not reach; wait for it.

    Where the system has no `fork`, do it here.
    """
    if not hasattr(os, "fork"):
        work()
        return
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            os.setsid()
            work()
        os._exit(0)
    os.waitpid(child, 0)


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Delay signals that end the process."""
    if not hasattr(signal, "pthread_sigmask") or (
        threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    waiting = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, waiting)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
