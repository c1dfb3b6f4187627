"""OPDS 2.0: the catalogues as JSON, with the files by size and digest."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic_core import to_json

from exporter.publication.site.feeds.atom import entry_id, here
from exporter.publication.site.feeds.shelf import OPEN, Shelf, catalogues, files_of, script_name
from exporter.publication.site.record import Card
from exporter.publication.site.shell import OPDS2, Shell

Json = dict[str, object]


def root_feed(shell: Shell, years: Sequence[int], updated: str) -> bytes:
    """Return the catalogue that leads to the others."""
    path = "opds/index.json"
    navigation = [
        {"href": here(shell, path, f"opds/{name}.json"), "title": title, "type": OPDS2}
        for name, title in catalogues(shell, years)
    ]
    whole = _head(shell, path, shell.publication.name, updated) | {"navigation": navigation}
    return json_bytes(whole)


def acquisition_feed(shell: Shell, shelf: Shelf, updated: str) -> bytes:
    """Return a catalogue of issues, the newest first, each with its files."""
    path = f"opds/{shelf.file_name(shelf.script)}.json"
    whole = _head(shell, path, shelf.title, updated)
    if shelf.facets:
        whole["facets"] = [_facet(shell, path, shelf)]
    whole["publications"] = [
        _publication(shell, path, card, shelf.script) for card in shelf.newest_first
    ]
    return json_bytes(whole)


def _head(shell: Shell, path: str, title: str, updated: str) -> Json:
    links = [
        {"rel": "self", "href": here(shell, path, path), "type": OPDS2},
        {"rel": "start", "href": here(shell, path, "opds/index.json"), "type": OPDS2},
    ]
    return {"metadata": {"title": title, "modified": updated}, "links": links}


def _facet(shell: Shell, path: str, shelf: Shelf) -> Json:
    links = []
    for script in shelf.facets:
        target = f"opds/{shelf.file_name(script)}.json"
        link: Json = {"href": here(shell, path, target), "type": OPDS2}
        link["title"] = script_name(shell, script)
        links.append(link | ({"rel": "self"} if script == shelf.script else {}))
    return {"metadata": {"title": shell.words.by_script}, "links": links}


def _publication(shell: Shell, path: str, card: Card, script: str) -> Json:
    folder = f"{card.folder}/"
    manifest = here(shell, path, f"{folder}manifest.json")
    links: list[Json] = [
        {
            "rel": OPEN,
            "href": here(shell, path, folder + file.name),
            "type": file.media_type,
            "title": shell.file_name(file),
            "size": file.size,
        }
        for file in files_of(card, script)
    ]
    links.append({"rel": "self", "href": manifest, "type": "application/webpub+json"})
    page = here(shell, path, f"{folder}index.html")
    links.append({"rel": "alternate", "href": page, "type": "text/html"})
    found: Json = {"metadata": metadata(shell, card) | {"identifier": entry_id(card)}}
    found["links"] = links
    if card.cover:
        found["images"] = [
            {
                "href": here(shell, path, folder + card.cover.name),
                "type": "image/jpeg",
                "width": card.cover.width,
                "height": card.cover.height,
            }
        ]
    return found


def metadata(shell: Shell, card: Card) -> Json:
    """Return the metadata of an issue, as a catalogue and its own manifest have them."""
    publication = shell.publication
    newspaper: Json = {"name": publication.name}
    if publication.issn:
        newspaper["identifier"] = f"urn:issn:{publication.issn}"
    place = float(card.position)
    issue: Json = {"position": int(place) if place.is_integer() else place}
    if card.count:
        issue["name"] = card.count
    newspaper["issue"] = issue
    found: Json = {
        "@type": "http://schema.org/PublicationIssue",
        "identifier": card.identifier,
        "title": shell.title_of(card),
        "author": publication.name,
        "publisher": publication.publisher or publication.name,
        "language": shell.language,
        "published": card.date.isoformat(),
        "modified": card.updated,
        "belongsTo": {
            "newspaper": newspaper,
            "series": {"name": publication.name, "position": issue["position"]},
        },
    }
    if card.lead:
        found["description"] = card.lead
    return found


def json_bytes(whole: Json) -> bytes:
    """Return a document as JSON; Python's own `json` takes ten times as long to indent it."""
    return to_json(whole, indent=1) + b"\n"
