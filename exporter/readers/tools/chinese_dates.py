"""Dates as Chinese web editions write them, and the weekday as their check digit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path

from exporter.numbering import IN_TEXT
from exporter.readers.tools.other_dates import era_dates, is_beside_a_date, other_dates

MONTHS = "january february march april may june july august september october november december"
MONTH = {name: number for number, name in enumerate(MONTHS.split(), 1)} | {
    name[:3]: number for number, name in enumerate(MONTHS.split(), 1)
}
WEEKDAYS = "一二三四五六日"
YEAR = r"(?<!\d)((?:19|20)\d\d)"
CHINESE = re.compile(
    rf"{YEAR}\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日(?:[\s,，(（]*(?:星期|周|週|礼拜|禮拜)\s*([一二三四五六日天]))?"
)
ENGLISH = re.compile(rf"{YEAR}\s*[-/ ]\s*([A-Za-z]{{3,9}})\s*[-/ ]\s*(\d{{1,2}})(?!\d)")
NUMBERS = re.compile(rf"{YEAR}\s*[-/.]\s*(\d{{1,2}})\s*[-/.]\s*(\d{{1,2}})(?!\d)")
# The issue of a month, or of two: 2026年6月号, 2026年7・8月合併号.
MONTHLY = re.compile(
    rf"{YEAR}\s*年\s*(\d{{1,2}})\s*(?:[-–—~～・、/]\s*\d{{1,2}}\s*)?月\s*(?:合[刊併并])?[号號刊]"
)
# How a date is written where nothing but a date is expected: in front matter, in a name.
ORDINAL = r"(?:st|nd|rd|th)?"
STATED = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        r"(?<!\d)(?P<year>\d{3,4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}}){ORDINAL}\s+(?P<month>[A-Za-z]{{3,9}})\.?,?\s+(?P<year>\d{{4}})(?!\d)",
        rf"\b(?P<month>[A-Za-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}}){ORDINAL},?\s+(?P<year>\d{{4}})(?!\d)",
    )
)
# What a line that states a date may say besides it.
WEEKDAY = (
    r"(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[日月火水木金土]曜日|[월화수목금토일]요일|"
    r"(?<=[(（])[日月火水木金土](?=[)）])|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\b"
)
LABEL = (
    r"\b(?:date|day|published|publication|issued?|edition|on|of|the)\b|"
    r"本期|日期|时间|時間|刊期|出版|发布|發布|发行|發行|发表|發表|刊出|于|於"
)
BESIDE_A_DATE = re.compile(
    rf"{WEEKDAY}|{LABEL}|\d\d:\d\d(?::\d\d)?|[第总總]?第?\s*\d+\s*[期号號]|\b(?:no|vol|nr)\b\.?\s*\d+|\W|_",
    re.IGNORECASE,
)
IMPRINT = re.compile(r"(?:国内)?统一(?:连续出版物)?(?:刊)?号|CN\s*[\d/A-Z-]+|星期")
BESIDE = 60  # characters between a date and the number of its issue


@dataclass(frozen=True)
class FoundDate:
    """A date in a text; `weekday` is 0 for Monday, None if the text names none."""

    date: Date
    weekday: int | None
    start: int
    end: int

    @property
    def is_consistent(self) -> bool:
        """Whether the weekday, where there is one, is that of the date."""
        return self.weekday in (None, self.date.weekday())


def find_date(text: str) -> FoundDate | None:
    """Return the first date in a text, or None.

    Such as 2017年10月13日 星期五, 2017-October-16 or 2017-10-13.
    """
    return next(iter(find_dates(text)), None)


def find_dates(text: str) -> list[FoundDate]:
    """Return every date in a text; those written out in Chinese come first."""
    found = [
        found
        for pattern in (CHINESE, ENGLISH, NUMBERS)
        for match in pattern.finditer(text)
        if (found := _date(match, pattern is CHINESE))
    ]
    return found + [FoundDate(day, None, *place) for day, *place in era_dates(text)]


def stated_date(text: str) -> FoundDate | None:
    """Return the date in a text that should be one: front matter, a file name, a date line.

    Accepts more forms than `find_date`, and any year: 20 July 2018, 20180720, 0999-12-31. None
    if there is no date.
    """
    for day, *place in era_dates(text):
        return FoundDate(day, None, *place)
    for pattern in STATED:
        for match in pattern.finditer(text):
            month = MONTH.get(match["month"].lower()) or match["month"]
            try:
                date = Date(int(match["year"]), int(month), int(match["day"]))
            except ValueError:
                continue
            return FoundDate(date, None, *match.span())
    return find_date(text) or next(
        (FoundDate(day, None, *place) for day, *place in other_dates(text)), None
    )


def date_in_names(source: Path) -> Date | None:
    """Return the day that a file or folder, or else the folder it is in, is called by."""
    path = source.resolve()
    names = (path.stem if source.is_file() else path.name, path.parent.name)
    found = next(filter(None, map(stated_date, names)), None)
    return found.date if found else None


def find_month(text: str) -> FoundDate | None:
    """Return the first day of the month in a name such as 2026年6月号, or None."""
    for match in MONTHLY.finditer(text):
        if 1 <= int(match[2]) <= 12:
            return FoundDate(Date(int(match[1]), int(match[2]), 1), None, *match.span())
    return None


def date_line(text: str, name: str = "") -> FoundDate | None:
    """Return the date of a line that contains nothing else, or None.

    The weekday, the number of the issue, a label such as `Published:` and `name`, that of the
    publication, may stand beside it.
    """
    found = stated_date(text)
    if found is None:
        return None
    rest = f"{text[: found.start]} {text[found.end :]}"
    if name:
        rest = rest.replace(name, " ")
    rest = BESIDE_A_DATE.sub(" ", rest)
    return found if is_beside_a_date(rest) and not re.search(r"\d", rest) else None


def number_beside_a_date(text: str) -> str:
    """Return the number of the issue beside a date, as in 第24期（总第1024期）; empty without one.

    Elsewhere in a text such a number may belong to something else: 第3期培训班.
    """
    for found in find_dates(text):
        first = max(0, found.start - BESIDE)
        for match in IN_TEXT.finditer(text[first : found.end + BESIDE]):
            start, end = first + match.start(), first + match.end()
            between = text[found.end : start] if start >= found.end else text[end : found.start]
            if not BESIDE_A_DATE.sub("", IMPRINT.sub("", between)):
                return match[0]
    return ""


def _date(match: re.Match[str], has_weekday: bool) -> FoundDate | None:
    year, month, day = match[1], match[2].lower(), match[3]
    try:
        date = Date(int(year), MONTH.get(month) or int(month), int(day))
    except ValueError:
        return None
    letter = (match[4] or "").replace("天", "日") if has_weekday else ""
    weekday = WEEKDAYS.index(letter) if letter else None
    return FoundDate(date, weekday, *match.span())


def weekday_name(weekday: int) -> str:
    """Return the name of a weekday, 0 being Monday: 星期一."""
    return f"星期{WEEKDAYS[weekday]}"
