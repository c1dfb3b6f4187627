"""Make the source of an issue available as local files: download and unpack it if needed."""

from __future__ import annotations

from pathlib import Path

from exporter.errors import UnknownSource
from exporter.publication.archive.sources import ArchiveSource
from exporter.publication.archive.store import file_system, is_remote
from exporter.publication.archive.zipped import unpack


def open_source(source: ArchiveSource, folder: Path) -> Path:
    """Return the local path of a source; downloads and unpacks to `folder` if needed.

    Raises `UnknownSource` for a bad zip file, `OSError` for a missing or unreadable source.
    """
    place = _loaded(source, folder) if is_remote(source.place) else Path(source.place)
    if not source.is_zipped:
        return place
    # Readers take the date from the path if the files have none.
    target = folder / "source" / source.key
    # A zip file of a store has no list of its files.
    wanted = {name for name, _ in source.files} - {""}
    unpack(place, source.inner, target, wanted or None)
    return _only(target)


def _loaded(source: ArchiveSource, folder: Path) -> Path:
    store, root = file_system(source.place)
    target = folder / "loaded" / source.key
    for name, _ in source.files:
        path = target / name if name else target.with_suffix(Path(source.place).suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            store.get_file(f"{root}/{name}".rstrip("/"), str(path))
        except FileNotFoundError:
            raise
        except Exception as error:  # each storage library has its own errors
            raise OSError(f"{source.place}/{name}: can't be downloaded ({error})") from error
    return target.with_suffix(Path(source.place).suffix) if source.is_zipped else target


def _only(folder: Path) -> Path:
    """Return the only file in a folder, or the folder if there are several."""
    if not folder.is_dir():
        raise UnknownSource(f"{folder.name}: the zip file is empty, save it again")
    files = [path for path in folder.rglob("*") if path.is_file()]
    return files[0] if len(files) == 1 else folder
