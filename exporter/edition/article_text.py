"""The text of an article for documents: what is added to a body, and whether nothing is."""

from __future__ import annotations

from lxml import etree
from markupsafe import Markup

from exporter.edition.phrases import byline
from exporter.inline import html_of, is_plain
from exporter.languages.labels import Labels
from exporter.model import Article, Kind
from exporter.patterns import pattern
from exporter.xhtml import Element, prepend

# What documents show otherwise than a body has it: figures, puzzles, media, links in the issue; and
# characters that a tree of elements writes otherwise.
CHANGED = pattern(r'data-figure=|<table|class="media-|href="#|&#|xmlns|\r|="[^"]*[\t\n]')


def is_ready(article: Article) -> bool:
    """Whether nothing is to be changed in the body of an article, as in most."""
    is_listing = article.kind is Kind.LISTING
    return not is_listing and not article.dateline and not CHANGED.search(article.body)


def name_media(body: Element, words: Labels) -> None:
    """Label the line that replaces a video, a sound or an embedded page."""
    names = {
        "media-audio": words.audio,
        "media-page": words.embedded,
        "media-video": words.video,
    }
    for line in body.iter("p"):
        name = names.get(line.get("class", ""))
        title = line.find("span")
        if name and title is not None and _says_only(title, name):
            title.set("class", "media-kind")
            if len(line) > 1:
                title.text = name
        elif name:
            prepend(line, _span("media-kind", name), " ")


def _says_only(title: Element, kind: str) -> bool:
    """Whether the title of a medium is only its kind, as content management systems fill it in."""
    words = "".join(title.itertext()).strip()
    return words.casefold() == kind.strip(" :：").casefold()


def byline_of(article: Article, words: Labels) -> str:
    """Return the authors of an article as documents name them."""
    if all(map(is_plain, article.byline)):
        return byline(article.byline, words)
    return Markup(byline(tuple(map(html_of, article.byline)), words))


def add_dateline(body: Element, dateline: str) -> None:
    """Run the dateline into the first paragraph."""
    first = next(iter(body), None)
    if first is None or first.tag != "p" or first.attrib or body.text:
        first = etree.Element("p")
        prepend(body, first, "\n")
    prepend(first, _span("dateline", dateline))


def _span(name: str, text: str) -> Element:
    """Return a `span` of a class."""
    span: Element = etree.Element("span", {"class": name})
    span.text = text
    return span
