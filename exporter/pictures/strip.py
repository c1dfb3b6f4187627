"""A picture's file without what it says of camera, place and edits: the picture is not touched.

GPS positions and previews of JPEG and PNG files go; colour profiles stay.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

# APP0 (JFIF), APP2 (colour profile) and APP14 (Adobe's colour transform) say how to show it.
KEPT_MARKERS = {0xE0, 0xE2, 0xEE}
ICC = b"ICC_PROFILE\x00"
START_OF_SCAN, RESTARTS = 0xDA, range(0xD0, 0xD8)
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
DROPPED_CHUNKS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}


def strip_jpeg(data: bytes, exif: bytes = b"") -> bytes:
    """Return a JPEG without its metadata, with `exif` in its place.

    ITU-T T.81 annex B: segments up to the start of scan, from there all as it is. A file that
    is not so built comes back as it is.
    """
    segments: list[bytes] = []
    place = 2
    changed = bool(exif)
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:  # a fill byte
            place += 1
            continue
        if marker == START_OF_SCAN or marker in RESTARTS:
            break
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        segment = data[place:end]
        if _is_kept(marker, segment):
            segments.append(segment)
        else:
            changed = True
        place = end
    else:
        return data
    if not changed:
        return data
    head = [_segment(0xE1, exif)] if exif else []
    jfif = 1 if segments and segments[0][1] == 0xE0 else 0
    return b"".join([data[:2], *segments[:jfif], *head, *segments[jfif:], data[place:]])


def _is_kept(marker: int, segment: bytes) -> bool:
    if marker == 0xE2:
        return segment[4:].startswith(ICC)
    application = 0xE0 <= marker <= 0xEF or marker == 0xFE
    return marker in KEPT_MARKERS or not application


def _segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def strip_png(data: bytes) -> bytes:
    """Return a PNG without its words, times and EXIF (PNG 3rd edition §11.3)."""
    kept = [PNG_HEAD]
    for kind, chunk in _chunks(data):
        if kind not in DROPPED_CHUNKS:
            kept.append(chunk)
        if kind == b"IEND":
            return b"".join(kept)
    return data


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(PNG_HEAD)
    while place + 12 <= len(data):
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        yield data[place + 4 : place + 8], data[place:end]
        place = end
