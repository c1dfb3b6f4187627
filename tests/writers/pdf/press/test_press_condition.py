"""ICC files: found by name or path, named as the registry does, refused with a reason."""

from pathlib import Path

import pytest
from PIL import ImageCms

import exporter
from exporter.errors import UsageError
from exporter.profiles import find_profile
from exporter.profiles.condition import find_condition, judge_profile
from exporter.profiles.profile import ICC_FOLDER


@pytest.mark.parametrize(
    ("name", "condition"),
    [("newsprint", "CGATS TR 002"), ("heatset", "FOGRA28"), ("magazine", "FOGRA39")],
)
def test_each_press_has_a_registered_condition(name, condition):
    found = find_condition(find_profile(name))
    assert (found.name, found.registry) == (condition, "http://www.color.org")
    # What the description says agrees with the name.
    assert find_condition(find_profile(name, icc=name)).name == condition


def test_the_icc_of_the_printer_takes_the_place(tmp_path):
    path = tmp_path / "ours.icc"
    path.write_bytes((ICC_FOLDER / "magazine.icc").read_bytes())
    found = find_condition(find_profile("newsprint", icc=str(path)))
    assert found.name == "FOGRA39"


def test_a_profile_file_names_an_icc_beside_it(tmp_path):
    (tmp_path / "plant.icc").write_bytes((ICC_FOLDER / "heatset.icc").read_bytes())
    (tmp_path / "plant.yaml").write_text("base: press\nicc: plant.icc\nink_limit: 220\n")
    profile = find_profile(str(tmp_path / "plant.yaml"))
    assert find_condition(profile).name == "FOGRA28"


def test_a_profile_file_names_its_own_condition(tmp_path):
    path = tmp_path / "plant.yaml"
    path.write_text("base: press\nicc: magazine\noutput_condition: House 3\n")
    assert find_condition(find_profile(str(path))).name == "House 3"


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def of_class(name: bytes) -> bytes:
    data = bytearray((ICC_FOLDER / "newsprint.icc").read_bytes())
    data[12:16] = name
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (srgb(), "is a monitor profile for RGB, a printer profile for CMYK is needed"),
        (of_class(b"link"), "is a device link profile for CMYK"),
        (of_class(b"????"), "is a unknown profile"),
        (b"%PDF-1.7", "is not an ICC profile"),
        (b"", "is not an ICC profile"),
        ((ICC_FOLDER / "newsprint.icc").read_bytes()[:5000], "is cut short"),
        (None, "can't be read as an ICC profile"),
    ],
)
def test_a_wrong_icc_file_is_refused_before_anything_is_built(tmp_path, issue_folder, data, wanted):
    path = tmp_path / "wrong.icc"
    if data is not None:
        path.write_bytes(data)
    out = tmp_path / "out.pdf"
    with pytest.raises(UsageError, match=wanted) as caught:
        options = exporter.Options(profile=find_profile("press", icc=str(path)))
        exporter.build(issue_folder(), [out], options)
    assert str(path) in str(caught.value)
    assert not out.exists()


def test_an_icc_file_is_not_for_the_screen():
    with pytest.raises(UsageError, match="not for the profile `screen`"):
        find_profile("screen", icc="any.icc")


def test_a_tagged_pdf_is_not_imposed():
    with pytest.raises(UsageError, match="--impose is for the press"):
        judge_profile(find_profile("screen", impose="booklet"))


def test_a_press_without_an_icc_profile_is_refused(tmp_path):
    path = tmp_path / "plant.yaml"
    path.write_text("variant: pdf/x-4\ncolour: cmyk\n")
    with pytest.raises(UsageError, match="needs `icc`: a file, or one of: heatset, magazine"):
        find_condition(find_profile(str(path)))


@pytest.mark.parametrize("path", sorted(ICC_FOLDER.glob("*.icc")), ids=lambda path: path.stem)
def test_the_profiles_that_ship_keep_their_ink_limit(path: Path):
    """No colour is printed with more ink than the description says, nor the darkest with less."""
    from PIL import Image

    from exporter.writers.pdf.press.inks import transform
    from exporter.writers.pdf.press.picture_inks import most_ink

    handle = ImageCms.ImageCmsProfile(str(path))
    limit = int(ImageCms.getProfileDescription(handle).split()[-2])
    steps = range(0, 256, 17)
    colours = Image.new("RGB", (16**3, 1))
    colours.putdata([(red, green, blue) for red in steps for green in steps for blue in steps])
    convert = transform(ImageCms.createProfile("sRGB"), handle, "RGB", "CMYK")
    assert limit - 40 < most_ink(ImageCms.applyTransform(colours, convert)) <= limit + 1
