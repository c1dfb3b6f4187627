"""Rules over all documents of a book: those of each, targets of links, navigation, contrast."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from exporter.checks.contrast import faint_colours
from exporter.checks.epub.container import composed
from exporter.checks.epub.content_document import Document, Survey, finding_at
from exporter.findings import Finding


def accessibility(
    documents: Mapping[str, etree._Element],
    styles: list[str],
    nav: str,
    path: Path,
    files: set[str] | None = None,
    *,
    has_ncx: bool = False,
    own: bool = True,
) -> list[Finding]:
    """Return what keeps documents from conforming: alternatives, headings, language, navigation.

    `documents` are the XHTML documents by name, `styles` the texts of the style sheets, `nav` the
    name of the navigation document, `files` all names of the book where links may lead to others
    than documents. `path` is the file that findings name. `has_ncx` is whether it is an EPUB 2
    with an NCX; `own` whether the exporter made it: then text must be legible on dark screens too.
    """
    found: list[Finding] = []
    surveys: dict[str, Survey] = {}
    for name, tree in documents.items():
        document = Document(name, path, tree, own)
        found += document.findings
        surveys[name] = document.survey
    found += _targets(surveys, files or set(), path)
    found += [] if has_ncx and not nav else _navigation(surveys, nav, path, own)
    found += [
        finding_at("epub-contrast", path, "", 0, message, "ratio 4.5 : 1 or more, WCAG 1.4.3")
        for style in styles
        for message in faint_colours(style, own=own)
    ]
    return found


def _targets(surveys: Mapping[str, Survey], files: set[str], path: Path) -> Iterator[Finding]:
    """Find links that lead nowhere."""
    known = {composed(name): name for name in surveys}
    for name, survey in surveys.items():
        for address, line in survey.links:
            target, fragment = _resolve(name, address)
            target = known.get(composed(target), target)
            if not target or (target in files and target not in surveys):
                continue
            # A fragment need not be an id: epubcfi(…), t=10, xywh=….
            is_id = fragment and not set("(=") & set(fragment)
            lost = target not in surveys or (is_id and fragment not in surveys[target].ids)
            if lost:
                message = f"the link `{address}` leads nowhere"
                yield finding_at("epub-target", path, name, line, message, "correct or remove it")


def _resolve(name: str, address: str) -> tuple[str, str]:
    """Return document and id of a link inside the book; nothing for one that leads out of it."""
    if address.startswith("#"):
        return name, unquote(address[1:])
    address = address.strip()
    if not address or address.startswith("/") or ":" in address.partition("/")[0]:
        return "", ""
    parts = urlsplit(address)
    return _joined(posixpath.dirname(name), parts.path), unquote(parts.fragment)


@lru_cache(10_000)
def _joined(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(path)))


def _navigation(
    surveys: Mapping[str, Survey], nav: str, path: Path, own: bool
) -> Iterator[Finding]:
    """WCAG 2.4.5; EPUB Accessibility 1.1 §3.2: contents, and a page list that has every page.

    In other books, a page list may list pages without a page break in the text.
    """
    navs = surveys[nav].navs if nav in surveys else {}
    if not navs.get("toc"):
        message = "there is no table of contents"
        yield finding_at("epub-toc", path, nav, 0, message, "add a nav of type toc")
    markers = {(name, marker) for name, survey in surveys.items() for marker in survey.markers}
    listed = {_resolve(nav, address) for address in navs.get("page-list", ())}
    for name, marker in sorted(markers - listed):
        message = f"the page break `{marker}` is not in the page list"
        yield finding_at("epub-page-list", path, name, 0, message, "list it")
    for name, marker in sorted(listed - markers if own else ()):
        message = f"the page list leads to `{name}#{marker}`, which is not a page break"
        yield finding_at("epub-page-list", path, nav, 0, message, "lead to a page break")
