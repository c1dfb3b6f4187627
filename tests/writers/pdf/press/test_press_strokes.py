"""Transparent lines are groups in PDF/X-4, as opaque inside as they were transparent."""

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf

from exporter.writers.pdf.press.grouped_strokes import group_strokes

LINE = b"4 w 10 10 m 90 80 l S"


def _drawn(content: bytes, on_form: bool = False) -> Pdf:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(100, 100)).obj
    states = Dictionary(
        V=Dictionary(CA=0.25),
        Fills=Dictionary(ca=0.25),
        Multiply=Dictionary(CA=0.25, BM=Name.Multiply),
        OverprintOn=Dictionary(OP=True, op=True),
    )
    resources = Dictionary(ExtGState=states)
    holder = page
    if on_form:
        holder = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 99, 99])
        page.Resources = Dictionary(XObject=Dictionary(F=holder))
        content = b"/F Do"
    holder.Resources = resources
    page.Contents = pdf.make_stream(content)
    group_strokes(pdf)
    return pdf


def _lines(holder: pikepdf.Object) -> list[pikepdf.Object]:
    drawn = holder.Resources.get("/XObject", Dictionary())
    return [each for name, each in drawn.items() if name.startswith("/Line")]


def test_a_transparent_line_is_an_opaque_one_in_a_transparent_group() -> None:
    pdf = _drawn(b"/V gs " + LINE + b" 5 5 m 9 9 l S")
    page = pdf.pages[0]
    first, second = _lines(page.obj)
    assert first.read_bytes() == b"10 10 m\n90 80 l\nS"
    assert Name.Transparency == first.Group.S and "/I" not in first.Group
    assert [float(each) for each in first.BBox] == [-11, -11, 111, 101]  # and its longest corner
    content = page.Contents.read_bytes()
    assert content.count(b"/LineAt0.25 gs") == 2 and b" m" not in content
    assert float(page.obj.Resources.ExtGState["/LineAt0.25"].ca) == 0.25
    assert len(second.read_bytes().split(b"\n")) == 3


@pytest.mark.parametrize(
    ("drawn", "box"),
    [
        (b"4 w 10 20 30 40 re S", [-11, -1, 61, 81]),
        (b"4 w 1 M 10 20 30 40 re S", [5, 15, 45, 65]),  # ends may be as far as corners
        (b"50 40 m 10 20 30 90 60 70 c S", [4, 14, 66, 96]),
    ],
)
def test_the_group_of_a_line_has_room_for_its_corners(drawn: bytes, box: list[float]) -> None:
    pdf = _drawn(b"/V gs " + drawn)
    [line] = _lines(pdf.pages[0].obj)
    assert [float(each) for each in line.BBox] == box


def test_a_line_of_a_form_is_grouped_where_its_width_is_known() -> None:
    pdf = _drawn(b"/V gs " + LINE, on_form=True)
    assert len(_lines(pdf.pages[0].Resources.XObject.F)) == 1
    pdf = _drawn(b"/V gs 10 10 m 90 80 l S", on_form=True)
    assert _lines(pdf.pages[0].Resources.XObject.F) == []


@pytest.mark.parametrize(
    "content",
    [
        LINE,  # opaque
        b"q /V gs Q " + LINE,
        b"/Fills gs " + LINE,
        b"/Multiply gs " + LINE,  # it blends with what is beneath
        b"/V gs /OverprintOn gs " + LINE,
        b"/V gs 4 w 10 10 m 90 80 l 50 50 l b",  # an area and its edge
    ],
)
def test_other_lines_stay_as_they_are(content: bytes) -> None:
    pdf = _drawn(content)
    page = pdf.pages[0]
    assert _lines(page.obj) == [] and page.Contents.read_bytes() == content
