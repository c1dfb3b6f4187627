"""One truth about pictures: every mode that files come in, as each edition shows it."""

import io
import zlib

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from exporter.pictures.files import measure
from exporter.pictures.fit import Limit, fit
from exporter.pictures.modes import DEFAULT_INKS
from exporter.profiles import find_profile
from exporter.profiles.condition import find_condition
from exporter.writers.pdf.press.inks import Separator
from exporter.writers.pdf.press.pictures import PictureSeparator

SIZE = (96, 64)
TOLERANCE = 14  # mean of 255: JPEG, and colours that ink can't print


def scene() -> Image.Image:
    """Return four fields that ink can print, and a ramp of grey."""
    image = Image.new("RGB", SIZE, "#ffffff")
    for number, colour in enumerate(("#c04030", "#308050", "#3050a0", "#e0c040")):
        image.paste(colour, (number * 24, 0, number * 24 + 24, 32))
    for x in range(96):
        image.paste((x * 8 // 3,) * 3, (x, 32, x + 1, 64))
    return image


def grey() -> Image.Image:
    return scene().convert("L")


def deep() -> Image.Image:
    """Return 16 bits of grey."""
    return grey().convert("I").point(lambda value: value * 257).convert("I;16")


def inked() -> tuple[Image.Image, bytes]:
    """Return the scene in inks, and their profile."""
    profile = DEFAULT_INKS.read_bytes()
    srgb = ImageCms.createProfile("sRGB")
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    image = ImageCms.profileToProfile(
        scene(), srgb, io.BytesIO(profile), intent, outputMode="CMYK", flags=flags
    )
    assert image is not None
    return image, profile


def lab() -> Image.Image:
    made = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    image = ImageCms.applyTransform(scene(), ImageCms.buildTransform(*made, "RGB", "LAB"))
    assert image is not None
    return image


def file_of(image: Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def without_marker(data: bytes) -> bytes:
    """Return a JPEG without the segment in which Adobe says how its inks are stored."""
    start = data.index(b"\xff\xee")
    return data[:start] + data[start + 2 + int.from_bytes(data[start + 2 : start + 4], "big") :]


def turned(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    image = scene()
    if orientation in back:
        image = image.transpose(Image.Transpose(back[orientation]))
    return file_of(image, "JPEG", exif=exif, quality=95)


def see_through() -> Image.Image:
    image = scene().convert("RGBA")
    image.putalpha(Image.new("L", SIZE, 255))
    image.putpixel((0, 0), (0, 0, 0, 0))
    return image


FILES = {
    "1 bit": lambda: file_of(grey().convert("1"), "PNG"),
    "grey": lambda: file_of(grey(), "PNG"),
    "grey jpeg": lambda: file_of(grey(), "JPEG"),
    "grey 16": lambda: file_of(deep(), "PNG"),
    "grey 16 tiff": lambda: file_of(deep(), "TIFF"),
    "palette": lambda: file_of(scene().quantize(64), "PNG"),
    "gif": lambda: file_of(scene(), "GIF"),
    "rgb": lambda: file_of(scene(), "PNG"),
    "rgb jpeg": lambda: file_of(scene(), "JPEG", quality=95),
    "cmyk": lambda: file_of(inked()[0], "JPEG", quality=95),
    "cmyk without marker": lambda: without_marker(file_of(inked()[0], "JPEG", quality=95)),
    "cmyk with icc": lambda: file_of(inked()[0], "JPEG", icc_profile=inked()[1], quality=95),
    "cmyk tiff": lambda: file_of(inked()[0], "TIFF", icc_profile=inked()[1]),
    "lab tiff": lambda: file_of(lab(), "TIFF"),
    "rgb tiff": lambda: file_of(scene(), "TIFF", compression="tiff_lzw"),
    "alpha": lambda: file_of(see_through(), "PNG"),
    "grey alpha": lambda: file_of(grey().convert("LA"), "PNG"),
    "webp": lambda: file_of(scene(), "WEBP", lossless=True),
    "avif": lambda: file_of(scene(), "AVIF", quality=95),
    "animated": lambda: file_of(
        scene(), "GIF", save_all=True, append_images=[Image.new("RGB", SIZE, "#000")]
    ),
    "wrong icc": lambda: file_of(scene(), "PNG", icc_profile=inked()[1]),
    "broken icc": lambda: file_of(scene(), "PNG", icc_profile=b"\0" * 200),
    **{f"exif {number}": lambda number=number: turned(number) for number in range(1, 9)},
}


def difference(shown: Image.Image, name: str) -> float:
    plain = name.startswith(("grey", "1 bit"))
    wanted = (grey() if plain else scene()).convert("RGB")
    found = shown.convert("RGB")
    assert found.size == SIZE
    if name == "1 bit":  # dots are seen as the grey that they make
        wanted, found = wanted.reduce(8), found.reduce(8)
    return sum(ImageStat.Stat(ImageChops.difference(found, wanted)).mean) / 3


@pytest.fixture
def path(tmp_path):
    return tmp_path / "picture"


@pytest.mark.parametrize("limit", [Limit(1_600), Limit(6_000, 90)], ids=["epub", "pdf"])
@pytest.mark.parametrize("name", FILES)
def test_screens_and_archives_show_each_mode_as_it_was_meant(path, name, limit):
    path.write_bytes(FILES[name]())
    file = fit(measure(path), limit)
    with Image.open(io.BytesIO(file.data)) as shown:
        assert f"image/{shown.format.lower()}" == file.media_type
        assert shown.mode in ("1", "L", "LA", "P", "RGB", "RGBA")
        assert difference(shown, name) < TOLERANCE


@pytest.fixture(scope="module")
def press():
    profile = find_profile("press")
    return PictureSeparator(Separator(find_condition(profile), profile), profile)


@pytest.mark.parametrize("name", FILES)
def test_the_press_prints_each_mode_as_it_was_meant(path, name, press):
    path.write_bytes(FILES[name]())
    picture = measure(path)
    made = press.separate(path.read_bytes(), (96, 64), lambda _: None, picture.orientation)
    assert difference(on_paper(made, press), name) < 2 * TOLERANCE


def on_paper(made, press) -> Image.Image:
    """Return a printed picture as the eye sees it."""
    mode = "1" if made.bits == 1 else "L" if made.space == "/DeviceGray" else "CMYK"
    if made.filter == "/DCTDecode":
        image = Image.open(io.BytesIO(made.data))
    else:
        image = Image.frombytes(mode, made.size, zlib.decompress(made.data))
    if mode != "CMYK":
        return image
    seen = ImageCms.profileToProfile(
        image,
        io.BytesIO(press.separator.condition.icc),
        ImageCms.createProfile("sRGB"),
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert seen is not None
    return seen
