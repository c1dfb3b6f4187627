"""The sentences of a document: each in an element with an id, for the audio to point to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from exporter.edition.summaries import SENTENCE
from exporter.xhtml import MATHML, XHTML, XML_LANG, Element, has_class

# Elements that are read as part of the line they are in; all others stand alone.
INLINE = frozenset(
    f"{XHTML}{name}"
    for name in "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rb rp rt rtc ruby s "
    "samp small span strong sub sup time u var wbr".split()
)
FORMULA = f"{{{MATHML}}}math"
SILENT = frozenset(f"{XHTML}{name}" for name in ("script", "style", "rp", "rt", "rtc", "template"))
LEADS_ON = ("turn", "where")  # links to the next article would be read after each one
UNREAD = ("doc-noteref", "doc-backlink")  # the numbers and arrows of notes
WORD = re.compile(r"\w")
Token = str | Element
Line = list[Token]


@dataclass(frozen=True)
class Sentence:
    """A sentence: the id of its element, its text, its language tag; `kind` is its epub:type."""

    id: str
    text: str
    language: str
    kind: str = ""


def mark_sentences(root: Element, language: str) -> list[Sentence]:
    """Give each sentence of a document an element with an id; return them in reading order.

    Sentences are those of the text itself, between the elements in it. The alternative text of a
    picture, and the label of a page break, are sentences too.
    """
    marker = _Marker(root)
    body = root.find(f"{XHTML}body")
    if body is not None:
        marker.block(body, language)
    return marker.sentences


class _Marker:
    def __init__(self, root: Element) -> None:
        self.taken = {each.get("id", "") for each in root.iter("*")}
        self.sentences: list[Sentence] = []
        self.number = 0

    def block(self, element: Element, language: str) -> None:
        """Mark the sentences of an element that stands alone."""
        language = element.get("lang") or element.get(XML_LANG) or language
        if _is_silent(element) or self.named(element, language):
            return
        lines = list(_lines(_taken(element)))
        for line in lines:
            if isinstance(line, list):
                sentences = list(_split(line))
                is_whole = len(lines) == len(sentences) == 1
                self.line(element, sentences, language, is_whole=is_whole)
            else:
                element.append(line)
                self.block(line, language)

    def named(self, element: Element, language: str) -> bool:
        """Mark what is read by its name: a picture, a page break; return whether it is one."""
        is_break = element.get("role") == "doc-pagebreak"
        if is_break:
            self.add(element, element.get("aria-label", ""), language, "pagebreak")
        elif element.tag == f"{XHTML}img":
            self.add(element, element.get("alt", ""), language)
        return is_break or bool(element.tag == f"{XHTML}img")

    def line(
        self, element: Element, sentences: list[Line], language: str, *, is_whole: bool
    ) -> None:
        """Append sentences to an element, each with words in a span.

        A sentence that is all of its element (`is_whole`), or one element, needs no span.
        """
        for sentence in sentences:
            text = _spoken(sentence)
            only = element if is_whole else _only(sentence)
            home = element
            if only is None and WORD.search(text):
                home = only = element.makeelement(f"{XHTML}span")
                _append(element, home)
            if only is not None:
                self.add(only, text, only.get("lang") or language)
            for token in sentence:
                _append(home, token)

    def add(self, element: Element, text: str, language: str, kind: str = "") -> None:
        if not WORD.search(text):
            return
        if not element.get("id"):
            element.set("id", self.free_id())
        self.sentences.append(Sentence(element.get("id", ""), text, language, kind))

    def free_id(self) -> str:
        while True:
            self.number += 1
            if (found := f"s-{self.number}") not in self.taken:
                return found


def _is_silent(element: Element) -> bool:
    return (
        element.tag in SILENT
        or element.get("hidden") is not None
        or element.get("role") in UNREAD
        or any(has_class(element, name) for name in LEADS_ON)
    )


def _taken(element: Element) -> list[Token]:
    """Take text and children out of an element, in order."""
    tokens: list[Token] = [element.text or ""]
    for child in list(element):
        tokens += [child, child.tail or ""]
        child.tail = None
        element.remove(child)
    element.text = None
    return [token for token in tokens if not isinstance(token, str) or token]


def _lines(tokens: list[Token]) -> Iterator[Line | Element]:
    """Yield runs of text with what is inline in it, and the elements between them."""
    line: Line = []
    for token in tokens:
        if isinstance(token, str) or _is_inline(token):
            line.append(token)
            continue
        if line:
            yield line
        line = []
        yield token
    if line:
        yield line


def _is_inline(element: Element) -> bool:
    if element.tag == FORMULA or not isinstance(element.tag, str):  # a comment
        return True
    return element.tag in INLINE and all(_is_inline(child) for child in element)


def _only(sentence: Line) -> Element | None:
    """Return the element that is all of a sentence, if there is one."""
    tokens = [each for each in sentence if not isinstance(each, str) or each.strip()]
    only = tokens[0] if len(tokens) == 1 else None
    return None if isinstance(only, str) or only is None or only.tag == FORMULA else only


def _split(line: Line) -> Iterator[Line]:
    """Yield the sentences of a line: they end in its text, never inside an element."""
    sentence: Line = []
    for token in line:
        rest = ""
        if isinstance(token, str):
            *whole, rest = _sentences(token)
            for text in whole:
                yield [*sentence, text]
                sentence = []
        sentence += [token] if not isinstance(token, str) else [rest] * bool(rest)
    if sentence:
        yield sentence


def _sentences(text: str) -> list[str]:
    """Split a text after each sentence; the last part is what is not finished."""
    ends = [0, *(found.end() for found in SENTENCE.finditer(text))]
    parts = [text[start:end] for start, end in pairwise(ends)]
    return [*parts, text[ends[-1] :]]


def _spoken(tokens: Line) -> str:
    """Return the words that are read, without the readings of ruby."""
    parts = (each if isinstance(each, str) else "".join(_words(each)) for each in tokens)
    return " ".join("".join(parts).split())


def _words(element: Element) -> Iterator[str]:
    if element.tag == FORMULA:
        yield element.get("alttext", "")
    if element.tag == FORMULA or not isinstance(element.tag, str) or _is_silent(element):
        return
    yield " " if element.tag == f"{XHTML}br" else element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""


def _append(parent: Element, token: Token) -> None:
    if not isinstance(token, str):
        parent.append(token)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + token
    else:
        parent.text = (parent.text or "") + token
