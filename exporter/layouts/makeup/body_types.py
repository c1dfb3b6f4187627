"""Body type beyond the usual steps: larger on a page with little text."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.edition.parts import PrintedArticle
from exporter.edition.style.definition import Body
from exporter.layouts.papers import Type

SEVERAL = 3  # articles; fewer leave room for a house box, which large type would take


def larger(types: Body, articles: Sequence[PrintedArticle], column: float) -> list[Type]:
    """Return the body types that a page may have beyond the loose ones.

    A column of `column` points has as many ems of them as the style asks for. Fewer than several
    articles get more leading alone.
    """
    several = len(articles) >= SEVERAL
    pictured = any(each.has_pictures for each in articles)
    usual = types.loose[-1][0] if types.loose else 0
    found = [
        *(types.large if several else ()),
        *(each for each in (() if pictured else types.alone) if several or each[0] <= usual),
    ]
    return [Type(*each) for each in found if column >= types.narrowest * each[0]]
