"""Reader of article pages of any web site, saved as HTML: one file, or a folder of them.

What a page says of itself (JSON-LD, Open Graph) goes before what its elements show; the text is
the element of the article, or the one with most paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from pathlib import Path

from exporter.options import DEFAULT, ReadOptions
from exporter.readers.base import Reading
from exporter.readers.tools import source_files
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.items import draft_of, newest
from exporter.readers.web_page.extraction import WebPage, read_page
from exporter.repair.script import guess_language

SUFFIXES = (".html", ".htm", ".shtml", ".xhtml")
MAX_BYTES = 10_000_000
HEAD = 400_000  # bytes in which the signs stand; heads of today's sites are long
LOOKED_AT = 20
SIGN = re.compile(
    r"<article\b|\barticleBody\b|\"@type\"\s*:\s*\[?\s*\"\w*(?:Article|BlogPosting)\""
    r"|og:type[\"'][^<>]{0,60}article|article:published_time",
    re.IGNORECASE,
)
HEADLINE = re.compile(r"<h1\b|og:title|\"headline\"|<h2\b|<founder-title>", re.IGNORECASE)
PARAGRAPH = re.compile(r"<p\b|<br\b|<div\b[^<>]*>[^<>]{12}", re.IGNORECASE)


class WebPageReader:
    """Reads saved article pages of any web site."""

    name = "web-page"
    sign = "an article page of a web site saved as HTML (.html), or a folder of them"

    def knows(self, source: Path) -> bool:
        """Whether a page has a headline and paragraphs; of a folder, any of its pages."""
        if source.is_dir():
            found = source_files.walk(source, SUFFIXES, limit=500)
            return any(not _missing(path) for path in islice(found, LOOKED_AT))
        return source_files.suffix(source.name) in SUFFIXES and not _missing(source)

    def misses(self, source: Path) -> str:
        """Return what the page lacks."""
        is_page = source.is_file() and source_files.suffix(source.name) in SUFFIXES
        return _missing(source) if is_page else ""

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the page, or every page of the folder that holds an article."""
        assembly = Assembly(source, options)
        paths = list(source_files.walk(source, SUFFIXES)) if source.is_dir() else [source]
        pages = [page for path in paths if (page := _read(path, assembly))]
        if not pages:
            message = "has no page with the headline and the text of an article"
            assembly.fail(
                "source-empty", source, 0, message, "save the complete page of an article"
            )
            return assembly.reading(None)
        items = newest((page.item for page in pages), assembly)
        language = _language(pages)
        for item in items:
            item.language = item.language or language
        draft = draft_of(items, assembly)
        draft.name = _most([page.name for page in pages])
        draft.language = language
        return assembly.reading(draft)


def _read(path: Path, assembly: Assembly) -> WebPage | None:
    text = assembly.text(path, MAX_BYTES)
    page = read_page(text, path) if text else None
    if page is None:
        message = "has no headline, or no text, of an article: left out"
        assembly.warn("source-article", path, 0, message, "is it the page of an article?")
        return None
    if page.left_out:
        message = f"leaves out what is the web page's among the text: {page.left_out}"
        assembly.note("source-left-out", path, page.item.article.line, message)
    return page


def _missing(path: Path) -> str:
    """Return what a file lacks to be the page of an article."""
    html = source_files.head(path, HEAD)
    if not HEADLINE.search(html):
        return "has no headline (h1, og:title)"
    if len(PARAGRAPH.findall(html)) < 2 and not SIGN.search(html):
        return "has no paragraphs, and no element of an article"
    return ""


def _language(pages: list[WebPage]) -> str:
    """Return what most pages say; of one that says nothing, what its words speak for."""
    said = _most([page.item.language for page in pages])
    return said or guess_language(" ".join(page.item.article.html[:5_000] for page in pages))


def _most(values: list[str]) -> str:
    counted = Counter(filter(None, values)).most_common(1)
    return counted[0][0] if counted else ""


READER = WebPageReader()
