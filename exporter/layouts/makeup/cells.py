"""Cells of the tables on a page: each is a box in boxes, and takes long to lay out."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.limits import layout_cost
from exporter.model import Page

# Cells of a page's tables and words with ruby: from so many on the page is measured in two body
# types alone, for each takes seconds.
FEW_CELLS = 300
MOST_CELLS = 1_000  # cells of a page's tables and words with ruby: with more it flows


def is_tabular(pages: Sequence[Page]) -> bool:
    """Whether pages have more cells than makeup measures at many widths: they flow."""
    return cells_on(pages) > MOST_CELLS


def cells_on(pages: Sequence[Page]) -> int:
    """Return the number of table cells on pages; a word with ruby counts as one."""
    return sum(map(cells_of, pages))


def cells_of(page: Page) -> int:
    """Return the number of table cells on a page; a word with ruby counts as one."""
    return sum(map(layout_cost, page.articles))
