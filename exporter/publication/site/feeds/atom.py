"""Atom for feed readers: the articles of the last issues, and the issues with their files."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from lxml import etree

from exporter.publication.site.feeds import xml
from exporter.publication.site.record import ArticleRecord, Card, IssueRecord, PageRecord
from exporter.publication.site.shell import ATOM, Shell
from exporter.xhtml import Element

MOST_ARTICLES = 100  # of the feed, as far as whole issues go; the last issue is always whole
MOST_ISSUES = 30


def feed_id(shell: Shell, name: str) -> str:
    """Return the identifier of a feed of the publication, which never changes."""
    publication = shell.publication
    key = publication.issn or publication.url or publication.name
    return uuid.uuid5(uuid.NAMESPACE_URL, f"feed:{key}/{name}").urn


def entry_id(card: Card) -> str:
    """Return the identifier of an issue in feeds: that of a revision is a new one.

    Readers that have seen an identifier never load its file again.
    """
    if card.revision == 1:
        return card.identifier
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{card.identifier}/r{card.revision}").urn


def article_id(card: Card, article: ArticleRecord) -> str:
    """Return the identifier of an article in feeds."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{card.identifier}/{article.source}").urn


def head(shell: Shell, path: str, title: str, updated: str) -> Element:
    """Return a feed with its title, identifier, author, time and its own address."""
    root = xml.feed()
    root.set(f"{xml.XML}lang", shell.language)
    xml.add(root, "id", feed_id(shell, path))
    xml.add(root, "title", title)
    xml.add(root, "updated", updated)
    author = xml.add(root, "author")
    xml.add(author, "name", shell.publication.name)
    if shell.publication.url:
        xml.add(author, "uri", shell.publication.url)
    return root


def here(shell: Shell, path: str, target: str) -> str:
    """Return the address of `target`, a path of the site, as it stands in the file `path`."""
    return shell.address(target) if shell.base else "../" * path.count("/") + target


def articles_of_issue(shell: Shell, record: IssueRecord, bodies: Mapping[str, str]) -> str:
    """Return the feed of one issue's articles, from which that of the last issues is made."""
    card = record.card
    path = f"{card.folder}/articles.xml"
    root = head(shell, path, card.name, card.updated)
    xml.link(root, "self", here(shell, path, path), ATOM)
    xml.link(root, "alternate", here(shell, path, f"{card.folder}/index.html"), "text/html")
    for page in record.pages:
        for article in page.articles:
            _article(shell, record, page, article, root, path, bodies.get(article.id, ""))
    return xml.text_of(root)


def _article(
    shell: Shell,
    record: IssueRecord,
    page: PageRecord,
    article: ArticleRecord,
    root: Element,
    path: str,
    body: str,
) -> None:
    card = record.card
    entry = xml.add(root, "entry")
    if article.language:
        entry.set(f"{xml.XML}lang", article.language)
    xml.add(entry, "id", article_id(card, article))
    xml.add(entry, "title", article.title)
    xml.add(entry, "updated", _updated(record, article))
    xml.add(entry, "published", f"{card.date}T00:00:00Z")
    for name in article.authors:
        xml.add(xml.add(entry, "author"), "name", name)
    xml.link(entry, "alternate", here(shell, path, f"{card.folder}/{article.id}.html"), "text/html")
    if page.section:
        xml.add(entry, "category", attributes={"term": page.section})
    if words := article.deck or article.summary:
        xml.add(entry, "summary", words)
    if body:
        xml.add(entry, "content", body, {"type": "html"})


def _updated(record: IssueRecord, article: ArticleRecord) -> str:
    days = [
        each.date
        for each in record.corrections
        if any(change.id == article.id for change in each.changes)
    ]
    return f"{max(days, default=record.card.date)}T00:00:00Z"


def articles_feed(
    shell: Shell, cards: Sequence[Card], issues: Sequence[bytes], updated: str
) -> str:
    """Return the feed of the articles of the last issues, newest first.

    `issues` are the feeds of each of them, newest first.
    """
    path = "feeds/articles.xml"
    root = head(shell, path, shell.publication.name, updated)
    xml.link(root, "self", here(shell, path, path), ATOM)
    xml.link(root, "alternate", here(shell, path, "index.html"), "text/html")
    count = 0
    for card, data in zip(cards, issues, strict=True):
        entries = etree.fromstring(data).findall(f"{{{xml.ATOM}}}entry")
        if count and count + len(entries) > MOST_ARTICLES:
            break
        for entry in entries:
            _moved(entry, shell, card)
            root.append(entry)
        count += len(entries)
    return xml.text_of(root)


def _moved(entry: Element, shell: Shell, card: Card) -> None:
    """Make the links of an entry relative to the folder of feeds, which is one level higher."""
    if shell.base:
        return
    for link in entry.findall(f"{{{xml.ATOM}}}link"):
        link.set(
            "href", "../" + link.get("href").removeprefix("../" * card.folder.count("/") + "../")
        )


def issues_feed(shell: Shell, cards: Sequence[Card], updated: str) -> str:
    """Return the feed of the last issues, newest first, each with its files."""
    path = "feeds/issues.xml"
    words = shell.words.issues_feed
    root = head(shell, path, f"{shell.publication.name} · {words}", updated)
    xml.link(root, "self", here(shell, path, path), ATOM)
    xml.link(root, "alternate", here(shell, path, "archive.html"), "text/html")
    for card in cards:
        entry = xml.add(root, "entry")
        xml.add(entry, "id", entry_id(card))
        xml.add(entry, "title", shell.title_of(card))
        xml.add(entry, "updated", card.updated)
        xml.add(entry, "published", f"{card.date}T00:00:00Z")
        page = here(shell, path, f"{card.folder}/index.html")
        xml.link(entry, "alternate", page, "text/html")
        for file in (each for each in card.downloads if not each.page):
            address = here(shell, path, f"{card.folder}/{file.name}")
            title = shell.file_name(file)
            xml.link(
                entry, "enclosure", address, file.media_type, length=str(file.size), title=title
            )
        if card.lead:
            xml.add(entry, "summary", card.lead)
    return xml.text_of(root)
