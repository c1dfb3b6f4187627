"""News items without pages (ninjs, NewsML-G2, feeds): how a folder of them becomes an issue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from datetime import date as Date
from html import escape
from itertools import islice
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from exporter.readers.tools import markup
from exporter.readers.tools.assemble import Assembly, is_remote
from exporter.readers.tools.drafts import Draft, DraftArticle, DraftPage
from exporter.repair.script import guess_language

GUESSED_BY = 20  # items
ALIKE = 0.3  # share of the shorter text that two versions of one story have in common at least
DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")  # since 1970, in seconds or milliseconds
PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t\u3000]{2,})")
ADDRESS = re.compile(r"(\b(?:href|src)\s*=\s*)([\"'])([^\"'<>]*)\2", re.IGNORECASE)
ELEMENT = re.compile(
    r"</(?:p|div|b|i|em|strong|a|table|tr|td|ul|ol|li|h[1-6]|span|blockquote)\s*>|<(?:br|hr)\s*/?>",
    re.IGNORECASE,
)
HEADING = re.compile(r"<(h[1-3])\b[^<>]*>(.{0,600}?)</\1\s*>", re.IGNORECASE | re.DOTALL)


# What a text begins with up to its first dash: the place it is from, its agency, a day.
OPENING = re.compile(r"\s*([^—–.!?。]{2,60}?)\s*(?:[—–]|--|\s-\s)")
WORD = re.compile(r"\s*[^\W\d_]{2,}")


@dataclass
class Item:
    """One news item: its article, and by what a page for it is chosen."""

    article: DraftArticle
    identifier: str = ""
    section: str = ""
    subjects: list[str] = field(default_factory=list)
    date: Date | None = None
    provider: str = ""
    language: str = ""
    label: str = ""
    """The printed page, where the item knows it."""
    version: tuple[int, str] = (0, "")
    """Number and time of this version; of two versions of one item the higher one counts."""
    may_be_shared: bool = False
    """Whether providers give other stories the same identifier."""
    is_withdrawn: bool = False
    """Whether its provider has cancelled it, or holds it back."""


def json_text(value: object) -> str:
    """Return a text or a number of JSON as text; empty for all else."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if isinstance(value, str) or is_number else ""


def day(text: str) -> Date | None:
    """Return the day of an ISO 8601 time in its own time zone; None if it is not one.

    Seconds or milliseconds since 1970 are read in UTC.
    """
    if EPOCH.fullmatch(text.strip()):
        return datetime.fromtimestamp(int(text.strip()[:10]), UTC).date()
    match = DAY.match(text.strip())
    if not match:
        return None
    try:
        return Date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def paragraphs(text: str) -> str:
    """Return plain text as HTML paragraphs: at empty lines, or at every line end without any."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    parts = PARAGRAPH.split(text) if PARAGRAPH.search(text) else text.split("\n")
    return "".join(
        f"<p>{escape(part.strip(), quote=False)}</p>\n" for part in parts if part.strip()
    )


def squeezed(words: str) -> str:
    """Return only the letters and digits of a text, for comparison."""
    return "".join(filter(str.isalnum, words)).casefold()


def without_headline(html: str, headline: tuple[str, ...]) -> str:
    """Remove a heading from the beginning of a body that only says the headline again."""
    html = markup.without(html, "<head>", "</head>")
    match = HEADING.search(html[:3_000])
    if not match or markup.text(html[: match.start()]):
        return html
    same = re.sub(r"\s+", "", markup.text(match[2])) == re.sub(r"\s+", "", "".join(headline))
    return html[: match.start()] + html[match.end() :] if same else html


def with_absolute_addresses(html: str, base: str) -> str:
    """Make the addresses in a body absolute; `base` is that of its web page."""
    if not is_remote(base):
        return html

    def absolute(match: re.Match[str]) -> str:
        address = match[3].strip()
        if address.startswith("#") or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", address):
            return match[0]
        try:
            return f"{match[1]}{match[2]}{urljoin(base, address)}{match[2]}"
        except ValueError:
            return match[0]

    return ADDRESS.sub(absolute, html)


def beside(address: str, path: Path) -> str:
    """Return the name of the file beside `path` for a remote address, if there is one."""
    if not is_remote(address) and not address.startswith("file:"):
        return address
    try:
        name = unquote(urlsplit(address).path).rsplit("/", 1)[-1].strip()
        there = bool(name) and (path.parent / name).is_file()
    except (ValueError, OSError):
        return address
    return name if there else address


def newest(items: Iterable[Item], assembly: Assembly) -> list[Item]:
    """Return items without older versions of the same, and without those that are withdrawn."""
    found: dict[str, Item] = {}
    for number, item in enumerate(items):
        name = item.identifier or f"#{number}"
        while name in found and _is_another_story(found[name], item):
            name += "+"
        if name.endswith("+") and name not in found:
            first = found[item.identifier].article.source.name
            message = f"has the identifier of another story, in {first}: both are kept"
            assembly.warn("source-version", item.article.source, item.article.line, message)
            item.identifier = name
        known = found.get(name, item)
        found[name], older = (known, item) if known.version > item.version else (item, known)
        if older is not found[name]:
            newer = found[name].article.source.name
            message = f"contains an older version of an item, the newest is in {newer}"
            assembly.warn("source-version", older.article.source, older.article.line, message)
    for item in found.values():
        if item.is_withdrawn:
            message = "is withdrawn by its provider: left out"
            assembly.warn("source-withdrawn", item.article.source, item.article.line, message)
    return [item for item in found.values() if not item.is_withdrawn]


def _is_another_story(one: Item, other: Item) -> bool:
    """Whether two items with the same identifier have neither headline nor text in common."""
    if not one.may_be_shared:
        return False
    headlines = [squeezed("".join(item.article.headline)) for item in (one, other)]
    if headlines[0] == headlines[1]:
        return False
    first, second = (_pieces(item) for item in (one, other))
    return len(first & second) < ALIKE * min(len(first), len(second))


def _pieces(item: Item) -> set[str]:
    """Return every five letters in a row of headline and text."""
    words = squeezed(f"{' '.join(item.article.headline)} {markup.text(item.article.html)}")
    return {words[start : start + 5] for start in range(max(1, len(words) - 4))}


def tidy(article: DraftArticle) -> None:
    """Leave out what a body says of itself: the headline, the dateline, the deck."""
    article.html = without_headline(article.html, article.headline)
    article.dateline = article.dateline.strip().rstrip("-–—").strip()
    body = squeezed(markup.text(article.html[:5_000]))
    if article.dateline and (body.startswith(squeezed(article.dateline)) or _has_own(article)):
        article.dateline = ""
    if squeezed(article.deck) in ("", squeezed("".join(article.headline))):
        article.deck = ""


def _has_own(article: DraftArticle) -> bool:
    """Whether the text begins with the place of the dateline, in another form: QUAY (QNA) —.

    A note and an abstract may stand before it.
    """
    place = WORD.match(article.dateline)
    if not place:
        return False
    blocks = re.split(r"</(?:p|aside)\s*>", article.html[:5_000], maxsplit=4, flags=re.IGNORECASE)
    openings = filter(None, (OPENING.match(markup.text(block)) for block in blocks[:4]))
    words = filter(None, (WORD.match(opening[1]) for opening in openings))
    return any(word[0].strip().casefold() == place[0].strip().casefold() for word in words)


def summary(words: str, article: DraftArticle) -> None:
    """Make a summary the deck of an article that has text, unless it says so already.

    Where there is a deck, the summary is how the text begins.
    """
    said = squeezed(f"{article.deck} {markup.text(article.html)}")
    if not article.html or squeezed(words) in said:
        return
    if article.deck:
        article.html = paragraphs(words) + article.html
    else:
        article.deck = words


def is_html(text: str) -> bool:
    """Whether a text that should be plain holds elements of HTML."""
    return bool(ELEMENT.search(text))


def html_of(text: str) -> str:
    """Return a text as HTML: as it is if it holds elements, else its paragraphs."""
    return text if is_html(text) else paragraphs(text)


def draft_of(items: list[Item], assembly: Assembly, pages: Iterable[DraftPage] = ()) -> Draft:
    """Make an issue of items; `pages` are those that a package has made already."""
    dates = Counter(item.date for item in items if item.date)
    providers = Counter(item.provider for item in items if item.provider)
    languages = Counter(item.language for item in items if item.language)
    language = languages.most_common(1)[0][0] if languages else ""
    provider = providers.most_common(1)[0][0] if providers else ""
    if provider and not assembly.options.publication:
        message = f"names no publication, so it is called after the provider, {provider}"
        assembly.warn("source-publication", assembly.source, 0, message, "use --publication NAME")
    for item in items:
        item.article.date = item.date
        named = (name for name in item.subjects if name != item.section)
        item.article.subjects = tuple(dict.fromkeys(named))
        if item.language and item.language != language:
            item.article.language = item.language
    made = [*pages, *pages_of(items, assembly.options.page_by)]
    printed = None if any(page.label for page in made) else False
    for number, page in enumerate(made, 1):
        page.label = page.label or f"{number:02}"
    # The day that most items are of; of several, the last.
    date = max(dates, key=lambda one: (dates[one], one)) if dates else None
    language = language or _guessed(items)
    return Draft(name=provider, language=language, date=date, pages=made, printed=printed)


def _guessed(items: Iterable[Item]) -> str:
    """Return the language that the words of items are in, none of which names it."""
    texts = (" ".join((*item.article.headline, markup.text(item.article.html))) for item in items)
    return guess_language("\n".join(islice(texts, GUESSED_BY)))


def pages_of(items: list[Item], page_by: str) -> list[DraftPage]:
    """Share items out to pages, in the order in which their sections first come."""
    choose: Callable[[Item], tuple[str, str]] = {
        "subject": lambda item: ("", next(iter(item.subjects), item.section)),
        "file": lambda item: ("", item.article.source.stem),
    }.get(page_by, lambda item: (item.label, item.section or next(iter(item.subjects), "")))
    pages: dict[tuple[str, str], DraftPage] = {}
    for item in items:
        label, section = choose(item)
        key = (label, "" if label else section)
        page = pages.setdefault(key, DraftPage(label, section, source=item.article.source))
        page.articles.append(item.article)
    return list(pages.values())
