"""Profiles: found by name or file, laid one on another, refused with a reason."""

from pathlib import Path

import pytest

from exporter.errors import UsageError
from exporter.profiles import Colour, find_profile, names


@pytest.mark.parametrize("name", names())
def test_every_profile_that_ships_is_valid(name: str) -> None:
    assert find_profile(name).name == name


def test_a_profile_builds_on_its_base() -> None:
    magazine = find_profile("magazine")
    assert (magazine.variant, magazine.colour) == ("pdf/x-4", Colour.CMYK)
    assert magazine.ink_limit == 300


def test_a_user_writes_a_profile_of_a_printer(tmp_path: Path) -> None:
    path = tmp_path / "plant.yaml"
    path.write_text("base: press\nink_limit: 220\n", encoding="utf-8")
    assert find_profile(str(path)).ink_limit == 220
    assert find_profile(str(path)).bleed_mm == find_profile("press").bleed_mm


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ink_limit: much", "ink_limit"),
        ("inklimit: 240", "inklimit"),
        ("- a\n- b", "key: value"),
        ("base: nothing", "there is no profile"),
        ("base: plant.yaml", "no profile"),
        ("a: [", "no profile"),
    ],
)
def test_a_bad_profile_is_named_with_its_fault(tmp_path: Path, text: str, wanted: str) -> None:
    path = tmp_path / "plant.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=wanted):
        find_profile(str(path))
