"""The hard parts of drawings become pictures in them; the rest stays lines and type."""

import base64
import io
import re

import pytest
from PIL import Image

from exporter.pictures import svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
FAMILIES = ("Noto Serif CJK SC", "Noto Sans CJK SC")
EASY = '<rect id="easy" width="9" height="9" fill="#0000ff"/>'


def drawn(inside: str) -> str:
    return svg.draw(f"{HEAD}{inside}</svg>".encode(), FAMILIES).decode()


def pictures(text: str) -> list[Image.Image]:
    return [
        Image.open(io.BytesIO(base64.b64decode(data)))
        for data in re.findall(r"data:image/png;base64,([^\"]+)", text)
    ]


@pytest.mark.parametrize(
    "inside",
    [
        '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter>'
        '<rect width="20" height="20" filter="url(#f)"/>',
        '<mask id="m"><rect width="9" height="9" fill="#fff"/></mask>'
        '<rect width="20" height="20" mask="url(#m)"/>',
        '<radialGradient id="g"><stop offset="1" stop-color="red"/></radialGradient>'
        '<circle cx="20" cy="10" r="9" fill="url(#g)"/>',
        '<linearGradient id="g"><stop offset="0" stop-color="red" stop-opacity=".3"/>'
        '</linearGradient><rect width="20" height="20" fill="url(#g)"/>',
        '<linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient>'
        '<path d="M0 0L9 9" stroke="url(#g)"/>',
        '<clipPath id="c" clipPathUnits="objectBoundingBox"><circle r=".5"/></clipPath>'
        '<rect width="20" height="20" clip-path="url(#c)"/>',
        '<path id="p" d="M0 9L40 9"/><text><textPath href="#p">along</textPath></text>',
        '<text y="9" text-decoration="underline">under</text>',
        '<text y="9" writing-mode="tb">竖排</text>',
        '<text y="9">مرفأ</text>',
        '<defs><g id="d"><rect width="9" height="9" paint-order="stroke"/></g></defs>'
        '<use href="#d"/>',
    ],
)
def test_a_hard_part_becomes_a_picture_and_an_easy_one_stays(inside):
    text = drawn(EASY + inside)
    assert len(pictures(text)) == 1
    assert 'id="easy"' in text


@pytest.mark.parametrize(
    "inside",
    [
        EASY,
        '<linearGradient id="g"><stop offset="0"/></linearGradient><rect fill="url(#g)"/>',
        '<clipPath id="c"><circle r="5"/></clipPath><rect clip-path="url(#c)"/>',
        '<text font-weight="bold">Quay 渡口</text>',
        '<g opacity=".5"><rect width="9" height="9"/></g>',
        '<filter id="unused"><feOffset/></filter>' + EASY,
    ],
)
def test_what_every_engine_draws_stays_lines_and_type(inside):
    assert not pictures(drawn(inside))


def test_a_picture_stands_where_its_part_was_and_shows_it():
    text = drawn(
        '<g fill="#00ff00"><rect x="10" y="5" width="20" height="10" filter="url(#f)"/></g>'
        '<filter id="f"><feOffset dx="0"/></filter>'
    )
    place = {name: float(re.search(f' {name}="([0-9.]+)"', text)[1]) for name in ("x", "y")}
    assert place["x"] == pytest.approx(10, abs=0.1)
    assert place["y"] == pytest.approx(5, abs=0.1)
    (picture,) = pictures(text)
    assert picture.width == pytest.approx(1200, abs=8)  # 20 of 40 units of 2,400 px
    assert picture.getpixel((600, 300)) == (0, 255, 0, 255)


@pytest.mark.parametrize(
    "inside",
    [
        EASY + '<rect width="20" height="20" style="mix-blend-mode:multiply"/>',
        '<rect width="2" height="2" paint-order="stroke"/>' * 9,
        f'<text font-size="1">{"long text " * 300}</text>',
    ],
)
def test_a_drawing_that_can_not_be_taken_apart_becomes_one_picture(inside):
    text = drawn(f"<title>Kept</title>{inside}")
    assert len(pictures(text)) == 1
    assert "<rect" not in text and "<text" not in text
    assert "Kept" in text


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ("MyriadPro", "'MyriadPro', 'Noto Sans CJK SC', sans-serif"),
        ("Times New Roman", "'Times New Roman', 'Noto Serif CJK SC', serif"),
        ("Arial, sans-serif", "'Arial', 'Noto Sans CJK SC', sans-serif"),
        ("宋体", "'宋体', 'Noto Serif CJK SC', serif"),
        ("monospace", "monospace"),
    ],
)
def test_fonts_of_the_publication_stand_in_for_those_that_are_missing(names, shown):
    assert f'font-family="{shown}"' in drawn(f'<text font-family="{names}">字</text>')


def test_a_drawing_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr("exporter.pictures.svg.painter.SECONDS", 0.01)
    with pytest.raises(svg.BadSvg, match="too much time"):
        drawn('<rect width="9" height="9" paint-order="stroke"/>')


@pytest.mark.parametrize("families", [("serif", "sans-serif"), ("No Such Face", "Nor This")])
def test_words_are_drawn_where_the_families_are_not_there(families):
    words = '<text y="15" font-size="12">Tide</text>'
    for text in (words, words.replace("<text", '<text font-family="serif"')):
        data = svg.to_png(f"{HEAD}{text}</svg>".encode(), families)
        with Image.open(io.BytesIO(data)) as image:
            assert image.getbbox()
