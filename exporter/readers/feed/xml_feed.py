"""RSS and Atom in all their versions, parsed by feedparser.

What feedparser gets is repaired first: decoded by what the bytes are, entities of HTML and bare
`&` put right, closed where it is cut short, Media RSS (which it mixes with the text) taken out.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

from lxml import etree

from exporter.guard import guarded
from exporter.readers.feed.constructs import (
    as_html,
    cut,
    first_day,
    name_of,
    note_if_cut,
    plain,
    set_texts,
    web,
    without_origin,
)
from exporter.readers.feed.media import Medium, add_media, take_media
from exporter.readers.tools import source_files
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.drafts import Draft, DraftArticle
from exporter.readers.tools.items import Item, with_absolute_addresses
from exporter.readers.tools.xmlfile import DECLARATION, BadXml, line_of, parse_with_namespaces
from exporter.repair.changes import Change

MAX_BYTES = 20_000_000
CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
REFERENCE = re.compile(r"&(?:#([0-9]{1,12}|[xX][0-9a-fA-F]{1,12});|(\w{1,32});)?")
# What feedparser, for which domains end in four letters at most, leaves of an address in a name:
# `mple (Ann Lee` of `ann@quay.example (Ann Lee)`, or `Ann Lee <mple`.
REST_OF_ADDRESS = re.compile(r"^[a-z.]+\s*\((?=[^()]*$)|\s*<[a-z.]*>?$")
OF_XML = ("amp", "lt", "gt", "quot", "apos")

Entry = dict[str, Any]  # what feedparser makes of an entry


def tree_of(path: Path, assembly: Assembly) -> etree._Element | None:
    """Return the tree of a feed; None, with a finding, if there is none or it is unsafe."""
    text = assembly.text(path, MAX_BYTES)
    if text is None:
        return None
    parts = CDATA.split(DECLARATION.sub("", text.lstrip("\ufeff\n ")))
    parts[::2] = (REFERENCE.sub(_reference, part) for part in parts[::2])
    try:
        data = "".join(parts).encode("utf-8", errors="replace")
        tree, flaw = parse_with_namespaces(data)
    except BadXml as error:
        assembly.warn("source-xml", path, error.line, str(error), "it is left out")
        return None
    if flaw:
        message = f"is not well-formed XML ({flaw}): what comes after may be lost"
        assembly.warn("source-xml", path, 0, message, "is it cut short? save it again")
    return tree


def _reference(match: re.Match[str]) -> str:
    """Return a reference as XML takes it: HTML's entities as characters, a bare `&` escaped."""
    number, name = match.groups()
    if name in OF_XML:
        return match[0]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        is_character = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0x110000
        return f"&#{code};" if is_character and code not in (0xFFFE, 0xFFFF) else "\ufffd"
    known = unescape(match[0]) if name else "&"
    return known if known not in ("&", match[0]) else f"&amp;{match[0][1:]}"


def read(tree: etree._Element, path: Path, assembly: Assembly) -> tuple[Draft, list[Item]]:
    """Read a feed; return the issue, and its entries as items in the order of the file."""
    nodes = [node for node in tree.iter() if _local(node) in ("item", "entry")]
    lines = [line_of(node) for node in nodes]
    media = [take_media(node) for node in nodes]
    feed = _parsed(tree, path, assembly)
    head = feed.get("feed", {})
    days = [dict.get(head, name, "") for name in ("updated", "published")]
    title = _plain(head, "title")
    draft = Draft(name=title, url=web(head.get("link")), tagline=_plain(head, "subtitle"))
    draft.date = first_day(days, DraftArticle((title,), source=path), assembly)
    entries = feed.get("entries", [])
    if len(entries) != len(nodes):  # entries inside entries: which is which can't be known
        lines, media = [0] * len(entries), [([], "", "") for _ in entries]
    whole = cut(list(zip(entries, lines, media, strict=True)), path, assembly)
    reader = _EntryReader(head, path, assembly)
    return draft, [reader.item(entry, line, *beside) for entry, line, beside in whole]


def _local(node: etree._Element) -> str:
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""


def _parsed(tree: etree._Element, path: Path, assembly: Assembly) -> Entry:
    import feedparser

    try:
        with guarded(source_files.Unreadable):
            found: dict[str, object] = feedparser.parse(
                etree.tostring(tree, encoding="utf-8", xml_declaration=True, with_tail=False),
                sanitize_html=False,
                resolve_relative_uris=False,
                response_headers={},
            )
            return found
    except source_files.Unreadable as error:
        message = f"can't be read as a feed ({error})"
        assembly.warn("source-xml", path, 0, message, "save it again from its address")
        return {}


class _EntryReader:
    """Turns entries of one feed into items."""

    def __init__(self, head: Entry, path: Path, assembly: Assembly) -> None:
        self.head, self.path, self.assembly = head, path, assembly
        self.authors = _authors(head) if "id" in head else ()  # Atom's feeds have an id

    def item(self, entry: Entry, line: int, media: list[Medium], named: str, words: str) -> Item:
        """Read one entry; `media`, their title and `words` are those of Media RSS in it."""
        title = _plain(entry, "title") or named
        article = DraftArticle(
            (title,) if title else (),
            source=self.path,
            line=line,
            byline=_authors(entry) or self.authors,
        )
        parts = [*(entry.get("content") or []), *_details(entry)]
        texts = [self.text(part, article) for part in parts]
        set_texts(article, [*texts, as_html(words, "text") or ""])
        note_if_cut(article, self.assembly)
        add_media(article, [*media, *_enclosures(entry)])
        return self.filed(entry, article, parts)

    def text(self, part: Entry, article: DraftArticle) -> str:
        """Return a text of an entry as HTML, its addresses whole."""
        value, kind = str(part.get("value") or ""), str(part.get("type") or "")
        html = as_html(value, kind)
        if not value.strip() and part.get("src"):
            self.left_out(article, f"has its text at {part['src']}, not in the feed")
        elif html is None:
            self.left_out(article, f"has content of the type {kind}, which has no text")
        text, line = without_origin(html or "", " ".join(article.headline))
        if line:
            self.assembly.note_changes([Change("navigation", line, "", article.line)], self.path)
        return with_absolute_addresses(text, str(part.get("base") or ""))

    def left_out(self, article: DraftArticle, what: str) -> None:
        message = f"`{' '.join(article.headline)[:40]}` {what}"
        advice = "it is left out; ask for the feed with whole articles"
        self.assembly.warn("source-article", self.path, article.line, message, advice)

    def filed(self, entry: Entry, article: DraftArticle, parts: list[Entry]) -> Item:
        """Copy page, day and language of an entry to its article."""
        link = web(entry.get("link"))
        article.html = with_absolute_addresses(article.html, link)
        tags = [(str(tag.get("label") or tag.get("term") or ""), tag.get("scheme"))
                for tag in dict.get(entry, "tags") or []]  # fmt: skip
        categories = [name for name, scheme in tags if scheme != "post_tag"]
        languages = [str(part.get("language") or "") for part in parts]
        days = [str(dict.get(entry, name) or "") for name in ("published", "updated", "created")]
        return Item(
            article,
            identifier=str(entry.get("id") or link),
            section=next(iter(categories), ""),
            subjects=[name for name, scheme in tags if scheme == "post_tag"] or categories[1:],
            date=first_day(days, article, self.assembly),
            language=next(filter(None, languages), "") or str(self.head.get("language") or ""),
        )


def _details(entry: Entry) -> list[Entry]:
    """Return summary and subtitle of an entry, as it says them itself."""
    return [entry[name] for name in ("summary_detail", "subtitle_detail") if name in entry]


def _authors(part: Entry) -> tuple[str, ...]:
    authors = part.get("authors") or []
    names = [REST_OF_ADDRESS.sub("", str(author.get("name") or "")) for author in authors]
    written = str(part.get("author") or "")
    if len(names) == 1 and "@" in written:
        # As RSS has it, `ann@quay.example (Ann Lee)`: feedparser takes an address of a newer
        # domain for a part of the name.
        names = [written]
    return tuple(dict.fromkeys(filter(None, map(name_of, names))))


def _enclosures(entry: Entry) -> list[Medium]:
    """Return what an entry brings beside its text: enclosures, an episode's picture."""
    links = [link for link in entry.get("links") or [] if link.get("rel") == "enclosure"]
    media = [
        Medium(str(link["href"]), str(link.get("type") or ""), str(link.get("title") or ""))
        for link in links
        if str(link.get("href") or "").strip()
    ]
    image = str((entry.get("image") or {}).get("href") or "")
    return media + ([Medium(image, "image", is_thumbnail=True)] if image else [])


def _plain(part: Entry, name: str) -> str:
    kind = str((part.get(f"{name}_detail") or {}).get("type") or "")
    return plain(str(part.get(name) or ""), kind)
