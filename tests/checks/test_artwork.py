"""The artwork of a late advertisement is checked before it is set, at its size."""

from collections.abc import Callable
from pathlib import Path

import pytest
from drafts import PressDraft
from pikepdf import Dictionary, Name
from PIL import Image

from exporter.checks.artwork import check_artwork, reduced_ink
from exporter.findings import Severity
from exporter.model import Advertisement, Place
from exporter.pictures.files import measure
from exporter.profiles import find_profile

PRESS = find_profile("press")


def box(**artwork: object) -> Advertisement:
    values = {"width_mm": 60, "height_mm": 90, "place": Place.BOTTOM, "alt": "A ferry"}
    return Advertisement(**(values | artwork))


def draw(path: Path, fault: str) -> Path:
    """Draw an advertisement as no printer gets it: without output intent, boxes, identifiers."""
    draft = PressDraft()
    del draft.pdf.Root.OutputIntents
    del draft.pdf.pages[1:]
    if fault == "rgb":
        draft.paint("0 1 0 rg 20 60 40 40 re f")
    elif fault == "coarse":
        draft.picture("Coarse", 30, bytes((20, 20, 20, 0)), Name.DeviceCMYK)
        draft.place("Coarse", 12)
    elif fault == "font":
        draft.resource("Font", "F2", draft.font("Absent", embedded=False))
        draft.text("/Over gs 0 0 0 1 k", font="F2")
    elif fault == "veil":
        draft.resource("ExtGState", "Veil", Dictionary(ca=0.5))
        draft.paint("/Veil gs 0 .5 .5 0 k 40 100 30 30 re f")
    elif fault == "heavy":
        draft.paint("1 1 1 .5 k 40 100 30 30 re f")
    elif fault == "next page":
        draft.pdf.add_blank_page(page_size=(100, 100))
        draft.pdf.pages[1].contents_add(draft.stream(b"0 1 0 rg 0 0 9 9 re f"))
    return draft.save(path)


@pytest.mark.parametrize(
    ("fault", "variant", "found"),
    [
        ("", "pdf/x-4", []),
        ("rgb", "pdf/x-4", [("pdf-rgb-object", Severity.WARNING)]),
        ("coarse", "pdf/x-4", [("pdf-image-dpi", Severity.ERROR)]),
        ("font", "pdf/x-4", [("pdf-font-not-embedded", Severity.ERROR)]),
        ("veil", "pdf/x-4", []),
        ("veil", "pdf/x-1a", [("pdf-transparency", Severity.WARNING)]),
        ("next page", "pdf/x-4", []),
    ],
)
def test_a_pdf_is_judged_by_what_its_first_page_paints(
    fault: str, variant: str, found: list[tuple[str, Severity]], tmp_path: Path
) -> None:
    path = draw(tmp_path / "late.pdf", fault)
    findings = check_artwork(box(pdf=path), find_profile("press", variant=variant))
    assert [(each.rule, each.severity) for each in findings] == found
    assert all(each.path == path and each.place for each in findings)


@pytest.mark.parametrize(
    ("size", "found"),
    [
        ((1000, 1500), [("pdf-rgb-object", Severity.WARNING)]),
        ((170, 255), [("pdf-image-dpi", Severity.ERROR), ("pdf-rgb-object", Severity.WARNING)]),
    ],
)
def test_a_picture_is_judged_at_the_size_of_its_box(
    size: tuple[int, int],
    found: list[tuple[str, Severity]],
    tmp_path: Path,
    picture: Callable[..., bytes],
) -> None:
    path = tmp_path / "late.png"
    path.write_bytes(picture("PNG", size))
    findings = check_artwork(box(picture=measure(path)), PRESS)
    assert [(each.rule, each.severity) for each in findings] == found
    if size[0] == 170:
        assert "72 dpi in its box of 60 × 90 mm" in findings[0].message


def test_an_empty_box_has_no_faults() -> None:
    assert check_artwork(box(), PRESS) == []
    assert reduced_ink(box(), PRESS) == []


@pytest.mark.parametrize(
    ("fault", "found"), [("heavy", ["area with 350 % ink"]), ("rgb", []), ("broken", [])]
)
def test_ink_of_a_pdf_that_is_reduced_on_the_page_is_told(
    fault: str, found: list[str], tmp_path: Path
) -> None:
    path = draw(tmp_path / "ad.pdf", fault)
    if fault == "broken":
        path.write_bytes(b"%PDF-1.7 no more")
    findings = reduced_ink(box(pdf=path), PRESS)
    assert [each.message.partition(" (")[0] for each in findings] == found
    assert all(each.severity is Severity.WARNING and each.path == path for each in findings)


def test_ink_of_a_picture_is_measured_where_it_is_heaviest(tmp_path: Path) -> None:
    """The upper right quarter in all inks; a hair of them, or less than the limit, is nothing."""
    ad = Image.new("CMYK", (600, 900), (0, 0, 0, 255))
    ad.paste((255, 255, 0, 40), (0, 0, 300, 900))
    ad.paste((255,) * 4, (0, 600, 2, 602))
    ad.save(tmp_path / "light.tif")
    ad.paste((255,) * 4, (300, 0, 600, 450))
    ad.save(tmp_path / "heavy.tif")
    heavy, light = (box(picture=measure(tmp_path / f"{name}.tif")) for name in ("heavy", "light"))
    [late] = check_artwork(heavy, PRESS)
    [own] = reduced_ink(heavy, PRESS)
    assert (late.rule, late.severity) == (own.rule, Severity.ERROR) == ("pdf-ink-limit", "error")
    assert "400 % ink 34 mm from its left and 2 mm from its top, too much in 2" in late.message
    assert own.severity is Severity.WARNING and own.message.endswith("reduced on the page")
    assert check_artwork(light, PRESS) == reduced_ink(light, PRESS) == []
