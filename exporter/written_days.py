"""Days as editors write them: 2026/6/16, 16.06.2026, 2026年6月16日, 16 June 2026."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date

from exporter.named_days import named_day, named_days

YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})\s*[年년./-]\s*(\d{1,2})\s*[月월./-]\s*(\d{1,2})(?!\d)\s*[日일.]?"
)
YEAR_LAST = re.compile(r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?!\d)")


def written_day(text: str) -> Date | None:
    """Return the day that a text is; None if it says more or less, or may be another day too."""
    text = text.strip()
    if not (YEAR_FIRST.fullmatch(text) or YEAR_LAST.fullmatch(text)):
        return named_day(text)
    days = days_meant(text)
    return days[0] if len(days) == 1 else None


def days_meant(text: str) -> list[Date]:
    """Return the days that the first date in a text may mean: 03/04/2026 is in April or March.

    Between dots, the day is before the month in every country.
    """
    if match := YEAR_FIRST.search(text):
        return list(_real((int(match[1]), int(match[2]), int(match[3]))))
    if match := YEAR_LAST.search(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == ".":
            return list(_real((year, second, first)))
        return days_in_either_order(first, second, year)
    return [day for day, *_ in named_days(text)][:1]


def days_in_either_order(first: int, second: int, year: int) -> list[Date]:
    """Return the days that two numbers mean, of which either may be the month: none, one or two."""
    return list(dict.fromkeys(_real((year, second, first), (year, first, second))))


def day_advice(text: str) -> str:
    """Say how to write a date in a form that is not read, or that may mean either of two days."""
    match [day.isoformat() for day in days_meant(text)]:
        case [right]:
            return f"write {right}"
        case [one, other]:
            return f"write {one} or {other}"
    return "write YYYY-MM-DD, such as 2018-07-03"


def _real(*orders: tuple[int, int, int]) -> Iterator[Date]:
    for year, month, day in orders:
        try:
            yield Date(year, month, day)
        except ValueError:  # there is no such day
            continue
