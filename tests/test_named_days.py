"""Days whose month has a name."""

from datetime import date as Date

import pytest

from exporter.named_days import named_day


@pytest.mark.parametrize(
    "text", ["3 July 2018, page 5", "3 July 2018, 5", "7 · 3 July 2018", "Friday, 3 July 2018"]
)
def test_a_text_that_says_more_than_a_day_is_none(text: str) -> None:
    assert named_day(text) is None


@pytest.mark.parametrize("text", ["3 July 2018", "Tuesday, 3 July 2018", "am 3. Juli 2018"])
def test_a_day_may_have_its_weekday_beside_it(text: str) -> None:
    assert named_day(text) == Date(2018, 7, 3)
