"""Convert fonts for PDF 1.4: bare outlines, without the OpenType file around them.

ISO 32000-1, table 126: `/FontFile3` of subtype OpenType came with PDF 1.6.
"""

from __future__ import annotations

import io

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Object

# ISO 32000-1, table 126: what a bare CFF is called, by the kind of its font.
BARE = {"/CIDFontType0": Name.CIDFontType0C, "/Type1": Name.Type1C}


def unwrap_fonts(pdf: pikepdf.Pdf) -> None:
    """Replace each embedded OpenType font by its outlines (CFF)."""
    done: set[tuple[int, int]] = set()
    for font in pdf.objects:
        kind = str(font.get("/Subtype")) if isinstance(font, Dictionary) else ""
        if kind not in BARE or "/FontDescriptor" not in font:
            continue
        stream = font.FontDescriptor.get("/FontFile3")
        if stream is None or stream.objgen in done or stream.get("/Subtype") != Name.OpenType:
            continue
        done.add(stream.objgen)
        _unwrap(stream, BARE[kind])


def _unwrap(stream: Object, subtype: Name) -> None:
    with TTFont(io.BytesIO(stream.read_bytes()), lazy=True) as font:
        outlines = font.reader["CFF "]
    stream.write(outlines)
    stream.Subtype = subtype
