"""Spreads (通版): whether the pages that issue.yaml puts together face each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.model import PageHead
from exporter.nearest import meant
from exporter.readers.tools.zones import Listed, Place

NUMBER = re.compile(r"\d+(?=\D*$)")
FACING = "a spread is an even page and the odd one after it, such as 08 and 09"


def spread_faults(pages: Sequence[Listed]) -> Iterator[tuple[Place, str, str]]:
    """Yield faults in spreads: the place in issue.yaml, what is wrong, and what to do."""
    labels = [page.head.label for page in pages]
    taken: dict[str, str] = {}  # the other page of its spread, by label
    for number, page in enumerate(pages):
        head, other = page.head, page.head.spread
        if not other:
            continue
        place = (*page.place, "spread")
        if other not in labels:
            yield place, f"`spread`: there is no page `{other}`", meant(other, labels, FACING)
        elif labels[number + 1 : number + 2] != [other] or not _is_left(head.label, number):
            yield place, f"pages `{head.label}` and `{other}` do not face each other", FACING
        elif head.label in taken:
            message = f"page `{head.label}` is in a spread with `{taken[head.label]}` already"
            yield place, message, "a spread has two pages"
        elif shown := [each.label for each in _both(pages, number) if each.facsimile]:
            message = f"page `{shown[0]}` has a facsimile, so it can't be part of a spread"
            yield place, message, "remove `spread` or `facsimile`"
        else:
            taken |= {head.label: other, other: head.label}


def _both(pages: Sequence[Listed], number: int) -> list[PageHead]:
    return [page.head for page in pages[number : number + 2]]


def _is_left(label: str, number: int) -> bool:
    """Whether a page is the first of two that face each other: by its label, else its place."""
    found = NUMBER.search(label)
    return int(found[0]) % 2 == 0 if found else number % 2 == 1
