"""Atom documents (RFC 4287), built as trees."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from exporter.xhtml import Element

ATOM = "http://www.w3.org/2005/Atom"
PSE = "http://vaemendis.net/opds-pse/ns"
XML = "{http://www.w3.org/XML/1998/namespace}"
NAMESPACES = {
    None: ATOM,
    "dc": "http://purl.org/dc/terms/",
    "opds": "http://opds-spec.org/2010/catalog",
    "pse": PSE,
    "fh": "http://purl.org/syndication/history/1.0",
    "calibre": "http://calibre.kovidgoyal.net/2009/metadata",
}


def feed() -> Element:
    """Return an empty feed; prefixes that nothing uses are left out when it is written."""
    # lxml-stubs know no default namespace, which is under None.
    return etree.Element(f"{{{ATOM}}}feed", nsmap=NAMESPACES)  # type: ignore[arg-type]


def add(
    parent: Element,
    name: str,
    text: str = "",
    attributes: Mapping[str, str] | None = None,
    own: Mapping[str | None, str] | None = None,
) -> Element:
    """Add an element by its prefixed name, such as `dc:issued`; empty attributes are left out.

    `own` are prefixes that it declares itself, and is written with.
    """
    prefix, _, local = name.rpartition(":")
    space = NAMESPACES[prefix or None]
    element = etree.SubElement(parent, f"{{{space}}}{local}", nsmap=own)  # type: ignore[arg-type]
    for key, value in (attributes or {}).items():
        if value:
            element.set(_qualified(key), value)
    if text:
        element.text = text
    return element


def _qualified(key: str) -> str:
    prefix, _, local = key.rpartition(":")
    if prefix == "xml":
        return f"{XML}{local}"
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else key


def link(parent: Element, rel: str, href: str, kind: str = "", **more: str) -> Element:
    """Add a `link`; attributes with a prefix have `__` for its colon: `pse__count`."""
    named = {key.replace("__", ":"): value for key, value in more.items()}
    return add(parent, "link", attributes={"rel": rel, "href": href, "type": kind} | named)


def text_of(root: Element) -> str:
    """Return a whole document."""
    etree.cleanup_namespaces(root)
    data = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return str(data.decode())
