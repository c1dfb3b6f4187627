"""Fonts of this machine by family, weight and file."""

from pathlib import Path

import pytest

from exporter import fonts
from exporter.errors import MissingDependency


def test_a_width_of_a_family_is_found_by_its_own_name(monkeypatch):
    listed = (
        "DejaVu Sans,DejaVu Sans Condensed\tCondensed,Book\t/condensed.ttf\t0\n"
        "DejaVu Sans\tBook\t/sans.ttf\t0\n"
        "Noto Serif,思源\tBold\t/bold.otf\t0\n"
    )
    monkeypatch.setattr(fonts, "_fc_list", lambda *_: listed)
    faces = fonts._faces.__wrapped__()
    assert faces["dejavu sans condensed", "regular"].path == Path("/condensed.ttf")
    assert faces["dejavu sans", "regular"].path == Path("/sans.ttf")
    assert faces["思源", "bold"] == faces["noto serif", "bold"]


def test_a_family_without_a_regular_face_is_used_in_the_weights_it_has(monkeypatch):
    listed = {
        ("bookman", "light"): fonts.FontFile(Path("/light.otf"), 0),
        ("bookman", "demi"): fonts.FontFile(Path("/demi.otf"), 0),
        ("poster", "black"): fonts.FontFile(Path("/black.otf"), 0),
        ("noto serif cjk sc", "regular"): fonts.FontFile(Path("/noto.otf"), 0),
    }
    monkeypatch.setattr(fonts, "_faces", lambda: listed)
    found = [fonts.find([name], bold) for name in ("Bookman", "Poster") for bold in (False, True)]
    names = [face.path.stem for face in found if face]
    assert names == ["light", "demi", "black", "black"]


@pytest.mark.parametrize("kills", [1, 9])
def test_a_list_of_fonts_that_is_killed_is_asked_for_again(tmp_path, monkeypatch, kills):
    """Without a list, a book would be made of other fonts, and nobody told."""
    listing = tmp_path / "fc-list"
    runs = tmp_path / "runs"
    listing.write_text(
        f'#!/bin/sh\necho run >> "{runs}"\n'
        f'[ $(wc -l < "{runs}") -gt {kills} ] || kill -9 $$\necho ok\n'
    )
    listing.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    if kills == 1:
        assert fonts._fc_list("") == "ok\n"
    else:
        with pytest.raises(
            MissingDependency, match="fc-list: ended before it had listed the fonts"
        ):
            fonts._fc_list("")


def test_a_machine_without_fontconfig_has_no_fonts(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fonts._fc_list("") == ""


def test_what_a_list_of_fonts_says_before_it_fails_is_not_taken(tmp_path, monkeypatch):
    (tmp_path / "fc-list").write_text("#!/bin/sh\necho half\nexit 1\n")
    (tmp_path / "fc-list").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert fonts._fc_list("") == ""
