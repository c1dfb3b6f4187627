"""Justification of Chinese: flush where it should be, untouched where it should not."""

import re
import shutil
import subprocess
from html import unescape

import pytest
import weasyprint

from exporter.engine.patched import engine
from exporter.engine.patched.justified_layout import JustifiedLayout
from exporter.engine.patched.justify import WIDEST_GAP
from exporter.engine.patched.line_text import SPACE, find_gaps
from tests.writers.pdf.glyphs import Reader

# Columns of 190 px: 14.25 em of 10 pt.
COLUMNS = "@page { size: 690px 600px; margin: 20px } .c { columns: 3; column-gap: 40px }"
TOLERANCE = 0.3

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler")


def justified(documents, html: str, **options: bool) -> bytes:
    with engine(**options):
        return documents.pdf(html)


def pdftotext(pdf: bytes, *options: str) -> str:
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def line_edges(pdf: bytes) -> list[tuple[float, float, str]]:
    """Return left edge and right edge in points, and text, of each line as poppler sees it."""
    xml = pdftotext(pdf, "-bbox-layout")
    lines = []
    for left, right, words in re.findall(
        r'<line xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>(.*?)</line>', xml, re.DOTALL
    ):
        text = " ".join(unescape(word) for word in re.findall(r">([^<>]+)</word>", words))
        lines.append((float(left), float(right), text))
    return lines


def seen(right: float, text: str, size: float) -> float:
    """Return where a line ends to the eye: the blank half of a last mark is beyond."""
    return right - size / 2 * (text[-1] in "，、；。”")


def layouts(html: str, **options: bool) -> list[object]:
    """Return the Pango layouts of the texts of a document, in order."""
    from weasyprint.formatting_structure import boxes

    with engine(**options):
        document = weasyprint.HTML(string=html).render()
    return [
        box.pango_layout
        for page in document.pages
        for box in page._page_box.descendants()
        if isinstance(box, boxes.TextBox)
    ]


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("汉字汉", [0, 1]),
        ("汉，字。", [0, 1, 2]),
        ("汉——字", [0, 2]),
        ("汉……字", [0, 2]),
        ("汉……", [0]),
        ("汉“字”汉", [0, 1, 2, 3]),
        ("汉GDP字", [0, 3]),
        ("汉 GDP 字", [1, 5]),
        ("涨35.6%的", [0, 5]),
        ("汉 the end", [1, 5]),
        ("かなカナ", [0, 1, 2]),
        ("一般 ", [0]),
        ("　　汉字", [2]),
        ("汉\u2060·字", [0, 2]),
        ("汉\u2060——字", [0, 3]),
        ("葛\U000e0100城", [0]),
        ("e\u0301汉", [0]),
        ("汉\ufffc字", [0, 1]),
        ("汉", []),
        ("", []),
        ("电话0371\u00a06512汉", [0, 1, 10]),
    ],
)
def test_gaps(text, gaps):
    assert find_gaps(text) == gaps


def test_spaces_within_a_number_do_not_get_wider():
    text = "on 7\u00a0May (020)\u00a07946\u00a00018 or"
    assert [match.start() for match in SPACE.finditer(text)] == [2, 4, 8, 24]


@needs_poppler
def test_right_edges_of_columns_are_flush(documents):
    html = documents.html(f'<div class="c">{documents.paragraphs(1, 24)}</div>', COLUMNS)
    lines = line_edges(justified(documents, html))
    width = (650 - 2 * 40) / 3 * 0.75
    checked = 0
    for left, right, text in lines:
        column = int((left - 15) // (width + 30))
        edge = 15 + column * (width + 30) + width
        # The last line of a paragraph is not stretched.
        if text.endswith("完。"):
            assert seen(right, text, 10) < edge + TOLERANCE, text
        else:
            assert seen(right, text, 10) == pytest.approx(edge, abs=TOLERANCE), text
            checked += 1
    assert checked > 100


@needs_poppler
def test_last_lines_stay_as_they_were(documents):
    css = "@page { size: 400px }"
    html = documents.html(documents.paragraphs(2, 12), css)
    ragged = documents.html(documents.paragraphs(2, 12), css + "html { text-align: left }")
    plain = [line for line in line_edges(justified(documents, ragged)) if line[2].endswith("完。")]
    ours = [
        line
        for line in line_edges(justified(documents, html, compose=False))
        if line[2].endswith("完。")
    ]
    assert len(ours) > 6
    assert ours == plain


@needs_poppler
@pytest.mark.parametrize("size", ["7.5pt", "10pt", "13.37px", "21pt"])
@pytest.mark.parametrize("family", ["Noto Serif CJK SC", "Noto Sans CJK SC"])
def test_edges_at_other_sizes(documents, size, family):
    css = f'@page {{ size: 500px; margin: 20px }} html {{ font: {size} "{family}" }}'
    html = documents.html(documents.paragraphs(3, 5), css)
    for _, right, text in line_edges(justified(documents, html)):
        if not text.endswith("完。"):
            points = float(size[:-2]) * (0.75 if size.endswith("px") else 1)
            assert seen(right, text, points) == pytest.approx(480 * 0.75, abs=TOLERANCE), text


@needs_poppler
def test_boxes_in_the_line_move_along(documents):
    css = "@page { size: 330px; margin: 20px } b { padding: 0 2px; border: 1px solid }"
    css += "ruby { display: inline-block; text-align: center } p { text-align-last: justify }"
    css += "small { font-size: 7pt } "
    body = "".join(
        f"<p>{documents.han(i, 3)}<b>{documents.han(i, 4)}</b>{documents.han(i, 2)}"
        f"<small>{documents.han(i + 9, 3)} it</small><ruby>{documents.han(i, 1)}</ruby>"
        f"{documents.han(i, 3)}</p>"
        for i in range(5)
    )
    # Poppler takes a change of font size for another line: the ends of the five lines count.
    edges = [right for _, right, _ in line_edges(justified(documents, documents.html(body, css)))]
    at_the_edge = [right for right in edges if right > 230]
    assert at_the_edge == pytest.approx([310 * 0.75] * 5, abs=TOLERANCE)


@needs_poppler
def test_breaks_and_words_are_those_of_weasyprint(documents):
    """The extracted text is the same: no line breaks elsewhere, no space is made up."""
    css = "@page { size: 190px 600px; margin: 20px }"
    html = documents.html(documents.paragraphs(4, 14), css)
    ours = justified(documents, html, compose=False)
    gaps = [
        layout.gap_width
        for layout in layouts(html, compose=False)
        if isinstance(layout, JustifiedLayout)
    ]
    assert max(gaps) > 0.1 * 40 / 3  # where poppler begins to see a space
    plain = pdftotext(documents.pdf(html), "-raw")
    assert "GDP" in plain
    assert spaces_between_han(pdftotext(ours, "-raw")) == spaces_between_han(plain) == 0
    assert without_spaces(pdftotext(ours, "-raw")) == without_spaces(plain)


def spaces_between_han(text: str) -> int:
    return len(re.findall("[\u3000-\u9fff\uff00-\uffef] [\u3000-\u9fff\uff00-\uffef]", text))


def without_spaces(text: str) -> str:
    return text.replace(" ", "")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "The internationalisation of newspapers — “an undertaking” — takes 35.6% more. "),
        ("en", "Words of <b>another</b> alphabet, עברית or عربية, come from <i>other</i> fonts. "),
        ("he", "הדייגים חזרו <b>שעה</b> לפני הזריחה ואיש מהם לא הרים את עיניו. "),
        ("ar", "عاد الصيادون قبل <b>الفجر</b> بساعة واحدة، ولم يرفع أحد منهم عينيه. "),
    ],
)
def test_lines_of_words_are_flush_whatever_fonts_are_in_them(documents, tmp_path, lang, words):
    """Spaces come from the font that they were measured in."""
    css = "@page { size: 300px 900px; margin: 20px } html { font-family: Linux Libertine O }"
    html = documents.html(f"<p dir=auto>{words * 9}", css, lang)
    html = html.replace("dir=auto", 'dir="rtl"' if lang in ("he", "ar") else "")
    (tmp_path / "a.pdf").write_bytes(justified(documents, html))
    glyphs = [each for each in Reader(tmp_path / "a.pdf").glyphs if each.text.strip()]
    tops = sorted({round(each.y) for each in glyphs})
    for top in tops[1:-1]:
        line = [each for each in glyphs if round(each.y) == top]
        assert min(each.x for each in line) == pytest.approx(15, abs=TOLERANCE)
        assert max(each.end for each in line) == pytest.approx(210, abs=TOLERANCE)
    assert len(tops) > 7


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_other_alignments_are_left_alone(documents, align):
    css = f"{COLUMNS} html {{ text-align: {align} }}"
    html = documents.html(f'<div class="c">{documents.paragraphs(5, 6)}</div>', css)
    assert not [layout for layout in layouts(html) if isinstance(layout, JustifiedLayout)]


def test_only_spaces_get_wider_in_lines_from_right_to_left(documents):
    html = documents.html(
        f'<p dir="rtl">עברית 汉字 {documents.han(1, 60)}', "@page { size: 300px }"
    )
    wide = [each for each in layouts(html) if isinstance(each, JustifiedLayout)]
    assert wide
    assert {each.justified_text[gap] for each in wide for gap, _ in each.gaps} == {" "}


def test_a_line_that_would_have_holes_stays_ragged(documents):
    css = "@page { size: 300px; margin: 20px } p { text-indent: 0 }"
    long_word = "Supercalifragilisticexpialidocious"
    assert WIDEST_GAP < 1
    html = documents.html(f"<p>汉字汉字汉字{long_word}{documents.han(1, 40)}", css)
    first, second, *_ = layouts(html)
    assert first.text == "汉字汉字汉字"
    assert not isinstance(first, JustifiedLayout)
    assert isinstance(second, JustifiedLayout)


def test_a_loose_line_of_a_list_is_ragged_and_another_flush(documents):
    css = "@page { size: 220px 300px; margin: 20px } p, li { margin: 0; text-align: justify }"
    loose = f"汉字汉字汉字{'1' * 12}汉字"
    for tag, flush in (("p", True), ("li", False)):
        first, *_ = layouts(documents.html(f"<{tag}>{loose}</{tag}>", css))
        assert isinstance(first, JustifiedLayout) is flush
    first, *_ = layouts(documents.html(f"<li>{documents.han(1, 40)}</li>", css))
    assert isinstance(first, JustifiedLayout)


def test_caches_give_the_same_justified_bytes(documents):
    mixed = "".join(
        f"<p>{documents.prose(i, 50)}<b>{documents.prose(i, 20)}</b> and so on <i>{i}</i></p>"
        for i in range(9)
    )
    html = documents.html(f'<div class="c">{mixed}{documents.paragraphs(6, 9)}</div>', COLUMNS)
    with_caches = justified(documents, html, caches=True)
    assert with_caches == justified(documents, html, caches=False)
    assert with_caches != documents.pdf(html)


@needs_poppler
def test_drawn_after_the_context_lines_are_flush_too(documents):
    html = documents.html(documents.paragraphs(7, 4), "@page { size: 400px; margin: 20px }")
    with engine():
        document = weasyprint.HTML(string=html).render()
        inside = line_edges(document.write_pdf())
    assert [line[:2] for line in line_edges(document.write_pdf())] == [line[:2] for line in inside]


def test_an_ellipsis_is_drawn(documents):
    css = "@page { size: 300px } p { max-lines: 2; block-ellipsis: auto; continue: discard }"
    html = documents.html(documents.paragraphs(8, 1), css)
    assert justified(documents, html)


def test_tagged_pdf(documents):
    html = documents.html(documents.paragraphs(9, 4), "@page { size: 190px; margin: 20px }")
    with engine():
        tagged = weasyprint.HTML(string=html).write_pdf(
            pdf_variant="pdf/ua-1", uncompressed_pdf=True
        )
    opened = len(re.findall(rb"\b(?:BDC|BMC)\b", tagged))
    assert b"/ActualText <feff" in tagged
    assert opened == len(re.findall(rb"\bEMC\b", tagged))


@pytest.mark.parametrize("align", ["justify", "start", "end"])
@pytest.mark.parametrize(("direction", "text"), [("rtl", "אבגדה וזחטי "), ("ltr", "abcde fghij ")])
def test_a_first_line_is_indented_where_it_begins(align, direction, text):
    from weasyprint.formatting_structure import boxes

    style = f"direction: {direction}; text-align: {align}; text-indent: 30px; width: 300px"
    with engine():
        document = weasyprint.HTML(string=f"<p style='{style}'>{text * 20}").render()
    found = document.pages[0]._page_box.descendants()
    lines = [each for each in found if isinstance(each, boxes.LineBox)]
    edge = lines[1].position_x + (lines[1].width if direction == "rtl" else 0)
    texts = [line.children[0] for line in lines[:2]]
    starts = [each.position_x + (each.width if direction == "rtl" else 0) for each in texts]
    ends = [each.position_x + (each.width if direction == "ltr" else 0) for each in texts]
    if align != "end":
        assert starts[1] == pytest.approx(edge, abs=TOLERANCE)
        assert abs(starts[0] - edge) == pytest.approx(30, abs=TOLERANCE)
    if align != "start":
        assert ends[0] == pytest.approx(ends[1], abs=TOLERANCE)
