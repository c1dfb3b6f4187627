"""What a picture's file says of itself: caption, credit, alternative text, copyright.

Agencies and photographers write it as IPTC-IIM or XMP (IPTC Photo Metadata Standard 2023.2);
what a camera writes by itself is not asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from exporter.languages.characters import HAN, UNSAFE
from exporter.model import PictureWords
from exporter.patterns import pattern

if TYPE_CHECKING:
    from lxml import etree
    from PIL import Image

MAX_WORDS = 2_000
MAX_XMP = 1_000_000
WHOLLY_HAN = pattern(f"[\x20-\x7e\\s{HAN}\u3000-\u303f\uff00-\uffef\u2014\u2018-\u201d·]*")
ARTIST, COPYRIGHT = 0x013B, 0x8298
# IIM 4.2, record 2: By-line, Credit, Copyright Notice, Caption/Abstract.
BYLINE, CREDIT, RIGHTS, CAPTION = (2, 80), (2, 110), (2, 116), (2, 120)
XMP = {
    "caption": "{http://purl.org/dc/elements/1.1/}description",
    "byline": "{http://purl.org/dc/elements/1.1/}creator",
    "credit": "{http://ns.adobe.com/photoshop/1.0/}Credit",
    "copyright": "{http://purl.org/dc/elements/1.1/}rights",
    "alt": "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility",
}


def words_of(image: Image.Image) -> PictureWords:
    """Return what the file of an opened, not yet decoded picture says of itself.

    Whatever is broken in it counts for nothing.
    """
    if not image.info.keys() & {"photoshop", "xmp", "exif", "iptc"}:
        return PictureWords()
    found = _exif(image) | _iptc(image) | _xmp(image.info.get("xmp"))
    byline, credit = found.pop("byline", ""), found.get("credit", "")
    if byline and byline not in credit:
        found["credit"] = f"{byline}/{credit}" if credit else byline
    return PictureWords(**{name: text[:MAX_WORDS] for name, text in found.items()})


def _exif(image: Image.Image) -> dict[str, str]:
    try:
        text = image.getexif().get(COPYRIGHT, "")
    except Exception:  # Pillow's readers raise nearly anything on bad data
        return {}
    return _filled({"copyright": text if isinstance(text, str) else ""})


def _iptc(image: Image.Image) -> dict[str, str]:
    from PIL import ImageFile, IptcImagePlugin

    if "photoshop" not in image.info or not isinstance(image, ImageFile.ImageFile):
        return {}
    try:
        data: Mapping[tuple[int, int], object] = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:
        return {}
    keys = {"byline": BYLINE, "credit": CREDIT, "copyright": RIGHTS, "caption": CAPTION}
    return _filled({name: _decoded(data.get(key)) for name, key in keys.items()})


def _decoded(value: object) -> str:
    """Decode a data set: UTF-8, else the national one that gives Chinese, else Latin-1."""
    data = value[0] if isinstance(value, list) and value else value
    if not isinstance(data, bytes):
        return ""
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or WHOLLY_HAN.fullmatch(text):
            return text
    return data.decode("latin-1")


def _xmp(data: object) -> dict[str, str]:
    from lxml import etree

    if not isinstance(data, bytes | str) or len(data) > MAX_XMP:
        return {}
    raw = (data.encode() if isinstance(data, str) else data).strip(b"\x00 \r\n\t")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    return _filled({name: _property(root, key) for name, key in XMP.items()})


def _property(root: etree._Element, key: str) -> str:
    """Return an XMP property: an attribute, or the first words of an element."""
    for element in root.iter():
        if element.get(key):
            return str(element.get(key))
    found = root.find(f".//{key}")
    texts = [] if found is None else [str(text).strip() for text in found.itertext()]
    return next(filter(None, texts), "")


def _filled(words: dict[str, str]) -> dict[str, str]:
    cleaned = {name: " ".join(UNSAFE.sub("", text).split()) for name, text in words.items()}
    return {name: text for name, text in cleaned.items() if text}


def exif_of(words: PictureWords) -> bytes:
    """Return the EXIF block of credit and copyright, the only words that a packed picture keeps.

    Empty where the file had neither. Both tags are ASCII by EXIF 2.32 §4.6.4; readers take UTF-8.
    """
    from PIL import Image

    if not words.credit and not words.copyright:
        return b""
    exif = Image.Exif()
    for tag, text in ((ARTIST, words.credit), (COPYRIGHT, words.copyright)):
        if text:
            exif[tag] = text.encode()
    return exif.tobytes()
