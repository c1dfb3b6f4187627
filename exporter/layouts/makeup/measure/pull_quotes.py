"""A sentence of an article, to be set large within it where its page has room to spare."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from exporter.edition.style.definition import PullQuotes
from exporter.languages.tags import is_ideographic
from exporter.model import Kind
from exporter.xhtml import Element

# Whole sentences between quotation marks, not the half of one that “he said” follows.
QUOTED = re.compile("“[^“”]+[.!?。！？]”|「[^「」]+[。！？]?」|«[^«»]+[.!?]»|„[^„“]+[.!?]“")
# Where a sentence of Chinese, and of others, begins: not after an initial or “Mr.”.
BEGINS = re.compile("(?<=[。！？])(?![”」』）])|(?<=[。！？][”」])")
LATIN_BEGINS = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s+(?=[^\W\d_])")
ENDS = re.compile("[.!?。！？]$")
UNFIT = re.compile("[“”「」0-9]")  # half of a quotation; a page, a time or a telephone number
TOLD = (Kind.FEATURE, Kind.OPINION, Kind.INTERVIEW)  # kinds whose paragraphs make a point


def pull_quote(
    body: Element, language: str, kind: Kind, lengths: PullQuotes | None = None
) -> Element | None:
    """Return the longest fitting quotation of a text, or the end of a paragraph; None if none fits.

    It says something, and is read at a glance: `lengths` are those of the style. It is in the text
    already: assistive technology does not read it twice.
    """
    ideographic, lengths = is_ideographic(language), lengths or PullQuotes()
    wanted = lengths.chinese if ideographic else lengths.latin
    sizes = range(wanted.shortest, wanted.longest + 1)
    if sum(map(len, body.itertext())) < wanted.text or body.find(".//aside") is not None:
        return None
    found = list(_quotations(body)), list(_points(body, ideographic) if kind in TOLD else ())
    fitting = next(filter(None, ([one for one in each if len(one) in sizes] for each in found)), [])
    if not fitting:
        return None
    element = etree.Element("aside", {"class": "pullquote", "role": "presentation"})
    etree.SubElement(element, "p").text = max(fitting, key=len)
    return element


def _quotations(body: Element) -> Iterator[str]:
    for paragraph in body.iterchildren("p"):
        yield from QUOTED.findall("".join(paragraph.itertext()))


def _points(body: Element, ideographic: bool) -> Iterator[str]:
    """Yield the sentences that end the paragraphs of the first half of a text.

    What is pulled stands at the right: there the second half has its own place.
    """
    paragraphs = list(body.iterchildren("p"))
    for paragraph in paragraphs[: (len(paragraphs) + 1) // 2]:
        text = "".join(paragraph.itertext()).strip()
        sentences = (BEGINS if ideographic else LATIN_BEGINS).split(text)
        last = next((each.strip() for each in reversed(sentences) if each.strip()), "")
        if ENDS.search(last) and not UNFIT.search(last):
            yield last
