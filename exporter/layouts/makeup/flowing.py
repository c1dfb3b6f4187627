"""A page of a made-up issue that asks for the flow layout: as many sheets as it takes."""

from __future__ import annotations

import re

from exporter.edition import Edition
from exporter.engine import boxes
from exporter.engine.boxes import Render
from exporter.layouts.flow.print_document import flow_style, make_pages
from exporter.model import Issue, Page
from exporter.options import Options

# The running head of a newspaper names the page already.
NO_NUMBER = "@page { @bottom-center { content: none } }"
NUMBER = re.compile(r"(?<![\w-])counter\(page(?:, [\w-]+)?\)")
DIGITS = re.compile(r"\d+$")


def flow_page(edition: Edition, page: Page, options: Options, render: Render) -> list[boxes.Page]:
    """Return the sheets of one page of the issue, laid out by the flow layout.

    They are numbered from the label of the page. Where that is no number, or there are more sheets
    than numbers before the next page, each has the label.
    """
    style = flow_style(edition, options, apart=True) + NO_NUMBER
    first = _number(edition.issue, page)
    html = make_pages(edition, options, [_own(edition, page)], first)
    sheets = render(html, style).pages if page.label.isdecimal() else []
    if 0 < len(sheets) <= _numbers(edition.issue, first, len(sheets)):
        return sheets
    return render(html, NUMBER.sub(lambda _: _quoted(page.label), style)).pages


def _number(issue: Issue, page: Page) -> int:
    """Return the number with which a label ends; without one, the place in the issue."""
    found = DIGITS.search(page.label)
    places = (place for place, each in enumerate(issue.pages, 1) if each.label == page.label)
    return int(found[0]) if found else next(places, 1)


def _numbers(issue: Issue, first: int, most: int) -> int:
    """Return how many numbers, `most` at most, are free from the first to the next page's."""
    labels = {int(each.label) for each in issue.pages if each.label.isdecimal()}
    return next((ahead for ahead in range(1, most) if first + ahead in labels), most)


def _quoted(label: str) -> str:
    """Return a text as CSS writes it."""
    return '"' + label.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _own(edition: Edition, page: Page) -> Page:
    """Return a page as the edition has it: that of makeup may be a copy that does not bleed."""
    return next(
        each
        for each in edition.issue.pages
        if each is page or (each.label == page.label and each.articles == page.articles)
    )
