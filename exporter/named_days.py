"""Days whose month has a name, in the languages of the world: 16 June 2026, le 16 juin 2026."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Date
from functools import cache
from typing import Literal

from exporter.patterns import pattern

LOCALES = tuple("fr de es pt it nl pl cs ru uk el tr sv da nb fi hu ar he th".split())
WEEKDAYS_OF = (*LOCALES, "vi", "ko", "ja", "en")
BEFORE_CHINESE = ("星期", "周", "週", "礼拜", "禮拜", "")
BUDDHIST = 543  # years by which Thailand is ahead
FIRST_BUDDHIST = 2401  # a year from which on one is Thailand's
ENDING = r"(?:er|st|nd|rd|th|[.º°])?"
MONTH = r"(?P<month>[^\s\d.,-]{3,14})\.?,?"
YEAR = r"(?P<year>\d{4})(?!\d)"
DAY_FIRST = pattern(
    rf"(?<!\d)(?P<day>\d{{1,2}}){ENDING}(?:\s+|-)(?:de\s+|of\s+)?{MONTH}(?:\s+|-)(?:de\s+)?{YEAR}"
)
MONTH_FIRST = pattern(rf"(?<!\w){MONTH}\s+(?P<day>\d{{1,2}}){ENDING},?\s+{YEAR}")
YEAR_FIRST = pattern(rf"(?<!\d){YEAR}(?:\.?,?\s+|-){MONTH}(?:\s+|-)(?P<day>\d{{1,2}})\.?(?!\d)")
# What may stand beside a day besides its weekday: articles, Russian and Ukrainian words for year.
BESIDE = frozenset("am on the den der le el del il op em г года р року".split())
CROATIAN = frozenset("listopada listopad lis lip srp".split())  # there, each is a month earlier
Form = tuple[Literal["wide", "abbreviated"], Literal["format", "stand-alone"]]
FORMS: tuple[Form, ...] = (
    ("wide", "format"),
    ("wide", "stand-alone"),
    ("abbreviated", "format"),
    ("abbreviated", "stand-alone"),
)
WORD = pattern(r"[^\W\d_]+")
Found = tuple[Date, int, int]


def stands_beside(words: str, day: Date) -> bool:
    """Whether words beside a day are its weekday, or nothing that matters."""
    names = [word for word in WORD.findall(words.casefold()) if word not in BESIDE]
    fits = all(day.weekday() in weekdays().get(name, ()) for name in names)
    return fits and not any(map(str.isdigit, words))


def named_days(text: str) -> Iterator[Found]:
    """Yield the days of a text, with their places: first those whose day is before the month."""
    for form in (DAY_FIRST, MONTH_FIRST, YEAR_FIRST):
        yield from days_of(form, text, months(("en", *LOCALES)))


def days_of(form: re.Pattern[str], text: str, names: Mapping[str, int]) -> Iterator[Found]:
    """Yield the days that a pattern with `day`, `month` and `year` finds, with their places."""
    for match in form.finditer(text):
        name, year = match["month"].casefold(), int(match["year"])
        is_numbered = "." in text[match.end("day") : match.end("day") + 1]
        month = 0 if name in CROATIAN and is_numbered else names.get(name, 0)
        try:
            day = Date(year - BUDDHIST * (year >= FIRST_BUDDHIST), month, int(match["day"]))
        except ValueError:  # no name of a month, or no such day
            continue
        yield day, match.start(), match.end()


@cache
def weekdays() -> dict[str, set[int]]:
    """Return the words of the names of weekdays; 0 is Monday.

    As Unicode's locale data has them; in Chinese, as people write them too: 礼拜五, （五）.
    """
    from babel.dates import get_day_names

    found: dict[str, set[int]] = {}
    for locale in WEEKDAYS_OF:
        for width, use in FORMS:
            for number, name in get_day_names(width, use, locale=locale).items():
                for word in WORD.findall(str(name).casefold()):
                    found.setdefault(word, set()).add(number)
    for number, letters in enumerate(("一", "二", "三", "四", "五", "六", "日天")):
        for word in (f"{before}{letter}" for before in BEFORE_CHINESE for letter in letters):
            found.setdefault(word, set()).add(number)
    return found


@cache
def months(locales: Sequence[str] = LOCALES) -> dict[str, int]:
    """Return the months by their names, as Unicode's locale data has them."""
    from babel.dates import get_month_names

    found: dict[str, int] = {}
    for locale in locales:
        for width, use in FORMS:
            for number, name in get_month_names(width, use, locale=locale).items():
                plain = str(name).rstrip(".").casefold()
                found.setdefault(plain, number)
                if locale == "he":
                    found.setdefault(f"ב{plain}", number)  # "in" June is one word
    return found
