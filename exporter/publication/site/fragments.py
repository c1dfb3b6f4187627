"""XHTML of an edition as HTML of a site: void elements, links to `.html`, sizes of pictures."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from markupsafe import Markup

from exporter.edition.cross_references import SUFFIX
from exporter.edition.upright import set_upright
from exporter.xhtml import Element, parse

EPUB = "{http://www.idpf.org/2007/ops}"
XML = "{http://www.w3.org/XML/1998/namespace}"
WIDE_TABLE = 6  # columns from which a table scrolls in a box of its own on a phone


def as_html(
    xhtml: str,
    sizes: Mapping[str, tuple[int, int]],
    names: Mapping[str, str],
    table: str = "",
    base: str = "",
    vertical: bool = False,
) -> Markup:
    """Return a fragment as HTML; `sizes` are those of its pictures, in pixels by their names.

    `names` are the names of article pages by article id. `table` names a wide table,
    which scrolls by itself. `base` is put before relative addresses. `vertical` sets short
    numbers upright, and lets the keyboard scroll the article.
    """
    root = parse(xhtml)
    if vertical:
        _vertical(root)
    for element in root.iter(etree.Element):
        _plain(element, names)
    for number, picture in enumerate(root.iter("img")):
        _sized(picture, sizes, is_first=not number)
    for each in root.findall("nav[@class='turn']"):  # the site has its own
        root.remove(each)
    for each in list(root.iter("table")):
        _scrolling(each, table)
    for element in root.iter("a", "img") if base else ():
        _absolute(element, base)
    etree.cleanup_namespaces(root)
    inner = [root.text or "", *(_text(child) for child in root)]
    return Markup("".join(inner))


def _text(element: Element) -> str:
    return str(etree.tostring(element, encoding="unicode", method="html"))


def _vertical(root: Element) -> None:
    """Prepare an article for vertical lines, which scroll sideways in a box of their own."""
    set_upright(root)
    for article in root.iter("article"):
        article.set("tabindex", "0")


def _plain(element: Element, names: Mapping[str, str]) -> None:
    """Remove what HTML does not have, and make links lead to pages of the site."""
    for name in list(element.attrib):
        if name.startswith((EPUB, XML)):
            if name == f"{XML}lang" and not element.get("lang"):
                element.set("lang", element.get(name))
            del element.attrib[name]
    if (address := element.get("href")) and isinstance(element.tag, str):
        element.set("href", page_of(address, names))


def page_of(address: str, names: Mapping[str, str]) -> str:
    """Return the address in the site of a document of the edition, or of a place in it.

    `names` are the names of article pages by article id.
    """
    name, mark, place = address.partition("#")
    if not name.endswith(SUFFIX) or "/" in name:
        return address
    document = name.removesuffix(SUFFIX)
    return f"{names.get(document, document)}.html{mark}{place}"


def _sized(picture: Element, sizes: Mapping[str, tuple[int, int]], is_first: bool) -> None:
    """Set the size of a picture, so that nothing moves when it loads."""
    size = sizes.get(picture.get("src", ""))
    if size:
        picture.set("width", str(size[0]))
        picture.set("height", str(size[1]))
    if not is_first:
        picture.set("loading", "lazy")
    if picture.get("role") == "presentation" and not picture.get("alt"):
        del picture.attrib["role"]  # HTML: an empty alt means a decorative picture


def _absolute(element: Element, base: str) -> None:
    name = "src" if element.tag == "img" else "href"
    address = element.get(name, "")
    if address and ":" not in address and not address.startswith("#"):
        element.set(name, base + address)


def _scrolling(table: Element, label: str) -> None:
    row = table.find(".//tr")
    if row is None or len(row) < WIDE_TABLE or not label:
        return
    around = etree.Element("div", {"class": "scroll", "role": "region", "tabindex": "0"})
    around.set("aria-label", label)
    around.tail, table.tail = table.tail, None
    table.getparent().replace(table, around)
    around.append(table)
