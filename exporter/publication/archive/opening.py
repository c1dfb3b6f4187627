"""The source of an issue as files of this machine: as it is, unpacked, or loaded from a store."""

from __future__ import annotations

from pathlib import Path

from exporter.errors import UnknownSource
from exporter.publication.archive.sources import ArchiveSource
from exporter.publication.archive.store import file_system, is_remote
from exporter.publication.archive.zipped import unpack


def open_source(source: ArchiveSource, folder: Path) -> Path:
    """Return the path of a source, which is loaded and unpacked into `folder` where it has to be.

    Raises `UnknownSource` for a bad zip file, `OSError` for what is gone.
    """
    place = _loaded(source, folder) if is_remote(source.place) else Path(source.place)
    if not source.is_zipped:
        return place
    # Readers take the day from the path, where the files themselves have none.
    target = folder / "source" / source.key
    unpack(place, source.inner, target)
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
        except Exception as error:  # each library of a store has errors of its own
            raise OSError(f"{source.place}/{name}: can't be loaded ({error})") from error
    return target.with_suffix(Path(source.place).suffix) if source.is_zipped else target


def _only(folder: Path) -> Path:
    """Return the folder, or the only file in it, which is then the issue."""
    if not folder.is_dir():
        raise UnknownSource(f"{folder.name}: the zip file is empty, save it again")
    files = [path for path in folder.rglob("*") if path.is_file()]
    return files[0] if len(files) == 1 else folder
