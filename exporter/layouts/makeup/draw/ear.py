"""The ear (报眼): the box beside the masthead, with what the issue puts there, or the contents."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

from exporter.edition import Edition
from exporter.edition.documents import page_document
from exporter.engine.typeface import Typeface
from exporter.languages.characters import join_lines
from exporter.model import Ear, Page

HEAD_LINES = 1.25
SIZE = 0.9  # of body type
PADDING = 1.2  # ems at both sides together


def ear_html(
    edition: Edition, picture: str, box: str, ems_wide: float, lines: float, face: Typeface
) -> str:
    """Return the ear in a box measured in ems of body type and lines; empty if it has nothing.

    `picture` is the name of the resource that the issue's own ear shows, `box` its CSS, `face`
    its typeface.
    """
    ear = edition.issue.ear
    if ear is not None:
        return f'<aside class="furniture ear" style="{box}">{_own(ear, picture)}</aside>'
    entries = list(_contents(edition, ems_wide / SIZE - PADDING, lines - HEAD_LINES, face))
    if not entries:
        return ""
    return (
        f'<nav class="furniture ear" style="{box}">'
        f"<h2>{escape(edition.labels.contents)}</h2><ul>{''.join(entries)}</ul></nav>"
    )


def _own(ear: Ear, picture: str) -> str:
    """Return the issue's own ear: its picture alone, or its words."""
    if picture:
        alt = escape(ear.alt or ear.title or " ".join(ear.text))
        return f'<img src="{escape(picture)}" alt="{alt}">'
    title = f"<h2>{escape(ear.title)}</h2>" if ear.title else ""
    return title + "".join(f"<p>{escape(line)}</p>" for line in ear.text)


def _contents(edition: Edition, width: float, lines: float, face: Typeface) -> Iterator[str]:
    """Yield the leads of other pages, spread over the issue, as many as have room in whole."""
    pages = [page for page in edition.issue.pages[1:] if page.articles]
    most = edition.style.settings.ear.entries
    for number in range(min(most, len(pages)), 0, -1):
        chosen = [pages[place * len(pages) // number] for place in range(number)]
        if sum(_lines(page, width, face) for page in chosen) <= lines:
            yield from (_entry(edition, page) for page in chosen)
            return


def _lines(page: Page, width: float, face: Typeface) -> int:
    # The first line has the label, others an indent.
    return math.ceil((face.ems(_lead(page)) + face.ems(page.label) + 1) / (width - 1))


def _lead(page: Page) -> str:
    return join_lines(page.articles[0].headline)


def _entry(edition: Edition, page: Page) -> str:
    pages: Sequence[Page] = edition.issue.pages
    name = page_document(page, pages.index(page) + 1).removesuffix(".xhtml")
    return (
        f'<li><a href="#{name}"><span class="where">{escape(page.label)}</span> '
        f"{escape(_lead(page))}</a></li>"
    )
