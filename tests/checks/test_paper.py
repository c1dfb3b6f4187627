"""Pages are measured by the paper of the profile, if that has measures."""

from pathlib import Path

import pytest
from drafts import HEIGHT, MM, WIDTH, PressDraft

from exporter.checks import preflight
from exporter.profiles import find_profile


@pytest.mark.parametrize(
    ("paper", "impose", "found"),
    [
        (f"{WIDTH / MM:g}x{HEIGHT / MM:g}", "", 0),
        ("289x400", "", 4),
        ("289x400", "spreads", 0),  # the sheet has two pages
        ("tabloid", "", 0),  # a paper of the style, whose measures a profile does not know
    ],
)
def test_pages_have_the_size_of_the_paper(
    paper: str, impose: str, found: int, tmp_path: Path
) -> None:
    path = PressDraft().save(tmp_path / "a.pdf")
    findings = preflight(path, find_profile("press", paper=paper, impose=impose))
    assert [each.rule for each in findings] == ["pdf-page-size"] * found
    assert all("not 289.0 × 400.0" in each.message for each in findings)
