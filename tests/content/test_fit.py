"""Pictures made fit: copied where they can be, else smaller, upright, sRGB, without metadata."""

import io

import pytest
from PIL import Image, ImageCms, IptcImagePlugin

from exporter.pictures.files import PictureError, measure
from exporter.pictures.fit import Limit, fit
from exporter.pictures.strip import strip_jpeg, strip_png

LIMIT = Limit(1600)
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="海岸图片社">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">海堤上的人</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>邵远</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 海岸图片社</rdf:li></rdf:Alt></dc:rights>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">三个人站在海堤上看浪
</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


@pytest.fixture
def photo(tmp_path):
    """Save a photograph-like picture: `photo("JPEG", (2000, 1000), exif=…)`."""

    def save(form="JPEG", size=(2000, 1000), mode="RGB", **options):
        noise = Image.effect_noise((size[0] // 4, size[1] // 4), 60).resize(size)
        path = tmp_path / f"photo.{form.lower()}"
        noise.convert(mode).save(path, form, **options)
        return measure(path)

    return save


def opened(file):
    return Image.open(io.BytesIO(file.data))


def exif_with_place(orientation=1):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0110] = "Some Camera"
    exif[0x8298] = "(c) Coast Pictures"
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 0.0)
    return exif


def test_a_picture_that_needs_nothing_is_copied(photo):
    picture = photo(size=(1600, 900))
    assert fit(picture, LIMIT).data == picture.path.read_bytes()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_large_picture_is_made_smaller(photo, form):
    file = fit(photo(form), LIMIT)
    assert opened(file).size == (1600, 800)
    assert file.media_type == ("image/png" if form == "PNG" else "image/jpeg")


def test_no_picture_is_made_larger(photo):
    assert opened(fit(photo("WEBP", (300, 200)), LIMIT)).size == (300, 200)


def test_a_picture_encoded_anew_is_a_progressive_jpeg(photo):
    assert opened(fit(photo(), LIMIT)).info.get("progressive")


def test_a_picture_is_not_encoded_anew_to_become_larger(photo):
    picture = photo(size=(1700, 1000), quality=5)
    assert fit(picture, LIMIT).data == picture.path.read_bytes()


def test_lite_pictures_are_smaller(photo):
    picture = photo(size=(800, 600), quality=95)
    lite = fit(picture, Limit(800, 60, lite=True))
    assert len(lite.data) < picture.path.stat().st_size * 0.6


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("size", [(400, 200), (2000, 1000)])
def test_a_turned_picture_is_packed_upright(tmp_path, orientation, size):
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    path = tmp_path / "turned.jpg"
    image.save(path, exif=exif_with_place(orientation))
    from PIL import ImageOps

    with Image.open(path) as stored:
        expected = ImageOps.exif_transpose(stored)
    packed = opened(fit(measure(path), LIMIT))
    assert packed.width * expected.height == packed.height * expected.width
    small = [each.convert("RGB").resize((4, 4)).getpixel((0, 0)) for each in (expected, packed)]
    assert abs(small[0][1] - small[1][1]) < 40
    assert packed.getexif().get(0x0112, 1) == 1


@pytest.mark.parametrize("size", [(800, 600), (2000, 1000)])
def test_camera_and_place_go_and_copyright_stays(photo, size):
    picture = photo(size=size, exif=exif_with_place())
    exif = opened(fit(picture, LIMIT)).getexif()
    assert dict(exif) == {0x8298: "(c) Coast Pictures"}


def test_the_words_of_a_png_go(photo):
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", "made at home")
    data = fit(photo("PNG", (300, 200), pnginfo=info), LIMIT).data
    assert b"home" not in data
    assert Image.open(io.BytesIO(data)).size == (300, 200)


def test_colours_are_converted_to_srgb(photo):
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert opened(fit(photo(size=(100, 80), icc_profile=own), LIMIT)).info["icc_profile"] == own
    # A profile in which red is green, and that is not called sRGB.
    odd = own.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    odd = odd.replace(b"sRGB", b"xRGB").replace("sRGB".encode("utf-16-be"), b"\0x\0R\0G\0B")
    picture = photo(size=(100, 80), icc_profile=odd)
    with Image.open(picture.path) as image:
        image.paste("red", (0, 0, 100, 80))
        image.save(picture.path, icc_profile=odd)
    shown = opened(fit(picture, LIMIT))
    red, green, _ = shown.getpixel((50, 40))
    assert "icc_profile" not in shown.info
    assert red < 40 < 200 < green


def test_cmyk_becomes_rgb(photo):
    assert opened(fit(photo(size=(100, 80), mode="CMYK"), LIMIT)).mode == "RGB"


def test_a_transparent_webp_stays_transparent(tmp_path):
    path = tmp_path / "a.webp"
    Image.new("RGBA", (40, 30), (255, 0, 0, 90)).save(path)
    file = fit(measure(path), LIMIT)
    assert (file.media_type, opened(file).mode) == ("image/png", "RGBA")


def test_a_broken_picture_is_an_error(photo):
    picture = photo()
    data = picture.path.read_bytes()
    picture.path.write_bytes(data[:300] + b"\xff\xd9")
    with pytest.raises(PictureError, match="can't be read"):
        fit(picture, LIMIT)


def test_words_in_xmp_are_read(photo):
    words = photo(size=(100, 80), xmp=XMP.encode()).words
    assert words.model_dump() == {
        "caption": "海堤上的人",
        "credit": "邵远/海岸图片社",
        "alt": "三个人站在海堤上看浪",
        "copyright": "© 海岸图片社",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_words_in_iptc_are_read(photo, monkeypatch, encoding):
    found = {(2, 120): "海堤上的人".encode(encoding), (2, 80): ["邵远".encode(encoding), b"x"]}
    monkeypatch.setattr(IptcImagePlugin, "getiptcinfo", lambda _: found)
    path = photo(size=(100, 80)).path
    monkeypatch.setattr("PIL.JpegImagePlugin.JpegImageFile.info", {"photoshop": {}}, raising=False)
    from exporter.pictures.credits import words_of

    with Image.open(path) as image:
        image.info = {"photoshop": {}}
        words = words_of(image)
    assert (words.caption, words.credit) == ("海堤上的人", "邵远")


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\xff\xff", b"\xff\xd8\xff"])
def test_a_file_that_is_no_jpeg_is_left_alone(data):
    assert strip_jpeg(data) == data


def test_a_file_that_is_no_png_is_left_alone():
    assert strip_png(b"\x89PNG\r\n\x1a\nxx") == b"\x89PNG\r\n\x1a\nxx"
