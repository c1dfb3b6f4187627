"""A caption is as wide as the picture above it, and a picture stands beside its headline."""

import re

import pytest
from lxml import html

import exporter
from exporter.edition import make_edition
from exporter.layouts.flow.print_document import make_html
from exporter.layouts.flow.rows import narrow_caption
from exporter.readers import read
from tests.writers.pdf.glyphs import Reader
from tests.writers.pdf.makeup.conftest import words


def test_a_caption_below_a_narrow_picture_is_as_narrow():
    figure = html.fragment_fromstring("<figure><img/><figcaption>Words</figcaption></figure>")
    narrow_caption(figure.find("img"), 120)
    assert "width:120.000pt" in figure.find("figcaption").get("style")


def test_a_picture_without_a_caption_stays_as_it_is():
    figure = html.fragment_fromstring("<figure><img/></figure>")
    narrow_caption(figure.find("img"), 120)
    assert figure.find("img").get("style") is None


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("size", [(300, 200), (200, 300)])
def test_a_picture_beside_a_headline_begins_where_that_begins(
    issue_folder, picture, tmp_path, language, size
):
    """In WeasyPrint, rounding sent a picture as wide as its room below the head."""
    front = "---\nheadline: Headline\nfigures: [{image: a.png, caption: Caption}]\n---\n"
    source = issue_folder(
        {
            "issue.yaml": f"publication: {{name: N, language: {language}}}\ndate: 2026-06-16\n",
            "01/1.md": front + "Words of the text. " * 40,
            "01/a.png": picture(size=size),
        }
    )
    path = tmp_path / "issue.pdf"
    exporter.build(source, [path], exporter.Options(paper="a4", jobs=1))
    tops = {text: top for text, _, top in words(path, 2)}
    assert tops["Caption"] - tops["Headline"] < 162 * size[1] / size[0] + 40


def test_words_at_the_head_have_their_size_wherever_the_picture_stands(
    issue_folder, picture, tmp_path
):
    """Classes of places were those of the numbers of a fraction, which are small."""
    front = "---\nheadline: Headline\nfigures: [{image: a.png, caption: 图片}]\n---\n"
    source = issue_folder(
        {
            "issue.yaml": "publication: {name: N, language: zh-Hans}\ndate: 2026-06-16\n",
            "01/1.md": front + "正文。" * 40,
            "01/a.png": picture(size=(900, 300)),
            "style/style.yaml": "extends: newspaper\nflow: {openings: {news: below}}\n",
        }
    )
    path = tmp_path / "issue.pdf"
    options = exporter.Options(paper="a4", jobs=1, style=str(source / "style"))
    exporter.build(source, [path], options)
    sizes = {glyph.text: glyph.size for glyph in Reader(path).glyphs}
    assert sizes["图"] > 0.8 * sizes["文"]


def test_a_credit_at_the_head_stays_on_one_line_if_it_can(issue_folder, picture, tmp_path):
    words_of = "caption: Waves break over the sea wall at Parade, credit: By Ann Loy"
    source = issue_folder(
        {
            "issue.yaml": "publication: {name: N, language: en}\ndate: 2026-06-16\n",
            "01/1.md": f"---\nheadline: Head\nfigures: [{{image: a.png, {words_of}}}]\n---\n"
            + "Words of it. " * 40,
            "01/a.png": picture(size=(300, 200)),
        }
    )
    path = tmp_path / "issue.pdf"
    exporter.build(source, [path], exporter.Options(paper="a4", jobs=1))
    tops = {text: top for text, _, top in words(path, 2)}
    assert tops["By"] == tops["Ann"] == tops["Loy"] > tops["Waves"]


def test_a_picture_in_a_text_begins_below_the_edge_of_its_line_and_ends_on_the_grid(
    issue_folder, picture
):
    """At the head of a column it is level with the letters beside it."""
    source = issue_folder(
        {
            "issue.yaml": "publication: {name: N, language: en}\ndate: 2026-06-16\n",
            "01/1.md": "---\nheadline: Headline\n---\n\nText.\n\n![Caption](a.png)\n\nText.\n",
            "01/a.png": picture(size=(300, 200)),
        }
    )
    page = make_html(make_edition(read(source).issue), exporter.Options(paper="a4"))
    (style,) = html.fromstring(page).xpath("//div[@class='body']//img/@style")
    sizes = {name: float(size) for name, size in re.findall(r"([a-z-]+):([0-9.]+)pt", style)}
    line = 11.75
    assert sizes["padding-top"] == pytest.approx(line / 4, abs=0.001)
    below = sizes["margin-bottom"] / line
    assert 0.25 <= below < 1.25
    lines = (sizes["padding-top"] + sizes["height"]) / line + below
    assert lines == pytest.approx(round(lines), abs=0.001)
