"""What the formats of feeds share: texts of any content type, their dates and their authors."""

from __future__ import annotations

import re
from datetime import date as Date
from email.utils import parsedate_tz
from html import escape, unescape
from pathlib import Path
from typing import TypeVar

from exporter.content.elements import KNOWN
from exporter.readers.tools import markup
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.chinese_dates import MONTH, stated_date
from exporter.readers.tools.drafts import DraftArticle
from exporter.readers.tools.items import EPOCH, day, paragraphs

T = TypeVar("T")
MAX_ENTRIES = 2_000
ANY_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])[^<>]*>|<!--")
BLOCK = re.compile(
    r"<(?:p|br|div|h[1-6]|[uod]l|li|blockquote|table|figure|section|article|aside|pre|hr)\b",
    re.IGNORECASE,
)
# A picture in a title: replaced by its alternative text.
IMAGE = re.compile(r"""<img\b[^<>]*?\balt\s*=\s*(?:"([^"]*)"|'([^']*)')[^<>]*>""", re.IGNORECASE)
EMAIL = re.compile(r"(?:mailto:)?[^\s@()<>,;]+@[^\s@()<>,;]+\.\w+", re.IGNORECASE)
# How a feed that has only the beginning of an article ends it.
CUT = re.compile(
    r"(?:\[\s*(?:…|\.\.\.)\s*\]|(?:continue reading|read more|read the full|阅读全文|閱讀全文"
    r"|查看全文|继续阅读|繼續閱讀|続きを読む|weiterlesen|lire la suite"
    r"|leer más)[^\n.。]{0,120})\W*$",
    re.IGNORECASE,
)
# What WordPress adds below a text, in the language of its site: The post … appeared first on ….
ORIGIN = re.compile(
    r"<p>[^<>]{0,30}<a\b[^<>]*>([^<>]{1,300})</a>[^<>]{1,60}<a\b[^<>]*>[^<>]{1,200}</a>[^<>\w]{0,5}"
    r"</p>\s*$"
)
TRAILING = re.compile(r"(?:…|\.\.\.)\s*$")
TEASER = 600  # characters; a longer text that ends in dots is a text that ends in dots
DECK = 300  # characters; a longer summary is a paragraph, not a deck
MONTH_NAME = re.compile(r"\b(?:" + "|".join(MONTH) + r")", re.IGNORECASE)


def as_html(value: str, kind: str) -> str | None:
    """Return a text as HTML according to its content type; None for a type that is not text."""
    kind = kind.split(";", maxsplit=1)[0].strip().lower()
    if kind in ("", "html", "text/html", "xhtml", "application/xhtml+xml", "application/xml"):
        return with_paragraphs(value)
    if kind in ("text", "text/plain", "text/x-markdown", "text/markdown"):
        return paragraphs(value)
    if kind.startswith("text/") or kind.endswith("+xml"):
        return with_paragraphs(value)
    return None


def with_paragraphs(html: str) -> str:
    """Return HTML with paragraphs: at empty lines, or at every line end if there are none."""
    tags = {name.lower() for name in ANY_TAG.findall(html)}
    if not tags & (KNOWN | {""}):
        return paragraphs(unescape(html))
    if BLOCK.search(html):
        return html
    parts = re.split(r"\n[ \t]*\n", html.replace("\r\n", "\n").strip())
    return "\n".join(f"<p>{part}</p>" for part in parts if part.strip())


def plain(value: str, kind: str) -> str:
    """Return a title or a name in one line, by its content type."""
    if kind in ("text", "text/plain"):
        return markup.SPACE.sub(" ", value).strip(" \u3000")
    value = IMAGE.sub(lambda match: f" {match[1] or match[2] or ''} ", value)
    return (
        markup.text(markup.without_code(value))
        if ANY_TAG.search(value)
        else " ".join(unescape(value).split())
    )


def set_texts(article: DraftArticle, texts: list[str]) -> None:
    """Make the first text the body, or the one that says it whole.

    What another says beyond the body is the deck, or comes first where it is too long for one.
    """
    texts = [text for text in texts if markup.text(text) or "<img" in text]
    kept = [text for number, text in enumerate(texts)
            if not any(_says(other, text) and (place < number or not _says(text, other))
                       for place, other in enumerate(texts) if place != number)]  # fmt: skip
    article.html = "".join(kept[:1])
    for text in kept[1:]:
        words = markup.text(text)
        if not article.deck and len(words) <= DECK and "<img" not in text:
            article.deck = words
        else:
            article.html = text + "\n" + article.html


def _says(longer: str, shorter: str) -> bool:
    """Whether one text has all the words of another, a teaser's last words aside."""
    words = TRAILING.sub("", CUT.sub("", markup.text(shorter)))
    bare = re.sub(r"\W+", "", words)
    return "<img" not in shorter and bare in re.sub(r"\W+", "", markup.text(longer))


def without_origin(html: str, title: str) -> tuple[str, str]:
    """Return a text without the line that links it and its site, by its title, and that line."""
    match = ORIGIN.search(html)
    if not title or match is None or markup.text(match[1]) != title:
        return html, ""
    return html[: match.start()], markup.text(match[0])


def note_if_cut(article: DraftArticle, assembly: Assembly) -> None:
    """Warn if a feed has only the beginning of an article."""
    text = markup.text(article.html)
    if CUT.search(text[-200:]) or (len(text) < TEASER and TRAILING.search(text)):
        title = (" ".join(article.headline).strip() or text)[:40]
        message = f"has only the beginning of `{title}`"
        advice = "ask for the feed with whole articles"
        assembly.warn("source-article", article.source, article.line, message, advice)


def name_of(author: str) -> str:
    """Return an author's name without the address for mail that feeds put beside it."""
    return EMAIL.sub("", author).strip(" \t\n()<>,;:\u3000")


def day_in_own_zone(text: str) -> Date | None:
    """Return the day of a date in its own time zone; None if the text is not a date."""
    found = stated_date(text)
    if found:
        return found.date
    if EPOCH.fullmatch(text.strip()):
        return day(text)
    try:
        fields = parsedate_tz(text) if MONTH_NAME.search(text) else None
        return Date(*fields[:3]) if fields else None
    except (ValueError, OverflowError, IndexError):  # the year is a long number, a part is missing
        return None


def first_day(dates: list[str], article: DraftArticle, assembly: Assembly) -> Date | None:
    """Return the first valid date of several, or None; a warning names each invalid one."""
    for text in filter(None, dates):
        found = day_in_own_zone(text)
        if found:
            return found
        message = f"the date `{text[:40]}` of `{' '.join(article.headline)[:40]}` is not a date"
        advice = "write it as 2026-06-16, or use --date"
        assembly.warn("source-date", article.source, article.line, message, advice)
    return None


def linked(address: str, words: str = "") -> str:
    """Return a paragraph that is a link."""
    shown = words or re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/")
    return f'<p><a href="{escape(address)}">{escape(shown)}</a></p>\n'


def web(address: object) -> str:
    """Return an `http` or `https` address; empty for anything else."""
    text = str(address or "").strip()
    return text if re.fullmatch(r"https?://\S+", text) else ""


def cut(entries: list[T], path: Path, assembly: Assembly) -> list[T]:
    """Return at most `MAX_ENTRIES` entries; a warning says how many there were."""
    if len(entries) > MAX_ENTRIES:
        message = f"has {len(entries):,} entries, only the first {MAX_ENTRIES:,} are used"
        assembly.warn("source-size", path, 0, message, "split it")
    return entries[:MAX_ENTRIES]
