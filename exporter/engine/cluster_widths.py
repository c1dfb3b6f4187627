"""The glyphs of a line of Pango: how wide each cluster of characters is."""

from __future__ import annotations

from functools import cache

from weasyprint.text.ffi import ffi


def cluster_widths(line: ffi.CData) -> dict[int, int]:
    """Return the widths of clusters in Pango units, by the byte of the text that each begins at."""
    by_byte: dict[int, int] = {}
    run = line.runs
    while run != ffi.NULL:
        item = run.data
        run = run.next
        offset, count = item.item.offset, item.glyphs.num_glyphs
        clusters = ffi.unpack(item.glyphs.log_clusters, count)
        for cluster, width in zip(clusters, _widths(item.glyphs.glyphs, count), strict=True):
            place = offset + cluster
            by_byte[place] = by_byte.get(place, 0) + width
    return by_byte


def _widths(glyphs: object, count: int) -> list[int]:
    """Return the widths of glyphs in Pango units: the second number of each `PangoGlyphInfo`."""
    size = numbers_in("PangoGlyphInfo")
    numbers: list[int] = ffi.unpack(ffi.cast("int32_t *", glyphs), size * count)
    return numbers[1::size]


@cache
def numbers_in(name: str) -> int:
    """Return how many numbers of 32 bits a structure of Pango takes."""
    return int(ffi.sizeof(name) // ffi.sizeof("int32_t"))
