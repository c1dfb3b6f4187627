"""Parse, search, change and serialise fragments of XHTML as lxml trees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from lxml import etree

Element = Any  # an lxml element: its types make almost every search Optional
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MATHML = "http://www.w3.org/1998/Math/MathML"
EPUB_PREFIX = 'xmlns:epub="http://www.idpf.org/2007/ops"'
VOID = frozenset(("br", "col", "hr", "img", "wbr"))
# Elements that stand on lines of their own, or in cells.
APART = tuple(
    "p br li ul ol dl dt dd table caption tr th td div figure figcaption blockquote pre hr aside"
    " section h1 h2 h3 h4 h5 h6".split()
)
FIGURE = "data-figure"  # attribute with the number of a placeholder's figure
EMPTY: Any = etree.XPath("descendant-or-self::*[not(*) and not(text())]")
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def parse(fragment: str) -> Element:
    """Parse a well-formed fragment into a `div`; `inside` serialises it again."""
    # Declared only where used: lxml repeats it in each serialised element.
    names = f" {EPUB_PREFIX}" if "epub:" in fragment else ""
    return etree.fromstring(f"<div{names}>{fragment}</div>", PARSER)


def to_html(element: Element, *, with_tail: bool = False) -> str:
    """Serialise an element as polyglot markup: `<br/>`, but `<p></p>`."""
    for each in EMPTY(element):
        if each.text is None and each.tag not in VOID and each.tag[0] != "{":
            each.text = ""
    return etree.tostring(element, encoding="unicode", with_tail=with_tail)


def inside(element: Element) -> str:
    """Serialise the content of an element, without its own tags."""
    children = (to_html(child, with_tail=True) for child in element)
    return escape(element.text or "", quote=False) + "".join(children)


def relinked(fragment: str, address: Callable[[str], str]) -> str:
    """Return a fragment in which each link leads where `address` says, given where it led."""
    root = parse(fragment)
    for link in root.iter("a"):
        if href := link.get("href"):
            link.set("href", address(href))
    return inside(root)


def text_of(fragment: str, *, readings: bool = True) -> str:
    """Return the text of a fragment, with or without the readings of ruby.

    Words of two paragraphs, cells or lines are not joined: a line end is between them.
    """
    root = parse(fragment)
    if not readings:
        etree.strip_elements(root, "rt", "rp", with_tail=False)
    for element in root.iter(*APART):
        _begin_line(element)
        if not (element.tail or "")[:1].isspace():
            element.tail = f"\n{element.tail or ''}"
    return "".join(root.itertext()).rstrip("\n")


def _begin_line(element: etree._Element) -> None:
    """End the line before an element where text stands right before it."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None and (before.tail or " ")[-1].strip():
        before.tail = f"{before.tail}\n"
    elif before is None and parent is not None and (parent.text or " ")[-1].strip():
        parent.text = f"{parent.text}\n"


def has_class(element: Element, name: str) -> bool:
    """Whether an element has a class, wherever it stands among others."""
    return name in (element.get("class") or "").split()


def is_of(element: Element, *names: str) -> bool:
    """Whether an element has one of some classes."""
    return any(has_class(element, name) for name in names)


def append_text(element: Element, text: str) -> None:
    """Append text to an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def remove(element: Element) -> None:
    """Take an element out of its tree, and leave the text that follows it."""
    before, parent = element.getprevious(), element.getparent()
    if parent is None:
        return
    if before is None:
        parent.text = f"{parent.text or ''}{element.tail or ''}" or None
    else:
        before.tail = f"{before.tail or ''}{element.tail or ''}" or None
    element.tail = None
    parent.remove(element)


def exchange(element: Element, other: Element) -> None:
    """Put another element in the place of one, before the text that follows it."""
    other.tail = element.tail
    element.getparent().replace(element, other)


def prepend(element: Element, child: Element, after: str = "") -> None:
    """Insert a child, and text after it, at the start of an element."""
    child.tail = f"{after}{element.text or ''}"
    element.text = None
    element.insert(0, child)


def replace(element: Element, root: Element) -> None:
    """Replace an element by the content of `root`."""
    before, parent = element.getprevious(), element.getparent()
    append_text(root, element.tail or "")
    element.tail = None
    if before is None:
        parent.text = (parent.text or "") + (root.text or "")
    else:
        before.tail = (before.tail or "") + (root.text or "")
    index = parent.index(element)
    parent[index : index + 1] = list(root)


def unwrap(elements: list[Element]) -> None:
    """Remove elements from a tree but keep their content."""
    for element in elements:
        replace(element, element)


def placeholders(body: Element) -> Iterator[tuple[Element, int]]:
    """Yield the placeholders of figures in an article's body, each with its figure's number."""
    for element in list(body.iter("figure", "img")):
        if FIGURE in element.attrib:
            yield element, int(element.get(FIGURE))


def inner_links(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield the internal links of a tree, each with its target id."""
    for link in list(root.iter("a")):
        address = link.get("href") or ""
        if address.startswith("#") and len(address) > 1:
            yield link, address[1:]
