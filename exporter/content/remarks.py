"""Problems in a body, and what it needs to know of the articles it links to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exporter.model import Picture

Resolve = Callable[[str], Picture]
# Finds the article of the issue that an address names: returns its address in the issue, nothing
# for an address of another kind; raises `LinkError`.
Follow = Callable[[str], str]


class LinkError(Exception):
    """A link to something that does not exist."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message, self.advice = message, advice


@dataclass(frozen=True)
class Links:
    """What a body needs to know of other articles to link to them.

    `anchors` are the names of places in this body that links may ask for: a heading is given an
    id where its words are one of them, as GitHub names headings.
    """

    follow: Follow
    anchors: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Remark:
    """Something wrong in a body; `needle` is a piece of the source, to find the line by."""

    rule: str
    message: str
    advice: str
    needle: str = ""
