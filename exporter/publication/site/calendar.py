"""The calendar: a page a year, its months as tables, and the list of years."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, get_day_names

from exporter.publication.site.record import Card
from exporter.publication.site.shell import PageHead, Shell


@dataclass(frozen=True)
class Weekday:
    """The name of a day of the week, as a heading and whole."""

    short: str
    long: str


@dataclass(frozen=True)
class Day:
    """A cell of a month: its number, 0 outside the month, and the issues of that day."""

    number: int
    issues: tuple[Card, ...] = ()


@dataclass(frozen=True)
class Month:
    """A month by its name, week by week."""

    name: str
    weeks: tuple[tuple[Day, ...], ...]


def year_page(shell: Shell, year: int, years: Sequence[int], cards: Sequence[Card]) -> str:
    """Return the page of a year with its issues, in order; `years` are all that have issues."""
    locale = _locale(shell.language)
    first = locale.first_week_day
    by_day: dict[Date, list[Card]] = defaultdict(list)
    for card in cards:
        by_day[card.date].append(card)
    numbers = sorted({card.date.month for card in cards})
    months = [_month(year, number, by_day, locale) for number in numbers]
    head = PageHead(
        f"{year}/index.html",
        f"{shell.issues_of(year)} · {shell.publication.name}",
        "year",
    )
    return shell.page(
        head,
        "year",
        year=year,
        years=sorted(years, reverse=True),
        months=months,
        weekdays=_weekdays(locale, first),
        cards=cards,
    )


def archive_page(shell: Shell, years: dict[int, int]) -> str:
    """Return the list of years, with the number of issues of each."""
    title = f"{shell.words.archive} · {shell.publication.name}"
    head = PageHead("archive.html", title, "archive")
    return shell.page(head, "archive", years=sorted(years.items(), reverse=True))


def _month(year: int, number: int, by_day: dict[Date, list[Card]], locale: Locale) -> Month:
    weeks = calendar.Calendar(locale.first_week_day).monthdayscalendar(year, number)
    name = str(format_skeleton("yMMMM", Date(year, number, 1), locale=locale))
    return Month(
        name,
        tuple(
            tuple(
                Day(day, tuple(by_day.get(Date(year, number, day), ())) if day else ())
                for day in week
            )
            for week in weeks
        ),
    )


def _weekdays(locale: Locale, first: int) -> list[Weekday]:
    short = get_day_names("narrow", "stand-alone", locale)
    long = get_day_names("wide", "stand-alone", locale)
    order = [(first + number) % 7 for number in range(7)]
    return [Weekday(str(short[number]), str(long[number])) for number in order]


def _locale(language: str) -> Locale:
    """Return what CLDR knows of a language; English of one that it does not know."""
    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "GB")
