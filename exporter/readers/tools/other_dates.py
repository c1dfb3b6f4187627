"""Dates as languages other than Chinese and English write them, and years that are counted anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date

from exporter.named_days import DAY_FIRST, WORD, Found, days_of, months, weekdays
from exporter.written_days import days_in_either_order

# What is added to the year of an era: 民國115年 and 令和8年 are 2026.
ERAS = {
    "民國": 1911,
    "民国": 1911,
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "大正": 1911,
    "明治": 1867,
}
LAST_YEARS = {"明治": 45, "大正": 15, "昭和": 64, "平成": 31}
ERA = re.compile(rf"({'|'.join(ERAS)})\s*(元|\d{{1,3}})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日")
KOREAN = re.compile(r"(?<!\d)(\d{4})\s*년\s*(\d{1,2})\s*월\s*(\d{1,2})\s*일")
VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+(?:năm\s+)?(\d{4})(?!\d)")
# With dots, the day is first in every country: 16.06.2026.
DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?![\d.])")
SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?![\d/])")
# What a line that states a date may say besides it: that something was published, the year's word.
LABELS = frozenset(
    "am den der vom stand datum veröffentlicht erschienen le du publié paru el de del fecha"
    " publicado il data pubblicato op dato opublikowano г года дата опубликовано от em publicada"
    " р року năm ngày"
    " في يوم بتاريخ تاريخ نشر م 발행 입력 게시 등록 tarih tarihi yayınlanma".split()
)


def era_dates(text: str) -> Iterator[Found]:
    """Yield the dates of a text whose year is that of an era, or Korean, with their places."""
    for match in ERA.finditer(text):
        year = 1 if match[2] == "元" else int(match[2])
        if 0 < year <= LAST_YEARS.get(match[1], year):
            yield from _checked(match, ERAS[match[1]] + year, int(match[3]), int(match[4]))
    for match in KOREAN.finditer(text):
        yield from _checked(match, int(match[1]), int(match[2]), int(match[3]))


def other_dates(text: str) -> Iterator[Found]:
    """Yield the dates of a text that states one, with their places: 16 июня 2026, 16.06.2026."""
    for match in (*DOTTED.finditer(text), *VIETNAMESE.finditer(text)):
        yield from _checked(match, int(match[3]), int(match[2]), int(match[1]))
    for match in SLASHED.finditer(text):
        days = days_in_either_order(int(match[1]), int(match[2]), int(match[3]))
        if len(days) == 1:  # day or month first? Known only where one of them is no month
            yield days[0], match.start(), match.end()
    yield from days_of(DAY_FIRST, text, months())


def is_beside_a_date(words: str) -> bool:
    """Whether words are only weekdays, or say that the date beside them is one."""
    found = WORD.findall(words.casefold())
    return all(word in LABELS or word in weekdays() for word in found)


def _checked(match: re.Match[str], year: int, month: int, day: int) -> Iterator[Found]:
    try:
        yield Date(year, month, day), match.start(), match.end()
    except ValueError:
        return
