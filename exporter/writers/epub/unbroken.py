"""Keep words and numbers of headlines and tables unbroken on narrow screens.

Each becomes a span that the style sets as an inline block; one wider than the screen still breaks.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from lxml import etree

from exporter.edition import ArticleDocument
from exporter.languages.punctuation import NO_LINE_END, NO_LINE_START, STOPS
from exporter.languages.segmentation import word_spans
from exporter.languages.tags import is_ideographic
from exporter.patterns import TAG
from exporter.remembered import remembered_for
from exporter.xhtml import EPUB_PREFIX, PARSER, XHTML, Element

CLASS = "kept"
# A score, a range, a date, a large number: 7–4, 2025/26, 1,200.
NUMBER = re.compile(r"\d+(?:[-–—−－~～/:：∶.,]\d+)+[%‰]?")
# A range in Chinese or Japanese, with what it counts before its sign: 1.2万—3.5万, 5月1日—7日.
HAN_NUMBER = re.compile(
    rf"\d[\d.,:：∶/年月日万萬亿億%]*(?:[-–—−－~～〜]|——|至)\d[\d.,:：∶/]*[%‰]?|{NUMBER.pattern}"
)
# Where a headline is parted best; not within 6：30.
CLAUSE_END = re.compile(
    f"(?:(?<![0-9])[{STOPS}]|[{STOPS}](?![0-9]))[{NO_LINE_START}]*(?=[^{NO_LINE_START}])"
)
LONGEST_CLAUSE = 12  # characters: a longer one is wider than a phone
# With the sign of ordinals: 第28.
RUN = re.compile(r"(?:第(?=[0-9]))?[A-Za-z0-9][A-Za-z0-9.,:%-]*")
# What is part of a word between blanks.
WORD = "".join(map(chr, (*range(0x21, 0x7F), *range(0xC0, 0x250)))) + "£€¥“”‘’«»…‰"
SPAN = f"{XHTML}span"
# Headlines; and what else is in lists of all headlines. Found in C: each article has many links.
HEAD = """(self::h:h1 and @class="headline") or (self::h:a and (
    @class="headline-link" or ancestor::h:ol[@class="directory"]))"""
Find = Callable[[Element], list[Element]]
HEADS = cast("Find", etree.XPath(f"//*[{HEAD}]", namespaces={"h": XHTML[1:-1]}))
LISTED = cast(
    "Find",
    etree.XPath(f"//h:nav//*[self::h:h1 or self::h:a][not({HEAD})]", namespaces={"h": XHTML[1:-1]}),
)
# Cells, but for the squares of puzzles.
CELL = '(self::h:th or self::h:td) and not(ancestor::h:table[contains(@class, "grid")])'
CELLS = cast("Find", etree.XPath(f"//h:tr/*[{CELL}]", namespaces={"h": XHTML[1:-1]}))
# Left unchanged: ruby and formulas.
LEFT = frozenset(f"{XHTML}{name}" for name in ("ruby", "math", "img"))

# Of an article outside its head: what else has words to keep, and what of it is shown.
OTHERS = ("<table", "<h1", "headline-link", "directory")

Range = tuple[int, int]


def may_break(title: str, language: str) -> bool:
    """Whether a headline has anything to keep unbroken."""
    return is_ideographic(language) or bool(NUMBER.search(title))


def kept_body(document: ArticleDocument) -> tuple[str, bool]:
    """Return the body of an article with the words of its headline kept unbroken.

    The second value is whether that has to be done in the whole document instead.
    """
    if not may_break(document.title, document.language):
        return document.body, False
    given = document.body, document.parts.head, document.language
    body = remembered_for(document.article, "kept", given, partial(keep_in_head, *given))
    return (document.body, True) if body is None else (body, False)


def keep_words(root: Element) -> None:
    """Put a span around each word and number in headlines that a line break could split.

    The same for cells of Chinese and Japanese tables, where a unit in brackets is a word.
    Of the lists of all headlines only numbers are kept, so that the contents open at once.
    """
    heads, listed = HEADS(root), LISTED(root)
    for element in heads:
        _keep_head(element, _language_of(element))
    for element in CELLS(root):
        if is_ideographic(language := _language_of(element)):
            _keep(element, language)
    for element in listed:
        _keep(element, "en")


def keep_in_head(body: str, head: str, language: str) -> str | None:
    """Keep the words in the head of an article alone; None if more of its body has to be looked at.

    `body` and `head` are XHTML. The body of an article is not parsed for the sake of its headline.
    """
    before, found, after = body.partition(head)
    _, _, lists = after.partition("<nav")
    if not found or any(sign in before or sign in after for sign in OTHERS):
        return None
    return None if NUMBER.search(TAG.sub(" ", lists)) else f"{before}{_kept(head, language)}{after}"


def _kept(fragment: str, language: str) -> str:
    names = f'xmlns="{XHTML[1:-1]}" {EPUB_PREFIX}'
    root = etree.fromstring(f'<div {names} lang="{language}">{fragment}</div>', PARSER)
    for element in root.iter(f"{XHTML}h1"):
        if element.get("class") == "headline":
            _keep_head(element, _language_of(element))
    text = etree.tostring(root, encoding="unicode")
    return text[text.index(">") + 1 : -len("</div>")]


def _language_of(element: Element) -> str:
    while element is not None and element.get("lang") is None:
        element = element.getparent()
    return "" if element is None else str(element.get("lang"))


def _keep_head(head: Element, language: str) -> None:
    """Keep the words of a headline, and its clauses where a line has room for them."""
    if is_ideographic(language) and head.tag == f"{XHTML}h1":
        for line in (head, *head):
            if line is head or line.get("class") == "line":
                _part_clauses(line)
    _keep(head, language)


def _part_clauses(line: Element) -> None:
    text = "" if len(line) else line.text or ""
    ends = [0, *(found.end() for found in CLAUSE_END.finditer(text)), len(text)]
    clauses = [text[start:end] for start, end in itertools.pairwise(ends)]
    if len(clauses) > 1 and max(map(len, clauses)) <= LONGEST_CLAUSE:
        line.text = None
        for clause in clauses:
            etree.SubElement(line, SPAN, {"class": CLASS}).text = clause


def _keep(element: Element, language: str) -> None:
    for child in list(element):
        if child.tag not in LEFT:
            _keep(child, language)
        if tail := child.tail:
            child.tail = None
            child.tail = _put(element, element.index(child) + 1, tail, language)
    if element.text:
        element.text = _put(element, 0, element.text, language)


def _put(element: Element, place: int, text: str, language: str) -> str:
    """Insert the spans of a text into an element; return the text before the first."""
    ranges = list(_whole(text, _ranges(text, language), language))
    if ranges == [(0, len(text))] and element.get("class") == CLASS:
        return text
    before, end = text, 0
    last: Element | None = None
    for start, stop in ranges:
        if last is None:
            before = text[:start]
        else:
            last.tail = text[end:start]
        last = etree.Element(SPAN, {"class": CLASS})
        last.text = text[start:stop]
        element.insert(place, last)
        place, end = place + 1, stop
    if last is not None:
        last.tail = text[end:]
    return before


def _whole(text: str, ranges: Iterator[Range], language: str) -> Iterator[Range]:
    """Yield the ranges with what a line must not part from them.

    A line may break at the edge of any box, whatever follows it: a comma, the `m` of `£1.2m`.
    """
    han = is_ideographic(language)
    before, behind = (NO_LINE_END, NO_LINE_START) if han else (WORD, WORD)
    after = 0
    for start, end in ranges:
        first = max(start, after)
        while first > after and text[first - 1] in before:
            first -= 1
        after = max(end, after)
        while after < len(text) and text[after] in behind:
            after += 1
        if first < end:
            yield first, after


def _ranges(text: str, language: str) -> Iterator[Range]:
    """Yield the ranges to keep together, in order; adjacent ranges are merged."""
    number = HAN_NUMBER if is_ideographic(language) else NUMBER
    numbers = (match.span() for match in number.finditer(text))
    # Digits and letters do not break by themselves, except at the edge of a box.
    runs = (match.span() for match in RUN.finditer(text))
    pairs = word_spans(text, language)
    found = sorted((*pairs, *numbers, *runs)) if pairs else list(numbers)
    start = end = 0
    for first, last in found:
        if first < end:
            end = max(end, last)
            continue
        if end > start:
            yield start, end
        start, end = first, last
    if end > start:
        yield start, end
