"""Files that are watched, and those that no editor means."""

from pathlib import Path

import pytest

from exporter.preview.watching import stamps


@pytest.mark.parametrize(
    ("name", "is_watched"),
    [
        ("01/10-lamp.md", True),
        (".git/index.yaml", False),
        ("01/.cache/deep/a.md", False),
        ("01/.10-lamp.md.swp", False),
        ("01/~$lamp.docx", False),
        ("01/photo.jpg.part", False),
    ],
)
def test_hidden_folders_and_passing_files_are_not_watched(
    tmp_path: Path, name: str, is_watched: bool
) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    file.touch()
    assert [*stamps([tmp_path])] == [str(file)] * is_watched
