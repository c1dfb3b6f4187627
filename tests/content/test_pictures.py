"""Pictures: found inside the issue only, measured without decoding, packed as they are shown."""

import io
import struct
import zlib

import pytest
from PIL import Image

from exporter.pictures.files import MAX_PIXELS, PictureError, decode, locate, measure
from exporter.pictures.fit import fit

COLOURS = {"top-left": (255, 0, 0), "bottom-right": (0, 0, 255)}


@pytest.fixture
def root(tmp_path):
    (tmp_path / "issue" / "01").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"secret")
    return tmp_path / "issue"


@pytest.mark.parametrize("name", ["a.png", "./a.png", "../b.png", "sub/c.png", "%E5%9B%BE.png"])
def test_a_picture_of_the_issue_is_found(root, name):
    files = {"01/a.png", "b.png", "01/sub/c.png", "01/图.png"}
    for file in files:
        (root / file).parent.mkdir(exist_ok=True)
        (root / file).write_bytes(b"")
    found = locate(name, root / "01", root)
    assert found.relative_to(root.resolve()).as_posix() in files


@pytest.mark.parametrize(
    "name",
    [
        "../../secret.png",
        "../../../../../../etc/passwd",
        "..%2f..%2fsecret.png",
        "/etc/passwd",
        "\\\\server\\a.png",
        "~/a.png",
        "file:///etc/passwd",
        "http://127.0.0.1/a.png",
        "https://e.example/a.png",
        "data:image/png;base64,AAAA",
        "C:\\a.png",
        "a\0.png",
        "link.png",
        "linked/secret.png",
    ],
)
def test_nothing_outside_the_issue_is_found(root, name):
    (root / "01" / "link.png").symlink_to(root.parent / "secret.png")
    (root / "01" / "linked").symlink_to(root.parent)
    with pytest.raises(PictureError) as caught:
        locate(name, root / "01", root)
    assert caught.value.rule == "issue-picture-outside"


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("foto.png", "`photo.png`"),
        ("PHOTO.PNG", "`photo.png`"),
        ("pics\\quay.png", "write `pics/quay.png`"),
        ("pics\\kuay.png", "`quay.png`"),
        ("..\\secret.png", "put the file"),
        ("x.png", "put the file"),
        ("", "put the"),
    ],
)
def test_a_missing_picture_is_told_with_the_nearest_name(root, name, advice):
    (root / "01" / "photo.png").write_bytes(b"")
    (root / "01" / "pics").mkdir()
    (root / "01" / "pics" / "quay.png").write_bytes(b"")
    with pytest.raises(PictureError) as caught:
        locate(name, root / "01", root)
    assert caught.value.rule == "issue-picture-missing"
    assert advice in caught.value.advice


def saved(path, form, size=(40, 30), mode="RGB", **options):
    """Save a picture whose top left is red and whose bottom right is blue."""
    image = Image.new("RGB", size, "white")
    image.paste(COLOURS["top-left"], (0, 0, size[0] // 2, size[1] // 2))
    image.paste(COLOURS["bottom-right"], (size[0] // 2, size[1] // 2, *size))
    image.convert(mode).save(path, form, **options)
    return path


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("AVIF", "image/avif"),
    ],
)
def test_a_picture_is_known_by_its_content_and_measured(tmp_path, form, media_type):
    picture = measure(saved(tmp_path / "any.name", form))
    assert (picture.media_type, picture.width, picture.height) == (media_type, 40, 30)
    decode(picture)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF"])
def test_a_picture_that_is_as_it_should_be_is_packed_as_it_is(tmp_path, form):
    path = saved(tmp_path / "a", form)
    assert fit(measure(path)).data == path.read_bytes()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_orientation_is_applied(tmp_path, form, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    upright = saved(tmp_path / "upright.png", "PNG", size=(64, 32))
    turns = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # what undoes each orientation
    with Image.open(upright) as image:
        stored = image if orientation == 1 else image.transpose(turns[orientation])
        stored.save(
            tmp_path / "a", form, exif=exif, **({"lossless": True} if form == "WEBP" else {})
        )
    picture = measure(tmp_path / "a")
    assert (picture.width, picture.height) == (64, 32)
    with Image.open(io.BytesIO(fit(picture).data)) as shown:
        assert shown.size == (64, 32)
        assert shown.getexif().get(0x0112, 1) == 1
        pixels = shown.convert("RGB")
        for place, colour in (((8, 4), COLOURS["top-left"]), ((56, 28), COLOURS["bottom-right"])):
            assert pixels.getpixel(place) == pytest.approx(colour, abs=30)


def test_avif_becomes_what_every_reader_shows(tmp_path):
    file = fit(measure(saved(tmp_path / "a.avif", "AVIF")))
    assert (file.media_type, file.suffix) == ("image/jpeg", ".jpg")
    Image.new("RGBA", (40, 30), (255, 0, 0, 99)).save(tmp_path / "b.avif")
    clear = fit(measure(tmp_path / "b.avif"))
    assert clear.media_type == "image/png"


def png_of(width, height):
    """Return a PNG that claims its size and holds next to nothing."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("size", [(20_000, 20_000), (MAX_PIXELS, 2), (10_001, 10_000)])
def test_a_picture_too_large_to_decode_is_not_decoded(tmp_path, size):
    (tmp_path / "a.png").write_bytes(png_of(*size))
    with pytest.raises(PictureError, match=r"pixels|too large") as caught:
        measure(tmp_path / "a.png")
    assert caught.value.rule == "issue-picture-too-large"
    assert "megapixels" in caught.value.advice


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "TIFF"])
@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_picture_cut_short_is_broken(tmp_path, form, part):
    noise = Image.effect_noise((80, 60), 80)
    noise.save(tmp_path / "a", form)
    data = (tmp_path / "a").read_bytes()
    (tmp_path / "cut").write_bytes(data[: int(len(data) * part)])
    with pytest.raises(PictureError) as caught:
        decode(measure(tmp_path / "cut"))
    assert caught.value.rule == "issue-picture-broken"


@pytest.mark.parametrize("compression", [None, "tiff_lzw", "packbits"])
def test_a_tiff_cut_short_is_broken_before_it_is_decoded(tmp_path, compression):
    path = tmp_path / "a.tif"
    Image.effect_noise((80, 60), 80).save(path, "TIFF", compression=compression)
    assert measure(path).width == 80
    # The directory of a TIFF may stand before its pixels, as other programs write it.
    data = path.read_bytes()
    short = tmp_path / "b.tif"
    short.write_bytes(data[: len(data) * 9 // 10])
    with pytest.raises(PictureError, match=r"cut short|can't be read"):
        measure(short)


def test_a_broken_tiff_says_nothing_on_the_terminal(tmp_path, capfd):
    path = tmp_path / "a.tif"
    Image.linear_gradient("L").resize((40, 30)).save(path, "TIFF", compression="tiff_lzw")
    data = bytearray(path.read_bytes())
    data[20:60] = b"\xff" * 40
    path.write_bytes(data)
    with pytest.raises(PictureError):
        decode(measure(path))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "data", [b"", b"text", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"%PDF-1.7", b"<svg"]
)
def test_what_is_no_picture_is_broken(tmp_path, data):
    (tmp_path / "a.png").write_bytes(data)
    with pytest.raises(PictureError) as caught:
        measure(tmp_path / "a.png")
    assert caught.value.rule == "issue-picture-broken"


def test_a_png_with_wrong_checksums_is_broken(tmp_path):
    data = bytearray(saved(tmp_path / "a.png", "PNG", size=(200, 200)).read_bytes())
    middle = data.index(b"IDAT") + 20
    data[middle : middle + 8] = b"\0" * 8
    (tmp_path / "b.png").write_bytes(data)
    with pytest.raises(PictureError) as caught:
        measure(tmp_path / "b.png")
    assert caught.value.rule == "issue-picture-broken"
