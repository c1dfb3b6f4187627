"""OPDS 1.2: catalogues of the last issues, and of each year, for e-book readers."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.publication.site.feeds import xml
from exporter.publication.site.feeds.atom import entry_id, feed_id, head, here
from exporter.publication.site.feeds.shelf import (
    LATEST_NAME,
    OPEN,
    Shelf,
    catalogues,
    files_of,
    script_name,
)
from exporter.publication.site.record import Card
from exporter.publication.site.shell import OPDS2, Shell
from exporter.xhtml import Element

NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
STREAM = "http://vaemendis.net/opds-pse/stream"
IMAGE = "http://opds-spec.org/image"
NEWEST = "http://opds-spec.org/sort/new"
FACET = "http://opds-spec.org/facet"


def root_feed(shell: Shell, years: Sequence[int], updated: str) -> str:
    """Return the catalogue that leads to the others: the last issues, and each year."""
    path = "opds/index.xml"
    root = _head(shell, path, shell.publication.name, updated, NAVIGATION)
    for name, title in catalogues(shell, years):
        rel = NEWEST if name == LATEST_NAME else "subsection"
        entry = xml.add(root, "entry")
        target = f"opds/{name}.xml"
        xml.add(entry, "title", title)
        xml.add(entry, "id", feed_id(shell, target))
        xml.add(entry, "updated", updated)
        xml.add(entry, "content", title, {"type": "text"})
        xml.link(entry, rel, here(shell, path, target), ACQUISITION)
    return xml.text_of(root)


def acquisition_feed(shell: Shell, shelf: Shelf, updated: str) -> str:
    """Return a catalogue of issues, the newest first, each with its files.

    There is no next page: a reader that subscribes would follow it.
    """
    path = f"opds/{shelf.file_name(shelf.script)}.xml"
    root = _head(shell, path, shelf.title, updated, ACQUISITION)
    xml.link(root, "up", here(shell, path, "opds/index.xml"), NAVIGATION)
    for script in shelf.facets:
        _facet(shell, root, path, shelf, script)
    if shelf.name != LATEST_NAME:
        xml.add(root, "fh:complete")
    for card in shelf.newest_first:
        _entry(shell, root, path, card, shelf.script)
    return xml.text_of(root)


def _facet(shell: Shell, root: Element, path: str, shelf: Shelf, script: str) -> None:
    """Add a link to the same catalogue in another script."""
    target = here(shell, path, f"opds/{shelf.file_name(script)}.xml")
    title = script_name(shell, script)
    active = {"opds:activeFacet": "true"} if script == shelf.script else {}
    group = {"opds:facetGroup": shell.words.by_script}
    attributes = {"rel": FACET, "href": target, "type": ACQUISITION, "title": title}
    xml.add(root, "link", attributes=attributes | group | active)


def _head(shell: Shell, path: str, title: str, updated: str, kind: str) -> Element:
    root = head(shell, path, title, updated)
    xml.link(root, "self", here(shell, path, path), kind)
    xml.link(root, "start", here(shell, path, "opds/index.xml"), NAVIGATION)
    other = path.removesuffix(".xml") + ".json"
    xml.link(root, "alternate", here(shell, path, other), OPDS2)
    return root


def _entry(shell: Shell, root: Element, path: str, card: Card, script: str) -> None:
    entry = xml.add(root, "entry")
    xml.add(entry, "title", shell.title_of(card))
    xml.add(entry, "id", entry_id(card))
    author = xml.add(entry, "author")
    xml.add(author, "name", shell.publication.name)
    xml.add(entry, "updated", card.updated)
    xml.add(entry, "dc:identifier", card.identifier)
    xml.add(entry, "dc:language", shell.language)
    xml.add(entry, "dc:issued", card.date.isoformat())
    xml.add(entry, "dc:publisher", shell.publication.publisher or shell.publication.name)
    xml.add(entry, "calibre:series", shell.publication.name)
    xml.add(entry, "calibre:series_index", card.position)
    if card.lead:
        xml.add(entry, "summary", card.lead)
    for file in files_of(card, script):
        address = here(shell, path, f"{card.folder}/{file.name}")
        title = shell.file_name(file)
        xml.link(entry, OPEN, address, file.media_type, title=title, length=str(file.size))
    if card.cover:
        cover = here(shell, path, f"{card.folder}/{card.cover.name}")
        xml.link(entry, IMAGE, cover, "image/jpeg")
        xml.link(entry, f"{IMAGE}/thumbnail", cover, "image/jpeg")
    page = here(shell, path, f"{card.folder}/index.html")
    xml.link(entry, "alternate", page, "text/html")
    if card.pages:
        _stream(entry, here(shell, path, f"{card.folder}/facsimile/"), card.pages)


def _stream(entry: Element, pages: str, count: int) -> None:
    """Add the template for the addresses of printed pages (OPDS-PSE 1.2), twice.

    OPDS-PSE asks for `{pageNumber}` in a `link`, and the schema of OPDS 1.2 for an address in that
    of Atom, which has no braces. So the `link` of Atom has them escaped, and one of OPDS-PSE's own
    namespace as they are. Readers that look at namespaces, such as Readest, see the first, and know
    both forms; others, such as KOReader, look for the name `link`, and see the second alone.
    """
    plain = {"rel": STREAM, "href": pages + "{pageNumber}.jpg", "type": "image/jpeg"}
    number = {"pse:count": str(count)}
    xml.add(entry, "pse:link", attributes=plain | number, own={None: xml.PSE})
    escaped = {"href": pages + "%7BpageNumber%7D.jpg"}
    xml.add(entry, "link", attributes=plain | escaped | number, own={"atom": xml.ATOM})
