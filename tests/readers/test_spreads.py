"""Spreads: pages that face each other are put together, others are refused by place."""

from collections.abc import Callable
from pathlib import Path

import pytest

import exporter
from exporter.errors import InvalidSource
from exporter.options import ReadOptions

HEAD = "publication: {name: The Harbour Post, language: en}\ndate: 2026-06-16\npages:\n"
STORY = "---\nheadline: A story\n---\nWords.\n"


def write(pages: str, folder: Path, write_issue: Callable[..., Path]) -> Path:
    files = {f"{label}/10-story.md": STORY.replace("A", label) for label in ("1", "2", "3", "4")}
    return write_issue(folder / "issue", files | {"issue.yaml": HEAD + pages})


def test_facing_pages_are_a_spread(tmp_path: Path, write_issue: Callable[..., Path]) -> None:
    pages = "- label: '1'\n- label: '2'\n  spread: '3'\n- label: '3'\n- label: '4'\n"
    issue = exporter.read(write(pages, tmp_path, write_issue)).issue
    assert issue
    assert [page.spread for page in issue.pages] == ["", "3", "", ""]


@pytest.mark.parametrize(
    ("pages", "line", "said"),
    [
        ("1 2:9 3 4", 6, "no page `9`"),
        ("1:2 2 3 4", 5, "pages `1` and `2` do not face each other"),
        ("1 2:4 3 4", 6, "pages `2` and `4` do not face each other"),
        ("1 2 3:2 4", 7, "pages `3` and `2` do not face each other"),
        ("1 2 3:4 4", 7, "pages `3` and `4` do not face each other"),
        ("1 2:2 3 4", 6, "do not face each other"),
    ],
)
def test_other_pages_are_refused(
    pages: str, line: int, said: str, tmp_path: Path, write_issue: Callable[..., Path]
) -> None:
    parts = (each.partition(":") for each in pages.split())
    listed = "".join(
        f"- label: '{label}'\n" + (f"  spread: '{other}'\n" if other else "")
        for label, _, other in parts
    )
    with pytest.raises(InvalidSource) as caught:
        exporter.read(write(listed, tmp_path, write_issue))
    (finding,) = caught.value.findings
    assert (finding.rule, finding.line) == ("issue-spread", line)
    assert said in finding.message


def test_an_edition_may_take_a_page_of_a_spread_away(
    tmp_path: Path, write_issue: Callable[..., Path]
) -> None:
    pages = "- label: '1'\n- label: '2'\n  spread: '3'\n- label: '3'\n- label: '4'\n"
    edition = "editions: [{code: city, name: City, drop: ['3']}]\n"
    issue = write(pages + edition, tmp_path, write_issue)
    assert exporter.read(issue).issue
    with pytest.raises(InvalidSource, match="no page `3`"):
        exporter.read(issue, ReadOptions(edition="city"))
