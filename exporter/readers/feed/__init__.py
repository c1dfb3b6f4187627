"""Reader of feeds with whole articles: RSS, Atom, JSON Feed, and WordPress exports (WXR).

Categories become pages, in the order in which they first come.
"""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import timedelta
from pathlib import Path

from exporter.options import DEFAULT, ReadOptions
from exporter.readers.base import Reading
from exporter.readers.feed import json_feed, wordpress, xml_feed
from exporter.readers.tools import source_files
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.drafts import Draft
from exporter.readers.tools.items import Item, draft_of
from exporter.repair.script import guess_language

XML = (".xml", ".rss", ".rdf", ".atom", ".wxr")
SUFFIXES = (*XML, ".json")
ROOT = re.compile(r"<(?:rss|(?:\w+:)?RDF|(?:\w+:)?feed)\b")
JSON_FEED = re.compile(r'"version"\s*:\s*"https?://jsonfeed\.org/version/')
# A feed made on one day may hold an article dated on the next, in another time zone.
MARGIN = timedelta(days=1)


class FeedReader:
    """Reads feeds and WordPress exports."""

    name = "feed"
    sign = "a feed with whole articles: RSS, Atom, JSON Feed or a WordPress export (WXR)"

    def knows(self, source: Path) -> bool:
        """Whether a file begins as a feed does; of a folder, any file in it."""
        if source.is_dir():
            found = source_files.walk(source, SUFFIXES, limit=500)
            return any(_is_feed(path) for path, _ in zip(found, range(5), strict=False))
        return source.suffix.lower() in SUFFIXES and _is_feed(source)

    def misses(self, source: Path) -> str:
        """Return what the file lacks to be a feed."""
        ending = source.suffix.lower()
        if ending not in SUFFIXES or not source_files.head(source, 8192):
            return ""
        if ending == ".json":
            return "has no `version` of JSON Feed"
        return "has no <rss>, <feed> or <RDF> element at its head"

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the feed, or the feeds of the folder, as one issue."""
        assembly = Assembly(source, options)
        paths = source_files.walk(source, SUFFIXES) if source.is_dir() else [source]
        draft, items = Draft(), list[Item]()
        for path in paths:
            head, found = _read(path, assembly)
            draft.name = draft.name or head.name
            draft.url = draft.url or head.url
            draft.tagline = draft.tagline or head.tagline
            draft.date = max(filter(None, (draft.date, head.date)), default=None)
            items += found
        if not items:
            advice = "is it cut short? ask for the feed with whole articles"
            assembly.fail("source-empty", source, 0, "has no articles", advice)
            return assembly.reading(None)
        draft.date = _day_of_issue(items, draft.date)
        made = draft_of([_unnamed(item) for item in items], assembly)
        draft.pages, draft.printed = made.pages, made.printed
        draft.language = next(filter(None, (item.language for item in items)), "") or _guess(items)
        return assembly.reading(draft)


def _read(path: Path, assembly: Assembly) -> tuple[Draft, list[Item]]:
    """Read one file, whatever kind of feed it is."""
    if path.suffix.lower() == ".json":
        return json_feed.read(path, assembly)
    tree = xml_feed.tree_of(path, assembly)
    if tree is None:
        return Draft(), []
    read = wordpress.read if wordpress.is_export(tree) else xml_feed.read
    return read(tree, path, assembly)


def _day_of_issue(items: list[Item], made: Date | None) -> Date | None:
    """Return the day of the latest article; `made` is the day on which the feed says it was made.

    What is dated after that, an event to come or a slip, does not date the issue.
    """
    dates = [item.date for item in items if item.date]
    return max((date for date in dates if not made or date <= made + MARGIN), default=made)


def _unnamed(item: Item) -> Item:
    """Keep a feed's items from naming its publication: the feed does."""
    item.provider = ""
    return item


def _guess(items: list[Item]) -> str:
    words = ("".join(item.article.headline) + item.article.html[:5_000] for item in items[:20])
    return guess_language("".join(words))


def _is_feed(path: Path) -> bool:
    text = source_files.head(path, 8192)
    return bool(ROOT.search(text[:4_000]) or JSON_FEED.search(text))


READER = FeedReader()
