"""Pages that the press prints in black alone: greys there, colours on the others."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from exporter.checks import preflight
from exporter.profiles import find_profile
from exporter.profiles.condition import find_condition
from exporter.writers.pdf.press.black_pages import BlackSeparator
from exporter.writers.pdf.press.inks import Use
from exporter.writers.pdf.press.picture_inks import PictureSeparator

PROFILE = find_profile("press")


@pytest.fixture(scope="module")
def separator() -> BlackSeparator:
    return BlackSeparator(find_condition(PROFILE), PROFILE)


def test_a_colour_is_a_grey_of_its_lightness(separator: BlackSeparator) -> None:
    yellow, red = separator.rgb(1, 0.9, 0), separator.rgb(0.8, 0, 0)
    assert yellow[:3] == red[:3] == (0, 0, 0)
    assert 0.05 < yellow[3] < 0.4 < red[3] < 1


def test_inks_are_as_dark_as_they_print(separator: BlackSeparator) -> None:
    yellow = separator.cmyk((0, 0, 1, 0), Use.FILL, 0, 12)
    blue = separator.cmyk((1, 0.8, 0, 0), Use.FILL, 0, 12)
    assert yellow[:3] == blue[:3] == (0, 0, 0)
    assert yellow[3] < 0.3 < 0.6 < blue[3]


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "L"])
def test_pictures_are_grey(separator: BlackSeparator, mode: str) -> None:
    image = Image.new("RGB", (40, 40), (200, 30, 30)).convert(mode)
    made = PictureSeparator(separator, PROFILE).image(image, b"", image.size, print)
    assert made.space == "/DeviceGray"
    with Image.open(io.BytesIO(made.data)) as stored:
        assert 40 < stored.getpixel((20, 20)) < 180


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory, write_issue: Callable[..., Path],
          build_press: Callable[..., Any]) -> Any:  # fmt: skip
    """Two pages with one picture in colour; the second is printed in black."""
    picture = io.BytesIO()
    Image.linear_gradient("L").convert("P").convert("RGB").save(picture, "PNG")
    coloured = io.BytesIO()
    Image.new("RGB", (300, 200), (200, 60, 20)).save(coloured, "PNG")
    story = "---\nheadline: {}\ncolumn: Column\nfigures:\n- image: ../red.png\n---\nWords.\n"
    files = {f"{page:02}/10-story.md": story.format(f"Story {page}") for page in (1, 2)}
    folder = write_issue(
        tmp_path_factory.mktemp("mixed") / "issue", files | {"red.png": coloured.getvalue()}
    )
    return build_press(folder, "press", black_pages=[2, "09"])


def test_a_page_that_is_not_there_is_named(mixed: Any) -> None:
    (found,) = [each for each in mixed.findings if each.rule == "pdf-black-page"]
    assert "names page 09, which the issue does not have" in found.message


def test_the_other_pages_keep_their_colours(mixed: Any) -> None:
    by_label: dict[str, set[str]] = {}
    for page in mixed.pdf.pages:
        images = page.Resources.get("/XObject", pikepdf.Dictionary()).values()
        by_label.setdefault(page.label, set()).update(str(each.ColorSpace) for each in images
                                                      if "/ColorSpace" in each)  # fmt: skip
    assert "/DeviceCMYK" in by_label["01"]
    assert by_label["02"] == {"/DeviceGray"}


def test_nothing_on_the_page_has_another_ink(mixed: Any) -> None:
    black = find_profile("press", black_pages=["02"])
    found = [each.rule for each in preflight(mixed.path, black)]
    assert "pdf-black-page" not in found
    other = find_profile("press", black_pages=["1"])
    assert "pdf-black-page" in [each.rule for each in preflight(mixed.path, other)]
