"""Small publications."""

from collections.abc import Callable
from pathlib import Path

import pytest

PUBLICATION = """\
name: The Dyke Post
language: en
code: dyke
url: https://dyke.example/
"""
ARTICLE = "---\nheadline: {}\n---\nThe water stands high today.\n"


@pytest.fixture
def publication_folder(tmp_path: Path) -> Callable[..., Path]:
    """Make a publication with an issue a date: `publication_folder("2026-06-16", "2026-06-17")`."""

    def make(*dates: str, text: str = PUBLICATION, name: str = "dyke") -> Path:
        root = tmp_path / name
        root.mkdir(exist_ok=True)
        (root / "publication.yaml").write_text(text, encoding="utf-8")
        for number, date in enumerate(dates, 1):
            write_issue(root, date, number)
        return root

    return make


@pytest.fixture
def add_issue() -> Callable[..., Path]:
    """Add an issue: `add_issue(root, "2026-06-16", number=7, more="revision: 2", folder="b")`."""
    return write_issue


def write_issue(root: Path, date: str, number: int = 1, more: str = "", folder: str = "") -> Path:
    """Add an issue with one article to a publication."""
    issue = root / (folder or date)
    (issue / "01").mkdir(parents=True, exist_ok=True)
    (issue / "issue.yaml").write_text(f"date: {date}\nnumber: {number}\n{more}", encoding="utf-8")
    (issue / "01" / "10-lead.md").write_text(ARTICLE.format(f"News of {date}"), encoding="utf-8")
    return issue


def files_of(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder by path, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
