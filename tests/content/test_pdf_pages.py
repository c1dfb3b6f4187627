"""PDF pages of others: what unfolds is refused, only what draws is taken over."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from exporter.pictures.files import PictureError
from exporter.pictures.pdf import judge_pdf
from exporter.pictures.pdf_forms import keep_what_draws
from exporter.pictures.pdf_pages import DPI, PageBox, draw_page, pixels


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


def test_instructions_that_inflate_without_end_are_refused(saved):
    pdf = pikepdf.new()
    with pytest.raises(PictureError, match="expands to too much"):
        judge_pdf(saved(pdf, form(pdf, b" " * 40_000_000)))


def test_a_form_without_resources_takes_those_of_the_page(saved):
    pdf = pikepdf.new()
    path = saved(pdf, form(pdf, b"/B Do " * 40))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Resources.XObject.B = form(pdf, b" " * 1_000_000)
        pdf.save(path)
    with pytest.raises(PictureError, match="expands"):
        judge_pdf(path)


@pytest.fixture
def boxed(tmp_path):
    """Return the path of a page whose boxes are each a quarter of an inch inside the next."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(288, 216)).obj
    page.CropBox, page.BleedBox = [18, 18, 270, 198], [36, 36, 252, 180]
    page.TrimBox = [54, 54, 234, 162]
    pdf.save(tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


@pytest.mark.parametrize(
    ("box", "size"),
    [(PageBox.CROP, (252, 180)), (PageBox.BLEED, (216, 144)), (PageBox.TRIM, (180, 108))],
)
def test_a_page_is_drawn_as_large_as_its_box(boxed, box, size):
    assert pixels(boxed, box, 72) == size == draw_page(boxed, box, 72).size


@pytest.mark.parametrize("size", [(14_400, 14_400), (14_400 * 20, 20)])
def test_a_page_of_more_pixels_than_a_picture_may_have_is_refused(tmp_path, size):
    pdf = pikepdf.new()
    pdf.add_blank_page().obj.MediaBox = [0, 0, *size]
    pdf.save(tmp_path / "a.pdf")
    with pytest.raises(PictureError, match="too large"):
        draw_page(tmp_path / "a.pdf", PageBox.CROP, DPI)


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


@pytest.mark.parametrize("box", [(0, 0, 0, 0), (0, 0, 90, 0.5), (0, 0, 10_000_000, 90)])
def test_a_page_without_an_area_or_without_end_is_refused(tmp_path, box):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(90, 90))
    pdf.pages[0].obj.MediaBox = pikepdf.Array(list(box))
    pdf.save(tmp_path / "a.pdf")
    with pytest.raises(PictureError, match="its first page is"):
        judge_pdf(tmp_path / "a.pdf")
