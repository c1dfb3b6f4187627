"""HTML for WeasyPrint, parsed in a tenth of the time that WeasyPrint takes.

Our HTML is well-formed, so Python's XML parser can read it; any other is left to WeasyPrint. The
resulting document is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from functools import cache
from xml.etree import ElementTree as ET

import weasyprint
from cssselect2 import ElementWrapper

from exporter.edition.style.css import BASE
from exporter.engine import fence
from exporter.engine.fetcher import EditionFetcher
from exporter.engine.known_matches import KnownMatches
from exporter.languages.digits import in_digits
from exporter.xhtml import EPUB_PREFIX

NOTES = ("footnote-", "note-")  # what the names of their pseudo-elements begin with
PSEUDO_ELEMENT = 3  # its place in a rule of a matcher


def read(html: str, fetcher: EditionFetcher) -> weasyprint.HTML:
    """Return a document that may show the files of its fetcher."""
    if fence.works("reader"):
        return Source(html, fetcher)
    return weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)


def number_links(root: ET.Element, sheets: Mapping[str, int]) -> None:
    """Write the sheet of each link's target into the link, for styles that can't count sheets."""
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith("#"):
            number = str(sheets.get(target[1:], ""))
            link.set("data-sheet", in_digits(number, root.get("lang") or ""))


class Source(weasyprint.HTML):  # type: ignore[misc]
    """A document read by another parser; the rest is WeasyPrint's."""

    def __init__(self, html: str, fetcher: EditionFetcher) -> None:
        try:
            root = ET.fromstring(html.replace("<html", f"<html {EPUB_PREFIX}", 1))
        except ET.ParseError:
            super().__init__(string=html, base_url=BASE, url_fetcher=fetcher)
            return
        self.base_url, self.url_fetcher, self.media_type = BASE, fetcher, "print"
        self.wrapper_element = _Element.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[object]:
        """Return WeasyPrint's own style, without that of notes, which no document here has.

        Its rules match every element, and make five styles for each.
        """
        return super()._ua_stylesheets(forms) if forms else [_plain_style()]


class _Element(ElementWrapper):  # type: ignore[misc]
    """An element in which WeasyPrint looks for metadata and styles, by names alone."""

    def query_all(self, *names: str) -> Iterator[ElementWrapper]:
        """Yield the elements of these names, in their order, without wrapping all others."""
        for each in self.etree_element.iter():
            if each.tag in names:
                yield type(self)(each, None, 0, None, self.in_html_document)


@cache
def _plain_style() -> object:
    """Return the style sheet that WeasyPrint has parsed, without its rules of notes."""
    from weasyprint.html import UA_STYLESHEET

    plain = copy(UA_STYLESHEET)
    plain.matcher = copy(UA_STYLESHEET.matcher)
    plain.matcher.other_selectors = [
        rule
        for rule in UA_STYLESHEET.matcher.other_selectors
        if not str(rule[PSEUDO_ELEMENT]).startswith(NOTES)
    ]
    plain.matcher = KnownMatches(plain.matcher)
    return plain
