"""Dates as Chinese web editions write them, and the weekday as their check digit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Date

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
    """Return the first date in a text: 2017年10月13日 星期五, 2017-October-16, 2017-10-13."""
    return next(iter(find_dates(text)), None)


def find_dates(text: str) -> list[FoundDate]:
    """Return every date in a text; those written out in Chinese come first."""
    return [
        found
        for pattern in (CHINESE, ENGLISH, NUMBERS)
        for match in pattern.finditer(text)
        if (found := _date(match, pattern is CHINESE))
    ]


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
