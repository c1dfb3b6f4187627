"""Reader of NewsML-G2 (news items, packages, messages) and of NITF files.

The group set of a package is the issue's structure: each group a page, with its items.
"""

from __future__ import annotations

import re
from datetime import date as Date
from html import escape
from pathlib import Path

from lxml import etree

from exporter.model import Kind
from exporter.options import DEFAULT, ReadOptions
from exporter.readers.base import Reading
from exporter.readers.nitf import fill_from_nitf
from exporter.readers.tools import files
from exporter.readers.tools.assemble import (
    Assembly,
    DraftArticle,
    DraftFigure,
    DraftPage,
    is_remote,
)
from exporter.readers.tools.items import Item, beside, day, draft_of, paragraphs, without_headline
from exporter.readers.tools.xmlfile import BadXml, attribute, child, parse, text_of

SUFFIXES = (".xml", ".nitf", ".newsml")
ROOTS = re.compile(
    r"<(?:\w+:)?(newsItem|packageItem|newsMessage|nitf|groupSet|contentSet)\b", re.IGNORECASE
)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PICTURE = re.compile(r"image/|\.(?:jpe?g|png|webp|gif|avif|svg)$", re.IGNORECASE)
ROLE = re.compile(r"^\w+:")
MAX_GROUPS = 500
# Where the day of an item or a package stands, the best first.
DATES = ("versionCreated", "contentCreated", "contentModified", "firstCreated", "embargoed")


class NewsmlReader:
    """Reads NewsML-G2 and NITF files and folders of them."""

    name = "newsml"
    sign = "NewsML-G2 news items and packages, NITF articles (.xml), or a folder of them"

    def knows(self, source: Path) -> bool:
        """Whether the first element is one of NewsML-G2 or NITF."""
        if source.is_dir():
            found = files.walk(source, SUFFIXES, limit=500)
            return any(_is_news(path) for path, _ in zip(found, range(5), strict=False))
        return source.suffix.lower() in SUFFIXES and _is_news(source)

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the file, or every such file of the folder."""
        return _News(Assembly(source, options)).reading()


def _is_news(path: Path) -> bool:
    text = files.head(path, 8192)
    first = re.search(r"<(?![?!])[^\s>]+", re.sub(r"<!--.{0,4000}?-->", "", text, flags=re.DOTALL))
    return bool(first and ROOTS.match(first[0] + ">"))


def _day(root: etree._Element) -> Date | None:
    """Return the day of an item or package; of one that has none, that of its message."""
    days = (day(text_of(node)) for name in DATES for node in root.iter(name))
    sent = (day(text_of(child(message, "sent"))) for message in root.iterancestors("newsMessage"))
    return next(filter(None, (*days, *sent)), None)


class _News:
    """One reading."""

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self.items: dict[str, Item] = {}
        self.packages: list[tuple[etree._Element, Path]] = []

    def reading(self) -> Reading:
        source = self.assembly.source
        for path in files.walk(source, SUFFIXES) if source.is_dir() else [source]:
            if source.is_file() or _is_news(path):
                self.add_file(path)
        pages = [page for package, path in self.packages for page in self.pages(package, path)]
        placed = {id(article) for page in pages for article in page.articles}
        rest = [item for item in self.items.values() if id(item.article) not in placed]
        draft = draft_of(list(self.items.values()), self.assembly)
        draft.pages = draft_of(rest, self.assembly, pages).pages
        self.fill_date(draft.date is None)
        draft.date = draft.date or self.date
        return self.assembly.reading(draft)

    def fill_date(self, wanted: bool) -> None:
        """Take the date of a package where no item has one."""
        dates = [_day(package) for package, _ in self.packages]
        self.date = next(filter(None, dates), None) if wanted else None

    # Files --------------------------------------------------------------------------------

    def add_file(self, path: Path) -> None:
        try:
            root, flaw = parse(files.read_bytes(path))
        except files.Unreadable as error:
            self.assembly.warn("source-file", path, 0, str(error), "it is left out")
            return
        except BadXml as error:
            self.assembly.warn("source-xml", path, error.line, str(error), "it is left out")
            return
        if flaw:
            message = f"is not well-formed XML ({flaw}): what comes after may be lost"
            self.assembly.warn("source-xml", path, 0, message, "is it cut short? save it again")
        self.add_root(root, path)

    def add_root(self, root: etree._Element, path: Path) -> None:
        if root.tag == "nitf":
            self.add_nitf(root, path)
            return
        if root.tag in ("contentSet", "newsItem"):
            self.add_item(root, path)
        elif root.tag in ("groupSet", "packageItem"):
            self.packages.append((root, path))
        else:
            for node in root.iter("newsItem", "packageItem"):
                self.add_root(node, path)

    def add(self, item: Item) -> None:
        """Keep an item; of several versions of one, the last."""
        name = item.identifier or f"{item.article.source}#{len(self.items)}"
        self.items[name] = item

    def add_nitf(self, root: etree._Element, path: Path) -> None:
        article = DraftArticle((), source=path, line=_line(root))
        fill_from_nitf(root, article, path)
        published = child(root, "pubdata")
        issued = child(root, "date.issue")
        item = Item(article, language=_language(root))
        if published is not None:
            item.date = day(attribute(published, "date.publication"))
            item.provider = attribute(published, "name")
            item.section = attribute(published, "position.section")
            item.label = attribute(published, "position.sequence")
        if item.date is None and issued is not None:
            item.date = day(attribute(issued, "norm"))
        item.subjects = [
            attribute(node, "tobject.subject.type") or attribute(node, "tobject.subject.matter")
            for node in root.iter("tobject.subject")
        ]
        self.add(item)

    def add_item(self, root: etree._Element, path: Path) -> None:
        """Read a news item: text inline or beside the file, or a picture."""
        article = DraftArticle((), source=path, line=_line(root))
        meta = child(root, "contentMeta")
        item = Item(article, identifier=attribute(root, "guid"), language=_language(root))
        if meta is not None:
            headline = text_of(child(meta, "headline"))
            article.headline = (headline,) if headline else ()
            names = (text_of(child(node, "name")) for node in meta.iterchildren("by", "creator"))
            article.byline = tuple(filter(None, [text_of(child(meta, "by")) or next(names, "")]))
            article.credit = text_of(child(meta, "creditline"))
            article.dateline = text_of(child(meta, "dateline"))
            item.subjects = _names(meta, "subject")
        item.date = _day(root)
        item.section = next(iter(_names(root, "service")), "")
        item.provider = _provider(root)
        content = root if root.tag == "contentSet" else child(root, "contentSet")
        if content is not None:
            self.read_content(content, item, path)
        caption = _description(root)
        if article.figures and not article.html:
            article.figures[0].caption = caption
            article.figures[0].credit = article.credit
        elif not article.html:
            article.html = paragraphs(caption)
        self.add(item)

    def read_content(self, content: etree._Element, item: Item, path: Path) -> None:
        article = item.article
        for inline in content.iter("inlineXML", "inlineData"):
            nitf = child(inline, "nitf")
            if nitf is not None:
                article.headline, known = (), article.headline
                fill_from_nitf(nitf, article, path)
                article.headline = article.headline or known
            elif inline.tag == "inlineData":
                article.html = paragraphs("".join(map(str, inline.itertext())))
            elif len(inline):
                html = "".join(etree.tostring(node, encoding="unicode") for node in inline)
                article.html = without_headline(html, article.headline)
        self.read_remote(content, article, path)

    def read_remote(self, content: etree._Element, article: DraftArticle, path: Path) -> None:
        """Take remote content: a text that lies beside the file, the largest picture."""
        pictures: list[tuple[bool, int, str]] = []
        for node in content.iter("remoteContent"):
            address = beside(attribute(node, "href"), path)
            if PICTURE.search(attribute(node, "contenttype")) or PICTURE.search(address):
                width = attribute(node, "width")
                pictures.append(
                    (not is_remote(address), int(width) if width.isdigit() else 0, address)
                )
            elif address and not is_remote(address) and not article.html:
                self.read_text(address, article, path)
        if pictures:
            article.figures.append(DraftFigure(max(pictures)[2].replace("file:///./", "").strip()))

    def read_text(self, address: str, article: DraftArticle, path: Path) -> None:
        target = path.parent / address
        inside = target.resolve().is_relative_to(self.assembly.root.resolve())
        text = self.assembly.text(target) if inside else None
        if text is None:
            message = f"names `{address[:80]}`, which is not beside it"
            self.assembly.warn("source-article", path, article.line, message, "put the file there")
            return
        article.html = text if "<" in text[:500] else paragraphs(text)

    # Packages -----------------------------------------------------------------------------

    def pages(self, package: etree._Element, path: Path) -> list[DraftPage]:
        """Return the pages that the groups of a package make."""
        group_set = package if package.tag == "groupSet" else child(package, "groupSet")
        if group_set is None:
            return []
        groups = {attribute(group, "id"): group for group in group_set.iter("group")}
        root = groups.get(attribute(group_set, "root"))
        if root is None:
            self.assembly.warn("source-xml", path, _line(group_set), "has no root group")
            return []
        seen = {attribute(root, "id")}
        pages = [DraftPage("", _title(root), source=path)]
        for node in root:
            if node.tag == "itemRef":
                self.add_reference(node, pages[0], path)
            elif node.tag == "groupRef":
                group = groups.get(attribute(node, "idref"))
                if group is not None and attribute(group, "id") not in seen:
                    page = DraftPage("", _title(group), source=path)
                    self.fill_page(group, groups, seen, page, path)
                    pages.append(page)
        return [page for page in pages if page.articles]

    def fill_page(
        self,
        group: etree._Element,
        groups: dict[str, etree._Element],
        seen: set[str],
        page: DraftPage,
        path: Path,
    ) -> None:
        """Put the items of a group, and of the groups in it, on a page."""
        waiting = [group]
        while waiting and len(seen) < MAX_GROUPS:
            current = waiting.pop(0)
            seen.add(attribute(current, "id"))
            for node in current:
                if node.tag == "itemRef":
                    self.add_reference(node, page, path)
                elif node.tag == "groupRef":
                    inner = groups.get(attribute(node, "idref"))
                    if inner is not None and attribute(inner, "id") not in seen:
                        waiting.append(inner)

    def add_reference(self, node: etree._Element, page: DraftPage, path: Path) -> None:
        """Put the item that a package names on a page; one that is not there in short."""
        item = self.items.get(attribute(node, "residref"))
        if item:
            page.articles.append(item.article)
            return
        title = text_of(child(node, "title"))
        shown = title or attribute(node, "residref") or attribute(node, "href")
        message = f"names the item `{shown[:80]}`, which is not in the folder"
        self.assembly.warn("source-article", path, _line(node), message, "put it there")
        summary = text_of(child(node, "description"))
        if title and summary:
            html = f"<p>{escape(summary, quote=False)}</p>"
            page.articles.append(
                DraftArticle((title,), html, source=path, line=_line(node), kind=Kind.BRIEF)
            )


def _line(node: etree._Element) -> int:
    line = node.sourceline
    return line if isinstance(line, int) else 0


def _language(root: etree._Element) -> str:
    tag = child(root, "language")
    return str(root.get(XML_LANG) or "") or (attribute(tag, "tag") if tag is not None else "")


def _names(node: etree._Element, tag: str) -> list[str]:
    """Return the names of the elements of one kind; concepts of the news before places."""
    found = [text_of(child(one, "name")) for one in node.iter(tag)]
    return list(filter(None, found))


def _provider(root: etree._Element) -> str:
    holder, provider = child(root, "copyrightHolder"), child(root, "provider")
    for node in (provider, holder):
        if node is not None and (name := text_of(child(node, "name"))):
            return name
    return ROLE.sub("", attribute(provider, "qcode")) if provider is not None else ""


def _description(root: etree._Element) -> str:
    return text_of(child(root, "description"))


def _title(group: etree._Element) -> str:
    """Return what a group is called: its title, or its role, such as `sidebar`."""
    for node in group.iterchildren("title", "name"):
        return text_of(node)
    role = ROLE.sub("", attribute(group, "role"))
    return "" if role == "main" else role.replace("_", " ").capitalize()


READER = NewsmlReader()
