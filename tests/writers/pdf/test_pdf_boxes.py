"""Boxes in a text, and questions of an interview: air, and lines that are flush left."""

import subprocess

import pytest
from PIL import Image

import exporter
from exporter import Options
from tests.writers.pdf.glyphs import Reader, Text
from tests.writers.pdf.makeup.conftest import words

DPI = 144
PAPER = (255, 255, 255)


@pytest.fixture
def built(issue_folder, tmp_path):
    """Build the PDF of an article."""

    def build(text, language, **options):
        files = {
            "issue.yaml": f"publication: {{name: N, language: {language}}}\ndate: 2026-06-16\n",
            "01/1.md": text,
        }
        path = tmp_path / "issue.pdf"
        exporter.build(issue_folder(files), [path], Options(jobs=1, **options))
        return path

    return build


def test_a_box_has_air_at_head_and_foot(built, tmp_path):
    box = "<aside>\n<p>Harbour</p>\n<p>Depth</p>\n<p>Ferry</p>\n</aside>"
    path = built(f"---\nheadline: H\n---\nBefore it.\n\n{box}\n\nAfterwards.\n", "en", paper="a4")
    tops = {text: (left, top) for text, left, top in words(path, 2)}
    pitch = tops["Depth"][1] - tops["Harbour"][1]
    assert tops["Ferry"][1] - tops["Depth"][1] == pytest.approx(pitch)
    subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-f", "2", "-l", "2", path, tmp_path / "page"], check=True
    )
    sheet = Image.open(next(tmp_path.glob("page*.ppm")))
    column = int((tops["Harbour"][0] - 4) * DPI / 72)
    begin = int((tops["Harbour"][1] - 2 * pitch) * DPI / 72)
    tint = [y for y in range(begin, sheet.height) if sheet.getpixel((column, y)) != PAPER]
    height = (max(tint) - min(tint)) * 72 / DPI
    assert height > 3 * pitch + 6


def test_questions_of_an_interview_are_flush_left_without_hyphens(built):
    question = "How extraordinarily uncomfortable was international transportation yesterday?"
    text = f"**{question}**\n\n{'Answers take some time. ' * 60}"
    path = built(f"---\nheadline: H\nkind: interview\n---\n{text}", "en", paper="tabloid")
    lines = Text(Reader(path).glyphs).find(question).lines
    assert len(lines) > 1
    assert not any(line.text.endswith(("-", "\u2010")) for line in lines)
