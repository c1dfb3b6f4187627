"""Pictures that are too coarse for the press are named by `check` of a source."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from exporter import api
from exporter.messages import parts_of


@pytest.mark.parametrize(
    ("profile", "width", "is_coarse"),
    [("newsprint", 60, True), ("newsprint", 2000, False), ("screen", 60, False)],
)
def test_a_picture_too_coarse_for_one_column_is_named(
    issue_folder, profile: str, width: int, is_coarse: bool
) -> None:
    article = "---\nheadline: Ferries\n---\nThey sail.\n\n![A ferry](ferry.png)\n"
    source: Path = issue_folder({"01/10-a.md": article})
    Image.new("RGB", (width, 40)).save(source / "01" / "ferry.png")
    found = [one for one in api.check(source, profile=profile) if "coarse" in one.rule]
    assert [one.path.name for one in found] == ["ferry.png"] * is_coarse
    for one in found:
        assert "dpi in one column of" in one.message and "pixels" in one.advice
        message, advice = parts_of(one, "zh-Hans")
        assert "一栏宽" in message and "像素" in advice
    assert not [one for one in api.check(source) if "coarse" in one.rule]
