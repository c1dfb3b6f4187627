"""PDF pages of others: what unfolds is refused, only what draws is taken over."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from exporter.pictures.files import PictureError
from exporter.pictures.pdf_pages import judge_page, keep_what_draws


def form(pdf, content: bytes, **more):
    return pdf.make_indirect(
        pdf.make_stream(
            content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), **more
        )
    )


@pytest.fixture
def saved(tmp_path):
    """Return a function that saves a page which draws a form."""

    def save(pdf, inner):
        page = pdf.add_blank_page()
        page.obj.Resources = Dictionary(XObject=Dictionary(A=inner))
        page.obj.Contents = pdf.make_stream(b"/A Do /#41 Do")
        pdf.save(tmp_path / "a.pdf")
        return tmp_path / "a.pdf"

    return save


def test_forms_that_unfold_without_end_are_refused(saved):
    pdf = pikepdf.new()
    inner = form(pdf, b"0 0 9 9 re f")
    for _ in range(9):
        inner = form(pdf, b"/A Do " * 20, Resources=Dictionary(XObject=Dictionary(A=inner)))
    with pytest.raises(PictureError, match="expand"):
        judge_page(saved(pdf, inner))


def test_a_form_that_draws_itself_is_refused(saved):
    pdf = pikepdf.new()
    inner = form(pdf, b"/A Do")
    inner.Resources = Dictionary(XObject=Dictionary(A=inner))
    with pytest.raises(PictureError, match="expand"):
        judge_page(saved(pdf, inner))


def test_instructions_that_inflate_without_end_are_refused(saved):
    pdf = pikepdf.new()
    with pytest.raises(PictureError, match="too many instructions"):
        judge_page(saved(pdf, form(pdf, b" " * 40_000_000)))


def test_a_plain_page_is_taken(saved):
    pdf = pikepdf.new()
    judge_page(saved(pdf, form(pdf, b"0 0 9 9 re f")))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"no PDF at all"])
def test_a_damaged_file_is_refused(tmp_path, data):
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(PictureError, match="can't be used"):
        judge_page(tmp_path / "a.pdf")


def test_only_what_draws_is_taken_over():
    pdf = pikepdf.new()
    picture = pdf.make_stream(b"\0", Subtype=Name.Image, Width=1, Height=1)
    picture.Alternates = Array([Dictionary(Image=picture)])
    picture.OPI = Dictionary()
    inner = form(pdf, b"/P Do", Ref=Dictionary(F="other.pdf"), PieceInfo=Dictionary())
    inner.Resources = Dictionary(
        XObject=Dictionary(P=picture),
        Font=Dictionary(F=Dictionary(Type=Name.Font)),
        Script=Dictionary(S=Name.JavaScript),
    )
    outer = form(pdf, b"/A Do", Resources=Dictionary(XObject=Dictionary(A=inner)))
    gone = keep_what_draws(outer)
    assert gone == {"/Alternates", "/OPI", "/Ref", "/PieceInfo", "/Script"}
    assert "/Ref" not in inner and "/Alternates" not in picture
    assert inner.Resources.Font.F.Type == Name.Font and picture.Width == 1
