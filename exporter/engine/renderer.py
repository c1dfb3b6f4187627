"""WeasyPrint's layout of many small documents that share fonts, pictures and styles."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from functools import lru_cache
from pathlib import Path
from typing import Any

import weasyprint

from exporter.edition import Edition
from exporter.edition.edition import Resource
from exporter.edition.style.css import BASE
from exporter.engine.boxes import Document, Fonts, Render
from exporter.engine.fence import FEATURES, works
from exporter.engine.fetcher import EditionFetcher, refuse
from exporter.engine.patched import shaping
from exporter.engine.patched.counted import counting_lines
from exporter.engine.patched.late_pictures import identity
from exporter.engine.source import number_links, read
from exporter.engine.style_rules import parsed
from exporter.engine.threads import Thread, add_threads
from exporter.profiles import Profile

# What the lines of a paragraph depend on that is counted instead of laid out.
COUNTABLE = {"compose", "heights"}


def renderer(
    edition: Edition,
    profile: Profile,
    fonts: Fonts,
    extra: Mapping[str, Resource] | None = None,
) -> Render:
    """Return the function that lays out HTML in a style, both as text.

    It may show the edition's pictures and `extra` ones, by their names.
    """
    fetcher = EditionFetcher(edition)
    fetcher.resources = {**edition.resources, **(extra or {})}
    how = tagging(profile)
    loaded: dict[str, object] = {}
    styles: dict[str, weasyprint.CSS] = {}

    def render(
        html: str,
        style: str,
        sheets: Mapping[str, int] | None = None,
        *,
        counting: bool = False,
    ) -> Document:
        if style not in styles:
            styles[style] = shared_css(style) or weasyprint.CSS(
                string=style, font_config=fonts, url_fetcher=fetcher
            )
        source = read(html, fetcher)
        if sheets is not None:
            number_links(source.etree_element, sheets)
        with counting_lines() if counting and {*shaping()} >= COUNTABLE else nullcontext():
            document: Document = source.render(
                font_config=fonts, cache=loaded, stylesheets=[styles[style]], **how
            )
        return document

    return render


def shared_css(style: str) -> weasyprint.CSS | None:
    """Return a style sheet, parsed once for all documents of this process.

    None if it may load fonts or other style sheets, which are each document's own.
    """
    return _parsed(style) if is_plain(style) else None


def is_plain(style: str) -> bool:
    """Whether a style sheet brings a document nothing: no font, colour profile or other sheet."""
    text = style.lower()
    return not any(rule in text for rule in ("@font-face", "@color-profile", "@import", "@\\"))


@lru_cache(maxsize=16)
def _parsed(style: str) -> weasyprint.CSS:
    return parsed(style)


def write(document: Document, path: Path, profile: Profile, threads: Sequence[Thread] = ()) -> None:
    """Write a document as a PDF, with article threads."""
    document.write_pdf(
        str(path), finisher=lambda _, pdf: add_threads(pdf, threads), **tagging(profile)
    )


def sketch(document: Document) -> bytes:
    """Return a document as a PDF to be looked at: neither tagged nor compressed."""
    file = io.BytesIO()
    document.write_pdf(file, uncompressed_pdf=True)
    return file.getvalue()


def plain_pdf(html: str) -> bytes:
    """Return the PDF of HTML that needs no file."""
    data: bytes = weasyprint.HTML(string=html, url_fetcher=refuse).write_pdf()
    return data


def picture_key(name: str) -> str:
    """Return the start of the key that an edition's picture has in the resources of a PDF page."""
    return f"/i{identity(BASE + name)}"


def tagging(profile: Profile) -> dict[str, Any]:
    """Return the options of WeasyPrint that concern a tagged PDF; none for other profiles.

    They act while a document is laid out and again while it is written.
    """
    if not profile.tagged:
        return {}
    variant = {"pdf_variant": profile.variant} if profile.variant else {"pdf_tags": True}
    return {**variant, "dpi": profile.picture_dpi, "pdf_identifier": False}


def drawn_how(profile: Profile) -> str:
    """Return what affects the layout of a document besides HTML, style and pictures."""
    return repr((tagging(profile), [name for name in FEATURES if works(name)]))
