"""Pictures as photographers and designers send them: PSD and HEIC."""

import io
import struct
import sys

import pytest
from PIL import Image

from exporter.pictures.files import PictureError, decode, measure, open_picture, packed_type
from exporter.pictures.fit import Limit, fit

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)


def psd(path, size=(60, 40), channels=3, mode=3):
    """Write a PSD without layers, its picture uncompressed."""
    head = struct.pack(">4sH6xHIIHH", b"8BPS", 1, channels, size[1], size[0], 8, mode)
    pixels = b"".join(bytes([value]) * (size[0] * size[1]) for value in (10, 90, 200, 0)[:channels])
    path.write_bytes(head + struct.pack(">IIIH", 0, 0, 0, 0) + pixels)
    return path


def test_a_psd_is_read_as_one_picture(tmp_path):
    picture = measure(psd(tmp_path / "quay.psd"))
    assert (picture.width, picture.height) == (60, 40)
    assert packed_type(picture) == "image/jpeg"
    decode(picture)
    with open_picture(io.BytesIO(picture.path.read_bytes())) as image:
        assert image.convert("RGB").getpixel((5, 5)) == (10, 90, 200)


def test_a_psd_in_inks_becomes_a_picture_for_screens(tmp_path):
    made = fit(measure(psd(tmp_path / "quay.psd", channels=4, mode=4)), Limit(1600))
    assert made.media_type == "image/jpeg"
    assert Image.open(io.BytesIO(made.data)).mode == "RGB"


def test_without_the_package_the_hint_is_clear(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    path = tmp_path / "quay.heic"
    path.write_bytes(HEIC)
    with pytest.raises(PictureError) as caught:
        measure(path)
    assert "`quay.heic` is HEIC" in caught.value.message
    assert "issue-exporter[heic]" in caught.value.advice


def test_a_heic_is_read_upright_and_packed_as_jpeg(tmp_path):
    heif = pytest.importorskip("pillow_heif")
    path = tmp_path / "quay.heic"
    exif = Image.Exif()
    exif[0x0112] = 6
    heif.from_pillow(Image.new("RGB", (80, 50), "teal")).save(path, exif=exif.tobytes())
    picture = measure(path)
    assert (picture.media_type, picture.orientation) == ("image/heic", 1)
    decode(picture)
    made = fit(picture, Limit(1600))
    with Image.open(io.BytesIO(made.data)) as image:
        assert (image.format, image.size) == ("JPEG", (picture.width, picture.height))


def test_a_broken_heic_is_named(tmp_path):
    pytest.importorskip("pillow_heif")
    path = tmp_path / "quay.heic"
    path.write_bytes(HEIC)
    with pytest.raises(PictureError, match="can't be read as a picture"):
        measure(path)


def test_a_picture_that_takes_the_place_of_another_is_measured_anew(tmp_path):
    path = tmp_path / "quay.png"
    Image.new("RGB", (64, 64)).save(path)
    assert measure(path).width == 64
    Image.new("RGB", (40, 30)).save(path)
    assert (measure(path).width, measure(path).height) == (40, 30)
