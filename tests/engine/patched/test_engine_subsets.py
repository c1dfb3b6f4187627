"""Subsets of fonts are used again for pages without new glyphs, and the pages look the same."""

import pypdfium2
import pytest
from weasyprint.pdf import fonts

from exporter.engine.patched import engine, subsets

WORDS = "The tide came in", "in came the tide", "Nobody looked up"


@pytest.fixture
def cut(monkeypatch):
    """Return the numbers of glyphs of the subsets that are cut."""
    made, subset = [], fonts.Font.subset
    monkeypatch.setattr(subsets, "_known", {})
    monkeypatch.setattr(
        fonts.Font, "subset", lambda *given: made.append(len(given[1])) or subset(*given)
    )
    return made


def pixels(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=2).to_pil().tobytes()


def test_a_font_is_cut_down_again_for_new_glyphs_alone(documents, cut):
    plain = [pixels(documents.pdf(f"<p>{words}")) for words in WORDS]
    cut.clear()
    with engine(lean=True, subsets=True):
        assert [pixels(documents.pdf(f"<p>{words}")) for words in WORDS] == plain
    first, both = cut  # the second text has the letters of the first one
    assert both > first
