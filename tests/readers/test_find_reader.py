from pathlib import Path

import pytest

from exporter.errors import InvalidSource, UnknownSource
from exporter.findings import Severity
from exporter.readers import find_reader, read, readers


def test_the_reader_of_an_issue_folder_is_found(issue_folder) -> None:
    assert find_reader(issue_folder()).name == "issue folder"


def test_a_source_that_is_not_there_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource, match="there is no such file or folder, check the name"):
        find_reader(tmp_path / "nothing")


def test_a_source_that_no_reader_knows_names_what_they_know(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource) as caught:
        find_reader(tmp_path)
    assert all(reader.sign in str(caught.value) for reader in readers())


@pytest.mark.parametrize("name", ["a" * 300, "a\0b", "x/" * 3000])
def test_a_name_that_can_be_no_file_is_unknown(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownSource):
        find_reader(tmp_path / name)


def test_read_raises_every_finding_warnings_included(issue_folder) -> None:
    text = "---\nheadline: A\nbogus: 1\n---\n[a](file:///etc/passwd)\n"
    with pytest.raises(InvalidSource) as caught:
        read(issue_folder({"01/10-a.md": text}))
    severities = [finding.severity for finding in caught.value.findings]
    assert severities == [Severity.ERROR, Severity.WARNING]


def test_read_returns_warnings_with_the_issue(issue_folder) -> None:
    text = "---\nheadline: A\n---\n[a](file:///etc/passwd)\n"
    reading = read(issue_folder({"01/10-a.md": text}))
    assert reading.issue
    assert [finding.severity for finding in reading.findings] == [Severity.WARNING]
