"""Where an issue stands among the others of its publication."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from exporter.model import Issue
from exporter.writers.epub.series import position


def issue(day="2026-06-16", **fields) -> Issue:
    publication = {"name": "渡口周刊", "language": "zh-Hans"}
    return Issue.model_validate({"root": Path(), "publication": publication, "date": day} | fields)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"number": "407"}, "407"),
        ({"number": "第407—408期合刊"}, "407"),
        ({"number": "12.5"}, "12.5"),
        ({"number": "½"}, "0.5"),
        ({"number": "XLII"}, "42"),
        ({"number": "第24期（总第1024期）"}, "1024"),
        ({"number": "24", "total_number": "1024"}, "1024"),
        ({"number": "Vol. XLII, No. 7"}, "42.0007"),
        ({"number": "Vol. CLXX, No. 58,912"}, "58912"),
        ({"number": "2026年第6期"}, "2026.0006"),
        ({"number": "2026年7・8月合併号"}, "2026.0007"),
        ({"number": "６月号"}, "2026.0006"),
        ({"number": "第24期增刊"}, "24.5"),
        ({}, "20260616"),
        ({"title": "端午特刊"}, "0.20260616"),
        ({"number": "端午特刊"}, "0.20260616"),
        ({"title": "特刊", "previous": {"date": "2026-06-12", "number": "406"}}, "406.004"),
        ({"title": "特刊", "next": {"date": "2026-06-19", "number": "第407期"}}, "406.997"),
        ({"title": "特刊", "previous": {"date": "2026-06-15"}}, "20260616"),
    ],
)
def test_the_place_is_the_number_else_between_the_neighbours_else_the_date(fields, place):
    assert position(issue(**fields)) == place


def test_the_places_of_a_year_with_specials_sort_as_the_days_do():
    """A weekly with a special between two numbers, a double issue and a half one."""
    first = date(2026, 1, 6)
    numbers = ["40", "41", None, "42-43", "第44期", "44½", "45"]
    days = [first + timedelta(weeks=week) for week in range(len(numbers))]
    issues = [
        issue(day.isoformat(), number=number)
        if number
        else issue(
            day.isoformat(), title="Extra", previous={"date": days[1].isoformat(), "number": "41"}
        )
        for day, number in zip(days, numbers, strict=True)
    ]
    places = [Decimal(position(one)) for one in issues]
    assert places == sorted(places) and len(set(places)) == len(places)


def test_the_place_of_a_date_before_the_year_1000_is_a_plain_number():
    assert position(issue("0999-12-31")) == "9991231"
