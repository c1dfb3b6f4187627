"""Fonts of a PDF: name, kind, whether embedded, and how wide its glyphs are (ISO 32000-1, 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pikepdf import Array, Dictionary, Object

from exporter.checks.pdf.glyphs import Lacks, differences, is_glyph_name, lacking

FILES = ("/FontFile", "/FontFile2", "/FontFile3")
SUBSET = re.compile(r"^[A-Z]{6}\+")
# CMaps that every viewer knows (ISO 32000-1, table 118).
PREDEFINED = frozenset(
    f"{name}-{direction}"
    for name in (
        "GB-EUC GBpc-EUC GBK-EUC GBKp-EUC GBK2K UniGB-UCS2 UniGB-UTF16 B5pc HKscs-B5 ETen-B5 "
        "ETenms-B5 CNS-EUC UniCNS-UCS2 UniCNS-UTF16 83pv-RKSJ 90ms-RKSJ 90msp-RKSJ 90pv-RKSJ "
        "Add-RKSJ EUC Ext-RKSJ UniJIS-UCS2 UniJIS-UCS2-HW UniJIS-UTF16 UniJIS2004-UTF16 KSC-EUC "
        "KSCms-UHC KSCms-UHC-HW KSCpc-EUC UniKS-UCS2 UniKS-UTF16 Identity"
    ).split()
    for direction in "HV"
) | {"H", "V"}
HEXES = re.compile(rb"<([0-9a-fA-F]+)>")
CHARACTER = re.compile(rb"<[^>]*>\s*(<[^>]*>)")
RANGE = re.compile(rb"<[^>]*>\s*<[^>]*>\s*(<[^>]*>|\[[^\]]*\])")
BLOCKS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.S)
COLLECTIONS = {"GB1", "CNS1", "Japan1", "Korea1"}  # Adobe's: their CIDs have known characters
SYMBOL_FONTS = {"Symbol", "ZapfDingbats"}
SYMBOLIC = 4  # of a font's /Flags (ISO 32000-1, table 123)


@dataclass(frozen=True)
class Font:
    """The data of a font that preflight needs; widths in thousandths of its size."""

    name: str
    kind: str  # Type0, Type1, TrueType, Type3, MMType1
    embedded: bool
    unicode: bool  # its text can be read: a ToUnicode map, or a standard encoding
    code_bytes: int = 1
    vertical: bool = False
    widths: dict[int, float] = field(default_factory=dict, compare=False)
    default_width: float = 0.0
    dictionary: Object = field(default_factory=Dictionary, compare=False, repr=False)
    known: dict[bytes, float] = field(default_factory=dict, compare=False, repr=False)
    boxes: dict[bytes, bool] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def lacks(self) -> Lacks:
        """The function that tells whether a code shows `.notdef`."""
        return lacking(self.dictionary)

    def shows_notdef(self, text: bytes) -> bool:
        """Return whether a string shows `.notdef`, the box instead of a missing glyph."""
        if text not in self.boxes:
            self.boxes[text] = any(map(self.lacks, self.codes(text)))
        return self.boxes[text]

    @property
    def family(self) -> str:
        """Name without the tag of a subset."""
        return SUBSET.sub("", self.name)

    def codes(self, text: bytes) -> Iterator[int]:
        """Yield the character codes of a string."""
        if self.code_bytes == 1:
            yield from text
        else:
            for start in range(0, len(text) - 1, 2):
                yield text[start] << 8 | text[start + 1]

    def width(self, text: bytes) -> float:
        """Return how wide a string is, in thousandths of the size; justified text repeats them."""
        width = self.known.get(text)
        if width is None:
            widths, default = self.widths, self.default_width
            width = sum(widths.get(code, default) for code in self.codes(text))
            self.known[text] = width
        return width


def parse_font(thing: Object) -> Font:
    """Return the font of a font dictionary; raises ValueError if it is not a font."""
    if not isinstance(thing, Dictionary):
        raise ValueError("a font is a dictionary")
    kind = str(thing.get("/Subtype", "/Type1"))[1:]
    name = str(thing.get("/BaseFont", thing.get("/Name", "/nameless")))[1:]
    if kind == "Type0":
        return _composite(thing, name)
    descriptor = thing.get("/FontDescriptor")
    return Font(
        name,
        kind,
        kind == "Type3" or _has_file(descriptor),
        "/ToUnicode" in thing or _readable(thing, kind, name),
        widths=_simple_widths(thing),
        default_width=_missing_width(descriptor),
        dictionary=thing,
    )


def _composite(thing: Object, name: str) -> Font:
    descendants = thing.get("/DescendantFonts")
    if not isinstance(descendants, Array) or not len(descendants):
        raise ValueError(f"the font {name} has no descendant")
    below = descendants[0]
    encoding = thing.get("/Encoding")
    cmap = str(encoding)[1:] if not isinstance(encoding, Dictionary) else ""
    return Font(
        name,
        "Type0",
        _has_file(below.get("/FontDescriptor")),
        "/ToUnicode" in thing or _is_known(cmap, below),
        2,
        cmap.endswith("-V") or cmap == "V",
        _composite_widths(below.get("/W")),
        float(below.get("/DW", 1000)),
        dictionary=thing,
    )


def descendant(font: Object) -> Object:
    """Return the CIDFont of a composite font; an empty dictionary if it is another font."""
    below = font.get("/DescendantFonts")
    return below[0] if isinstance(below, Array) and len(below) else Dictionary()


def unicode_values(cmap: bytes) -> set[int]:
    """Return the single values that a ToUnicode map has: of a range, the first (9.10.3)."""
    found: set[int] = set()
    for kind, block in BLOCKS.findall(cmap):
        entries = (CHARACTER if kind == b"char" else RANGE).findall(block)
        texts = (text for entry in entries for text in HEXES.findall(entry))
        found |= {int(text, 16) for text in texts if len(text) == 4}
    return found


def collection(holder: Object) -> tuple[str, str]:
    """Return registry and ordering of the characters of a CIDFont or CMap (9.7.3)."""
    info = holder.get("/CIDSystemInfo")
    if not isinstance(info, Dictionary):
        return "", ""
    return str(info.get("/Registry", "")), str(info.get("/Ordering", ""))


def _is_known(cmap: str, below: Object) -> bool:
    """Whether a CMap or the character collection tells which characters codes are (9.10.2)."""
    return bool(cmap and not cmap.startswith("Identity")) or collection(below)[1] in COLLECTIONS


def _has_file(descriptor: Object | None) -> bool:
    return isinstance(descriptor, Dictionary) and any(file in descriptor for file in FILES)


def _readable(thing: Object, kind: str, name: str) -> bool:
    """Return whether the codes of a simple font have names that are known (ISO 14289-1, 7.21.7).

    The names that a Type 1 font file gives to its glyphs are taken to be such.
    """
    if kind == "Type3":
        names = differences(thing.get("/Encoding")).values()
        return bool(names) and all(map(is_glyph_name, names))
    descriptor = thing.get("/FontDescriptor")
    flags = int(descriptor.get("/Flags", 32)) if isinstance(descriptor, Dictionary) else 32
    named = kind != "TrueType" or SUBSET.sub("", name) in SYMBOL_FONTS or "/Encoding" in thing
    return named or not flags & SYMBOLIC


def _simple_widths(thing: Object) -> dict[int, float]:
    widths = thing.get("/Widths")
    if not isinstance(widths, Array):
        return dict.fromkeys(range(256), 500.0)  # one of the 14 standard fonts: near enough
    first = int(thing.get("/FirstChar", 0))
    return {first + index: float(width) for index, width in enumerate(widths)}


def _missing_width(descriptor: Object | None) -> float:
    return float(descriptor.get("/MissingWidth", 0)) if isinstance(descriptor, Dictionary) else 0.0


def _composite_widths(given: Object | None) -> dict[int, float]:
    """Read `/W`: `first [w w …]` and `first last w` (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    items = list(given) if isinstance(given, Array) else []
    at = 0
    while at + 1 < len(items):
        first = int(items[at])
        if isinstance(items[at + 1], Array):
            widths |= {first + index: float(w) for index, w in enumerate(items[at + 1])}
            at += 2
        elif at + 2 < len(items):
            last = min(int(items[at + 1]), first + 0xFFFF)
            widths |= dict.fromkeys(range(first, last + 1), float(items[at + 2]))
            at += 3
        else:
            break
    return widths
