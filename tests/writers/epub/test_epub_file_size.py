"""`--max-size` and `--modern`: files as small as asked, pictures in newer formats."""

import io
import zipfile

import pytest
from PIL import Image

from exporter import Options, build, check
from exporter.errors import UsageError

ISSUE = """\
publication: {name: The Tide Table, language: en}
date: 2026-06-16
cover: c.jpg
pages: [{label: "1"}]
"""
ARTICLE = "---\nheadline: Boats\n---\nText.\n\n![Boats]({} 'At noon')\n\n![Nets]({})\n"


def noise(form, **options):
    buffer = io.BytesIO()
    image = Image.effect_noise((900, 700), 60).convert("RGB")
    image.save(buffer, form, **options)
    return buffer.getvalue()


@pytest.fixture
def folder(issue_folder):
    def make(first=("a.jpg", "JPEG"), second=("b.png", "PNG"), **more):
        files = {
            "issue.yaml": ISSUE,
            "c.jpg": noise("JPEG", quality=90),
            "1/1.md": ARTICLE.format(first[0], second[0]),
            f"1/{first[0]}": noise(first[1], quality=90),
            f"1/{second[0]}": noise(second[1]),
        }
        return issue_folder(files | more)

    return make


def test_pictures_lose_quality_and_pixels_until_the_file_fits(folder, tmp_path):
    source, most = folder(), 400_000
    paths = [tmp_path / "a.epub", tmp_path / "b.epub"]
    for path in paths:
        report = build(source, [path], Options(max_size=most))
        assert [each.rule for each in report.findings] == ["epub-reduced"]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert most * 0.6 < paths[0].stat().st_size <= most


def test_a_file_that_fits_is_what_it_is_without_a_limit(folder, tmp_path):
    source = folder()
    report = build(source, [tmp_path / "a.epub"], Options(max_size=50_000_000))
    build(source, [tmp_path / "b.epub"])
    assert not report.findings
    assert (tmp_path / "a.epub").read_bytes() == (tmp_path / "b.epub").read_bytes()


def test_what_takes_the_space_is_told_and_nothing_is_written(folder, tmp_path):
    with pytest.raises(UsageError, match=r"--max-size allows 9\.0 kB \(pictures .*text"):
        build(folder(), [tmp_path / "a.epub"], Options(max_size=9_000))
    assert not list(tmp_path.glob("*.epub"))


def test_modern_keeps_webp_and_avif(folder, tmp_path):
    source = folder(("a.webp", "WEBP"), ("b.avif", "AVIF"))
    path = tmp_path / "a.epub"
    build(source, [path], Options(modern=True))
    with zipfile.ZipFile(path) as book:
        pictures = {each for each in book.namelist() if "images/" in each}
        package = book.read("EPUB/content.opf").decode()
        kinds = {Image.open(book.open(each)).format for each in pictures}
    assert kinds == {"WEBP", "AVIF"}
    assert "image/webp" in package and "image/avif" in package
    assert {each.rule for each in check(path)} <= {"epub-kindle-picture", "epub-invalid"}


def test_modern_pictures_lose_camera_data(folder, tmp_path):
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    buffer = io.BytesIO()
    Image.new("RGB", (80, 60)).save(buffer, "WEBP", exif=exif)
    source = folder(("a.webp", "WEBP"), **{"1/a.webp": buffer.getvalue()})
    build(source, [tmp_path / "a.epub"], Options(modern=True))
    with zipfile.ZipFile(tmp_path / "a.epub") as book:
        (name,) = [each for each in book.namelist() if each.endswith(".webp")]
        assert b"Secret" not in book.read(name)


def test_an_animation_is_not_modern(folder, tmp_path):
    frames = [Image.new("RGB", (80, 60), colour) for colour in ("red", "white")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:], duration=50)
    source = folder(("a.webp", "WEBP"), **{"1/a.webp": buffer.getvalue()})
    build(source, [tmp_path / "a.epub"], Options(modern=True))
    with zipfile.ZipFile(tmp_path / "a.epub") as book:
        assert not [each for each in book.namelist() if each.endswith(".webp")]
