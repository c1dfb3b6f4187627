"""Content streams, rewritten one by one: colours, overprint, line widths, at the size on paper."""

import re

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from exporter.profiles import find_profile
from exporter.profiles.condition import find_condition
from exporter.writers.pdf.press.content import Limits, Rewriter
from exporter.writers.pdf.press.inks import Separator


@pytest.fixture(scope="module")
def separator() -> Separator:
    profile = find_profile("press")
    return Separator(find_condition(profile), profile)


@pytest.fixture
def rewritten(separator: Separator):
    """Rewrite a stream, `rewritten("0 g …")`; line ends become spaces."""

    def rewrite(content: str, page: bool = True, mask: bool = False, spaces=None) -> str:
        pdf = pikepdf.new()
        stream = pdf.make_stream(content.encode())
        rewriter = Rewriter(
            separator, Limits(0.25, 12, 8), spaces, lambda _, __: None, mask=mask, page=page
        )
        return " ".join(rewriter.rewrite(stream).decode().split())

    return rewrite


def shown(size: str = "/F 9 Tf", colour: str = "") -> str:
    return f"BT {size} {colour} (x) Tj ET"


@pytest.mark.parametrize(
    "colour",
    ["", "0 g", "0 0 0 rg", "0.1 0.1 0.1 rg", "0.4 g", "0 0 0 1 k", "/DeviceRGB cs 0 0 0 scn",
     "/DeviceCMYK cs 0 0 0 1 scn", "/DeviceCMYK cs", "0.7 0.6 0.6 1 k"],
)  # fmt: skip
def test_black_type_is_black_alone_and_overprints(rewritten, colour):
    assert re.search(r"0 0 0 1 k /OverprintOn gs \(x\) Tj", rewritten(shown(colour=colour)))


def test_white_type_knocks_out(rewritten):
    assert rewritten(shown(colour="1 g")) == "BT /F 9 Tf 0 0 0 0 k (x) Tj ET"


def test_white_type_after_black_knocks_out(rewritten):
    found = rewritten("0 g " + shown() + " 1 1 1 rg " + shown())
    assert "0 0 0 0 k /OverprintOff gs (x) Tj" in found


def test_large_type_may_be_rich(rewritten):
    found = rewritten("2 0 0 2 0 0 cm " + shown(colour="0.7 0.2 0.2 1 k"))
    assert "0.7 0.2 0.2 1 k (x) Tj" in found


@pytest.mark.parametrize(
    ("size", "colour", "page", "is_black"),
    [
        ("/F 7.9 Tf", "0 1 0.9 0.4 k", True, True),
        ("/F 8 Tf", "0 1 0.9 0.4 k", True, False),
        ("/F 7 Tf", "0 0 0 0.6 k", True, False),  # one ink
        ("/F 7 Tf", "0.3 0 0.5 0 k", True, False),  # as light as white type: black may vanish
        ("/F 7 Tf", "0 1 0.9 0.4 k", False, False),  # an advertiser's
        ("/F 7 Tf", "0.556 0.078 0.094 rg", True, True),
    ],
)
def test_small_dark_type_in_several_inks_is_black_alone(rewritten, size, colour, page, is_black):
    found = rewritten(shown(size, colour), page)
    assert ("0 0 0 1 k" in found) == is_black


def test_a_restored_state_is_set_again(rewritten):
    found = rewritten("q " + shown() + " Q 0 0 9 9 re f")
    assert found.endswith("Q 0 0 0 1 k 0 0 9 9 re f")


def test_colours_of_what_is_not_painted_are_left_out(rewritten):
    assert rewritten("1 0 0 rg 0 1 0 rg 0 0 1 RG n") == "n"


def test_a_form_takes_the_colour_of_its_caller(rewritten):
    assert rewritten("0 0 9 9 re f", page=False) == "/OverprintOff gs 0 0 9 9 re f"


def test_a_soft_mask_keeps_light(rewritten):
    assert rewritten("1 1 1 rg 0 0 9 9 re f", page=False, mask=True) == "1 g 0 0 9 9 re f"
    assert "0.3 g" in rewritten("1 0 0 rg 0 0 9 9 re f", page=False, mask=True)


def test_lab_and_icc_spaces_become_inks(rewritten):
    with pikepdf.new() as pdf:
        icc = pdf.make_stream(b"", N=3)
        spaces = Dictionary(
            L=Array([Name.Lab, Dictionary(WhitePoint=[0.96, 1, 0.82])]),
            I=Array([Name.ICCBased, icc]),
        )
        lab = rewritten("/L cs 0 0 0 scn 0 0 9 9 re f", spaces=spaces)
        rgb = rewritten("/I cs 1 1 1 scn 0 0 9 9 re f", spaces=spaces)
    assert lab == "0 0 0 1 k 0 0 9 9 re f"
    assert rgb == "0 0 0 0 k 0 0 9 9 re f"


def test_a_pattern_stays_a_pattern(rewritten):
    assert "/Pattern cs /p0 scn 0 0 9 9 re f" in rewritten("/Pattern cs /p0 scn 0 0 9 9 re f")


@pytest.mark.parametrize(
    ("before", "width"), [("", 0.25), ("0.5 0 0 0.5 0 0 cm", 0.5), ("10 0 0 10 0 0 cm", 0.025)]
)
def test_strokes_are_no_hairlines(rewritten, before, width):
    assert f"{width:g} w 0 0 m 9 9 l S" in rewritten(f"{before} 0.01 w 0 0 m 9 9 l S")
    assert f"{width:g} w 0 0 m 9 9 l S" in rewritten(f"{before} 0 w 0 0 m 9 9 l S")


def test_a_thick_line_stays_as_it_is(rewritten):
    assert "2 w 0 0 m 9 9 l S" in rewritten("2 w 0 0 m 9 9 l S")


def test_a_thin_area_is_a_line(rewritten):
    """It is solid black, overprints, and grows to a quarter of a point about its middle."""
    found = rewritten("0.7 g 10 20 100 0.05 re f")
    assert found == "0 0 0 1 k /OverprintOn gs 10 19.9 100 0.25 re f"


def test_the_side_of_a_border_is_no_hairline(rewritten):
    """WeasyPrint paints a border as the area between two rectangles, clipped to the side."""
    side = "q 0 10 m 100 10 l 100 9.9 l 0 9.9 l W* n 0 g 0 0 100 9.9 re 0 0 100 10 re f* Q"
    found = rewritten(side)
    assert "0 9.825 100 0.25 re W n" in found
    assert "/OverprintOn gs 0 9.825 100 0.25 re f* Q" in found


def test_a_line_takes_the_clips_with_it_that_are_as_thin(rewritten):
    """WeasyPrint clips the background of a box to the box: what grows would be cut again."""
    box, inner = "0 10 100 0.1 re W n", "0 0 200 50 re W n"
    found = rewritten(f"q {inner} {box} q {box} 0 g 0 10 100 0.1 re f Q Q")
    grown = "0 9.925 100 0.25 re"
    assert found.count(f"{grown} W n") == 2
    assert f"{inner} " in found
    assert f"{grown} f" in found


def test_a_thin_frame_grows_on_all_its_sides(rewritten):
    found = rewritten("0 g 0.1 0.1 99.8 49.8 re 0 0 100 50 re f*")
    assert "0.175 0.175 99.65 49.65 re -0.075 -0.075 100.15 50.15 re f*" in found


def test_a_frame_under_a_wide_clip_is_no_more_than_a_frame(rewritten):
    """The clip of a whole page is no side of a border: it must not be painted black."""
    page = "0 0 400 600 re W n"
    found = rewritten(f"{page} 0 g 10.1 10.1 99.8 49.8 re 10 10 100 50 re f*")
    assert page in found
    assert "10.175 10.175 99.65 49.65 re 9.925 9.925 100.15 50.15 re f*" in found


def test_only_the_thin_side_of_a_frame_grows(rewritten):
    found = rewritten("0 g 0 0.1 100 47.9 re 0 0 100 50 re f*")
    assert "0 0.175 100 47.825 re 0 -0.075 100 50.075 re f*" in found


def test_the_side_of_a_thick_border_stays_as_it_is(rewritten):
    side = "q 0 10 m 100 10 l 100 9 l 0 9 l W* n 0 g 0 0 100 9 re 0 0 100 10 re f* Q"
    assert "0 0 100 9 re 0 0 100 10 re f* Q" in rewritten(side)


def test_a_tint_is_no_line(rewritten):
    found = rewritten("0.9 g 0 0 100 50 re f")
    assert "OverprintOn" not in found
    assert re.search(r"0 0 0 0\.\d+ k 0 0 100 50 re f", found)
