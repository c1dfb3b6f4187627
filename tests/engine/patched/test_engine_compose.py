"""Chinese paragraphs are broken where all of their lines look best."""

import gc
import re

import pytest
import weasyprint

from exporter.engine.font_configuration import font_configuration
from exporter.engine.patched import breaking, compose, engine
from exporter.engine.patched import word_lines as word_lines_of_engine
from exporter.engine.patched.packed_pages import Shelf
from exporter.engine.patched.word_lines import CLOSER, share
from tests.writers.pdf.glyphs import Reader, Text

CSS = """
    @page { size: 400pt 900pt; margin: 20pt }
    html { font: 10pt/15pt "Noto Serif CJK SC"; text-align: justify }
    body, p { margin: 0 } p { width: 140pt }
"""


def lines(path, text, css="", **options):
    with engine(**options):
        html = f'<html lang="zh-CN"><style>{CSS}</style>{css}<body><p>{text}</p>'
        weasyprint.HTML(string=html).write_pdf(str(path))
    return Text(Reader(path).glyphs).find(text).lines


def test_a_mark_that_does_not_fit_is_pushed_in(tmp_path):
    """15 characters on a line of 14: two marks lose a quarter of an em, the last hangs its half."""
    text = "江，水，涨了一尺二寸五分厘，" + "堤上的人都看着水面不说话"
    first = lines(tmp_path / "a.pdf", text)[0]
    assert first.text == "江，水，涨了一尺二寸五分厘，"
    text = "江，水，涨了一尺二寸五分厘多，" + "堤上的人都看着水面不说话"
    first = lines(tmp_path / "b.pdf", text)[0]
    assert first.text.endswith("厘多，")
    assert first.right() == pytest.approx(20 + 140, abs=0.3)


@pytest.mark.parametrize(("width", "start"), [(122, 0.5), (128, 5)])
def test_a_first_mark_is_drawn_in_where_the_line_had_holes_otherwise(tmp_path, width, start):
    text = "“河流日记是英文River Diary”2008年始于林纳维克做法简单学生每周在同一个地点"
    css = f"<style>p {{ text-indent: 2em; width: {width}pt }}</style>"
    first = lines(tmp_path / "a.pdf", text, css)[0]
    assert first.text.endswith("River")
    assert first.left() == pytest.approx(40 + start, abs=0.3)
    assert first.right() == pytest.approx(20 + width, abs=0.3)


@pytest.mark.parametrize(
    ("width", "ending"),
    [(158, "英文叫"), (160, "叫rewild\u2010"), (164, "叫rewild\u2010")],
)
def test_latin_stands_closer_where_the_line_had_holes_otherwise(tmp_path, width, ending):
    text = "今年春天起这套思路英文叫rewild\u00ading再野化做法简单学生每周在同一个地点"
    css = f"<style>p {{ width: {width}pt }}</style>"
    first = lines(tmp_path / "a.pdf", text, css)[0]
    assert first.text.endswith(ending)
    assert first.right() == pytest.approx(20 + width, abs=0.3)


def test_lines_are_less_loose_than_those_filled_one_by_one(tmp_path, documents):
    text = documents.prose(3, 900)
    plain, composed = (lines(tmp_path / "a.pdf", text, compose=on)[:-1] for on in (False, True))
    widest = [max(max(line.gaps(), default=0) for line in each) for each in (plain, composed)]
    loose = [sum(max(line.gaps(), default=0) > 0.1 for line in each) for each in (plain, composed)]
    assert widest[1] <= widest[0]
    assert loose[1] < loose[0]
    assert all(line.right() == pytest.approx(160, abs=0.3) for line in composed)


@pytest.mark.parametrize("compress", [False, True], ids=["boxes", "kept"])
def test_lines_laid_out_alone_are_those_that_weasyprint_ends(documents, monkeypatch, compress):
    """With marks, words, inline boxes, notes and hyphens; drawn as they were laid out."""
    marked = (
        f"<b>{documents.prose(4, 30)}</b>{documents.prose(5, 90)}<i>{documents.prose(6, 9)}</i>"
    )
    body = documents.paragraphs(7, 3) + f"<p>{marked}<p lang=en>{WORDS * 2}<p lang=en>{WORDS}"
    html = documents.html(f"<div>{body}</div>", f"{CSS_WORDS} div {{ columns: 2 }}")

    def written():
        with engine():
            document = weasyprint.HTML(string=html).render(font_config=fonts)
            if compress:
                shelf = Shelf()
                document = document.copy([shelf.keep(page) for page in document.pages])
            return document.write_pdf()

    fonts = font_configuration()
    alone = written()
    monkeypatch.setattr(compose.Composer, "cut", lambda _, split_text_box: split_text_box)
    assert alone == written()


def test_no_paragraph_is_kept(documents):
    with engine():
        document = weasyprint.HTML(string=documents.html(documents.paragraphs(1, 3))).render()
        del document
        gc.collect()
        from exporter.engine.patched.compose import Paragraph

        assert not [each for each in gc.get_objects() if isinstance(each, Paragraph)]


WORDS = (
    "The harbour commissioners have bought a second-hand suction dredger from the Rotterdam yard "
    "and will put it to work in October, two years before the date that the engineers had named. "
)
CSS_WORDS = f"{CSS} html {{ hyphens: auto; hyphenate-limit-chars: 6 3 3 }} p {{ width: 150pt }}"


def word_lines(path, text, css="", **options):
    with engine(**options):
        html = f'<html lang="en"><style>{CSS_WORDS}{css}</style><body><p>{text}</p>'
        weasyprint.HTML(string=html).write_pdf(str(path))
    return Text(Reader(path).glyphs).find(text).lines


def spaces(line):
    return [
        (other.x - one.end) / line.size for one, other in line.pairs() if other.after_space
    ] or [0]


def test_spaces_of_words_are_more_even_than_in_lines_filled_one_by_one(tmp_path):
    plain, composed = (
        word_lines(tmp_path / "a.pdf", WORDS * 4, compose=on)[:-1] for on in (False, True)
    )
    widest = [[max(spaces(line)) for line in each] for each in (plain, composed)]
    assert sum(width**2 for width in widest[1]) < sum(width**2 for width in widest[0])
    assert all(line.last.end == pytest.approx(170, abs=0.3) for line in composed)


def test_hyphens_leave_three_letters_and_no_more_than_two_are_in_a_row(tmp_path):
    text = "Undersecretaries reconsidering internationalisation disagreements " * 6
    lines = word_lines(tmp_path / "a.pdf", text, "p { width: 90pt }")
    ends = [line.text.endswith("\u2010") for line in lines]
    assert sum(ends) > 4
    assert not any(all(ends[index : index + 3]) for index in range(len(ends)))


def test_names_keep_whole_where_lines_may_end_elsewhere(tmp_path):
    text = "It was said by the clerk that Rosalind Montgomery had it in hand since September. " * 5
    lines = word_lines(tmp_path / "a.pdf", text, "p { width: 240pt }")
    ends = [line.text for line in lines if line.text.endswith("\u2010")]
    assert not [end for end in ends if re.search("(Ros|Mont|Sept)[a-z]*\u2010$", end)]


@pytest.mark.parametrize(
    ("slack", "spaces_", "letters", "space", "letter"),
    [
        (0.3, 5, 30, 0.06, 0),
        (-0.2, 4, 30, -0.05, 0),
        (2.0, 4, 30, 0.275, 0.03),
        (0.92, 4, 30, 0.08, 0.02),
        (-0.3, 4, 30, -0.06, -0.002),
        (-0.48, 4, 30, -0.06, -0.008),
        (-0.56, 4, 30, -0.08, -0.008),
        (-0.3, 4, 0, -0.075, 0),
        (-0.06, 0, 12, 0, -0.005),
    ],
)
def test_letters_take_a_little_of_what_spaces_would(slack, spaces_, letters, space, letter):
    assert share(slack, spaces_, letters) == pytest.approx((space, letter))


def test_a_line_whose_spaces_would_be_holes_stays_ragged():
    assert share(3.0, 1, 12) is None
    assert share(2.0, 0, 12) is None
    assert share(-0.2, 0, 12) is None


def test_letters_come_closer_for_a_word_without_which_spaces_were_wide(tmp_path, monkeypatch):
    """Lines are flush either way or ragged, but fewer are loose where letters can come closer."""

    def found(closer):
        monkeypatch.setattr(word_lines_of_engine, "CLOSER", closer)
        monkeypatch.setattr(breaking, "CLOSER", closer)
        for width in range(160, 240, 2):
            css = f"p {{ width: {width}pt }}"
            for line in word_lines(tmp_path / "a.pdf", WORDS * 2, css)[:-1]:
                mean = sum(spaces(line)) / len(spaces(line))
                is_ragged = line.last.end < 20 + width - 0.3
                assert is_ragged or line.last.end == pytest.approx(20 + width, abs=0.3)
                assert mean > 0.25 - 0.06 - 0.02 and not (is_ragged and mean < 0.22)
                yield mean

    closer, plain = (list(found(each)) for each in (CLOSER, 1e-9))
    wide = [sum(width > 0.25 + 0.35 for width in each) / len(each) for each in (closer, plain)]
    assert wide[0] < 0.9 * wide[1]


def test_lines_of_letters_with_spacing_of_their_own_are_not_too_long(tmp_path):
    for width in range(160, 240, 2):
        css = f"p {{ width: {width}pt; letter-spacing: 0.001em }}"
        for line in word_lines(tmp_path / "a.pdf", WORDS * 2, css)[:-1]:
            assert min(spaces(line)) > 0.25 - 0.06 - 0.02
            assert line.last.end < 20 + width + 0.3
