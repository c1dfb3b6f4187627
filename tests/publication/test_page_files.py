"""Single pages of an issue: each label has the sheet that shows it."""

from pathlib import Path

import pytest

from exporter.publication.editions import _by_label


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (["01", "02", "03"], ["s1", "s2", "s3"]),
        (["01", "01-2", "02", "03"], ["s1", "s3", "s4"]),  # an overflow sheet
        (["01", "02–03"], ["s1", "s2", "other-s2"]),
        (["01", "02"], []),
    ],
)
def test_pages_have_their_sheets(shown: list[str], wanted: list[str], tmp_path: Path) -> None:
    paths = [tmp_path / f"s{number}" for number in range(1, len(shown) + 1)]
    for path in paths:
        path.write_text(path.name)
    found = _by_label(["01", "02", "03"], shown, paths)
    assert [path.name for path in found.values()] == wanted
    assert all(path.is_file() for path in found.values())
