"""Pages of opinion, whose columns may be wider."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.edition.parts import PrintedArticle
from exporter.model import Kind, Page

OPINION = frozenset((Kind.OPINION, Kind.LETTERS))


def is_opinion(page: Page, articles: Sequence[PrintedArticle]) -> bool:
    """Whether a page has opinion and letters alone, with briefs among them, and no boxes."""
    kinds = {each.article.kind for each in articles}
    return not page.advertisements and bool(kinds & OPINION) and kinds <= {*OPINION, Kind.BRIEF}
