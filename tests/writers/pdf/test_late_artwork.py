"""A late advertisement finds its box by what is advertised, or by page and number."""

from collections.abc import Callable
from pathlib import Path

import pytest

import exporter
from exporter.errors import PreflightFailed, SourceError, UsageError
from exporter.findings import Finding, Place
from exporter.model import Issue
from exporter.profiles import find_profile
from exporter.writers.pdf.artwork import told_once, with_artwork

HEAD = """publication: {name: The Harbour Post, language: en}
date: 2026-06-16
pages:
- label: '01'
- label: '02'
  advertisements:
  - {width_mm: 60, height_mm: 40, alt: The ferry}
  - {width_mm: 60, height_mm: 40, alt: The bakery}
- label: '03'
  advertisements:
  - {width_mm: 60, height_mm: 40, alt: The bakery}
"""
STORY = "---\nheadline: A story\n---\nWords.\n"
OPTIONS = exporter.Options(profile=find_profile("screen"))


@pytest.fixture
def issue(tmp_path: Path, write_issue: Callable[..., Path]) -> Issue:
    files = {f"{label}/1.md": STORY.replace("A", label) for label in ("01", "02", "03")}
    found = exporter.read(write_issue(tmp_path / "issue", files | {"issue.yaml": HEAD})).issue
    assert found
    return found


@pytest.fixture
def late(tmp_path: Path, picture: Callable[..., bytes]) -> Path:
    path = tmp_path / "late.png"
    path.write_bytes(picture("PNG", (300, 200)))
    return path


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("The ferry", (1, 0)),
        ("02", (1, 0)),
        ("2", (1, 0)),
        ("02:2", (1, 1)),
        ("3:1", (2, 0)),
    ],
)
def test_a_box_is_named(name: str, place: tuple[int, int], issue: Issue, late: Path) -> None:
    made, labels, _ = with_artwork(issue, {name: late}, OPTIONS)
    page, number = place
    changed = made.pages[page].advertisements[number].picture
    assert changed and changed.path == late
    assert labels == [issue.pages[page].label]
    boxes = [box for each in made.pages for box in each.advertisements]
    assert sum(box.has_artwork for box in boxes) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("The ferri", "did you mean `The ferry`"),
        ("The bakery", "in several places, name one of: 02:2, 03:1"),
        ("01", "no advertisement `01`"),
        ("02:3", "no advertisement `02:3`"),
    ],
)
def test_other_names_are_refused(name: str, said: str, issue: Issue, late: Path) -> None:
    with pytest.raises(UsageError, match=said):
        with_artwork(issue, {name: late}, OPTIONS)


@pytest.mark.parametrize("name", ["absent.pdf", "absent.png", "text.pdf", "text.png"])
def test_files_that_are_no_artwork_are_refused(name: str, issue: Issue, tmp_path: Path) -> None:
    (tmp_path / "text.pdf").write_text("words")
    (tmp_path / "text.png").write_text("words")
    with pytest.raises(SourceError, match=name):
        with_artwork(issue, {"02": tmp_path / name}, OPTIONS)


def test_coarse_artwork_is_refused_for_the_press_unless_forced(issue: Issue, late: Path) -> None:
    press = exporter.Options(profile=find_profile("press", least_dpi=200))
    with pytest.raises(PreflightFailed, match="dpi"):
        with_artwork(issue, {"02": late}, press)
    forced = exporter.Options(profile=press.profile, force=True)
    assert with_artwork(issue, {"02": late}, forced)[2]


def test_what_is_wrong_with_forced_artwork_is_told_once() -> None:
    late, made = Path("late.jpg"), Path("out.pdf")
    coarse = Finding("pdf-image-dpi", late, 0, "has 34 dpi in its box")
    heavy = Finding("pdf-ink-limit", late, 0, "has 363 % ink")
    rgb = Finding("pdf-rgb-object", late, 0, "is in RGB")
    on_page = Finding("pdf-image-dpi", made, 0, "picture with 34 dpi", place=Place(2, "02"))
    elsewhere = Finding("pdf-rgb-object", made, 0, "picture in RGB", place=Place(3, "03"))
    reduced = Finding("pdf-ink-limit", late, 0, "has 363 % ink: reduced on the page")
    of_artwork = [coarse, heavy, rgb]
    found = told_once([*of_artwork, reduced, on_page, elsewhere], of_artwork, ["02"])
    assert found == (rgb, reduced, on_page, elsewhere)
