"""The entry of an article on a front: its first words, and the minutes it takes to read."""

from __future__ import annotations

import re
from functools import partial
from html import unescape

from lxml import etree

from exporter.languages.characters import HAN, WIDE
from exporter.model import Article
from exporter.patterns import TAG, pattern
from exporter.remembered import remembered_for
from exporter.xhtml import inside, parse, text_of

SENTENCE = pattern(r".+?(?:[。！？…]+[”’」』）]*|[.!?؟]+[\"”’)]*(?=\s|$))", re.DOTALL)
AFTER_WIDE = pattern("(?<=[。！？…，；：、”’」』）》]) ")  # between paragraphs
IDEOGRAPHS = pattern(f"[{HAN}\u3040-\u30ff\uac00-\ud7a3]+")
WORD = pattern(r"\w+")
# Characters and words that adults read in a minute (Brysbaert 2019; Chinese about 400 on paper).
CHARACTERS_A_MINUTE, WORDS_A_MINUTE = 400, 230
LONGEST = 150  # letters of a summary; a wide character counts for two


def summary(article: Article) -> str:
    """Return the summary, the deck, or the first sentence of an article, shortened if long."""
    if article.summary or article.deck:
        return article.summary or str(article.deck)
    return remembered_for(article, "first sentence", LONGEST, partial(_first_sentence, article))


def _first_sentence(article: Article) -> str:
    text = " ".join(prose(article).split())
    first = SENTENCE.match(text)
    return _cut(first[0] if first else text, LONGEST)


def prose(article: Article) -> str:
    """Return the text of an article without its tables, whose cells are no sentences.

    An article that is nothing but a table has the words of its cells.
    """
    if "<table" not in article.body:
        return article.text
    root = parse(article.body)
    etree.strip_elements(root, "table", with_tail=False)
    return text_of(inside(root), readings=False).strip() or article.text


def beginning(text: str, longest: int) -> str:
    """Return the first sentences of a text, up to `longest` letters.

    A wide character counts as two. A longer first sentence is shortened.
    """
    words = AFTER_WIDE.sub("", " ".join(text.split()))
    end = 0
    for sentence in SENTENCE.finditer(words):
        if end and _width(words[: sentence.end()]) > longest:
            break
        end = sentence.end()
    return _cut(words[:end] or words, longest)


def minutes(article: Article) -> int:
    """Return the minutes that an article takes to read, one at least."""
    return remembered_for(article, "minutes", None, partial(_minutes, article))


def _minutes(article: Article) -> int:
    text = _words(article)
    rest, runs = IDEOGRAPHS.subn(" ", text)
    characters, words = len(text) - len(rest) + runs, len(WORD.findall(rest))
    return max(1, round(characters / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE))


def _words(article: Article) -> str:
    """Return the text of an article to be counted: its body is only parsed where cells touch."""
    body = article.body
    if "<table" in body or "<r" in body:
        return article.text
    return unescape(TAG.sub("", body.replace("<br/>", "\n")))


def _width(text: str) -> int:
    return sum(2 if WIDE.match(mark) else 1 for mark in text)


def _cut(text: str, longest: int) -> str:
    room = longest
    for place, mark in enumerate(text):
        room -= 2 if WIDE.match(mark) else 1
        if room < 0:
            kept = text[:place]
            return (kept if WIDE.match(mark) else kept.rpartition(" ")[0] or kept) + "…"
    return text
