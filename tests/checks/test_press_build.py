"""`build --profile press` takes no name for a PDF that its preflight refuses, unless forced."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from drafts import PressDraft

from exporter import api
from exporter.errors import PreflightFailed, UsageError
from exporter.profiles import find_profile
from exporter.writers import pdf


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer of PDFs whose type is a black of four inks."""

    def write(edition: object, path: Path, options: api.Options) -> list[object]:
        draft = PressDraft()
        draft.text("0.75 0.68 0.67 0.9 k")
        draft.save(path)
        return []

    monkeypatch.setattr(pdf, "write_pdf", write)
    monkeypatch.delenv("EXPORTER_DEBUG")  # it writes none of the issue's text


def _options(**values: object) -> api.Options:
    return api.Options(profile=find_profile("press"), **values)


@pytest.mark.usefixtures("writer")
def test_a_press_build_that_fails_its_preflight_leaves_the_old_file(
    issue_folder: Callable[..., Path], tmp_path: Path
) -> None:
    path = tmp_path / "issue.pdf"
    path.write_bytes(b"the old file")
    with pytest.raises(PreflightFailed) as caught:
        api.build(issue_folder(), [path], _options())
    assert {finding.rule for finding in caught.value.findings} >= {"pdf-black-not-k"}
    assert all(finding.path == path for finding in caught.value.findings)
    assert path.read_bytes() == b"the old file"
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []


@pytest.mark.usefixtures("writer")
def test_force_writes_it_and_tells_the_findings(
    issue_folder: Callable[..., Path], tmp_path: Path
) -> None:
    path = tmp_path / "issue.pdf"
    report = api.build(issue_folder(), [path], _options(force=True))
    assert path.read_bytes().startswith(b"%PDF-")
    assert "pdf-black-not-k" in {finding.rule for finding in report.findings}


@pytest.mark.usefixtures("writer")
def test_other_profiles_are_not_held_up(issue_folder: Callable[..., Path], tmp_path: Path) -> None:
    report = api.build(issue_folder(), [tmp_path / "issue.pdf"])
    assert report.findings == ()


def test_what_we_write_for_the_press_passes(
    issue_folder: Callable[..., Path], tmp_path: Path, picture: Callable[..., bytes]
) -> None:
    """The whole way, with a picture whose RGB would take more ink than newsprint holds."""
    figure = "![A harbour](../harbour.jpg)"
    files = {
        "01/10-a.md": f"---\nheadline: A headline\n---\nA paragraph.\n\n{figure}\n",
        "harbour.jpg": picture("JPEG", (1600, 1200), "#201008"),
    }
    path = tmp_path / "issue.pdf"
    report = api.build(issue_folder(files), [path], _options())
    assert report.outputs == (path,)
    assert [str(finding) for finding in report.findings if finding.severity == "error"] == []


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("pdf-hairlin", "there is no rule `pdf-hairlin`, did you mean `pdf-hairline`?"),
        ("issue-figure-alt", "`issue-figure-alt` is not a rule for PDFs"),
        ("epub-alt", "`epub-alt` is not a rule for PDFs"),
    ],
)
def test_rules_of_a_profile_that_judge_no_pdf_are_refused_before_anything_is_read(
    tmp_path: Path, rule: str, said: str
) -> None:
    for base in ("screen", "press"):
        profile = find_profile(base).model_copy(update={"rules": {rule: "off"}})
        with pytest.raises(UsageError, match=re.escape(said)):
            api.build(tmp_path / "not there", [], api.Options(profile=profile))
