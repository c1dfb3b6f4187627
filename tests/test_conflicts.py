"""Conflicts that git left in articles."""

from pathlib import Path

import pytest

from exporter.conflicts import conflicts, without
from exporter.readers import examine

LEFT = (
    "One.\n\n<<<<<<< HEAD\nOurs.\n||||||| base\nOld.\n=======\nTheirs.\n>>>>>>> a branch\n\nTwo.\n"
)
HEAD = "publication: {name: Lamp, language: en}\ndate: 2026-06-16\npages: [{label: '01'}]\n"


def test_each_conflict_is_named_by_the_line_it_begins_on() -> None:
    assert list(conflicts(LEFT * 2, 10)) == [12, 23]


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{LEFT}```\n",
        "A heading\n=======\n",
        ">>>>>>> deep quotation\n",
        "<<<<<<< HEAD\nno end\n=======\n",
        LEFT.replace("<<<<<<< ", "  <<<<<<< "),
    ],
)
def test_what_only_looks_so_is_text(text: str) -> None:
    assert list(conflicts(text)) == [] and without(text) == text


def test_without_conflicts_lines_stay_where_they_are() -> None:
    made = without(LEFT).split("\n")
    assert len(made) == len(LEFT.split("\n"))
    assert made[3] == "Ours." and made[10] == "Two." and "Theirs." not in made


def test_many_marks_take_no_time() -> None:
    assert list(conflicts("<<<<<<< HEAD\n=======\n" * 200_000)) == []


def test_an_article_with_a_conflict_is_named(tmp_path: Path) -> None:
    (tmp_path / "01").mkdir()
    (tmp_path / "issue.yaml").write_text(HEAD)
    (tmp_path / "01/10-a.md").write_text(f"---\nheadline: A\n---\n{LEFT}")
    found = [each for each in examine(tmp_path).findings if each.rule == "issue-conflict"]
    assert [(each.path.name, each.line) for each in found] == [("10-a.md", 6)]


def test_so_is_a_loose_article(tmp_path: Path) -> None:
    (tmp_path / "2026-06-16-a.md").write_text(f"---\ntitle: A\ndate: 2026-06-16\n---\n{LEFT}")
    found = [each for each in examine(tmp_path).findings if each.rule == "issue-conflict"]
    assert [each.line for each in found] == [7]
