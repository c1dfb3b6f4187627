"""The articles of a page in the order of their rank."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.edition.parts import PrintedArticle
from exporter.layouts.kinds import SHORT_KINDS


def by_rank(articles: Sequence[PrintedArticle]) -> list[PrintedArticle]:
    """Return the articles of a page, the lead first.

    An article without a rank has that of its place; one that has it by its author goes before.
    Where no author asks for it, a brief, a notice or an advertisement leads no other articles.
    """

    def key(item: tuple[int, PrintedArticle]) -> tuple[int, bool, int]:
        place, printed = item
        return printed.article.rank or place, not printed.article.rank, place

    found = [printed for _, printed in sorted(enumerate(articles, 1), key=key)]
    lead = next((each for each in found if _may_lead(each)), None)
    return [*filter(None, [lead]), *(each for each in found if each is not lead)]


def _may_lead(printed: PrintedArticle) -> bool:
    return printed.article.rank == 1 or printed.article.kind not in SHORT_KINDS
