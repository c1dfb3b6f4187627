"""Words in boxes of HTML (`foreignObject`) and of SVG 1.2 (`flowRoot`), set as text of SVG.

Programs that draw diagrams write labels so; few readers of EPUBs and no PDF engine shows them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from exporter.languages.characters import average_ems
from exporter.patterns import pattern
from exporter.pictures.svg.cascade import declarations
from exporter.pictures.svg.parse import SVG, pixels

BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p"
    " pre section table td th tr ul flowPara flowDiv flowRegionBreak".split()
)
UNSEEN = frozenset("script style title template flowRegion".split())
FONT_SIZE = 16.0  # CSS px, where none is given (CSS Fonts 4 §2.5)
LEADING = 1.25  # of the font size, about what browsers take for `normal`
SPACE = re.compile(r"[ \t\r\n]+")
WORD = pattern(r"[^\s\u2e80-\uffdc]+\s*|.", re.DOTALL)


@dataclass
class Box:
    """A box of words: its lines as written, its place in px, and how they are to be set."""

    lines: list[str]
    x: float
    y: float
    width: float
    height: float
    style: dict[str, str] = field(default_factory=dict)

    @property
    def font_size(self) -> float:
        """The size of type in px."""
        return pixels(self.style.get("font-size", ""), FONT_SIZE) or FONT_SIZE

    def wrapped(self) -> list[str]:
        """Return the lines, broken where they are wider than the box."""
        if "nowrap" in self.style.get("white-space", "") or self.width < 2 * self.font_size:
            return self.lines
        return [part for line in self.lines for part in _broken(line, self.width / self.font_size)]


def box_of(element: etree._Element, width: float, height: float) -> Box:
    """Return the words of a box; per cent are of `width` and `height`."""
    place = element
    if element.tag == f"{SVG}flowRoot":
        place = next(element.iter(f"{SVG}rect"), element)
    left, across = (pixels(place.get(name, ""), width) for name in ("x", "width"))
    top, down = (pixels(place.get(name, ""), height) for name in ("y", "height"))
    return Box(_lines(element), left, top, across, down, _style(element))


def text_of(box: Box, like: etree._Element | None = None) -> etree._Element:
    """Return the words as a `text` element; `like` is one that is where they belong."""
    size, lines = box.font_size, box.wrapped()
    anchor, x = _anchor(box)
    y = box.y + size
    if "center" in box.style.get("align-items", "") or anchor == "middle":
        y = box.y + max(0.0, (box.height - len(lines) * size * LEADING) / 2) + size
    if like is not None:
        size = pixels(like.get("font-size", ""), FONT_SIZE) or size
        anchor, x = like.get("text-anchor", "start"), pixels(like.get("x", ""), box.width)
        y = pixels(like.get("y", ""), box.height) - (len(lines) - 1) * size * LEADING / 2
    colour = box.style.get("color", "#000")
    text = etree.Element(f"{SVG}text", {"font-size": f"{size:g}", "fill": colour, "stroke": "none"})
    for name in ("font-family", "font-weight", "font-style"):
        if name in box.style:
            text.set(name, box.style[name])
    text.set("text-anchor", anchor)
    for number, line in enumerate(lines):
        place = {"x": f"{x:g}", "y": f"{y + number * size * LEADING:g}"}
        etree.SubElement(text, f"{SVG}tspan", place).text = line
    return text


def _anchor(box: Box) -> tuple[str, float]:
    align = box.style.get("text-align", "") + box.style.get("justify-content", "")
    if "center" in align:
        return "middle", box.x + box.width / 2
    if "right" in align or align == "end":
        return "end", box.x + box.width
    return "start", box.x


def _style(element: etree._Element) -> dict[str, str]:
    """Return the style of the innermost element that has all the words."""
    style: dict[str, str] = {}
    for part in element.iter():
        own, important = declarations(part.get("style", ""))
        for name in ("font-size", "font-family", "font-weight", "font-style", "color"):
            if part.get(name):
                style[name] = str(part.get(name))
        style |= own | important
        if part.get("align") in ("center", "right"):
            style["text-align"] = str(part.get("align"))
    return {name: value for name, value in style.items() if "(" not in value or "rgb" in value}


def words_of(element: etree._Element) -> str:
    """Return the words of an element in one line."""
    return " ".join(_lines(element))


def with_words(data: bytes, convert: Callable[[str], str]) -> bytes:
    """Return a clean drawing with each of its texts converted; the same bytes if none changes."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    is_changed = False
    for element in root.iter():
        for name in ("text", "tail"):
            text = getattr(element, name)
            if text and text.strip() and (new := convert(text)) != text:
                setattr(element, name, new)
                is_changed = True
    return etree.tostring(root, encoding="utf-8") if is_changed else data


def _lines(element: etree._Element) -> list[str]:
    """Return the words that are seen, a line for each block and after each break."""
    text = "".join(_pieces(element))
    return [line for line in (part.strip() for part in text.split("\v")) if line]


def _pieces(element: etree._Element) -> Iterator[str]:
    """Yield words; \\v is between lines. As deep as the parser lets a drawing be."""
    name = etree.QName(element).localname
    if name in UNSEEN:
        return
    is_block = name in BLOCKS or name == "br"
    yield "\v" if is_block else ""
    yield SPACE.sub(" ", element.text or "")
    for child in element:
        yield from _pieces(child)
        yield SPACE.sub(" ", child.tail or "")
    yield "\v" if is_block else ""


def _broken(line: str, ems: float) -> Iterator[str]:
    """Break a line between words, and between Chinese characters, at about `ems` wide."""
    part, used = "", 0.0
    for word in WORD.findall(line):
        width = average_ems(word.rstrip())
        if part.strip() and used + width > ems:
            yield part.strip()
            part, used = "", 0.0
        part += word
        used += average_ems(word)
    if part.strip():
        yield part.strip()
