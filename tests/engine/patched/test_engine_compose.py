"""Chinese paragraphs are broken where all of their lines look best."""

import gc

import pytest
import weasyprint

from exporter.engine.patched import engine
from tests.writers.pdf.glyphs import Reader, Text

CSS = """
    @page { size: 400pt 900pt; margin: 20pt }
    html { font: 10pt/15pt "Noto Serif CJK SC"; text-align: justify }
    body, p { margin: 0 } p { width: 140pt }
"""


def lines(path, text, **options):
    with engine(**options):
        html = f'<html lang="zh-CN"><style>{CSS}</style><body><p>{text}</p>'
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


def test_lines_are_less_loose_than_those_filled_one_by_one(tmp_path, documents):
    text = documents.prose(3, 900)
    plain, composed = (lines(tmp_path / "a.pdf", text, compose=on)[:-1] for on in (False, True))
    widest = [max(max(line.gaps(), default=0) for line in each) for each in (plain, composed)]
    loose = [sum(max(line.gaps(), default=0) > 0.1 for line in each) for each in (plain, composed)]
    assert widest[1] <= widest[0]
    assert loose[1] < loose[0]
    assert all(line.right() == pytest.approx(160, abs=0.3) for line in composed)


def test_no_paragraph_is_kept(documents):
    with engine():
        document = weasyprint.HTML(string=documents.html(documents.paragraphs(1, 3))).render()
        del document
        gc.collect()
        from exporter.engine.patched.compose import Paragraph

        assert not [each for each in gc.get_objects() if isinstance(each, Paragraph)]
