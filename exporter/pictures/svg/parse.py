"""SVG files read within limits: bytes, elements, depth, and what references unfold to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from exporter.patterns import pattern
from exporter.pictures.svg.unpacked import unpacked

MAX_BYTES = 4_000_000
HEAD = 1024
MAX_ELEMENTS = 20_000
MAX_UNFOLDED = 20_000
MAX_DEPTH = 100
MAX_TEXT = 20_000  # each character is placed for itself
MAX_SIDE = 20_000  # CSS px
NAMESPACE = "http://www.w3.org/2000/svg"
SVG = f"{{{NAMESPACE}}}"
XLINK = "{http://www.w3.org/1999/xlink}href"
NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?"
VIEW_BOX = pattern(rf"\s*{NUMBER}(?:[\s,]+{NUMBER}|(?=-){NUMBER}){{3}}\s*", re.I)
LENGTH = pattern(rf"\s*({NUMBER})\s*(px|pt|pc|mm|cm|in|em|ex|%)?\s*", re.I)
PIXELS = {"px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 16}
INNER_URL = pattern(r"url\(\s*['\"]?#([^'\"()\s]+)['\"]?\s*\)", re.I)
# A marker is drawn at each point of a line.
POINT = pattern(r"[a-z]|[\d.]+[\s,]+[\d.-]+", re.I)


class BadSvg(Exception):
    """The file is not an SVG that can be used; the text says why."""


def looks_like_svg(head: bytes) -> bool:
    """Whether the first bytes of a file are those of an SVG."""
    head = unpacked(head, HEAD)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return text.startswith(b"<") and (b"<svg" in head or text.startswith((b"<?xml", b"<!")))


def size(data: bytes) -> tuple[int, int]:
    """Return width and height in CSS px; raises `BadSvg`."""
    return size_of(parse(data))


def size_of(root: etree._Element) -> tuple[int, int]:
    """Return width and height of a drawing in CSS px (SVG 2 §7.2)."""
    width, height = (pixels(root.get(name, "")) for name in ("width", "height"))
    box = view_box(root)
    if box:
        if width and not height:
            height = width * box[3] / box[2]
        elif height and not width:
            width = height * box[2] / box[3]
        elif not width:
            width, height = box[2], box[3]
    return _side(width or 300), _side(height or 150)


def _side(length: float) -> int:
    return round(max(1, min(MAX_SIDE, length)))


def view_box(root: etree._Element) -> tuple[float, float, float, float] | None:
    """Return the view box: left, top, width, height; None if there is no valid one."""
    found = re.findall(NUMBER, root.get("viewBox", ""), re.I)
    if len(found) != 4:
        return None
    left, top, width, height = map(float, found)
    is_sane = all(abs(number) < 1e9 for number in (left, top, width, height))
    return (left, top, width, height) if is_sane and width > 0 and height > 0 else None


def write_view_box(element: etree._Element) -> None:
    """Write a view box with a slip in it, such as `0 0 30.. 40`, as it is read; else drop it."""
    written = element.get("viewBox")
    if written is None or VIEW_BOX.fullmatch(written):
        return
    box = view_box(element)
    if box is None:
        del element.attrib["viewBox"]
    else:
        element.set("viewBox", " ".join(f"{number:g}" for number in box))


def pixels(length: str, whole: float = 0) -> float:
    """Return a length in CSS px; per cent are of `whole`, and what is not a length is 0."""
    match = LENGTH.fullmatch(length)
    if not match:
        return 0
    unit = (match[2] or "px").lower()
    return float(match[1]) * (whole / 100 if unit == "%" else PIXELS.get(unit, 8))


def parse(data: bytes) -> etree._Element:
    """Parse within the limits; raises `BadSvg`."""
    if len(data) <= MAX_BYTES:
        data = unpacked(data, MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise BadSvg(f"has more than {MAX_BYTES // 1_000_000} MB")
    if b"<!ENTITY" in data:
        data = _without_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise BadSvg("is not well-formed SVG") from None
    if root.tag != f"{SVG}svg":
        raise BadSvg("is not SVG")
    _judge(root)
    return root


ENTITY = pattern(rb"""<!ENTITY\s+([\w.-]{1,60})\s+(?:"([^"&%<]{0,300})"|'([^'&%<]{0,300})')\s*>""")
MAX_ENTITY_USES = 5_000


def _without_entities(data: bytes) -> bytes:
    """Put plain entities in their places, as Illustrator declares its namespaces by them."""
    known = {match[1]: match[2] or match[3] or b"" for match in ENTITY.finditer(data)}
    if len(known) != data.count(b"<!ENTITY"):
        raise BadSvg("declares entities that are not plain text")
    if data.count(b"&") > MAX_ENTITY_USES:
        raise BadSvg("uses too many entities")
    text = ENTITY.sub(b"", data)
    return re.sub(rb"&([\w.-]{1,60});", lambda match: known.get(match[1], match[0]), text)


def _judge(root: etree._Element) -> None:
    """Refuse what has too many elements, is too deep, or expands to too much."""
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise BadSvg(f"has more than {MAX_ELEMENTS:,} elements")
    if _depth(root) > MAX_DEPTH:
        raise BadSvg(f"has elements nested more than {MAX_DEPTH} deep")
    if sum(len(str(text)) for text in root.itertext()) > MAX_TEXT:
        raise BadSvg(f"has more than {MAX_TEXT:,} characters of text")
    if _unfolded(root) > MAX_UNFOLDED:
        raise BadSvg("expands to too many elements by references")


def _depth(root: etree._Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def by_id(root: etree._Element) -> dict[str, etree._Element]:
    """Return the elements that have an id; the first of two with the same."""
    found: dict[str, etree._Element] = {}
    for element in root.iter():
        if element.get("id"):
            found.setdefault(str(element.get("id")), element)
    return found


def references(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the attributes of an element that name another one by its id, and that id."""
    for key, given in element.attrib.items():
        name, value = str(key), str(given)
        if name in ("href", XLINK):
            if value.startswith("#"):
                yield "href", value[1:]
        elif "url(" in value:
            yield from ((name, match[1]) for match in INNER_URL.finditer(value))


def _unfolded(root: etree._Element) -> int:
    """Count the elements drawn once every reference is followed; a circle is too many."""
    targets = by_id(root)
    known: dict[str, int] = {}
    active: set[str] = set()

    def used(target: str) -> int:
        if target not in targets or target in known:
            return known.get(target, 0)
        if target in active or len(active) > MAX_DEPTH:
            return MAX_UNFOLDED + 1
        active.add(target)
        known[target] = min(count(targets[target]), MAX_UNFOLDED + 1)
        active.discard(target)
        return known[target]

    def count(element: etree._Element) -> int:
        total = 0
        for part in element.iter():
            total += 1 + sum(used(target) * _times(part, by) for by, target in references(part))
            if total > MAX_UNFOLDED:
                break
        return total

    return count(root)


def _times(element: etree._Element, attribute: str) -> int:
    """Return how often an element draws what an attribute names: markers at every point."""
    if attribute in ("marker-mid", "marker"):
        return len(POINT.findall(element.get("d", "") + element.get("points", "")))
    return 1
