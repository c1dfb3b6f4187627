"""Nothing but inks is left, black type is black alone and overprints, ink stays under the limit."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageMath

from exporter.profiles import find_profile, names
from exporter.profiles.condition import find_condition
from exporter.profiles.profile import Colour
from exporter.writers.pdf.press.inks import BLACK, Separator, Use, hold, lab_to_rgb

LIMIT = 240
PRESSES = [name for name in names() if find_profile(name).colour is Colour.CMYK]
needs_ghostscript = pytest.mark.skipif(not shutil.which("gs"), reason="ghostscript is not here")


@pytest.fixture(scope="module")
def separator() -> Separator:
    profile = find_profile("press")
    return Separator(find_condition(profile), profile)


def ink(image: Any) -> float:
    """Per cent of the pixel with the most ink."""
    inks = dict(zip("cmyk", image.split(), strict=True))
    sums = ImageMath.lambda_eval(lambda each: each["c"] + each["m"] + each["y"] + each["k"], **inks)
    return sums.getextrema()[1] * 100 / 255


def decoded(stream: Any) -> Image.Image:
    """Decode a picture as ISO 32000 says: the JPEG's own numbers, then Decode."""
    if stream.get("/Filter") == "/DCTDecode":
        # Pillow turns CMYK JPEGs of Adobe's kind round itself, as /Decode asks for.
        image = Image.open(io.BytesIO(stream.read_raw_bytes()))
        image.load()
        return image
    size = int(stream.Width), int(stream.Height)
    mode = {"/DeviceCMYK": "CMYK", "/DeviceGray": "L"}[str(stream.ColorSpace)]
    return Image.frombytes("1" if stream.BitsPerComponent == 1 else mode, size, stream.read_bytes())


def test_no_operator_of_rgb_is_left(press):
    assert not press.operators() & {"rg", "RG", "g", "G", "sc", "SC"}
    assert {"k", "K", "scn"} <= press.operators()


def test_no_object_names_an_rgb_space(press):
    # pikepdf writes every dictionary out, the content of streams left aside.
    texts = [repr(each.stream_dict if isinstance(each, pikepdf.Stream) else each)
             for each in press.pdf.objects]  # fmt: skip
    spaces = ("/DeviceRGB", "/CalRGB", "/Lab", "/ICCBased", "/Indexed")
    assert [text for text in texts if any(space in text for space in spaces)] == []


def test_gradients_and_groups_blend_in_inks(press):
    shadings = [each for _, resources in press.streams()
                for each in resources.get("/Shading", pikepdf.Dictionary()).values()]  # fmt: skip
    assert {str(each.ColorSpace) for each in shadings} == {"/DeviceCMYK", "/DeviceGray"}
    groups = [stream.Group.CS for stream, _ in press.streams() if "/Group" in stream]
    assert {str(space) for space in groups} == {"/DeviceCMYK", "/DeviceGray"}
    masks = [state.SMask.G for _, resources in press.streams()
             for state in resources.get("/ExtGState", pikepdf.Dictionary()).values()
             if "/SMask" in state]  # fmt: skip
    assert masks
    assert {str(mask.Group.CS) for mask in masks} == {"/DeviceGray"}


def test_all_black_type_is_on_black_alone_and_overprints(press):
    shown = [each for each in press.painted() if each.show in ("Tj", "TJ")]
    assert len(shown) > 20
    black = [each for each in shown if each.numbers == (0, 0, 0, 1)]
    assert len(black) > len(shown) / 2
    assert all(each.overprint for each in black)
    others = {each.numbers: each.overprint for each in shown if each not in black}
    # The accent, as the profile names its inks, and white type on the table's black head.
    assert others == {(0, 1, 0.9, 0.4): False, (0, 0, 0, 0): False}


def test_areas_knock_out(press):
    areas = [each for each in press.painted() if each.show == "f" and each.numbers[3:] != (1,)]
    assert areas
    assert not any(each.overprint for each in areas)


def test_no_colour_has_more_ink_than_the_limit(press):
    sums = [sum(each.numbers) * 100 for each in press.painted() if each.operator == "k"]
    assert max(sums) <= LIMIT


def test_every_picture_is_in_inks_under_the_limit(press):
    spaces = [str(image.ColorSpace) for image in press.images()]
    # Two are parts of the drawing: a partly transparent gradient, and a radial one in greys.
    assert spaces.count("/DeviceCMYK") == 12
    assert spaces.count("/DeviceGray") == 6
    assert [image for image in press.images() if "/SMask" in image or "/Mask" in image] == []
    inked = [decoded(image) for image in press.images() if image.ColorSpace == "/DeviceCMYK"]
    assert max(map(ink, inked)) <= LIMIT
    assert max(map(ink, inked)) > 200


def test_line_art_is_left_as_it_is(press):
    bits = [image for image in press.images() if image.BitsPerComponent == 1]
    assert len(bits) == 1
    image = decoded(bits[0])
    assert (image.size, image.getpixel((60, 40)), image.getpixel((2, 2))) == ((120, 80), 0, 255)


def test_the_first_frame_is_printed(press):
    sizes = {(int(image.Width), int(image.Height)): image for image in press.images()}
    cyan, magenta, yellow, _ = decoded(sizes[60, 40]).getpixel((30, 20))
    assert magenta > 150
    assert yellow > 150
    assert cyan < 60


def test_alpha_is_laid_on_white(press):
    """The top of the pictures with alpha shows the paper."""
    tops = [sum(decoded(image).getpixel((120, 0))) for image in press.images()
            if image.ColorSpace == "/DeviceCMYK" and image.Width == 240]  # fmt: skip
    assert sum(top <= 12 for top in tops) >= 2


def test_pictures_are_as_large_as_the_press_prints(press):
    """3000 pixels come down to 200 an inch in a column of A4; small ones are not blown up."""
    widths = sorted(int(image.Width) for image in press.images())
    assert widths[0] == 60
    assert 240 < widths[-1] < 1700


def test_the_preflight_finds_coarse_pictures_alone(press):
    rules = {finding.rule for finding in press.findings}
    assert rules == {"pdf-image-dpi", "pdf-picture-profile"}


def test_a_picture_with_a_wrong_profile_is_named(press):
    told = {finding.path.name: finding.message for finding in press.findings
            if finding.rule == "pdf-picture-profile"}  # fmt: skip
    assert set(told) == {"wrong-profile.jpg", "broken-profile.png"}
    assert "CMYK, not for RGB" in told["wrong-profile.jpg"]


@needs_ghostscript
def test_ghostscript_finds_all_type_on_the_black_plate(press, tmp_path: Path):
    """The Chinese article has black type, and dots under it, and the plates of colour none."""
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-r50", "-dFirstPage=2", "-dLastPage=2"]
    subprocess.run(
        [*command, "-sDEVICE=tiffsep", f"-sOutputFile={tmp_path}/p.tif", str(press.path)],
        check=True,
    )
    plates = {name: Image.open(tmp_path / f"p({name}).tif").convert("L")
              for name in ("Cyan", "Magenta", "Yellow", "Black")}  # fmt: skip
    box = [round(value / 72 * 50) for value in (60, 60, 500, 110)]  # the running head
    assert plates["Black"].crop(box).getextrema()[0] == 0
    assert all(plates[name].crop(box).getextrema()[0] == 255 for name in ("Cyan", "Magenta"))


@pytest.mark.parametrize("name", PRESSES)
def test_greys_fall_evenly_on_black_alone(name):
    profile = find_profile(name)
    separator = Separator(find_condition(profile), profile)
    greys = [separator.grey(value / 20) for value in range(21)]
    assert all(grey[:3] == (0, 0, 0) for grey in greys)
    blacks = [grey[3] for grey in greys]
    assert blacks == sorted(blacks, reverse=True)
    assert (blacks[0], blacks[-1]) == (1, 0)
    # Dot gain: half of the light is printed with less than half of the ink.
    assert 0.2 < blacks[15] < 0.5


def test_soft_black_and_grey_type_are_solid(separator):
    assert separator.rgb(0.1, 0.1, 0.1) == BLACK
    assert separator.rgb(0.4, 0.4, 0.4, Use.TEXT) == BLACK
    assert separator.rgb(0.7, 0.7, 0.7, Use.LINE) == BLACK
    assert separator.rgb(0.4, 0.4, 0.4)[3] < 1
    assert separator.rgb(1, 1, 1, Use.TEXT) == (0, 0, 0, 0)


@pytest.mark.parametrize("use", [Use.TEXT, Use.LINE, Use.STROKE])
def test_lines_and_type_in_the_black_of_drawing_programs_are_black_alone(separator, use):
    near = (0x23 / 255, 0x1F / 255, 0x20 / 255)
    assert separator.rgb(*near, use) == BLACK
    assert separator.rgb(*near)[3] < 1  # an area may be rich
    navy = separator.rgb(0.05, 0.1, 0.4, use)
    assert navy[3] < 1 and navy[0] > navy[2]


def test_a_pale_outline_of_a_drawing_stays_pale(separator):
    assert separator.rgb(0.8, 0.8, 0.8, Use.STROKE)[3] < 0.5


def test_small_type_in_rich_black_is_black_alone(separator):
    rich = (0.6, 0.4, 0.4, 1.0)
    assert separator.cmyk(rich, Use.TEXT, 9, 12) == BLACK
    assert separator.cmyk(rich, Use.TEXT, 24, 12) == rich
    assert separator.cmyk(rich, Use.FILL, 9, 12) == rich


unit = st.floats(0, 1)


@given(st.tuples(unit, unit, unit, unit), st.floats(1, 4))
def test_ink_is_held_under_any_limit(inks, limit):
    held = hold(inks, limit)
    assert sum(held) <= limit + 0.0021
    assert all(0 <= each <= 1 for each in held)
    if sum(inks) <= limit:
        assert held == pytest.approx(inks, abs=0.001)


@given(st.tuples(unit, unit, unit), st.sampled_from(Use))
def test_any_colour_becomes_inks_under_the_limit(separator, rgb, use):
    inks = separator.rgb(*rgb, use)
    assert sum(inks) <= separator.limit + 1e-9
    assert all(0 <= each <= 1 for each in inks)


def test_lab_white_and_black_are_white_and_black():
    assert lab_to_rgb(100, 0, 0) == pytest.approx((1, 1, 1), abs=0.002)
    assert lab_to_rgb(0, 0, 0) == (0, 0, 0)
