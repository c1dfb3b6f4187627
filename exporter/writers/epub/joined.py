"""Articles of very large issues share documents.

Engines take time for each document of a book before they show its first page: they list its files,
look up each item of the manifest and make a section of it. One document an article would make a
book of 600 articles slower to open than one of a chapter a page. So the front of a page has the
first of its articles with it; the front of the issue, which is read first, stays a document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from pathlib import PurePosixPath

from exporter.writers.epub.package import Item
from exporter.writers.epub.xhtml_document import XhtmlDocument

MANY = 200  # articles: with fewer, the time is too short to be seen
LARGEST = 64_000  # bytes of a document: more would make its own first page slow
# Documents are the output of our own templates: text holds no `<`.
TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
SCRIPT = re.compile(rb"<script\b.*?</script>\n?", re.DOTALL)
BODY = re.compile(rb"<body\b[^>]*>(.*)</body>", re.DOTALL)
HEAD_END = b"</head>"
TURN = re.compile(rb'(<nav class="turn" aria-label="[^"]*)"')
PART = b'<div class="joined">%b</div>\n'  # epub.css begins a page with it
LINK = re.compile(rb'(<a\b[^>]*? href=")([^"#]+)(#[^"]*)?(?=")')
Documents = list[tuple[Item, XhtmlDocument]]


def join(
    documents: list[Item],
    written: dict[str, XhtmlDocument],
    articles: Set[str],
    fronts: Set[str],
) -> tuple[list[Item], dict[str, str]]:
    """Join neighbouring documents of `articles`, behind those of `fronts`, and correct all links.

    Both are given by name. Returns the documents that are left, and where the others are now: name
    by name, as the first document's with the article's id. The others are no longer in `written`.
    """
    for item in documents:  # the preview makes its next book of the same ones
        written[item.file_name] = written[item.file_name].copied()
    pairs = [(item, written[item.file_name]) for item in documents]
    groups = list(_groups(pairs, articles, fronts | articles))
    moved = {
        item.file_name: f"{group[0][0].file_name}#{PurePosixPath(item.file_name).stem}"
        for group in groups
        for item, _ in group[1:]
    }
    for group in groups:
        if len(group) > 1:
            _merge(group)
    left = [group[0] for group in groups]
    for item, document in left:
        item.data = document.data = _relinked(document.data, moved)
    for name in moved:
        del written[name]
    return [item for item, _ in left], moved


def _groups(documents: Documents, articles: Set[str], first: Set[str]) -> Iterator[Documents]:
    """Divide documents: articles stand behind one of `first`."""
    group: Documents = []
    for item, document in documents:
        is_next = item.file_name in articles and group and group[0][0].file_name in first
        if group and not (is_next and _fits(group, document)):
            yield group
            group = []
        group.append((item, document))
    if group:
        yield group


def _fits(group: Documents, document: XhtmlDocument) -> bool:
    """Whether a document may be added: one of the same language, not too much for an engine."""
    size = sum(len(each.data) for _, each in group) + len(document.data)
    return _opening(group[0][1]) == _opening(document) and size <= LARGEST


def _opening(document: XhtmlDocument) -> bytes:
    return document.data.partition(b"<head>")[0]


def _merge(group: Documents) -> None:
    """Move all that is in the documents of a group into its first one."""
    (first, base), *others = group
    named: Counter[bytes] = Counter()
    for _, each in group:
        each.data = _named(each.data, named)
    heads = [document.data.partition(HEAD_END)[0] for _, document in group]
    titles = [found[1] for head in (heads[0], heads[-1]) if (found := TITLE.search(head))]
    title = b"<title>" + " – ".encode().join(titles) + b"</title>"
    scripts = [script for head in heads[1:] for script in SCRIPT.findall(head)]
    head = b"".join((TITLE.sub(lambda _: title, heads[0], count=1), *scripts, HEAD_END))
    body, end, rest = base.data.partition(HEAD_END)[2].rpartition(b"</body>")
    bodies = (BODY.search(each.data) for _, each in others)
    contents = [PART % body[1] for body in bodies if body]
    base.data = b"".join((head, body, *contents, end, rest))
    base.pictures = base.pictures.union(*(each.pictures for _, each in others))
    first.properties = sorted({each for item, _ in group for each in item.properties})


def _named(data: bytes, named: Counter[bytes]) -> bytes:
    """Name the links to an article's neighbours by its title: landmarks of a document differ.

    `named` counts the titles in the document: two articles may have the same one.
    """
    found = TITLE.search(data)
    title = found[1].replace(b'"', b"&quot;") if found else b""
    named[title] += 1
    if named[title] > 1:
        title += b" (%d)" % named[title]
    return TURN.sub(lambda turn: b'%b: %b"' % (turn[1], title), data)


def _relinked(data: bytes, moved: Mapping[str, str]) -> bytes:
    def address(found: re.Match[bytes]) -> bytes:
        target = moved.get(found[2].decode())
        if target is None:
            return found[0]
        name, place = target.partition("#")[0], found[3]
        return found[1] + (name.encode() + place if place else target.encode())

    return LINK.sub(address, data)
