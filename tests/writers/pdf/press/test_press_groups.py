"""Only groups through which something shines stay: others would knock out what is beneath."""

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf

from exporter.writers.pdf.press.transparency_groups import drop_groups


def _group(pdf: Pdf, content: bytes, **resources: object) -> pikepdf.Object:
    form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    form.Resources = Dictionary(resources)
    return form


@pytest.mark.parametrize(
    ("page", "inner", "kept"),
    [
        (b"q /Veil gs Q /Outer Do", b"/Inner Do", ""),
        (b"q /Veil gs 0 0 9 9 re f Q /Outer Do", b"0 0 0 1 k /Inner Do", ""),
        (b"/Veil gs q /Solid gs /Outer Do Q", b"/Inner Do", ""),
        (b"/Veil gs /Outer Do", b"/Inner Do", "Outer"),
        (b"/Outer Do /Veil gs /Outer Do", b"/Inner Do", "Outer"),
        (b"/Outer Do", b"/Veil gs /Inner Do", "Outer Inner"),
        (b"/Outer Do", b"/Veil gs 0 0 9 9 re f /Solid gs /Inner Do", "Outer"),
        (b"/Mask gs /Inner Do", b"", "Inner Masking"),
    ],
)
def test_a_group_stays_where_something_is_transparent(page: bytes, inner: bytes, kept: str) -> None:
    pdf = Pdf.new()
    made = {"Inner": _group(pdf, b"0 0 9 9 re f"), "Masking": _group(pdf, b"0 0 9 9 re f")}
    states = {
        "/Veil": Dictionary(ca=0.5),
        "/Solid": Dictionary(ca=1),
        "/Mask": Dictionary(SMask=Dictionary(S=Name.Luminosity, G=made["Masking"])),
    }
    inside, around = (
        Dictionary({key: each for key, each in states.items() if key[1:].encode() in content})
        for content in (inner, page + b"/Veil")
    )
    objects = {"/Inner": made["Inner"]}
    made["Outer"] = _group(pdf, inner, **{"/XObject": objects, "/ExtGState": inside})
    sheet = pdf.add_blank_page()
    drawn = {f"/{name}": made[name] for name in ("Inner", "Outer")}
    sheet.obj.Resources = Dictionary(XObject=Dictionary(drawn), ExtGState=around)
    sheet.obj.Group = Dictionary(S=Name.Transparency)
    sheet.Contents = pdf.make_stream(page)
    drop_groups(pdf)
    assert {name for name, form in made.items() if "/Group" in form} == set(kept.split())
    assert "/Group" in sheet.obj


def test_a_page_without_transparency_has_no_group() -> None:
    pdf = Pdf.new()
    page = pdf.add_blank_page()
    page.obj.Group = Dictionary(S=Name.Transparency)
    drop_groups(pdf)
    assert "/Group" not in page.obj


def test_a_form_without_a_group_hands_on_what_makes_it_transparent() -> None:
    pdf = Pdf.new()
    inner = _group(pdf, b"0 0 9 9 re f")
    plain = _group(pdf, b"/Inner Do", **{"/XObject": Dictionary({"/Inner": inner})})
    del plain.Group
    page = pdf.add_blank_page()
    states = Dictionary({"/Veil": Dictionary(ca=0.5)})
    page.obj.Resources = Dictionary(XObject=Dictionary({"/Plain": plain}), ExtGState=states)
    page.Contents = pdf.make_stream(b"/Veil gs /Plain Do")
    drop_groups(pdf)
    assert "/Group" in inner
