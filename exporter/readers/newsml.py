"""Reader of NewsML-G2 (news items, packages, messages), NewsML 1.x and NITF files.

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
from exporter.readers.newsml1 import items_of
from exporter.readers.newsml_metadata import (
    describe,
    description_of,
    fill_meta,
    language_of,
    line_of,
    names_in,
    provider_of,
    rank,
    title_of,
)
from exporter.readers.nitf import fill_from_nitf, to_html
from exporter.readers.nitf_management import is_withdrawn, nitf_name, nitf_version
from exporter.readers.tools import source_files
from exporter.readers.tools.assemble import Assembly, is_remote
from exporter.readers.tools.drafts import DraftArticle, DraftFigure, DraftPage
from exporter.readers.tools.items import (
    Item,
    beside,
    day,
    draft_of,
    html_of,
    newest,
    squeezed,
    tidy,
)
from exporter.readers.tools.numbers import number_in
from exporter.readers.tools.stubs import headline_alone
from exporter.readers.tools.xmlfile import (
    BadXml,
    attribute,
    child,
    parse,
    parted_text,
    text_of,
    without,
)

SUFFIXES = (".xml", ".nitf", ".newsml")
NEWS_KINDS = (*SUFFIXES, *".json .ninjs .txt .md .htm .html .docx .doc .odt .rtf .pdf".split())
# Reuters and others name their files without an ending that says what they are.
OTHER_KINDS = frozenset(
    ".json .ninjs .txt .text .md .htm .html .shtml .jpg .jpeg .png .gif .webp .avif .svg .tif .tiff"
    " .pdf .mp3 .mp4 .mov .zip .gz .css .js .csv .yaml .yml .docx .xls .xlsx".split()
)
LOOKED_AT = 20  # files of a folder at which to look for news
ROOTS = re.compile(
    r"<(?:\w+:)?(newsItem|packageItem|newsMessage|nitf|groupSet|contentSet|NewsML)\b", re.IGNORECASE
)
PICTURE = re.compile(r"image/|\.(?:jpe?g|png|webp|gif|avif|svg)$", re.IGNORECASE)
MAX_GROUPS = 500
MAX_SLUG = 60  # characters of a line in the header of a body; a longer one is text
HTML = {"html", "body", "div", "p", "article", "section", "main", "table", "ul", "ol", "h1", "h2"}
WITHDRAWN = (":canceled", ":cancelled", ":withheld")
# Where the day of an item or a package stands, the best first.
DATES = ("versionCreated", "contentCreated", "contentModified", "firstCreated", "embargoed")


class NewsmlReader:
    """Reads NewsML-G2 and NITF files and folders of them."""

    name = "newsml"
    sign = "NewsML-G2 and NewsML 1 news items, NITF articles (.xml), or a folder of them"

    def knows(self, source: Path) -> bool:
        """Whether the first element is one of NewsML-G2 or NITF."""
        if source.is_dir():
            found = source_files.walk(source, SUFFIXES, limit=500, others=OTHER_KINDS)
            return any(_is_news(path) for path, _ in zip(found, range(LOOKED_AT), strict=False))
        return source_files.suffix(source.name) not in OTHER_KINDS and _is_news(source)

    def misses(self, source: Path) -> str:
        """Return which element an XML file begins with."""
        if source_files.suffix(source.name) not in SUFFIXES:
            return ""
        first = re.search(r"<([^\s<>/!?]{1,60})", source_files.head(source, 8192))
        if first is None:
            return "contains no XML"
        return f"begins with <{first[1]}>, not <newsItem>, <packageItem>, <newsMessage> or <nitf>"

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the file, or every such file of the folder."""
        return _News(Assembly(source, options)).reading()


def _is_news(path: Path) -> bool:
    text = source_files.head(path, 8192)
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
        self.found: list[Item] = []
        self.items: dict[str, Item] = {}
        self.packages: list[tuple[etree._Element, Path]] = []

    def reading(self) -> Reading:
        for path in self.paths():
            self.add_file(path)
        kept = newest(self.found, self.assembly)
        self.items = {item.identifier or str(number): item for number, item in enumerate(kept)}
        for item in kept:
            tidy(item.article)
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

    def paths(self) -> list[Path]:
        """Return the news files; what else of a folder might be news is named."""
        source = self.assembly.source
        if source.is_file():
            return [source]
        found = [
            path
            for path in source_files.walk(source, SUFFIXES, others=OTHER_KINDS)
            if _is_news(path)
        ]
        self.assembly.name_unread(found, NEWS_KINDS)
        return found

    # Files --------------------------------------------------------------------------------

    def add_file(self, path: Path) -> None:
        try:
            root, flaw = parse(source_files.read_bytes(path))
        except source_files.Unreadable as error:
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
        if root.tag == "NewsML":
            self.found += items_of(root, path)
        elif root.tag in ("contentSet", "newsItem"):
            self.add_item(root, path)
        elif root.tag in ("groupSet", "packageItem"):
            self.packages.append((root, path))
        else:
            for node in root.iter("newsItem", "packageItem"):
                self.add_root(node, path)

    def add_nitf(self, root: etree._Element, path: Path) -> None:
        article = DraftArticle((), source=path, line=line_of(root))
        fill_from_nitf(root, article, path)
        published = child(root, "pubdata")
        issued = child(root, "date.issue")
        item = Item(article, nitf_name(root), language=language_of(root))
        item.version, item.is_withdrawn = nitf_version(root), is_withdrawn(root)
        item.may_be_shared = item.identifier.startswith("doc-id:")
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
        self.found.append(item)

    def add_item(self, root: etree._Element, path: Path) -> None:
        """Read a news item: text inline or beside the file, or a picture."""
        article = DraftArticle((), source=path, line=line_of(root))
        item = Item(article, identifier=attribute(root, "guid"), language=language_of(root))
        meta = child(root, "contentMeta")
        if meta is not None:
            fill_meta(meta, item)
        item.date = _day(root)
        item.version = (
            number_in(attribute(root, "version")),
            text_of(child(root, "versionCreated")),
        )
        status = child(root, "pubStatus")
        item.is_withdrawn = status is not None and attribute(status, "qcode").endswith(WITHDRAWN)
        item.section = next(iter(names_in(root, "service")), "")
        item.provider = provider_of(root)
        content = root if root.tag == "contentSet" else child(root, "contentSet")
        if content is not None:
            self.read_content(content, item, path)
        describe(article, description_of(root))
        self.found.append(item)

    def read_content(self, content: etree._Element, item: Item, path: Path) -> None:
        """Take the text: NITF before other XML, that before plain text."""
        article = item.article
        inlines = sorted(content.iter("inlineXML", "inlineData"), key=rank)
        for inline in inlines:
            nitf = child(inline, "nitf")
            if article.html:
                break
            if nitf is not None:
                article.headline, known = (), article.headline
                fill_from_nitf(nitf, article, path)
                article.headline = article.headline or known
            else:
                article.html = self.inline_text(inline, article, path)
        self.read_remote(content, article, path)

    def inline_text(self, inline: etree._Element, article: DraftArticle, path: Path) -> str:
        """Return the text of an element as HTML; XML of a provider's own becomes blocks."""
        if inline.tag == "inlineData" or not len(inline):
            return html_of("".join(map(str, inline.itertext())))
        self.leave_out_header(inline, article, path)
        if str(inline[0].tag).lower() in HTML:
            parts = [etree.tostring(node, encoding="unicode") for node in inline]
            return escape(inline.text or "", quote=False) + "".join(parts)
        return to_html(inline)

    def leave_out_header(self, inline: etree._Element, article: DraftArticle, path: Path) -> None:
        """Leave out a header that repeats the headline among keywords and times, and name it."""
        headline = squeezed("".join(article.headline))
        for header in list(inline.iter("header")):
            words = [squeezed(parted_text(node)) for node in header.iter("h1", "h2", "h3")]
            long = any(len(parted_text(node)) > MAX_SLUG for node in header.iter("p", "li"))
            if headline in words and headline and not long:
                rest = parted_text(header).replace("".join(article.headline), "").strip()
                without(header)
                message = f"the text of its header is left out: {' '.join(rest.split())[:80]}"
                self.assembly.note("source-header", path, article.line, message)

    def read_remote(self, content: etree._Element, article: DraftArticle, path: Path) -> None:
        """Take remote content: a text that is beside the file, the largest picture."""
        pictures: list[tuple[bool, int, str]] = []
        for node in content.iter("remoteContent"):
            address = beside(attribute(node, "href"), path)
            if PICTURE.search(attribute(node, "contenttype")) or PICTURE.search(address):
                width = attribute(node, "width")
                pictures.append((not is_remote(address), number_in(width), address))
            elif address and not is_remote(address) and not article.html:
                self.read_text(address, article, path)
            elif address and not article.html:
                message = f"names `{address[:80]}`, which is on the network"
                advice = "put the file beside it"
                self.assembly.warn("source-article", path, line_of(node), message, advice)
        if pictures:
            article.figures.append(DraftFigure(max(pictures)[2].replace("file:///./", "").strip()))

    def read_text(self, address: str, article: DraftArticle, path: Path) -> None:
        target = path.parent / address
        inside = target.resolve().is_relative_to(self.assembly.root.resolve())
        text = self.assembly.text(target) if inside else None
        if text is None:
            message = f"names `{address[:80]}`, which is not in its folder"
            self.assembly.warn("source-article", path, article.line, message, "put the file there")
            return
        article.html = html_of(text)

    # Packages -----------------------------------------------------------------------------

    def pages(self, package: etree._Element, path: Path) -> list[DraftPage]:
        """Return the pages that the groups of a package make."""
        group_set = package if package.tag == "groupSet" else child(package, "groupSet")
        if group_set is None:
            return []
        groups = {attribute(group, "id"): group for group in group_set.iter("group")}
        root = groups.get(attribute(group_set, "root"))
        if root is None:
            self.assembly.warn("source-xml", path, line_of(group_set), "has no root group")
            return []
        seen = {attribute(root, "id")}
        pages = [DraftPage("", title_of(root), source=path)]
        for node in root:
            if node.tag == "itemRef":
                self.add_reference(node, pages[0], path)
            elif node.tag == "groupRef":
                group = groups.get(attribute(node, "idref"))
                if group is not None and attribute(group, "id") not in seen:
                    page = DraftPage("", title_of(group), source=path)
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
        """Put the item that a package names on a page; one that does not exist in short."""
        item = self.items.get(attribute(node, "residref"))
        if item:
            page.articles.append(item.article)
            return
        title = text_of(child(node, "title"))
        shown = title or attribute(node, "residref") or attribute(node, "href")
        message = f"refers to the item `{shown[:80]}`, which is not in the folder"
        self.assembly.warn("source-article", path, line_of(node), message, "put it there")
        if title:
            page.articles.append(self.in_short(title, text_of(child(node, "description")), path))
            page.articles[-1].line = line_of(node)

    def in_short(self, title: str, summary: str, path: Path) -> DraftArticle:
        """Make an article of what a package says of an item that is not there."""
        if summary:
            html = f"<p>{escape(summary, quote=False)}</p>"
            return DraftArticle((title,), html, source=path, kind=Kind.BRIEF)
        languages = (item.language for item in self.items.values() if item.language)
        return headline_alone((title,), path, next(languages, "en"))


READER = NewsmlReader()
