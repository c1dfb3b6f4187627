"""A drawing of any program → one that runs nothing, reads nothing, and shows the same.

Allowed is what draws. What draws nothing (metadata, what editors note for themselves) goes
without a word; what a browser would show, or follow, is listed in `Drawing.dropped`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from exporter.pictures.svg import text_boxes
from exporter.pictures.svg.cascade import apply_styles
from exporter.pictures.svg.described import chosen
from exporter.pictures.svg.parse import (
    INNER_URL,
    MAX_BYTES,
    NAMESPACE,
    SVG,
    XLINK,
    parse,
    size_of,
    view_box,
    write_view_box,
)
from exporter.pictures.svg.unpacked import unpacked
from exporter.xhtml import exchange, remove

ELEMENTS = frozenset(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan"
    " textPath linearGradient radialGradient stop pattern clipPath mask marker image"
    " filter feGaussianBlur feOffset feBlend feColorMatrix feComposite feFlood feMerge"
    " feMergeNode feDropShadow feMorphology feTurbulence feDisplacementMap feTile"
    " feComponentTransfer feFuncR feFuncG feFuncB feFuncA feConvolveMatrix feDiffuseLighting"
    " feSpecularLighting feDistantLight fePointLight feSpotLight".split()
)
# They show nothing.
SILENT = frozenset("metadata view cursor font-face style".split())
ADVICE = {
    "script": "save the drawing as it looks, without scripts",
    "a": "write the address in the caption or the text",
    "image": "put the picture beside the drawing, or embed it",
    "style": "save the drawing with its style in attributes (presentation attributes)",
    "@font-face": "turn its text into outlines, or use a font of the style",
    "@import": "put the style into the drawing",
    "stylesheet": "put the style into the drawing",
    "animation": "save the drawing as it should look on paper",
}
ANIMATIONS = frozenset("animate animateMotion animateTransform animateColor set".split())
STYLESHEET = re.compile(rb"<\?xml-stylesheet\b[^?]*?href\s*=\s*[\"']([^\"']*)")
XML = "{http://www.w3.org/XML/1998/namespace}"
MAX_WORDS = 200  # characters of lost words that are shown

Load = Callable[[str], str]


class NotLoaded(Exception):
    """A picture inside a drawing can't be taken: why, and what would be right."""

    def __init__(self, message: str, advice: str = "") -> None:
        self.message, self.advice = message, advice
        super().__init__(message)


@dataclass(frozen=True)
class Dropped:
    """What a drawing lost: an element or rule, its line in the file, its words or address."""

    element: str
    line: int
    words: str
    advice: str


@dataclass(frozen=True)
class Drawing:
    """A clean drawing, and what had to go."""

    data: bytes
    dropped: tuple[Dropped, ...] = ()


def load_nothing(address: str) -> str:
    """Raise `NotLoaded` for every picture; for drawings that have no folder."""
    raise NotLoaded(f"`{address[:60]}` can't be used here")


def clean(data: bytes, load: Load = load_nothing) -> Drawing:
    """Return a drawing without scripts, style sheets, foreign content and outer addresses.

    `load` gives for the address of a picture in it one that holds its data
    (`data:image/png;base64,…`), or raises `NotLoaded`. Raises `BadSvg`.
    """
    return _Cleaner(unpacked(data, MAX_BYTES), load).drawing()


@dataclass
class _Cleaner:
    """One pass over a drawing."""

    data: bytes
    load: Load
    dropped: list[Dropped] = field(default_factory=list)

    def drawing(self) -> Drawing:
        root = parse(self.data)
        for match in STYLESHEET.finditer(self.data):
            self.note("stylesheet", 1, match[1].decode("utf-8", "replace"))
        apply_styles(root, lambda element, what, text: self.note(what, line(element), text))
        self.width, self.height = size_of(root)
        for element in list(root.iter()):
            if _is_inside(element, root):
                self.element(element)
                write_view_box(element)
        if view_box(root) is None:
            root.set("viewBox", f"0 0 {self.width} {self.height}")
        etree.cleanup_namespaces(root)
        data = etree.tostring(root, encoding="utf-8", xml_declaration=True)
        return Drawing(data, tuple(self.dropped))

    def note(self, element: str, number: int, text: str, advice: str = "") -> None:
        advice = advice or ADVICE.get(element, "save the drawing as plain SVG")
        text = " ".join(text.split())
        self.dropped.append(Dropped(element, number, text[:MAX_WORDS], advice))

    def element(self, element: etree._Element) -> None:
        """Keep, change or remove one element; all its children are still to come."""
        name = etree.QName(element)
        if name.namespace != NAMESPACE:
            remove(element)
        elif name.localname == "switch":
            self.switch(element)
        elif name.localname in ("foreignObject", "flowRoot"):
            self.box(element)
        elif name.localname == "a":
            self.link(element)
        elif name.localname == "image":
            self.image(element)
        elif name.localname in ELEMENTS:
            self.attributes(element)
        else:
            self.other(element, name.localname)

    def other(self, element: etree._Element, name: str) -> None:
        """Remove what can't be in a picture; say so where something is lost."""
        if name in ANIMATIONS:
            self.note("animation", line(element), name)
        elif name not in SILENT:
            text = "" if name == "script" else text_boxes.words_of(element)
            self.note(name, line(element), text)
        remove(element)

    def switch(self, element: etree._Element) -> None:
        """Keep the child that is shown, as a group."""
        shown = chosen(element)
        text = element.find(f"{SVG}text")
        for child in list(element):
            if child is shown and child.tag == f"{SVG}foreignObject":
                self.box(child, text)
            elif child is not shown:
                element.remove(child)
        element.tag = f"{SVG}g"
        self.attributes(element)

    def box(self, element: etree._Element, like: etree._Element | None = None) -> None:
        """Set the words of a box as text; `like` is where they belong."""
        for child in element.iter(*(f"{{*}}{name}" for name in ("img", "iframe", "svg", "video"))):
            self.note(etree.QName(child).localname, line(child), child.get("src", ""))
        box = text_boxes.box_of(element, self.width, self.height)
        if not box.lines:
            remove(element)
            return
        text = text_boxes.text_of(box, like)
        if element.get("transform"):
            text.set("transform", element.get("transform", ""))
        exchange(element, text)
        self.attributes(text)

    def link(self, element: etree._Element) -> None:
        """Keep what a link holds, without the link: a picture can't be followed."""
        address = str(element.attrib.pop("href", "") or element.attrib.pop(XLINK, ""))
        parent = element.getparent()
        in_text = parent is not None and etree.QName(parent).localname in ("text", "tspan")
        element.tag = f"{SVG}tspan" if in_text else f"{SVG}g"
        if address and not address.startswith("#"):
            self.note("a", line(element), address)
        self.attributes(element)

    def image(self, element: etree._Element) -> None:
        """Embed a picture that is beside the drawing, or inside it."""
        address = element.get("href") or element.get(XLINK) or ""
        self.attributes(element)
        try:
            data = self.load(address)
        except NotLoaded as error:
            self.note("image", line(element), error.message, error.advice)
            remove(element)
            return
        element.attrib.pop("href", "")
        element.set(XLINK, data)  # the older name, which every reader knows

    def attributes(self, element: etree._Element) -> None:
        """Remove the attributes that run something or lead out."""
        for name, value in list(element.attrib.items()):
            if not _may_stay(str(name), str(value)):
                del element.attrib[name]
                if str(name).lower().startswith("on"):
                    self.note("script", line(element), str(name))
                elif str(name) in ("href", XLINK):
                    tag = etree.QName(element).localname
                    if tag != "image":
                        self.note(tag, line(element), str(value), "keep all in one file")


def line(element: etree._Element) -> int:
    """Return the line of an element in its file; 0 if it is not known."""
    return int(str(element.sourceline or 0))


def _is_inside(element: etree._Element, root: etree._Element) -> bool:
    """Whether an element is still part of the tree."""
    return element is root or any(each is root for each in element.iterancestors())


def _may_stay(name: str, value: str) -> bool:
    if name in ("href", XLINK):
        return value.startswith("#")
    if name.startswith("{") and not name.startswith(XML):
        return False
    if name.lower().startswith("on") or name in (f"{XML}base", "class", "content"):
        return False
    rest = INNER_URL.sub("", value).lower()
    return not any(
        danger in rest for danger in ("url(", "javascript:", "@import", "expression(", "\\")
    )
