"""Which character codes of a font show `.notdef`, the box instead of a glyph (ISO 32000-1, 9).

If a font can't be judged (a predefined CMap, no font file, a damaged one), no code is reported.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

if TYPE_CHECKING:
    from fontTools.cffLib import CFFFontSet

Lacks = Callable[[int], bool]
"""Says of a character code whether it shows `.notdef`."""

IDENTITY = ("/Identity-H", "/Identity-V")
BASES = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
SECTION = re.compile(rb"begincid(char|range)(.*?)endcid", re.S)
CHARACTER = re.compile(rb"<([0-9a-fA-F]+)>\s*(\d+)")
RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(\d+)")
SYMBOL = 0xF000  # where cmaps of symbol fonts have their codes (9.6.6.4)


def lacking(font: Object) -> Lacks:
    """Return the function that judges the codes of a font dictionary."""
    with suppress(Exception):  # nothing is known of a damaged font; other rules report the damage
        kind = font.get("/Subtype")
        if kind == "/Type0":
            return _composite(font)
        if kind == "/TrueType":
            return _true_type(font)
        if kind in ("/Type1", "/MMType1"):
            return _type_1(font)
    return _nothing


def _nothing(_: int) -> bool:
    return False


def _composite(font: Object) -> Lacks:
    """Judge codes by the CMap, then the CIDs by the font file (9.7.4.2, 9.7.5)."""
    numbers = _cids(font["/Encoding"])
    below = font["/DescendantFonts"][0]
    if numbers is None or not _file(below):
        return _nothing
    missing = _no_glyph(below)
    return lambda code: missing(numbers(code))


def _cids(encoding: Object) -> Callable[[int], int] | None:
    """Return the function from code to CID; None for a CMap that only viewers know."""
    if isinstance(encoding, Name):
        return (lambda code: code) if encoding in IDENTITY else None
    if "/UseCMap" in encoding:
        return None
    found: dict[int, int] = {}
    for kind, text in SECTION.findall(encoding.read_bytes()):
        if kind == b"char":
            found |= {int(code, 16): int(cid) for code, cid in CHARACTER.findall(text)}
        for first, last, cid in RANGE.findall(text) if kind == b"range" else ():
            codes = range(int(first, 16), min(int(last, 16), 0xFFFF) + 1)
            found |= {code: int(cid) + at for at, code in enumerate(codes)}
    return lambda code: found.get(code, 0)


def _no_glyph(below: Object) -> Lacks:
    """Judge the CIDs of a CIDFont."""
    mapped = below.get("/CIDToGIDMap")
    if isinstance(mapped, pikepdf.Stream):
        data = mapped.read_bytes()
        return lambda cid: not any(data[2 * cid : 2 * cid + 2])
    known: Collection[int] | None = None
    if below.get("/Subtype") == "/CIDFontType0":
        with suppress(Exception):
            known = _cff_cids(_file(below))
    if known is None:
        return lambda cid: cid == 0
    return lambda cid: cid == 0 or cid not in known


def _cff_cids(data: bytes) -> Collection[int]:
    """Return the CIDs of a CFF font; without CIDs, its glyphs' numbers (9.7.4.2)."""
    top = _cff(data).topDictIndex[0]
    if not hasattr(top, "ROS"):
        return range(len(top.charset))
    return {int(name[3:]) for name in top.charset if name.startswith("cid")}


def _cff(data: bytes) -> CFFFontSet:
    """Parse a bare CFF font, or that of an OpenType file."""
    from fontTools.cffLib import CFFFontSet
    from fontTools.ttLib import TTFont

    if data[:4] == b"OTTO":
        return TTFont(io.BytesIO(data), lazy=True)["CFF "].cff
    cff = CFFFontSet()
    cff.decompile(io.BytesIO(data), None)
    return cff


def _true_type(font: Object) -> Lacks:
    """Judge the codes of a TrueType font: any way to a glyph will do (9.6.6.4)."""
    from fontTools.ttLib import TTFont

    data = _file(font)
    if not data:
        return _nothing
    file = TTFont(io.BytesIO(data), lazy=True)
    shown: set[int] = set()
    for table in file["cmap"].tables if "cmap" in file else ():
        shown |= {code for code, name in table.cmap.items() if name != ".notdef"}
    if not shown:
        return _nothing
    characters = _characters(font.get("/Encoding"))

    def lacks(code: int) -> bool:
        ways = {code, SYMBOL + code, characters.get(code, code)}
        return ways.isdisjoint(shown)

    return lacks


def _characters(encoding: Object | None) -> dict[int, int]:
    """Return the characters of a simple font's codes, as far as its encoding tells them."""
    from fontTools.agl import toUnicode

    base = encoding.get("/BaseEncoding") if isinstance(encoding, Dictionary) else encoding
    text = bytes(range(256)).decode(BASES.get(str(base), "cp1252"), "replace")
    found = dict(enumerate(map(ord, text)))
    for code, name in differences(encoding).items():
        found[code] = ord(toUnicode(name)[:1] or "\ufffd")
    return found


def differences(encoding: Object | None) -> dict[int, str]:
    """Return the names that `/Differences` gives to codes (9.6.6.1)."""
    given = encoding.get("/Differences") if isinstance(encoding, Dictionary) else None
    found: dict[int, str] = {}
    code = 0
    for one in given if isinstance(given, Array) else ():
        if isinstance(one, Name):
            found[code] = str(one)[1:]
            code += 1
        else:
            code = int(one)
    return found


def is_glyph_name(name: str) -> bool:
    """Whether the Adobe Glyph List knows a name, or it tells its character (`uni4E00`)."""
    from fontTools.agl import toUnicode

    return name == ".notdef" or bool(toUnicode(name))


def _type_1(font: Object) -> Lacks:
    """Judge the codes whose names the encoding tells: in a CFF file, and `.notdef` itself."""
    names = differences(font.get("/Encoding"))
    known: Collection[str] = ()
    with suppress(Exception):
        known = set(_cff(_file(font)).topDictIndex[0].charset) - {".notdef"}

    def lacks(code: int) -> bool:
        name = names.get(code, "")
        return name == ".notdef" or bool(name and known and name not in known)

    return lacks


def _file(font: Object) -> bytes:
    """Return the embedded font file; empty if there is none."""
    descriptor = font.get("/FontDescriptor", Dictionary())
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            return bytes(descriptor[key].read_bytes())
    return b""
