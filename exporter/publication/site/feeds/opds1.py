"""OPDS 1.2: catalogues of the last issues, and of each year, for e-book readers."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.publication.site.feeds import xml
from exporter.publication.site.feeds.atom import entry_id, feed_id, head, here
from exporter.publication.site.record import Card, Download
from exporter.publication.site.shell import OPDS2, Shell
from exporter.xhtml import Element

NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
# The only relation that every reader knows, alone or as the first.
OPEN = "http://opds-spec.org/acquisition/open-access"
STREAM = "http://vaemendis.net/opds-pse/stream"
IMAGE = "http://opds-spec.org/image"
NEWEST = "http://opds-spec.org/sort/new"
FACET = "http://opds-spec.org/facet"
LATEST_NAME = "latest"
LATEST = 30  # entries of a feed that people subscribe to: readers crawl longer ones again and again


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


def catalogues(shell: Shell, years: Sequence[int]) -> list[tuple[str, str]]:
    """Return name and title of each catalogue: the last issues, and each year from the last on."""
    by_year = [(str(year), shell.issues_of(year)) for year in reversed(years)]
    return [(LATEST_NAME, shell.words.latest), *by_year]


def catalogue_name(name: str, script: str) -> str:
    """Return the name of the file of a catalogue, or of that in a further Chinese script."""
    return f"{name}-{script}" if script else name


def newest_first(cards: Sequence[Card]) -> list[Card]:
    """Return issues by their last change, as readers look for it."""
    return sorted(cards, key=lambda each: (each.updated, each.folder), reverse=True)


def acquisition_feed(
    shell: Shell,
    name: str,
    title: str,
    cards: Sequence[Card],
    updated: str,
    script: str = "",
    scripts: Sequence[str] = (),
) -> str:
    """Return a flat catalogue of issues, the newest first, each with its files.

    `script` is that of the files which it offers; `scripts` are all that there are, `""` among
    them for the issue's own. There is no next page: a reader that subscribes would follow it.
    """
    path = f"opds/{catalogue_name(name, script)}.xml"
    root = _head(shell, path, title, updated, ACQUISITION)
    xml.link(root, "up", here(shell, path, "opds/index.xml"), NAVIGATION)
    for each in scripts if len(scripts) > 1 else ():
        _facet(shell, root, path, name, each, is_active=each == script)
    if name != LATEST_NAME:
        xml.add(root, "fh:complete")
    for card in newest_first(cards):
        _entry(shell, root, path, card, script)
    return xml.text_of(root)


def _facet(shell: Shell, root: Element, path: str, name: str, script: str, is_active: bool) -> None:
    """Add the way to the same catalogue in another script."""
    target = here(shell, path, f"opds/{catalogue_name(name, script)}.xml")
    title = script_name(shell, script)
    active = {"opds:activeFacet": "true"} if is_active else {}
    group = {"opds:facetGroup": shell.words.by_script}
    attributes = {"rel": FACET, "href": target, "type": ACQUISITION, "title": title}
    xml.add(root, "link", attributes=attributes | group | active)


def script_name(shell: Shell, script: str) -> str:
    """Return what a Chinese script is called; of the issue's own, that of its language."""
    from exporter.languages.tags import script as script_of

    own = script or script_of(shell.language).removeprefix("zh-")
    return str(getattr(shell.words, own.replace("-", "_"), own))


def _head(shell: Shell, path: str, title: str, updated: str, kind: str) -> Element:
    root = head(shell, path, title, updated)
    xml.link(root, "self", here(shell, path, path), kind)
    xml.link(root, "start", here(shell, path, "opds/index.xml"), NAVIGATION)
    other = path.removesuffix(".xml") + ".json"
    xml.link(root, "alternate", here(shell, path, other), OPDS2)
    return root


def files_of(card: Card, script: str) -> list[Download]:
    """Return the files of an issue in one script, the EPUB first."""
    files = [file for file in card.downloads if not file.page and file.script == script]
    return files or [file for file in card.downloads if not file.page]


def _entry(shell: Shell, root: Element, path: str, card: Card, script: str) -> None:
    entry = xml.add(root, "entry")
    xml.add(entry, "title", card.name)
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
        pages = here(shell, path, f"{card.folder}/facsimile/") + "{pageNumber}.jpg"
        xml.link(entry, STREAM, pages, "image/jpeg", pse__count=str(card.pages))
