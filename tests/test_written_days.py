"""Days as editors write them, with their weekday or without."""

from datetime import date as Date

import pytest

from exporter.written_days import day_advice, days_meant, has_wrong_weekday, written_day

DAY = Date(2018, 7, 3)  # a Tuesday


@pytest.mark.parametrize(
    "text", ["3 July 2018, page 5", "3 July 2018, 5", "7 · 3 July 2018", "2018-07-03 第5期", "三 3"]
)
def test_a_text_that_says_more_than_a_day_is_none(text: str) -> None:
    assert written_day(text) is None
    assert not has_wrong_weekday(text)


@pytest.mark.parametrize(
    "text",
    [
        "3 July 2018",
        "Tuesday, 3 July 2018",
        "am 3. Juli 2018",
        "2018年7月3日 星期二",
        "2018年7月3日（週二）",
        "2018/7/3（二）",
        "星期二 2018-07-03",
        "2018年7月3日 火曜日",
        "2018. 7. 3. 화요일",
        "03.07.2018, Dienstag",
        "Tue 3/7/2018",
        "mardi 2018-07-03",
    ],
)
def test_a_day_may_have_its_weekday_beside_it(text: str) -> None:
    assert written_day(text) == DAY


@pytest.mark.parametrize("text", ["2018年7月3日 星期五", "Friday, 3 July 2018", "2018-07-03（五）"])
def test_the_weekday_of_another_day_is_named(text: str) -> None:
    assert written_day(text) is None
    assert has_wrong_weekday(text)
    assert day_advice(text) == "check the day, and write 2018-07-03 if it is right"


def test_a_weekday_tells_which_of_two_numbers_is_the_month() -> None:
    assert len(days_meant("3/7/2018")) == 2
    assert written_day("3/7/2018") is None
    assert not has_wrong_weekday("3/7/2018")
    assert written_day("Wednesday 3/7/2018") == Date(2018, 3, 7)
