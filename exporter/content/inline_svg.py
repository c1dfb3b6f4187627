"""SVG drawings inside a text: each becomes a file, like all other pictures."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from lxml import etree

from exporter.pictures.drawings import drawings_folder
from exporter.pictures.svg import NAMESPACE

SVG = f"{{{NAMESPACE}}}"
XLINK = "http://www.w3.org/1999/xlink"


def drawing_file(markup: str) -> Path:
    """Write an `svg` element of HTML as a file that lives as long as the program; return its path.

    The name comes from the content, so the same text makes the same book.
    """
    data = _as_xml(markup)
    digest = hashlib.blake2b(data, digest_size=6).hexdigest()
    path = drawings_folder() / f"drawing-{digest}.svg"
    if not path.exists():
        path.write_bytes(data)
    return path


def words(path: Path) -> str:
    """Return what a drawing says of itself: its title, description, or the words in it."""
    try:
        root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except etree.XMLSyntaxError:
        return ""
    title = root.findtext(f"{SVG}title") or root.get("aria-label") or root.findtext(f"{SVG}desc")
    texts = (
        " ".join("".join(map(str, each.itertext())).split()) for each in root.iter(f"{SVG}text")
    )
    return " ".join((title or ", ".join(filter(None, texts))).split())


def _as_xml(markup: str) -> bytes:
    """Return the element as XML; HTML takes it without namespaces, quotes and ends."""
    head = re.match(r"<svg\b[^>]*", markup, re.IGNORECASE)
    named = markup
    if head and "xmlns=" not in head[0]:
        named = f'<svg xmlns="{NAMESPACE}"{markup[4:]}'
    if "xlink:" in named and "xmlns:xlink" not in named:
        named = f'<svg xmlns:xlink="{XLINK}"{named[4:]}'
    try:
        root = etree.fromstring(named, etree.XMLParser(resolve_entities=False, no_network=True))
        return etree.tostring(root, encoding="utf-8")
    except (etree.XMLSyntaxError, ValueError):
        return _from_html(markup)


def _from_html(markup: str) -> bytes:
    from xml.etree import ElementTree

    import tinyhtml5  # type: ignore[import-untyped]

    tree = tinyhtml5.parse(markup)
    found = tree.find(f".//{SVG}svg")
    data: bytes = b"" if found is None else ElementTree.tostring(found, encoding="utf-8")
    # The library gives SVG a prefix of its own.
    return data.replace(b"ns0:", b"").replace(b"xmlns:ns0=", b"xmlns=")
