"""Reader of saved web editions of the Founder (方正) family, the 数字报 of most Chinese papers.

A tree of page files and article files, as wget or a browser saves it:

html/2017-10/13/node_3.htm              a page: the list of pages, its picture with a map of
                                        regions, the links to its articles
html/2017-10/13/content_71.htm?div=-1   an article: headline parts and properties in comments
layout/201710/13/node_03.html           the same, newer
nbs.D110000name_03.htm, nw.D110000name_20171013_2-03.htm    the same, older
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path
from urllib.parse import unquote

from exporter.options import DEFAULT, ReadOptions
from exporter.pictures.files import PictureError, locate, measure
from exporter.readers.base import Reading
from exporter.readers.tools import files, markup
from exporter.readers.tools.assemble import Assembly, Draft, DraftArticle, DraftFigure, DraftPage
from exporter.readers.tools.dates import FoundDate, find_date, find_dates, weekday_name
from exporter.repair.script import guess_language

SUFFIXES = (".htm", ".html", ".shtml")
MAX_BYTES = 5_000_000
MAX_TREE = 300_000_000
SMALL = 80  # pixels; a smaller picture is an ornament of the web page
PAGE_FILE = re.compile(
    r"(?:node_(\d+)|nbs\.D110000[a-z]*_([A-Za-z]?\d+))(?:$|[^0-9])", re.IGNORECASE
)
ARTICLE_FILE = re.compile(
    r"(?:content_(?:\d+_)?(\d+)|nw\.D110000[a-z]*_(\d{8})_(\d+)-([A-Za-z]?\d+))", re.IGNORECASE
)
LABEL = re.compile(r"第?\s*([A-Za-z]{0,2}\d{1,3}[A-Za-z]?)\s*版?\s*[:：]?\s*(.*)", re.DOTALL)
OWN_LABEL = re.compile(r"第\s*([A-Za-z]{0,2}\d{1,3}[A-Za-z]?)\s*版\s*[:：]?[ \t]*([^\s<>|]{0,20})")
VIEW = re.compile(r"view\(\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')\s*\)")
PATH_DATE = re.compile(r"(?:^|/)(\d{4})-?(\d{2})/(\d{2})(?=/)|_(\d{4})(\d{2})(\d{2})_")
NUMBER = re.compile(r"第\s*(\d{1,6})\s*期")
CN_NUMBER = re.compile(r"CN\s*(\d{2}-\d{4}(?:/[A-Z])?)")
PAPER = re.compile(
    "[^\\s\\-_—|:：·，,。《》]{1,20}(?:报|報|周刊|週刊|周末|杂志|雜誌|导刊|时评|快讯|商报|都市)"
)
SUFFIX_OF_PAPER = re.compile(
    "(?:多媒体|多媒體)?(?:数字|數字|电子|電子|網絡|网络)(?:报纸|报刊|報|报|版)$"
)
PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif)(?:$|\?)", re.IGNORECASE)
CREDIT = re.compile(
    r"[\s\u3000。]((?:\S{1,10}(?:[记記]者|通[讯訊][员員])[ \u3000]?)?"
    r"[^\s\u3000。]{2,4}\s*[摄攝]影?)$"
)
COORDS = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass
class PageFile:
    """What a page file says."""

    path: Path
    text: str
    date: FoundDate | None = None
    name: str = ""
    listed: list[tuple[str, str, str]] = field(default_factory=list)
    """Key, label and section of every page of the issue."""
    label: str = ""
    section: str = ""
    articles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Key and headline of its articles, in order."""
    regions: list[tuple[str, tuple[tuple[float, float], ...]]] = field(default_factory=list)
    picture: str = ""
    shown: tuple[float, float] = (0, 0)
    """Width and height in pixels at which the page shows the picture; 0 where it does not say."""
    pdf: str = ""
    neighbours: dict[str, Date] = field(default_factory=dict)


class FounderReader:
    """Reads saved trees of a Founder web edition."""

    name = "founder"
    sign = "a saved web edition of the Founder family: node_2.htm, content_1.htm, …"

    def knows(self, source: Path) -> bool:
        """Whether it is a page file of such an edition, or a folder with one in it."""
        if source.is_file():
            return bool(PAGE_FILE.match(source.name)) and _is_page(files.head(source))
        return any(_is_page(files.head(path)) for path in _page_files(source))

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the tree; of a page file, the folder that it lies in."""
        folder = source.parent if source.is_file() else source
        return _Tree(Assembly(folder, options)).reading()


def _page_files(folder: Path) -> list[Path]:
    found = (path for path in files.walk(folder, SUFFIXES) if PAGE_FILE.match(path.name))
    return [path for path, _ in zip(found, range(3), strict=False)]


def _is_page(html: str) -> bool:
    lower = html.lower()
    signs = ("pagepicmap", "pagelink", "founder-type", "enpproperty", "founder-date")
    return any(sign in lower for sign in signs) or bool(
        OWN_LABEL.search(html) and ("content_" in lower or "nw.d110000" in lower)
    )


def key_of(address: str) -> str:
    """Return by what name page and article files know each other: `content_71`, `node_3`.

    The same article is linked with `?div=0` and `?div=-1`; wget keeps that in the file's name.
    """
    name = unquote(address).replace("\\", "/").split("#")[0]
    name = re.split(r"[?@]", name, maxsplit=1)[0].rsplit("/", 1)[-1].lower()
    return re.sub(r"\.s?html?$", "", name)


class _Tree:
    """One reading of a tree."""

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self.pages: dict[str, PageFile] = {}
        self.articles: dict[str, Path] = {}
        self.placed: set[str] = set()
        self.read_bytes = 0

    def reading(self) -> Reading:
        self.find_files()
        dates = Counter(page.date.date for page in self.pages.values() if page.date)
        if not self.pages:
            self.assembly.fail(
                "source-empty",
                self.assembly.source,
                0,
                "no page file is in it",
                "save the page files (node_2.htm, …) of the issue too",
            )
            return self.assembly.reading(None)
        date = max(dates, key=lambda day: (dates[day], day)) if dates else None
        date = self.assembly.options.chosen_day(dates) or date
        self.keep_one_issue(date, dates)
        return self.assembly.reading(self.draft(date))

    # Files --------------------------------------------------------------------------------

    def find_files(self) -> None:
        """Sort the files of the tree into pages and articles."""
        for path in files.walk(self.assembly.root, SUFFIXES):
            key = key_of(path.name)
            if ARTICLE_FILE.match(path.name):
                known = self.articles.get(key)
                if known is None or path.stat().st_size > known.stat().st_size:
                    self.articles[key] = path
            elif PAGE_FILE.match(path.name):
                self.add_page(path, key)

    def add_page(self, path: Path, key: str) -> None:
        text = self.text(path)
        if text is None:
            return
        if not _is_page(text):
            message = "is named like a page file and has no sign of one: left out"
            self.assembly.warn("source-page", path, 0, message, "is it cut short? save it again")
            return
        name = str(path.parent / key)
        self.pages[name] = _page(path, text)

    def text(self, path: Path) -> str | None:
        """Read a file, unless the tree as a whole is too much."""
        text = self.assembly.text(path, MAX_BYTES)
        self.read_bytes += len(text or "")
        if self.read_bytes > MAX_TREE:
            message = "is left out, for the folder holds more than can be one issue"
            self.assembly.warn("source-size", path, 0, message, "name the folder of one issue")
            return None
        return text

    def keep_one_issue(self, date: Date | None, dates: Counter[Date]) -> None:
        """Drop the pages of other days; check the weekday of those that stay."""
        others = sorted(day.isoformat() for day in dates if day != date)
        if others:
            message = f"holds several issues, {date} is taken, left out: {', '.join(others)}"
            advice = "name the folder of one issue"
            self.assembly.warn("source-date", self.assembly.root, 0, message, advice)
        kept = {}
        for key, page in self.pages.items():
            if page.date and page.date.date != date:
                continue
            kept[key] = page
            if page.date and not page.date.is_consistent:
                said, right = (
                    weekday_name(page.date.weekday or 0),
                    weekday_name(page.date.date.weekday()),
                )
                message = f"{page.date.date} is said to be {said}, but it is {right}"
                self.assembly.warn("source-weekday", page.path, 0, message, "is the date right?")
        self.pages = kept

    # The issue ----------------------------------------------------------------------------

    def draft(self, date: Date | None) -> Draft:
        pages = list(self.pages.values())
        texts = "".join(page.text[:20_000] for page in pages[:4])
        visible = markup.text(markup.without_code(texts))
        number, cn_number = NUMBER.search(visible), CN_NUMBER.search(visible)
        neighbours: dict[str, Date] = {}
        for page in pages:
            neighbours = page.neighbours | neighbours
        return Draft(
            name=next((page.name for page in pages if page.name), ""),
            language=guess_language(visible),
            date=date,
            number=number[1] if number else "",
            cn_number=f"CN {cn_number[1]}" if cn_number else "",
            previous=neighbours.get("previous"),
            next=neighbours.get("next"),
            pages=self.draft_pages(pages),
        )

    def draft_pages(self, pages: list[PageFile]) -> list[DraftPage]:
        """Return the pages in the order of the page list, those without a file too."""
        by_key = {key_of(page.path.name): page for page in pages}
        order: dict[str, tuple[str, str]] = {}
        for page in pages:
            for key, label, section in page.listed:
                known = order.get(key, ("", ""))
                order[key] = (known[0] or label, known[1] or section)
        for key, page in by_key.items():
            order.setdefault(key, (page.label or _label_of_file(page.path), page.section))
        drafts: list[DraftPage] = []
        missing = []
        for key, (label, section) in order.items():
            found = by_key.get(key)
            if not found:
                missing.append(label)
                drafts.append(DraftPage(label, section, source=self.assembly.root / "page"))
                continue
            drafts.append(self.draft_page(found, label, section))
        if missing:
            message = f"lacks the files of {len(missing)} pages: {', '.join(missing[:30])}"
            self.assembly.warn("source-page", self.assembly.root, 0, message, "save them too")
        self.add_unlisted(drafts)
        return drafts

    def draft_page(self, page: PageFile, label: str, section: str) -> DraftPage:
        draft = DraftPage(
            label,
            section or page.section,
            source=page.path,
            facsimile=page.picture,
            pdf=page.pdf,
            regions=self.scaled(page),
        )
        missing = []
        for key, headline in page.articles.items():
            if key in self.placed:
                continue
            path = self.articles.get(key)
            article = self.article(path, key, headline) if path else None
            if article:
                self.placed.add(key)
                draft.articles.append(article)
            elif path is None:
                missing.append("".join(headline)[:30] or key)
        if missing:
            names = "; ".join(missing[:10])
            message = f"links to {len(missing)} articles that are not in the folder: {names}"
            self.assembly.warn("source-article", page.path, 0, message, "save them too")
        return draft

    def scaled(self, page: PageFile) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
        """Return the regions in pixels of the picture's file, not of the shown picture."""
        across, down = page.shown
        try:
            picture = measure(
                locate(page.picture.split("?")[0], page.path.parent, self.assembly.root)
            )
        except (PictureError, OSError):
            return page.regions
        x = picture.width / across if across else picture.height / down if down else 1
        y = picture.height / down if down else x
        return [
            (key, tuple((round(left * x, 2), round(top * y, 2)) for left, top in points))
            for key, points in page.regions
        ]

    def add_unlisted(self, drafts: list[DraftPage]) -> None:
        """Put the articles that no page links to on the page that they name."""
        unplaced = []
        for key, path in sorted(self.articles.items()):
            article = None if key in self.placed else self.article(path, key, ())
            if article is None:
                continue
            named = ARTICLE_FILE.match(path.name)
            label = named[4] if named and named[4] else ""
            page = next(
                (
                    page
                    for page in drafts
                    if (label and page.label.lstrip("0") == label.lstrip("0"))
                    or (article.column and page.section == article.column)
                ),
                None,
            )
            if page is None:
                unplaced.append(article)
            else:
                page.articles.append(article)
        if unplaced:
            message = f"has {len(unplaced)} articles that no page links to"
            advice = "they are put on a page of their own at the end"
            self.assembly.warn("source-article", self.assembly.root, 0, message, advice)
            drafts.append(DraftPage("+", articles=unplaced, source=unplaced[0].source))

    # Articles -----------------------------------------------------------------------------

    def article(self, path: Path, key: str, listed: tuple[str, ...]) -> DraftArticle | None:
        text = self.text(path)
        if text is None:
            return None
        properties = _properties(text)
        headline = _lines_of(properties.get("title", "")) or listed or _headings(text, "h2", "h1")
        if not headline:
            title = markup.between(text, "<title>", "</title>") or ""
            headline = tuple(markup.lines(title)[:1])
        html = _content(text)
        if html is None:
            message = "has no text that could be found"
            self.assembly.warn("source-article", path, 0, message, "is it cut short? save it again")
            html = ""
        author = markup.text(properties.get("author", ""))
        return DraftArticle(
            headline=headline,
            html=markup.without(html, "<!--", "-->"),
            source=path,
            line=text.count("\n", 0, max(0, text.find(html[:200]))) + 1 if html else 0,
            kicker=_joined(_lines_of(properties.get("introtitle", "")) or _headings(text, "h3")),
            deck=_joined(_lines_of(properties.get("subtitle", "")) or _headings(text, "h4")),
            byline=(author,) if author else (),
            figures=self.figures(text, html, path),
            key=key,
        )

    def figures(self, text: str, html: str, path: Path) -> list[DraftFigure]:
        """Return the pictures that stand outside the text, each with the words in its table."""
        begin = max(text.lower().find("/enpproperty-->"), 0)
        outside = text[begin:].replace(html, "\n", 1) if html else text[begin:]
        found: dict[str, DraftFigure] = {}
        for match in re.finditer(r"<img\b([^<>]*)>", outside, re.IGNORECASE):
            address = markup.attributes(match[1]).get("src", "")
            if not PICTURE.search(address) or address in html or self.is_ornament(address, path):
                continue
            after = outside[match.end() : match.end() + 3_000]
            stop = re.search(r"</table|<img\b", after, re.IGNORECASE)
            words = markup.text(markup.without_code(after[: stop.start()])) if stop else ""
            found.setdefault(address, _figure(address, words))
        return list(found.values())

    def is_ornament(self, address: str, path: Path) -> bool:
        """Whether a picture beside an article belongs to the web page: small, or not saved."""
        try:
            picture = measure(
                locate(address.split("?", maxsplit=1)[0], path.parent, self.assembly.root)
            )
        except (PictureError, OSError):
            # Founder keeps the newspaper's pictures under res/ or images/ by date.
            return not re.search(r"/(?:res|images?|pic|att)\w*/.*\d{4}", address)
        return min(picture.width, picture.height) < SMALL


# One page -----------------------------------------------------------------------------------


def _page(path: Path, text: str) -> PageFile:
    """Read a page file."""
    page = PageFile(path, text, date=_date(path, text), name=_publication(text))
    own = key_of(path.name)
    html = markup.without_code(text, but="view(")
    for link in markup.links(html):
        key = key_of(link.href)
        if PAGE_FILE.match(key):
            _add_page_link(page, link, key, own)
        elif ARTICLE_FILE.match(key):
            _add_article_link(page, link, key)
        elif re.search(r"\.pdf(?:$|\?)", link.href, re.IGNORECASE) and not page.pdf:
            page.pdf = link.href
    _read_map(page, html)
    if not page.label:
        number = markup.between(text, "<founder-pagenum>", "</founder-pagenum>")
        match = OWN_LABEL.search(markup.text(markup.without_code(text)))
        page.label = markup.text(number or "")[:16] or (match[1] if match else "")
        page.section = match[2] if match and not page.section else page.section
    return page


def _add_page_link(page: PageFile, link: markup.Link, key: str, own: str) -> None:
    words = " ".join(_link_lines(link.markup))
    direction = re.match("(上|下)一[期期]", words)
    if direction:
        date = _path_date(f"{page.path.parent.as_posix()}/{link.href}", link.href)
        if date:
            page.neighbours["previous" if direction[1] == "上" else "next"] = date
        return
    match = LABEL.fullmatch(words)
    if not match or re.search("[上下]一版", words):
        return
    label, section = match[1].upper(), match[2].strip(" \u3000")
    if all(known != key for known, _, _ in page.listed):
        page.listed.append((key, label, section))
    if key == own:
        page.label, page.section = page.label or label, page.section or section


def _add_article_link(page: PageFile, link: markup.Link, key: str) -> None:
    headline = _link_lines(link.markup)
    known = page.articles.get(key, ())
    # A link around the page's picture or an arrow says nothing; the list of headlines does.
    page.articles[key] = known or tuple(headline)


def _link_lines(html: str) -> list[str]:
    """Return the words of a link; some are written by a script: view("one<br>two")."""
    written = VIEW.search(html)
    if written:
        html = written[1][1:-1].replace('\\"', '"').replace("\\/", "/").replace("\\'", "'")
    return markup.lines(markup.without_code(html))


def _read_map(page: PageFile, html: str) -> None:
    """Read the picture of the page and the regions that are drawn on it."""
    for image in markup.tags(html, "img"):
        if "pagepicmap" in image.get("usemap", "").lower():
            page.picture = image.get("src", "")
            page.shown = (_number(image.get("width", "")), _number(image.get("height", "")))
            break
    for area in markup.tags(html, "area"):
        key = key_of(area.get("href", ""))
        numbers = [float(number) for number in COORDS.findall(area.get("coords", ""))[:200]]
        points = tuple(zip(numbers[::2], numbers[1::2], strict=False))
        if len(points) == 2:  # shape=rect
            (left, top), (right, bottom) = points
            points = ((left, top), (right, top), (right, bottom), (left, bottom))
        if ARTICLE_FILE.match(key) and len(points) > 2:
            page.articles.setdefault(key, ())
            page.regions.append((key, points))


def _number(text: str) -> float:
    match = COORDS.match(text)
    return float(match[0]) if match and "%" not in text else 0


def _date(path: Path, text: str) -> FoundDate | None:
    """Return the date of a page: what Founder says, what the page shows, what the path says."""
    said = find_date(markup.between(text, "<founder-date>", "</founder-date>") or "")
    shown = find_dates(markup.text(markup.without_code(text)))
    with_weekday = next((found for found in shown if found.weekday is not None), None)
    in_path = _path_date(path.as_posix() + "/", path.as_posix())
    by_path = FoundDate(in_path, None, 0, 0) if in_path else None
    if said and with_weekday and with_weekday.date == said.date:
        return with_weekday
    return said or with_weekday or by_path or next(iter(shown), None)


def _path_date(*paths: str) -> Date | None:
    """Return the date in a path: html/2017-10/13/, layout/201710/13/, nw.…_20171013_…"""
    for path in reversed(paths):
        for match in reversed(list(PATH_DATE.finditer(path))):
            try:
                return Date(*(int(part) for part in match.groups() if part))
            except ValueError:
                continue
    return None


def _publication(text: str) -> str:
    """Return the name of the publication from the title of the page."""
    title = markup.text(markup.between(text, "<title>", "</title>") or "")
    match = PAPER.search(title)
    if not match:
        return ""
    return SUFFIX_OF_PAPER.sub("", match[0]) or ""


def _label_of_file(path: Path) -> str:
    match = PAGE_FILE.match(path.name)
    number = (match[1] or match[2]) if match else "1"
    return number.zfill(2)


# One article --------------------------------------------------------------------------------


def _properties(text: str) -> dict[str, str]:
    """Return what stands in the comment `enpproperty`."""
    block = markup.between(text, "<!--enpproperty", "/enpproperty-->") or ""
    pairs = re.findall(
        r"<([a-z]{2,20})>([^<]*(?:<br\s*/?>[^<]*)*)</\1>", block[:50_000], re.IGNORECASE
    )
    return {name.lower(): value for name, value in reversed(pairs)}


def _content(text: str) -> str | None:
    """Return the markup of the text."""
    for opening, closing in (
        ("<!--enpcontent-->", "<!--/enpcontent-->"),
        ("<founder-content>", "</founder-content>"),
    ):
        html = markup.between(text, opening, closing)
        if html is not None and markup.text(html[:100_000]):
            return html
    match = re.search(
        r"<div\b[^<>]*\bid\s*=\s*[\"']?(?:ozoom|content|articleContent)\b[^<>]*>", text
    )
    if match:
        return _up_to_end(text, match.end())
    return None


def _up_to_end(text: str, start: int) -> str:
    """Return the markup from `start` to the end of the `div` that it stands in."""
    depth = 1
    for match in re.finditer(r"<(/?)div\b[^<>]*>", text[start:], re.IGNORECASE):
        depth += -1 if match[1] else 1
        if depth == 0:
            return text[start : start + match.start()]
    return text[start:]


def _figure(address: str, words: str) -> DraftFigure:
    """Part the words under a picture into caption and photographer."""
    match = CREDIT.search(words[:400])
    if not match:
        return DraftFigure(address, caption=words[:400])
    return DraftFigure(address, caption=words[: match.start(1)].strip(" \u3000"), credit=match[1])


def _lines_of(value: str) -> tuple[str, ...]:
    return tuple(markup.lines(value))


def _headings(text: str, *names: str) -> tuple[str, ...]:
    """Return the lines of the first heading of these names that has any."""
    for name in names:
        match = re.search(rf"<{name}\b[^<>]*>", text, re.IGNORECASE)
        if match:
            inner = markup.between(text, match[0], f"</{name}>", match.start()) or ""
            found = markup.lines(markup.without_code(inner[:5_000]))
            if found:
                return tuple(found)
    return ()


def _joined(parts: Iterable[str]) -> str:
    return "\u3000".join(parts)


READER = FounderReader()
