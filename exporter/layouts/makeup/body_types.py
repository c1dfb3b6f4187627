"""Body type beyond the usual steps: larger on a page with little text."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.edition.parts import PrintedArticle
from exporter.edition.style.definition import Body
from exporter.layouts.papers import Type

SEVERAL = 3  # articles; of fewer, a picture may grow instead


def larger(types: Body, articles: Sequence[PrintedArticle], column: float) -> list[Type]:
    """Return the body types that a page may have beyond the loose ones.

    A column of `column` points has as many ems of them as the style asks for.
    """
    pictured = any(each.has_pictures for each in articles)
    if pictured and len(articles) < SEVERAL:
        return []
    alone = () if pictured else types.alone
    found = (Type(*each) for each in (*types.large, *alone))
    return [each for each in found if column >= types.narrowest * each.size]
