"""An article in plain text: the first line is the headline, one near it may be the date."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from exporter.content.sanitize import clean_text
from exporter.languages.characters import WIDE
from exporter.readers.articles.pieces import Piece, text_of
from exporter.readers.saved_page.page import lists_pages
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.chinese_dates import date_line
from exporter.readers.tools.signature import BLANK
from exporter.readers.word.drafts import draft_article, unnamed
from exporter.readers.word.intermediate import Blocks
from exporter.readers.word.shape import shape
from exporter.readers.word.signed import width

HEAD = 4  # paragraphs among which a line may state the day
SUFFIXES = (".txt", ".text")
BLANK_LINE = re.compile(r"\n[ \t\u3000]*\n")
# Characters a line that a mail or text program has wrapped, most at 72 to 80.
NARROWEST, WIDEST = 50, 100
LONGEST = 160  # characters of a headline, Chinese ones counted twice
SENTENCE = re.compile(r"[.!?…](?=[\s\d\W]|$)|[。！？]")  # Chinese has no space after it


def looks_like_article(text: str) -> bool:
    """Whether a text has a line for its headline and then sentences, and is no page of a site."""
    first, *others = paragraphs(text) or [""]
    sentences = any(len(line) >= len(first) and SENTENCE.search(line) for line in others)
    return 0 < width(first) <= LONGEST and sentences and not lists_pages(text)


def read_text(path: Path, assembly: Assembly) -> Piece | None:
    """Read an article; None if it can't be read, which is noted."""
    text = text_of(path, assembly)
    if text is None:
        return None
    words = paragraphs(text)
    day = next((line for line in words[:HEAD] if date_line(line)), "")
    tree = etree.Element("div")
    for line in words:
        if line is not day:
            etree.SubElement(tree, "p").text = line
    shaped = shape(tree, Blocks(tree))
    found = [] if shaped.headline else [unnamed(path, "write it on the first line")]
    article = draft_article(shaped, path)
    stated = date_line(day)
    article.date = stated.date if stated else None
    return Piece(path, [article], findings=found)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: its lines, but those that were wrapped are joined."""
    found: list[str] = []
    for block in BLANK_LINE.split(text):
        lines = [line.strip(BLANK) for line in block.split("\n")]
        lines = [clean_text(line) for line in lines if line]
        found += [" ".join(lines)] if _is_wrapped(lines) else lines
    return found


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines are one paragraph that a program wrapped; Chinese is not wrapped so."""
    widths = [width(line) for line in lines]
    return (
        len(lines) > 1
        and min(widths[:-1]) > NARROWEST
        and max(widths) <= WIDEST
        and not any(WIDE.search(line) for line in lines)
    )
