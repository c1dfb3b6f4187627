"""SVG drawings inside a text: each becomes a file, like all other pictures."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from exporter.content.remarks import Resolve
from exporter.pictures.drawings import IN_TEXT, drawings_folder
from exporter.pictures.embedded import is_embedded
from exporter.pictures.files import PictureError
from exporter.pictures.svg import NAMESPACE, described
from exporter.xhtml import remove

SVG = f"{{{NAMESPACE}}}"
XLINK = "http://www.w3.org/1999/xlink"
HREF = f"{{{XLINK}}}href"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def drawing_file(markup: str, resolve: Resolve, lose: Callable[[str, PictureError], None]) -> Path:
    """Write an `svg` element of HTML as a file that lives as long as the program; return its path.

    Pictures that it shows are copied beside it; `lose` is told of those that `resolve` refuses.
    The names come from the contents, so the same text makes the same book.
    """
    data = _as_xml(markup)
    if b"image" in data:
        data = _with_pictures(data, resolve, lose)
    return _kept(data, IN_TEXT, ".svg")


def _with_pictures(
    data: bytes, resolve: Resolve, lose: Callable[[str, PictureError], None]
) -> bytes:
    """Return a drawing whose pictures are files of the folder that it is written to."""
    try:
        root = etree.fromstring(data, PARSER)
    except etree.XMLSyntaxError:  # who draws it says so
        return data
    for image in [*root.iter(f"{SVG}image")]:
        address = image.get("href") or image.get(HREF, "")
        if address and not is_embedded(address):
            image.attrib.pop(HREF, None)
            try:
                path = resolve(address).path
                image.set("href", _kept(path.read_bytes(), "picture-", path.suffix).name)
            except PictureError as error:
                lose(address, error)
                remove(image)
    return etree.tostring(root, encoding="utf-8")


def _kept(data: bytes, prefix: str, suffix: str) -> Path:
    """Write a file that lives as long as the program; return its path."""
    digest = hashlib.blake2b(data, digest_size=6).hexdigest()
    path = drawings_folder() / f"{prefix}{digest}{suffix}"
    if not path.exists():
        path.write_bytes(data)
    return path


def words(path: Path) -> str:
    """Return what a drawing says of itself: its title, description, or the words in it."""
    try:
        return described.words(etree.parse(path, PARSER).getroot())
    except etree.XMLSyntaxError:
        return ""


def _as_xml(markup: str) -> bytes:
    """Return the element as XML; HTML takes it without namespaces, quotes and ends."""
    head = re.match(r"<svg\b[^>]*", markup, re.IGNORECASE)
    named = markup
    if head and "xmlns=" not in head[0]:
        named = f'<svg xmlns="{NAMESPACE}"{markup[4:]}'
    if "xlink:" in named and "xmlns:xlink" not in named:
        named = f'<svg xmlns:xlink="{XLINK}"{named[4:]}'
    try:
        root = etree.fromstring(named, PARSER)
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
