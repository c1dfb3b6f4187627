"""A sentence of an article, to be set large within it where its page has room to spare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from exporter.edition.style.definition import PullQuotes
from exporter.languages.tags import is_ideographic
from exporter.model import Kind
from exporter.patterns import pattern
from exporter.xhtml import Element

# Whole sentences between quotation marks, not the half of one that “he said” follows.
QUOTED = pattern("“[^“”]+[.!?。！？]”|「[^「」]+[。！？]?」|«[^«»]+[.!?]»|„[^„“]+[.!?]“")
# Where a sentence of Chinese, and of others, begins: not after an initial or “Mr.”.
BEGINS = pattern("(?<=[。！？])(?![”」』）])|(?<=[。！？][”」])")
LATIN_BEGINS = pattern(r"(?<=[^\W\d_]{3}[.!?])\s+(?=[^\W\d_])")
ENDS = pattern("[.!?。！？]$")
UNFIT = pattern("[“”「」0-9]")  # half of a quotation; a page, a time or a telephone number
TOLD = (Kind.FEATURE, Kind.OPINION, Kind.INTERVIEW)  # kinds whose paragraphs make a point


def pull_quotes(
    body: Element, language: str, kind: Kind, lengths: PullQuotes | None = None
) -> list[str]:
    """Return what may be set large of a text, the longest quotation first, else of what it says.

    It is read at a glance: `lengths` are those of the style. What is pulled stands at the right,
    as a rule, where the second half of a text has its own place: the first is from the first half.
    """
    ideographic, lengths = is_ideographic(language), lengths or PullQuotes()
    wanted = lengths.chinese if ideographic else lengths.latin
    sizes = range(wanted.shortest, wanted.longest + 1)
    if sum(map(len, body.itertext())) < wanted.text or body.find(".//aside") is not None:
        return []
    paragraphs = list(body.iterchildren("p")) if kind in TOLD else []
    halves = paragraphs[: (len(paragraphs) + 1) // 2], paragraphs[(len(paragraphs) + 1) // 2 :]
    found = [_quotations(body), *(_points(each, ideographic) for each in halves)]
    quotations, early, late = ([one for one in each if len(one) in sizes] for each in found)
    best = sorted(quotations or early, key=len, reverse=True)
    return list(dict.fromkeys([*best, *early, *late])) if best else []


def pull_quote(text: str) -> Element:
    """Return what is set large of a text. Assistive technology does not read it twice."""
    element = etree.Element("aside", {"class": "pullquote", "role": "presentation"})
    etree.SubElement(element, "p").text = text
    return element


def _quotations(body: Element) -> Iterator[str]:
    for paragraph in body.iterchildren("p"):
        yield from QUOTED.findall("".join(paragraph.itertext()))


def _points(paragraphs: Sequence[Element], ideographic: bool) -> Iterator[str]:
    """Yield the sentences that end paragraphs."""
    for paragraph in paragraphs:
        text = "".join(paragraph.itertext()).strip()
        sentences = (BEGINS if ideographic else LATIN_BEGINS).split(text)
        last = next((each.strip() for each in reversed(sentences) if each.strip()), "")
        if ENDS.search(last) and not UNFIT.search(last):
            yield last
