"""Pictures, sound and film that are beside the text of a feed's entry, not in it.

RSS `enclosure`, Media RSS (`media:content`, `media:thumbnail`), iTunes' picture of an episode,
JSON Feed's `image` and `attachments`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lxml import etree

from exporter.content import lazy
from exporter.readers.feed.constructs import linked
from exporter.readers.tools import markup
from exporter.readers.tools.drafts import DraftArticle, DraftFigure
from exporter.readers.tools.items import beside
from exporter.readers.tools.numbers import number_in
from exporter.readers.tools.xmlfile import without

MEDIA = "{http://search.yahoo.com/mrss/}"
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)$", re.IGNORECASE)
SOUND = re.compile(r"\.(?:mp3|m4a|ogg|oga|wav|flac|aac)$", re.IGNORECASE)
FILM = re.compile(r"\.(?:mp4|m4v|webm|mov|ogv|m3u8)$", re.IGNORECASE)


@dataclass
class Medium:
    """A picture, sound, film or file: `kind` is its media type, or `image`, `audio`, `video`."""

    address: str
    kind: str = ""
    title: str = ""
    caption: str = ""
    credit: str = ""
    is_thumbnail: bool = False
    width: int = 0

    @property
    def sort(self) -> str:
        """`image`, `audio` or `video`; empty for any other file."""
        declared = self.kind.split("/")[0].lower()
        if declared in ("image", "audio", "video"):
            return declared
        path = re.split(r"[?#]", self.address, maxsplit=1)[0]
        kinds = {"image": PICTURE, "audio": SOUND, "video": FILM}
        return next((name for name, pattern in kinds.items() if pattern.search(path)), "")


def take_media(entry: etree._Element) -> tuple[list[Medium], str, str]:
    """Remove the elements of Media RSS from an entry.

    Returns its media, the title that they give the entry, and a description that belongs to none
    of them.
    """
    nodes = [node for node in entry.iter() if str(node.tag).startswith(MEDIA)]
    found = [
        medium
        for node in nodes
        if node.tag in (f"{MEDIA}content", f"{MEDIA}thumbnail") and (medium := _medium(node, entry))
    ]
    title = _said(entry, "title", ".//")
    words = "" if any(medium.caption for medium in found) else _said(entry, "description", ".//")
    for node in nodes:
        without(node)
    return found, title, words


def _medium(node: etree._Element, entry: etree._Element) -> Medium | None:
    """Make a medium of an element; its words may be in the element, its group or the entry."""
    player = node.find(f"{MEDIA}player")
    address = node.get("url") or (player.get("url") if player is not None else "") or ""
    if not address.strip():
        return None
    parent = node.getparent()
    is_group = parent is not None and parent.tag == f"{MEDIA}group"
    places = [node, *([parent] if is_group and parent is not None else []), entry]
    is_thumbnail = node.tag == f"{MEDIA}thumbnail"
    width = node.get("width", "")
    words = {
        field: next(filter(None, (_said(place, name) for place in places)), "")
        for field, name in (("title", "title"), ("caption", "description"), ("credit", "credit"))
    }
    return Medium(
        address.strip(),
        "image" if is_thumbnail else node.get("medium") or node.get("type") or "",
        is_thumbnail=is_thumbnail,
        width=number_in(width),
        **words,
    )


def _said(place: etree._Element, name: str, depth: str = "") -> str:
    node = place.find(f"{depth}{MEDIA}{name}")
    return "" if node is None else markup.text("".join(map(str, node.itertext())))


def add_media(article: DraftArticle, media: list[Medium]) -> None:
    """Put media into an article: pictures as figures, for all else a line with its address.

    A picture that the text has already is not put in again, of several sizes the largest is
    taken, and a thumbnail where there is no other picture.
    """
    article.html = lazy.settled(article.html)
    known = {lazy.key(tag.get("src", "")) for tag in markup.tags(article.html, "img")}
    pictures: dict[str, Medium] = {}
    for medium in media:
        if medium.sort == "image":
            key = lazy.key(medium.address)
            if key not in pictures or medium.width > pictures[key].width:
                pictures[key] = medium
        elif medium.address not in article.html:
            article.html += _line(medium)
    has_pictures = bool(known) or not all(each.is_thumbnail for each in pictures.values())
    for key, medium in pictures.items():
        if key not in known and not (medium.is_thumbnail and has_pictures):
            article.figures.append(_figure(medium, article.source))
            has_pictures = True


def _figure(medium: Medium, path: Path) -> DraftFigure:
    caption = medium.caption or medium.title
    return DraftFigure(beside(medium.address, path), caption=caption, credit=medium.credit)


def _line(medium: Medium) -> str:
    words = f"<p>{escape(medium.caption, quote=False)}</p>\n" if medium.caption else ""
    if medium.sort in ("audio", "video"):
        title = f' title="{escape(medium.title)}"' if medium.title else ""
        return f'<{medium.sort} src="{escape(medium.address)}"{title}></{medium.sort}>\n{words}'
    return linked(medium.address, medium.title) + words
