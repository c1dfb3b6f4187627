"""SVG: an allow-list of what may stand in it, and a limit on what it may unfold to."""

from __future__ import annotations

import math
import re

from lxml import etree

MAX_BYTES = 4_000_000
MAX_ELEMENTS = 20_000
MAX_USED = 20_000
NAMESPACE = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
ELEMENTS = frozenset(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan"
    " textPath linearGradient radialGradient stop pattern clipPath mask marker image switch"
    " filter feGaussianBlur feOffset feBlend feColorMatrix feComposite feFlood feMerge"
    " feMergeNode".split()
)
MAX_SIDE = 20_000  # pixels
NUMBER = re.compile(r"-?[0-9.]+(?:e[+-]?\d+)?", re.I)
LENGTH = re.compile(r"\s*([0-9.]+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|em|ex|%)?\s*", re.I)
PIXELS = {"px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 16}
INNER_URL = re.compile(r"url\(\s*['\"]?#[\w.-]+['\"]?\s*\)", re.I)
DATA_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")


class BadSvg(Exception):
    """The file is no SVG that we take; the text says why."""


def looks_like_svg(head: bytes) -> bool:
    """Whether the first bytes of a file are those of an SVG."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return text.startswith(b"<") and (b"<svg" in head or text.startswith((b"<?xml", b"<!")))


def size(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels (CSS px); raises `BadSvg`."""
    root = _parse(data)
    width, height = (_pixels(root.get(name, "")) for name in ("width", "height"))
    box = [_number(part) for part in NUMBER.findall(root.get("viewBox", ""))[:4]]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        if width and not height:
            height = width * box[3] / box[2]
        elif height and not width:
            width = height * box[2] / box[3]
        elif not width:
            width, height = box[2], box[3]
    width, height = min(width or 300, MAX_SIDE), min(height or 150, MAX_SIDE)
    return max(1, round(width)), max(1, round(height))


def _pixels(length: str) -> float:
    match = LENGTH.fullmatch(length)
    if not match or match[2] == "%":
        return 0
    return _number(match[1]) * PIXELS.get((match[2] or "px").lower(), 8)


def _number(text: str) -> float:
    """Return a number; 0 for one that is none (`30..`), or has no end (`1e999`)."""
    try:
        value = float(text)
    except ValueError:
        return 0
    return value if math.isfinite(value) else 0


def sanitize(data: bytes) -> bytes:
    """Return the picture without scripts, styles sheets, foreign content and outer addresses."""
    root = _parse(data)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or not _is_allowed(element):
            _drop(element)
        else:
            _clean_attributes(element)
    if "viewBox" not in root.attrib:
        width, height = size(data)
        root.set("viewBox", f"0 0 {width} {height}")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _parse(data: bytes) -> etree._Element:
    """Parse and judge; raises `BadSvg`."""
    if len(data) > MAX_BYTES:
        raise BadSvg(f"has more than {MAX_BYTES // 1_000_000} MB")
    if b"<!ENTITY" in data:
        raise BadSvg("declares entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise BadSvg("is not well-formed SVG") from None
    if root.tag != f"{{{NAMESPACE}}}svg":
        raise BadSvg("is not SVG")
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise BadSvg(f"has more than {MAX_ELEMENTS:,} elements")
    if _unfolded(root) > MAX_USED:
        raise BadSvg("unfolds to too many elements by <use>")
    return root


def _unfolded(root: etree._Element) -> int:
    """Count the elements drawn once every `use` is followed; a circle is too many."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    known: dict[str, int] = {}
    active: set[str] = set()

    def used(target: str) -> int:
        if target not in by_id:
            return 0
        if target in active:
            return MAX_USED + 1
        if target not in known:
            active.add(target)
            known[target] = min(count(by_id[target]), MAX_USED + 1)
            active.discard(target)
        return known[target]

    def count(element: etree._Element) -> int:
        total = 0
        for part in element.iter():
            total += 1
            reference = _reference(part)
            if reference and len(active) < 100:
                total += used(reference)
            if total > MAX_USED:
                break
        return total

    return count(root)


def _reference(element: etree._Element) -> str:
    if not isinstance(element.tag, str) or not element.tag.endswith("}use"):
        return ""
    return (element.get("href") or element.get(XLINK) or "").removeprefix("#")


def _is_allowed(element: etree._Element) -> bool:
    name = etree.QName(element)
    return name.namespace == NAMESPACE and name.localname in ELEMENTS


def _drop(element: etree._Element) -> None:
    """Remove an element and all that is in it, not the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + element.tail
        else:
            previous.tail = (previous.tail or "") + element.tail
    parent.remove(element)


def _clean_attributes(element: etree._Element) -> None:
    for name, value in list(element.attrib.items()):
        if not _may_stay(str(name), str(value)):
            del element.attrib[name]


def _may_stay(name: str, value: str) -> bool:
    if name in ("href", XLINK):
        return value.startswith("#") or bool(DATA_PICTURE.fullmatch(value))
    if name.startswith("{") and not name.startswith("{http://www.w3.org/XML/1998/namespace}"):
        return False
    if name.lower().startswith("on") or name == "{http://www.w3.org/XML/1998/namespace}base":
        return False
    rest = INNER_URL.sub("", value).lower()
    return not any(
        danger in rest for danger in ("url(", "javascript:", "@import", "expression(", "\\")
    )
