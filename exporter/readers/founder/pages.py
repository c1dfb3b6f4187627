"""What a page file says: its label, the list of pages, its articles and the map of regions."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date as Date
from enum import IntEnum
from pathlib import Path
from posixpath import normpath

from exporter.readers.founder.names import (
    OWN_LABEL,
    File,
    is_file,
    key_of,
    kind_of_address,
    listed_pages,
    split_label,
)
from exporter.readers.tools import markup
from exporter.readers.tools.chinese_dates import FoundDate, find_date, find_dates
from exporter.repair.chrome import looks_like_chrome

VIEW = re.compile(r"view\(\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')\s*\)")
PATH_DATE = re.compile(r"(?:^|/)(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?=/)|_(\d{4})(\d{2})(\d{2})_")
PAPER = re.compile(
    "[^\\s\\-_—|:：·，,。《》]{1,20}(?:报|報|周刊|週刊|周末|杂志|雜誌|导刊|时评|快讯|商报|都市)"
)
SUFFIX_OF_PAPER = re.compile(
    "(?:多媒体|多媒體)?(?:数字|數字|电子|電子|網絡|网络)(?:报纸|报刊|報|报|版)$"
)
# In these fonts a letter is an arrow or a bullet: `3` in Webdings is ◄.
SYMBOLS = re.compile(
    r"<(font|span|i|b|em)\b[^<>]*"
    r"\b(?:webdings|wingdings ?\d?|marlett|zapf ?dingbats|symbol)\b[^<>]*>[^<>]{0,8}</\1\s*>",
    re.IGNORECASE,
)
DIRECTION = re.compile("(?:(上|前)|(下|后|後))[一1]?(期|版|篇|页|頁)|(?:上|下)一[条條个個]")
COORDS = re.compile(r"-?\d+(?:\.\d+)?")
WORD = re.compile(r"[^\W\d_]")
LONGEST_SECTION = 12  # characters; a link to a page with more words is not a name of a section


class Claim(IntEnum):
    """How surely an article that a page links to is the page's own."""

    OTHER_LIST = 0
    """In a later list, such as 今日关注, the day's best of all pages."""
    OWN_LIST = 1
    """In the first list of headlines."""
    MAP = 2
    """Drawn on the picture of the page."""


@dataclass
class ArticleLink:
    """An article that a page links to: the headline's lines as listed there."""

    headline: tuple[str, ...] = ()
    claim: Claim = Claim.OTHER_LIST


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
    articles: dict[str, ArticleLink] = field(default_factory=dict)
    """The articles it links to by key, in order."""
    regions: list[tuple[str, tuple[tuple[float, float], ...]]] = field(default_factory=list)
    picture: str = ""
    shown: tuple[float, float] = (0, 0)
    """Width and height in pixels at which the page shows the picture; 0 where it does not say."""
    pdf: str = ""
    neighbours: dict[str, Date] = field(default_factory=dict)
    key: str = ""
    """By what other files link to it."""


def read_page(
    path: Path, text: str, pages: Collection[str] = (), articles: Collection[str] = ()
) -> PageFile:
    """Read a page file; `pages` and `articles` are the keys of the files beside it."""
    page = PageFile(path, text, date=date_of(path, text), name=publication_of(text))
    page.key = key_of(path.name)
    html = markup.without_code(text, but="view(")
    loose: list[tuple[str, str, str]] = []
    lists = _Lists(html)
    for link in markup.links(html):
        kind = kind_of_address(link.href, pages, articles)
        if kind is File.PAGE:
            _add_page_link(page, link, loose)
        elif kind is File.ARTICLE:
            lists.add(page, link)
        elif re.search(r"\.pdf(?:$|\?)", link.href, re.IGNORECASE) and not page.pdf:
            page.pdf = link.href
    page.listed = page.listed or loose
    _read_map(page, html, pages, articles)
    _read_own_label(page, text)
    return page


# Links --------------------------------------------------------------------------------------


def _add_page_link(page: PageFile, link: markup.Link, loose: list[tuple[str, str, str]]) -> None:
    """Read a link to a page: to a neighbour in time, or one of the list of pages."""
    key = key_of(link.href)
    words = " ".join(link_lines(link.markup))
    direction = DIRECTION.search(words)
    if direction:
        date = path_date(normpath(f"{page.path.parent.as_posix()}/{link.href}"), link.href)
        if date and direction[3] == "期":
            page.neighbours["previous" if direction[1] else "next"] = date
        return
    split = split_label(words)
    if split and all(known != key for known, _, _ in page.listed):
        page.listed.append((key, *split))
    elif not split and _is_section(words) and all(known != key for known, _, _ in loose):
        loose.append((key, "", words))


def _is_section(words: str) -> bool:
    return 0 < len(words) <= LONGEST_SECTION and not looks_like_chrome(words)


class _Lists:
    """Tells the lists of headlines of a page apart: other words are between them."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.number, self.stop = 0, 0

    def add(self, page: PageFile, link: markup.Link) -> None:
        """Add a link to an article; one around a picture or an arrow says no headline."""
        headline = tuple(link_lines(link.markup))
        known = page.articles.setdefault(key_of(link.href), ArticleLink())
        if not headline or DIRECTION.fullmatch("".join(headline)):
            return
        between = markup.without_code(self.html[self.stop : link.start]) if self.stop else ""
        self.number += bool(WORD.search(markup.text(between)))
        self.stop = link.stop
        known.headline = known.headline or headline
        if not self.number:
            known.claim = max(known.claim, Claim.OWN_LIST)


def linked_files(html: str) -> set[str]:
    """Return the keys of the files that a page links to by words, but other pages and issues."""
    pages = listed_pages(html)
    found = ((link.href, " ".join(link_lines(link.markup))) for link in markup.links(html))
    return {
        key_of(address)
        for address, words in found
        if is_file(address)
        and words
        and not DIRECTION.search(words)
        and not looks_like_chrome(words)
    } - pages


def link_lines(html: str) -> list[str]:
    """Return the words of a link; some are written by a script: view("one<br>two")."""
    written = VIEW.search(html)
    if written:
        html = written[1][1:-1].replace('\\"', '"').replace("\\/", "/").replace("\\'", "'")
    return markup.lines(SYMBOLS.sub("", markup.without_code(html)))


# The picture of the page --------------------------------------------------------------------


def _read_map(page: PageFile, html: str, pages: Collection[str], articles: Collection[str]) -> None:
    """Read the picture of the page and the regions that are drawn on it."""
    for image in markup.tags(html, "img"):
        if "pagepicmap" in image.get("usemap", "").lower():
            page.picture = image.get("src", "")
            page.shown = (_number(image.get("width", "")), _number(image.get("height", "")))
            break
    for area in markup.tags(html, "area"):
        address = area.get("href", "")
        points = _points(area.get("coords", ""))
        if kind_of_address(address, pages, articles) is File.ARTICLE and len(points) > 2:
            key = key_of(address)
            page.articles.setdefault(key, ArticleLink()).claim = Claim.MAP
            page.regions.append((key, points))


def _points(coords: str) -> tuple[tuple[float, float], ...]:
    numbers = [float(number) for number in COORDS.findall(coords)[:200]]
    points = tuple(zip(numbers[::2], numbers[1::2], strict=False))
    if len(points) == 2:  # shape=rect
        (left, top), (right, bottom) = points
        points = ((left, top), (right, top), (right, bottom), (left, bottom))
    return points


def _number(text: str) -> float:
    match = COORDS.match(text)
    return float(match[0]) if match and "%" not in text else 0


# The head of the page -----------------------------------------------------------------------


def _read_own_label(page: PageFile, text: str) -> None:
    """Find the page's own label: by the list of pages, in Founder's mark, in the words shown."""
    own = next(((label, section) for key, label, section in page.listed if key == page.key), None)
    if own:
        page.label, page.section = own
        return
    number = markup.text(markup.between(text, "<founder-pagenum>", "</founder-pagenum>") or "")
    match = OWN_LABEL.search(markup.TAG.sub(" ", markup.without_code(text)))
    name = markup.between(text, "<founder-pagename>", "</founder-pagename>") or ""
    page.label = number[:16] or (match[1] if match else "")
    page.section = " ".join(markup.lines(name))[:40] or _section(page, match[2] if match else "")


def _section(page: PageFile, words: str) -> str:
    """Return the words behind a label as the name of a section, unless they are something else."""
    is_headline = any(
        line.startswith(words) for each in page.articles.values() for line in each.headline
    )
    return words if _is_section(words) and not is_headline and not find_date(words) else ""


def date_of(path: Path, text: str) -> FoundDate | None:
    """Return the date of a page: from its metadata, its text or its path; None without one.

    A date with a weekday, which confirms it, goes before one without.
    """
    said = find_date(markup.between(text, "<founder-date>", "</founder-date>") or "")
    shown = find_dates(markup.text(markup.without_code(text)))
    with_weekday = next((found for found in shown if found.weekday is not None), None)
    in_path = path_date(path.as_posix() + "/", path.as_posix())
    by_path = FoundDate(in_path, None, 0, 0) if in_path else None
    if said and with_weekday and with_weekday.date == said.date:
        return with_weekday
    return said or with_weekday or by_path or next(iter(shown), None)


def path_date(*paths: str) -> Date | None:
    """Return the date in the last path that has one, or None.

    Such as html/2017-10/13/, layout/201710/13/ or nw.…_20171013_…
    """
    for path in reversed(paths):
        for match in reversed(list(PATH_DATE.finditer(path))):
            try:
                return Date(*(int(part) for part in match.groups() if part))
            except ValueError:
                continue
    return None


def publication_of(text: str) -> str:
    """Return the name of the publication from the title of the page."""
    title = markup.text(markup.between(text, "<title>", "</title>") or "")
    match = PAPER.search(title)
    if not match:
        return ""
    return SUFFIX_OF_PAPER.sub("", match[0]) or ""
