"""Where files are written."""

from datetime import date as Date
from pathlib import Path
from types import SimpleNamespace

import pytest

from exporter.api.targets import target_paths
from exporter.errors import UsageError
from exporter.options import Options

PUBLICATION = SimpleNamespace(code="dyke", name="The Dyke")
ISSUE = SimpleNamespace(publication=PUBLICATION, edition="", date=Date(2026, 6, 16))


def test_pages_go_into_a_folder_whose_name_has_a_dot(tmp_path: Path) -> None:
    folder = tmp_path / "pages.2026"
    folder.mkdir()
    found = target_paths(folder, ISSUE, Options(pages=("01", "02")))
    assert found == [folder / "dyke-2026-06-16-01+02.pdf"]


@pytest.mark.parametrize("name", ["a.epub", "a.txt"])
def test_pages_are_for_files_of_pages(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="--pages is for PDFs"):
        target_paths(tmp_path / name, ISSUE, Options(pages=("01",)))
