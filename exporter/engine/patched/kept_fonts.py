"""Fonts cut down to what a PDF uses of them, packed for it, and kept on disk for the next one."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset

from exporter.engine.libraries import weasyprint_version
from exporter.kept import Entries, code_of, key_of, used

if TYPE_CHECKING:
    from weasyprint.pdf.fonts import Font

HEADER = 4096  # bytes: the directory of a font's tables, with their checksums, and more
COLLECTION = b"ttcf"

Pack = Callable[[bytes], bytes]


def entry(font: Font, glyphs: Mapping[int, str], hinting: bool) -> str:
    """Return the name that a font cut down to glyphs is kept by; empty if it is not."""
    return _key(font, glyphs, hinting) if used().folder and _is_plain(font) else ""


def cut_down(
    font: Font, glyphs: Mapping[int, str], hinting: bool, pack: Pack, entries: Entries, key: str
) -> bytes:
    """Cut a font down to glyphs, or find it as it was cut before; return it packed."""
    packed = entries.load_bytes(key) if key else None
    if packed is not None:
        font.file_content = zlib.decompress(packed)
        return packed
    content = _cut(font, glyphs, hinting)
    packed = pack(content)
    if key and len(content) < _length(font):  # a font that can't be cut is reported each time
        entries.save_bytes(key, packed)
    return packed


def _cut(font: Font, glyphs: Mapping[int, str], hinting: bool) -> bytes:
    """Cut a font down; HarfBuzz's data would be copied each time that it is asked for."""
    font.clean(glyphs, hinting)
    font.file_content = content = bytes(font.file_content)
    return content


def _is_plain(font: Font) -> bool:
    """Whether HarfBuzz alone cuts a font down, and says nothing about it."""
    others = font.png or font.svg or font.colr or "fvar" in font.tables
    return bool(harfbuzz_subset) and not others


def _key(font: Font, glyphs: Mapping[int, str], hinting: bool) -> str:
    program = _versions(), code_of("engine/patched")
    numbers = " ".join(map(str, sorted(glyphs)))
    return key_of("font", *program, _content(font), bool(font.missing), hinting, numbers)


@cache
def _versions() -> tuple[str, ...]:
    """Return the versions of what cuts fonts down and packs them."""
    if not hasattr(harfbuzz, "hb_version_string"):
        ffi.cdef("const char * hb_version_string (void);")
    shaper = str(ffi.string(harfbuzz.hb_version_string()).decode())
    return weasyprint_version(), shaper, zlib.ZLIB_RUNTIME_VERSION


def _blob(font: Font) -> object:
    """Return the file of a font as HarfBuzz has it."""
    return ffi.gc(harfbuzz.hb_face_reference_blob(font.hb_face), harfbuzz.hb_blob_destroy)


def _length(font: Font) -> int:
    return int(harfbuzz.hb_blob_get_length(_blob(font)))


def _content(font: Font) -> bytes:
    """Return what changes when a font file does: the directory of its tables, and a checksum.

    The directory has checksums too, but some programs leave them as they were.
    """
    blob, length = _blob(font), _length(font)
    data = ffi.buffer(harfbuzz.hb_blob_get_data(blob, ffi.new("unsigned int *")), length)
    start = 0
    if data[: len(COLLECTION)] == COLLECTION:
        place = 12 + 4 * (font.index & 0xFFFF)
        start = int.from_bytes(data[place : place + 4], "big")
    about = b"%d %d %08x " % (length, start, zlib.crc32(data))
    return about + bytes(data[start : start + HEADER])
