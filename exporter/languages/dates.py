"""Dates with their weekday, as newspapers of a language write them."""

from __future__ import annotations

from datetime import date as Date

from exporter.languages.digits import in_digits
from exporter.languages.vocabulary import find


def long_date(day: Date, language: str) -> str:
    """Write a date with its weekday: 2018年7月3日 星期二, Tuesday, 3 July 2018.

    By the language's file, or as Unicode's locale data (CLDR) has it; ISO 8601 for a language
    unknown to both.
    """
    style = (find(language) or {}).get("date")
    if not style:
        return in_digits(_cldr_date(day, language), language)
    written = str(style["pattern"]).format(
        weekday=style["weekdays"][day.weekday()],
        day=day.day,
        month=style["months"][day.month - 1],
        year=day.year,
    )
    return in_digits(written, language)


def months(language: str) -> tuple[str, ...]:
    """Return the names of the months as they stand in dates; none for an unknown language."""
    style = (find(language) or {}).get("date")
    return tuple(style["months"]) if style else _cldr_months(language)


def _cldr_months(language: str) -> tuple[str, ...]:
    from babel.core import Locale, UnknownLocaleError

    try:
        return tuple(Locale.parse(language, sep="-").months["format"]["wide"].values())
    except (UnknownLocaleError, ValueError):
        return ()


def _cldr_date(day: Date, language: str) -> str:
    from babel.core import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        return str(format_date(day, "full", Locale.parse(language, sep="-")))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()
