"""The style sheets of a style: their values, and the files that they name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

VALUE = re.compile(r"var\(--([a-z-]+)\)")
ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)""", re.IGNORECASE)
# RFC 2606 §2: a host under .invalid exists nowhere.
BASE = "https://issue.invalid/"
FOLDER = "style"  # of a style's files in an EPUB, and for the engine
MEDIA_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


def with_values(sheet: str, values: Mapping[str, str]) -> str:
    """Put values in the place of `var(--name)`; what is not among them stays."""
    return VALUE.sub(lambda match: values.get(match[1], match[0]), sheet)


def with_files(sheet: str, folders: Sequence[Path], packed: bool) -> str:
    """Let each `url()` lead to where the file is packed, or to where the engine finds it.

    The engine's address changes with the file, for what was measured with another one is not
    wanted again.
    """

    def address(match: re.Match[str]) -> str:
        name = _name(match)
        path = find_file(name, folders)
        if path is None:
            return match[0]
        if packed:
            return f'url("{FOLDER}/{name}")'
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        return f'url("{BASE}{FOLDER}/{name}?{digest}")'

    return ADDRESS.sub(address, sheet)


def files_of(sheet: str) -> list[str]:
    """Return the names of files that the `url()`s of a sheet lead to."""
    return list(dict.fromkeys(filter(None, map(_name, ADDRESS.finditer(sheet)))))


def _name(match: re.Match[str]) -> str:
    found = next((group for group in match.groups() if group), "")
    return "" if found.startswith(("data:", "#")) else unquote(found).removeprefix("./")


def find_file(name: str, folders: Sequence[Path]) -> Path | None:
    """Return a file by its path in the nearest folder that has it; none outside of them."""
    parts = PurePosixPath(name)
    if parts.is_absolute() or parts.suffix.lower() not in MEDIA_TYPES:
        return None
    for folder in folders:
        path = (folder / parts).resolve()
        if path.is_file() and path.is_relative_to(folder.resolve()):
            return path
    return None
