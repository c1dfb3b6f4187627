"""`--strict`: a warning is an error in every command that has findings."""

import pytest

from exporter import Options, ReadOptions, build, check, convert, make_up
from exporter.errors import InvalidSource, PreflightFailed
from exporter.findings import Finding, Severity, hardened

STRICT = ReadOptions(strict=True)
WARNED = {"01/10-a.md": "---\nheadline: H\n---\n[Nowhere](nowhere.html)\n"}
NO_GLYPH = {"01/10-a.md": "---\nheadline: H\n---\nA \U0010abcd b.\n"}


def test_information_stays_what_it_is():
    given = [Finding("r", None, 0, "m", severity=each) for each in Severity]
    assert [each.severity for each in hardened(given)] == ["error", "error", "info"]


def test_check_makes_warnings_errors(issue_folder):
    folder = issue_folder(WARNED)
    assert {each.severity for each in check(folder)} == {Severity.WARNING}
    assert {each.severity for each in check(folder, STRICT)} == {Severity.ERROR}


def test_nothing_is_built_or_converted_from_a_source_with_warnings(issue_folder, tmp_path):
    folder = issue_folder(WARNED)
    with pytest.raises(InvalidSource):
        build(folder, tmp_path / "a.epub", Options(reading=STRICT))
    with pytest.raises(InvalidSource):
        convert(folder, tmp_path / "folder", STRICT)
    with pytest.raises(InvalidSource):
        make_up(folder, tmp_path / "a.pdf", Options(reading=STRICT))
    assert not any((tmp_path / name).exists() for name in ("a.epub", "a.pdf", "folder"))


@pytest.mark.parametrize(
    ("name", "profile", "error"),
    [("a.pdf", "screen", InvalidSource), ("a.pdf", "press", PreflightFailed)],
)
def test_a_warning_of_a_writer_leaves_the_old_file(issue_folder, tmp_path, name, profile, error):
    path = tmp_path / name
    path.write_bytes(b"old")
    with pytest.raises(error):
        build(issue_folder(NO_GLYPH), path, Options(profile=profile, reading=STRICT))
    assert path.read_bytes() == b"old"


def test_an_epub_with_a_warning_is_not_written(issue_folder, tmp_path):
    with pytest.raises(InvalidSource) as caught:
        build(issue_folder(NO_GLYPH), tmp_path / "a.epub", Options(reading=STRICT))
    assert {each.rule for each in caught.value.findings} == {"epub-rare-character"}
    assert not (tmp_path / "a.epub").exists()


def test_sheets_with_a_warning_are_not_written(issue_folder, tmp_path):
    box = "{width_mm: 400, height_mm: 60}"  # wider than the paper: it is printed smaller
    pages = f"pages: [{{label: '01', advertisements: [{box}]}}]\n"
    head = "publication: {name: N, language: en}\ndate: 2026-06-16\n"
    files = NO_GLYPH | {"issue.yaml": head + pages}
    assert make_up(issue_folder(files), None).findings
    with pytest.raises(InvalidSource):
        make_up(issue_folder(files), tmp_path / "a.pdf", Options(reading=STRICT))
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("names", [("a.epub", "a.pdf"), ("a.pdf", "a.epub")])
def test_no_file_of_a_build_is_written_if_one_has_a_warning(issue_folder, tmp_path, names):
    box = "{width_mm: 400, height_mm: 60}"
    pages = f"pages: [{{label: '01', advertisements: [{box}]}}]\n"
    head = "publication: {name: N, language: en}\ndate: 2026-06-16\n"
    folder = issue_folder({"issue.yaml": head + pages, "01/10-a.md": "---\nheadline: H\n---\nA.\n"})
    with pytest.raises(InvalidSource):
        build(folder, [tmp_path / name for name in names], Options(reading=STRICT))
    assert not any(tmp_path.glob("a.*"))
