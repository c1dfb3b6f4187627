"""JSON Feed, versions 1 and 1.1: entries with pictures, attachments and links."""

from __future__ import annotations

from pathlib import Path

from exporter.readers.feed.constructs import (
    cut,
    first_day,
    linked,
    name_of,
    note_if_cut,
    set_texts,
    web,
    with_paragraphs,
)
from exporter.readers.feed.media import Medium, add_media
from exporter.readers.ninjs import load
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.drafts import Draft, DraftArticle
from exporter.readers.tools.items import Item, json_text, paragraphs, with_absolute_addresses

Entry = dict[str, object]  # untrusted JSON


def read(path: Path, assembly: Assembly) -> tuple[Draft, list[Item]]:
    """Read a JSON Feed; return the issue, and its entries as items in the order of the file."""
    value = load(path, assembly)
    if not isinstance(value, dict):
        return Draft(), []
    draft = Draft(
        name=json_text(value.get("title")),
        url=web(value.get("home_page_url")),
        tagline=json_text(value.get("description")),
    )
    entries = cut(_list(value.get("items")), path, assembly)
    return draft, [_item(entry, value, path, assembly) for entry in entries]


def _item(entry: Entry, feed: Entry, path: Path, assembly: Assembly) -> Item:
    title, subjects = json_text(entry.get("title")), _strings(entry.get("tags"))
    article = DraftArticle((title,) if title else (), source=path, byline=_authors(entry, feed))
    html = with_paragraphs(json_text(entry.get("content_html")))
    texts = [html, *(paragraphs(json_text(entry.get(key))) for key in ("content_text", "summary"))]
    set_texts(article, texts)
    article.html = with_absolute_addresses(article.html, web(entry.get("url")))
    note_if_cut(article, assembly)
    add_media(article, _media(entry))
    external = web(entry.get("external_url"))
    if external and external not in article.html:
        article.html += linked(external)
    dates = [json_text(entry.get(key)) for key in ("date_published", "date_modified")]
    return Item(
        article,
        identifier=json_text(entry.get("id")),
        section=next(iter(subjects), ""),
        subjects=subjects[1:],
        date=first_day(dates, article, assembly),
        language=json_text(entry.get("language")) or json_text(feed.get("language")),
    )


def _authors(entry: Entry, feed: Entry) -> tuple[str, ...]:
    """Return the names of an entry's authors, else those of the feed (version 1 has one)."""
    for place in (entry, feed):
        authors = _list(place.get("authors")) or _list([place.get("author")])
        names = [name_of(json_text(author.get("name"))) for author in authors]
        if any(names):
            return tuple(filter(None, names))
    return ()


def _media(entry: Entry) -> list[Medium]:
    images = [json_text(entry.get(key)) for key in ("image", "banner_image")]
    media = [Medium(image, "image") for image in images if image]
    for each in _list(entry.get("attachments")):
        kind, title = json_text(each.get("mime_type")), json_text(each.get("title"))
        if address := json_text(each.get("url")).strip():
            media.append(Medium(address, kind, title))
    return media


def _list(value: object) -> list[Entry]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _strings(value: object) -> list[str]:
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []
