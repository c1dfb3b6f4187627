"""Widths of lines, measured in the fonts that they are set in."""

import pickle

import pytest

from exporter.edition.style import find_style
from exporter.engine.typeface import Typeface
from exporter.layouts.typefaces import masthead_ems, typefaces

LATIN = Typeface(("Linux Libertine O", "serif"), "en")
CHINESE = Typeface(("Noto Serif CJK SC", "serif"), "zh-Hans")


def test_han_is_an_em_wide_and_latin_less():
    assert CHINESE.ems("渡口夜航走向常态化") == pytest.approx(9)
    assert 3 < LATIN.ems("Harbour") < 4.5
    assert LATIN.ems("") == 0


def test_bold_type_and_another_family_have_widths_of_their_own():
    words = "The harbour opens again"
    regular, bold = LATIN.ems(words), Typeface(LATIN.families, "en", bold=True).ems(words)
    sans = Typeface(("Linux Biolinum O",), "en", bold=True).ems(words)
    assert len({round(width, 3) for width in (regular, bold, sans)}) == 3
    assert bold > regular


def test_a_line_is_as_wide_as_its_parts_and_a_space():
    whole = LATIN.ems("harbour opens")
    assert whole == pytest.approx(sum(map(LATIN.ems, ("harbour", " ", "opens"))))
    assert LATIN.ems("harbour\nopens") == whole


def test_a_face_of_the_style_itself_is_measured(tmp_path):
    from exporter import fonts

    face = fonts.find(["Linux Biolinum O"])
    brought = Typeface(("Morning",), "en", files=(("morning", False, face.path),))
    assert brought.ems("harbour") == pytest.approx(Typeface(("Linux Biolinum O",)).ems("harbour"))


def test_a_chinese_masthead_is_spaced():
    faces = typefaces(find_style(), "zh-Hans")
    assert masthead_ems("澜江周报", faces) > faces.masthead.ems("澜江周报")
    assert masthead_ems("", faces) == 1


def test_a_typeface_is_sent_to_another_process_without_what_was_measured_in_it():
    face = Typeface(LATIN.families, "en")
    fresh = pickle.dumps(face)
    face.ems("harbour")
    assert pickle.dumps(face) == fresh
    assert pickle.loads(fresh).ems("harbour") == face.ems("harbour")


@pytest.mark.parametrize("families", [CHINESE.families, ("LXGW WenKai", "serif"), ("sans-serif",)])
def test_characters_measured_together_are_as_wide_as_each_alone(families):
    characters = [*map(chr, range(0x3400, 0xA000, 97)), *"渡口〇々"]
    together = Typeface(families, "zh-Hans").ems("".join(characters))
    # The same fonts, of which nothing was measured yet.
    other = Typeface((*families, "serif"), "zh-Hans")
    assert together == sum(other.ems(each) for each in characters)
