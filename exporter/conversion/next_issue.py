"""Make the next issue from one: date, number, and pages without articles."""

from __future__ import annotations

from datetime import date as Date
from datetime import timedelta

from exporter.model import Advertisement, Issue, Neighbour, Page

WEEK = timedelta(days=7)
LONGEST = timedelta(days=366)  # between two issues; a longer gap is not the usual interval


def next_issue(issue: Issue, day: Date | None = None, advertisements: bool = True) -> Issue:
    """Return the next issue; pages, sections, editors and advertisements are kept.

    `day` is its date; by default, the interval between `issue` and the one before, or a week.
    """
    pages = tuple(_emptied(page, advertisements) for page in issue.pages)
    numbering = {
        "number": _raised(issue.number_end or issue.number),
        "total_number": _raised(issue.total_number),
        "number_end": "",
    }
    previous = Neighbour(date=issue.date, number=issue.number_end or issue.number)
    return issue.model_copy(
        update={
            **numbering,
            "date": day or issue.date + _interval(issue),
            "previous": previous,
            "pages": pages,
            "revision": 1,
            **dict.fromkeys(("next", "revised", "cover")),
            "corrections": (),
            "description": "",
            "title": "",
        }
    )


def _interval(issue: Issue) -> timedelta:
    between = issue.date - issue.previous.date if issue.previous else WEEK
    return between if timedelta(0) < between <= LONGEST else WEEK


def _raised(number: str) -> str:
    """Return the next number; one that is not plain digits is kept, for the editors to change."""
    return str(int(number) + 1).zfill(len(number)) if number.isdecimal() else number


def _emptied(page: Page, advertisements: bool) -> Page:
    kept: tuple[Advertisement, ...] = page.advertisements if advertisements else ()
    return page.model_copy(update={"articles": (), "facsimile": None, "advertisements": kept})
