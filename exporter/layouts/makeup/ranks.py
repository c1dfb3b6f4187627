"""The articles of a page in the order of their rank."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.edition.parts import PrintedArticle
from exporter.layouts.kinds import SMALL_KINDS
from exporter.model import Kind


def by_rank(articles: Sequence[PrintedArticle]) -> list[PrintedArticle]:
    """Return the articles of a page, the lead first.

    An article without a rank has that of its place; one that has it by its author goes before.
    Where no author asks for it, a brief, a notice or an advertisement leads no other articles.
    """

    def key(item: tuple[int, PrintedArticle]) -> tuple[int, bool, int]:
        place, printed = item
        return printed.article.rank or place, not printed.article.rank, place

    found = [printed for _, printed in sorted(enumerate(articles, 1), key=key)]
    lead = next((each for each in found if each.article.rank == 1 or not _is_small(each)), None)
    return [*filter(None, [lead]), *(each for each in found if each is not lead)]


def _is_small(printed: PrintedArticle) -> bool:
    return printed.article.kind in (*SMALL_KINDS, Kind.ADVERTISEMENT)
