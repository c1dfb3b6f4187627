"""Folders named by the date of the issue that they hold, as saved web editions have them."""

from __future__ import annotations

import re
from datetime import date as Date

# A date at the end of a path: 2018/07/03, 2018-07/03, 201807/03, 2018-07-03 or 20180703.
DAY = re.compile(r"(?:^|/)(\d{4})[-/]?(\d{2})[-/]?(\d{2})$")


def is_day(path: str) -> bool:
    """Whether a path ends in a date."""
    return day_of(path) is not None


def day_of(path: str) -> Date | None:
    """Return the date that a path ends in, or None."""
    match = DAY.search(path)
    try:
        return Date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
