"""A page of a made-up issue that asks for the flow layout: as many sheets as it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from exporter.edition import Edition
from exporter.edition.edition import DocumentKind
from exporter.model import Page
from exporter.writers import Options
from exporter.writers.pdf.layout import make_html

# The number of a sheet in the whole PDF is not known while a page is laid out by itself.
NO_NUMBER = "@page { @bottom-center { content: none } }"


def flow_page(
    edition: Edition, page: Page, options: Options, render: Callable[[str, str], Any]
) -> list[Any]:
    """Return WeasyPrint's pages of one page of the issue, laid out by the flow layout."""
    alone = replace(
        edition,
        issue=edition.issue.model_copy(update={"pages": (page,)}),
        documents=[
            # The contents name pages that are not in this document.
            replace(each, body="") if each.kind is DocumentKind.PAGES else each
            for each in edition.documents
            if each.page in (None, page)
        ],
    )
    laid_out = render(make_html(alone, options), NO_NUMBER).pages
    # The first sheet is the front page of the flow layout.
    return list(laid_out[1:])
