"""Covers of text and rectangles alone: Pillow draws them as resvg does, and leaves it the rest."""

import io

import pytest
from PIL import Image, ImageChops, ImageStat, features

from exporter.edition import make_edition
from exporter.pictures import svg
from exporter.readers import read
from exporter.writers.epub.cover import HEIGHT, WIDTH
from exporter.writers.epub.cover_marks import mirrored, paint
from exporter.writers.epub.cover_words import faces

PAPER = "#fbfaf6"

pytestmark = pytest.mark.skipif(not features.check("raqm"), reason="Pillow without HarfBuzz")


@pytest.fixture(params=["en", "zh-Hans"])
def known(request, issue_folder):
    issue = f"publication: {{name: A, language: {request.param}}}\ndate: 2026-06-16\n"
    found = faces(make_edition(read(issue_folder({"issue.yaml": issue})).issue))
    return found or pytest.skip("no font is installed")


def drawing(known, inside="", words="AVATAR Today 2026"):
    face = known["headline"]
    return svg.clean(
        f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">
        <style>text {{ font-family: "{face.family}"; font-weight: {face.weight} }}
        .big {{ font-size: 140px; fill: #a3161c; text-anchor: middle }}</style>
        <rect x="100" y="300" width="1400" height="7" fill="#123"/>
        <text class="big" x="800" y="600">{words}</text>
        <text x="1500" y="900.5" font-size="46" text-anchor="end">{words}</text>
        <text x="100" y="1200" font-size="46">  {words}
        </text>{inside}</svg>""".encode()
    ).data


def painted(known, data, size=(WIDTH, HEIGHT)):
    image = Image.new("RGB", size, PAPER)
    return image if paint(svg.parse(data), image, known.values()) else None


def test_it_looks_as_resvg_draws_it(known):
    data = drawing(known)
    image = painted(known, data)
    files = [str(face.file.path) for face in known.values()]
    with Image.open(io.BytesIO(svg.to_png(data, ("serif", "sans-serif"), files))) as words:
        other = Image.new("RGB", words.size, PAPER)
        other.paste(words, (0, 0), words)
    marks, others = (
        ImageChops.difference(each, Image.new("RGB", each.size, PAPER)).convert("L")
        for each in (image, other)
    )
    for one, two in zip(marks.getbbox(), others.getbbox(), strict=True):
        assert abs(one - two) <= 3
    ink = ImageStat.Stat(others).sum[0]
    assert ImageStat.Stat(ImageChops.difference(marks, others)).sum[0] < 0.25 * ink


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h9v9z"/>',
        '<text x="9" y="99" opacity="0.5">A</text>',
        '<text x="9" y="99">A<tspan fill="#f00">B</tspan></text>',
        '<text x="9" y="99" style="font-family: Another">A</text>',
        '<rect width="9" height="9" fill="url(#a)"/>',
        '<rect width="9%" height="9"/>',
        '<rect width="9" height="9" rx="3"/>',
        '<g><rect width="9" height="9"/></g>',
    ],
)
def test_what_is_more_than_text_and_rectangles_is_left_to_resvg(known, inside):
    assert painted(known, drawing(known)) is not None
    assert painted(known, drawing(known, inside)) is None


@pytest.mark.parametrize("words", ["A \U0001f5de", "سلام", "\U000e0001"])
def test_letters_that_its_fonts_do_not_set_are_left_to_resvg(known, words):
    assert painted(known, drawing(known, words=words)) is None


def test_a_drawing_of_another_size_is_left_to_resvg(known):
    assert painted(known, drawing(known), (WIDTH, HEIGHT // 2)) is None


def test_a_cover_from_right_to_left_is_turned_around():
    root = svg.parse(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 2400">'
        b'<rect x="100" width="40" height="9"/><text x="100" y="50">A</text>'
        b'<text x="1500" y="50" text-anchor="end">B</text></svg>'
    )
    mirrored(root)
    assert [each.get("x") for each in root] == ["1460", "1500", "100"]
    assert [each.get("direction") for each in root] == [None, "rtl", "rtl"]


@pytest.mark.parametrize("part", ['<path d="M0 0h9v9z"/>', '<rect x="5%" width="9" height="9"/>'])
def test_a_drawing_that_is_more_than_words_is_not_turned_around(part):
    root = svg.parse(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 2400">{part}'
        '<text x="100" y="50">A</text></svg>'.encode()
    )
    mirrored(root)
    assert root[1].get("x") == "100"
