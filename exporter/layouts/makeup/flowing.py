"""A page of a made-up issue that asks for the flow layout: as many sheets as it takes."""

from __future__ import annotations

from exporter.edition import Edition
from exporter.engine import boxes
from exporter.engine.boxes import Render
from exporter.layouts.flow.pages import flow_style, make_pages
from exporter.model import Page
from exporter.options import Options

# The number of a sheet in the whole PDF is not known while a page is laid out by itself.
NO_NUMBER = "@page { @bottom-center { content: none } }"


def flow_page(edition: Edition, page: Page, options: Options, render: Render) -> list[boxes.Page]:
    """Return the sheets of one page of the issue, laid out by the flow layout."""
    html = make_pages(edition, options, [_own(edition, page)], sheet=1)
    return render(html, flow_style(edition, options, apart=True) + NO_NUMBER).pages


def _own(edition: Edition, page: Page) -> Page:
    """Return a page as the edition has it: that of makeup may be a copy that does not bleed."""
    return next(
        each
        for each in edition.issue.pages
        if each is page or (each.label == page.label and each.articles == page.articles)
    )
