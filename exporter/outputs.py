"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from exporter.errors import OutputError


@contextlib.contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give a file beside `path` to write to; rename it to `path` if all goes well.

    On any error the old file stays as it is. Raises `OutputError` where nothing can be written.
    """
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{path.stem[:40]}-", suffix=path.suffix, dir=path.parent
        )
        os.close(handle)
    except OSError as error:
        raise OutputError(
            f"{path}: can't be written ({error.strerror}), check the folder"
        ) from None
    temporary = Path(name)
    try:
        yield temporary
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        temporary.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: can't be written ({error.strerror}), check the folder"
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
