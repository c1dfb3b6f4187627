"""How many lines of words are loose, counted in what is laid out and read from the PDF."""

from pathlib import Path

import pytest
import weasyprint

from exporter.engine.patched import engine
from exporter.engine.patched.loose_lines import LOOSE, share_of_loose_lines
from tests.writers.pdf.glyphs import Reader, Text

SAMPLE = Path(__file__).parents[3] / "samples/saltmere-chronicle"
CSS = """
    @page { size: 170pt 2000pt; margin: 20pt } body, p { margin: 0 }
    html { font: 9.25pt/11.75pt "Linux Libertine O"; text-align: justify; hyphens: auto;
           hyphenate-limit-chars: 6 3 3 }
"""


def laid_out(texts, lang="en"):
    body = "".join(f"<p>{text}</p>" for text in texts)
    html = f'<html lang="{lang}"><style>{CSS}</style><body>{body}'
    return weasyprint.HTML(string=html).render()


def sample_texts():
    files = sorted((SAMPLE / "1").glob("*.md"))
    pieces = [piece.strip() for file in files for piece in file.read_text().split("\n\n")[1:]]
    return [" ".join(piece.split()) for piece in pieces if len(piece) > 80 and piece[0].isalpha()]


def test_few_lines_of_a_narrow_column_are_loose_and_they_are_those_of_the_pdf(tmp_path):
    texts = sample_texts()
    with engine():
        document = laid_out(texts)
        share = share_of_loose_lines(document.pages)
        document.write_pdf(str(tmp_path / "a.pdf"))
    text = Text(Reader(tmp_path / "a.pdf").glyphs)
    lines = [line for each in texts if (found := text.find(each)) for line in found.lines]
    gaps = [[(b.x - a.end) / line.size for a, b in line.pairs() if b.after_space] for line in lines]
    means = [sum(each) / len(each) for each in gaps if len(each) > 1]
    assert share == pytest.approx(sum(mean > LOOSE + 0.25 for mean in means) / len(means), abs=0.01)
    assert 0 < share < 0.06


def test_lines_of_chinese_and_ragged_ones_are_not_counted():
    with engine():
        assert share_of_loose_lines(laid_out(["春天的江水，the old mill of words"]).pages) is None
        ragged = laid_out(["<span>One</span> two three four"], "en")
        assert share_of_loose_lines(ragged.pages) == 0
