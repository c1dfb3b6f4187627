"""Where an archive is stored: a folder, or any address fsspec supports, like `s3://bucket/news`.

Files are written atomically: by a rename in a folder, by a single PUT in an object store.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from exporter.amounts import amount
from exporter.errors import ExporterError, MissingDependency, OutputError, UsageError
from exporter.outputs import failed, sweep_again, temporary_folder

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

# Bytes of the largest file written by a single PUT: the limit of S3.
LARGEST_PUT = 5 * 2**30
MARK = ".exporter-archive.json"
HINT = "pip install 'issue-exporter[archive]'"


class Store(Protocol):
    """The files of an archive; names are relative and use `/`."""

    url: str
    """The folder or address, for another process to open."""
    is_shared: bool
    """Whether other processes can open it."""

    def begin(self) -> None:
        """Check that the store is writable; raises `OutputError`."""

    def end(self) -> None:
        """Remove temporary files left by killed workers."""

    def workspace(self) -> contextlib.AbstractContextManager[Path]:
        """Return a temporary folder for files that are then `put`."""

    def read_all(self, names: list[str]) -> dict[str, bytes]:
        """Return the contents of the files that exist, by name; raises `OutputError`."""

    def put(self, name: str, data: bytes | Path) -> None:
        """Write a file atomically; a `data` on disk may be moved. Raises `OutputError`."""

    def create(self, name: str, data: bytes) -> bytes:
        """Write a file unless there is one; return what it has now. Raises `OutputError`."""

    def compare(self, name: str, size: int, sha256: str) -> str:
        """Return how a file differs from its size (bytes) and SHA-256; empty if it matches."""

    def remove(self, names: Iterable[str]) -> None:
        """Remove files; missing ones are ignored."""

    def names(self, ending: str) -> list[str]:
        """Return the names of all files that end in `ending`, sorted."""


def open_store(url: str) -> Store:
    """Open a store; raises `UsageError` or `MissingDependency`."""
    return RemoteStore(url) if is_remote(url) else FolderStore(Path(url.removeprefix("file://")))


def is_remote(url: str) -> bool:
    """Whether it is an address, not a local path."""
    return "://" in url and not url.startswith("file://")


class FolderStore:
    """A store in a folder."""

    is_shared = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.url = str(self.folder)

    def begin(self) -> None:
        """Create the folder and check that it is writable."""
        with self._errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        with self.workspace():
            pass

    def end(self) -> None:
        """Remove the hidden folders of killed workers."""
        sweep_again(self.folder)

    @contextlib.contextmanager
    def workspace(self) -> Iterator[Path]:
        """Return a hidden folder in the store, from which files are moved into place.

        Does not create the store: a worker on another machine must not create one of its own.
        """
        with temporary_folder(beside=self.folder) as folder:
            yield folder

    def read_all(self, names: list[str]) -> dict[str, bytes]:
        """Return the contents of the files that exist, by name."""
        found = {}
        for name in names:
            with (
                self._errors(self.folder / name),
                contextlib.suppress(FileNotFoundError, NotADirectoryError),
            ):
                found[name] = (self.folder / name).read_bytes()
        return found

    def put(self, name: str, data: bytes | Path) -> None:
        """Write a file to a temporary folder and move it into place."""
        path = self.folder / name
        with self._errors(path), self.workspace() as folder:
            path.parent.mkdir(parents=True, exist_ok=True)
            part = data if isinstance(data, Path) else folder / path.name
            if isinstance(data, bytes):
                part.write_bytes(data)
            try:
                part.replace(path)
            except OSError:  # made on another disk
                shutil.copyfile(part, folder / path.name)
                (folder / path.name).replace(path)

    def create(self, name: str, data: bytes) -> bytes:
        """Write a file unless there is one; return what it has now."""
        path = self.folder / name
        with self._errors(path), self.workspace() as folder:
            path.parent.mkdir(parents=True, exist_ok=True)
            part = folder / path.name
            part.write_bytes(data)
            try:
                path.hardlink_to(part)  # unlike a rename, fails if there is one
            except FileExistsError:
                return path.read_bytes()
            except OSError:  # a file system without links
                return self._created(path, data)
        return data

    def _created(self, path: Path, data: bytes) -> bytes:
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            return path.read_bytes()
        return data

    def compare(self, name: str, size: int, sha256: str) -> str:
        """Return how a file differs from its size (bytes) and SHA-256; empty if it matches."""
        path = self.folder / name
        if not path.is_file():
            return f"{path}: is gone"
        with self._errors(path):
            return _compared(str(path), path.read_bytes(), size, sha256)

    def remove(self, names: Iterable[str]) -> None:
        """Remove files, and folders that become empty."""
        for name in names:
            path = self.folder / name
            with self._errors(path):
                path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                path.parent.rmdir()

    def names(self, ending: str) -> list[str]:
        """Return the names of all files that end in `ending`, sorted."""
        found = (path.relative_to(self.folder) for path in self.folder.rglob(f"*{ending}"))
        return sorted(
            path.as_posix()
            for path in found
            if not path.parts[0].startswith(".") and (self.folder / path).is_file()
        )

    @contextlib.contextmanager
    def _errors(self, path: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise failed(error, path) from error


class RemoteStore:
    """A store that fsspec opens, such as `s3://bucket/news` or `memory://news`."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.is_shared = not url.startswith("memory://")
        self.files, self.root = file_system(self.url)

    def begin(self) -> None:
        """Check that the store is writable by putting a marker file."""
        self.put(MARK, b'{"format": 1}\n')

    def end(self) -> None:
        """Do nothing: an interrupted PUT leaves no file."""

    def workspace(self) -> contextlib.AbstractContextManager[Path]:
        """Return a folder in the system's temporary directory."""
        return temporary_folder()

    def read_all(self, names: list[str]) -> dict[str, bytes]:
        """Return the contents of the files that exist, by name, read in one request."""
        paths = [self._path(name) for name in names]
        with self._errors(self.url):
            found = self.files.cat(paths, on_error="return") if paths else {}
        by_path = {path.lstrip("/"): data for path, data in found.items()}
        results = {
            name: by_path.get(path.lstrip("/")) for name, path in zip(names, paths, strict=True)
        }
        for data in results.values():
            if isinstance(data, Exception) and not isinstance(data, FileNotFoundError):
                raise refused(self.url, data)
        return {name: data for name, data in results.items() if isinstance(data, bytes)}

    def put(self, name: str, data: bytes | Path) -> None:
        """Write a file with a single PUT."""
        content = data.read_bytes() if isinstance(data, Path) else data
        with self._errors(f"{self.url}/{name}"):
            if self.url.startswith("s3://"):
                self.files.pipe_file(self._path(name), content, chunksize=LARGEST_PUT)
            else:
                self.files.pipe_file(self._path(name), content)

    def create(self, name: str, data: bytes) -> bytes:
        """Write a file unless there is one, with a conditional PUT; return what it has now."""
        path = self._path(name)
        with self._errors(f"{self.url}/{name}"):
            try:
                self.files.pipe_file(path, data, mode="create")
            except FileExistsError:
                return bytes(self.files.cat_file(path))
        return data

    def compare(self, name: str, size: int, sha256: str) -> str:
        """Return how a file differs from its size (bytes) and SHA-256; empty if it matches."""
        where = f"{self.url}/{name}"
        with self._errors(where):
            try:
                data = self.files.cat_file(self._path(name))
            except FileNotFoundError:
                return f"{where}: is gone"
        return _compared(where, data, size, sha256)

    def remove(self, names: Iterable[str]) -> None:
        """Remove files."""
        for name in names:
            with self._errors(f"{self.url}/{name}"), contextlib.suppress(FileNotFoundError):
                self.files.rm_file(self._path(name))

    def names(self, ending: str) -> list[str]:
        """Return the names of all files that end in `ending`, sorted."""
        with self._errors(self.url):
            self.files.invalidate_cache()
            found = self.files.find(self.root)
        names = (path.lstrip("/").removeprefix(f"{self.root.strip('/')}/") for path in found)
        return sorted(name for name in names if name.endswith(ending))

    def _path(self, name: str) -> str:
        return f"{self.root.rstrip('/')}/{name}"

    @contextlib.contextmanager
    def _errors(self, where: str) -> Iterator[None]:
        try:
            yield
        except ExporterError:
            raise
        except Exception as error:  # each storage library has its own errors
            raise refused(where, error) from error


def _compared(where: str, data: bytes, size: int, sha256: str) -> str:
    if len(data) != size:
        return f"{where}: has {amount(len(data), 'byte')}, its record says {size:,}"
    is_same = hashlib.sha256(data).hexdigest() == sha256
    return "" if is_same else f"{where}: has changed since it was recorded"


def refused(where: str, error: BaseException) -> OutputError:
    """Return the error for a failed request to a store."""
    words = " ".join(str(error).split()) or type(error).__name__
    advice = "check the address and permissions"
    return OutputError(f"{where}: the store can't be used ({words}), {advice}")


def file_system(url: str) -> tuple[AbstractFileSystem, str]:
    """Return the file system of an address, and the path in it.

    Raises `MissingDependency` if a package is missing, `UsageError` for an unknown protocol.
    """
    try:
        from fsspec.core import url_to_fs

        return url_to_fs(url)  # type: ignore[no-any-return]
    except ImportError as error:
        package = error.name or "fsspec"
        raise MissingDependency(f"{url}: needs the package {package}: {HINT}") from None
    except ValueError as error:
        advice = "use a folder or an address such as s3://bucket/news"
        raise UsageError(f"{url}: is not a supported store ({error}), {advice}") from None
    except Exception as error:  # each storage library has its own errors
        raise refused(url, error) from error
