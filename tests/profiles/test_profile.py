"""Profiles: found by name or file, laid one on another, refused with a reason."""

from pathlib import Path

import pytest

from exporter.errors import UsageError
from exporter.profiles import Colour, find_profile, names
from exporter.profiles.condition import judge_profile


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
        (
            "base: nothing",
            "plant.yaml:1: `base: nothing` is not a profile, name a YAML",
        ),
        ("title: a\nbase: newsprnt", "plant.yaml:2: `base: newsprnt` .* did you mean `newsprint`"),
        ("base: plnat.yaml", "plant.yaml:1: `base: plnat.yaml` is not a profile"),
        ("base: othr.yaml", "did you mean `other.yaml`"),
        ("base: plant.yaml", "more than 5 bases"),
        ("base: ../../etc/other.yaml", "beside this one"),
        ("base: /etc/other.yaml", "beside this one"),
        ("a: [", "plant.yaml:[12]: is not YAML"),
        ("title: a\nbleed_mm: 2026-02-31", "plant.yaml:2: `bleed_mm: 2026-02-31`"),
        ("title: !!int x", "plant.yaml:1: the text of `title` begins with a character"),
        ("variant：screen\nnmae: a", "plant.yaml:1: `variant：` has a full-width colon"),
        ("rules: {pdf-id: never}", "`rules.pdf-id` can't be `never`"),
        ("base: press\nicc: " + 300 * "x", "plant.yaml:2: there is no ICC profile `x"),
        ("base: press\nicc: newsprnt", "plant.yaml:2: .*`newsprnt`, did you mean `newsprint`"),
        ("base: press\nicc: rivr.icc", "plant.yaml:2: .*`rivr.icc`, did you mean `river.icc`"),
        ("base: screen\nvariant: pdf/x-3", "plant.yaml:2: `variant: pdf/x-3` is for the press"),
        ("title: a\ncolour: cmyk", "plant.yaml:2: a CMYK profile needs `icc`: a file, or one of"),
        ("[" * 5000, "nested too deeply"),
        ("title: a\ntitle: b", "plant.yaml:2: has the key `title` twice"),
    ],
)
def test_a_bad_profile_is_named_with_its_fault(tmp_path: Path, text: str, wanted: str) -> None:
    path = tmp_path / "plant.yaml"
    path.write_text(text, encoding="utf-8")
    for name in ("other.yaml", "river.icc"):
        (tmp_path / name).touch()
    with pytest.raises(UsageError, match=wanted):
        judge_profile(find_profile(str(path)))


def test_every_fault_of_a_profile_is_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "plant.yaml"
    path.write_text("base: press\nink_limit: much\nmarks: perhaps\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"plant\.yaml:2: .*\n.*plant\.yaml:3: "):
        find_profile(str(path))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("tints: [95, 5]", "`tints: [95, 5]` does not go from the lightest tint to the darkest"),
        ("paper: {width: 300}", "`paper.height` is missing"),
        ("paper: {width: 300, hight: 2}", "unknown key `paper.hight`, did you mean `height`?"),
        ("paper: [1, 2]", "`paper` has the wrong shape"),
    ],
)
def test_a_wrong_value_is_named_as_it_is_written(line: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "plant.yaml"
    path.write_text(f"base: newsprint\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        find_profile(str(path))
    assert f"plant.yaml:2: {said}" in str(caught.value)
    assert "SheetSize" not in str(caught.value)


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 300 + ".yaml", "gone.yaml", "no-such"])
def test_a_profile_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        find_profile(name)


def test_off_is_a_word_in_rules(tmp_path: Path) -> None:
    path = tmp_path / "plant.yaml"
    path.write_text("rules: {pdf-id: off}\ntagged: no\n", encoding="utf-8")
    assert find_profile(str(path)).rules == {"pdf-id": "off"}


PLANTS = sorted((Path(__file__).parent / "plants").glob("*.yaml"))


@pytest.mark.parametrize("path", PLANTS, ids=lambda path: path.stem)
def test_the_sheet_of_a_plant_is_a_profile(path: Path) -> None:
    judge_profile(find_profile(str(path)))


def test_marks_may_be_named_or_all_or_none(tmp_path: Path) -> None:
    path = tmp_path / "plant.yaml"
    for written, meant in (("true", "all"), ("false", "none"), ("crop", "crop"), ("none", "none")):
        path.write_text(f"base: press\nmarks: {written}\n", encoding="utf-8")
        assert find_profile(str(path)).marks == meant
