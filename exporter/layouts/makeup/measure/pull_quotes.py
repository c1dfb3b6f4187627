"""A sentence of an article, to be set large within it where its page has room to spare."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

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
# Characters of a sentence that says something, and is read at a glance.
IDEOGRAPHIC, LATIN = range(13, 46), range(45, 150)
# Characters of a text from which one of its sentences may stand in it twice.
LEAST_IDEOGRAPHIC, LEAST_LATIN = 400, 900


def pull_quote(body: Element, language: str, kind: Kind) -> Element | None:
    """Return the longest fitting quotation of a text, or the end of a paragraph; None if none fits.

    It is in the text already: assistive technology does not read it twice.
    """
    ideographic = is_ideographic(language)
    sizes = IDEOGRAPHIC if ideographic else LATIN
    least = LEAST_IDEOGRAPHIC if ideographic else LEAST_LATIN
    if sum(map(len, body.itertext())) < least or body.find(".//aside") is not None:
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
