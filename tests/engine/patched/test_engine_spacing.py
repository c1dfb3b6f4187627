"""Gaps between Han characters and Latin, as WeasyPrint measures and draws them."""

import itertools

import pytest
import weasyprint

from exporter.engine.beside_latin import GAP, beside_latin
from exporter.engine.patched import engine
from exporter.engine.typeface import Typeface
from tests.writers.pdf.glyphs import Reader

CSS = "@page { size: 400px; margin: 20px } p { text-indent: 0; text-align: left }"


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("汉字", []),
        ("汉GDP字", [0, 3]),
        ("汉 GDP 字", []),
        ("涨35.6%的", [0, 5]),
        ("5月3日", [0, 1, 2]),
        ("8\u2060家", [0]),
        ("（GDP）", []),
        ("A的是B", [0, 2]),
        ("", []),
    ],
)
def test_where_gaps_are(text, gaps):
    assert sorted(beside_latin(text)) == gaps


def drawn(documents, tmp_path, text, css=""):
    """Return the glyphs of a text and the room between neighbours, in ems."""
    path = tmp_path / "a.pdf"
    with engine():
        weasyprint.HTML(string=documents.html(f"<p>{text}</p>", CSS + css)).write_pdf(str(path))
    glyphs = Reader(path).glyphs
    pairs = itertools.pairwise(glyphs)
    return glyphs, [round((other.x - one.end) / one.size, 2) for one, other in pairs]


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("是汉123字的", [0, 1, 0, 0, 1, 0]),
        ("A的是B字", [1, 0, 1, 0.5]),
        ("5月3日", [1, 1, 0.5]),
        ("的5月", [0.5, 0.5]),
        ("5的，中A", [1, 0, 0, 1]),
    ],
)
def test_a_gap_is_on_the_side_of_the_latin(documents, tmp_path, text, gaps):
    """The first and the last character of a line keep half of theirs."""
    _, room = drawn(documents, tmp_path, text)
    # WeasyPrint writes offsets of glyphs in 1024ths.
    assert room == pytest.approx([gap * GAP for gap in gaps], abs=0.011)


def test_lines_are_broken_with_their_gaps(documents, tmp_path):
    """Six gaps are half a character wide: the last one has no room."""
    css = "body { width: 120px; font-size: 20px }"
    glyphs, _ = drawn(documents, tmp_path, "中5中5中5字", css)
    assert len({round(glyph.y) for glyph in glyphs}) == 2
    plain, _ = drawn(documents, tmp_path, "中5中5中5字", css + "p { letter-spacing: 0.001px }")
    assert len({round(glyph.y) for glyph in plain}) == 1


def test_no_gap_where_letters_are_spaced_already(documents, tmp_path):
    _, room = drawn(documents, tmp_path, "汉A字", "p { letter-spacing: 0.2em }")
    assert room == pytest.approx([0.2, 0.2], abs=0.011)


def test_a_line_has_no_gap_at_its_ends(documents, tmp_path):
    css = "body { width: 45px; font-size: 20px }"
    glyphs, _ = drawn(documents, tmp_path, "中文ABC中文", css)
    assert [round(glyph.x) for glyph in glyphs if glyph.text in "中A"] == [15, 15, 15]


def test_none_without_the_engine(documents):
    html = documents.html("<p>汉A字</p>", CSS)
    before = documents.pdf(html)
    with engine():
        assert documents.pdf(html) != before
    assert documents.pdf(html) == before


def test_part_of_a_paragraph_breaks_where_the_whole_does(documents, tmp_path):
    """A line that the gaps just fit into ends with a character beside Latin."""
    css = "body { width: 113.8px; font-size: 20px }"
    whole, _ = drawn(documents, tmp_path, "中文占5%悟性", css)
    part, _ = drawn(documents, tmp_path, "中文占5%悟", css)
    ends = [len({round(glyph.y) for glyph in glyphs}) for glyphs in (whole, part)]
    assert ends == [2, 1]


@pytest.mark.parametrize("text", ["每秒9480立方米，", "中5中5中5字", "第3317期的A股", "一行"])
def test_a_line_has_room_at_the_width_that_is_told_of_it(documents, tmp_path, text):
    """A gap that is not told makes a headline break that fills its columns."""
    families = ("Noto Serif CJK SC", "serif")
    width = 20 * Typeface(families, "zh-Hans").ems(text)
    font = f"font: 20px {families[0]!r}"

    def lines(room):
        css = f"body {{ width: {room:.3f}px; {font} }}"
        return len({round(glyph.y) for glyph in drawn(documents, tmp_path, text, css)[0]})

    assert (lines(width + 0.2), lines(width - 1)) == (1, 2)
