"""The reader: finds the files of a web edition, reads them, and picks the issue among them."""

from __future__ import annotations

from collections import Counter
from datetime import date as Date
from itertools import islice
from pathlib import Path

from exporter.options import DEFAULT, ReadOptions
from exporter.pictures.files import PictureError, measure
from exporter.readers.base import Reading
from exporter.readers.founder.articles import PICTURE_FOLDER, ArticleFile, read_article
from exporter.readers.founder.day_folders import common_folder, parts, pictures_above
from exporter.readers.founder.issue import Edition
from exporter.readers.founder.names import (
    PAGE_NAME,
    SUFFIXES,
    File,
    is_edition,
    key_of,
    kind_of_file,
    name_of,
)
from exporter.readers.founder.pages import (
    ArticleLink,
    Claim,
    PageFile,
    linked_files,
    path_date,
    read_page,
)
from exporter.readers.tools import source_files
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.chinese_dates import weekday_name

MAX_BYTES = 5_000_000
MAX_TREE = 300_000_000
SMALL = 80  # pixels; a smaller picture is an ornament of the web page
LOOKED_AT = 20  # files of a folder at which to look for a sign of a web edition


class FounderReader:
    """Reads saved trees of a Founder web edition, and article pages of one saved alone."""

    name = "founder"
    sign = "a saved web edition of the Founder family: node_2.htm, content_1.htm, …"

    def knows(self, source: Path) -> bool:
        """Whether it is a file of such an edition, or a folder with one in it."""
        if source.is_file():
            return source_files.suffix(source.name) in SUFFIXES and _is_known(source)
        named = (path for path in source_files.walk(source, SUFFIXES) if _is_page_name(path))
        some = islice(source_files.walk(source, SUFFIXES), LOOKED_AT)
        return any(_is_known(path) for path in [*islice(named, 3), *some])

    def misses(self, source: Path) -> str:
        """Say so of a file that is named like a page file and holds none."""
        if source_files.suffix(source.name) in SUFFIXES and _is_page_name(source):
            return "has no list of articles and no map of a page"
        return ""

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the tree; of a page file, its folder; of an article, only that.

        The folder of the pages of a day stands for all folders of that day (`parts`).
        """
        is_file = source.is_file()
        if is_file and kind_of_file(source.name, source_files.head(source)) is File.ARTICLE:
            return _Tree(Assembly(source, options), [source]).reading()
        folder = source.parent if is_file else source
        assembly = Assembly(folder, options)
        folders = parts(folder)
        assembly.inside |= pictures_above(folders or (folder,))
        if not folders:
            return _Tree(assembly).reading()
        assembly.root = common_folder(folders)
        found = [path for each in folders for path in source_files.walk(each, SUFFIXES)]
        return _Tree(assembly, found).reading()


def _is_page_name(path: Path) -> bool:
    return bool(PAGE_NAME.fullmatch(name_of(path.name)))


def _is_known(path: Path) -> bool:
    html = source_files.head(path)
    kind = kind_of_file(path.name, html)
    if kind is File.ARTICLE:  # alone, it must say which pages there are
        return bool(read_page(path, html).listed)
    return kind is File.PAGE and is_edition(html)


class _Tree:
    """One reading of a tree."""

    def __init__(self, assembly: Assembly, paths: list[Path] | None = None) -> None:
        self.assembly = assembly
        self.paths = paths
        self.page_paths: dict[str, Path] = {}
        self.article_paths: dict[str, list[Path]] = {}
        self.texts: dict[Path, str | None] = {}
        self.read_bytes = 0

    def reading(self) -> Reading:
        self.find_files()
        pages = self.read_pages() or self.pages_of_articles()
        if not pages:
            self.assembly.fail(
                "source-empty",
                self.assembly.source,
                0,
                "it contains no page file and no article file that lists the pages",
                "save the page files (node_2.htm, …) of the issue too",
            )
            return self.assembly.reading(None)
        dates = Counter(page.date.date for page in pages if page.date)
        most = max(dates, key=lambda day: (dates[day], day)) if dates else None
        date = self.assembly.options.chosen_day(dates) or most
        kept = self.keep_one_issue(pages, date, dates)
        articles = self.read_articles(date)
        return self.assembly.reading(Edition(self.assembly, kept, articles, date).draft())

    # Files --------------------------------------------------------------------------------

    def find_files(self) -> None:
        """Sort the files of the tree into pages and articles."""
        others = []
        for path in self.paths or source_files.walk(self.assembly.root, SUFFIXES):
            kind = kind_of_file(path.name, source_files.head(path))
            if kind is File.ARTICLE:
                self.article_paths.setdefault(key_of(path.name), []).append(path)
            elif kind is File.PAGE:
                self.page_paths[str(path.parent / key_of(path.name))] = path
            else:
                others.append(path)
        self.sort_others(others)

    def sort_others(self, paths: list[Path]) -> None:
        """Take as an article what a page links to, whatever it is called."""
        pages = self.page_paths.values() if paths else ()
        linked = {key for page in pages for key in linked_files(source_files.head(page, MAX_BYTES))}
        for path in paths:
            if key_of(path.name) in linked:
                self.article_paths.setdefault(key_of(path.name), []).append(path)
            elif _is_page_name(path):
                message = "is named like a page file but does not look like one: left out"
                advice = "is it cut short? save it again"
                self.assembly.warn("source-page", path, 0, message, advice)

    def read_pages(self) -> list[PageFile]:
        keys = {key_of(path.name) for path in self.page_paths.values()}
        return [
            read_page(path, text, keys, self.article_paths)
            for path in self.page_paths.values()
            if (text := self.text(path)) is not None
        ]

    def pages_of_articles(self) -> list[PageFile]:
        """Make pages of article files saved without page files; they list the pages too."""
        found: dict[tuple[str, Date | None], PageFile] = {}
        for path in sorted(path for paths in self.article_paths.values() for path in paths):
            text = self.texts[path] = self.text(path)
            page = None if text is None else self.page_of_article(path, text)
            if page is None:
                continue
            known = found.setdefault((page.label, page.date.date if page.date else None), page)
            known.articles = page.articles | known.articles
        return list(found.values())

    def page_of_article(self, path: Path, text: str) -> PageFile | None:
        """Read an article file as the page that it is on; None if it does not list the pages."""
        page = read_page(path, text, (), self.article_paths)
        if not page.listed:
            return None
        article = read_article(path, text, page.key, self.is_ornament)
        key, page.label, page.section = _place(article, page.listed)
        if not key:
            key, page.label, page.section = page.listed[0]
            message = "does not say which page its article is on"
            advice = f"it is put on page {page.label or page.section}"
            self.assembly.warn("source-page", path, 0, message, advice)
        own = page.articles.setdefault(page.key, ArticleLink())
        own.claim = Claim.MAP
        # A page saved under another name is still the one that its list links to.
        page.articles = {
            key: link
            for key, link in page.articles.items()
            if link is own or link.headline != article.draft.headline
        }
        page.key = key
        return page

    def text(self, path: Path) -> str | None:
        """Read a file, unless the tree as a whole is too much."""
        if path in self.texts:
            return self.texts[path]
        text = self.assembly.text(path, MAX_BYTES)
        self.read_bytes += len(text or "")
        if self.read_bytes > MAX_TREE:
            message = "is left out, because the folder contains more than one issue can have"
            self.assembly.warn("source-size", path, 0, message, "name the folder of one issue")
            return None
        return text

    # One issue ----------------------------------------------------------------------------

    def keep_one_issue(
        self, pages: list[PageFile], date: Date | None, dates: Counter[Date]
    ) -> list[PageFile]:
        """Drop the pages of other days; check the weekday of those that stay."""
        others = sorted(day.isoformat() for day in dates if day != date)
        if others:
            message = f"contains several issues, {date} is used, left out: {', '.join(others)}"
            advice = "name the folder of one issue, or one of these days with --date"
            self.assembly.warn("source-date", self.assembly.root, 0, message, advice)
        kept = [page for page in pages if not page.date or page.date.date == date]
        for page in kept:
            if page.date and not page.date.is_consistent:
                said = weekday_name(page.date.weekday or 0)
                right = weekday_name(page.date.date.weekday())
                message = f"{page.date.date} is given as {said}, but it is {right}"
                self.assembly.warn("source-weekday", page.path, 0, message, "is the date right?")
        return kept

    def read_articles(self, date: Date | None) -> dict[str, ArticleFile]:
        """Read the articles of the issue; of several copies of one, the longest file."""
        found = {}
        for key, paths in self.article_paths.items():
            own = [path for path in paths if path_date(f"{path.as_posix()}/") in (None, date)]
            path = max(own, key=lambda path: path.stat().st_size, default=None)
            text = self.text(path) if path else None
            if path and text is not None:
                found[key] = read_article(path, text, key, self.is_ornament)
                if not found[key].has_text:
                    message = "has no recognisable text"
                    advice = "is it cut short? save it again"
                    self.assembly.warn("source-article", path, 0, message, advice)
        return found

    def is_ornament(self, address: str, path: Path) -> bool:
        """Whether a picture beside an article belongs to the web page: small, or not saved."""
        try:
            picture = measure(self.assembly.file_of(address.partition("?")[0], path))
        except (PictureError, OSError):
            return not PICTURE_FOLDER.search(address)
        return min(picture.width, picture.height) < SMALL


def _place(article: ArticleFile, listed: list[tuple[str, str, str]]) -> tuple[str, str, str]:
    """Return the entry of the list of pages that an article names, or empty words."""
    for entry in listed:
        if article.is_on(*entry[1:]):
            return entry
    return "", "", ""


READER = FounderReader()
