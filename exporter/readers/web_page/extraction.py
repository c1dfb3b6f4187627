"""One saved page of a web site: its headline, who wrote it and when, its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Date
from html import escape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from exporter.content.sanitize import clean_text
from exporter.readers.nitf import BY
from exporter.readers.tools import markup
from exporter.readers.tools.assemble import is_remote
from exporter.readers.tools.chinese_dates import date_line, find_date, stated_date
from exporter.readers.tools.drafts import DraftArticle, DraftFigure
from exporter.readers.tools.items import Item, day, squeezed
from exporter.readers.tools.signature import is_byline, plain, sign
from exporter.readers.tools.xmlfile import DECLARATION, line_of, parted_text, text_of, without
from exporter.readers.web_page.main_text import (
    SAYING,
    shown,
    text_element,
    without_said,
    without_tools,
)
from exporter.readers.web_page.structured_data import AUTHORS, DATES, json_ld, metas, said
from exporter.repair.chrome import looks_like_chrome

TAIL = re.compile(r"(.+?)\s*(?:[|_–—]|\s-\s|-(?=[^-]*$))\s*([^|_–—]{2,60})$", re.DOTALL)
SOURCE = re.compile(
    r"(?:来源|來源|稿源|出处|Source)\s*[:：]\s*([^\s|:：]{2,30}?)(?=[\s|]|$|作者|记者|記者|责任|責任)"
)
AUTHOR = re.compile(r"(?:作者|记者|記者|撰文|文)\s*[:：/／]\s*([^\s|:：]{2,20})")
WRITTEN = re.compile(r"^(?:作者|撰文)\s*[:：/／]\s*")
AUTHOR_CLASS = re.compile(r"(?:^|[\s_-])(?:author|byline|zuozhe|writer)(?:$|[\s_-])", re.IGNORECASE)
KICKER_CLASS = re.compile(r"kicker|eyebrow|overline|yinti|pre-?title", re.IGNORECASE)
# Elements of Founder's web editions, and what is the same in HTML.
FOUNDER = {
    "title": ("<h1>", "</h1>"),
    "(?:pre|intro)title": ('<p class="kicker">', "</p>"),
    "subtitle": ('<p class="subtitle">', "</p>"),
    "author": ('<p class="author">', "</p>"),
    "content": ("<article>", "</article>"),
    "date": ("<time>", "</time>"),
}
DECK_CLASS = re.compile(
    r"standfirst|(?:^|[\s_-])(?:deck|dek|strapline|summary|fubiao)(?:$|[\s_-])|sub-?(?:title|head)",
    re.IGNORECASE,
)
LOGIN = re.compile(r"[a-z0-9._-]+")
# The names of `By Ann Reed | 16 June 2026`.
BYLINE_BEFORE = re.compile(r"^by\s[^|,·•–—\d]{2,60}[|,·•–—]", re.IGNORECASE)
SENTENCE = re.compile(r"[。！？….!?][”’」』\"')）]*$")
LINE = 120  # characters of a line that says when and by whom
LINES = ("h1", "h2", "h3", "p", "div", "span", "time", "li", "address", "td", "a", "em", "article")
MANY = 12  # elements in one that is not a line
MAX_BYLINE = 100
MAX_DECK = 400


@dataclass
class WebPage:
    """What one page holds; `left_out` are words among the text that are the web page's own."""

    item: Item
    name: str = ""
    left_out: str = ""


def read_page(html: str, path: Path) -> WebPage | None:
    """Read a page; None if it has no headline, or no text."""
    tree = _tree(html)
    if tree is None:
        return None
    page = _Page(tree, path)
    element = text_element(tree)
    if element is None or not page.headline:
        return None
    return page.read(element)


def _tree(html: str) -> etree._Element | None:
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        return lxml_html.document_fromstring(
            DECLARATION.sub("", clean_text(_with_headings(html))), parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _with_headings(html: str) -> str:
    """Name the parts of an article of Founder's web editions as HTML does, without headings."""
    if "<founder-title" not in html or re.search(r"<h1\b", html, re.IGNORECASE):
        return html
    for name, (start, end) in FOUNDER.items():
        html = re.sub(f"<founder-(?:{name})>", start, html)
        html = re.sub(f"</founder-(?:{name})>", end, html)
    return html


class _Page:
    """Reads one page: what its head says goes before what it shows."""

    def __init__(self, tree: etree._Element, path: Path) -> None:
        self.tree, self.path = tree, path
        self.described: dict[str, object] = json_ld(tree)
        self.metas = metas(tree)
        self.title, self.site = _parted(text_of(next(tree.iter("title"), None)))
        self.headline = self.find_headline()

    def find_headline(self) -> str:
        """Return the headline as the page shows it, else as its head says it."""
        shown_ones = [text_of(node) for node in self.tree.iter("h1", "h2")]
        stated = [
            *said(self.described, "headline"),
            self.metas.get("og:title", ""),
            self.title,
        ]
        for known in filter(None, stated):
            for heading in filter(None, shown_ones):
                letters, whole = squeezed(heading), squeezed(known)
                if whole.startswith(letters) and len(letters) * 2 > len(whole):
                    return heading
        first = next((text_of(node) for node in self.tree.iter("h1")), "")
        return next(filter(None, [*stated[:1], first, *stated[1:]]), "")

    def read(self, element: etree._Element) -> WebPage | None:
        """Read the article whose text is in an element."""
        lines = list(self.lines_before(element))
        article = DraftArticle((self.headline,), source=self.path, line=line_of(element))
        article.byline = self.byline(lines)
        article.credit = _first(SOURCE, lines)
        date = self.date(lines, element)
        self.take_deck(article)
        left = without_tools(element)
        without_said(element, [self.headline, *self.info_lines(element)], article.byline)
        self.with_addresses(element)
        self.sign(element, article)
        article.html = _inner_html(element)
        self.add_lead_picture(article)
        if not markup.text(article.html) and "<img" not in article.html:
            return None
        item = Item(article, self.address(), self.section(), date=date, language=self.language())
        return WebPage(item, self.name(), shown(left))

    # The head -----------------------------------------------------------------------------

    def name(self) -> str:
        """Return the name of the site, which stands for that of the publication."""
        names = [self.metas.get("og:site_name", ""), *said(self.described, "publisher"),
                 self.metas.get("application-name", ""), self.site]  # fmt: skip
        return next(filter(None, names), "")

    def section(self) -> str:
        sections = [*said(self.described, "articleSection"), self.metas.get("article:section", "")]
        return next(filter(None, sections), "")

    def language(self) -> str:
        tags = [self.tree.get("lang") or "", *said(self.described, "inLanguage"),
                self.metas.get("og:locale", "")]  # fmt: skip
        return next(filter(None, tags), "").replace("_", "-")

    def address(self) -> str:
        """Return the address that the page was saved from."""
        links = (node.get("href") or "" for node in self.tree.iter("link")
                 if (node.get("rel") or "").lower() == "canonical")  # fmt: skip
        return next(filter(is_remote, [*links, self.metas.get("og:url", "")]), "")

    def date(self, lines: list[str], element: etree._Element) -> Date | None:
        """Return the day of publication: as the head says it, an element, a line over the text."""
        stated = [*said(self.described, "datePublished"), *map(self.metas.get, DATES)]
        inside = list(element.iter("time")) or self.tree.iter("time")
        times = [node.get("datetime") or text_of(node) for node in inside]
        for text in filter(None, stated):
            if found := day(text) or _day(text):
                return found
        for line in self.date_lines([*lines, *self.info_lines(element)]):
            if found := _day(line):
                return found
        return next(filter(None, (day(text) or _day(text) for text in times)), None)

    def date_lines(self, lines: Iterable[str]) -> Iterator[str]:
        dated = (line for line in lines if len(line) <= LINE)
        return (line for line in dated if find_date(line) or date_line(line))

    # Around the text ----------------------------------------------------------------------

    def lines_before(self, element: etree._Element) -> Iterator[str]:
        """Yield the lines between the headline and the text."""
        is_after = False
        around = set(element.iterancestors())
        for node in self.tree.iter(*LINES):
            if node is element:
                return
            words = text_of(node) if len(node) < MANY and node not in around else ""
            if node.tag in ("h1", "h2") and squeezed(words) == squeezed(self.headline):
                is_after = True
            elif is_after and 0 < len(words) <= LINE:
                yield words

    def info_lines(self, element: etree._Element) -> list[str]:
        """Return the lines at the head of the text that say when it was published, and by whom."""
        found = []
        for node in element.iter("p", "div", "span", "time", "li", "address"):
            words = text_of(node)
            if node.tag == "time" or _is_info(words):
                found.append(words)
            elif node.tag == "p" and (len(words) > LINE or SENTENCE.search(words)):
                break
        return found

    def byline(self, lines: list[str]) -> tuple[str, ...]:
        """Return who wrote it: as the head says it, an element for it, a line over the text."""
        stated = [self.metas[name] for name in AUTHORS if name in self.metas]
        stated = [words for words in stated if not is_remote(words)]
        marked = self.marked(AUTHOR_CLASS, MAX_BYLINE)
        signed = [plain(line) for line in lines if is_byline(line)]
        if marked and stated and LOGIN.fullmatch(stated[0]):
            stated = []
        found = (said(self.described, "author"), stated[:1], marked[:1], signed[:1],
                 [_first(AUTHOR, lines)])  # fmt: skip
        names = next((names for names in found if any(names)), [])
        names = [WRITTEN.sub("", BY.sub("", name.strip(), count=1)) for name in names]
        return tuple(filter(None, names))

    def marked(self, kind: re.Pattern[str], longest: int) -> list[str]:
        """Return the words of the elements whose class or id says that they are of a kind."""
        found = (
            parted_text(node)
            for node in self.tree.iter(*SAYING)
            if kind.search(f"{node.get('class') or ''} {node.get('id') or ''}")
            or (kind is AUTHOR_CLASS and node.get("rel") == "author")
        )
        return [words for words in found if 0 < len(words) <= longest]

    def take_deck(self, article: DraftArticle) -> None:
        """Take what stands beside the headline, or is called so, as its kicker and deck."""
        for heading in self.tree.iter("h1"):
            if text_of(heading) == self.headline:
                article.kicker = _taken(heading.getprevious(), KICKER_CLASS)
                article.deck = _taken(heading.getnext(), DECK_CLASS)
                return

    def sign(self, element: etree._Element, article: DraftArticle) -> None:
        """Take byline and credit out of the paragraphs, where they stand alone at either end."""
        nodes = [node for node in element.iter("p") if text_of(node)]
        if not nodes:
            return
        signed = sign([text_of(node) for node in nodes])
        article.byline = article.byline or signed.byline
        article.credit = article.credit or signed.credit
        for node in [*nodes[: signed.first], *nodes[signed.last :]]:
            without(node)

    # Addresses ----------------------------------------------------------------------------

    def with_addresses(self, element: etree._Element) -> None:
        """Make addresses absolute, but those of files that were saved with the page."""
        base = self.address()
        for node in element.iter("a", "img", "source", "video", "audio", "iframe"):
            for name in ("href", "src", "poster", "data-src"):
                address = (node.get(name) or "").strip()
                if base and address and not address.startswith(("#", "data:")):
                    node.set(name, address if self.is_saved(address) else _joined(base, address))

    def is_saved(self, address: str) -> bool:
        try:
            name = unquote(urlsplit(address).path)
            return bool(name) and not is_remote(address) and (self.path.parent / name).is_file()
        except (ValueError, OSError):
            return False

    def add_lead_picture(self, article: DraftArticle) -> None:
        """Add the picture that the head names, where the text has none."""
        address = self.metas.get("og:image", "")
        if address and "<img" not in article.html and "image" in self.described:
            article.figures.append(DraftFigure(address, alt=self.metas.get("og:image:alt", "")))


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _taken(node: etree._Element | None, kind: re.Pattern[str]) -> str:
    """Take a smaller heading, or an element that is called so, out of the page; its words."""
    if node is None or not isinstance(node.tag, str):
        return ""
    words = text_of(node)
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    is_one = node.tag in ("h2", "h3", "h4", "h5", "h6") or kind.search(names)
    if not is_one or not words or len(words) > MAX_DECK or looks_like_chrome(words):
        return ""
    without(node)
    return words


def _is_info(words: str) -> bool:
    """Whether a line says when an article was published, and at most who wrote it and where."""
    if not words or len(words) > LINE:
        return False
    return date_line(AUTHOR.sub("", SOURCE.sub("", BYLINE_BEFORE.sub("", words)))) is not None


def _day(text: str) -> Date | None:
    found = find_date(text) or stated_date(text)
    return found.date if found else None


def _first(pattern: re.Pattern[str], lines: list[str]) -> str:
    return next((match[1] for line in lines if (match := pattern.search(line))), "")


def _parted(title: str) -> tuple[str, str]:
    """Part `A bridge opens - Ferry Post` into the headline and the name of the site."""
    match = TAIL.fullmatch(title)
    return (match[1].strip(), match[2].strip(" -")) if match else (title, "")


def _inner_html(element: etree._Element) -> str:
    parts = [etree.tostring(node, encoding="unicode", method="html") for node in element]
    return escape(element.text or "", quote=False) + "".join(parts)
