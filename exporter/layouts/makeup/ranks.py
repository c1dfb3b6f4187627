"""The articles of a page in the order of their rank."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.edition.parts import PrintedArticle


def by_rank(articles: Sequence[PrintedArticle]) -> list[PrintedArticle]:
    """Return the articles of a page, the lead first.

    An article without a rank has that of its place; one that has it by its author goes before.
    """

    def key(item: tuple[int, PrintedArticle]) -> tuple[int, bool, int]:
        place, printed = item
        return printed.article.rank or place, not printed.article.rank, place

    return [printed for _, printed in sorted(enumerate(articles, 1), key=key)]
