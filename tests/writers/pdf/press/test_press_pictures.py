"""Ink held under the limit, pixel by pixel; sizes; broken files."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from exporter.profiles import find_profile
from exporter.profiles.condition import find_condition
from exporter.writers.pdf.press.inks import Separator
from exporter.writers.pdf.press.picture_inks import (
    PictureSeparator,
    _surely_under,
    hold_ink,
    most_ink,
)

pixel = st.tuples(*[st.integers(0, 255)] * 4)


@pytest.fixture(scope="module")
def pictures() -> PictureSeparator:
    profile = find_profile("press")
    return PictureSeparator(Separator(find_condition(profile), profile), profile)


@given(st.lists(pixel, min_size=1, max_size=8), st.integers(100, 400))
def test_no_pixel_has_more_ink_than_the_limit(pixels, limit):
    image = Image.new("CMYK", (len(pixels), 1))
    image.putdata(pixels)
    held = hold_ink(image, limit)
    for before, after in zip(pixels, held.get_flattened_data(), strict=True):
        assert sum(after) * 100 / 255 <= limit + 1e-9
        assert all(new <= old for old, new in zip(before[:3], after[:3], strict=True))
        assert after[3] >= before[3]
        if most_ink(image) <= limit:
            assert after == before


@given(pixel)
def test_the_quick_look_never_takes_too_much_for_enough(one):
    image = Image.new("CMYK", (1, 1), one)
    ink = sum(one) * 100 / 255
    assert not _surely_under(image, ink - 0.01)
    assert _surely_under(image, ink + 1.6)


def test_most_ink_is_that_of_the_darkest_pixel():
    image = Image.new("CMYK", (3, 1))
    image.putpixel((1, 0), (255, 128, 0, 255))
    assert most_ink(image) == pytest.approx(638 * 100 / 255)


def test_black_takes_the_place_of_three_colours():
    image = Image.new("CMYK", (1, 1), (200, 200, 200, 100))
    cyan, magenta, yellow, black = hold_ink(image, 240).getpixel((0, 0))
    assert cyan == magenta == yellow < 200
    assert black > 100


@pytest.mark.parametrize(
    ("stored", "placed", "wanted"),
    [
        ((1000, 500), (72, 36), (200, 100)),  # one inch at 200 dpi
        ((100, 50), (72, 36), (100, 50)),  # never blown up
        ((205, 100), (72, 36), (205, 100)),  # a few too many stay
        ((1000, 500), (72, 180), (1000, 500)),  # cropped to a tall place: height decides
        ((5, 4000), (0.5, 72), (1, 1111)),
    ],
)
def test_pictures_come_down_to_the_size_in_print(pictures, stored, placed, wanted):
    assert pictures._pixels(stored, placed) == wanted


def test_a_sixteen_bit_ramp_keeps_its_tones(pictures):
    ramp = Image.new("I;16", (256, 1))
    for value in range(256):
        ramp.putpixel((value, 0), value * 257)
    from exporter.pictures.modes import plain

    assert list(plain(ramp).get_flattened_data()) == list(range(256))


def test_the_press_s_own_profile_in_a_picture_of_another_kind_is_left_aside(pictures):
    """It is for inks: an RGB picture that claims it goes through sRGB."""
    buffer, told = io.BytesIO(), []
    colours = Image.merge("RGB", (Image.radial_gradient("L"), *[Image.linear_gradient("L")] * 2))
    colours.save(buffer, "JPEG", icc_profile=pictures.separator.condition.icc)
    made = pictures.separate(buffer.getvalue(), (100, 100), told.append)
    assert made.space == "/DeviceCMYK"
    assert told == ["its ICC profile is for CMYK, not for RGB: ignored"]
