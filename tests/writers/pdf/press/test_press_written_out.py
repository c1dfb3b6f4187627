"""Forms with something transparent, written out into their page."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from exporter.writers.pdf.press.written_out import write_out


def _page(states: str) -> tuple[pikepdf.Pdf, pikepdf.Page]:
    """Return a page that sets some states and draws a form in which something is transparent."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    veils = Dictionary(Half=Dictionary(ca=0.5), Stroke=Dictionary(CA=1), Whole=Dictionary(ca=1))
    form = pdf.make_stream(
        b"/Half gs 0 0 0 1 k 10 10 20 20 re f",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 100, 100],
        Resources=Dictionary(ExtGState=veils),
    )
    page.obj.Resources = Dictionary(ExtGState=veils, XObject=Dictionary(Fm=form))
    page.obj.Contents = pdf.make_stream(f"{states} /Fm Do".encode())
    return pdf, page


@pytest.mark.parametrize(
    ("states", "is_written_out"),
    [
        ("", True),
        ("/Half gs", False),
        ("/Half gs /Stroke gs", False),  # opaque lines leave areas as they are
        ("/Half gs /Whole gs", True),
        ("q /Half gs Q", True),
    ],
)
def test_a_form_that_is_drawn_with_a_veil_stays_a_form(states: str, is_written_out: bool) -> None:
    pdf, page = _page(states)
    write_out(pdf, page)
    operators = [str(each.operator) for each in pikepdf.parse_content_stream(page)]
    assert ("Do" not in operators) is is_written_out
