"""Pictures that are in their address (`data:`, RFC 2397): each becomes a file, as others are."""

from __future__ import annotations

import base64
import hashlib
import re
import struct
from pathlib import Path
from urllib.parse import unquote_to_bytes

from exporter.model import Picture
from exporter.outputs import lasting_folder
from exporter.patterns import pattern
from exporter.pictures.files import SUFFIXES, PictureError, measure

ADDRESS = pattern(r"\s*data:([^,;]*)((?:;[^,]*)?),(.*)", re.DOTALL | re.IGNORECASE)
PICTURE = pattern(r"\s*data:image/[^,]*,", re.IGNORECASE)
SHAPES = "path|rect|circle|ellipse|line|poly|text|image|use|foreignObject"  # seen of a drawing
DRAWN = pattern(f"<(?:{SHAPES})".encode())
LONG = pattern(r"(\ssrc\s*=\s*[\"'])(data:image/[\w.+-]+;base64,[\w+/=%-]{2000,})", re.IGNORECASE)
BLANK_PIXELS = 2  # a picture of so many pixels a side is there to keep a place
SHOWN = 40


def is_embedded(address: str) -> bool:
    """Whether an address holds the picture itself."""
    return bool(PICTURE.match(address))


def data_of(address: str) -> bytes:
    """Return the bytes in a `data:` address; raises `ValueError` if they are damaged."""
    match = ADDRESS.match(address)
    if match is None:
        raise ValueError(address[:SHOWN])
    raw = unquote_to_bytes(match[3])
    # Browsers do without the padding, too.
    return base64.b64decode(raw + b"===") if "base64" in match[2].lower() else raw


def embedded(address: str) -> Picture:
    """Write the picture of an address as a file that lives as long as the program; measure it.

    Its name comes from the content, so the same text makes the same book. Raises `PictureError`.
    """
    try:
        return measure(_file(address))
    except (ValueError, PictureError) as error:
        if isinstance(error, PictureError) and error.rule != "issue-picture-broken":
            raise
        message = f"the embedded picture `{address.strip()[:SHOWN]}…` can't be read"
        advice = "save it as a file and write its name"
        raise PictureError("issue-picture-broken", message, advice) from None


def _file(address: str) -> Path:
    data = data_of(address)
    media_type = address.strip()[len("data:") :].split(";")[0].split(",")[0].lower()
    digest = hashlib.blake2b(data, digest_size=6).hexdigest()
    path = lasting_folder() / f"embedded-{digest}{SUFFIXES.get(media_type, '.img')}"
    if not path.exists():
        path.write_bytes(data)
    return path


def taken_out(html: str) -> tuple[str, dict[str, Path]]:
    """Return HTML whose long embedded pictures have names for addresses, and files by these.

    So a text is as long as its words, whatever its pictures weigh.
    """
    files: dict[str, Path] = {}

    def name(match: re.Match[str]) -> str:
        try:
            file = _file(match[2])
        except ValueError:
            return match[0]
        files[file.name] = file
        return match[1] + file.name

    return (LONG.sub(name, html) if "base64," in html else html), files


def is_blank(address: str) -> bool:
    """Whether a `data:` address shows nothing: pages keep a place with it until they load."""
    try:
        data = data_of(address) if is_embedded(address) else b""
    except ValueError:
        return False
    if data[:3] == b"GIF" and len(data) >= 10:
        return _is_small(struct.unpack("<HH", data[6:10]))
    if data[:4] == b"\x89PNG" and len(data) >= 24:
        return _is_small(struct.unpack(">II", data[16:24]))
    return not data or (b"<svg" in data and not DRAWN.search(data))


def _is_small(size: tuple[int, ...]) -> bool:
    return max(size) <= BLANK_PIXELS
