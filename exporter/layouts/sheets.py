"""Which page of the issue each sheet of the PDF belongs to.

WeasyPrint knows: every element with an id is an anchor on the sheet where it begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exporter.edition import Edition
from exporter.engine import boxes
from exporter.model import Page

COVER = "cover"
SPREAD = "–"  # between the labels of the two pages of a spread


@dataclass(frozen=True)
class Sheet:
    """One sheet: the page of the issue it belongs to (none: the front page, or a blank sheet).

    `part` counts the sheets of that page from 1. A spread is of its `facing` page as well.
    """

    page: Page | None
    part: int = 1
    blank: bool = False
    facing: Page | None = None

    @property
    def label(self) -> str:
        """The page's label as printed, in ASCII where none is; `A01-2` for its second sheet."""
        return self.shown(COVER)

    def shown(self, cover: str) -> str:
        """Return the label with the word for the front page in the language of the issue."""
        pages = filter(None, (self.page, self.facing))
        own = SPREAD.join(page.label for page in pages)
        name = "blank" if self.blank else own or cover
        return name if self.part == 1 else f"{name}-{self.part}"


def list_sheets(pages: Sequence[boxes.Page], edition: Edition) -> list[Sheet]:
    """Return the sheet of each of the laid-out `pages`."""
    starts = {
        document.name.removesuffix(".xhtml"): document.page for document in edition.page_documents
    }
    return list(_sheets([set(page.anchors) & starts.keys() for page in pages], starts))


def _sheets(anchors: list[set[str]], starts: dict[str, Page]) -> Iterator[Sheet]:
    page: Page | None = None
    part = 0
    for found in anchors:
        # A page that goes on has its anchor on each of its sheets, before that of the next page.
        begun = next((starts[name] for name in starts if name in found), page)
        if begun is not page:
            page, part = begun, 0
        part += 1
        yield Sheet(page, part)
