"""Reader of feeds with whole articles: RSS 2.0, Atom, JSON Feed, and WordPress exports (WXR).

Categories become pages, in the order in which they first come.
"""

from __future__ import annotations

import re
from datetime import date as Date
from pathlib import Path
from typing import Any

from exporter.guard import guarded
from exporter.options import DEFAULT, ReadOptions
from exporter.readers.base import Reading
from exporter.readers.ninjs import load
from exporter.readers.tools import files
from exporter.readers.tools.assemble import Assembly, Draft, DraftArticle
from exporter.readers.tools.dates import find_date
from exporter.readers.tools.items import Item, day, draft_of, paragraphs, with_absolute_addresses
from exporter.repair.script import guess_language

XML = (".xml", ".rss", ".atom", ".wxr")
SUFFIXES = (*XML, ".json")
MAX_BYTES = 20_000_000
MAX_BROKEN = 1_000_000  # bytes of a feed that is not well-formed: mending takes its time
MAX_ENTRIES = 2_000
ROOT = re.compile(r"<(?:rss|(?:\w+:)?RDF|(?:\w+:)?feed)\b")
JSON_FEED = re.compile(r'"version"\s*:\s*"https?://jsonfeed\.org/version/')
BLOCK = re.compile(r"\s*<(?:!--|/?(?:div|h[1-6]|[uod]l|li|blockquote|table|figure|section|pre|hr))")
SHORTENED = re.compile(r"(?:\[…\]|\[&#8230;\]|\[\.\.\.\]|(?:…|\.\.\.)\s*</p>)\s*$")


class FeedReader:
    """Reads feeds and WordPress exports."""

    name = "feed"
    sign = "a feed with whole articles: RSS, Atom, JSON Feed or a WordPress export (WXR)"

    def knows(self, source: Path) -> bool:
        """Whether a file begins as a feed does; of a folder, any file in it."""
        if source.is_dir():
            found = files.walk(source, SUFFIXES, limit=500)
            return any(_is_feed(path) for path, _ in zip(found, range(5), strict=False))
        return source.suffix.lower() in SUFFIXES and _is_feed(source)

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the feed, or the feeds of the folder, as one issue."""
        assembly = Assembly(source, options)
        paths = files.walk(source, SUFFIXES) if source.is_dir() else [source]
        draft, items = Draft(), list[Item]()
        for path in paths:
            read = _json_feed if path.suffix.lower() == ".json" else _xml_feed
            head, found = read(path, assembly)
            draft.name = draft.name or head.name
            draft.url = draft.url or head.url
            draft.tagline = draft.tagline or head.tagline
            draft.date = max(filter(None, (draft.date, head.date)), default=None)
            items += found
        if not items:
            assembly.fail("source-empty", source, 0, "has no entry", "is it cut short?")
            return assembly.reading(None)
        made = draft_of([_unnamed(item) for item in items], assembly)
        draft.pages = made.pages
        draft.language = next(filter(None, (item.language for item in items)), "") or _guess(items)
        dates = [item.date for item in items if item.date]
        draft.date = max(dates, default=draft.date)
        return assembly.reading(draft)


def _unnamed(item: Item) -> Item:
    """Keep a feed's items from naming its publication: the feed does."""
    item.provider = ""
    return item


def _guess(items: list[Item]) -> str:
    return guess_language("".join(item.article.html[:5_000] for item in items[:20]))


def _is_feed(path: Path) -> bool:
    text = files.head(path, 8192)
    return bool(ROOT.search(text[:4_000]) or JSON_FEED.search(text))


# RSS, Atom, WXR -----------------------------------------------------------------------------


def _xml_feed(path: Path, assembly: Assembly) -> tuple[Draft, list[Item]]:
    try:
        data = files.read_bytes(path, MAX_BYTES)
    except files.Unreadable as error:
        assembly.warn("source-file", path, 0, str(error), "it is left out")
        return Draft(), []
    feed = _parsed(data, path, assembly)
    if feed is None:
        return Draft(), []
    head = feed.get("feed", {})
    draft = Draft(
        name=_plain(head, "title"),
        url=_address(head.get("link")),
        tagline=_plain(head, "subtitle"),
        date=_date(head, "updated_parsed", "published_parsed"),
    )
    entries = [entry for entry in feed.get("entries", []) if _is_article(entry)]
    if len(entries) > MAX_ENTRIES:
        message = f"has {len(entries):,} entries, the last {MAX_ENTRIES:,} are taken"
        assembly.warn("source-size", path, 0, message, "split it")
    language = str(head.get("language") or "")
    text = data.decode("utf-8", errors="replace")
    items = [_item(entry, path, text, language, assembly) for entry in entries[:MAX_ENTRIES]]
    return draft, items


def _parsed(data: bytes, path: Path, assembly: Assembly) -> Any:
    """Parse a feed; None, which is noted, if it is none or could blow up."""
    from exporter.readers.tools.xmlfile import BadXml, parse

    try:
        _, flaw = parse(data)
    except BadXml as error:
        assembly.warn("source-xml", path, error.line, str(error), "it is left out")
        return None
    if flaw:
        message = f"is not well-formed XML ({flaw}): what comes after may be lost"
        assembly.warn("source-xml", path, 0, message, "is it cut short? save it again")
        if len(data) > MAX_BROKEN:
            advice = "mend it first, with `xmllint --recover`"
            assembly.fail("source-xml", path, 0, "is too long to be read so", advice)
            return None
    import feedparser

    try:
        with guarded(files.Unreadable):
            return feedparser.parse(
                data, sanitize_html=False, resolve_relative_uris=False, response_headers={}
            )
    except files.Unreadable as error:
        message = f"can't be read as a feed ({error})"
        assembly.warn("source-xml", path, 0, message, "save it again from its address")
        return None


def _is_article(entry: Any) -> bool:
    """Whether an entry is an article: a WordPress export has pages, menus and drafts too."""
    kind, status = entry.get("wp_post_type", "post"), entry.get("wp_status", "publish")
    return kind == "post" and status in ("publish", "future")


def _item(entry: Any, path: Path, text: str, language: str, assembly: Assembly) -> Item:
    title = _plain(entry, "title")
    place = text.find(entry.get("title", "")[:60]) if title else -1
    line = text.count("\n", 0, place) + 1 if place > 0 else 0
    content = entry.get("content") or []
    html = max((str(part.get("value") or "") for part in content), key=len, default="")
    summary = str(entry.get("summary") or "")
    if len(summary) > len(html):
        html = summary
    if SHORTENED.search(html[-200:]):
        message = f"has only the beginning of `{title[:40]}`"
        assembly.warn("source-article", path, line, message, "ask for the feed with whole articles")
    link = _address(entry.get("link"))
    author = _plain(entry, "author")
    article = DraftArticle(
        (title,) if title else (),
        with_absolute_addresses(_with_paragraphs(html), link),
        source=path,
        line=line,
        byline=(author,) if author else (),
    )
    tags = entry.get("tags") or []
    categories = [str(tag.get("label") or tag.get("term") or "") for tag in tags
                  if tag.get("scheme") != "post_tag"]  # fmt: skip
    return Item(
        article,
        identifier=str(entry.get("id") or link),
        section=next(iter(categories), ""),
        subjects=[str(tag.get("term") or "") for tag in tags if tag.get("scheme") == "post_tag"]
        or categories[1:],
        date=_date(entry, "published_parsed", "updated_parsed"),
        language=str(entry.get("language") or language),
    )


def _with_paragraphs(html: str) -> str:
    """Make paragraphs where only empty lines part them, as WordPress keeps its texts."""
    if "<" not in html:
        return paragraphs(html)
    if re.search(r"<p\b", html, re.IGNORECASE):
        return html
    parts = re.split(r"\n[ \t]*\n", html.replace("\r\n", "\n").strip())
    return "\n".join(part if BLOCK.match(part) else f"<p>{part}</p>" for part in parts)


def _plain(part: Any, name: str) -> str:
    from exporter.readers.tools import markup

    return markup.text(str(part.get(name) or ""))


def _address(value: Any) -> str:
    text = str(value or "")
    return text if re.fullmatch(r"https?://\S+", text) else ""


def _date(part: Any, *names: str) -> Date | None:
    for name in names:
        found = part.get(name)
        if found:
            try:
                return Date(*found[:3])
            except ValueError:
                continue
    return None


# JSON Feed ----------------------------------------------------------------------------------


def _json_feed(path: Path, assembly: Assembly) -> tuple[Draft, list[Item]]:
    """Read a JSON Feed (version 1.1)."""
    value = load(path, assembly)
    if not isinstance(value, dict):
        return Draft(), []
    draft = Draft(
        name=str(value.get("title") or ""),
        url=_address(value.get("home_page_url")),
        tagline=str(value.get("description") or ""),
    )
    language = str(value.get("language") or "")
    entries = value.get("items")
    entries = entries if isinstance(entries, list) else []
    items = [
        _json_item(entry, path, language)
        for entry in entries[:MAX_ENTRIES]
        if isinstance(entry, dict)
    ]
    return draft, items


def _json_item(entry: dict[str, Any], path: Path, language: str) -> Item:
    title = str(entry.get("title") or "")
    html = str(entry.get("content_html") or "") or paragraphs(str(entry.get("content_text") or ""))
    authors = entry.get("authors") or [entry.get("author")]
    names = [str(author.get("name") or "") for author in authors if isinstance(author, dict)] if (
        isinstance(authors, list)
    ) else []  # fmt: skip
    tags = entry.get("tags")
    subjects = [str(tag) for tag in tags] if isinstance(tags, list) else []
    article = DraftArticle(
        (title,) if title else (),
        with_absolute_addresses(html, _address(entry.get("url"))),
        source=path,
        byline=tuple(filter(None, names)),
    )
    time = str(entry.get("date_published") or entry.get("date_modified") or "")
    found = find_date(time)
    return Item(
        article,
        identifier=str(entry.get("id") or ""),
        section=next(iter(subjects), ""),
        subjects=subjects[1:],
        date=day(time) or (found.date if found else None),
        language=str(entry.get("language") or language),
    )


READER = FeedReader()
