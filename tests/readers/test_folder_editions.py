"""Editions of an issue: pages replaced, added and left out, each under a name of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import exporter
from exporter.errors import InvalidSource, UsageError
from exporter.options import ReadOptions
from exporter.writers.base import file_stem
from exporter.writers.epub.metadata import identifier

HEAD = """publication: {name: The Harbour Post, language: en}
date: 2026-06-16
pages:
- label: '1'
- label: '2'
  section: Region
- label: '3'
"""
EDITIONS = """editions:
- code: city
  name: City
  replace:
  - label: '2'
  add:
  - label: '2a'
    folder: _more/2a
  drop: ['3']
- code: north
  name: North
"""
FILES = {
    **{f"{page}/10-story.md": f"---\nheadline: Page {page}\n---\nWords.\n" for page in "123"},
    "city/2/10-story.md": "---\nheadline: City page\n---\nWords, [see](../../1/10-story.md).\n",
    "_more/2a/10-story.md": "---\nheadline: One more\n---\nWords.\n",
}


@pytest.fixture
def issue(tmp_path: Path, write_issue: Callable[..., Path]) -> Path:
    return write_issue(tmp_path / "issue", FILES | {"issue.yaml": HEAD + EDITIONS})


def _read(issue: Path, edition: str = "") -> exporter.model.Issue:
    found = exporter.read(issue, ReadOptions(edition=edition)).issue
    assert found
    return found


def test_pages_are_replaced_added_and_left_out(issue: Path) -> None:
    pages = [(page.label, page.articles[0].title) for page in _read(issue, "city").pages]
    assert pages == [("1", "Page 1"), ("2", "City page"), ("2a", "One more")]
    assert _read(issue, "city").pages[1].section == "Region"


def test_a_skybox_may_name_pages_that_an_edition_adds_or_leaves_out(issue: Path) -> None:
    (issue / "issue.yaml").write_text(f"skybox: ['2a', '3']\n{HEAD}{EDITIONS}")
    assert _read(issue, "city").skybox == ("2a", "3")
    with pytest.raises(InvalidSource, match="there is no page `2a`"):
        _read(issue)


def test_folders_outside_of_the_issue_are_not_looked_through(
    issue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = HEAD + EDITIONS.replace("_more/2a", "../../..")
    (issue / "issue.yaml").write_text(head, encoding="utf-8")
    looked: list[Path] = []
    monkeypatch.setattr(Path, "rglob", lambda self, _: looked.append(self) or [])
    _read(issue)
    assert looked and all(path.resolve().is_relative_to(issue.resolve()) for path in looked)


def test_the_main_edition_has_its_own_pages(issue: Path) -> None:
    main = _read(issue)
    assert [page.articles[0].title for page in main.pages] == ["Page 1", "Page 2", "Page 3"]
    assert main.editions == ("city", "north")
    assert not exporter.read(issue).findings


def test_each_has_a_name_and_an_identifier_of_its_own(issue: Path) -> None:
    all_of_them = [_read(issue, code) for code in ("", "city", "north")]
    assert [each.title for each in all_of_them] == ["", "City", "North"]
    assert len({identifier(each) for each in all_of_them}) == 3
    assert len({file_stem(each) for each in all_of_them}) == 3


def test_all_are_built_beside_the_main_one(issue: Path, tmp_path: Path) -> None:
    report = exporter.build(issue, tmp_path / "post.epub")
    names = [path.name for path in report.outputs]
    assert names == ["post.epub", "post-city.epub", "post-north.epub"]
    options = exporter.Options(reading=ReadOptions(edition="city"))
    alone = exporter.build(issue, tmp_path / "alone.epub", options)
    assert [path.name for path in alone.outputs] == ["alone.epub"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- {code: a, name: A, drop: ['9']}", 9, "no page `9`"),
        ("- code: a\n  name: A\n  replace:\n  - label: '7'", 12, "no page `7`"),
        ("- code: a\n  name: A\n  add:\n  - label: '1'", 12, "already has a page `1`"),
        ("- code: a\n  name: A\n  add:\n  - label: '8'", 12, "`a/8` does not exist"),
        ("- {code: a, name: A, drop: ['1', '2', '3', '4']}", 9, "`a` has no page"),
        ("- code: a\n  name: A\n  replace:\n  - {label: '1', folder: b}", 12, "`b` does not exist"),
        ("- {code: a, name: A}\n- {code: A, name: B}", 10, "two editions"),
        ("- {code: 'a b', name: A}", 9, "code"),
        ("- {code: a, name: A, replace: [{label: '1', colour: red}]}", 9, "colour"),
    ],
)
def test_what_is_wrong_is_named_by_its_line(
    tmp_path: Path, write_issue: Callable[..., Path], text: str, line: int, message: str
) -> None:
    folder = write_issue(tmp_path / "issue", FILES | {"issue.yaml": f"{HEAD}editions:\n{text}\n"})
    with pytest.raises(InvalidSource) as caught:
        exporter.read(folder)
    told = [each for each in caught.value.findings if message in str(each)]
    assert [each.line for each in told] == [line]


def test_an_unknown_edition_is_refused(issue: Path) -> None:
    with pytest.raises(UsageError, match="city"):
        _read(issue, "cyti")
