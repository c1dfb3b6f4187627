"""One saved page, read line by line: its directory, its date, its article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from exporter.languages.characters import HAN
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.chinese_dates import (
    FoundDate,
    find_date,
    number_beside_a_date,
)
from exporter.readers.tools.drafts import DraftArticle
from exporter.readers.tools.signature import sign
from exporter.repair import Change, chrome, spam

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


def missing_signs(text: str) -> list[str]:
    """Return what a text lacks to be a saved page."""
    listed = lists_pages(text)
    missing = [] if listed else ["no list of pages (a line each, such as 第01版：要闻)"]
    return missing if find_date(text) else [*missing, "no date (such as 2026年7月24日)"]


def lists_pages(text: str) -> bool:
    """Whether a text lists pages, a line each; where it does not, words of navigation tell."""
    lines = (line.strip(BLANK) for line in text.split("\n"))
    listed = sum(bool(PAGE.fullmatch(line)) for line in lines)
    return listed >= 2 or (len(PAGE.findall(text)) >= 2 and bool(NAVIGATION.search(text)))


def read_page(path: Path, assembly: Assembly) -> SavedPage | None:
    """Read a saved page; None, with a finding, if it can't be read or is not one."""
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
                waiting = label_of(match[1])
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
                self.saved.label = label_of(label[1])
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


def label_of(text: str) -> str:
    """Return the label of a page as the directory of another page may write it."""
    return text.upper()
