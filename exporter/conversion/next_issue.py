"""From one issue to the frame of the next: day, number, pages without their articles."""

from __future__ import annotations

from datetime import date as Date
from datetime import timedelta

from exporter.model import Advertisement, Issue, Neighbour, Page

WEEK = timedelta(days=7)
LONGEST = timedelta(days=366)  # between two issues; more is not how often it appears


def next_issue(issue: Issue, day: Date | None = None, advertisements: bool = True) -> Issue:
    """Return the issue that follows: pages, sections, editors and boxes of advertisements stay.

    Without `day`, it is as many days later as `issue` is after the one before it, or a week.
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
            "title": "",
        }
    )


def _interval(issue: Issue) -> timedelta:
    between = issue.date - issue.previous.date if issue.previous else WEEK
    return between if timedelta(0) < between <= LONGEST else WEEK


def _raised(number: str) -> str:
    """Return the next number; what is no plain number stays, for its people to change."""
    return str(int(number) + 1).zfill(len(number)) if number.isdecimal() else number


def _emptied(page: Page, advertisements: bool) -> Page:
    kept: tuple[Advertisement, ...] = page.advertisements if advertisements else ()
    return page.model_copy(update={"articles": (), "facsimile": None, "advertisements": kept})
