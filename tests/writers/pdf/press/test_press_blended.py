"""Soft veils, as gradients, are blended into the photograph beneath them, in every PDF/X."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from exporter.checks.pdf.transparency import is_transparent
from exporter.profiles import find_profile
from exporter.writers.pdf.press.blended_photographs import blend_page

WIDE, HIGH = 100, 120  # pixels of the photograph, as large as a point
LEVELS = 3  # of 255: those of the renderer, of the blend and of JPEG
PHOTOGRAPH = "q 100 0 0 120 10 20 cm /P Do Q"
VEIL = "q 10 20 100 120 re W n /Soft gs /Ink sh Q"


def _gradient(pdf: Pdf, space: str, *ends: list[float]) -> pikepdf.Object:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=ends[0], C1=ends[1], N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name(space), Function=function)
    shading.Coords, shading.Extend = Array([0, 140, 0, 20]), Array([True, True])
    return pdf.make_indirect(shading)


def _page(content: str, *, mode: str = "Normal", space: str = "/DeviceCMYK") -> Pdf:
    """Return a page with a photograph, and veils that grow from nothing to 60 %."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(120, 160)).obj
    photograph = pdf.make_stream(
        _photograph(space).tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=WIDE,
        Height=HIGH,
        BitsPerComponent=8,
        ColorSpace=Name(space),
    )
    mask = pdf.make_stream(
        b"/Alpha sh",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 120, 160],
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray, I=True),
        Resources=Dictionary(Shading=Dictionary(Alpha=_gradient(pdf, "/DeviceGray", [0], [0.6]))),
    )
    soft = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask), BM=Name(f"/{mode}"))
    black = [0, 0, 0, 0.8]
    page.Resources = Dictionary(
        XObject=Dictionary(P=photograph),
        ExtGState=Dictionary(Soft=soft),
        Shading=Dictionary(Ink=_gradient(pdf, "/DeviceCMYK", black, black)),
    )
    page.Contents = pdf.make_stream(content.encode())
    return pdf


def _photograph(space: str) -> Image.Image:
    """Return a slow wave, which JPEG keeps."""
    size = (WIDE, HIGH)
    across = Image.linear_gradient("L").resize(size)
    if space == "/DeviceGray":
        return across
    along = Image.linear_gradient("L").rotate(90).resize(size)
    return Image.merge("CMYK", [band.point(lambda ink: ink // 3) for band in (across, along) * 2])


def _inks(stream: pikepdf.Object) -> list[Image.Image]:
    if stream.get("/Filter") == Name.DCTDecode:
        return list(Image.open(io.BytesIO(stream.read_raw_bytes())).split())
    return [Image.frombytes("L", (WIDE, HIGH), stream.read_bytes()).point(lambda each: 255 - each)]


@pytest.mark.parametrize("space", ["/DeviceCMYK", "/DeviceGray"])
def test_a_gradient_is_blended_into_the_pixels_of_the_photograph(space: str) -> None:
    pdf = _page(f"{PHOTOGRAPH} {VEIL} BT 3 Tr ET", space=space)
    page = pdf.pages[0]
    blend_page(pdf, page, find_profile("press"))
    assert not is_transparent(page.obj)
    (name,) = page.obj.Resources.XObject
    assert page.Contents.read_bytes().count(f"{name} Do".encode()) == 1
    found = page.obj.Resources.XObject[name]
    assert (int(found.Width), int(found.Height)) == (WIDE, HIGH)
    before = _photograph(space).split()
    if space == "/DeviceGray":
        before = (before[0].point(lambda each: 255 - each),)
    tints = [0.8] if space == "/DeviceGray" else [0, 0, 0, 0.8]
    for ours, theirs, tint in zip(_inks(found), before, tints, strict=True):
        for at in [(3, 3), (50, 40), (20, 60), (90, 100), (50, 118)]:
            alpha = 0.6 * (at[1] + 0.5) / HIGH
            wanted = theirs.getpixel(at) * (1 - alpha) + 255 * tint * alpha
            assert abs(ours.getpixel(at) - wanted) <= LEVELS


def test_two_veils_over_one_photograph_are_both_blended() -> None:
    above = VEIL.replace("10 20 100 120", "10 120 100 20")
    below = "q 10 20 100 120 re W n /Soft gs /Ink sh Q"
    pdf = _page(f"{PHOTOGRAPH} {above.replace('10 120 100 20', '10 20 100 120')} {below}")
    page = pdf.pages[0]
    blend_page(pdf, page, find_profile("press"))
    assert not is_transparent(page.obj)
    black = _inks(next(iter(page.obj.Resources.XObject.values())))[3]
    once, wanted = 0.6 * 100.5 / HIGH, float(_photograph("/DeviceCMYK").getpixel((50, 100))[3])
    for _ in range(2):
        wanted += (204 - wanted) * once
    assert abs(black.getpixel((50, 100)) - wanted) <= LEVELS


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        # It ends within the photograph: edges want finer dots.
        (f"{PHOTOGRAPH} {VEIL.replace('10 20 100 120', '10 20 60 120')}", "Normal"),
        # White, whose edges are seen on ink alone.
        (f"{PHOTOGRAPH} q /Soft gs 0 0 0 0 k 30 50 20 40 re f Q", "Normal"),
        # The photograph ends within it.
        (f"q 10 20 60 120 re W n {PHOTOGRAPH} Q {VEIL}", "Normal"),
        (f"q 10 20 m 110 20 l 60 140 l W n {PHOTOGRAPH} Q {VEIL}", "Normal"),
        # Something is painted between them.
        (f"{PHOTOGRAPH} 1 0 0 0 k 50 50 9 9 re f {VEIL}", "Normal"),
        # What is beneath decides how it looks.
        (f"{PHOTOGRAPH} {VEIL}", "Overlay"),
        # No photograph is beneath it, or it is mirrored.
        (VEIL, "Normal"),
        (f"{PHOTOGRAPH.replace('100 0 0 120 10 20', '-100 0 0 120 110 20')} {VEIL}", "Normal"),
    ],
)
def test_other_pages_stay_as_they_are(content: str, mode: str) -> None:
    pdf = _page(content, mode=mode)
    page = pdf.pages[0]
    resources = dict(page.obj.Resources.items())
    blend_page(pdf, page, find_profile("press"))
    assert page.Contents.read_bytes() == content.encode()
    assert dict(page.obj.Resources.items()) == resources
    assert list(page.obj.Resources.XObject) == ["/P"]


def test_the_state_of_a_text_beside_a_veil_stays() -> None:
    pdf = _page(f"{PHOTOGRAPH} {VEIL.replace(' Q', ' BT 3 Tr ET Q')}")
    blend_page(pdf, pdf.pages[0], find_profile("press"))
    content = pdf.pages[0].Contents.read_bytes()
    assert b"/Soft gs" in content and b"/Ink sh" not in content
