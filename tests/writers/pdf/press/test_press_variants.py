"""PDF/X-1a and PDF/X-3: nothing transparent, type still type, the plates of PDF/X-4."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageFilter

from exporter.checks import preflight
from exporter.checks.pdf.colours import CMYK, colour
from exporter.checks.pdf.graphics import Painted, Veil
from exporter.checks.pdf.transparency import is_transparent
from exporter.errors import UsageError
from exporter.pdf.geometry import IDENTITY
from exporter.profiles import find_profile
from exporter.profiles.condition import judge_profile
from exporter.profiles.pdfx_standards import PDF_X, variant_named
from exporter.writers.pdf.press.flatten import MOST_VEILS, _flatten_page, find_regions
from exporter.writers.pdf.press.grouped_strokes import group_strokes

VEILED = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" height="200">
<defs><linearGradient id="g"><stop offset="0" stop-color="#c00"/><stop offset="1"
stop-color="#00f" stop-opacity="0.3"/></linearGradient>
<mask id="m"><rect y="100" width="60" height="80" fill="#888"/></mask></defs>
<rect width="100" height="90" fill="url(#g)"/><circle cx="150" cy="50" r="40" fill="#080"/>
<circle cx="190" cy="60" r="40" fill="#d00" fill-opacity="0.5"/>
<text x="110" y="60" font-size="16">Painted over it</text>
<g opacity="0.5"><rect x="300" width="50" height="50" fill="#ffd700" stroke="#036"/></g>
<rect y="100" width="60" height="80" fill="#036" mask="url(#m)"/>
<text x="100" y="150" font-size="20" fill-opacity="0.6">A veiled label</text>
<text x="250" y="150" font-size="20">A plain label</text></svg>"""
STORY = "---\nheadline: Veils\n---\nWords beside it.\n\n![chart](veiled.svg)\n"
PLAIN = "---\nheadline: Plain\n---\nWords alone.\n"
FLAT = ("pdf/x-1a", "pdf/x-3")
# Of 255: a pixel with more between its neighbours, on any plate, lies on an edge, which each
# renderer draws its way.
EDGE = 8
LEVELS = 1  # of 255: each renderer rounds its own way


HEAD = """publication: {name: The Example, language: en}
date: 2026-06-16
style: look
"""
LOOK = "extends: newspaper\nflow: {follow: false}\n"  # each page on sheets of its own


@pytest.fixture(scope="module")
def veiled(tmp_path_factory: Any, write_issue: Callable[..., Path]) -> Path:
    look = {"issue.yaml": HEAD, "look/style.yaml": LOOK}
    files = {"01/10-story.md": STORY, "01/veiled.svg": VEILED, "02/10-plain.md": PLAIN}
    return write_issue(tmp_path_factory.mktemp("veiled") / "issue", look | files)


@pytest.fixture(scope="module")
def variants(veiled: Path, build_press: Callable[..., Any]) -> dict[str, Any]:
    return {name: build_press(veiled, "press", variant=name) for name in PDF_X}


def _everything(pdf: pikepdf.Pdf) -> Iterator[Any]:
    kinds = pikepdf.Dictionary | pikepdf.Stream
    todo, seen = list(pdf.objects), set[tuple[int, int]]()
    while todo:
        thing = todo.pop()
        if isinstance(thing, pikepdf.Array):
            todo += [each for each in thing if isinstance(each, pikepdf.Object)]
        if not isinstance(thing, kinds) or (thing.objgen != (0, 0) and thing.objgen in seen):
            continue
        seen.add(thing.objgen)
        yield thing
        todo += [each for each in dict(thing.items()).values() if isinstance(each, pikepdf.Object)]


@pytest.mark.parametrize("name", FLAT)
def test_nothing_is_transparent(variants: dict[str, Any], name: str) -> None:
    for thing in _everything(variants[name].pdf):
        assert "/SMask" not in thing and "/Group" not in thing
        assert thing.get("/BM", "/Normal") == "/Normal"
        assert float(thing.get("/ca", 1)) == float(thing.get("/CA", 1)) == 1


@pytest.mark.parametrize("name", FLAT)
def test_the_file_is_of_pdf_1_4_and_passes_its_own_rules(
    variants: dict[str, Any], name: str
) -> None:
    path = variants[name].path
    assert variants[name].pdf.pdf_version == "1.4"
    assert str(variants[name].pdf.docinfo["/GTS_PDFXVersion"]) == PDF_X[name].name
    assert [each for each in preflight(path) if each.severity == "error"] == []


def test_a_newer_variant_is_no_older_one(variants: dict[str, Any]) -> None:
    profile = find_profile("press", variant="pdf/x-1a")
    found = {each.rule for each in preflight(variants["pdf/x-4"].path, profile)}
    assert {"pdf-transparency", "pdf-newer-feature", "pdf-version", "pdf-x-version"} <= found


@pytest.mark.parametrize("name", FLAT)
def test_type_is_type(variants: dict[str, Any], name: str) -> None:
    def text(path: Path) -> str:
        command = ["pdftotext", "-layout", str(path), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    whole = text(variants["pdf/x-4"].path).replace("pdf/x-4", "")
    assert sorted(text(variants[name].path).replace(name, "").split()) == sorted(whole.split())


@pytest.mark.skipif(not shutil.which("gs"), reason="ghostscript is not here")
@pytest.mark.parametrize("name", FLAT)
def test_the_plates_are_those_of_pdf_x_4(
    variants: dict[str, Any], name: str, tmp_path: Path
) -> None:
    flat = _plates(variants[name].path, tmp_path / "flat")
    whole = _plates(variants["pdf/x-4"].path, tmp_path / "whole")
    for ours, theirs in zip(flat, whole, strict=True):
        smooth = reduce(ImageChops.multiply, map(_smooth, theirs))
        for one, other in zip(ours, theirs, strict=True):
            apart = ImageChops.multiply(ImageChops.difference(one, other), smooth)
            assert apart.getextrema()[1] <= LEVELS


def _smooth(plate: Image.Image) -> Image.Image:
    widest, narrow = plate.filter(ImageFilter.MaxFilter(5)), plate.filter(ImageFilter.MinFilter(5))
    return ImageChops.difference(widest, narrow).point(lambda step: 255 * (step <= EDGE))


def _plates(path: Path, folder: Path) -> list[list[Image.Image]]:
    """Return the four plates of each sheet."""
    folder.mkdir()
    output = f"-sOutputFile={folder / '%d.tif'}"
    options = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r100", output]
    subprocess.run(["gs", *options, str(path)], check=True, capture_output=True)
    names = sorted(folder.glob("*(*.tif"))
    plates = [Image.open(name).convert("L") for name in names]
    return [plates[first : first + 4] for first in range(0, len(plates), 4)]


@pytest.mark.skipif(not shutil.which("gs"), reason="ghostscript is not here")
@pytest.mark.parametrize(
    "content",
    [
        "/V gs 1 0 0 0 K 9 w 10 10 m 90 80 l S",  # the edges of a stroke
        "/V gs 0 1 0 0 k 20 20 m 80 20 l 50 80 l f",  # and of a shape
        "/V gs /OverprintOn gs 0 0 0 1 k 20 20 m 80 20 l 50 80 l f",  # black lets inks through
        # A line of many pieces, thinner than a pixel, and cut by a clip beside its pixels.
        "9.4 9.4 79.3 79.3 re W n 1 0 0 0 k 9.4 9.4 79.3 79.3 re f /V gs 0 0 0 0 K 0.25 w 0 30 m "
        + " ".join(f"{x} {30 + x % 7 * 1.3 + x / 9:.2f} l" for x in range(1, 108))
        + " S",
    ],
)
def test_edges_of_one_opacity_stay_edges(content: str, tmp_path: Path) -> None:
    whole, flat = tmp_path / "whole.pdf", tmp_path / "flat.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(108, 108))
        page.obj.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceCMYK)
        on = pikepdf.Dictionary(OP=True, op=True, OPM=1)
        states = pikepdf.Dictionary(V=pikepdf.Dictionary(ca=0.5, CA=0.25), OverprintOn=on)
        page.obj.Resources = pikepdf.Dictionary(ExtGState=states)
        page.Contents = pdf.make_stream(b"0 0 0.8 0 k 0 0 108 108 re f " + content.encode())
        pdf.save(whole)
        with pikepdf.open(whole, allow_overwriting_input=True) as theirs:
            group_strokes(theirs)
            theirs.save(whole)
        _flatten_page(pdf, page)
        # So that ghostscript draws both by the same code.
        page.obj.Resources.ExtGState.Unused = pikepdf.Dictionary(ca=0.5)
        pdf.save(flat)
    (theirs,), (ours,) = _plates(whole, tmp_path / "a"), _plates(flat, tmp_path / "b")
    for one, other in zip(ours, theirs, strict=True):
        assert ImageChops.difference(one, other).getextrema()[1] <= LEVELS


def test_a_photograph_beneath_something_transparent_keeps_its_pixels() -> None:
    """A flattened picture has its dots, or whole parts of them: it is not drawn anew."""
    noise = Image.effect_noise((50, 40), 90)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(108, 108))
        photograph = pdf.make_stream(
            noise.tobytes(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=50,
            Height=40,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray,
        )
        states = pikepdf.Dictionary(V=pikepdf.Dictionary(ca=0.5))
        page.obj.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(P=photograph), ExtGState=states
        )
        page.Contents = pdf.make_stream(
            b"q 73.1 0 0 58.48 11.3 17.7 cm /P Do Q /V gs 0 0 0 0 k 20 25 40 33 re f"
        )
        _flatten_page(pdf, page)
        pattern = page.obj.Resources.Pattern.Flat0
        left, _, _, top = map(float, pattern.BBox)
        flat = pattern.Resources.XObject.Flat
        drawn = Image.frombytes("L", (int(flat.Width), int(flat.Height)), flat.read_bytes())
    dot = 73.1 / 50 / 12  # 49 dpi times twelve are nearly 600
    x, y = round((left - 11.3) / dot), round((17.7 + 58.48 - top) / dot)
    middles = [
        (column * 12 + 6 - x, row * 12 + 6 - y) for column in range(10, 30) for row in range(15, 30)
    ]
    found = [drawn.getpixel(middle) for middle in middles]
    light = [noise.getpixel(((i + x) // 12, (j + y) // 12)) for i, j in middles]
    veiled = [round(255 - (255 - each) / 2) for each in light]
    assert max(abs(one - other) for one, other in zip(found, veiled, strict=True)) <= LEVELS


def test_a_transparent_pattern_leaves_nothing_behind() -> None:
    """As the repeated gradient of a background: it is chosen, and then paints a box."""
    tile = b"/V gs 1 0 0 0 k 0 0 9 9 re f"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(108, 108))
        states = pikepdf.Dictionary(V=pikepdf.Dictionary(ca=0.5))
        pattern = pdf.make_stream(
            tile,
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=[0, 0, 9, 9],
            XStep=9,
            YStep=9,
            Resources=pikepdf.Dictionary(ExtGState=states),
        )
        page.obj.Resources = pikepdf.Dictionary(Pattern=pikepdf.Dictionary(p0=pattern))
        page.Contents = pdf.make_stream(b"q /Pattern cs /p0 scn 10 10 50 50 re f Q")
        assert is_transparent(page.obj)
        _flatten_page(pdf, page)
        assert not is_transparent(page.obj)
        assert b"/p0" not in page.Contents.read_bytes()
        assert list(page.resources.XObject) == ["/Flat0"]


def test_a_page_without_transparency_has_no_group(variants: dict[str, Any]) -> None:
    whole = variants["pdf/x-4"].pdf
    assert "/Group" in whole.pages[0]
    page = whole.pages[_plain(variants["pdf/x-4"].path)]
    assert not any("/Group" in each for each in (page, *page.resources.XObject.values()))


@pytest.mark.skipif(not shutil.which("gs"), reason="ghostscript is not here")
@pytest.mark.parametrize("name", FLAT)
def test_the_plates_of_a_page_without_transparency_are_the_same(
    variants: dict[str, Any], name: str, tmp_path: Path
) -> None:
    number = _plain(variants[name].path)
    flat = _plates(variants[name].path, tmp_path / "flat")[number]
    assert flat == _plates(variants["pdf/x-4"].path, tmp_path / "whole")[number]


def _plain(path: Path) -> int:
    """Return the number of the sheet with the plain story, from 0."""
    command = ["pdftotext", str(path), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return next(number for number, each in enumerate(text.split("\f")) if "Words alone" in each)


@pytest.mark.parametrize("name", PDF_X)
def test_a_variant_for_the_press_needs_its_colours(name: str) -> None:
    with pytest.raises(UsageError, match="colour: cmyk"):
        judge_profile(find_profile("screen", variant=name))


def test_the_name_in_a_file_tells_the_variant() -> None:
    stated = ("PDF/X-1:2001", "PDF/X-1a:2003", "PDF/X-3:2002", "PDF/X-4", "PDF/X-5g", "")
    found = [variant_named(name) for name in stated]
    assert found == ["pdf/x-1a", "pdf/x-1a", "pdf/x-3", "pdf/x-4", "", ""]


def test_of_very_many_veils_neighbours_share_a_picture() -> None:
    veil = Veil(colour(CMYK, (0, 1, 0, 0)), 0.5, True, False)
    box = (0.0, 0.0, 9.0, 9.0)
    painted = [Painted(number, True, box, IDENTITY, box, veil) for number in range(MOST_VEILS + 1)]
    assert len(find_regions(painted[1:])) == MOST_VEILS
    assert len(find_regions(painted)) == 1
