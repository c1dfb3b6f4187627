"""The position of an issue in the series of its publication, for sorting in libraries."""

from __future__ import annotations

import re
from decimal import Decimal

from exporter.model import Issue
from exporter.numbering import (
    MARK,
    MONTHLY,
    WIDE_DIGITS,
    Numbering,
    first_value,
    number_value,
    read_numbering,
)

# Beyond it, a number counts on from volume to volume, and needs no volume before it.
LARGEST_OF_VOLUME = 9_999
DAY = Decimal("0.001")  # what an issue between two numbers is after the first, a day


def position(issue: Issue) -> str:
    """Return the position in the series as a decimal number (EPUB 3.3, group-position).

    It is the total number, the number within its volume (42.0007), or the number; of a double issue
    the first. An issue that is called by its month, 2026年7・8月合併号, is the seventh of its year
    (2026.0007). An issue without one is between its neighbours that have one. Without these it is
    the date, 20260616, which is higher than any plain number. A special issue, which has a title
    or a name instead of a number, gets 0.20260616, before No. 1: among plain numbers it would
    always stay the last.
    """
    value = _value(issue.numbering)
    if value is None:
        value = _of_a_month(issue)
    if value is None:
        value = _between(issue)
    if value is not None:
        return format(value, "f")
    day = issue.date.isoformat().replace("-", "")
    return f"0.{day}" if _is_special(issue) else str(int(day))


def _value(count: Numbering) -> Decimal | None:
    if count.total:
        return first_value(count.total)
    number, volume = number_value(count.number), number_value(count.volume)
    if volume is None or (number is not None and number > LARGEST_OF_VOLUME):
        return number if number is not None else _supplemented(count.number)
    return volume + (number or Decimal(0)) / (LARGEST_OF_VOLUME + 1)


def _supplemented(number: str) -> Decimal | None:
    """Return the position of a supplement such as 第24期增刊: half a number after its issue."""
    match = re.search(rf"{MARK}\s*(\d{{1,9}})(?!\d)", number, re.IGNORECASE)
    return Decimal(match[1]) + Decimal("0.5") if match else None


def _of_a_month(issue: Issue) -> Decimal | None:
    """Return the position of an issue called by its month, as if it were counted in its year."""
    month = MONTHLY.fullmatch(issue.number.translate(WIDE_DIGITS).strip())
    if not month:
        return None
    return Decimal(month["year"] or issue.date.year) + Decimal(month["month"]) / (
        LARGEST_OF_VOLUME + 1
    )


def _between(issue: Issue) -> Decimal | None:
    """Return a position after the previous issue, or before the next, by the days between them."""
    for neighbour, sign in ((issue.previous, 1), (issue.next, -1)):
        count = read_numbering(neighbour.number) if neighbour else None
        value = count and _value(count)
        if neighbour and value:
            days = abs((neighbour.date - issue.date).days)
            return value + sign * min(max(days, 1), 999) * DAY
    return None


def _is_special(issue: Issue) -> bool:
    """Whether it is a titled issue outside the numbering of a numbered publication."""
    dated = any(each and not each.number for each in (issue.previous, issue.next))
    return bool(issue.title or issue.number) and not dated
