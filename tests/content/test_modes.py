"""One truth about pictures: every mode that files come in, as each edition shows it.

At the end, one issue holds them all: what a reader sees in its EPUB and its PDFs is compared.
"""

import io
import struct
import zipfile
import zlib

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest
from lxml import etree
from PIL import Image, ImageChops, ImageCms, ImageStat

import exporter
from exporter.pictures.files import measure
from exporter.pictures.fit import Limit, fit
from exporter.pictures.modes import DEFAULT_INKS
from exporter.profiles import find_profile
from exporter.profiles.condition import find_condition
from exporter.writers.pdf.press.inks import Separator
from exporter.writers.pdf.press.picture_inks import PictureSeparator

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


def rgb_of_16_bits() -> bytes:
    """Return a PNG of 16 bits a channel, which Pillow reads but does not write."""
    values, width = scene().tobytes(), 3 * SIZE[0]
    lines = (values[start : start + width] for start in range(0, len(values), width))
    rows = b"".join(
        b"\0" + bytes(value for each in line for value in (each,) * 2) for line in lines
    )
    parts = {b"IHDR": struct.pack(">IIBBBBB", *SIZE, 16, 2, 0, 0, 0), b"IDAT": zlib.compress(rows)}
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (parts | {b"IEND": b""}).items()
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


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


def laid(form: str, **options: object) -> bytes:
    """Return a picture that lies on its side, with the EXIF that says so."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return file_of(scene().transpose(Image.Transpose(2)), form, exif=exif, **options)


def psd() -> bytes:
    """Return a PSD without layers, its picture uncompressed."""
    head = struct.pack(">4sH6xHIIHH", b"8BPS", 1, 3, SIZE[1], SIZE[0], 8, 3)
    pixels = b"".join(channel.tobytes() for channel in scene().split())
    return head + struct.pack(">IIIH", 0, 0, 0, 0) + pixels


def deep_at_the_end() -> bytes:
    """Return 16 bits of grey, the higher byte first."""
    values = b"".join((value * 257).to_bytes(2, "big") for value in grey().tobytes())
    return file_of(Image.frombytes("I;16B", SIZE, values), "TIFF")


BLACK = Image.new("RGB", SIZE)
FILES = {
    "1 bit": lambda: file_of(grey().convert("1"), "PNG"),
    "grey": lambda: file_of(grey(), "PNG"),
    "grey jpeg": lambda: file_of(grey(), "JPEG"),
    "grey 16": lambda: file_of(deep(), "PNG"),
    "grey 16 tiff": lambda: file_of(deep(), "TIFF"),
    "palette": lambda: file_of(scene().quantize(64), "PNG"),
    "gif": lambda: file_of(scene(), "GIF"),
    "rgb": lambda: file_of(scene(), "PNG"),
    "rgb 16": rgb_of_16_bits,
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
    "1 bit fax tiff": lambda: file_of(grey().convert("1"), "TIFF", compression="group4"),
    "grey 16 tiff, high byte first": deep_at_the_end,
    "grey 32 tiff": lambda: file_of(grey().convert("I").point(lambda each: each * 257), "TIFF"),
    "grey float tiff": lambda: file_of(grey().convert("F"), "TIFF"),
    "palette of 4 bits": lambda: file_of(scene().quantize(16), "PNG", bits=4),
    "palette with a clear colour": lambda: file_of(scene().quantize(64), "PNG", transparency=63),
    "cmyk progressive": lambda: file_of(inked()[0], "JPEG", progressive=True, quality=95),
    "jpeg tiff": lambda: file_of(scene(), "TIFF", compression="jpeg", quality=95),
    "big tiff": lambda: file_of(scene(), "TIFF", big_tiff=True),
    "alpha tiff": lambda: file_of(see_through(), "TIFF"),
    "alpha webp": lambda: file_of(see_through(), "WEBP", quality=95),
    "animated png": lambda: file_of(scene(), "PNG", save_all=True, append_images=[BLACK]),
    "pages of a tiff": lambda: file_of(scene(), "TIFF", save_all=True, append_images=[BLACK]),
    "several in one jpeg": lambda: file_of(
        scene(), "MPO", save_all=True, append_images=[scene()], quality=95
    ),
    "psd": psd,
    "laid png": lambda: laid("PNG"),
    "laid webp": lambda: laid("WEBP", lossless=True),
    "laid tiff": lambda: laid("TIFF"),
    **{f"exif {number}": lambda number=number: turned(number) for number in range(1, 9)},
}


def difference(shown: Image.Image, name: str) -> float:
    plain = name.startswith(("grey", "1 bit"))
    wanted = (grey() if plain else scene()).convert("RGB")
    found = shown.convert("RGB")
    assert found.size == SIZE
    if name.startswith("1 bit"):  # dots are seen as the grey that they make
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
    return through(press.separator.condition.icc, image)


def through(icc: bytes, image: Image.Image) -> Image.Image:
    """Return a picture in inks as the eye sees it on the paper of a profile."""
    if image.mode != "CMYK":
        return image
    seen = ImageCms.profileToProfile(
        image,
        io.BytesIO(icc),
        ImageCms.createProfile("sRGB"),
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert seen is not None
    return seen


NAMES = list(FILES)
EDITIONS = ("epub", "screen", "archive", "press")


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Return an issue with all pictures in the text of its article."""
    folder = tmp_path_factory.mktemp("modes")
    (folder / "01").mkdir()
    for number, name in enumerate(NAMES):
        (folder / "01" / f"{number}.img").write_bytes(FILES[name]())
    text = "\n\n".join(f"![{name}]({number}.img)" for number, name in enumerate(NAMES))
    (folder / "01" / "10-a.md").write_text(f"---\nheadline: Modes\n---\n{text}\n")
    (folder / "issue.yaml").write_text(
        "publication: {name: The Example, language: en}\ndate: 2026-06-16\npages: [{label: '01'}]\n"
    )
    return folder


@pytest.fixture(scope="module")
def shown(source, tmp_path_factory):
    """Return what gives the pictures of an edition by name, as they are seen; built once."""
    made = {}

    def pictures(edition):
        if edition not in made:
            path = tmp_path_factory.mktemp(edition) / ("a.epub" if edition == "epub" else "a.pdf")
            profile = find_profile("screen" if edition == "epub" else edition, attachments=False)
            options = exporter.Options(profile=profile, layout="flow", force=True)
            exporter.build(source, path, options)
            found = SEEN[edition](path)[-len(NAMES) :]  # a picture of the front page comes before
            made[edition] = dict(zip(NAMES, found, strict=True))
        return made[edition]

    return pictures


def in_epub(path):
    """Return the pictures of an EPUB in the order of its text."""
    with zipfile.ZipFile(path) as book:
        document = next(name for name in book.namelist() if name.endswith("a-01-01.xhtml"))
        tree = etree.fromstring(book.read(document))
        names = [each.get("src") for each in tree.iter("{*}img")]
        return [Image.open(io.BytesIO(book.read(f"EPUB/{name}"))) for name in names]


def on_screen(path):
    """Return the pictures of a PDF as PDFium draws them, in the order of its pages."""
    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    with pypdfium2.PdfDocument(path) as pdf:
        things = (thing for page in pdf for thing in page.get_objects(filter=kinds))
        return [thing.get_bitmap(render=True).to_pil() for thing in things]


def in_print(path):
    """Return the pictures of a PDF for the press as they are seen on its paper."""
    icc = find_condition(find_profile("press")).icc
    with pikepdf.open(path) as pdf:
        drawn = (
            page.Resources.XObject[str(operands[0])]
            for page in pdf.pages
            for operands, _ in pikepdf.parse_content_stream(page, "Do")
        )
        images = [each for each in drawn if each.Subtype == "/Image"]
        return [through(icc, pikepdf.PdfImage(each).as_pil_image()) for each in images]


SEEN = {"epub": in_epub, "screen": on_screen, "archive": on_screen, "press": in_print}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", NAMES)
def test_an_edition_shows_each_mode_as_it_was_meant(name, edition, shown):
    image = shown(edition)[name]
    assert difference(image, name) < TOLERANCE * (2 if edition == "press" else 1)
