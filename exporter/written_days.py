"""Days as editors write them: 2026/6/16, 16.06.2026, 2026年6月16日 星期二, 16 June 2026."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date

from exporter.named_days import named_days, stands_beside
from exporter.patterns import pattern

YEAR_FIRST = pattern(
    r"(?<!\d)(\d{4})\s*[年년./-]\s*(\d{1,2})\s*[月월./-]\s*(\d{1,2})(?!\d)\s*[日일.]?"
)
YEAR_LAST = pattern(r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?!\d)")


def written_day(text: str) -> Date | None:
    """Return the day that a text is, with its weekday or without.

    None if it says more or less, if the weekday is wrong, or if it may be another day too.
    """
    days = {day for day, rest in _days(text) if stands_beside(rest, day)}
    return days.pop() if len(days) == 1 else None


def days_meant(text: str) -> list[Date]:
    """Return the days that the first date in a text may mean: 03/04/2026 is in April or March.

    Between dots, the day is before the month in every country.
    """
    return list(dict.fromkeys(day for day, _ in _days(text)))


def days_in_either_order(first: int, second: int, year: int) -> list[Date]:
    """Return the days that two numbers mean, of which either may be the month: none, one or two."""
    return list(dict.fromkeys(_real((year, second, first), (year, first, second))))


def day_advice(text: str) -> str:
    """Say how to write a date in a form that is not read, or that may mean either of two days."""
    match [day.isoformat() for day in days_meant(text)]:
        case [right] if has_wrong_weekday(text):
            return f"check the day, and write {right} if it is right"
        case [right]:
            return f"write {right}"
        case [one, other]:
            return f"write {one} or {other}"
    return "write YYYY-MM-DD, such as 2018-07-03"


def has_wrong_weekday(text: str) -> bool:
    """Whether a text is a day but for its weekday, which is that of another day."""
    return any(_has_weekday(rest) and not stands_beside(rest, day) for day, rest in _days(text))


def _has_weekday(words: str) -> bool:
    """Whether words are the weekday of some day, and nothing else."""
    return any(stands_beside(words, Date(2018, 1, number)) for number in range(1, 8))


def _days(text: str) -> Iterator[tuple[Date, str]]:
    """Yield the days that the first date in a text may mean, and what stands beside it."""
    if match := YEAR_FIRST.search(text):
        days = list(_real((int(match[1]), int(match[2]), int(match[3]))))
    elif match := YEAR_LAST.search(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        days = days_in_either_order(first, second, year)
        if match[2] == ".":  # the day is first in every country
            days = list(_real((year, second, first)))
    else:
        yield from ((day, f"{text[:start]} {text[end:]}") for day, start, end in named_days(text))
        return
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    yield from ((day, rest) for day in days)


def _real(*orders: tuple[int, int, int]) -> Iterator[Date]:
    for year, month, day in orders:
        try:
            yield Date(year, month, day)
        except ValueError:  # there is no such day
            continue
