"""A headline with markup in the lines that makeup parts it into."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from exporter.inline import html_of, is_plain, plain_text
from exporter.languages.characters import join_lines
from exporter.xhtml import Element, inside, parse

SPACE = re.compile(r"\s")
UNSEEN = ("rt", "rp")


def marked_lines(headline: Sequence[str], wording: Sequence[str]) -> list[Element]:
    """Return the lines of a wording, each a `span`, with the markup of the headline."""
    if all(map(is_plain, headline)):
        return [plain_line(line) for line in wording]
    tree = _joined(headline)
    lengths = [len(SPACE.sub("", line)) for line in wording]
    ends = [sum(lengths[:count]) for count in range(len(lengths) + 1)]
    return [_line(_Cut(start, end).of(tree)) for start, end in pairwise(ends)]


def plain_line(text: str) -> Element:
    """Return a line of a headline without markup."""
    line: Element = etree.Element("span", {"class": "line"})
    line.text = text
    return line


def _line(line: Element) -> Element:
    """Make an element a line, without the space at its edges."""
    line.set("class", "line")
    line.text = (line.text or "").lstrip()
    if len(line):
        line[-1].tail = (line[-1].tail or "").rstrip()
    else:
        line.text = line.text.rstrip()
    return line


def held(headline: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the parts of the joined headline that no line breaks inside of: what has a reading."""
    if all(map(is_plain, headline)):
        return ()
    return tuple(_held(headline))


def _held(headline: Sequence[str]) -> Iterator[tuple[int, int]]:
    text, start = join_lines(tuple(headline)), 0
    for ruby in _joined(headline).iter("ruby"):
        base = plain_text(inside(ruby))
        start = text.find(base, start)
        if start >= 0:
            yield start, start + len(base)
            start += len(base)


def _joined(headline: Sequence[str]) -> Element:
    html = html_of(headline[0])
    for before, line in pairwise(headline):
        html += join_lines((before, line))[len(before) : -len(line)] + html_of(line)
    return parse(html)


class _Cut:
    """Copies the part of a headline between two of its visible characters, spaces not counted."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end, self.seen = start, end, 0

    def of(self, element: etree._Element) -> etree._Element:
        """Return a copy of an element with what of it is in the part."""
        made = etree.Element(element.tag)
        made.attrib.update(element.attrib)
        made.text = self.take(element.text)
        for child in element:
            before = self.seen
            part = copy.deepcopy(child) if child.tag in UNSEEN else self.of(child)
            part.tail = None
            # A reading goes with what it is over.
            is_reading = child.tag in UNSEEN and self.start < before <= self.end
            if is_reading or (child.tag not in UNSEEN and plain_text(inside(part))):
                made.append(part)
            self.append(made, self.take(child.tail))
        return made

    def take(self, text: str | None) -> str:
        taken = []
        for character in text or "":
            counts = not SPACE.match(character)
            # A space where lines part is in neither.
            if self.start + (not counts) <= self.seen < self.end:
                taken.append(character)
            self.seen += counts
        return "".join(taken)

    @staticmethod
    def append(made: etree._Element, text: str) -> None:
        if len(made):
            made[-1].tail = (made[-1].tail or "") + text
        else:
            made.text = (made.text or "") + text
