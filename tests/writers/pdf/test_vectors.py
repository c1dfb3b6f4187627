"""PDFs of others placed as vectors: a font that is only named makes no picture of a page."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from exporter.engine.renderer import picture_key
from exporter.writers.pdf.vectors import set_vectors

FORM = "/F1 12 Tf (form) Tj"


def _source(path: Path, content: str, form: str = "") -> Path:
    with pikepdf.Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 100))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        fonts = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
        page.Resources = Dictionary(fonts)
        if form:
            inner = pdf.make_stream(form.encode(), Type=Name.XObject, Subtype=Name.Form)
            inner.BBox, inner.Resources = Array([0, 0, 50, 50]), Dictionary(fonts)
            page.Resources.XObject = Dictionary(Form=inner)
        page.Contents = pdf.make_stream(content.encode())
        pdf.save(path)
    return path


def _placed(path: Path, source: Path) -> tuple[str, list[str]]:
    """Place a page; returns what was drawn in its place, and what was said."""
    with pikepdf.Pdf.new() as pdf:
        page = pdf.add_blank_page()
        picture = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image)
        page.Resources = Dictionary(XObject=Dictionary({picture_key("ad.png"): picture}))
        pdf.save(path)
    found = set_vectors(path, {"ad.png": (source, False)}, tagged=False)
    with pikepdf.open(path) as pdf:
        (placed,) = pdf.pages[0].Resources.XObject.values()
        if placed.Subtype == Name.Image:
            return "", [each.message for each in found]
        inner = placed.Resources.XObject.Page
        assert "/F1" not in inner.get("/Resources", Dictionary()).get("/Font", Dictionary())
        return inner.read_bytes().decode(), [each.message for each in found]


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("BT /F1 12 Tf ET 0 0 50 50 re f", ""),
        ("q BT /F1 12 Tf ET Q 0 0 50 50 re f", ""),
        ("0 0 50 50 re f /Form Do", "/F1 12 Tf 0 0 9 9 re f"),
    ],
)
def test_a_font_without_text_does_not_count(content: str, form: str, tmp_path: Path) -> None:
    source = _source(tmp_path / "ad.pdf", content, form)
    drawn, said = _placed(tmp_path / "issue.pdf", source)
    assert "re" in drawn
    assert "Tf" not in drawn
    assert said == []


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("BT /F1 12 Tf (text) Tj ET", ""),
        ("/F1 12 Tf q Q BT (text) ' ET", ""),
        ("0 0 50 50 re f /Form Do", f"BT {FORM} ET"),
        ("/F1 12 Tf /Form Do", "BT (in the font of the page) Tj ET"),
    ],
)
def test_a_page_with_text_in_it_stays_a_picture(content: str, form: str, tmp_path: Path) -> None:
    source = _source(tmp_path / "ad.pdf", content, form)
    drawn, said = _placed(tmp_path / "issue.pdf", source)
    assert drawn == ""
    assert said == ["is used as a picture: its font Helvetica is not embedded"]


@pytest.mark.parametrize(
    ("press", "rule"), [(True, "pdf-font-not-embedded"), (False, "pdf-advertisement")]
)
def test_a_font_that_is_not_embedded_is_told_once_and_stops_the_press(
    press: bool, rule: str, tmp_path: Path
) -> None:
    source = _source(tmp_path / "ad.pdf", "BT /F1 12 Tf (text) Tj ET")
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "issue.pdf")
    pages = {"ad.png": (source, False), "ad.jpg": (source, False)}
    found = set_vectors(tmp_path / "issue.pdf", pages, tagged=False, press=press)
    assert [each.rule for each in found] == [rule]
