"""What a web page says of itself in its head: JSON-LD (schema.org), Open Graph, other names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from exporter.readers.tools import markup

Entry = dict[str, Any]  # an object of JSON-LD: anything may be in it
ARTICLE = re.compile(r"\w*(?:Article|BlogPosting|NewsStory|Reportage)\w*")
DATES = (
    "article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "og:release_date",
    "parsely-pub-date",
    "sailthru.date",
    "date",
)
AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "byl")
MAX_DEPTH = 6


def json_ld(tree: etree._Element) -> Entry:
    """Return the first description of an article in a page, or an empty one."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            value = json.loads("".join(map(str, script.itertext())), strict=False)
        except (ValueError, RecursionError):
            continue
        for part in _objects(value):
            if ARTICLE.fullmatch(" ".join(_texts(part.get("@type"))).partition(" ")[0]):
                return part
    return {}


def _objects(value: object, depth: int = 0) -> Iterator[Entry]:
    """Yield the objects of some JSON, outer ones first: they are in lists and in graphs."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inner:
        yield from _objects(part, depth + 1)


def _texts(value: object) -> list[str]:
    """Return the names of a value: words, a thing with a name, or several of these."""
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    if isinstance(value, dict):
        return _texts(value.get("name") or value.get("@value"))
    return [markup.text(value)] if isinstance(value, str) and value.strip() else []


def said(description: Entry, name: str) -> list[str]:
    """Return what a description says under a name, as plain words."""
    return _texts(description.get(name))


def metas(tree: etree._Element) -> dict[str, str]:
    """Return the `meta` elements of a page by name, in small letters; the first of each."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        content = (node.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found
