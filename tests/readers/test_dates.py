"""Dates as the languages of the press write them."""

from datetime import date
from pathlib import Path

import pytest

from exporter.readers.tools.chinese_dates import (
    date_in_names,
    date_line,
    find_date,
    stated_date,
)

DAY = date(2026, 6, 16)


@pytest.mark.parametrize(
    "text",
    [
        "2026年6月16日",
        "民國115年6月16日",
        "令和8年6月16日（火）",
        "16/06/2026",
        "6/16/2026",
        "2026년 6월 16일 화요일",
        "16.06.2026",
        "16. 6. 2026",
        "Вт, 16 июн 2026 06:30:00 +0300",
        "16 июня 2026",
        "16 червня 2026",
        "mar., 16 juin 2026 06:30:00 +0200",
        "16 de junio de 2026",
        "16. Juni 2026",
        "16 يونيو 2026",
        "16 มิถุนายน 2569",
        "ngày 16 tháng 6 năm 2026",
    ],
)
def test_a_date_that_is_stated_is_read(text: str) -> None:
    found = stated_date(text)
    assert found and found.date == DAY


@pytest.mark.parametrize(
    "text", ["1.2.2026.3", "32.01.2026", "06/07/2026", "16 bridges 2026", "民國0年13月1日"]
)
def test_other_numbers_are_no_date(text: str) -> None:
    assert stated_date(text) is None


def test_the_first_year_of_an_era() -> None:
    found = find_date("令和元年6月16日")
    assert found and found.date == date(2019, 6, 16)


@pytest.mark.parametrize("text", ["昭和200年6月16日", "平成99年1月1日", "大正0年6月16日"])
def test_an_era_has_a_last_year(text: str) -> None:
    assert find_date(text) is None


def test_months_in_words_are_no_dates_in_running_text() -> None:
    assert find_date("Le 16 juin 2026, le pont") is None


@pytest.mark.parametrize(
    "line",
    [
        "令和8年6月16日（火）",
        "2026년 6월 16일 화요일",
        "Dienstag, 16. Juni 2026",
        "16 июня 2026 г., вторник",
        "Thứ Ba, 16/06/2026",
        "Publicado el martes 16 de junio de 2026",
        "الثلاثاء 16 يونيو 2026",
    ],
)
def test_a_line_may_say_the_weekday(line: str) -> None:
    found = date_line(line)
    assert found and found.date == DAY


@pytest.mark.parametrize(
    "place", ["2026-06-16/a.html", "20260616.html", "w/2026年6月16日/x.json", "16.06.2026/a.xml"]
)
def test_a_file_is_of_the_day_that_it_or_its_folder_is_called_by(
    tmp_path: Path, place: str
) -> None:
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    assert date_in_names(path) == DAY


def test_a_source_without_a_date_is_of_the_day_of_its_folder(tmp_path: Path) -> None:
    from exporter.api import read

    folder = tmp_path / "2026-06-16"
    folder.mkdir()
    page = "<article><h1>The bridge opens</h1><p>Boats may pass.</p><p>It is wide.</p></article>"
    (folder / "a.html").write_text(page)
    issue = read(folder).issue
    assert issue and issue.date == DAY
