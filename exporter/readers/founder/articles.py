"""What an article file says: the parts of its headline, who wrote it, its text and pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from exporter.readers.founder.names import NAMED_LABEL
from exporter.readers.founder.pages import link_lines
from exporter.readers.tools import markup
from exporter.readers.tools.chinese_dates import find_date
from exporter.readers.tools.drafts import DraftArticle, DraftFigure
from exporter.readers.tools.signature import is_byline, plain, sign
from exporter.repair.chrome import looks_like_chrome

PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif)(?:$|\?)", re.IGNORECASE)
CREDIT = re.compile(
    r"[\s\u3000。]((?:\S{1,10}(?:[记記]者|通[讯訊][员員])[ \u3000]?)?"
    r"[^\s\u3000。]{2,4}\s*[摄攝]影?)$"
)
CONTENT = (
    ("<!--enpcontent-->", "<!--/enpcontent-->"),
    ("<founder-content>", "</founder-content>"),
)
CONTENT_BLOCK = re.compile(
    r"<div\b[^<>]*\bid\s*=\s*[\"']?(?:ozoom|content|articleContent)\b[^<>]*>", re.IGNORECASE
)
# Where each part of the head stands: field of the comment, Founder's own element, id.
PARTS = {
    "title": ("title", "founder-title", "Title"),
    "kicker": ("introtitle", "founder-(?:pre|intro)title", "PreTitle"),
    "deck": ("subtitle", "founder-subtitle", "SubTitle"),
    "author": ("author", "founder-author", "Author"),
}
HEADING = re.compile(r"<h([1-4])\b[^<>]*>(.{0,5000}?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
CELL = re.compile(
    r"<td\b[^<>]*\bclass\s*=\s*[\"']?font0([12])\b[^<>]*>(.{0,5000}?)</td\s*>",
    re.IGNORECASE | re.DOTALL,
)
SIGNED_BY = re.compile(
    r"<(\w+)\b[^<>]*\b(?:class|id)\s*=\s*[\"']?(?:sec|author|zuozhe|writer)\b[^<>]*>(.{0,500}?)</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
SOURCE_NOTE = re.compile(
    "《[^《》]{1,30}》\\s*[(（][^()（）]{0,60}[)）]|[(（]\\s*第[^()（）]{1,12}版\\s*[)）]"
)
PARAGRAPH = re.compile(r"\s*<p\b[^<>]*>(.*?)(?:</p\s*>|(?=<p\b))", re.IGNORECASE | re.DOTALL)
# A block in which no other is.
INNERMOST = re.compile(
    r"<(div|td|section|article)\b[^<>]*>((?:[^<]|<(?!/?(?:div|td|table|section|article|h[1-6])\b))+)</\1\s*>",
    re.IGNORECASE,
)
LINK = re.compile(r"<a\b[^<>]*>.*?</a\s*>", re.IGNORECASE | re.DOTALL)
BOX = re.compile(r"<(/?)(table|div|figure|li)\b[^<>]*>", re.IGNORECASE)
PART_BOX = re.compile(r"<(/?)(?:table|td|div|article|section)\b", re.IGNORECASE)
STOP = re.compile("<img\\b|\ue000|<h[1-4]\\b", re.IGNORECASE)
# Founder keeps the newspaper's pictures under res/ or images/ by date.
PICTURE_FOLDER = re.compile(r"/(?:res|images?|pic|att)\w*/.*\d{4}")
HERE = "\ue000"  # stands for the text of the article while the rest of its page is searched
MAX_WORDS = 3_000  # characters of markup after a picture among which its caption stands
LEAST_TEXT = 20  # characters of paragraphs that nothing marks as the text of an article
MAX_BOXES = 3  # boxes around a picture in which its caption may stand


@dataclass
class ArticleFile:
    """An article and the page that its file names."""

    draft: DraftArticle
    path: Path
    label: str = ""
    section: str = ""
    has_text: bool = True
    is_untitled: bool = False
    """Whether its headline is only the title of its web page."""

    def is_on(self, label: str, section: str) -> bool:
        """Whether the file names this page; a label counts before the name of a section."""
        if self.label and label:
            return self.label.upper().lstrip("0") == label.lstrip("0")
        return bool(section) and _squeezed(section) == _squeezed(self.section)


def read_article(
    path: Path, text: str, key: str, is_ornament: Callable[[str, Path], bool]
) -> ArticleFile:
    """Read an article file; `is_ornament` says which pictures beside it are the web page's."""
    properties = _properties(text)
    found = _content(text)
    html = found or ""
    head = text[: text.find(html)] if html else text
    headings = _headings(head)
    cells = _cells(head)
    parts = {
        name: _part(name, properties, text, head) or headings.get(name) or cells.get(name, ())
        for name in PARTS
    }
    body, byline, credit = _unsigned(markup.without(html, "<!--", "-->"))
    authors = [plain(" ".join(parts["author"])), *_authors(head)]
    written = next(filter(None, authors), "")
    draft = DraftArticle(
        headline=parts["title"] or _title(text),
        html=body,
        source=path,
        line=text.count("\n", 0, max(0, text.find(html[:200]))) + 1 if html else 0,
        kicker=_joined(parts["kicker"]),
        deck=_joined(parts["deck"]),
        byline=_all_authors(written, byline),
        credit=credit,
        figures=_figures(text, html, path, is_ornament),
        key=key,
    )
    label, section = _own_page(text, properties)
    return ArticleFile(draft, path, label, section, found is not None, not parts["title"])


# The head -----------------------------------------------------------------------------------


def _properties(text: str) -> dict[str, str]:
    """Return what is in the comment `enpproperty`."""
    block = markup.between(text, "<!--enpproperty", "/enpproperty-->") or ""
    pairs = re.findall(
        r"<([a-z]{2,20})>([^<]*(?:<br\s*/?>[^<]*)*)</\1>", block[:50_000], re.IGNORECASE
    )
    return {name.lower(): value for name, value in reversed(pairs)}


def _part(name: str, properties: dict[str, str], text: str, head: str) -> tuple[str, ...]:
    """Return the lines of a part of the head, from the first place that has any.

    A class says as much as an id, but of the headline: many things of a page are called `title`.
    """
    field, element, identifier = PARTS[name]
    said = markup.lines(properties.get(field, ""))
    if said:
        return tuple(said)
    start = re.search(rf"<({element})>", text)
    own = (markup.between(text, start[0], f"</{start[1]}>") or "") if start else ""
    lines = link_lines(own[:5_000])
    if lines:
        return tuple(lines)
    marks, where = ("id", text) if name == "title" else ("(?:id|class)", head)
    tag = re.search(
        rf"<(\w+)\b[^<>]*\b{marks}\s*=\s*[\"']?{identifier}(?=[\"'\s>])[^<>]*>", where, re.I
    )
    inner = (markup.between(where, tag[0], f"</{tag[1]}", tag.start()) or "") if tag else ""
    return tuple(link_lines(inner[:5_000]))


def _headings(head: str) -> dict[str, tuple[str, ...]]:
    """Recognise headline, kicker and deck by the headings before the text.

    The main one is an h1, or an h2 if there is none; a smaller one before it is the kicker,
    one after it, or an h4, the deck.
    """
    found = [
        (int(match[1]), lines)
        for match in HEADING.finditer(markup.without_code(head))
        if (lines := tuple(link_lines(match[2])))
    ]
    main = next((level for level in (1, 2) if any(level == one for one, _ in found)), 0)
    place = max((n for n, (level, _) in enumerate(found) if level == main), default=-1)
    if place < 0:
        return {"kicker": _level(found, 3), "deck": _level(found, 4)}
    before = [lines for level, lines in found[:place] if main < level < 4]
    after = [lines for level, lines in found[place + 1 :] if level > main]
    kicker = before[-1] if before else ()
    if main == 2 and not before:  # the older systems write the kicker after the headline
        kicker = next((lines for level, lines in found[place + 1 :] if level == 3), ())
        after = [lines for lines in after if lines != kicker]
    deck = after[0] if after else _level(found[:place], 4)
    return {"title": found[place][1], "kicker": kicker, "deck": deck}


def _cells(head: str) -> dict[str, tuple[str, ...]]:
    """Recognise headline, kicker and deck of the oldest pages by the cells they stand in.

    The headline is in a cell of the class `font01`, what is around it in cells of `font02`.
    """
    found = [
        (match[1], lines)
        for match in CELL.finditer(markup.without_code(head))
        if (lines := tuple(link_lines(match[2])))
    ]
    place = next((n for n, (size, _) in enumerate(found) if size == "1"), -1)
    if place < 0:
        return {}
    before = [lines for size, lines in found[:place] if size == "2"]
    after = [lines for size, lines in found[place + 1 :] if size == "2"]
    sides = {"kicker": before[-1:], "deck": after[:1]}
    return {"title": found[place][1], **{name: lines[0] for name, lines in sides.items() if lines}}


def _level(found: list[tuple[int, tuple[str, ...]]], wanted: int) -> tuple[str, ...]:
    return next((lines for level, lines in found if level == wanted), ())


def _title(text: str) -> tuple[str, ...]:
    title = markup.between(text, "<title>", "</title>") or ""
    return tuple(markup.lines(title)[:1])


def _authors(head: str) -> list[str]:
    """Return the lines between headline and text that say who wrote."""
    head = markup.without_code(head)
    start = max((match.end() for match in HEADING.finditer(head)), default=0)
    marked = [line for match in SIGNED_BY.finditer(head) for line in markup.lines(match[2])]
    shown = [line for line in markup.lines(head[start:]) if is_byline(_without_source(line))]
    named = [line for line in map(_without_source, marked) if _can_be_author(line)]
    return [plain(_without_source(line)) for line in [*named, *shown]]


def _all_authors(written: str, signed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the author of the head and the byline of the text; a name in both comes once."""
    names = _squeezed("".join(signed))
    return signed if not written or _squeezed(written) in names else (written, *signed)


def _without_source(line: str) -> str:
    """Drop `《…日报》（2026年06月16日 第A01版）`, which some pages put after the author."""
    return SOURCE_NOTE.sub("", line).strip(" \u3000")


def _can_be_author(line: str) -> bool:
    return 2 <= len(line) <= 40 and not (
        find_date(line) or NAMED_LABEL.search(line) or looks_like_chrome(line)
    )


def _own_page(text: str, properties: dict[str, str]) -> tuple[str, str]:
    """Return label and section of the page that the file names."""
    number = markup.between(text, "<founder-pagenum>", "</founder-pagenum>") or ""
    name = markup.between(text, "<founder-pagename>", "</founder-pagename>") or ""
    section = markup.text(properties.get("nodename", "")) or " ".join(markup.lines(name))
    label = markup.text(number)
    if not label:
        shown = {match[1] for match in NAMED_LABEL.finditer(markup.text(markup.without_code(text)))}
        label = shown.pop() if len(shown) == 1 else ""
    return label[:16], section[:40]


# The text -----------------------------------------------------------------------------------


def _content(text: str) -> str | None:
    """Return the markup of the text; of one in several parts, that from the first to the last."""
    for opening, closing in CONTENT:
        html = markup.between(text, opening, closing)
        if html is not None and (markup.text(html[:100_000]) or "<img" in html[:100_000].lower()):
            return _with_later_parts(text, html, opening, closing)
    match = CONTENT_BLOCK.search(text)
    if match:
        return _up_to_end(text, match.end())
    return _run_of_paragraphs(text) or _block_of_lines(text)


def _with_later_parts(text: str, html: str, opening: str, closing: str) -> str:
    lower = text.lower()
    last = lower.rfind(closing)
    start = text.find(html)
    if lower.find(opening, start + len(html)) < 0 or last < start:
        return html
    return text[start:last]


def _run_of_paragraphs(text: str) -> str | None:
    """Return the paragraphs of a page that nothing marks: most words with only pictures between."""
    best, most = "", 0
    start, words, end = -1, 0, -1
    for match in PARAGRAPH.finditer(text):
        if start < 0 or _parts_paragraphs(text[end : match.start()]):
            start, words = match.start(), 0
        words, end = words + len(markup.text(match[1])), match.end()
        if words > most:
            best, most = text[start:end], words
    return best if most >= LEAST_TEXT else None


def _block_of_lines(text: str) -> str | None:
    """Return the block with most words, links aside, of a page without paragraphs: its lines."""
    words = {each[2]: len(markup.text(LINK.sub("", each[2]))) for each in INNERMOST.finditer(text)}
    best = max(words, key=lambda block: words[block], default="")
    return best if words.get(best, 0) >= LEAST_TEXT else None


def _parts_paragraphs(between: str) -> bool:
    """Whether what is between two paragraphs has words, or ends the box that they are in."""
    ends = sum(-1 if match[1] else 1 for match in PART_BOX.finditer(between))
    return ends < 0 or bool(markup.text(between))


def _up_to_end(text: str, start: int) -> str:
    """Return the markup from `start` to the end of the `div` that it is in."""
    depth = 1
    for match in re.finditer(r"<(/?)div\b[^<>]*>", text[start:], re.IGNORECASE):
        depth += -1 if match[1] else 1
        if depth == 0:
            return text[start : start + match.start()]
    return text[start:]


def _unsigned(html: str) -> tuple[str, tuple[str, ...], str]:
    """Take byline and credit out of a text: the text without them, the byline, the credit."""
    blocks = list(PARAGRAPH.finditer(html))
    if not blocks:
        return html, (), ""
    kept = [block for block in blocks if markup.text(block[1]) or "<img" in block[1].lower()]
    words = [markup.text(block[1]) for block in kept]
    if not words:
        return html, (), ""
    signed = sign(words)
    for block in reversed([*kept[: signed.first], *kept[signed.last :]]):
        html = html[: block.start()] + html[block.end() :]
    return html, signed.byline, signed.credit


# Pictures beside the text -------------------------------------------------------------------


def _figures(
    text: str, html: str, path: Path, is_ornament: Callable[[str, Path], bool]
) -> list[DraftFigure]:
    """Return the pictures that are outside the text, each with the words in its box."""
    outside = text.replace(html, HERE, 1) if html else text
    begin = max(outside.lower().find("/enpproperty-->"), 0)
    begin = 0 if begin > outside.find(HERE) else begin
    outside = markup.without_code(outside[begin:])
    found: dict[str, DraftFigure] = {}
    for match in re.finditer(r"<img\b([^<>]*)>", outside, re.IGNORECASE):
        attributes = markup.attributes(match[1])
        address = attributes.get("src", "")
        if "usemap" in attributes or not PICTURE.search(address) or address in html:
            continue
        if not is_ornament(address, path):
            found.setdefault(address, _figure(address, _words_after(outside, match.end())))
    return list(found.values())


def _words_after(html: str, start: int) -> str:
    """Return the words after a picture in its box: in a table row below it, in its own block.

    The search ends at another picture, at a heading and at the article's own text.
    """
    after = html[start : start + MAX_WORDS]
    stop = STOP.search(after)
    after = after[: stop.start()] if stop else after
    depth = boxes = 0
    for match in BOX.finditer(after):
        depth += -1 if match[1] else 1
        if depth >= 0:
            continue
        depth, boxes = 0, boxes + 1
        words = markup.text(after[: match.start()])
        if words or boxes == MAX_BOXES:
            return words
    return markup.text(after) if stop and stop[0].lower() == "<img" else ""


def _figure(address: str, words: str) -> DraftFigure:
    """Part the words under a picture into caption and photographer."""
    match = CREDIT.search(words)
    if not match:
        return DraftFigure(address, caption=words)
    return DraftFigure(address, caption=words[: match.start(1)].strip(" \u3000"), credit=match[1])


def _squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def _joined(parts: Iterable[str]) -> str:
    return "\u3000".join(parts)
