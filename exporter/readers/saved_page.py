"""Reader of an article page of a web edition saved as text, one file or a folder of them.

首页 | 版面导航 | 标题导航        navigation
   第01版:头版                  page directory, a page a line …
借鉴经验                        the headlines of the current page
第01版                         … and once more in two lines
头版
新闻内容
2018年07月03日 星期二上一期下一期
借鉴经验                        the headline's lines
    Paragraphs, indented.
    (据新华社)                  credit
… | … | … |                   link spam
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date as Date
from html import escape
from pathlib import Path

from exporter.languages.characters import HAN
from exporter.options import DEFAULT, ReadOptions
from exporter.readers.base import Reading
from exporter.readers.tools import source_files
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.chinese_dates import (
    FoundDate,
    find_date,
    number_beside_a_date,
    weekday_name,
)
from exporter.readers.tools.drafts import Draft, DraftArticle, DraftPage
from exporter.readers.tools.signature import sign
from exporter.readers.tools.stubs import headline_alone
from exporter.repair import Change, chrome, spam
from exporter.repair.script import guess_language

SUFFIXES = (".txt", ".text")
MAX_BYTES = 5_000_000
MAX_HEADLINE = 6  # lines
LONG = 80  # characters from which on a line is not a headline
BLANK = " \t\u3000\xa0"
PAGE = re.compile(
    r"第\s*([A-Za-z]{0,2}\d{1,3}[A-Za-z]?|[一二三四五六七八九十]{1,3})\s*版\s*[:：]?\s*(.{0,40})"
)
NAVIGATION = re.compile("版面[导導]航|[标標][题題][导導]航|上一期")
DIRECTORY = re.compile("版面(?:目[录錄]|[概导導][览覽航])")
CONTENT = re.compile("新[闻聞][内內]容|正文")
# What may stand behind the date: a weekday that a script should have written, links.
NEIGHBOURS = re.compile(r"\s*(?:(?:星期|周)(?=\s|$))?[\s|]*(?:上一[期版篇]|下一[期版篇]|[\s|])*")
NAME = re.compile(
    rf"《?([{HAN}]{{2,12}}(?:[报報]|[晨晚日周週][报報刊]|[时時][报報]|[杂雜][志誌]))》?"
    r"\s*(?:[数數]字[报報]|[电電]子[报報版刊]|多媒[体體]|[网網][络絡]版|版[权權]|[主](?:[办辦]))"
)
SENTENCE = re.compile("[。！？…；][”’」』）)]*\\s*$")


@dataclass
class SavedPage:
    """What one saved page says."""

    path: Path
    pages: dict[str, str] = field(default_factory=dict)
    headlines: list[str] = field(default_factory=list)
    date: FoundDate | None = None
    date_line: int = 0
    number: str = ""
    name: str = ""
    article: DraftArticle | None = None
    label: str = ""
    text: str = ""


class SavedPageReader:
    """Reads saved article pages."""

    name = "saved-page"
    sign = "an article page of a web edition saved as text (.txt), or a folder of them"

    def knows(self, source: Path) -> bool:
        """Whether it is a text with a page directory and a date, or a folder with such a text."""
        if source.is_dir():
            found = source_files.walk(source, SUFFIXES, limit=200)
            return any(_is_saved_page(path) for path, _ in zip(found, range(5), strict=False))
        return source.suffix.lower() in (*SUFFIXES, "") and _is_saved_page(source)

    def misses(self, source: Path) -> str:
        """Return which of the signs of a saved page a text has not."""
        text = source_files.head(source) if source.suffix.lower() in SUFFIXES else ""
        return f"has {' and '.join(_missing(text))}" if text else ""

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the page, or the pages, which merge into one issue."""
        assembly = Assembly(source, options)
        paths = list(source_files.walk(source, SUFFIXES)) if source.is_dir() else [source]
        pages = [page for path in paths if (page := _read(path, assembly))]
        if not pages:
            assembly.fail(
                "source-empty", source, 0, "it contains no saved page", "save article pages as text"
            )
            return assembly.reading(None)
        return assembly.reading(_merged(pages, assembly))


def _is_saved_page(path: Path) -> bool:
    return not _missing(source_files.head(path))


def _missing(text: str) -> list[str]:
    """Return what a text lacks to be a saved page.

    Its pages are listed a line each; where they are not, words of the navigation tell.
    """
    lines = (line.strip(BLANK) for line in text.split("\n"))
    listed = sum(bool(PAGE.fullmatch(line)) for line in lines)
    has_pages = listed >= 2 or (len(PAGE.findall(text)) >= 2 and NAVIGATION.search(text))
    missing = [] if has_pages else ["no list of pages (a line each, such as 第01版：要闻)"]
    return missing if find_date(text) else [*missing, "no date (such as 2026年7月24日)"]


# One page -----------------------------------------------------------------------------------


def _read(path: Path, assembly: Assembly) -> SavedPage | None:
    text = assembly.text(path, MAX_BYTES)
    if text is None:
        return None
    return _Parser(path, text, assembly).page()


class _Parser:
    """Reads one saved page, line by line."""

    def __init__(self, path: Path, text: str, assembly: Assembly) -> None:
        self.assembly, self.text = assembly, text
        self.lines = [line.rstrip(BLANK) for line in text.split("\n")]
        self.saved = SavedPage(path, text=text)

    def page(self) -> SavedPage | None:
        saved = self.saved
        start = self.date_line()
        self.directory(self.lines[: start + 1])
        if saved.date is None or not saved.pages:
            what = "date" if saved.date is None else "page directory"
            message = f"has no {what}, so it is left out"
            self.assembly.warn("source-page", saved.path, 0, message, "save the complete page")
            return None
        saved.number = number_beside_a_date(self.text)
        if match := NAME.search(self.text):
            saved.name = match[1]
        self.article(start)
        return saved

    def date_line(self) -> int:
        """Find the line of the date: after 新闻内容 if there is such a line; return its number."""
        first: int = next(
            (n for n, line in enumerate(self.lines) if CONTENT.fullmatch(line.strip(BLANK))), 0
        )
        for place in range(len(self.lines)):
            number = (first + place) % len(self.lines)
            line = self.lines[number].strip(BLANK)
            found = find_date(line) if len(line) < 120 else None
            if found:
                self.saved.date, self.saved.date_line = found, number + 1
                return number
        return len(self.lines) - 1

    # The head of the page -------------------------------------------------------------------

    def directory(self, lines: list[str]) -> None:
        """Read the page directory, in one line a page or in two, and the headlines after it."""
        waiting = ""
        listing = self.saved.pages
        for line in (line.strip(BLANK) for line in lines):
            match = PAGE.fullmatch(line)
            if match:
                waiting = _label(match[1])
                section = match[2].strip(BLANK)
                listing[waiting] = listing.get(waiting) or section
                # A colon says that the section's name is on this line, be it empty.
                if section or ":" in line or "：" in line:
                    waiting = ""
                elif self.saved.headlines:
                    continue
            elif not line:
                continue
            elif waiting and not self.is_mark(line):
                listing[waiting] = listing[waiting] or line
                waiting = ""
            elif listing and not self.is_mark(line):
                waiting = ""
                self.saved.headlines.append(line)
        self.saved.headlines = [
            line for line in self.saved.headlines if not spam.looks_like_spam(line)
        ]

    def is_mark(self, line: str) -> bool:
        return bool(
            DIRECTORY.fullmatch(line)
            or CONTENT.fullmatch(line)
            or chrome.looks_like_chrome(line)
            or find_date(line)
        )

    # The article ----------------------------------------------------------------------------

    def article(self, start: int) -> None:
        """Read the article after the date line."""
        rest = self.lines[start][self.saved.date.end :] if self.saved.date else ""
        lines = [NEIGHBOURS.sub("", rest.strip(BLANK), count=1), *self.lines[start + 1 :]]
        offset = start + 1  # the line that `lines[0]` is on
        kept = self.without_web_parts(lines, offset)
        headline, first = self.headline(lines, kept)
        if not headline:
            return
        own = (line.strip(BLANK) if n in kept else "" for n, line in enumerate(lines))
        prose = self.assembly.repaired_prose("\n".join(own), self.saved.path, offset).split("\n")
        article = DraftArticle(
            headline=tuple(prose[number] for number in headline),
            source=self.saved.path,
            line=offset + headline[0],
        )
        paragraphs = list(filter(None, prose[first:]))
        paragraphs = self.tail(paragraphs, article)
        article.html = "".join(f"<p>{escape(line)}</p>\n" for line in paragraphs)
        self.saved.article = article

    def without_web_parts(self, lines: list[str], offset: int) -> set[int]:
        """Return the numbers of the lines that are the newspaper's own."""
        own = {number for number, line in enumerate(lines) if line.strip(BLANK)}
        if not self.assembly.options.repair:
            return own
        sentences = [n for n, line in enumerate(lines) if SENTENCE.search(line)]
        last = sentences[-1] if sentences else 0
        dropped = dict.fromkeys(spam.spam_lines(lines, 0, last), spam.KIND)
        for number, line in enumerate(lines):
            if number not in dropped and chrome.looks_like_chrome(line):
                dropped[number] = chrome.KIND
        head = self.lines[: max(0, offset - 1)]
        first = next((n for n, line in enumerate(head) if PAGE.fullmatch(line.strip(BLANK))), 0)
        in_head = dict.fromkeys(spam.spam_lines(head, first, len(head)), spam.KIND)
        changes = [
            Change(kind, lines[n].strip(BLANK), "", n + offset) for n, kind in dropped.items()
        ]
        changes += [Change(kind, head[n].strip(BLANK), "", n + 1) for n, kind in in_head.items()]
        self.assembly.note_changes(sorted(changes, key=lambda change: change.line), self.saved.path)
        return own - set(dropped)

    def headline(self, lines: list[str], kept: set[int]) -> tuple[list[int], int]:
        """Return the numbers of the headline's lines and that of the line after them.

        They stand before the first indented line, the first empty one or the first sentence.
        """
        headline: list[int] = []
        for number, line in enumerate(lines):
            text = line.strip(BLANK)
            if headline and (not text or line[:1] in BLANK or SENTENCE.search(text)):
                return headline, number
            if number not in kept:
                continue
            label = PAGE.fullmatch(text)
            if label and not headline:
                self.saved.label = _label(label[1])
            elif headline and (len(headline) >= MAX_HEADLINE or len(text) > LONG):
                return headline, number
            else:
                headline.append(number)
        return headline, len(lines)

    def tail(self, paragraphs: list[str], article: DraftArticle) -> list[str]:
        """Take byline and credit out of the paragraphs into their places."""
        if not paragraphs:
            return []
        signed = sign(paragraphs, any_bracket=True)
        article.byline, article.credit = signed.byline, signed.credit
        return paragraphs[signed.first : signed.last]


def _label(text: str) -> str:
    return text.upper()


# One issue ----------------------------------------------------------------------------------


def _merged(pages: list[SavedPage], assembly: Assembly) -> Draft:
    """Merge saved pages of one issue."""
    dates = [page.date.date for page in pages if page.date]
    date = max(dates, key=lambda day: (dates.count(day), -dates.index(day)))
    date = assembly.options.chosen_day(dates) or date
    pages = [page for page in pages if _is_of(page, date, assembly)]
    text = "".join(page.text for page in pages)
    language = guess_language(text)
    draft = Draft(
        name=next((page.name for page in pages if page.name), ""),
        number=next((page.number for page in pages if page.number), ""),
        language=language,
        date=date,
    )
    _advise_script(language, assembly)
    directory: dict[str, str] = {}
    for page in pages:
        for label, section in page.pages.items():
            directory[label] = directory.get(label) or section
    drafts = {label: DraftPage(label, section) for label, section in directory.items()}
    _place_articles(pages, drafts, language, assembly)
    draft.pages = list(drafts.values())
    return draft


def _is_of(page: SavedPage, date: Date, assembly: Assembly) -> bool:
    """Whether a page is of the issue's day; check the weekday on the way."""
    found = page.date
    if found is None or found.date != date:
        message = f"is dated {found.date if found else 'no day'}, the others {date}: left out"
        assembly.warn(
            "source-date",
            page.path,
            page.date_line,
            message,
            "put each issue into a folder of its own",
        )
        return False
    if not found.is_consistent:
        said, right = weekday_name(found.weekday or 0), weekday_name(date.weekday())
        message = f"{date} is given as {said}, but it is {right}: is the date right?"
        assembly.warn("source-weekday", page.path, page.date_line, message)
    return True


def _advise_script(language: str, assembly: Assembly) -> None:
    """Say so if a mirror may have turned Simplified into Traditional characters."""
    damaged = {change.kind for change in assembly.changes} & {"gloss", "byte shift"}
    if damaged and language == "zh-Hant" and not assembly.options.script:
        message = "is in Traditional characters and damaged by a mirror, which may have made them"
        advice = "if the newspaper prints Simplified ones, build it with --script hans"
        assembly.warn("source-script", assembly.source, 0, message, advice)


def _place_articles(
    pages: list[SavedPage], drafts: dict[str, DraftPage], language: str, assembly: Assembly
) -> None:
    """Put each article on its page; the list of headlines tells which are together."""
    groups: list[list[SavedPage]] = []
    for page in pages:
        known = next((group for group in groups if group[0].headlines == page.headlines), None)
        if known and page.headlines:
            known.append(page)
        else:
            groups.append([page])
    for group in groups:
        labels = [page.label for page in group if page.label in drafts]
        label = labels[0] if labels else _label_of_name(group, drafts)
        if not label:
            label = next(iter(drafts))
            message = "does not say which page its article is on"
            advice = f"it is put on page {label}; name the file after the page, such as page-05.txt"
            if len(drafts) > 1:
                assembly.warn("source-page", group[0].path, 0, message, advice)
        drafts[label].articles += _articles(group, language, assembly)


def _label_of_name(group: list[SavedPage], drafts: dict[str, DraftPage]) -> str:
    """Find the label of a page in the names of its files: `page-05.txt`, `A02-1.txt`."""
    for page in group:
        match = re.search(
            r"(?:page|版|node)[-_ ]?([a-z]?\d{1,3})(?!\d)", page.path.stem, re.IGNORECASE
        )
        if match:
            for label in (match[1].upper(), match[1].upper().zfill(2)):
                if label in drafts:
                    return label
    return ""


def _articles(group: list[SavedPage], language: str, assembly: Assembly) -> list[DraftArticle]:
    """Return the articles of a page in the order of its headlines, those without text too."""
    waiting = [page.article for page in group if page.article]
    listed = list(group[0].headlines)
    found: list[DraftArticle] = []
    missing: list[DraftArticle] = []
    while listed:
        article = next((a for a in waiting if _begins(listed, a.headline)), None)
        if article:
            waiting.remove(article)
            del listed[: len(article.headline)]
            found.append(article)
            continue
        headline = listed.pop(0)
        if not any(headline in other.headline for other in found):
            missing.append(headline_alone((headline,), group[0].path, language))
    if missing:
        message = f"names {len(missing)} more headlines without their articles"
        advice = "save their pages too, into one folder with it"
        assembly.warn("source-article", group[0].path, 0, message, advice)
    return [*found, *waiting, *missing]


def _begins(listed: list[str], headline: tuple[str, ...]) -> bool:
    """Whether the list goes on with a headline, spaces aside, in one line or in several."""
    wanted = _squeezed(headline)
    return _squeezed(tuple(listed[: len(headline)])) == wanted or _squeezed((listed[0],)) == wanted


def _squeezed(lines: tuple[str, ...]) -> str:
    return re.sub(r"[\s\u3000]+", "", "".join(lines))


READER = SavedPageReader()
